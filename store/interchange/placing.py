"""Placing: documents of other tools as records, every mark proved by what it quotes, and a list of what has no place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from store.formats.record import Record, read_value
from store.interchange.counting import Counted, Way
from store.interchange.document import Document, Mark
from store.interchange.labels import Labels, tag_path
from store.interchange.links import UID
from store.interchange.quotes import bare, found_again
from store.records import STATUSES, EntityDraft
from store.text.canonical import canonical

SHOWN = 3
"""How many marks a sentence about several of them names."""

_REASONS = {
    "outside": "do not lie in the text",
    "empty": "are of no characters",
    "broken": "are in several pieces, with words between them",
    "differs": "quote what does not stand there, nor just once elsewhere",
    "dropped": "are of characters that no text here holds",
    "moved": "were found by their quotes, not where they say",
    "unended": "have an end that is no entity, or was not placed",
    "suggested": "are suggestions of tags, which only people put",
    "rejected": "are rejected tags",
}
_KEPT = frozenset({"moved"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A document as a record, with the entities that its marks name, and sentences on what has no place here."""

    record: Record
    entities: tuple[EntityDraft, ...] = ()
    unplaced: tuple[str, ...] = ()


@dataclass(slots=True)
class _Report:
    """What has no place, by reason."""

    items: dict[str, list[str]] = field(default_factory=dict)

    def add(self, reason: str, what: str) -> None:
        self.items.setdefault(reason, []).append(what)

    def sentences(self) -> Iterator[str]:
        for reason, items in self.items.items():
            more = f" and {len(items) - SHOWN:,} more" if len(items) > SHOWN else ""
            noun = "relations" if reason == "unended" else "marks"
            lost = "kept" if reason in _KEPT else "left out"
            said = _REASONS[reason]
            yield f"{len(items):,} {noun} {lost} that {said}: {'; '.join(items[:SHOWN])}{more}."


def placed(document: Document, labels: Labels) -> Placed:
    """Place one document; raises UserError where it has no text."""
    return _Placing(document, labels).run()


class _Placing:
    """Places the marks of one document."""

    def __init__(self, document: Document, labels: Labels) -> None:
        self._document = document
        self._labels = labels
        self._report = _Report()
        self._counted = _best(document, labels.ways(document))
        self._text = self._counted.text
        self._entities: dict[tuple[object, ...], EntityDraft] = {}
        self._named: dict[str, tuple[EntityDraft, int, int]] = {}
        self._value: dict[str, Any] = {"mentions": [], "tags": [], "notes": [], "relations": []}
        self._remarks: list[str] = []

    def run(self) -> Placed:
        document = self._document
        ends = {key for join in document.joins for key in (join.subject, join.object)}
        for mark in document.marks:
            self._mark(mark, is_end=mark.key in ends)
        for tag in document.tags:
            said = {
                "tag": tag_path(tag.tag),
                "annotator": tag.annotator,
                "note": tag.note,
                "certainty": tag.certainty,
                "attributes": dict(tag.attributes),
            }
            if said not in self._value["tags"]:
                self._value["tags"].append(said)
        for text, annotator in document.notes:
            if text.strip():
                self._value["notes"].append({"text": canonical(text), "annotator": annotator})
        self._relations()
        if self._remarks:
            self._value["notes"].append({"text": "\n".join(self._remarks), "annotator": ""})
        unplaced = (*document.unplaced, *self._report.sentences())
        return Placed(record=self._record(), entities=tuple(self._entities.values()), unplaced=unplaced)

    def _record(self) -> Record:
        document = self._document
        facts = {key: said for key, said in document.facts.items() if said}
        if facts.get("status") not in STATUSES:
            facts.pop("status", None)
        value = {**facts, "source": document.source, "text": self._text, **self._value}
        if not self._labels.has_types():
            del value["mentions"]
        return read_value(value)

    # Marks

    def _mark(self, mark: Mark, *, is_end: bool) -> None:
        place = self._place(mark)
        if place is None:
            return
        start, end = place
        if not canonical(self._text[start:end]):
            self._report.add("dropped", _said(mark))
            return
        kind = self._labels.type_of(mark)
        if kind is None:
            self._tag(mark, start, end)
        else:
            self._mention(mark, kind, start, end, is_end=is_end)

    def _place(self, mark: Mark) -> tuple[int, int] | None:
        """Give where a mark stands in the text that is counted, or report that it cannot be placed."""
        pieces = [(self._counted.place(start), self._counted.place(end)) for start, end in mark.pieces]
        sound = [(start, end) for start, end in pieces if start is not None and end is not None and start <= end]
        reason = "outside"
        if pieces and len(sound) == len(pieces):
            reason, place = self._joined(sound)
            if place is not None and (mark.quote is None or bare(mark.quote) == bare(self._text[slice(*place)])):
                return place
            reason = "differs" if place is not None else reason
        if mark.quote and len(mark.pieces) <= 1:
            again = found_again(self._text, mark.quote, mark.prefix, mark.suffix)
            if again is not None:
                if mark.pieces:
                    self._report.add("moved", _said(mark))
                return again
            reason = "differs"
        self._report.add(reason, _said(mark))
        return None

    def _joined(self, pieces: list[tuple[int, int]]) -> tuple[str, tuple[int, int] | None]:
        """Give the one stretch that pieces make, where nothing but blanks stands between them."""
        ordered = sorted(pieces)
        start, end = ordered[0]
        for first, last in ordered[1:]:
            if self._text[end:first].strip():
                return "broken", None
            end = max(end, last)
        return ("", (start, end)) if start < end else ("empty", None)

    def _tag(self, mark: Mark, start: int, end: int) -> None:
        if mark.state != "accepted":
            self._report.add(mark.state, _said(mark))
            return
        said = {
            "tag": tag_path(mark.label),
            "start": start,
            "end": end,
            "annotator": mark.annotator,
            "note": canonical(mark.note),
            "attributes": dict(mark.attributes),
            "certainty": mark.certainty,
        }
        if said not in self._value["tags"]:
            self._value["tags"].append(said)

    def _mention(self, mark: Mark, kind: str, start: int, end: int, *, is_end: bool) -> None:
        draft = self._draft(mark, kind, start, end) if is_end or mark.entity or mark.links else None
        if draft is not None:
            self._named[mark.key] = (draft, start, end)
        said = {
            "start": start,
            "end": end,
            "type": kind,
            "entity": None if draft is None else draft.name,
            "entity_id": None if draft is None else draft.id,
            "state": mark.state,
            "score": mark.score,
            "value": mark.value,
        }
        if said not in self._value["mentions"]:
            self._value["mentions"].append(said)
        remarks = [*(f"{name}: {value}" if value else name for name, value in mark.attributes)]
        remarks += [mark.note.strip()] if mark.note.strip() else []
        if remarks:
            # A mention has no note of its own.
            self._remarks.append(f"“{canonical(self._text[start:end])}” ({kind}): {canonical('; '.join(remarks))}")

    def _draft(self, mark: Mark, kind: str, start: int, end: int) -> EntityDraft:
        name = " ".join(canonical(mark.entity or self._text[start:end]).split())
        key = (kind, tuple(sorted(mark.links))) if mark.links else (kind, name.casefold())
        if key not in self._entities:
            uid = next((identifier for scheme, identifier in mark.links if scheme == UID), None)
            self._entities[key] = EntityDraft(
                type=kind,
                name=name or "(no name)",
                names=(),
                uid=uid,
                id=len(self._entities) + 1,
                external=tuple(pair for pair in mark.links if pair[0] != UID),
                origin="import",
            )
        return self._entities[key]

    # Relations

    def _relations(self) -> None:
        labels = {mark.key: _said(mark) for mark in self._document.marks}
        for join in self._document.joins:
            subject, target = self._named.get(join.subject), self._named.get(join.object)
            predicate = " ".join(join.predicate.split())
            if subject is None or target is None or not predicate:
                ends = (labels.get(key, f"the unknown mark {key}") for key in (join.subject, join.object))
                self._report.add("unended", " — ".join([next(ends), predicate or "nothing", next(ends)]))
                continue
            said = {
                "subject": subject[0].name,
                "subject_id": subject[0].id,
                "predicate": predicate,
                "object": target[0].name,
                "object_id": target[0].id,
                "start": min(subject[1], target[1]),
                "end": max(subject[2], target[2]),
                "state": join.state,
            }
            if said not in self._value["relations"]:
                self._value["relations"].append(said)


def _said(mark: Mark) -> str:
    """Name a mark in a sentence: its label, where it says it is, and what it quotes."""
    place = ", ".join(f"{start}–{end}" for start, end in mark.pieces)
    quote = f" “{' '.join(mark.quote.split())[:40]}”" if mark.quote else ""
    return f"{' '.join(mark.label.split())}{quote}{f' at {place}' if place else ''}"


def _best(document: Document, some: list[Way]) -> Counted:
    """Give the text as the way counts under which most marks lie in it and quote what stands there."""
    best = Counted(document.text, some[0])
    if len(some) == 1 or not document.marks:
        return best
    most = _fit(document.marks, best)
    for way in some[1:]:
        if most == (len(document.marks), len(document.marks)):
            break
        counted = Counted(document.text, way)
        fit = _fit(document.marks, counted)
        if fit > most:
            best, most = counted, fit
    return best


def _fit(marks: Iterable[Mark], counted: Counted) -> tuple[int, int]:
    """Count the marks that quote what stands there (or quote nothing and lie inside), and those that lie inside."""
    matching = inside = 0
    for mark in marks:
        pieces = [(counted.place(start), counted.place(end)) for start, end in mark.pieces]
        sound = [counted.text[start:end] for start, end in pieces if start is not None and end is not None]
        lies = len(sound) == len(pieces) and all(sound)
        inside += lies
        matching += lies and (mark.quote is None or not pieces or bare(mark.quote) == bare("".join(sound)))
    return matching, inside
