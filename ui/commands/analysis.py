"""Verbs that bring evidence together: the page of an entity, with what corrects it, and the matrix of two types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from store import Store, UserError
from store.formats import matrix as tables
from store.formats.entity_page import evidence_json, markdown, page_json
from store.matrix import CO_OCCURRENCE, UNITS
from store.records import Change, Entity, Matrix, MatrixSpec
from ui.commands.common import QUERIES, json_option, opened, print_json, project_argument, tell_change, where_option

Step = Callable[[Store, int], Change]


def entity_named(store: Store, name: str, kind: str | None) -> Entity:
    """Give the one entity that is called so, or has this id; raises UserError where none or several are."""
    if name.isdecimal() and not store.entities.find(name, type=kind):
        return store.entities.get(int(name))
    found = store.entities.find(name, type=kind)
    if not found:
        raise UserError(f"There is no entity “{name}” in this project; 'entities' lists them.")
    if len(found) > 1:
        several = ", ".join(f"{each.id} ({each.type} {each.name})" for each in found)
        raise UserError(f"Several entities are called {name}: {several}; say --type TYPE, or the id.")
    return found[0]


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("name")
@click.option("--type", "kind", metavar="TYPE", help="Which of several that are called so.")
@where_option
@click.option("--alone", is_flag=True, help="Without what is part of it.")
@click.option("--rename", metavar="NAME", help="Call it so; its other names stay.")
@click.option("--add-name", multiple=True, metavar="NAME", help="One more name; LANGUAGE:NAME says its language.")
@click.option("--remove-name", multiple=True, metavar="NAME", help="One name less.")
@click.option("--set-type", metavar="TYPE", help="Make it and its mentions of this type, perhaps a new one.")
@click.option("--set-note", metavar="TEXT", help="Write its note.")
@click.option("--part-of", metavar="NAME", help="What it is part of; empty for nothing.")
@click.option(
    "--external", multiple=True, metavar="SCHEME=ID", help="What it is called elsewhere; replaces what is there."
)
@click.option("--merge-into", metavar="NAME", help="Let another entity be this one too.")
@click.option("--split", multiple=True, metavar="NAME", help="Make an entity of its own of these names.")
@click.option("--remove", is_flag=True, help="Remove it; only if nothing names it.")
@click.option("--by", metavar="ANNOTATOR", help="Who corrects it.")
@json_option
def entity(
    project: Path,
    name: str,
    kind: str | None,
    where: str | None,
    alone: bool,
    by: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Show the page of the entity called NAME (or of that id); with other options correct it, each as one step."""
    with opened(project, by=by) as store:
        it = entity_named(store, name, kind)
        steps = [*_renamings(asked), *_settings(store, asked), *_reshapings(store, asked)]
        if steps:
            _correct(store, it.id, steps)
        else:
            _show(store, it.id, where or "", alone=alone, as_json=as_json)


def _renamings(asked: Mapping[str, Any]) -> Iterator[Step]:
    yield from (_naming(each) for each in asked["add_name"])
    yield from (_unnaming(each) for each in asked["remove_name"])
    if asked["rename"] is not None:
        yield lambda s, e: s.naming.rename(e, asked["rename"])


def _settings(store: Store, asked: Mapping[str, Any]) -> Iterator[Step]:
    if asked["set_type"] is not None:
        yield lambda s, e: s.naming.set_type(e, asked["set_type"])
    if asked["set_note"] is not None:
        yield lambda s, e: s.naming.set_note(e, asked["set_note"])
    if asked["part_of"] is not None:
        whole = entity_named(store, asked["part_of"], None).id if asked["part_of"].strip() else None
        yield lambda s, e: s.naming.set_part_of(e, whole)
    if asked["external"]:
        pairs = [_pair(each) for each in asked["external"]]
        yield lambda s, e: s.naming.set_external(e, pairs)


def _reshapings(store: Store, asked: Mapping[str, Any]) -> Iterator[Step]:
    if asked["split"]:
        yield lambda s, e: s.reshaping.split(e, asked["split"])
    if asked["merge_into"] is not None:
        into = entity_named(store, asked["merge_into"], None).id
        yield lambda s, e: s.reshaping.merge([e, into], into)
    if asked["remove"]:
        yield lambda s, e: s.reshaping.remove([e])


def _naming(given: str) -> Step:
    language, colon, name = given.partition(":")
    if colon and len(language) == 2 and language.isascii() and language.isalpha():
        return lambda s, e: s.naming.add_name(e, name, language=language.lower())
    return lambda s, e: s.naming.add_name(e, given)


def _unnaming(name: str) -> Step:
    return lambda s, e: s.naming.remove_name(e, name)


def _pair(given: str) -> tuple[str, str]:
    scheme, equals, value = given.partition("=")
    if not equals:
        raise click.UsageError(f"An identifier is given as SCHEME=ID, such as wikidata=Q1; “{given}” is not.")
    return scheme, value


def _correct(store: Store, entity: int, steps: list[Step]) -> None:
    """Do all of it as one step, or nothing, and say what was done."""
    name = store.entities.get(entity).name
    if len(steps) == 1:
        click.echo(steps[0](store, entity).label)
        return
    with store.journal.change(f"Correct {name}") as whole:
        for step in steps:
            step(store, entity)
    tell_change(whole.change)


def _show(store: Store, entity: int, query: str, *, alone: bool, as_json: bool) -> None:
    page = store.pages.read(entity, query=query, roll_up=not alone)
    sentences = store.evidence.of_entity(entity, query=query, roll_up=not alone)
    if as_json:
        print_json({**page_json(page), "sentences": [evidence_json(each) for each in sentences.items]})
    else:
        click.echo(markdown(page, sentences.items), nl=False)


@click.command(context_settings=QUERIES)
@project_argument
@click.argument("rows")
@click.argument("columns")
@click.option("--by", default=CO_OCCURRENCE, metavar="co-occurrence|relation|PREDICATE", help="What joins them.")
@click.option("--within", type=click.Choice(UNITS), default="sentence", help="What both must be named in.")
@where_option
@click.option("--roll-up", is_flag=True, help="Count for a whole what names its parts.")
@click.option("--facts", is_flag=True, help="With relations: background facts too; they count no article.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many rows, and so many columns.")
@json_option
def matrix(
    project: Path,
    rows: str,
    columns: str,
    by: str,
    within: str,
    where: str | None,
    roll_up: bool,
    facts: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """Count the articles that join entities of the types ROWS and COLUMNS, as tab-separated lines."""
    spec = MatrixSpec(rows=rows, columns=columns, by=by, within=within, query=where or "", facts=facts, roll_up=roll_up)
    with opened(project) as store:
        for kind in (rows, columns):
            if kind not in store.entities.types():
                raise UserError(f"There is no entity type “{kind}”; choose one of {', '.join(store.entities.types())}.")
        found = store.matrices.read(spec, rows=limit or 1 << 30, columns=limit or 1 << 30)
    if as_json:
        print_json(_matrix_json(found))
    else:
        click.echo(tables.tsv(found), nl=False)


def _matrix_json(found: Matrix) -> dict[str, object]:
    return {
        "rows": [{"id": line.entity.id, "name": line.entity.name, "articles": line.articles} for line in found.rows],
        "columns": [
            {"id": line.entity.id, "name": line.entity.name, "articles": line.articles} for line in found.columns
        ],
        "counts": [list(counts) for counts in found.counts],
        "facts": sorted(map(list, found.facts)),
        "more_rows": found.more_rows,
        "more_columns": found.more_columns,
        "articles": found.articles,
    }
