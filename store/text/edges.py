"""Where the edges of a passage may go: characters, words and particles, sentences, paragraphs; all in code points."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

from store.recognition.korean import is_hangul, split_particle
from store.text.sentences import paragraphs, sentences

if TYPE_CHECKING:
    import regex

Unit = Literal["character", "word", "sentence", "paragraph"]
"""By what an edge moves; words end before their particles too."""

Edge = Literal["start", "end"]

_CHARACTER = r"\X"
_WORD = r"[\w\p{M}]+(?:[-'’.·&/,:%](?=\w)[\w\p{M}]+)*%?"
_NEAR = 4_000
"""How far from the place the text is looked at, in code points: no word is longer, and hardly a sentence."""


def moved(text: str, span: tuple[int, int], *, edge: Edge, unit: Unit, forward: bool) -> tuple[int, int]:
    """Give the span with one edge moved to the next border of a unit; as it was where there is none, or nothing would be left.

    A word has two ends where particles follow it: 대구 and 대구시는 end at 대구시 and at 대구시는. Characters are those that a
    reader sees (extended grapheme clusters, Unicode UAX #29).
    """
    start, end = span
    at = start if edge == "start" else end
    to = next(_borders(text, at, edge, unit, forward=forward), at)
    if edge == "start":
        return (to, end) if text[to:end].strip() else span
    return (start, to) if text[start:to].strip() else span


def unit_at(text: str, point: int, unit: Unit) -> tuple[int, int] | None:
    """Give the span of the unit that holds a code point, or of the nearest before it on its line, else after it.

    None where the text has none.
    """
    before: tuple[int, int] | None = None
    for start, end in _spans(text, point, unit):
        if end > point:
            near = before is not None and start > point and "\n" not in text[before[1] : point]
            return before if near else (start, end)
        before = (start, end)
    return before


def widened(text: str, span: tuple[int, int], unit: Unit) -> tuple[int, int]:
    """Give the whole units that a span touches; where it is such already, one more after it."""
    found = [each for each in _spans(text, span[1], unit, since=span[0]) if each[1] > span[0]]
    touched = [each for each in found if each[0] < span[1]]
    if not touched:
        return span
    whole = (min(span[0], touched[0][0]), max(span[1], touched[-1][1]))
    if whole != span:
        return whole
    return span[0], next((end for start, end in found if start >= span[1]), span[1])


def next_start(text: str, point: int, unit: Unit, *, forward: bool) -> int:
    """Give where the next unit begins after a code point, or the one before; the end or beginning of the text without one."""
    starts = [start for start, _ in _spans(text, point, unit)]
    if forward:
        return next((start for start in starts if start > point), len(text))
    return next((start for start in reversed(starts) if start < point), 0)


def whole_characters(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Give the span widened so that it cuts no character that a reader sees (an emoji of several code points, a syllable)."""
    start, end = span
    for match in _compiled(_CHARACTER).finditer(text, _line_start(text, start)):
        first, last = match.span()
        if first < start < last:
            start = first
        if last >= end:
            return start, last if first < end else end
    return start, end


def _borders(text: str, at: int, edge: Edge, unit: Unit, *, forward: bool) -> Iterator[int]:
    """Give the borders beyond a place, the nearest first."""
    if unit == "character":
        points = _characters(text, at, forward=forward)
    else:
        spans = list(_spans(text, at, unit))
        points = [start for start, _ in spans] if edge == "start" else [end for _, end in spans]
        if unit == "word" and edge == "end":
            points += [start + len(stem) for start, end in spans if (stem := _stem(text[start:end]))]
    beyond = sorted({point for point in points if (point > at if forward else point < at)}, reverse=not forward)
    yield from beyond


def _characters(text: str, at: int, *, forward: bool) -> list[int]:
    # A cluster never goes over the end of a line.
    if forward:
        found = _compiled(_CHARACTER).match(text, at)
        return [] if found is None else [found.end()]
    return [match.start() for match in _compiled(_CHARACTER).finditer(text, _line_start(text, max(at - 1, 0)), at)][-1:]


def _stem(word: str) -> str:
    """Give a Korean word without its particles; nothing where it has none."""
    if not is_hangul(word[-1]):
        return ""
    stem = split_particle(word, keep=1)
    return "" if stem == word else stem


def _spans(text: str, point: int, unit: Unit, *, since: int | None = None) -> Iterator[tuple[int, int]]:
    """Give the spans of the units around a place, in order, without the white space around them."""
    first, last = _window(text, min(point, point if since is None else since), point)
    if unit == "character":
        yield from (match.span() for match in _compiled(_CHARACTER).finditer(text, first, last))
    elif unit == "word":
        yield from (match.span() for match in _compiled(_WORD).finditer(text, first, last))
    elif unit == "sentence":
        near = text[first:last]
        yield from ((first + start, first + end) for start, end in sentences(near))
    else:
        near = text[first:last]
        for start, end in paragraphs(near):
            words = near[start:end]
            if words.strip():
                yield first + start + len(words) - len(words.lstrip()), first + start + len(words.rstrip())


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    """Give a stretch of whole lines around a place, so that what is cut in it is cut as in the whole text."""
    first = 0 if start <= _NEAR else _line_start(text, start - _NEAR)
    after = text.find("\n", end + _NEAR)
    return first, len(text) if after < 0 else after


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    import regex  # takes long to load, and a question that changes no edge does not need it

    return regex.compile(pattern)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1
