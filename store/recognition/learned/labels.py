"""Labels: spans of a line as one label a unit (B, I, E and S of a type, O), and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from store.recognition.learned.units import Line

Span = tuple[int, int, str]
"""Start and end in code points, and a type."""


def encode(line: Line, spans: Iterable[Span]) -> list[str]:
    """Label the units of a line; of spans that overlap the first and longest counts.

    A span that begins or ends inside a unit takes the whole unit.
    """
    labels = ["O"] * len(line.starts)
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
        first, last = bisect_right(line.ends, start), bisect_left(line.starts, end) - 1
        if first > last or any(label != "O" for label in labels[first : last + 1]):
            continue
        if first == last:
            labels[first] = f"S-{kind}"
            continue
        labels[first] = f"B-{kind}"
        labels[last] = f"E-{kind}"
        for at in range(first + 1, last):
            labels[at] = f"I-{kind}"
    return labels
