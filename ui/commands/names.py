"""The verb names: entities with their names taken in from a file, and written to one."""

from __future__ import annotations

from pathlib import Path

import click

from ui.commands.common import QUERIES, finish, json_option, opened, plural, print_json, project_argument, where_option


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("action", type=click.Choice(["import", "export"]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--type", "kind", metavar="TYPE", help="import: the type of rows that say none; export: of this type only."
)
@click.option(
    "--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="import: what a column is, such as name=기관명."
)
@where_option
@json_option
def names(
    project: Path, action: str, file: Path, kind: str | None, pairs: tuple[str, ...], where: str | None, as_json: bool
) -> None:
    """Take names in from a CSV, TSV or JSONL file, or write those of the project to one."""
    if action == "import":
        if where is not None:
            raise click.UsageError("--where goes with export.")
        _import(project, file, kind, pairs, as_json=as_json)
    else:
        if pairs:
            raise click.UsageError("--map goes with import.")
        _export(project, file, kind, where, as_json=as_json)


def _import(project: Path, file: Path, kind: str | None, pairs: tuple[str, ...], *, as_json: bool) -> None:
    mapping = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals:
            raise click.UsageError(f"“{pair}” maps nothing; write FIELD=COLUMN.")
        mapping[field] = column
    with opened(project) as store:
        report = finish(store.gazetteers.taking(file, type=kind, mapping=mapping))
    if as_json:
        print_json(
            {
                "added": report.added,
                "merged": report.merged,
                "unchanged": report.unchanged,
                "refused": [{"source": each.source, "reason": each.reason} for each in report.refused],
            }
        )
        return
    click.echo(
        f"{plural(report.added, 'name')} added, {report.merged:,} joined with what was there, {report.unchanged:,} unchanged,"
        f" {len(report.refused):,} refused"
    )
    for each in report.refused:
        click.echo(f"  {each.source}: {each.reason}", err=True)


def _export(project: Path, file: Path, kind: str | None, where: str | None, *, as_json: bool) -> None:
    with opened(project) as store:
        ids = None
        if where is not None:
            ids = [each.entity.id for each in store.entities.counts(where) if each.articles or not where.strip()]
        count = store.gazetteers.write(file, type=kind, ids=ids)
    if as_json:
        print_json({"file": str(file), "entities": count})
    else:
        click.echo(f"{count:,} {'entity' if count == 1 else 'entities'} written to {file}")
