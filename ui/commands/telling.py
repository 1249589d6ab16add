"""The verb that tells of the articles under a filter in numbers."""

from __future__ import annotations

from pathlib import Path

import click

from store import Store
from store.errors import UserError
from store.formats import statistic as tables
from store.records import Statistic
from store.statistics import KINDS, SERIES
from ui.commands.common import QUERIES, finish, json_option, opened, print_json, project_argument, query_argument


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("kind", type=click.Choice(KINDS))
@query_argument
@click.option("--by", type=click.Choice([each for each in SERIES if each]), help="With time: told apart by this.")
@click.option("--step", type=click.Choice(["month", "year"]), help="With time: by month or by year.")
@click.option("--type", "type_", metavar="TYPE", help="With entities: of this type alone.")
@click.option("--limit", type=click.IntRange(min=1), default=30, show_default=True, help="At most so many rows.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV instead of tab-separated lines.")
@json_option
def statistics(
    project: Path,
    kind: str,
    query: str,
    by: str | None,
    step: str | None,
    type_: str | None,
    limit: int,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Count the articles over time, what they name, their tags, tags that go together, or words that stand out.

    Words stand out against the articles that do not match, by the log-likelihood ratio; those with a minus are used less.
    """
    with opened(project) as store:
        if type_ is not None and type_ not in store.entities.types():
            raise UserError(f"There is no entity type “{type_}”; choose one of {', '.join(store.entities.types())}.")
        found = _read(store, kind, query, by=by or "", step=step or "", type_=type_ or "", limit=limit)
    if as_json:
        print_json(_json(found))
    else:
        click.echo(tables.csv_text(found) if as_csv else tables.tsv(found), nl=False)
        if found.note:
            click.echo(found.note, err=True)


def _read(store: Store, kind: str, query: str, *, by: str, step: str, type_: str, limit: int) -> Statistic:
    if kind == "time":
        return store.statistics.time(query, by=by, step=step)
    if kind == "entities":
        return store.statistics.entities(query, type=type_, limit=limit)
    if kind == "tags":
        return store.statistics.tags(query, limit=limit)
    if kind == "together":
        return store.statistics.together(query, limit=limit)
    from store.keywords import key_words

    return finish(key_words(store.path, query, limit=limit))


def _json(found: Statistic) -> dict[str, object]:
    names = tables.headings(found.columns)
    return {
        "kind": found.kind,
        "title": found.title,
        "query": found.query,
        "articles": found.articles,
        "columns": names,
        "rows": [{found.heading: row.label, "term": row.term, "values": list(row.values)} for row in found.rows],
        "note": found.note,
    }
