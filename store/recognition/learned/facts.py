"""Facts: what is to be said of a whole span that the fields think there may be, beside how probable they find it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from store.recognition.korean import PARTICLES, run_after
from store.recognition.learned.features import Marked
from store.recognition.learned.labels import Span
from store.recognition.learned.marginals import Candidates
from store.recognition.learned.surfaces import Surfaces

Facts = Sequence[tuple[str, float]]
"""Names of facts, each with how much of it there is. What the fields think is the first: the logarithm of the odds."""

_SURE = 0.98
_LONGEST = 12


def facts_of(text: str, found: Candidates, finds: Sequence[Marked], surfaces: Surfaces) -> list[tuple[Span, Facts]]:
    """Tell the facts of each span that there may be in one line; `finds` are those of the patterns in the whole text."""
    if not found:
        return []
    spans = sorted(found)
    last = max(end for _, end, _ in spans)
    near = [each for each in finds if each[0] < last and spans[0][0] < each[1]]
    return [
        (span, _facts(text, span, found[span], rivals, near, surfaces))
        for span, rivals in zip(spans, _rivals(spans, found), strict=True)
    ]


def _facts(
    text: str, span: Span, odd: float, rivals: Sequence[float], finds: Sequence[Marked], surfaces: Surfaces
) -> Facts:
    start, end, kind = span
    sure, said = log_odds(odd), text[start:end]
    length, before, after = end - start, _before(text, start), _after(text, end)
    same, inside, outside, otherwise, over = rivals
    return [
        ("odds", sure),
        ("bias", 1.0),
        (f"type {kind}", 1.0),
        (f"odds {kind}", sure),
        ("same", same),
        ("inside", inside),
        ("outside", outside),
        ("otherwise", otherwise),
        ("over", over),
        ("both", min(1.0, same + odd)),
        (f"length {min(length, _LONGEST)}", 1.0),
        (f"length {min(length // 2, 5)} {kind}", 1.0),
        (f"blanks {said.count(' ')} {kind}", 1.0),
        (f"found {_agreement(span, finds)} {kind}", 1.0),
        (f"before {before}", 1.0),
        (f"after {after}", 1.0),
        (f"between {before}{after} {kind}", 1.0),
        *surfaces.facts(said, kind),
    ]


def log_odds(odd: float) -> float:
    """Give the logarithm of the odds of a probability; nothing is quite sure."""
    odd = min(max(odd, 1 - _SURE), _SURE)
    return math.log(odd / (1 - odd))


def _rivals(spans: Sequence[Span], found: Candidates) -> list[list[float]]:
    """Give for each span how probable the most probable spans are that overlap it: of its type with other borders, such
    that lie inside it, such that hold it, of another type within the same borders, and of another type and borders.
    """
    rivals = [[0.0] * 5 for _ in spans]
    for one, (start, end, kind) in enumerate(spans):
        for other in range(one + 1, len(spans)):
            first, last, otherwise = spans[other]
            if first >= end:
                break
            if kind != otherwise:
                alike = 3 if (start, end) == (first, last) else 4
                ways: Iterable[tuple[int, int, int]] = ((one, other, alike), (other, one, alike))
            else:
                # The spans are in order: of two that begin together the second is the longer one.
                held = (2, 1) if start == first else (1, 2) if last <= end else (0, 0)
                ways = ((one, other, 0), (other, one, 0), (one, other, held[0]), (other, one, held[1]))
            for mine, its, way in ways:
                rivals[mine][way] = max(rivals[mine][way], found[spans[its]])
    return rivals


def _agreement(span: Span, finds: Iterable[Marked]) -> str:
    """Say what the patterns find there: the same, another type, something that overlaps it, or nothing."""
    start, end, kind = span
    there = [each for each in finds if each[0] < end and start < each[1]]
    if not there:
        return "nothing"
    exact = [each[2] for each in there if each[:2] == (start, end)]
    if exact:
        return "same" if kind in exact else "other"
    return "part" if any(each[2] == kind for each in there) else "part other"


def _before(text: str, start: int) -> str:
    if start == 0 or text[start - 1].isspace():
        return "blank"
    return "word" if text[start - 1].isalnum() else "mark"


def _after(text: str, end: int) -> str:
    if end >= len(text) or text[end].isspace():
        return "blank"
    if run_after(text, end) in PARTICLES:
        return "particle"
    return "word" if text[end].isalnum() else "mark"
