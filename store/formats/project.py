"""The companion of a native JSONL file: what belongs to the project and not to one article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from store.errors import UserError
from store.formats.codebook import books_json, read_books, read_tags, tag_json
from store.formats.codebook_versions import read_version, version_json
from store.formats.exclusions import exclusion_json, read_exclusion
from store.formats.gazetteer import entity_json, read_entity
from store.formats.recipe import read_saved, saved_json
from store.formats.rules import read_rule, rule_json
from store.formats.samples import read_sample, sample_json
from store.formats.views import read_view, view_json
from store.records import (
    CodebookDraft,
    CodebookVersionDraft,
    EntityDraft,
    ExclusionDraft,
    Rule,
    Sample,
    SavedRecipe,
    TagDraft,
    View,
)

FORMAT = 1

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A relation that no article says: who runs a system, for example; entities by their uid."""

    subject: str
    predicate: str
    object: str
    state: str = "accepted"
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRecord:
    """What a native export carries beside its articles.

    `codebook` are the tags at the top of all `codebooks`, which come without their tags. `predicates` are pairs of name
    and definition, `memos` of annotator and text.
    """

    codebook: tuple[TagDraft, ...] = ()
    codebooks: tuple[CodebookDraft, ...] = (CodebookDraft(name="Codebook"),)
    codebook_versions: tuple[CodebookVersionDraft, ...] = ()
    entities: tuple[EntityDraft, ...] = ()
    predicates: tuple[tuple[str, str], ...] = ()
    facts: tuple[Fact, ...] = ()
    annotators: tuple[str, ...] = ()
    memos: tuple[tuple[str, str], ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    rules: tuple[Rule, ...] = ()
    exclusions: tuple[ExclusionDraft, ...] = ()
    views: tuple[View, ...] = ()
    recipes: tuple[SavedRecipe, ...] = ()
    samples: tuple[Sample, ...] = ()


def project_pieces(record: ProjectRecord) -> Iterator[str]:
    """Write the companion file, indented JSON, the same bytes for the same project.

    It comes piece by piece: a project may have a hundred thousand entities, one of which is held.
    """
    value: dict[str, object] = {
        "format": "galpi-project",
        "version": FORMAT,
        "codebooks": books_json(record.codebooks),
        "codebook": [tag_json(tag) for tag in record.codebook],
        "codebook_versions": [version_json(version) for version in record.codebook_versions],
        "entities": (entity_json(entity) for entity in record.entities),
        "predicates": [{"name": name, "definition": definition} for name, definition in record.predicates],
        "facts": [
            {
                "subject": fact.subject,
                "predicate": fact.predicate,
                "object": fact.object,
                "state": fact.state,
                "id": fact.id,
            }
            for fact in record.facts
        ],
        "annotators": list(record.annotators),
        "memos": [{"annotator": annotator, "text": text} for annotator, text in record.memos],
        "views": [view_json(view) for view in record.views],
        **({"recipes": [saved_json(each) for each in record.recipes]} if record.recipes else {}),
        **({"samples": [sample_json(each) for each in record.samples]} if record.samples else {}),
        "rules": [rule_json(rule) for rule in record.rules],
        "exclusions": [exclusion_json(each) for each in record.exclusions],
        "settings": dict(record.settings),
    }
    before = "{\n"
    for name, each in value.items():
        yield f"{before} {_ENCODER.encode(name)}: "
        if isinstance(each, Iterator):
            yield from _listed(each)
        else:
            yield _ENCODER.encode(each).replace("\n", "\n ")
        before = ",\n"
    yield "\n}\n"


def _listed(values: Iterator[object]) -> Iterator[str]:
    """Write a list one level in, value by value, as the encoder does; a line feed stands between values, never inside one."""
    before = "[\n"
    for value in values:
        yield f"{before}  " + _ENCODER.encode(value).replace("\n", "\n  ")
        before = ",\n"
    yield "[]" if before == "[\n" else "\n ]"


def read_project(text: str) -> ProjectRecord:
    """Read a companion file; raises UserError, one sentence, where it is none."""
    try:
        value = json.loads(text)
        if value["format"] != "galpi-project":
            raise UserError("This file is not the companion of a native export.")
        if value["version"] > FORMAT:
            raise UserError("This export was made by a newer Galpi; update Galpi to read it.")
        return ProjectRecord(
            codebook=read_tags(value["codebook"]),
            codebooks=read_books(value.get("codebooks")),
            codebook_versions=tuple(read_version(each) for each in value.get("codebook_versions", ())),
            entities=tuple(read_entity(entity) for entity in value["entities"]),
            predicates=tuple(_predicate(each) for each in value["predicates"]),
            facts=tuple(Fact(**fact) for fact in value.get("facts", ())),
            annotators=tuple(value["annotators"]),
            memos=tuple((memo["annotator"], memo["text"]) for memo in value.get("memos", ())),
            settings=tuple(value.get("settings", {}).items()),
            views=tuple(read_view(view) for view in value.get("views", ())),
            recipes=tuple(read_saved(each) for each in value.get("recipes", ())),
            samples=tuple(read_sample(each) for each in value.get("samples", ())),
            rules=tuple(read_rule(rule) for rule in value.get("rules", ())),
            exclusions=tuple(read_exclusion(each) for each in value.get("exclusions", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"The companion file of this export is damaged ({error}).") from error


def _predicate(value: str | dict[str, str]) -> tuple[str, str]:
    # An earlier version wrote the names alone.
    return (value, "") if isinstance(value, str) else (value["name"], value.get("definition", ""))
