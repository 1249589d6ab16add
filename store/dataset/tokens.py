"""Tokens of a text for the formats that need them: characters, words cut at marks, whole words, or Kiwi's morphemes.

Korean words (eojeol) carry particles: only 37 in 100 names end where a word ends (KLUE-NER), so words are cut where a mark
begins or ends, unless whole words are wanted. All kinds of tokens together hold every character that is no white space.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from store.dataset.items import Losses, Span
from store.errors import UserError
from store.recognition.learned.morphemes import available, cutter
from store.text.sentences import sentences

TOKENS = (
    ("cut", "words, cut where a mark begins or ends: nothing is lost"),
    ("char", "characters, as KLUE has them"),
    ("eojeol", "whole words: marks are widened to them"),
    ("morphemes", "Kiwi's morphemes (needs kiwipiepy): marks are widened to them"),
)
"""The kinds of tokens, with their labels."""

SCHEMES = ("iob2", "bioes")

_WORD = re.compile(r"\S+")
_VISIBLE = re.compile(r"\S")


class Token(NamedTuple):
    """A token: `[start, end)` of the text."""

    start: int
    end: int


class Labelled(NamedTuple):
    """A run of tokens, `[first, last]` by their number, with what it is called."""

    first: int
    last: int
    span: Span


def tokens(text: str, spans: Iterable[Span], how: str) -> list[Token]:
    """Cut a text into tokens of one of `TOKENS`; raises UserError for morphemes where Kiwi is not installed."""
    if how == "char":
        return [Token(each.start(), each.end()) for each in _VISIBLE.finditer(text)]
    words = [Token(each.start(), each.end()) for each in _WORD.finditer(text)]
    if how == "eojeol":
        return words
    if how == "morphemes":
        return list(_morphemes(text, words))
    borders = sorted({border for span in spans for border in (span.start, span.end)})
    return list(_cut(words, borders))


def _cut(words: Sequence[Token], borders: Sequence[int]) -> Iterator[Token]:
    for start, end in words:
        at = start
        for border in borders[bisect_right(borders, start) : bisect_left(borders, end)]:
            yield Token(at, border)
            at = border
        yield Token(at, end)


def _morphemes(text: str, words: Sequence[Token]) -> Iterator[Token]:
    if not available():
        raise UserError("Morphemes need Kiwi; install kiwipiepy or choose other tokens.")
    cut = cutter(wanted=True)
    borders: set[int] = set()
    at = 0
    # The cutter runs over line feeds; a line at a time it does not.
    for line in text.split("\n"):
        reached = 0
        for _, _, start, end in cut(line):
            # Contractions (했 is 하 and 었) share their characters: they stay one token.
            if start >= reached:
                borders.add(at + start)
            borders.add(at + max(end, reached))
            reached = max(end, reached)
        at += len(line) + 1
    return _cut(words, sorted(borders))


def labelled(found: Sequence[Token], spans: Iterable[Span], losses: Losses | None = None) -> list[Labelled]:
    """Give the tokens that each span touches, in order; spans on tokens that another one has, or on none, are dropped.

    Where `losses` is given, what is dropped or widened is counted.
    """
    starts = [token.start for token in found]
    ends = [token.end for token in found]
    runs: list[Labelled] = []
    reached = -1
    for span in spans:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end) - 1
        if last < first or first <= reached:
            if losses is not None:
                losses.add("merged")
            continue
        if losses is not None and (starts[first] < span.start or ends[last] > span.end):
            losses.add("widened")
        runs.append(Labelled(first, last, span))
        reached = last
    return runs


def marks(number: int, runs: Iterable[Labelled], scheme: str) -> list[str]:
    """Give the mark of each of so many tokens: `O`, or B, I (and in bioes E and S) with a hyphen and the label."""
    found = ["O"] * number
    for first, last, span in runs:
        label = label_word(span.label)
        if scheme == "bioes" and first == last:
            found[first] = f"S-{label}"
            continue
        found[first] = f"B-{label}"
        for place in range(first + 1, last + 1):
            found[place] = f"I-{label}"
        if scheme == "bioes":
            found[last] = f"E-{label}"
    return found


def runs_of(found: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give the runs that marks of either scheme tell, as first, last and label."""
    first = -1
    label = ""
    for place, mark in enumerate([*found, "O"]):
        kind, _, name = mark.partition("-")
        if first >= 0 and (kind in ("O", "B", "S") or name != label):
            yield first, place - 1, label
            first = -1
        if kind in ("B", "S"):
            first, label = place, name


def label_word(label: str) -> str:
    """Give a label as one word, for formats whose columns are parted by blanks."""
    return "_".join(label.split()) or "_"


def sentence_starts(text: str, found: Sequence[Token], runs: Iterable[Labelled]) -> list[int]:
    """Give the numbers of the tokens that begin a sentence; none begins inside of a marked run."""
    starts = [token.start for token in found]
    inside = {place for first, last, _ in runs for place in range(first + 1, last + 1)}
    numbers = {bisect_left(starts, start) for start, _ in sentences(text)}
    return sorted({0, *(number for number in numbers if number < len(found) and number not in inside)}) if found else []


def squeezed(text: str, spans: Iterable[tuple[int, int, str]]) -> tuple[str, tuple[tuple[int, int, str, str], ...]]:
    """Give a text without its white space, and spans in it with what they quote: what tokens hold of it."""
    seen = [each.start() for each in _VISIBLE.finditer(text)]
    bare = "".join(text.split())
    found = []
    for start, end, label in spans:
        first, last = bisect_left(seen, start), bisect_left(seen, end)
        found.append((first, last, label, bare[first:last]))
    return bare, tuple(found)
