"""The JSON lines of a Hugging Face dataset that Galpi has written: every column by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from store.interchange.details import told_tags, with_details
from store.interchange.document import Bundle, Document, Found, Join, Mark, Refused, WholeTag
from store.interchange.links import link_of
from store.interchange.objects import Object, objects
from store.interchange.values import facts_of, integer, objects_in, score_of, source_of, text, texts_in


def read_huggingface(bundle: Bundle) -> Iterator[Found]:
    """Give the documents of a file, one a record."""
    for each in objects(bundle):
        yield each if isinstance(each, Refused) else _document(bundle, each)


def _document(bundle: Bundle, given: Object) -> Found:
    value = given.value
    said = value.get("text")
    if not isinstance(said, str) or not said.strip():
        return Refused(name=str(given.number), reason="This record has no text.", data=given.data)
    facts = {**facts_of(value), "parts": objects_in(value.get("parts")), "status": text(value.get("status"))}
    return Document(
        name=str(given.number),
        source=source_of(facts, bundle.name, given.number),
        text=said,
        data=given.data,
        marks=tuple(map(_mark, objects_in(value.get("spans")))),
        joins=tuple(map(_join, objects_in(value.get("relations")))),
        tags=told_tags([WholeTag(tag=each) for each in texts_in(value.get("tags") or [])], value.get("taggings")),
        notes=tuple((text(each.get("text")), text(each.get("annotator"))) for each in objects_in(value.get("notes"))),
        facts=facts,
        counts=("codepoints",),
    )


def _mark(span: Mapping[str, Any]) -> Mark:
    start, end = integer(span.get("start")), integer(span.get("end"))
    link = link_of(text(span.get("link")))
    state = text(span.get("state"))
    mark = Mark(
        key=text(span.get("id")),
        pieces=((start, end),) if start is not None and end is not None else (),
        label=text(span.get("label")) or "mark",
        quote=text(span.get("quote")) or None,
        sort="tag" if span.get("kind") == "tag" else "type",
        entity=text(span.get("entity")) or None,
        links=(link,) if link is not None else (),
        state=state if state in ("suggested", "rejected") else "accepted",
        score=score_of(span.get("score")),
        annotator=text(span.get("annotator")),
        note=text(span.get("note")),
    )
    return with_details(mark, span)


def _join(relation: Mapping[str, Any]) -> Join:
    state = text(relation.get("state"))
    return Join(
        subject=text(relation.get("head")),
        predicate=text(relation.get("predicate")),
        object=text(relation.get("child")),
        state=state if state in ("suggested", "rejected") else "accepted",
    )
