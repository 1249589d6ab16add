"""Words near each other: counted in words between white space, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from heapq import merge
from itertools import islice

from store.text.normal import normal

DISTANCE = 10
"""How many words may lie from the first to the last of them."""

_CHUNK = re.compile(r"\S*")
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
    places = [[(at, which) for at in starts] for which, starts in enumerate(found)]
    last_seen: dict[int, int] = {}
    for at, which in merge(*places):
        last_seen[which] = at
        if len(last_seen) == len(patterns) and _words_between(text, min(last_seen.values()), at) <= DISTANCE:
            return True
    return False


def _words_between(text: str, first: int, last: int) -> int:
    """Count how many words after the one at `first` that at `last` stands; more than `DISTANCE` is not counted on."""
    # Only the words between: to count those of the whole text takes longer than all the rest.
    chunk = _CHUNK.match(text, first)
    begin = first if chunk is None else chunk.end()
    return sum(1 for _ in islice(_WORD.finditer(text, begin, max(begin, last + 1)), DISTANCE + 1))
