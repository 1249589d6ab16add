"""The values that most articles have, chosen from the counts of very many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from store.records import Key, Tally


def best(
    field: str,
    names: Sequence[Key],
    counted: NDArray[np.int64],
    more: Mapping[Key, int],
    limit: int,
    *,
    among: NDArray[np.int64] | None = None,
) -> Tally:
    """Choose the values with the highest counts, of equal ones the first.

    `names` are in order, each with its count, nought where none has it; `more` has others with theirs. Of `names` only
    those at the places `among`, if they are given, are chosen from.
    """
    places = np.flatnonzero(counted) if among is None else among[np.flatnonzero(counted[among])]
    met = len(places)
    if met > limit:
        least = np.partition(counted[places], met - limit)[met - limit]
        places = places[counted[places] >= least]
        # Where there are many with the least count, the first of them will do.
        places = places[np.argsort(-counted[places], kind="stable")[:limit]]
    found = [(names[place], int(counted[place])) for place in places.tolist()]
    others = [(value, count) for value, count in more.items() if count]
    ordered = sorted(found + others, key=lambda each: (-each[1], each[0]))
    return Tally(field=field, counts=tuple(ordered[:limit]), more=max(0, met + len(others) - limit))
