"""How sure an alpha is: the interval that it keeps to when the units are drawn anew, again and again.

A plain bootstrap of units (Efron and Tibshirani 1993): as many units as there are, drawn with replacement; the interval
holds the middle 95 in 100 of the alphas. Hayes and Krippendorff (2007) draw disagreements instead, which takes units for
independent of their annotators and often gives a narrower one.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from store.agreement.alpha import scaled, squared_distances
from store.agreement.profiles import Profiles, paired, values_of

RESAMPLES = 1000
"""How often the units are drawn anew, unless told otherwise."""

MOST_VALUES = 60
"""Of more values than that no interval of ranks is made: the ranks of each draw differ."""

_AT_ONCE = 2_000_000

Floats = npt.NDArray[np.float64]


def alpha_interval(
    profiles: Profiles, *, level: str = "nominal", resamples: int = RESAMPLES, seed: int = 0
) -> tuple[float, float] | None:
    """Give the 95 % interval of Krippendorff's alpha: the same for the same seed; None where it is not defined.

    Draws in which nothing varies have no alpha and are left out; where they are more than half, there is no interval.
    """
    rated = sorted(paired(profiles).items(), key=repr)
    scale = scaled({value for profile, _ in rated for value in values_of(profile)}, level)
    values = sorted(scale, key=lambda value: scale[value])
    if len(values) < 2 or resamples < 1 or (level == "ordinal" and len(values) > MOST_VALUES):
        return None
    place = {value: index for index, value in enumerate(values)}
    counts = np.zeros((len(rated), len(values)))
    for row, (profile, _) in enumerate(rated):
        for value, number in values_of(profile).items():
            counts[row, place[value]] = number
    units = np.array([number for _, number in rated], dtype=np.int64)
    numbers = [scale[value] for value in values]
    alphas = _alphas(counts, units, numbers, level, resamples, np.random.default_rng(seed))
    known = alphas[np.isfinite(alphas)]
    if len(known) * 2 < resamples:
        return None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def _alphas(
    counts: Floats,
    units: npt.NDArray[np.int64],
    scale: list[float],
    level: str,
    resamples: int,
    draw: np.random.Generator,
) -> Floats:
    total = int(units.sum())
    step = max(1, _AT_ONCE // len(units))
    found = []
    for first in range(0, resamples, step):
        drawn = draw.multinomial(total, units / total, size=min(step, resamples - first)).astype(np.float64)
        found.append(_ordinal(counts, drawn, scale) if level == "ordinal" else _fixed(counts, drawn, scale, level))
    return np.concatenate(found)


def _fixed(counts: Floats, drawn: Floats, scale: list[float], level: str) -> Floats:
    """Give the alpha of each draw where distances do not depend on what was drawn."""
    weights = 1 / (counts.sum(axis=1) - 1)
    if level == "nominal":
        sizes = counts.sum(axis=1)
        seen = (sizes**2 - (counts**2).sum(axis=1)) * weights
        totals = drawn @ counts
        chance = totals.sum(axis=1) ** 2 - (totals**2).sum(axis=1)
    else:
        distances = np.array(squared_distances(scale, [0.0] * len(scale), level))
        seen = ((counts @ distances) * counts).sum(axis=1) * weights
        totals = drawn @ counts
        chance = ((totals @ distances) * totals).sum(axis=1)
    return _alpha(drawn @ seen, chance, totals.sum(axis=1))


def _ordinal(counts: Floats, drawn: Floats, scale: list[float]) -> Floats:
    weights = 1 / (counts.sum(axis=1) - 1)
    couples = list(combinations(range(len(scale)), 2))
    ones, others = [one for one, _ in couples], [other for _, other in couples]
    seen = drawn @ (2 * counts[:, ones] * counts[:, others] * weights[:, None])
    totals = drawn @ counts
    below = np.cumsum(totals, axis=1)
    between = below[:, others] - below[:, ones] + totals[:, ones]
    distances = (between - (totals[:, ones] + totals[:, others]) / 2) ** 2
    chance = (2 * totals[:, ones] * totals[:, others] * distances).sum(axis=1)
    return _alpha((seen * distances).sum(axis=1), chance, totals.sum(axis=1))


def _alpha(seen: Floats, chance: Floats, total: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        alphas: Floats = np.where(chance > 0, 1 - (total - 1) * seen / chance, np.nan)
    return alphas
