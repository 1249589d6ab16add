"""Verbs that only look: list, show, facets, entities, relations, history."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from store.formats.gazetteer import names_json
from store.formats.jsonl import as_json as marked_json
from store.formats.jsonl import relation_json
from store.records import ArticleRow, MarkedArticle
from ui.commands.common import (
    QUERIES,
    json_option,
    opened,
    opened_as_of,
    past_option,
    print_json,
    project_argument,
    query_argument,
    where_option,
)

SORTS = ("relevance", "published", "title", "outlet", "language", "length", "tags", "notes", "status", "useful")


def _sort(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and value.removeprefix("-") not in SORTS and not value.removeprefix("-").startswith("likely:"):
        raise click.UsageError(
            f"“{value}” is nothing to sort by; choose one of {', '.join(SORTS)}, likely:TAG, - before it reverses."
        )
    return value


@click.command("list", context_settings=QUERIES)
@project_argument
@query_argument
@click.option("--sort", metavar="FIELD", callback=_sort, help="By what; - before it reverses.")
@click.option("--limit", type=click.IntRange(min=0), help="How many at most.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many to leave out first.")
@past_option
@json_option
def list_(
    project: Path, query: str, sort: str | None, limit: int | None, offset: int, moment: str | None, as_json: bool
) -> None:
    """List the articles that match QUERY, newest first; where QUERY is one saved view, in the order of the view."""
    with opened_as_of(project, moment) as store:
        view = store.views.sole(query) if sort is None else None
        ids = store.search.ids(query, sort=sort or (view.sort if view else "-published"))[offset:]
        ids = ids if limit is None else ids[:limit]
        for start in range(0, len(ids), 500):
            for row in store.articles.rows(ids[start : start + 500], deleted=True):
                if as_json:
                    print_json(_row_json(row))
                else:
                    click.echo(f"{row.id:>6}  {(row.published or '–'):<16}  {row.outlet or '–'}  {row.title or '–'}")


def _row_json(row: ArticleRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "source": row.source,
        "title": row.title,
        "outlet": row.outlet,
        "published": row.published,
        "language": row.language,
        "tags": list(row.tags),
        "status": row.status,
    }


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("ids", nargs=-1, type=int)
@where_option
@click.option("--as-of", "moment", metavar="MOMENT", help="As they were after a change (its number) or at a time.")
@json_option
def show(project: Path, ids: tuple[int, ...], where: str | None, moment: str | None, as_json: bool) -> None:
    """Show articles whole, with everything that was said of them."""
    if bool(ids) == (where is not None):
        raise click.UsageError("Say which articles: either ids or --where QUERY.")
    wanted = list(ids)
    if where is not None:
        with opened_as_of(project, moment) as then_or_now:
            wanted = list(then_or_now.search.ids(where, sort="id"))
    with opened(project) as store:
        if moment is not None:
            then = store.moments.find(moment)
            for article in wanted:
                _show(store.past.article(article, then).marked, as_json=as_json)
            return
        for marked in store.marked.stream(wanted):
            _show(marked, as_json=as_json)


def _show(marked: MarkedArticle, *, as_json: bool) -> None:
    if as_json:
        print_json(marked_json(marked))
        return
    article = marked.article
    facts = [article.outlet, ", ".join(article.authors), article.published, article.language, article.status]
    click.echo(f"# {article.title or '–'}")
    click.echo(" · ".join(fact for fact in facts if fact) + f" · {article.source} · id {article.id}")
    for part in article.parts:
        text = article.text[part.start : part.end].strip()
        click.echo(f"\n[{part.role}]\n{text}")
    for tagging in marked.taggings:
        click.echo(f"\ntag {tagging.tag}" + (f": “{tagging.quote}”" if tagging.quote else ""))
    for note in marked.notes:
        click.echo(f"\nnote by {note.annotator}: {note.text}")
    click.echo("")


@click.command(context_settings=QUERIES)
@project_argument
@query_argument
@past_option
@json_option
def facets(project: Path, query: str, moment: str | None, as_json: bool) -> None:
    """Count the values of each field among the articles that match QUERY."""
    with opened_as_of(project, moment) as store:
        counted = store.facets(query)
    if as_json:
        print_json({f.field: [{"value": v.value, "count": v.count} for v in f.values] for f in counted})
        return
    for facet in counted:
        if facet.values:
            click.echo(facet.field)
            for value in facet.values:
                click.echo(f"{value.count:>8}  {'  ' * value.depth}{value.label or value.value}")


@click.command(context_settings=QUERIES)
@project_argument
@query_argument
@past_option
@json_option
def entities(project: Path, query: str, moment: str | None, as_json: bool) -> None:
    """List the entities of the articles that match QUERY, those in most articles first."""
    with opened_as_of(project, moment) as store:
        counted = store.entities.counts(query)
        wholes = sorted({each.entity.part_of for each in counted if each.entity.part_of is not None})
        names = {entity.id: entity.name for entity in store.entities.several(wholes)}
    for each in counted:
        entity = each.entity
        if as_json:
            print_json(
                {
                    "id": entity.id,
                    "uid": entity.uid,
                    "type": entity.type,
                    "name": entity.name,
                    "names": names_json(entity.names),
                    "part_of": None if entity.part_of is None else names.get(entity.part_of),
                    "note": entity.note,
                    "external": dict(entity.external),
                    "articles": each.articles,
                    "mentions": each.mentions,
                }
            )
        else:
            click.echo(f"{each.articles:>6} {each.mentions:>7}  {entity.type:<13} {entity.name}")


@click.command(context_settings=QUERIES)
@project_argument
@query_argument
@past_option
@json_option
def relations(project: Path, query: str, moment: str | None, as_json: bool) -> None:
    """List the relations said in the articles that match QUERY; without QUERY, background facts too."""
    with opened_as_of(project, moment) as store:
        for said in store.marked.say(store.relations.of(query)):
            if as_json:
                print_json(relation_json(said))
            else:
                click.echo(f"{said.subject} · {said.relation.predicate} · {said.object}")


@click.command()
@project_argument
@json_option
def history(project: Path, as_json: bool) -> None:
    """List the changes of the project, newest first, those taken back too."""
    with opened(project) as store:
        for entry in store.journal.history():
            if as_json:
                print_json(
                    {
                        "id": entry.id,
                        "at": entry.at,
                        "label": entry.label,
                        "annotator": entry.annotator,
                        "undone": entry.undone,
                    }
                )
            else:
                click.echo(
                    f"{entry.id:>6}  {entry.at}  {entry.annotator}  {entry.label}{'  (undone)' if entry.undone else ''}"
                )
