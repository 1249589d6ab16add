"""Verbs of saved views: save, rename, remove, list."""

from __future__ import annotations

from pathlib import Path

import click

from store.records import MODES
from ui.commands.common import QUERIES, json_option, opened, print_json, project_argument, tell_change


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("name")
@click.argument("query", required=False)
@click.option("--sort", default="-published", metavar="FIELD", help="By what its list is sorted; - before it reverses.")
@click.option("--mode", type=click.Choice(MODES), default=MODES[0], help="The form of its list in the window.")
@click.option("--rename", metavar="NEW", help="Give the view another name.")
@click.option("--remove", is_flag=True, help="Remove the view.")
def view(project: Path, name: str, query: str | None, sort: str, mode: str, rename: str | None, remove: bool) -> None:
    """Save QUERY as the view NAME, to be used in filters as view:NAME; or rename or remove it.

    A view of this name is overwritten. An empty QUERY ("") means all articles.
    """
    if [query is not None, rename is not None, remove].count(True) != 1:
        raise click.UsageError("Say one of QUERY, --rename and --remove.")
    with opened(project) as store:
        if rename is not None:
            change = store.views.rename(name, rename)
        elif remove:
            change = store.views.remove(name)
        else:
            change = store.views.save(name, query or "", sort=sort, mode=mode)
    tell_change(change)


@click.command()
@project_argument
@json_option
def views(project: Path, as_json: bool) -> None:
    """List the saved views."""
    with opened(project) as store:
        for each in store.views.all():
            if as_json:
                print_json(
                    {"uid": each.uid, "name": each.name, "query": each.query, "sort": each.sort, "mode": each.mode}
                )
            else:
                click.echo(f"{each.name}  {each.query or '(all articles)'}  by {each.sort}")
