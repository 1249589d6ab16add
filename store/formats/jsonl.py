"""Native JSONL out: one article a line, with the keys of `show --json`; lossless, code points, UTF-8, LF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from store.dataset.form import HOLDS, Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.formats.project import ProjectRecord, project_pieces
from store.records import PERSON, MarkedArticle, Mention, Recipe, RejectedTag, SaidRelation, Tagging

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
"""Made once: `json.dumps` makes one for each call."""


def as_json(marked: MarkedArticle) -> dict[str, Any]:
    """Give the JSON object of one article, keys in the order of the command line."""
    article = marked.article
    return {
        "id": article.id,
        "uid": article.uid,
        "source": article.source,
        "sha256": article.sha256,
        "language": article.language,
        "title": article.title,
        "title_derived": article.title_derived,
        "subtitle": article.subtitle,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "updated": article.updated,
        "url": article.url,
        "keywords": list(article.keywords),
        "status": article.status,
        "notes": [{"text": note.text, "annotator": note.annotator} for note in marked.notes],
        "text": article.text,
        "parts": [{"role": part.role, "start": part.start, "end": part.end} for part in article.parts],
        "mentions": [_mention_json(mention) for mention in marked.mentions],
        "tags": [_tagging_json(tagging) for tagging in marked.taggings],
        "relations": [relation_json(said) for said in marked.relations],
        "duplicates": list(marked.duplicates),
        **_team_json(marked),
        **({"rejected_tags": [_rejected_json(each) for each in marked.rejected]} if marked.rejected else {}),
    }


def _team_json(marked: MarkedArticle) -> dict[str, Any]:
    """Give how far each annotator is and for what samples the article was drawn, where there is anything of it."""
    statuses = [{"annotator": annotator, "status": status} for annotator, status in marked.statuses]
    samples = [{"sample": name, "annotator": annotator or None} for name, annotator in marked.samples]
    return {**({"statuses": statuses} if statuses else {}), **({"samples": samples} if samples else {})}


def _mention_json(mention: Mention) -> dict[str, Any]:
    return {
        "id": mention.id,
        "start": mention.start,
        "end": mention.end,
        "quote": mention.quote,
        "type": mention.type,
        "entity": mention.entity,
        "entity_id": mention.entity_id,
        "state": mention.state,
        "origin": mention.origin,
        "score": mention.score,
        "value": mention.value,
    }


def _tagging_json(tagging: Tagging) -> dict[str, Any]:
    origin = {} if tagging.origin == PERSON else {"origin": tagging.origin}
    return {**_tagging_core(tagging), **said_json(tagging), **origin}


def _rejected_json(rejected: RejectedTag) -> dict[str, Any]:
    place = {} if rejected.start is None else {"start": rejected.start, "end": rejected.end, "quote": rejected.quote}
    return {"tag": rejected.tag, **place, "annotator": rejected.annotator}


def said_json(tagging: Tagging) -> dict[str, Any]:
    """Give what a tagging says beside tag and note: its certainty and its attributes, each where it is set."""
    return {
        **({} if tagging.certainty is None else {"certainty": tagging.certainty}),
        **({"attributes": dict(tagging.attributes)} if tagging.attributes else {}),
    }


def _tagging_core(tagging: Tagging) -> dict[str, Any]:
    return {
        "tag": tagging.tag,
        "start": tagging.start,
        "end": tagging.end,
        "quote": tagging.quote,
        "note": tagging.note,
        "annotator": tagging.annotator,
    }


def relation_json(said: SaidRelation) -> dict[str, Any]:
    """Give the JSON object of one relation, entities by name and by id."""
    relation = said.relation
    return {
        "id": relation.id,
        "subject": said.subject,
        "predicate": relation.predicate,
        "object": said.object,
        "article": relation.article,
        "start": relation.start,
        "end": relation.end,
        "quote": relation.quote,
        "state": relation.state,
        "subject_id": relation.subject,
        "object_id": relation.object,
    }


def dump(value: object) -> str:
    """Write a value as one line of JSON that any reader takes: no escapes beyond JSON's own, no NaN."""
    return _ENCODER.encode(value)


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    pieces = dataset.recipe.text not in ("whole", "body")
    for item in items:
        value = as_json(_with_its_own(item.marked, dataset.recipe))
        if pieces:
            # A piece is an article of its own, and says so.
            value = {**value, "id": None, "uid": None, "source": f"{value['source']}#{item.key}", "duplicates": []}
        yield Piece(dataset.file, dump(value) + "\n")
    if isinstance(dataset.record, ProjectRecord):
        for piece in project_pieces(dataset.record):
            yield Piece(f"{dataset.file}.project.json", piece)


def _with_its_own(marked: MarkedArticle, recipe: Recipe) -> MarkedArticle:
    """Leave out rejected tags where they would not fit: they are about the whole text, the tags and the people as they are."""
    if not marked.rejected:
        return marked
    whole = recipe.text == "whole" and not recipe.anonymise and not recipe.level
    kept = [each for each in marked.rejected if not recipe.annotators or each.annotator in recipe.annotators]
    return replace(marked, rejected=tuple(kept) if whole else ())


def _promise(item: Item, dataset: Dataset) -> Proof:
    whole = dataset.recipe.text in ("whole", "body")
    marked = item.marked
    spans = [(m.start, m.end, m.type, m.quote) for m in marked.mentions]
    spans += [(t.start, t.end or 0, t.tag, t.quote or "") for t in marked.taggings if t.start is not None]
    key = str(marked.article.id) if whole else f"{marked.article.source}#{item.key}"
    return Proof(key, item.text, tuple(spans), tuple(t.tag for t in marked.taggings if t.start is None))


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    for line in files.lines(dataset.file):
        value = json.loads(line)
        text = value["text"]
        spans = [(m["start"], m["end"], m["type"], text[m["start"] : m["end"]]) for m in value["mentions"]]
        spans += [(t["start"], t["end"], t["tag"], text[t["start"] : t["end"]]) for t in value["tags"] if t["quote"]]
        key = value["source"] if value["id"] is None else str(value["id"])
        yield Proof(key, text, tuple(spans), tuple(t["tag"] for t in value["tags"] if not t["quote"]))


FORMAT = Format(
    name="jsonl",
    label="Native JSONL, one article a line, lossless",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".jsonl",
    holds=frozenset(HOLDS),
    reads=True,
)
"""Native JSONL, with a companion of what belongs to the project."""
