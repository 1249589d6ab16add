"""Verbs about the past of a project: its history, and an older change taken back by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from store import Store, UserError
from store.history import KINDS
from store.records import HistoryEntry, HistoryQuery
from ui.commands.common import json_option, opened, print_json, project_argument


@click.command()
@project_argument
@click.option("--article", type=int, metavar="ID", help="Changes of this article alone.")
@click.option("--tag", metavar="TAG", help="Changes of this tag and of what was tagged with it.")
@click.option("--by", metavar="NAME", help="Changes that this annotator made.")
@click.option("--since", metavar="TIME", help="From this day or time on (2021-03-24, 2021-03-24T09:30).")
@click.option("--until", metavar="TIME", help="Up to this day or time, a day to its end.")
@click.option("--kind", type=click.Choice(list(KINDS)), help="What was changed.")
@click.option("--change", type=int, metavar="N", help="One change alone, with all it did.")
@click.option("--limit", type=click.IntRange(min=1), help="How many at most.")
@click.option("--details", is_flag=True, help="Tell what each change did, before and after.")
@json_option
def history(
    project: Path,
    article: int | None,
    tag: str | None,
    by: str | None,
    since: str | None,
    until: str | None,
    kind: str | None,
    change: int | None,
    limit: int | None,
    details: bool,
    as_json: bool,
) -> None:
    """List the changes of the project, newest first, those taken back too."""
    with opened(project) as store:
        query = HistoryQuery(
            article=article, tag=_tag(store, tag), annotator=by, kind=kind,
            since=_time(since, end=False), until=_time(until, end=True),
        )  # fmt: skip
        entries = iter([store.history.get(change)]) if change is not None else store.history.stream(query)
        for count, entry in enumerate(entries):
            if limit is not None and count >= limit:
                break
            _tell(store, entry, article=article, details=details or change is not None, as_json=as_json)


def _tell(store: Store, entry: HistoryEntry, *, article: int | None, details: bool, as_json: bool) -> None:
    said = store.history.account(entry.id, article=article) if details else ()
    if as_json:
        values = {
            "id": entry.id,
            "at": entry.at,
            "label": entry.label,
            "annotator": entry.annotator,
            "undone": entry.undone,
        }
        if details:
            values["rows"], values["tables"] = entry.rows, list(entry.tables)
            values["details"] = [{"sentence": line.sentence, "article": line.article} for line in said]
        print_json(values)
        return
    click.echo(f"{entry.id:>6}  {entry.at}  {entry.annotator}  {entry.label}{'  (undone)' if entry.undone else ''}")
    for line in said:
        click.echo(f"        {line.sentence}")


def _tag(store: Store, name: str | None) -> int | None:
    if name is None:
        return None
    found = store.history.tags_named(name)
    if not found:
        raise UserError(f"There is and was no tag “{name}” in this project.")
    return found[0]


def _time(words: str | None, *, end: bool) -> str | None:
    """Turn a day or a time of here into ISO 8601 in UTC; with `end` a second later, for a border that is left out."""
    if words is None:
        return None
    try:
        at = datetime.fromisoformat(f"{words}T23:59:59" if end and len(words) == 10 else words)
    except ValueError as error:
        raise click.UsageError(f"“{words}” is no time; write 2021-03-24 or 2021-03-24T09:30.") from error
    shifted = at.astimezone(UTC).timestamp() + (1 if end else 0)
    return datetime.fromtimestamp(shifted, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
