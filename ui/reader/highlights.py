"""What is marked on the page, as values: marks, the segments they cut the text into, and the lanes of underlines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from store.records import Mention, Tagging
from ui.theme import PLAIN_TYPES

Kind = Literal["tagging", "mention", "hit", "proposal"]
Stroke = Literal["", "solid", "dashed", "dotted", "sparse"]
"""How a mention is underlined: `dashed` is suggested, `dotted` a value, `sparse` a suggested value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked stretch in code points.

    `id` is that of the tagging or mention, or the number of the hit; `colour` is a tag's; `type` is a mention's.
    """

    kind: Kind
    id: int
    start: int
    end: int
    colour: str = ""
    type: str = ""
    stroke: Stroke = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch over which the same marks lie, in their order."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def tagging_marks(taggings: Iterable[Tagging], colours: Mapping[int, str]) -> list[Mark]:
    """Return the marks of the taggings that have a passage, in text order; `colours` is by tag id."""
    marks = [
        Mark(kind="tagging", id=item.id, start=item.start, end=item.end, colour=colours.get(item.tag_id, "#888888"))
        for item in taggings
        if item.start is not None and item.end is not None and item.start < item.end
    ]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.id))


def mention_marks(mentions: Iterable[Mention]) -> list[Mark]:
    """Return the marks of mentions that are not rejected, in text order, the longer first."""
    marks = [
        Mark(kind="mention", id=item.id, start=item.start, end=item.end, type=item.type, stroke=_stroke(item))
        for item in mentions
        if item.state != "rejected" and item.start < item.end
    ]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.id))


def hit_marks(hits: Iterable[tuple[int, int]]) -> list[Mark]:
    """Return the marks of search hits, numbered from 0 in text order."""
    spans = sorted(span for span in hits if span[0] < span[1])
    return [Mark(kind="hit", id=number, start=start, end=end) for number, (start, end) in enumerate(spans)]


def proposal_marks(passages: Iterable[tuple[int, int, str]]) -> list[Mark]:
    """Return the marks of suggested passages (start, end, colour of the tag), numbered in the order given."""
    return [
        Mark(kind="proposal", id=number, start=start, end=end, colour=colour)
        for number, (start, end, colour) in enumerate(passages)
        if start < end
    ]


def flatten(marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Cut overlapping marks into segments that do not overlap, in text order; what bears no mark is left out.

    Within a segment the marks keep the order in which they were given. Costs O(n log n) and the overlaps.
    """
    given = list(marks)
    borders = sorted(
        [(mark.start, 1, number) for number, mark in enumerate(given) if mark.start < mark.end]
        + [(mark.end, 0, number) for number, mark in enumerate(given) if mark.start < mark.end]
    )
    segments: list[Segment] = []
    open_now: set[int] = set()
    last = 0
    for point, opens, number in borders:
        if open_now and point > last:
            segments.append(Segment(last, point, tuple(given[index] for index in sorted(open_now))))
        last = point
        if opens:
            open_now.add(number)
        else:
            open_now.discard(number)
    return tuple(segments)


def lanes(marks: Sequence[Mark]) -> tuple[int, ...]:
    """Return for each mark, given in order of start, the lowest lane in which it meets no earlier one."""
    ends: list[int] = []
    result: list[int] = []
    for mark in marks:
        lane = next((index for index, end in enumerate(ends) if end <= mark.start), len(ends))
        if lane == len(ends):
            ends.append(mark.end)
        else:
            ends[lane] = mark.end
        result.append(lane)
    return tuple(result)


def overlapping(marks: Sequence[Mark]) -> list[Mark]:
    """Return those of the marks, given in order of start, that lie over the same place as another one."""
    found: set[int] = set()
    for number, mark in enumerate(marks):
        for other in range(number + 1, len(marks)):
            if marks[other].start >= mark.end:
                break
            found.update((number, other))
    return [marks[number] for number in sorted(found)]


def _stroke(mention: Mention) -> Stroke:
    if mention.type in PLAIN_TYPES:
        return "sparse" if mention.state == "suggested" else "dotted"
    return "dashed" if mention.state == "suggested" else "solid"
