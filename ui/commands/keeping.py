"""Verbs that keep a project safe: backup, backups, salvage."""

from __future__ import annotations

from pathlib import Path

import click

from store import UserError
from ui.commands.common import finish, json_option, opened, plural, print_json, project_argument


@click.command()
@project_argument
@click.argument("out", type=click.Path(path_type=Path), required=False)
@click.option(
    "--as-of", "moment", metavar="MOMENT", help="As the project was after a change (its number) or at a time."
)
def backup(project: Path, out: Path | None, moment: str | None) -> None:
    """Write a whole copy of the project, with its history and the bytes of its sources.

    Without OUT it goes where the automatic backups are.
    """
    if moment is not None:
        from store.rewinding import copy_as_of

        if out is None:
            raise click.UsageError("--as-of needs OUT.")
        with opened(project) as store:
            then = store.moments.find(moment)
        articles = finish(copy_as_of(project, out, then))
        click.echo(f"{out}: {plural(articles, 'article')}, as of {then.at}")
        return
    if out is None:
        from store.backups import back_up

        kept = finish(back_up(project, reason="by hand"))
        if kept is None:
            raise UserError("Nothing has changed since the latest backup.")
        click.echo(f"{kept.path}: {kept.size:,} bytes")
        return
    from store import backup as write

    with opened(project) as store:
        size = write(store, out)
    click.echo(f"{out}: {size:,} bytes")


@click.command()
@project_argument
@json_option
def backups(project: Path, as_json: bool) -> None:
    """List the automatic backups of the project, newest first."""
    from store.backups import backups as kept

    if not project.is_file() and not kept(project):
        raise UserError(f"There is no project at {project}, and there are no backups of one.")
    for each in kept(project):
        if as_json:
            print_json({"path": each.path, "at": each.at, "reason": each.reason, "size": each.size})
        else:
            click.echo(f"{each.at}  {each.reason:<16} {each.size:>14,} bytes  {each.path}")


@click.command()
@project_argument
@click.argument("out", type=click.Path(path_type=Path))
@json_option
def salvage(project: Path, out: Path, as_json: bool) -> None:
    """Read what can be read of a damaged project into the new project OUT."""
    from store.salvaging import salvage as rescue

    report = finish(rescue(project, out))
    if as_json:
        print_json(
            {
                "project": str(out),
                "articles": report.articles,
                "rows": report.rows,
                "lost": report.lost,
                "problems": list(report.problems),
            }
        )
        return
    click.echo(
        f"{out}: {plural(report.articles, 'article')}, {report.rows:,} rows; {report.lost:,} rows could not be read."
    )
    for sentence in report.problems:
        click.echo(f"  {sentence}", err=True)
