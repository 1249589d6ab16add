"""Surfaces: what marked spans look like, and so which type what looks alike or ends alike is mostly of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from store.recognition.learned.labels import Span

Marks = Mapping[str, Mapping[str, int]]
"""For what was marked how often it was, by type."""

_ENDS = ("first", "last", "a1", "e1", "e2")
"""The names of the ends of a span: its first and last word, its first letter, its last one and two."""


def marks_of(texts: Iterable[tuple[str, Sequence[Span]]]) -> Marks:
    """Count what is marked in texts."""
    found: dict[str, Counter[str]] = {}
    for text, spans in texts:
        for start, end, kind in spans:
            found.setdefault(text[start:end], Counter())[kind] += 1
    return found


class Surfaces:
    """What was marked, ready to be asked of spans."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._ends: tuple[dict[str, Counter[str]], ...] = tuple({} for _ in _ENDS)
        for surface, counts in marks.items():
            for known, end in zip(self._ends, _ends(surface), strict=True):
                known.setdefault(end, Counter()).update(counts)

    def facts(self, surface: str, kind: str) -> Iterator[tuple[str, float]]:
        """Tell how often what looks like this was marked as this type and as others, and what ends like it."""
        seen = self._marks.get(surface)
        if seen is not None:
            own, other = _parted(seen, kind)
            yield ("seen own" if own else "seen other"), 1.0
            yield "share", own / (own + other)
            yield "seen", math.log((own + 1) / (other + 1))
        for name, known, end in zip(_ENDS, self._ends, _ends(surface), strict=True):
            seen = known.get(end)
            if seen is not None:
                own, other = _parted(seen, kind)
                yield name, math.log((own + 0.5) / (other + 0.5))


def _ends(surface: str) -> tuple[str, str, str, str, str]:
    return surface.partition(" ")[0], surface.rpartition(" ")[2], surface[:1], surface[-1:], surface[-2:]


def _parted(counts: Mapping[str, int], kind: str) -> tuple[int, int]:
    own = counts.get(kind, 0)
    return own, sum(counts.values()) - own
