"""Where a filter's words stand in a text, and the line of it that shows them best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.query.fulltext import phrases
from store.query.patterns import compiled
from store.query.tree import And, Node, Or, Pattern
from store.text.normal import normal_with_map, original_span
from store.text.tokens import pattern

REGEX_SECONDS = 0.2
"""How long a pattern may work on one text."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A stretch of a text on one line, with an ellipsis where it was cut; `hits` are code points of it."""

    text: str
    hits: tuple[Span, ...]


def spans(node: Node, text: str) -> tuple[Span, ...]:
    """Give the places in `text` of all that the tree asks for, in code points, merged and in order."""
    found = [*_phrase_spans(node, text), *_regex_spans(node, text)]
    return _merged(sorted(found))


def snippet(hits: Sequence[Span], text: str, *, width: int = 80) -> Snippet:
    """Cut out about `width` code points of `text` where most hits stand together; the beginning if there is none."""
    first, last = _best_hit(hits, width)
    start = _word_start(text, max(0, first - width // 5), first)
    end = min(len(text), start + width)
    if end < len(text):
        end = max(_word_end(text, start, end), min(last, end))
    # White space becomes one space each, so that positions stay.
    body = re.sub(r"\s", " ", text[start:end])
    before, after = "…" if start > 0 else "", "…" if end < len(text) else ""
    shift = len(before) - start
    inside = tuple((max(a, start) + shift, min(b, end) + shift) for a, b in hits if a < end and b > start)
    return Snippet(before + body + after, inside)


def _phrase_spans(node: Node, text: str) -> list[Span]:
    sought = tuple(pattern(phrase) for phrase in phrases(node))
    if not sought:
        return []
    normal, places = normal_with_map(text)
    found: list[Span] = []
    for match in _compiled(sought).finditer(normal):
        found.append(original_span(places, match.start(), match.end()))
    return found


@lru_cache(maxsize=64)
def _compiled(sought: tuple[str, ...]) -> re.Pattern[str]:
    # Longest first: an alternation takes the first that fits.
    return re.compile("|".join(sorted(sought, key=len, reverse=True)))


def _regex_spans(node: Node, text: str) -> list[Span]:
    if isinstance(node, And | Or):
        return [span for child in node.children for span in _regex_spans(child, text)]
    if not isinstance(node, Pattern):
        return []
    try:
        matches = compiled(node.regex).finditer(text, timeout=REGEX_SECONDS)
        return [match.span() for match in matches if match.end() > match.start()]
    except TimeoutError:
        return []


def _merged(found: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _best_hit(hits: Sequence[Span], width: int) -> Span:
    """Give the hit that a window of `width`, a fifth of it before the hit, shows most others with."""
    best, most, last = 0, 0, 0
    for first, (start, _) in enumerate(hits):
        last = max(last, first)
        while last < len(hits) and hits[last][1] <= start + width * 4 // 5:
            last += 1
        if last - first > most:
            best, most = first, last - first
    return hits[best] if hits else (0, 0)


def _word_start(text: str, start: int, hit: int) -> int:
    """Give the start of the next word, where one begins soon and not after the hit that is to be shown."""
    if start == 0 or text[start - 1].isspace():
        return start
    following = re.compile(r"\s\S").search(text, start, min(len(text), start + 12, hit + 1))
    return following.start() + 1 if following else start


def _word_end(text: str, start: int, end: int) -> int:
    if text[end].isspace():
        return end
    space = re.compile(r"\s\S*$").search(text, max(start, end - 12), end)
    return space.start() if space else end
