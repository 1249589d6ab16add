"""doccano's JSONL: of sequence labelling with relations, of spans alone, or of text classification.

doccano's window counts UTF-16 units though its server stores what it is given, so that is what the first flavours write;
texts without emoji are the same in both.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from store.dataset.anchors import anchored
from store.dataset.details import span_details, tagging_details
from store.dataset.form import HOLDS, Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof, Span
from store.dataset.units import from_utf16, to_utf16
from store.formats.jsonl import dump

FLAVOURS = (
    ("relations", "spans and relations, offsets in UTF-16 as doccano's window counts"),
    ("relations-codepoints", "spans and relations, offsets in code points"),
    ("spans", "spans alone, offsets in UTF-16 as doccano's window counts"),
    ("spans-codepoints", "spans alone, offsets in code points"),
    ("categories", "tags of whole articles, for text classification"),
)


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    kind, _, unit = dataset.recipe.flavour.partition("-")
    for item in items:
        place = to_utf16(item.text) if unit == "" else _same
        value: dict[str, Any] = {"text": item.text}
        if kind == "categories":
            value["label"] = list(item.tags)
            dataset.losses.add("spans", len(item.spans))
            dataset.losses.add("relations", len(item.marked.relations))
        elif kind == "spans":
            value["label"] = [[place(span.start), place(span.end), span.label] for span in item.spans]
            dataset.losses.add("relations", len(item.marked.relations))
        else:
            value |= _related(item, dataset, place)
        counted = {} if kind == "categories" else {"offsets": "code points" if unit else "UTF-16"}
        yield Piece(dataset.file, dump(value | _metadata(item, place) | counted) + "\n")


def _same(position: int) -> int:
    return position


def _related(item: Item, dataset: Dataset, place: Callable[[int], int]) -> dict[str, Any]:
    numbers = {span.key: number for number, span in enumerate(item.spans, 1)}
    return {
        "entities": [
            {"id": numbers[s.key], "start_offset": place(s.start), "end_offset": place(s.end), "label": s.label}
            for s in item.spans
        ],
        "relations": [
            {
                "id": number,
                "from_id": numbers[each.subject.key],
                "to_id": numbers[each.object.key],
                "type": each.said.relation.predicate,
            }
            for number, each in enumerate(anchored(item, dataset.losses), 1)
        ],
    }


def _metadata(item: Item, place: Callable[[int], int]) -> dict[str, Any]:
    # doccano keeps other keys as they are and gives them back, so that a reader finds its marks again by their places.
    article = item.marked.article
    return {
        "doc_id": item.key,
        "uid": article.uid,
        "source": article.source,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "url": article.url,
        "tags": list(item.tags),
        "notes": [note.text for note in item.marked.notes],
        "span_notes": {span.key: span.note for span in item.spans if span.note},
        "entity_links": {
            span.key: [f"{scheme}:{identifier}" for scheme, identifier in link.external] or [link.uid]
            for span in item.spans
            if (link := item.link_of(span.entity_id)) is not None
        },
        "entity_names": {span.key: span.entity for span in item.spans if span.entity},
        "span_details": {span.key: details for span in item.spans if (details := _details(span))},
        "taggings": [tagging_details(each) for each in item.marked.taggings if each.start is None],
        "span_keys": [span.key for span in item.spans],
        "span_places": [[place(span.start), place(span.end), span.label] for span in item.spans],
    }


def _details(span: Span) -> dict[str, Any]:
    return {
        **({"annotator": span.annotator} if span.annotator else {}),
        **({"state": span.state} if span.state != "accepted" else {}),
        **({"score": span.score} if span.score is not None else {}),
        **span_details(span),
    }


def _promise(item: Item, dataset: Dataset) -> Proof:
    spans = () if dataset.recipe.flavour == "categories" else item.spans
    return Proof(item.key, item.text, tuple((s.start, s.end, s.label, s.quote) for s in spans), item.tags)


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    kind, _, unit = dataset.recipe.flavour.partition("-")
    for line in files.lines(dataset.file):
        value = json.loads(line)
        text = value["text"]
        place = from_utf16(text) if unit == "" else _same
        if kind == "relations":
            found = [(e["start_offset"], e["end_offset"], e["label"]) for e in value["entities"]]
        else:
            found = [tuple(each) for each in value["label"]] if kind == "spans" else []
        spans = tuple((place(s), place(e), label, text[place(s) : place(e)]) for s, e, label in found)
        yield Proof(value["doc_id"], text, spans, tuple(value["label"] if kind == "categories" else value["tags"]))


FORMAT = Format(
    name="doccano",
    label="doccano JSONL: sequence labelling with relations, or text classification",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".jsonl",
    holds=frozenset(HOLDS),
    reads=True,
    unit="UTF-16 units (code points in the flavours that say so)",
    flavours=FLAVOURS,
)
"""A record a line."""
