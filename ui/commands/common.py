"""What the verbs share: their arguments, how they open a project, how they print."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import click

from store import Store, UserError, open_project
from store.records import Change, Progress

Result = TypeVar("Result")
Function = TypeVar("Function", bound=Callable[..., Any])

QUERIES = {"ignore_unknown_options": True}
"""Settings of a verb that takes a QUERY: it may begin with `-`."""

project_argument = click.argument("project", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
past_option = click.option(
    "--as-of", "moment", metavar="MOMENT", help="As the project was after a change (its number) or at a time."
)
where_option = click.option("--where", metavar="QUERY", help="Which articles: a filter; an empty one means all.")


def query_argument(function: Function) -> Function:
    """Add the optional QUERY, which may begin with `-`; what looks like a long option is refused as one."""
    return click.argument("query", required=False, default="", type=click.UNPROCESSED, callback=_refuse_options)(
        function
    )


def _refuse_options(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value.startswith("--"):
        raise click.UsageError(f"There is no option {value}.")
    return value


def opened(project: Path, *, by: str | None = None) -> Store:
    """Open a project for a verb, marking as `by` where that is given."""
    store = open_project(project)
    if by is not None:
        if not by.strip():
            raise UserError("An annotator needs a name.")
        store.annotator = by.strip()
    return store


@contextmanager
def opened_as_of(project: Path, moment: str | None) -> Iterator[Store]:
    """Open a project for a verb that reads, as it was at a moment where one is named: a copy of it, gone afterwards."""
    with opened(project) as store:
        if moment is None:
            yield store
            return
        then = store.moments.find(moment)
    from store.rewinding import copy_as_of

    with TemporaryDirectory(prefix="galpi-") as folder:
        copy = Path(folder) / project.name
        finish(copy_as_of(project, copy, then))
        with opened(copy) as store:
            yield store


def print_json(value: object) -> None:
    """Print one JSON value on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, allow_nan=False))


def articles_meant(store: Store, where: str | None, article: int | None) -> list[int]:
    """Give the articles that `--where` or `--article` mean; raises a usage error unless just one is given."""
    if (where is None) == (article is None):
        raise click.UsageError("Say which articles: either --where QUERY or --article ID.")
    if article is not None:
        return [store.articles.get(article).id]
    return list(store.search.ids(where or "", sort="id"))


def finish(steps: Generator[Progress, None, Result]) -> Result:
    """Run long work to its end, showing its progress where a person looks on, and give its result."""
    shown = sys.stderr.isatty()
    while True:
        try:
            step = next(steps)
        except StopIteration as ended:
            if shown:
                click.echo("\r\x1b[K", nl=False, err=True)
            return ended.value  # type: ignore[no-any-return]
        if shown:
            of = f" of {step.total:,}" if step.total else ""
            click.echo(f"\r\x1b[K{step.label} {step.done:,}{of}", nl=False, err=True)


def tell_change(change: Change) -> None:
    """Print what was done, or that nothing was."""
    click.echo(change.label if change.rows else "Nothing to change: nothing matches, or it is so already.")


def plural(number: int, noun: str) -> str:
    """Say `1 article` or `1,204 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
