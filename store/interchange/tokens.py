"""Tokenised records for trainers: token classification (`tokens` with `ner_tags`) and GLiNER (`tokenized_text` with `ner`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from store.interchange.document import Bundle, Document, Found, Mark, Refused, WholeTag
from store.interchange.objects import Object, objects
from store.interchange.values import facts_of, integer, source_of, text, texts_in
from store.interchange.words import Word, is_mark, written

_MARKS = ("ner_tags", "ner", "labels", "tags_ner", "ner_labels")
_GUESSED = "Blanks between the words are not told there; the usual ones were put."


def read_tokens(bundle: Bundle) -> Iterator[Found]:
    """Give the records of token classification, whose marks are words such as B-PER."""
    for each in objects(bundle):
        yield each if isinstance(each, Refused) else _classified(bundle, each)


def read_gliner(bundle: Bundle) -> Iterator[Found]:
    """Give the records of GLiNER, whose spans are of tokens, ends inclusive."""
    for each in objects(bundle):
        yield each if isinstance(each, Refused) else _spanned(bundle, each)


def _classified(bundle: Bundle, given: Object) -> Found:
    value = given.value
    forms = value.get("tokens", value.get("words"))
    marks = next((value[key] for key in _MARKS if isinstance(value.get(key), list)), None)
    if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms) or marks is None:
        return Refused(name=str(given.number), reason="This record has no tokens with marks.", data=given.data)
    if len(marks) != len(forms):
        reason = f"This record has {len(forms)} tokens, but {len(marks)} marks."
        return Refused(name=str(given.number), reason=reason, data=given.data)
    if not all(isinstance(mark, str) and is_mark(mark) for mark in marks):
        reason = "Its marks are no words such as B-PER; what its numbers stand for is told elsewhere."
        return Refused(name=str(given.number), reason=reason, data=given.data)
    words = _with_blanks([Word(form=form, mark=mark) for form, mark in zip(forms, marks, strict=True)], value)
    said, found = written([words])
    return _document(bundle, given, said, found, guessed=any(word.after is None for word in words[:-1]))


def _with_blanks(words: list[Word], value: Mapping[str, Any]) -> list[Word]:
    """Put the blanks that the offsets of the tokens tell."""
    offsets = value.get("offsets")
    if not isinstance(offsets, list) or len(offsets) != len(words):
        return words
    places = [tuple(map(integer, each)) if isinstance(each, list) and len(each) == 2 else () for each in offsets]
    found = []
    for word, here, following in zip(words, places, [*places[1:], ()], strict=True):
        gap = _gap(here, following)
        blank = None if gap is None or gap < 0 else "" if gap == 0 else " " if gap == 1 else "\n" * gap
        found.append(word if blank is None else replace(word, after=blank))
    return found


def _gap(here: Sequence[int | None], following: Sequence[int | None]) -> int | None:
    if len(here) < 2 or not following or here[1] is None or following[0] is None:
        return None
    return following[0] - here[1]


def _spanned(bundle: Bundle, given: Object) -> Found:
    value = given.value
    forms = value.get("tokenized_text")
    spans = value.get("ner")
    if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms) or not isinstance(spans, list):
        return Refused(name=str(given.number), reason="This record has no tokenized_text with ner.", data=given.data)
    said, places = _places(forms)
    marks = []
    for number, each in enumerate(spans):
        first, last, label = (*each, None, None, None)[:3] if isinstance(each, list) else (None, None, None)
        start, end = integer(first), integer(last)
        sound = start is not None and end is not None and 0 <= start <= end < len(forms)
        piece = (places[start][0], places[end][1]) if sound and start is not None and end is not None else (-1, -1)
        marks.append(Mark(key=f"s{number}", pieces=(piece,), label=text(label) or "mark"))
    return _document(bundle, given, said, marks, guessed=len(forms) > 1)


def _places(forms: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Give the text of some tokens, and where each of them stands."""
    said, _ = written([[Word(form=form) for form in forms]])
    places = []
    at = 0
    for form in forms:
        start = said.index(form, at)
        places.append((start, start + len(form)))
        at = start + len(form)
    return said, places


def _document(bundle: Bundle, given: Object, said: str, marks: Sequence[Mark], *, guessed: bool) -> Found:
    if not said.strip():
        return Refused(name=str(given.number), reason="This record has no text.", data=given.data)
    facts = facts_of(given.value)
    return Document(
        name=str(given.number),
        source=source_of(facts, bundle.name, given.number),
        text=said,
        data=given.data,
        marks=tuple(marks),
        tags=tuple(WholeTag(tag=each) for each in texts_in(given.value.get("tags") or [])),
        facts=facts,
        counts=("codepoints",),
        remarks=(_GUESSED,) if guessed else (),
    )
