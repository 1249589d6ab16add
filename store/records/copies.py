"""Why two articles are copies of each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A piece of two texts compared: `op` is equal, replace, delete or insert, with what either text says there."""

    op: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Why two articles are taken for copies: how much they share, 0 to 1, and where they differ.

    `similarity` is the Jaccard similarity of their shingles, `containment` the share of the shorter one's shingles that
    stand in the longer one.
    """

    similarity: float
    containment: float
    differences: tuple[Difference, ...]
