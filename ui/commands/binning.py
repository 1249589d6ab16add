"""Verbs about the bin: delete, restore, empty."""

from __future__ import annotations

from pathlib import Path

import click

from store import UserError
from store.bulk import articles_text
from ui.commands.common import QUERIES, articles_meant, finish, opened, project_argument, tell_change, where_option

article_option = click.option("--article", type=int, metavar="ID", help="One article.")


@click.command(context_settings=QUERIES)
@project_argument
@where_option
@article_option
def delete(project: Path, where: str | None, article: int | None) -> None:
    """Move articles to the bin, with their marks; 'restore' or 'undo' brings them back."""
    with opened(project) as store:
        change = finish(store.bulk.delete(articles_meant(store, where, article)))
    tell_change(change)


@click.command(context_settings=QUERIES)
@project_argument
@where_option
@article_option
@click.option(
    "--as-of", "moment", metavar="MOMENT", help="Put the article back to what it was then: a change or a time."
)
@click.option("--from", "backup", type=click.Path(path_type=Path), metavar="BACKUP", help="Put the whole project back.")
def restore(project: Path, where: str | None, article: int | None, moment: str | None, backup: Path | None) -> None:
    """Bring articles back from the bin, with their marks; or put one, or the whole project, back to what it was."""
    if backup is not None:
        from store.backups import restore as put_back

        if where is not None or article is not None or moment is not None:
            raise click.UsageError("--from puts the whole project back; it goes with nothing else.")
        click.echo(f"{project} is what {backup} holds; what it was before is kept in {put_back(project, backup)}.")
        return
    if moment is not None:
        if article is None:
            raise click.UsageError("--as-of needs --article ID.")
        with opened(project) as store:
            step = store.past.restore(article, store.moments.find(moment))
        tell_change(step)
        return
    if (where is None) == (article is None):
        raise click.UsageError("Say which articles: either --where QUERY or --article ID.")
    with opened(project) as store:
        if article is not None and not store.bin.holds(article):
            raise UserError(f"There is no article {article} in the bin; 'list PROJECT is:deleted' shows what there is.")
        query = f"id:{article}" if article is not None else f"({where})" if where and where.strip() else ""
        change = finish(store.bulk.restore(store.search.ids(f"{query} is:deleted", sort="id")))
    click.echo(change.label if change.rows else "Nothing to change: no such article is in the bin.")


@click.command()
@project_argument
@click.option("--yes", is_flag=True, help="Do not ask.")
def empty(project: Path, yes: bool) -> None:
    """Remove what is in the bin for good; it cannot be undone."""
    with opened(project) as store:
        count = store.bin.count()
        if count and not yes:
            click.confirm(f"Remove {articles_text(count)} for good? This cannot be undone.", abort=True, err=True)
        removed = finish(store.bin.empty())
    click.echo(f"{articles_text(removed)} removed for good." if removed else "The bin is empty.")
