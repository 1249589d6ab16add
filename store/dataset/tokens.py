"""Tokens of a text for the formats that need them: characters, words cut at marks, whole words, or Kiwi's morphemes.

Korean words (eojeol) carry particles: only 37 in 100 names end where a word ends (KLUE-NER), so words are cut where a mark
begins or ends, unless whole words are wanted. All kinds of tokens together hold every character that is no white space.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress, count, groupby, pairwise
from operator import sub
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

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

_OTHER_BLANK = re.compile(r"[^\S ]")

Flags = npt.NDArray[np.bool_]
# Of each character, whether it is no white space; the last stands for all that come after the ideographic blank.
_SOLID: Flags = np.array([not chr(code).isspace() for code in range(0x3002)])


class Tokens(NamedTuple):
    """The tokens of a text in order: what each reads, and where it starts and ends in code points."""

    words: list[str]
    starts: list[int]
    ends: list[int]


class Labelled(NamedTuple):
    """A run of tokens, `[first, last]` by their number, with what it is called."""

    first: int
    last: int
    span: Span


def tokens(text: str, spans: Iterable[Span], how: str) -> Tokens:
    """Cut a text into tokens of one of `TOKENS`; raises UserError for morphemes without Kiwi."""
    if how == "char":
        return _characters(text)
    borders: set[int] = set()
    if how == "cut":
        borders = {border for span in spans for border in span[1:3]}
    elif how == "morphemes":
        borders = _morphemes(text)
    return _words(text, borders)


def _words(text: str, borders: Collection[int]) -> Tokens:
    """Give the words of a text, cut at the borders inside of them."""
    here = np.append(_solid(text), False)
    before = np.concatenate(([False], here[:-1]))
    starts, ends = here & ~before, before & ~here
    if not borders:
        return Tokens(text.split(), np.flatnonzero(starts).tolist(), np.flatnonzero(ends).tolist())
    at = np.array(sorted(borders))
    inside = at[here[at] & before[at]]
    starts[inside] = ends[inside] = True
    cuts = [0, *inside.tolist(), len(text)]
    words = " ".join([text[start:end] for start, end in pairwise(cuts)]).split()
    return Tokens(words, np.flatnonzero(starts).tolist(), np.flatnonzero(ends).tolist())


def _characters(text: str) -> Tokens:
    starts = np.flatnonzero(_solid(text))
    return Tokens(list("".join(text.split())), starts.tolist(), (starts + 1).tolist())


def _solid(text: str) -> Flags:
    """Say of each character whether it is no white space."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return _SOLID[np.minimum(codes, len(_SOLID) - 1)]


def gaps(text: str, found: Tokens) -> list[int]:
    """Give how many characters of white space follow each token."""
    _, starts, ends = found
    return list(map(sub, chain(starts[1:], (len(text),)), ends))


def odd_blanks(text: str, found: Tokens, sizes: Sequence[int]) -> dict[int, str]:
    """Give the white space that follows each token, by its number, where it is neither none nor one blank."""
    ends = found.ends
    odd = set(compress(count(), map((1).__lt__, sizes)))
    odd.update(bisect_right(ends, each.start()) - 1 for each in _OTHER_BLANK.finditer(text))
    odd.discard(-1)
    return {place: text[ends[place] : ends[place] + sizes[place]] for place in odd}


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


def labelled(found: Tokens, spans: Iterable[Span], losses: Losses | None = None) -> list[Labelled]:
    """Give the tokens that each span touches, in order; spans on tokens that another one has, or on none, are dropped.

    Where `losses` is given, what is dropped or widened is counted.
    """
    runs: list[Labelled] = []
    _, starts, ends = found
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


def marks(runs: Iterable[Labelled], scheme: str) -> Iterator[tuple[int, int, str]]:
    """Give the marks of tokens, in order, as `[first, end)` and the mark that all of these have; all others have O.

    A mark is B or I (and in bioes E or S) with a hyphen and the label.
    """
    for first, last, span in runs:
        label = label_word(span.label)
        if scheme != "bioes":
            yield first, first + 1, f"B-{label}"
            if last > first:
                yield first + 1, last + 1, f"I-{label}"
        elif first == last:
            yield first, first + 1, f"S-{label}"
        else:
            yield first, first + 1, f"B-{label}"
            if last > first + 1:
                yield first + 1, last, f"I-{label}"
            yield last, last + 1, f"E-{label}"


def runs_of(found: Iterable[str | None]) -> Iterator[tuple[int, int, str]]:
    """Give the runs that marks of either scheme tell, as first, last and label; `found` has O or None where there is none."""
    first, label, at = -1, "", 0
    for mark, same in groupby(found):
        size = len(list(same))
        kind, _, name = (mark or "O").partition("-")
        if first >= 0 and (kind not in ("I", "E") or name != label):
            yield first, at - 1, label
            first = -1
        if kind in ("B", "S"):
            for place in range(at, at + size - 1):
                yield place, place, name
            first, label = at + size - 1, name
        at += size
    if first >= 0:
        yield first, at - 1, label


@lru_cache(maxsize=10_000)
def label_word(label: str) -> str:
    """Give a label as one word, for formats whose columns are parted by blanks."""
    return "_".join(label.split()) or "_"


def sentence_starts(text: str, found: Tokens, runs: Iterable[Labelled]) -> list[int]:
    """Give the numbers of the tokens that begin a sentence; none begins inside of a marked run."""
    starts = found.starts
    if not starts:
        return []
    numbers = {bisect_left(starts, start) for start, _ in sentences(text)}
    for first, last, _ in runs:
        if last > first:
            numbers.difference_update(range(first + 1, last + 1))
    numbers.discard(len(starts))
    return sorted({0, *numbers})


def squeezed(text: str, spans: Iterable[tuple[int, int, str]]) -> tuple[str, tuple[tuple[int, int, str, str], ...]]:
    """Give a text without its white space, and spans in it with what they quote: what tokens hold of it."""
    spans = list(spans)
    bare = "".join(text.split())
    places = {0: 0}
    before = reached = 0
    for border in sorted({border for start, end, _ in spans for border in (start, end)}):
        reached += sum(map(len, text[before:border].split()))
        places[border] = reached
        before = border
    return bare, tuple(
        (places[start], places[end], label, bare[places[start] : places[end]]) for start, end, label in spans
    )
