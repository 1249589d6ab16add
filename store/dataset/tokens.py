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


class Labelled(NamedTuple):
    """A run of tokens, `[first, last]` by their number, with what it is called."""

    first: int
    last: int
    span: Span


def tokens(text: str, spans: Iterable[Span], how: str) -> list[tuple[int, int]]:
    """Cut a text into tokens of one of `TOKENS`, start and end each; raises UserError for morphemes without Kiwi."""
    if how == "char":
        return [each.span() for each in _VISIBLE.finditer(text)]
    words = [each.span() for each in _WORD.finditer(text)]
    if how == "eojeol":
        return words
    if how == "morphemes":
        return _cut(words, _morphemes(text))
    return _cut(words, {border for span in spans for border in (span.start, span.end)})


def _cut(words: list[tuple[int, int]], borders: Iterable[int]) -> list[tuple[int, int]]:
    starts = [start for start, _ in words]
    # From behind, so that places found before stay true; few words are cut, and most are taken as they are.
    for border in sorted(borders, reverse=True):
        place = bisect_right(starts, border) - 1
        if place >= 0 and words[place][0] < border < words[place][1]:
            start, end = words[place]
            words[place : place + 1] = [(start, border), (border, end)]
    return words


def _morphemes(text: str) -> set[int]:
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
    return borders


def labelled(found: Sequence[tuple[int, int]], spans: Iterable[Span], losses: Losses | None = None) -> list[Labelled]:
    """Give the tokens that each span touches, in order; spans on tokens that another one has, or on none, are dropped.

    Where `losses` is given, what is dropped or widened is counted.
    """
    starts = [start for start, _ in found]
    ends = [end for _, end in found]
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


def runs_of(found: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Give the runs that marks of either scheme tell, as first, last and label; `found` are marks but for O by token."""
    first = last = -1
    label = ""
    for place, mark in found:
        kind, _, name = mark.partition("-")
        if first >= 0 and (kind in ("B", "S") or name != label or place != last + 1):
            yield first, last, label
            first = -1
        if kind in ("B", "S"):
            first, label = place, name
        last = place
    if first >= 0:
        yield first, last, label


def label_word(label: str) -> str:
    """Give a label as one word, for formats whose columns are parted by blanks."""
    return "_".join(label.split()) or "_"


def sentence_starts(text: str, found: Sequence[tuple[int, int]], runs: Iterable[Labelled]) -> list[int]:
    """Give the numbers of the tokens that begin a sentence; none begins inside of a marked run."""
    starts = [start for start, _ in found]
    inside = {place for first, last, _ in runs for place in range(first + 1, last + 1)}
    numbers = {bisect_left(starts, start) for start, _ in sentences(text)}
    return sorted({0, *(number for number in numbers if number < len(found) and number not in inside)}) if found else []


def squeezed(text: str, spans: Iterable[tuple[int, int, str]]) -> tuple[str, tuple[tuple[int, int, str, str], ...]]:
    """Give a text without its white space, and spans in it with what they quote: what tokens hold of it."""
    spans = list(spans)
    bare = "".join(text.split())
    places = {0: 0}
    before = count = 0
    for border in sorted({border for start, end, _ in spans for border in (start, end)}):
        count += sum(map(len, text[before:border].split()))
        places[border] = count
        before = border
    return bare, tuple(
        (places[start], places[end], label, bare[places[start] : places[end]]) for start, end, label in spans
    )
