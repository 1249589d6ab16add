"""A sketch of an article: a few of its shingles, chosen so that two articles that share much share some of the chosen.

These are bottom-k sketches (Broder 1997, "On the resemblance and containment of documents"): the `SIZE` smallest
numbers among the shingles of `WIDTH` words. One random order serves all articles, so that of the shingles that two
articles share, both choose the same ones. Long shingles are rare, so that a single one leads to few other articles.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack, unpack

from store.text.shingles import shingles

SIZE = 16
"""How many shingles a sketch keeps at most."""

WIDTH = 5
"""How many words these shingles have: enough to be rare, few enough to survive a change of one word in ten."""

Sketch = tuple[int, ...]
"""The chosen shingles, numbers of 32 bits, smallest first."""


def sketch(codes: Sequence[int]) -> Sketch:
    """Choose the shingles that stand for an article whose words are given as `store.text.shingles.codes`."""
    return tuple(sorted(shingles(codes, width=WIDTH))[:SIZE])


def estimated_containment(one: Sketch, other: Sketch) -> float:
    """Estimate from 0 to 1 how much of the article that has fewer shingles stands in the other one.

    Both sketches are complete up to the lower of their last numbers, if they are full, and only that far they compare.
    """
    reach = min((each[-1] for each in (one, other) if len(each) >= SIZE), default=1 << 32)
    first, second = ({number for number in each if number <= reach} for each in (one, other))
    return len(first & second) / (min(len(first), len(second)) or 1)


def packed(numbers: Sketch) -> bytes:
    """Write a sketch as bytes, four a number."""
    return pack(f"<{len(numbers)}I", *numbers)


def unpacked(data: bytes) -> Sketch:
    """Read a sketch that `packed` has written."""
    return unpack(f"<{len(data) // 4}I", data)
