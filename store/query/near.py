"""Words near each other: counted in words between white space, in any order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from heapq import merge

from store.text.normal import normal

DISTANCE = 10
"""How many words may lie from the first to the last of them."""

_WORD = re.compile(r"\S*\w\S*")


def near(stretches: Iterable[str], patterns: Sequence[re.Pattern[str]]) -> bool:
    """Say whether one of the stretches has a match of each pattern, all within `DISTANCE` words of each other.

    The patterns are those of `store.text.tokens.pattern`; they are matched on normal text.
    """
    return any(_near(normal(stretch), patterns) for stretch in stretches)


def _near(text: str, patterns: Sequence[re.Pattern[str]]) -> bool:
    found = [[match.start() for match in pattern.finditer(text)] for pattern in patterns]
    if not all(found):
        return False
    starts = [match.start() for match in _WORD.finditer(text)]
    places = [[(bisect_right(starts, at), which) for at in places] for which, places in enumerate(found)]
    last_seen: dict[int, int] = {}
    for word, which in merge(*places):
        last_seen[which] = word
        if len(last_seen) == len(patterns) and word - min(last_seen.values()) <= DISTANCE:
            return True
    return False
