"""The verb that lists tagged passages, and takes them elsewhere as a table or a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from store.formats.jsonl import said_json
from store.passage_files import write_passages
from store.records import PASSAGE_SORTS, PassageLine, PassageQuery
from ui.commands.common import (
    QUERIES,
    finish,
    json_option,
    opened_as_of,
    past_option,
    plural,
    print_json,
    project_argument,
    query_argument,
)


@click.command(context_settings=QUERIES)
@project_argument
@query_argument
@click.option(
    "--tag", "names", multiple=True, metavar="TAG", help="Of this tag and those under it; may be given again."
)
@click.option("--words", default="", help="With these words in the quote, the note or the annotator's name.")
@click.option("--sort", type=click.Choice(PASSAGE_SORTS), help="In which order; by article where nothing is said.")
@click.option("--csv", "table", type=click.Path(path_type=Path), metavar="OUT", help="Write them as a table.")
@click.option("--docx", "document", type=click.Path(path_type=Path), metavar="OUT", help="Write them as a document.")
@past_option
@json_option
def passages(
    project: Path,
    query: str,
    names: tuple[str, ...],
    words: str,
    sort: str | None,
    table: Path | None,
    document: Path | None,
    moment: str | None,
    as_json: bool,
) -> None:
    """List the tagged passages of the articles that match QUERY."""
    if document is not None and document.suffix.lower() != ".docx":
        raise click.UsageError("The document's name ends in .docx.")
    with opened_as_of(project, moment) as store:
        tags = tuple(store.codebook.find(name).id for name in names)
        wanted = PassageQuery(tags=tags, where=query, words=words, sort=sort or ("tag" if document else "article"))
        ids = store.passages.ids(wanted)
        for out in (table, document):
            if out is not None:
                finish(write_passages(store, ids, out))
        if table is None and document is None:
            for line in store.passages.pages(ids):
                _print(line, as_json=as_json)
            return
    click.echo(f"{plural(len(ids), 'passage')} written.")


def _print(line: PassageLine, *, as_json: bool) -> None:
    tagging = line.tagging
    if not as_json:
        click.echo(f"{tagging.article:>6}  {tagging.tag}  “{tagging.quote}”")
        return
    said: dict[str, Any] = {
        "article": tagging.article,
        "tag": tagging.tag,
        "start": tagging.start,
        "end": tagging.end,
        "quote": tagging.quote,
        "note": tagging.note,
        "annotator": tagging.annotator,
        **said_json(tagging),
    }
    print_json(said)
