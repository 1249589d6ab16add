"""W3C Web Annotation: a page of annotations in JSON-LD and the texts that they are of.

Each mark has a position (code points) and the quote with what stands around it, so that it is found again also where the
text has moved. See https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import quote
from uuid import UUID

from store.dataset.anchors import anchored
from store.dataset.form import MARKS, Format
from store.dataset.iris import entity_iri, named_uuid
from store.dataset.items import Dataset, Files, Item, Piece, Proof, Span
from store.formats.jsonl import dump

_NAMES = UUID("6f1f6b5c-6a0a-4a0e-9f4e-2f6f0b8a7c31").bytes
_AROUND = 32
_FILE = "annotations.jsonld"


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    at = dataset.at or "1970-01-01T00:00:00Z"
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _urn("page", dataset.project),
        "type": "AnnotationPage",
        "startIndex": 0,
    }
    yield Piece(_FILE, dump(head)[:-1] + ', "items": [')
    before = "\n"
    for item in items:
        yield Piece(f"texts/{item.key}.txt", item.text)
        # Each record has one at least, of its title.
        yield Piece(_FILE, before + ",\n".join(map(dump, _annotations(item, dataset, at))))
        before = ",\n"
    yield Piece(_FILE, "\n]}\n")


def _urn(*names: str) -> str:
    return f"urn:uuid:{named_uuid(_NAMES, '/'.join(names))}"


def record_urn(key: str) -> str:
    """Give the name under which all annotations of one record say where they come from."""
    return _urn("record", key)


def _annotations(item: Item, dataset: Dataset, at: str) -> Iterator[dict[str, Any]]:
    article = item.marked.article
    source = article.url if article.url and article.url.isascii() and " " not in article.url else None
    source = source or f"urn:galpi:article:{article.uid}"
    record = {"via": record_urn(item.key)}
    title = {"type": "TextualBody", "purpose": "describing", "format": "text/plain"}
    title["value"] = article.title or article.source
    yield {**_head(at, "describing", "document", item.key), "body": title, "target": source, **record}
    for span in item.spans:
        yield {
            **_head(at, "tagging" if span.is_tag else "classifying", "mark", item.key, span.key),
            **_creator(span.annotator),
            "body": _bodies(span, item),
            "target": {"type": "SpecificResource", "source": source, "selector": _selectors(span, item.text)},
            **record,
        }
    for tagging in item.marked.taggings:
        if tagging.start is None:
            yield {
                **_head(at, "tagging", "tag", item.key, str(tagging.id)),
                **_creator(tagging.annotator),
                "body": [_tag(tagging.tag), *_comment(tagging.note)],
                "target": source,
                **record,
            }
    for number, note in enumerate(item.marked.notes):
        head = {**_head(at, "commenting", "note", item.key, str(number)), **_creator(note.annotator)}
        yield {**head, "body": _comment(note.text), "target": source, **record}
    yield from _links(item, dataset, at)


def _links(item: Item, dataset: Dataset, at: str) -> Iterator[dict[str, Any]]:
    """Give relations as links from one mark to another."""
    for number, each in enumerate(anchored(item, dataset.losses)):
        yield {
            **_head(at, "linking", "relation", item.key, str(number)),
            "body": {"type": "TextualBody", "purpose": "linking", "value": each.said.relation.predicate},
            "target": [_urn("mark", item.key, each.subject.key), _urn("mark", item.key, each.object.key)],
        }


def _head(at: str, motivation: str, *names: str) -> dict[str, Any]:
    return {"id": _urn(*names), "type": "Annotation", "motivation": motivation, "created": at}


def _creator(name: str) -> dict[str, Any]:
    if not name:
        return {}
    return {"creator": {"id": _annotator(name), "type": "Person", "name": name}}


@lru_cache(maxsize=1_000)
def _annotator(name: str) -> str:
    return f"urn:galpi:annotator:{quote(name, safe='')}"


def _tag(label: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": label}


def _comment(text: str) -> list[dict[str, Any]]:
    return [{"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": text}] if text else []


def _bodies(span: Span, item: Item) -> list[dict[str, Any]]:
    bodies = [_tag(span.label), *_comment(span.note)]
    link = item.link_of(span.entity_id)
    if link is not None:
        named = {"label": span.entity} if span.entity else {}
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": entity_iri(link), **named})
    return bodies


def _selectors(span: Span, text: str) -> list[dict[str, Any]]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.quote,
            "prefix": text[max(0, span.start - _AROUND) : span.start],
            "suffix": text[span.end : span.end + _AROUND],
        },
    ]


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    return Proof(item.key, item.text, tuple((s.start, s.end, s.label, s.quote) for s in item.spans), item.tags)


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:  # noqa: ARG001
    keys = {record_urn(name[6:-4]): name[6:-4] for name in files.names() if name.startswith("texts/")}
    key, text = "", ""
    waiting: list[tuple[int, int, str, str]] = []
    tags: set[str] = set()
    order = {_urn("document", each): each for each in keys.values()}
    for line in files.lines(_FILE):
        if not line.startswith('{"id"'):
            continue
        value = json.loads(line.removesuffix(","))
        if value["id"] in order:
            if key:
                yield Proof(key, text, tuple(waiting), tuple(sorted(tags)))
            key, waiting, tags = order[value["id"]], [], set()
            text = files.text(f"texts/{key}.txt")
        elif isinstance(value["target"], dict):
            position, exact = value["target"]["selector"]
            start, end = position["start"], position["end"]
            quoted = text[start:end] if text[start:end] == exact["exact"] else exact["exact"]
            waiting.append((start, end, value["body"][0]["value"], quoted))
        elif value["motivation"] == "tagging":
            tags.add(value["body"][0]["value"])
    if key:
        yield Proof(key, text, tuple(waiting), tuple(sorted(tags)))


FORMAT = Format(
    name="webannotation",
    label="W3C Web Annotation (JSON-LD), with the texts",
    write=_write,
    read=_read,
    promise=_promise,
    holds=MARKS | {"annotators", "whole_annotators", "whole_notes"},
    reads=True,
)
"""A folder with annotations.jsonld and texts/."""
