"""Profiles: what all annotators say of one unit, and how many units have just that said of them.

All figures are of the profiles alone: a million articles that three annotators judged by yes or no have 27 of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import isnan

Value = Hashable
"""What an annotator says of a unit; None where she did not rate it."""

Profile = tuple[Value, ...]
"""The values of one unit, one per annotator, in their order."""

Profiles = Mapping[Profile, int]
"""How many units have each profile."""


def profiles_of(ratings: Sequence[Sequence[Value]]) -> Profiles:
    """Count the profiles of ratings, one list per annotator; raises ValueError where the lists differ in length."""
    return Counter(tuple(None if _is_nan(value) else value for value in unit) for unit in zip(*ratings, strict=True))


def _is_nan(value: Value) -> bool:
    return isinstance(value, float) and isnan(value)


def pair(profiles: Profiles, first: int, second: int) -> Profiles:
    """Keep what two annotators say, of the units that both rated."""
    found: Counter[Profile] = Counter()
    for profile, units in profiles.items():
        if profile[first] is not None and profile[second] is not None:
            found[profile[first], profile[second]] += units
    return found


def pairs(profiles: Profiles) -> list[tuple[int, int]]:
    """List all pairs of annotators by their places."""
    annotators = len(next(iter(profiles), ()))
    return [(first, second) for first in range(annotators) for second in range(first + 1, annotators)]


def values_of(profile: Profile) -> Counter[Value]:
    """Count the values of a profile; what is missing is none."""
    return Counter(value for value in profile if value is not None)


def paired(profiles: Profiles) -> Profiles:
    """Keep the units that at least two annotators rated."""
    return {profile: units for profile, units in profiles.items() if values_of(profile).total() > 1}


def size(profiles: Profiles) -> int:
    """Count the units."""
    return sum(profiles.values())


def mean(figures: Iterable[float | None]) -> float | None:
    """Give the mean of those figures that are defined, or None where none is."""
    known = [figure for figure in figures if figure is not None]
    return sum(known) / len(known) if known else None
