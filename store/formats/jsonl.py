"""Native JSONL: one article a line, with the keys of `show --json`; lossless, code points, UTF-8, LF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from store.errors import UserError
from store.records import (
    MENTION_STATES,
    ROLES,
    STATUSES,
    Article,
    MarkedArticle,
    Mention,
    Note,
    Part,
    Relation,
    SaidRelation,
    Tagging,
)
from store.text.canonical import canonical_with_map


def as_json(marked: MarkedArticle) -> dict[str, Any]:
    """Give the JSON object of one article, keys in the order of DESIGN's command line."""
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
    }


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
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def write_line(marked: MarkedArticle) -> str:
    """Write one article as one line, without the line's end."""
    return dump(as_json(marked))


def read_line(line: str) -> MarkedArticle:
    """Read one line; only `text` is required, and ids that are missing are 0.

    The text is brought to its normal form and every span moved with it. Raises UserError, one sentence, where the line
    is no JSON object, lacks a text, or holds a value of the wrong kind or a span outside the text.
    """
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UserError(f"This line is not JSON ({error}).") from error
    if not isinstance(value, dict):
        raise UserError("This line is JSON, but no object with a text.")
    if not isinstance(value.get("text"), str) or not value["text"].strip():
        raise UserError("This record has no text.")
    return _Reader(value).read()


class _Reader:
    """Reads one JSON object, moving its offsets to the canonical text."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self._value = value
        self._text, self._moved = canonical_with_map(value["text"])
        self._length = len(value["text"])

    def read(self) -> MarkedArticle:
        return MarkedArticle(
            article=self._article(),
            mentions=tuple(self._mention(each) for each in self._objects("mentions")),
            taggings=tuple(self._tagging(each) for each in self._objects("tags")),
            notes=tuple(_note(each) for each in self._list("notes")),
            relations=tuple(self._relation(each) for each in self._objects("relations")),
        )

    def _article(self) -> Article:
        value = self._value
        status = value.get("status") or "untagged"
        if status not in STATUSES:
            raise UserError(f"“{status}” is no status of an article.")
        return Article(
            id=_integer(value.get("id")) or 0,
            uid=self._string("uid") or "",
            source=self._string("source") or "",
            sha256=self._string("sha256") or "",
            language=self._string("language"),
            title=self._string("title"),
            title_derived=bool(value.get("title_derived")),
            subtitle=self._string("subtitle"),
            outlet=self._string("outlet"),
            authors=tuple(str(name) for name in self._list("authors")),
            published=self._string("published"),
            updated=self._string("updated"),
            url=self._string("url"),
            keywords=tuple(str(name) for name in self._list("keywords")),
            status=status,
            text=self._text,
            parts=tuple(self._part(each) for each in self._objects("parts")),
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

    def _span(self, value: Mapping[str, Any]) -> tuple[int, int]:
        start, end = _integer(value.get("start")), _integer(value.get("end"))
        if start is None or end is None or not 0 <= start < end <= self._length:
            raise UserError(
                f"The span {value.get('start')}–{value.get('end')} does not lie in the text of this record."
            )
        first, last = self._moved[start], self._moved[end]
        # A span inside characters that became one keeps that one.
        return (first, last) if first < last else (first, first + 1)

    def _quote(self, value: Mapping[str, Any]) -> tuple[int, int, str]:
        start, end = self._span(value)
        quote = self._text[start:end]
        given = value.get("quote")
        if isinstance(given, str) and canonical_with_map(given)[0] != quote:
            raise UserError(f"The span {value['start']}–{value['end']} reads “{quote}”, not “{given}” as it says.")
        return start, end, quote

    def _part(self, value: Mapping[str, Any]) -> Part:
        if value.get("role") not in ROLES:
            raise UserError(f"“{value.get('role')}” is no role of a part.")
        start, end = self._span(value)
        return Part(role=str(value["role"]), start=start, end=end)

    def _mention(self, value: Mapping[str, Any]) -> Mention:
        start, end, quote = self._quote(value)
        state = value.get("state") or "accepted"
        if state not in MENTION_STATES:
            raise UserError(f"“{state}” is no state of a mention.")
        if not isinstance(value.get("type"), str) or not value["type"]:
            raise UserError(f"The mention “{quote}” has no type.")
        score = value.get("score")
        return Mention(
            id=_integer(value.get("id")) or 0,
            article=0,
            start=start,
            end=end,
            quote=quote,
            type=value["type"],
            entity=_text(value.get("entity")),
            entity_id=_integer(value.get("entity_id")),
            state=state,
            origin=_text(value.get("origin")) or "import",
            score=float(score) if isinstance(score, int | float) else None,
            value=_text(value.get("value")),
        )

    def _tagging(self, value: Mapping[str, Any]) -> Tagging:
        if not isinstance(value.get("tag"), str) or not value["tag"].strip():
            raise UserError("A tagging of this record names no tag.")
        start = end = quote = None
        if value.get("start") is not None or value.get("end") is not None:
            start, end, quote = self._quote(value)
        return Tagging(
            id=0,
            uid="",
            article=0,
            tag_id=0,
            tag=value["tag"],
            start=start,
            end=end,
            quote=quote,
            note=_text(value.get("note")) or "",
            annotator=_text(value.get("annotator")) or "",
        )

    def _relation(self, value: Mapping[str, Any]) -> SaidRelation:
        start = end = quote = None
        if value.get("start") is not None:
            start, end, quote = self._quote(value)
        relation = Relation(
            id=_integer(value.get("id")) or 0,
            subject=_integer(value.get("subject_id")) or 0,
            predicate=str(value.get("predicate") or ""),
            object=_integer(value.get("object_id")) or 0,
            article=0,
            start=start,
            end=end,
            quote=quote,
            state=str(value.get("state") or "accepted"),
            origin="import",
        )
        return SaidRelation(
            relation=relation, subject=str(value.get("subject") or ""), object=str(value.get("object") or "")
        )


def _note(value: object) -> Note:
    if isinstance(value, str):
        return Note(id=0, article=None, text=value, annotator="")
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return Note(id=0, article=None, text=value["text"], annotator=_text(value.get("annotator")) or "")
    raise UserError("A note of this record has no text.")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
