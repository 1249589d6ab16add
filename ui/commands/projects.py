"""Verbs about whole projects: new, import, recognize, check, backup, info.

Each imports what it does the work with by itself, so that `info` need not wait for what reads PDF.
"""

from __future__ import annotations

from pathlib import Path

import click

from store.records import ImportReport
from ui.commands.common import QUERIES, finish, json_option, opened, plural, print_json, project_argument, where_option
from ui.commands.learned import advice, learned_values, summary, tell_learned


@click.command()
@project_argument
@click.option("--sample", is_flag=True, help="Fill it with the sample articles and codebook.")
@click.option("--codebook", type=click.Path(path_type=Path), metavar="FILE", help="Start with this codebook.")
def new(project: Path, sample: bool, codebook: Path | None) -> None:
    """Make a new project file."""
    from store import create_project, create_sample

    with create_sample(project, codebook=codebook) if sample else create_project(project, codebook=codebook) as store:
        click.echo(f"{project}: {plural(store.articles.count(), 'article')}")


@click.command("import")
@project_argument
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--as", "kind", metavar="KIND", help="What all files are, where their names do not tell.")
@click.option("--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column of a table holds a field.")
@click.option("--no-recognize", is_flag=True, help="Leave the recognition of entities to 'recognize'.")
@json_option
def import_(
    project: Path, paths: tuple[Path, ...], kind: str | None, pairs: tuple[str, ...], no_recognize: bool, as_json: bool
) -> None:
    """Import files and folders."""
    from store import import_paths

    mapping = dict(_pair(pair) for pair in pairs)
    report = finish(import_paths(project, paths, recognize=not no_recognize, kind=kind, mapping=mapping))
    if as_json:
        print_json(
            {
                "imported": report.imported,
                "updated": report.updated,
                "unchanged": report.unchanged,
                "duplicates": report.duplicates,
                "failed": [{"source": each.source, "reason": each.reason} for each in report.failed],
                "warnings": [{"source": each.source, "reason": each.reason} for each in report.warnings],
                "seconds": report.seconds,
            }
        )
    else:
        _tell(report)
    if report.failed and not (report.imported or report.updated or report.unchanged):
        raise click.exceptions.Exit(1)


def _pair(text: str) -> tuple[str, str]:
    from store.parse.record import FIELDS

    field, equals, column = text.partition("=")
    if not equals or field not in FIELDS:
        raise click.UsageError(f"“{text}” maps nothing; write FIELD=COLUMN, where FIELD is one of {', '.join(FIELDS)}.")
    return field, column


def _tell(report: ImportReport) -> None:
    click.echo(
        f"{plural(report.imported, 'article')} imported, {report.updated:,} updated, {report.unchanged:,} unchanged,"
        f" {report.duplicates:,} with a text that was there already, {len(report.failed):,} failed,"
        f" in {report.seconds:.1f} s"
    )
    for each in (*report.warnings, *report.failed):
        click.echo(f"  {each.source}: {each.reason}", err=True)


@click.command(context_settings=QUERIES)
@project_argument
@where_option
@click.option("--all", "everything", is_flag=True, help="Articles that are up to date too.")
@click.option("--learn", is_flag=True, help="First train the project's own recogniser on the accepted mentions.")
@json_option
def recognize(project: Path, where: str | None, everything: bool, learn: bool, as_json: bool) -> None:
    """Find entities again where anything changed; suggestions not yet reviewed are replaced by the result.

    An article is up to date where neither the recogniser nor the article nor a name that stands in it has changed. What
    is learned is kept with the project and used from then on; an article with an accepted mention counts as wholly
    annotated.
    """
    from store import recognize as recognize_articles

    report = finish(recognize_articles(project, where=where or "", everything=everything, learn=learn))
    if as_json:
        values = {
            "articles": report.articles,
            "mentions": report.mentions,
            "up_to_date": report.up_to_date,
            "seconds": round(report.seconds, 3),
        }
        print_json(values if report.learned is None else {**values, "learned": learned_values(report.learned)})
        return
    if report.learned is not None and learn:
        tell_learned(report.learned)
    elif report.learned is not None:
        click.echo(
            f"with what was learned from {plural(report.learned.articles, 'article')} on {report.learned.at[:10]}"
            f"{advice(report.learned)}"
        )
    click.echo(
        f"{plural(report.articles, 'article')}, of which {report.up_to_date:,} up to date;"
        f" {plural(report.mentions, 'mention')} in the others, {report.seconds:.1f} s"
    )


@click.command()
@project_argument
@click.option("--dataset", type=click.Path(path_type=Path), metavar="DIR", help="Check an export instead.")
@json_option
def check(project: Path, dataset: Path | None, as_json: bool) -> None:
    """Check every promise of the project file, or of an export made from it."""
    from store import check as check_project
    from store.checking import check_dataset

    with opened(project) as store:
        problems = check_project(store) if dataset is None else check_dataset(store, dataset)
    if as_json:
        print_json({"ok": not problems, "problems": [problem.sentence for problem in problems]})
    else:
        for problem in problems:
            click.echo(problem.sentence)
        click.echo(f"{plural(len(problems), 'problem')} found." if problems else "All is well.")
    if problems:
        raise click.exceptions.Exit(1)


@click.command()
@project_argument
@json_option
def info(project: Path, as_json: bool) -> None:
    """Say what the project holds, in numbers."""
    with opened(project) as store:
        facts = store.info()
        waiting = store.learned.waiting()
        learned = store.learned.used() or waiting
        since = None if waiting == learned else waiting
    values = {
        "path": facts.path,
        "format": facts.version,
        "articles": facts.articles,
        "entities": facts.entities,
        "mentions": facts.mentions,
        "taggings": facts.taggings,
        "tags": facts.tags,
        "changes": facts.changes,
        "languages": dict(facts.languages),
        "size": facts.size,
    }
    if as_json:
        told = {"learned": learned, "learned_since": since}
        print_json({**values, **{key: each and learned_values(each) for key, each in told.items()}})
        return
    for key, value in values.items():
        shown = ", ".join(f"{k or 'unknown'} {v:,}" for k, v in value.items()) if isinstance(value, dict) else value
        click.echo(f"{key:<10} {shown:,}" if isinstance(shown, int) else f"{key:<10} {shown}")
    click.echo(f"{'learned':<10} {'nothing yet' if learned is None else summary(learned)}")
    if since is not None:
        click.echo(f"{'since':<10} {summary(since)}")
