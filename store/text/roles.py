"""The parts of a text after some stretches of it were given another role."""

from __future__ import annotations

from collections.abc import Sequence

from store.records import Part
from store.text.lines import is_visible


def with_roles(text: str, parts: Sequence[Part], given: Sequence[Part]) -> tuple[Part, ...]:
    """Give the parts with the roles of `given` (in order, not overlapping) put over them.

    Parts are cut around what is given; what has its role already stays as it is, and neighbours of one role that are
    given are joined. Nothing visible is left without a part that had one. Applying it twice changes nothing.
    """
    result = list(parts)
    for new in _joined(text, given):
        if not any(_holds(part, new) for part in result):
            result = [*_around(text, result, new), new]
    return tuple(sorted(result, key=lambda part: part.start))


def without(text: str, parts: Sequence[Part], gone: Part) -> tuple[Part, ...]:
    """Give what is left of `parts` outside the span of `gone`."""
    return tuple(_around(text, parts, gone))


def _holds(part: Part, new: Part) -> bool:
    return part.role == new.role and part.start <= new.start and new.end <= part.end


def _around(text: str, parts: Sequence[Part], new: Part) -> list[Part]:
    left = []
    for part in parts:
        if part.end <= new.start or new.end <= part.start:
            left.append(part)
            continue
        for start, end in ((part.start, new.start), (new.end, part.end)):
            if start < end and is_visible(text[start:end]):
                left.append(Part(role=part.role, start=start, end=end))
    return left


def _joined(text: str, given: Sequence[Part]) -> list[Part]:
    joined: list[Part] = []
    for part in given:
        last = joined[-1] if joined else None
        if last is not None and last.role == part.role and not is_visible(text[last.end : part.start]):
            joined[-1] = Part(role=part.role, start=last.start, end=part.end)
        else:
            joined.append(part)
    return joined
