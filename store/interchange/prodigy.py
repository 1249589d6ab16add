"""Prodigy's tasks, which spaCy's tools read too: spans, tokens, options, relations, and what was answered.

Accepted tasks are annotations; of rejected ones the marks are rejected, of ignored ones they stay suggestions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from store.interchange.details import told_tags, with_details
from store.interchange.document import Bundle, Document, Found, Join, Mark, Refused, WholeTag
from store.interchange.links import pair_of
from store.interchange.objects import Object, objects
from store.interchange.values import facts_of, integer, objects_in, score_of, source_of, text, texts_in

_STATES = {"accept": "accepted", "reject": "rejected", "ignore": "suggested"}


def read_prodigy(bundle: Bundle) -> Iterator[Found]:
    """Give the documents of a file, one a task."""
    for each in objects(bundle):
        yield each if isinstance(each, Refused) else _document(bundle, each)


def _document(bundle: Bundle, given: Object) -> Found:
    value = given.value
    said = value.get("text")
    if not isinstance(said, str) or not said.strip():
        what = next((key for key in ("image", "audio", "video", "html") if value.get(key)), None)
        reason = f"This task is about {what}; only text is read." if what else "This task has no text."
        return Refused(name=str(given.number), reason=reason, data=given.data)
    answer = text(value.get("answer")) or "accept"
    if answer not in _STATES:
        return Refused(name=str(given.number), reason=f"“{answer}” is no answer to a task.", data=given.data)
    meta = value.get("meta")
    facts = facts_of({**value, **(meta if isinstance(meta, dict) else {})})
    by = text(value.get("_annotator_id", value.get("_session_id")))
    tokens = objects_in(value.get("tokens"))
    ours = isinstance(meta, dict) and "uid" in meta
    marks = [_mark(each, tokens, number, answer, by) for number, each in enumerate(objects_in(value.get("spans")))]
    if ours:
        # Galpi says which spans are of tags: all others are of entities.
        marks = [replace(mark, sort=mark.sort if mark.sort == "tag" else "type") for mark in marks]
    known = {(mark.pieces, mark.label): mark.key for mark in marks}
    joins: list[Join] = []
    for each in objects_in(value.get("relations")):
        ends = [_end(each, side, tokens, known, marks, by) for side in ("head", "child")]
        joins.append(Join(subject=ends[0], predicate=text(each.get("label")), object=ends[1], state=_STATES[answer]))
    tags, unplaced = _tags(value, answer, by)
    return Document(
        name=str(given.number),
        source=source_of(facts, bundle.name, given.number),
        text=said,
        data=given.data,
        marks=tuple(marks),
        joins=tuple(joins),
        tags=told_tags(tags, meta.get("taggings") if isinstance(meta, dict) else None),
        notes=tuple((each, "") for each in texts_in(meta.get("notes") or []) if each) if isinstance(meta, dict) else (),
        facts=facts,
        unplaced=tuple(unplaced),
    )


def _mark(each: Mapping[str, Any], tokens: list[Mapping[str, Any]], number: int, answer: str, by: str) -> Mark:
    start, end = integer(each.get("start")), integer(each.get("end"))
    if start is None or end is None:
        first, last = integer(each.get("token_start")), integer(each.get("token_end"))
        start = _border(tokens, first, "start")
        end = _border(tokens, last, "end")
    state = _STATES[answer]
    if each.get("state") in ("suggested", "rejected"):
        state = str(each["state"])
    elif state == "accepted" and each.get("answer") == "reject":
        state = "rejected"
    link = pair_of(text(each.get("kb_id"))) if text(each.get("kb_id")) not in ("", "NIL") else None
    mark = Mark(
        key=f"s{number}",
        pieces=((start, end),) if start is not None and end is not None else (),
        label=text(each.get("label")) or "mark",
        quote=text(each.get("text")) or _quote(tokens, each),
        sort=_sort(each, link),
        entity=text(each.get("entity")) or None,
        links=(link,) if link is not None else (),
        state=state,
        score=score_of(each.get("score")),
        annotator=text(each.get("annotator")) or by,
        note=text(each.get("note")),
    )
    return with_details(mark, each)


def _quote(tokens: list[Mapping[str, Any]], span: Mapping[str, Any]) -> str | None:
    """Give what the tokens of a span say."""
    first, last = integer(span.get("token_start")), integer(span.get("token_end"))
    if first is None or last is None or not 0 <= first <= last < len(tokens):
        return None
    return "".join(text(token.get("text")) for token in tokens[first : last + 1])


def _sort(each: Mapping[str, Any], link: tuple[str, str] | None) -> str:
    kind = text(each.get("kind"))
    if kind in ("tag", "mention"):
        return "type" if kind == "mention" else "tag"
    return "mention" if link is not None else ""


def _border(tokens: list[Mapping[str, Any]], number: int | None, which: str) -> int | None:
    found = number is not None and 0 <= number < len(tokens)
    return integer(tokens[number].get(which)) if found and number is not None else None


def _end(
    relation: Mapping[str, Any],
    side: str,
    tokens: list[Mapping[str, Any]],
    known: dict[tuple[tuple[tuple[int, int], ...], str], str],
    marks: list[Mark],
    by: str,
) -> str:
    """Give the key of the mark at one end of a relation: of the span that it names, else of the one on its token."""
    span = relation.get(f"{side}_span")
    number = integer(relation.get(side))
    if isinstance(span, dict):
        mark = _mark(span, tokens, len(marks), "accept", by)
        found = known.get((mark.pieces, mark.label))
        if found is None and mark.pieces and text(span.get("label")):
            marks.append(mark)
            known[mark.pieces, mark.label] = found = mark.key
        if found is not None:
            return found
    start, end = _border(tokens, number, "start"), _border(tokens, number, "end")
    for mark in marks:
        if (
            start is not None
            and end is not None
            and mark.pieces
            and mark.pieces[0][0] <= start < end <= mark.pieces[0][1]
        ):
            return mark.key
    return f"token {number}"


def _tags(value: Mapping[str, Any], answer: str, by: str) -> tuple[list[WholeTag], list[str]]:
    """Give the tags of a task: the options that were taken, or the one label that it was about."""
    taken = texts_in(value.get("accept") or [])
    shown = {text(each.get("id")): text(each.get("text")) for each in objects_in(value.get("options"))}
    label = text(value.get("label"))
    named = [shown.get(each) or each for each in taken] + ([label] if label and not value.get("spans") else [])
    cats = value.get("cats")
    if isinstance(cats, dict):
        named += [str(each) for each, on in cats.items() if isinstance(on, int | float) and on >= 0.5]
    named = list(dict.fromkeys(named))
    if answer != "accept":
        said = "rejected" if answer == "reject" else "ignored"
        return [], [f"The task was {said}, so its tags are left out: {', '.join(named)}."] if named else []
    return [WholeTag(tag=each, annotator=by) for each in named], []
