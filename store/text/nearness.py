"""Whether two articles are the same piece of writing: copies, versions and reprints yes, a filled-in form no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.text.shingles import codes, is_number, shingles, words

CONTAINED = 0.45
"""How much of the shorter article must stand in the longer one, as a share of its shingles.

One word in ten changed leaves 0.73, one in five 0.51; of the pairs of different articles in general news the likest
reach 0.38.
"""

SHARED = 12
"""How many shingles must be shared at least: in fewer words than these need, only the very same words are a copy."""

SHORTEST = 0.2
"""How long the shorter article must be, as a share of the longer one: a brief is no copy of a report."""

_DIFFERING = 3
_DENSE = 30


@dataclass(frozen=True, slots=True)
class Wording:
    """What two articles are compared by: their words in order, and their distinct shingles."""

    words: tuple[str, ...]
    shingles: frozenset[int]


def wording(stretches: Iterable[str]) -> Wording:
    """Read the wording of an article from the stretches of its text that are compared, in order."""
    found = words(stretches)
    return Wording(found, shingles(codes(found)))


def similarity(one: Wording, other: Wording) -> float:
    """Give the Jaccard similarity of the shingles, 0 to 1; two articles without words are alike."""
    shared = len(one.shingles & other.shingles)
    return shared / (len(one.shingles) + len(other.shingles) - shared) if one.words or other.words else 1.0


def containment(one: Wording, other: Wording) -> float:
    """Give how much of the shorter article's shingles stands in the longer one, 0 to 1."""
    smaller = min(len(one.shingles), len(other.shingles))
    return len(one.shingles & other.shingles) / smaller if smaller else float(one == other)


def near(one: Wording, other: Wording) -> bool:
    """Say whether two articles are copies or versions of each other, in whole or in good part."""
    if one.words == other.words:
        return True
    smaller, larger = sorted((len(one.shingles), len(other.shingles)))
    shared = len(one.shingles & other.shingles)
    if shared < SHARED or shared < CONTAINED * smaller or smaller < SHORTEST * larger:
        return False
    return not _is_form(one.words, other.words)


def _is_form(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether the same words are filled with other numbers: a weather, market or case report of another day.

    A copy keeps its numbers, and an update changes some; in a form most differ, and they stand close. A number counts
    with the word before it: small ones would be met again by chance.
    """
    first, second = (_numbers(each) for each in (one, other))
    fewer = min(first.total(), second.total())
    kept = (first & second).total()
    differing = fewer - kept
    return differing >= _DIFFERING and kept < fewer / 2 and differing * _DENSE >= min(len(one), len(other))


def _numbers(words: Sequence[str]) -> Counter[tuple[str, str]]:
    return Counter((before, word) for before, word in pairwise(("", *words)) if is_number(word))
