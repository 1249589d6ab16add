"""Label Studio's JSON and JSON_MIN: tasks with annotations, and predictions, which are suggestions.

Regions are code points with exclusive ends since 2021, UTF-16 units before; what they quote tells. Choices on the whole task
are tags of the article. See https://labelstud.io/guide/export.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from store.errors import UserError
from store.interchange.details import told_tags, with_details
from store.interchange.document import Bundle, Document, Found, Join, Mark, Refused, TagLook, WholeTag
from store.interchange.links import pair_of
from store.interchange.objects import Object, objects
from store.interchange.values import facts_of, integer, objects_in, score_of, source_of, text, texts_in

_SPANS = ("labels", "hypertextlabels", "paragraphlabels")
_TEXTS = ("text", "content", "body", "article", "html", "dialogue")
# How Galpi numbers its marks; Label Studio keeps that, and names its own otherwise.
_SORTS = {"m": "type", "t": "tag"}
_MIN = frozenset({"annotation_id", "annotator", "created_at", "updated_at", "lead_time"})


def read_labelstudio(bundle: Bundle) -> Iterator[Found]:
    """Give the documents of a file, one a task."""
    for each in _rows(bundle) if bundle.main.lower().endswith(".csv") else objects(bundle):
        if isinstance(each, Refused):
            yield each
        elif isinstance(each.value.get("data"), dict):
            yield _task(bundle, each)
        else:
            yield _minimal(bundle, each)


def labelstudio_looks(bundle: Bundle) -> dict[str, TagLook]:
    """Give the colours that the labelling config beside a file gives its labels, where there is one."""
    looks: dict[str, TagLook] = {}
    for name in bundle.names():
        if name.endswith(".xml"):
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            try:
                root = etree.fromstring(bundle.data(name), parser)
            except (etree.XMLSyntaxError, ValueError) as error:
                raise UserError(f"The labelling config {name} is no XML that can be read ({error}).") from error
            for label in (each for each in root.iter("Label", "Choice") if each.get("value")):
                colour = label.get("background")
                is_hex = colour is not None and len(colour) == 7 and colour.startswith("#")
                looks[label.get("value")] = TagLook(colour=colour.lower() if is_hex else None, is_defined=True)
    return looks


def _rows(bundle: Bundle) -> Iterator[Object | Refused]:
    """Give the rows of the CSV export, which are those of JSON_MIN with JSON in their cells."""
    reader = csv.DictReader(io.StringIO(bundle.data(bundle.main).decode("utf-8-sig"), newline=""))
    for number, row in enumerate(reader, 1):
        value = {name: _cell(cell) for name, cell in row.items() if name and cell}
        yield Object(number=number, data=json.dumps(row, ensure_ascii=False).encode(), value=value)


def _cell(cell: str) -> object:
    if cell[:1] in "[{":
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    return cell


# Tasks


def _task(bundle: Bundle, given: Object) -> Found:
    value = given.value
    data: Mapping[str, Any] = value["data"]
    made = objects_in(value.get("annotations", value.get("completions")))
    suggested = objects_in(value.get("predictions"))
    key = _text_key(data, [*made, *suggested])
    said = data.get(key)
    if not isinstance(said, str) or not said.strip():
        what = next((each for each in ("image", "audio", "video") if data.get(each)), None)
        reason = f"This task is about {what}; only text is read." if what else "This task has no text."
        return Refused(name=str(given.number), reason=reason, data=given.data)
    ours = {"doc_id", "uid"} <= set(data)
    task = _Results(ours=ours)
    for number, each in enumerate(made):
        by = _annotator(each.get("completed_by"), is_ours=ours and each.get("completed_by") == 1)
        if each.get("was_cancelled") or each.get("skipped"):
            task.unplaced.append("An annotation was skipped or cancelled there; it is left out.")
        else:
            task.add(objects_in(each.get("result")), by=by, prefix=f"a{number}:", is_made=True)
    for number, each in enumerate(suggested):
        task.add(objects_in(each.get("result")), by="", prefix=f"p{number}:", is_made=False, score=each.get("score"))
    facts = facts_of(data)
    notes = [(each, "") for each in texts_in(data.get("notes") or [])] + task.notes
    return Document(
        name=str(given.number),
        source=source_of(facts, bundle.name, given.number),
        text=said,
        data=given.data,
        marks=tuple(task.marks.values()),
        joins=tuple(task.joins),
        tags=told_tags(task.tags, data.get("taggings")),
        notes=tuple(notes),
        facts=facts,
        unplaced=tuple(task.unplaced),
    )


def _text_key(data: Mapping[str, Any], made: list[Mapping[str, Any]]) -> str:
    """Give the key of the text: the one that results are of, else one that is called so, else the longest text."""
    named = [text(r.get("to_name")) for each in made for r in objects_in(each.get("result"))]
    for key in (*named, *_TEXTS):
        if isinstance(data.get(key), str):
            return key
    # An address of a picture or a recording is no text.
    prose = [key for key, said in data.items() if isinstance(said, str) and " " in said.strip()]
    return max(prose, key=lambda key: len(data[key]), default="")


def _annotator(value: object, *, is_ours: bool = False) -> str:
    if isinstance(value, dict):
        name = " ".join(filter(None, (text(value.get("first_name")), text(value.get("last_name")))))
        return text(value.get("email")) or text(value.get("username")) or name or text(value.get("id"))
    said = text(value)
    if is_ours or not said or said == "-1":
        return ""
    return f"annotator {said}" if said.isdecimal() else said


class _Results:
    """The results of a task, of all that were at it."""

    def __init__(self, *, ours: bool) -> None:
        self._ours = ours
        self.marks: dict[str, Mark] = {}
        self.joins: list[Join] = []
        self.tags: list[WholeTag] = []
        self.notes: list[tuple[str, str]] = []
        self.unplaced: list[str] = []

    def add(
        self, results: list[Mapping[str, Any]], *, by: str, prefix: str, is_made: bool, score: object = None
    ) -> None:
        """Take in what one annotation or prediction says."""
        late: list[tuple[str, Mapping[str, Any]]] = []
        for each in results:
            kind = text(each.get("type")).lower()
            value = each.get("value")
            value = value if isinstance(value, dict) else {}
            key = prefix + text(each.get("id"))
            if kind == "relation":
                self._relation(each, prefix, is_made=is_made)
            elif kind in _SPANS or (kind == "" and "labels" in value):
                self._region(each, value, key, kind or "labels", by=by, is_made=is_made, score=score)
            elif "start" in value and kind in ("choices", "textarea", "rating", "number", "taxonomy"):
                late.append((key, value))
            else:
                self._whole(kind, value, by=by, is_made=is_made)
        for key, value in late:
            self._beside(key, value)

    def _region(
        self, each: Mapping[str, Any], value: Mapping[str, Any], key: str, kind: str, *, by: str, is_made: bool,
        score: object,
    ) -> None:  # fmt: skip
        labels = texts_in(value.get(kind) or value.get("labels") or [])
        # In HTML the offsets of the whole text are given beside those in its elements.
        whole = value.get("globalOffsets")
        place = whole if isinstance(whole, dict) else value
        start, end = integer(place.get("start")), integer(place.get("end"))
        if start is None or end is None or not labels:
            self.unplaced.append(f"A region has no offsets or no label: {text(each.get('id')) or '(no id)'}.")
            return
        meta = each.get("meta")
        meta = meta if isinstance(meta, dict) else {}
        links = tuple(pair for said in texts_in(meta.get("links") or []) if (pair := pair_of(said)) is not None)
        quote = value.get("text")
        for number, label in enumerate(labels):
            mark = Mark(
                key=key if number == 0 else f"{key}/{number}",
                pieces=((start, end),),
                label=label,
                quote=quote if isinstance(quote, str) and quote else None,
                sort=_sort(text(each.get("id")), meta, links=bool(links), ours=self._ours),
                entity=text(meta.get("entity")) or None,
                links=links,
                state=self._state(meta, is_made=is_made),
                score=score_of(each.get("score", None if is_made else score)),
                annotator=text(meta.get("annotator")) or by,
                note="\n".join(texts_in(meta.get("text") or [])),
            )
            self.marks[mark.key] = with_details(mark, meta)

    @staticmethod
    def _state(meta: Mapping[str, Any], *, is_made: bool) -> str:
        if meta.get("state") == "rejected":
            return "rejected"
        return "accepted" if is_made else "suggested"

    def _relation(self, each: Mapping[str, Any], prefix: str, *, is_made: bool) -> None:
        ends = [prefix + text(each.get(key)) for key in ("from_id", "to_id")]
        if each.get("direction") == "left":
            ends.reverse()
        for label in texts_in(each.get("labels") or []) or ["related to"]:
            state = "accepted" if is_made else "suggested"
            self.joins.append(Join(subject=ends[0], predicate=label, object=ends[1], state=state))

    def _whole(self, kind: str, value: Mapping[str, Any], *, by: str, is_made: bool) -> None:
        """Take in what is said of the whole task."""
        if kind == "textarea":
            self.notes += [(each, by) for each in texts_in(value.get("text") or [])]
            return
        tags = texts_in(value.get("choices") or [])
        tags += ["/".join(texts_in(each)) for each in value.get("taxonomy") or [] if isinstance(each, list)]
        if kind in ("rating", "number") and text(value.get(kind)):
            tags.append(f"{kind}/{text(value[kind])}")
        if not tags:
            self.unplaced.append(f"A result of the kind “{kind or 'unknown'}” is left out.")
        elif is_made:
            known = {(tag.tag, tag.annotator) for tag in self.tags}
            self.tags += [WholeTag(tag=each, annotator=by) for each in tags if (each, by) not in known]
        else:
            self.unplaced.append(f"Suggestions of tags are left out, which only people put: {', '.join(tags)}.")

    def _beside(self, key: str, value: Mapping[str, Any]) -> None:
        """Take in what is said of one region: notes, and choices, which are attributes of it."""
        mark = self.marks.get(key)
        if mark is None:
            self.unplaced.append("A remark on an unknown region is left out.")
            return
        notes = [mark.note, *texts_in(value.get("text") or [])] if "choices" not in value else [mark.note]
        attributes = [("choice", each) for each in texts_in(value.get("choices") or [])]
        attributes += [(name, text(value[name])) for name in ("rating", "number") if text(value.get(name))]
        self.marks[key] = replace(mark, note="\n".join(filter(None, notes)), attributes=(*mark.attributes, *attributes))


def _sort(key: str, meta: Mapping[str, Any], *, links: bool, ours: bool) -> str:
    if ours and key[1:].isdecimal() and key[0] in _SORTS:
        return _SORTS[key[0]]
    return "mention" if links or meta.get("entity") else ""


# JSON_MIN: the text and the results of one annotation side by side, by the names of the config


def _minimal(bundle: Bundle, given: Object) -> Found:
    value = given.value
    results: dict[str, Any] = {}
    data: dict[str, Any] = {}
    for key, each in value.items():
        if key in _MIN or key == "id":
            continue
        is_result = (isinstance(each, list) and bool(objects_in(each))) or (
            isinstance(each, dict) and "choices" in each
        )
        (results if is_result else data)[key] = each
    key = _text_key(data, [])
    said = data.get(key)
    if not isinstance(said, str) or not said.strip():
        return Refused(name=str(given.number), reason="This task has no text.", data=given.data)
    ours = {"doc_id", "uid"} <= set(data)
    task = _Results(ours=ours)
    by = _annotator(value.get("annotator"), is_ours=ours and value.get("annotator") == 1)
    for number, (name, each) in enumerate(results.items()):
        if isinstance(each, dict):
            task.add([{"type": "choices", "value": each}], by=by, prefix="", is_made=True)
        else:
            found: list[Mapping[str, Any]]
            found = [{"id": f"{number}-{n}", "type": _kind(v), "value": v} for n, v in enumerate(objects_in(each))]
            task.add(found, by=by, prefix=f"{name}:", is_made=True)
    rest = {k: v for k, v in data.items() if k != key}
    facts = facts_of(rest)
    # A single choice is a bare text there, as is a note.
    return Document(
        name=str(given.number),
        source=source_of(facts, bundle.name, given.number),
        text=said,
        data=given.data,
        marks=tuple(task.marks.values()),
        joins=tuple(task.joins),
        tags=(*task.tags, *_choice_of(rest, by)),
        notes=tuple((each, by) for each in texts_in(rest.get("note") or []) if each),
        facts=facts,
        unplaced=tuple(task.unplaced),
    )


def _choice_of(rest: Mapping[str, Any], by: str) -> Iterator[WholeTag]:
    for name in ("choice", "choices", "sentiment", "category", "topic", "class", "tags", "label"):
        for each in texts_in(rest.get(name) or []):
            yield WholeTag(tag=each, annotator=by)


def _kind(value: Mapping[str, Any]) -> str:
    return next((kind for kind in (*_SPANS, "choices", "taxonomy") if kind in value), "")
