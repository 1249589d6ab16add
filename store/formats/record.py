"""Native JSONL in: one line to one article with its marks, every offset moved to the canonical text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from store.errors import UserError
from store.formats.attributes import read_values
from store.parse.dates import find_dates
from store.records import (
    MENTION_STATES,
    PERSON,
    ROLES,
    STATUSES,
    SUGGESTED,
    Article,
    MarkedArticle,
    Mention,
    Note,
    Part,
    RejectedTag,
    Relation,
    SaidRelation,
    Tagging,
)
from store.text.canonical import canonical, canonical_with_map
from store.text.lines import is_visible

_HALF_PAIR = re.compile("[\ud800-\udfff]")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?)?)?)?")
_LARGEST_ID = 2**53
"""Ids from here on are not kept: other programs cannot hold them, and SQLite could give none after its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line: the article with its marks, and which keys it said; what it did not say is empty in the article."""

    marked: MarkedArticle
    said: frozenset[str]


def read_line(line: str) -> Record:
    """Read one line; only `text` is required, and ids that are missing or odd are 0.

    The text is brought to its normal form and every span moved with it; text between the parts becomes body. Raises
    UserError, one sentence, where the line is no JSON object, lacks a text, or holds a value of the wrong kind, a span
    outside the text or a quote that is not there.
    """
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise UserError(f"This line is not JSON ({error}).") from error
    if not isinstance(value, dict):
        raise UserError("This line is JSON, but no object with a text.")
    if "\\u" in line:
        value = _with_whole_characters(value)
    return read_value(value)


def read_value(value: Mapping[str, Any]) -> Record:
    """Read one record that is JSON already, as `read_line` reads a line; its strings hold no half of a character."""
    if not isinstance(value.get("text"), str) or not is_visible(canonical(value["text"])):
        raise UserError("This record has no text.")
    return Record(marked=_Reader(value).read(), said=frozenset(value))


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _with_whole_characters(value: Any) -> Any:
    # JSON may escape half of a surrogate pair, which no file can hold.
    if isinstance(value, str):
        return _HALF_PAIR.sub("\ufffd", value)
    if isinstance(value, list):
        return [_with_whole_characters(each) for each in value]
    if isinstance(value, dict):
        return {_with_whole_characters(key): _with_whole_characters(each) for key, each in value.items()}
    return value


class _Reader:
    """Reads one JSON object, moving its offsets to the canonical text."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self._value = value
        self._raw: str = value["text"]
        self._text, self._moved = canonical_with_map(self._raw)

    def read(self) -> MarkedArticle:
        return MarkedArticle(
            article=self._article(),
            mentions=tuple(self._mention(each) for each in self._objects("mentions")),
            taggings=tuple(self._tagging(each) for each in self._objects("tags")),
            notes=tuple(_note(each) for each in self._list("notes")),
            relations=tuple(self._relation(each) for each in self._objects("relations")),
            statuses=tuple(_status_of(each) for each in self._objects("statuses")),
            samples=tuple(_sample_of(each) for each in self._objects("samples")),
            rejected=tuple(self._rejected(each) for each in self._objects("rejected_tags")),
        )

    def _article(self) -> Article:
        value = self._value
        status = value.get("status") or "untagged"
        if status not in STATUSES:
            raise UserError(f"“{status}” is no status of an article.")
        return Article(
            id=_id(value.get("id")),
            uid=self._string("uid") or "",
            source=self._string("source") or "",
            sha256=self._string("sha256") or "",
            language=self._string("language"),
            title=self._string("title"),
            title_derived=bool(value.get("title_derived")),
            subtitle=self._string("subtitle"),
            outlet=self._string("outlet"),
            authors=tuple(str(name) for name in self._list("authors")),
            published=_date(self._string("published")),
            updated=_date(self._string("updated")),
            url=self._string("url"),
            keywords=tuple(str(name) for name in self._list("keywords")),
            status=status,
            text=self._text,
            parts=self._parts(),
        )

    def _string(self, key: str) -> str | None:
        value = self._value.get(key)
        if value is None or isinstance(value, str):
            return value or None
        if isinstance(value, int | float):
            return str(value)
        raise UserError(f"“{key}” of this record is no text.")

    def _list(self, key: str) -> list[Any]:
        value = self._value.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        if isinstance(value, str):
            return [value] if value else []
        raise UserError(f"“{key}” of this record is no list.")

    def _objects(self, key: str) -> list[Mapping[str, Any]]:
        values = self._list(key)
        if key == "tags":
            values = [{"tag": each} if isinstance(each, str) else each for each in values]
        if not all(isinstance(each, dict) for each in values):
            raise UserError(f"“{key}” of this record holds something that is no object.")
        return values

    # Spans

    def _given_span(self, value: Mapping[str, Any]) -> tuple[int, int]:
        start, end = _integer(value.get("start")), _integer(value.get("end"))
        if start is not None and end is not None and 0 <= start < end <= len(self._raw):
            return start, end
        raise UserError(f"The span {value.get('start')}–{value.get('end')} does not lie in the text of this record.")

    def _quote(self, value: Mapping[str, Any]) -> tuple[int, int, str]:
        given_start, given_end = self._given_span(value)
        raw = self._raw[given_start:given_end]
        start, end = self._moved[given_start], self._moved[given_end]
        if not canonical(raw):
            raise UserError(f"The span {given_start}–{given_end} does not lie in what is kept of the text.")
        # A span inside characters that became one keeps that one.
        end = max(end, start + 1)
        quote, given = self._text[start:end], value.get("quote")
        if isinstance(given, str) and given != raw and canonical(given) != quote:
            raise UserError(f"The span {given_start}–{given_end} reads “{quote}”, not “{given}” as it says.")
        return start, end, quote

    def _parts(self) -> tuple[Part, ...]:
        given = []
        for value in self._objects("parts"):
            if value.get("role") not in ROLES:
                raise UserError(f"“{value.get('role')}” is no role of a part.")
            given.append((*self._given_span(value), str(value["role"])))
        given.sort()
        parts: list[Part] = []
        reached = 0
        for start, end, role in given:
            if start < reached:
                raise UserError("The parts of this record overlap.")
            reached = end
            part = Part(role=role, start=self._moved[start], end=self._moved[end])
            if part.start < part.end:
                parts += [*self._body_between(parts, part.start), part]
        return (*parts, *self._body_between(parts, len(self._text))) if parts else ()

    def _body_between(self, parts: Sequence[Part], end: int) -> list[Part]:
        start = parts[-1].end if parts else 0
        gap = self._text[start:end]
        if not is_visible(gap):
            return []
        start += len(gap) - len(gap.lstrip())
        return [Part(role="body", start=start, end=start + len(gap.strip()))]

    # Marks

    def _mention(self, value: Mapping[str, Any]) -> Mention:
        start, end, quote = self._quote(value)
        kind = _text(value.get("type"))
        if kind is None:
            raise UserError(f"The mention “{quote}” has no type.")
        return Mention(
            id=_id(value.get("id")),
            article=0,
            start=start,
            end=end,
            quote=quote,
            type=kind,
            entity=_text(value.get("entity")),
            entity_id=_id(value.get("entity_id")) or None,
            state=_state(value, "a mention"),
            origin=_text(value.get("origin")) or "import",
            score=_score(value.get("score")),
            value=_text(value.get("value")),
        )

    def _tagging(self, value: Mapping[str, Any]) -> Tagging:
        tag = _text(value.get("tag"))
        if tag is None:
            raise UserError("A tagging of this record names no tag.")
        if not all(name.strip() for name in tag.split("/")):
            raise UserError(f"“{tag}” is no tag; write it as a name, or as names with / between them.")
        start = end = quote = None
        if value.get("start") is not None or value.get("end") is not None:
            start, end, quote = self._quote(value)
        return Tagging(
            id=0,
            uid="",
            article=0,
            tag_id=0,
            tag=tag,
            start=start,
            end=end,
            quote=quote,
            note=_text(value.get("note")) or "",
            annotator=_text(value.get("annotator")) or "",
            certainty=_certainty(value.get("certainty")),
            attributes=read_values(value.get("attributes")),
            origin=SUGGESTED if value.get("origin") == SUGGESTED else PERSON,
        )

    def _rejected(self, value: Mapping[str, Any]) -> RejectedTag:
        said = self._tagging(value)
        return RejectedTag(tag=said.tag, annotator=said.annotator, start=said.start, end=said.end, quote=said.quote)

    def _relation(self, value: Mapping[str, Any]) -> SaidRelation:
        names = {key: _text(value.get(key)) for key in ("subject", "predicate", "object")}
        if not all(names.values()):
            raise UserError("A relation of this record lacks its subject, predicate or object.")
        start = end = quote = None
        if value.get("start") is not None:
            start, end, quote = self._quote(value)
        relation = Relation(
            id=_id(value.get("id")),
            subject=_id(value.get("subject_id")),
            predicate=names["predicate"] or "",
            object=_id(value.get("object_id")),
            article=0,
            start=start,
            end=end,
            quote=quote,
            state=_state(value, "a relation"),
            origin=_text(value.get("origin")) or "import",
        )
        return SaidRelation(relation=relation, subject=names["subject"] or "", object=names["object"] or "")


def _status_of(value: Mapping[str, Any]) -> tuple[str, str]:
    annotator, status = _text(value.get("annotator")), value.get("status")
    if annotator is None or status not in STATUSES:
        raise UserError(f"“{status}” is no status that an annotator gave an article.")
    return annotator, str(status)


def _sample_of(value: Mapping[str, Any]) -> tuple[str, str]:
    name = _text(value.get("sample"))
    if name is None:
        raise UserError("A sample of this record has no name.")
    return name, _text(value.get("annotator")) or ""


def _note(value: object) -> Note:
    if isinstance(value, str):
        return Note(id=0, article=None, text=value, annotator="")
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return Note(id=0, article=None, text=value["text"], annotator=_text(value.get("annotator")) or "")
    raise UserError("A note of this record has no text.")


def _state(value: Mapping[str, Any], what: str) -> str:
    state = value.get("state") or "accepted"
    if state not in MENTION_STATES:
        raise UserError(f"“{state}” is no state of {what}.")
    return str(state)


def _score(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    if not 0 <= value <= 1:
        raise UserError(f"{value} is no score of a mention; it lies between 0 and 1.")
    return float(value)


def _date(value: str | None) -> str | None:
    """Give a date as ISO 8601; one that cannot be read is none."""
    if value is None or _ISO.fullmatch(value):
        return value
    found = find_dates(value)
    return found[0].value if found else None


def _certainty(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100 else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _id(value: object) -> int:
    number = _integer(value)
    return number if number is not None and 0 < number < _LARGEST_ID else 0
