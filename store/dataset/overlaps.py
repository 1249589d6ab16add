"""Marks that overlap: which of them stay where a format, or the researcher, wants each character marked once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from store.dataset.items import Losses
from store.records import MarkedArticle, Mention, Tagging


class _Mark(NamedTuple):
    start: int
    end: int
    label: str
    mark: Mention | Tagging


def without_overlaps(marked: MarkedArticle, how: str, ranks: Mapping[str, int], losses: Losses) -> MarkedArticle:
    """Keep of marks that overlap the `longest`, or the one of `priority` (the lower rank); `keep` keeps all.

    Ties go to the longer, then to the earlier one, then to tags before mentions. What is dropped is counted.
    """
    if how == "keep":
        return marked
    marks = [_Mark(each.start, each.end, each.type, each) for each in marked.mentions]
    marks += [
        _Mark(each.start, each.end, each.tag, each)
        for each in marked.taggings
        if each.start is not None and each.end is not None
    ]
    if len(marks) < 2:
        return marked
    order: Callable[[_Mark], tuple[int, int, int, bool, str]]
    if how == "longest":

        def order(mark: _Mark) -> tuple[int, int, int, bool, str]:
            return (mark.start - mark.end, 0, mark.start, isinstance(mark.mark, Mention), mark.label)
    else:

        def order(mark: _Mark) -> tuple[int, int, int, bool, str]:
            rank = ranks.get(mark.label, len(ranks))
            return (rank, mark.start - mark.end, mark.start, isinstance(mark.mark, Mention), mark.label)

    kept = _kept(sorted(marks, key=order))
    losses.add("overlaps", len(marks) - len(kept))
    return replace(
        marked,
        mentions=tuple(each for each in marked.mentions if id(each) in kept),
        taggings=tuple(each for each in marked.taggings if each.start is None or id(each) in kept),
    )


def _kept(marks: list[_Mark]) -> frozenset[int]:
    starts: list[int] = []
    ends: list[int] = []
    kept = set()
    for mark in marks:
        place = bisect_left(starts, mark.end)
        # The kept ones do not overlap: only the last that begins before this one ends can reach into it.
        if place and ends[place - 1] > mark.start:
            continue
        starts.insert(place, mark.start)
        ends.insert(place, mark.end)
        kept.add(id(mark.mark))
    return frozenset(kept)
