"""doccano's JSON lines, of all its kinds of projects: sequence labelling, relations, text classification.

Its window counts UTF-16 units although its server stores what it is given: which it was is told by how the marks lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from store.interchange.details import told_tags, with_details
from store.interchange.document import Bundle, Document, Found, Join, Mark, Refused, WholeTag
from store.interchange.links import pair_of
from store.interchange.objects import Object, objects
from store.interchange.values import facts_of, integer, objects_in, score_of, source_of, text, texts_in

_LABELS = ("label", "labels", "entities", "annotations", "cats")
_KNOWN = frozenset(
    {
        *("text", "data", "id", "relations", "meta", "metadata", "Comments", "comments", "annotation_approver", "tags"),
        *(
            "notes",
            "doc_id",
            "span_notes",
            "entity_links",
            "entity_names",
            "span_keys",
            "span_places",
            "span_details",
            "taggings",
            "offsets",
            *_LABELS,
        ),
        *("title", "headline", "outlet", "publisher", "published", "date", "url", "link", "source", "uid", "language"),
        *("lang", "guid", "domain", "authors", "author", "keywords", "is_confirmed", "approved", "status"),
    }
)


def read_doccano(bundle: Bundle) -> Iterator[Found]:
    """Give the documents of a file, one an object."""
    for each in objects(bundle):
        yield each if isinstance(each, Refused) else _document(bundle, each)


def _document(bundle: Bundle, given: Object) -> Found:
    value = given.value
    said = value.get("text", value.get("data"))
    if not isinstance(said, str) or not said.strip():
        return Refused(name=str(given.number), reason="This record has no text.", data=given.data)
    meta = value.get("meta", value.get("metadata"))
    facts = facts_of({**(meta if isinstance(meta, dict) else {}), **value})
    by = bundle.name.rpartition("/")[2].removesuffix(".jsonl")
    spans = _Spans(value)
    left = sorted({*value} - _KNOWN)
    return Document(
        name=str(given.number),
        source=source_of(facts, bundle.name, given.number),
        text=said,
        data=given.data,
        marks=tuple(spans.marks),
        joins=tuple(_joins(value)),
        tags=told_tags(
            [WholeTag(tag=each) for each in dict.fromkeys((*spans.tags, *texts_in(value.get("tags") or [])))],
            value.get("taggings"),
        ),
        notes=tuple(_comments(value, by)),
        facts=facts,
        counts=_counts(value),
        unplaced=tuple(spans.unplaced),
        remarks=(f"Kept in the source alone: {', '.join(left)}.",) if left else (),
    )


def _counts(value: Mapping[str, Any]) -> tuple[str, ...]:
    # Ours say it; doccano's server stores code points where a program has written them, its window UTF-16.
    if value.get("offsets") == "UTF-16":
        return ("utf16",)
    if value.get("offsets") == "code points":
        return ("codepoints", "utf16") if "Comments" in value else ("codepoints",)
    return ("utf16", "codepoints")


def _comments(value: Mapping[str, Any], _by: str) -> Iterator[tuple[str, str]]:
    for key in ("Comments", "comments", "notes"):
        for each in value.get(key) if isinstance(value.get(key), list) else ():  # type: ignore[union-attr]
            if isinstance(each, dict):
                yield text(each.get("text")), text(each.get("username", each.get("user")))
            else:
                yield text(each), ""


def _joins(value: Mapping[str, Any]) -> Iterator[Join]:
    for each in objects_in(value.get("relations")):
        yield Join(subject=text(each.get("from_id")), predicate=text(each.get("type")), object=text(each.get("to_id")))


class _Spans:
    """The labels of a record: marks, tags of the whole, and what is neither."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.marks: list[Mark] = []
        self.tags: list[str] = []
        self.unplaced: list[str] = []
        self._written = _written(value)
        for key in _LABELS:
            self._take(value.get(key))

    def _take(self, given: object) -> None:
        if isinstance(given, dict):
            # {"positive": 1, "negative": 0}, as spaCy writes categories.
            self.tags += [str(label) for label, on in given.items() if on is True or (on == 1 and on is not False)]
            return
        for each in given if isinstance(given, list) else [given]:
            if isinstance(each, dict):
                self._object(each)
            elif isinstance(each, list):
                self._triple(each)
            elif text(each).strip():
                self.tags.append(text(each))

    def _object(self, each: Mapping[str, Any]) -> None:
        start = integer(each.get("start_offset", each.get("start")))
        end = integer(each.get("end_offset", each.get("end")))
        label = text(each.get("label", each.get("type")))
        if start is None and end is None and label:
            self.tags.append(label)
        else:
            said = each.get("text", each.get("quote"))
            quote = said if isinstance(said, str) and said else None
            self._mark(text(each.get("id")) or f"s{len(self.marks)}", start, end, label, quote)

    def _triple(self, each: list[Any]) -> None:
        start, end, label = (*each, None, None, None)[:3]
        self._mark(f"s{len(self.marks)}", integer(start), integer(end), text(label))

    def _mark(self, key: str, start: int | None, end: int | None, label: str, quote: str | None = None) -> None:
        if start is None or end is None or not label.strip():
            self.unplaced.append(f"A label is no span with offsets and a name: {label or '(no name)'}.")
            return
        known = self._written.get((start, end, label))
        mark = Mark(key=key, pieces=((start, end),), label=label, quote=quote)
        self.marks.append(mark if known is None else replace(known, key=key))


def _written(value: Mapping[str, Any]) -> dict[tuple[int, int, str], Mark]:
    """Give what Galpi wrote of the spans beside them, as marks by place and label."""
    keys, places = value.get("span_keys"), value.get("span_places")
    if not isinstance(keys, list) or not isinstance(places, list):
        return {}
    notes, links, names = (_object(value.get(key)) for key in ("span_notes", "entity_links", "entity_names"))
    details = _object(value.get("span_details"))
    found = {}
    for key, place in zip(map(text, keys), places, strict=False):
        if isinstance(place, list) and len(place) == 3:
            start, end, label = integer(place[0]), integer(place[1]), text(place[2])
            if start is not None and end is not None:
                said = _object(details.get(key))
                state = text(said.get("state"))
                mark = Mark(
                    key=key,
                    pieces=((start, end),),
                    label=label,
                    sort="tag" if key.startswith("t") else "type",
                    note=text(notes.get(key)),
                    entity=text(names.get(key)) or None,
                    links=_pairs(texts_in(links.get(key) or [])),
                    state=state if state in ("suggested", "rejected") else "accepted",
                    score=score_of(said.get("score")),
                    annotator=text(said.get("annotator")),
                )
                found[start, end, label] = with_details(mark, said)
    return found


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _pairs(linked: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for each in linked if (pair := pair_of(each)) is not None)
