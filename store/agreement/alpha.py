"""Krippendorff's alpha: reliability at any level of measurement, with any number of annotators and of gaps.

After Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), and Content Analysis (3rd ed. 2013), ch. 12:
1 - observed disagreement / expected disagreement over the coincidences of values within units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from store.agreement.profiles import Profiles, Value, profiles_of, values_of

LEVELS = ("nominal", "ordinal", "interval", "ratio")
"""The levels of measurement: names, ranks, distances, distances from nought."""


def krippendorff_alpha(ratings: Sequence[Sequence[Value]], *, level: str = "nominal") -> float | None:
    """Give Krippendorff's alpha of two or more annotators; None where no unit was rated twice or nothing varies.

    Above `nominal`, values are numbers, or texts that are numbers; at `ordinal` others are ranked as Python sorts them.
    Raises ValueError for an unknown level, and where values cannot be measured at it.
    """
    return alpha(profiles_of(ratings), level=level)


def alpha(profiles: Profiles, *, level: str = "nominal") -> float | None:
    """Give Krippendorff's alpha of profiles, as `krippendorff_alpha` does."""
    if level not in LEVELS:
        raise ValueError(f"“{level}” is no level of measurement; choose one of {', '.join(LEVELS)}.")
    scale = scaled({value for profile in profiles for value in values_of(profile)}, level)
    counts: Counter[Value] = Counter()
    weights: dict[tuple[Value, Value], float] = {}
    for profile, units in profiles.items():
        values = values_of(profile)
        number = values.total()
        if number < 2:
            continue
        for value, each in values.items():
            counts[value] += units * each
        for one, other in combinations(sorted(values, key=lambda value: scale[value]), 2):
            weights[one, other] = weights.get((one, other), 0.0) + 2 * units * values[one] * values[other] / (
                number - 1
            )
    total = counts.total()
    ranked = sorted(counts, key=lambda value: scale[value])
    if len(ranked) < 2:
        return None
    distances = squared_distances([scale[value] for value in ranked], [counts[value] for value in ranked], level)
    place = {value: index for index, value in enumerate(ranked)}
    seen = sum(weight * distances[place[one]][place[other]] for (one, other), weight in weights.items())
    chance = 2 * sum(
        counts[one] * counts[other] * distances[place[one]][place[other]] for one, other in combinations(ranked, 2)
    )
    return 1 - (total - 1) * seen / chance if chance else None


def scaled(values: set[Value], level: str) -> Mapping[Value, float]:
    """Place values on a scale; raises ValueError where one cannot be measured at the level."""
    if level == "nominal":
        return {value: float(place) for place, value in enumerate(sorted(values, key=repr))}
    numbers = {value: _number(value) for value in values}
    if all(number is not None for number in numbers.values()):
        return {value: number for value, number in numbers.items() if number is not None}
    if level != "ordinal":
        odd = next(value for value, number in numbers.items() if number is None)
        raise ValueError(f"“{odd}” is no number; only numbers can be measured at the level “{level}”.")
    try:
        ranked = sorted(values)  # type: ignore[type-var]  # told by the error
    except TypeError as error:
        raise ValueError("These values have no order; measure them as names (nominal).") from error
    return {value: float(place) for place, value in enumerate(ranked)}


def _number(value: Value) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]  # told by the error
    except (TypeError, ValueError):
        return None
    return number if abs(number) < float("inf") else None


def squared_distances(scale: Sequence[float], counts: Sequence[float], level: str) -> list[list[float]]:
    """Give the squared distance of each two values, in rising order on their scale, with how often each was chosen."""
    size = len(scale)
    table = [[0.0] * size for _ in range(size)]
    below = [0.0]
    for count in counts:
        below.append(below[-1] + count)
    for one, other in combinations(range(size), 2):
        low, high = scale[one], scale[other]
        if level == "nominal":
            distance = 1.0
        elif level == "ordinal":
            distance = below[other + 1] - below[one] - (counts[one] + counts[other]) / 2
        elif level == "interval":
            distance = high - low
        else:
            distance = (high - low) / (high + low) if high + low else 0.0
        table[one][other] = table[other][one] = distance * distance
    return table
