"""Agreement beyond chance among nominal ratings: Cohen's kappa, Scott's pi, Fleiss' kappa, Gwet's AC1.

Each is (observed - expected) / (1 - expected); they differ in what they expect of chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from store.agreement.profiles import Profiles, Value, mean, pair, paired, pairs, profiles_of, size, values_of


def cohen_kappa(a: Sequence[Value], b: Sequence[Value]) -> float | None:
    """Give Cohen's kappa (Cohen 1960) of two annotators over the units that both rated; None where it is not defined.

    Chance is what two annotators would share by drawing each from her own distribution of values.
    """
    return cohen(profiles_of([a, b]))


def scott_pi(a: Sequence[Value], b: Sequence[Value]) -> float | None:
    """Give Scott's pi (Scott 1955) of two annotators over the units that both rated; None where it is not defined.

    Chance is what two draws from the common distribution of values would share.
    """
    return scott(profiles_of([a, b]))


def fleiss_kappa(ratings: Sequence[Sequence[Value]]) -> float | None:
    """Give Fleiss' kappa (Fleiss 1971) of two or more annotators; None where it is not defined.

    Units may be rated by different numbers of annotators: observed agreement is the mean over those rated twice or
    more, chance comes from the mean share of each value over all rated units (Gwet 2014, Handbook of Inter-Rater
    Reliability, 4th ed., ch. 2), which is Fleiss' own formula where nothing is missing.
    """
    return fleiss(profiles_of(ratings))


def gwet_ac1(ratings: Sequence[Sequence[Value]], *, categories: int | None = None) -> float | None:
    """Give Gwet's AC1 (Gwet 2008) of two or more annotators; None where it is not defined.

    `categories` is how many values there were to choose from, if more than were chosen. Missing ratings are treated as
    in `fleiss_kappa`.
    """
    return ac1(profiles_of(ratings), categories=categories)


def percent_agreement(ratings: Sequence[Sequence[Value]]) -> float | None:
    """Give the share (0 to 1) of pairs of annotators that agree, as the mean over units rated twice or more."""
    return observed(profiles_of(ratings))


# The same over profiles


def cohen(profiles: Profiles) -> float | None:
    """Give Cohen's kappa of profiles; of more than two annotators the mean of all pairs (Light 1971)."""
    return mean(_cohen(pair(profiles, *two)) for two in pairs(profiles))


def scott(profiles: Profiles) -> float | None:
    """Give Scott's pi of profiles; of more than two annotators the mean of all pairs."""
    return mean(_scott(pair(profiles, *two)) for two in pairs(profiles))


def fleiss(profiles: Profiles) -> float | None:
    """Give Fleiss' kappa of profiles."""
    return _beyond(observed(profiles), sum(share * share for share in _shares(profiles).values()))


def ac1(profiles: Profiles, *, categories: int | None = None) -> float | None:
    """Give Gwet's AC1 of profiles, of at least `categories` values to choose from."""
    shares = _shares(profiles)
    number = max(len(shares), categories or 0)
    if number < 2:
        return None
    return _beyond(observed(profiles), sum(share * (1 - share) for share in shares.values()) / (number - 1))


def observed(profiles: Profiles) -> float | None:
    """Give the share of agreeing pairs of annotators, the mean over units rated twice or more; None without any."""
    rated = paired(profiles)
    if not rated:
        return None
    total = 0.0
    for profile, units in rated.items():
        counts = values_of(profile)
        number = counts.total()
        total += units * sum(each * (each - 1) for each in counts.values()) / (number * (number - 1))
    return total / size(rated)


def _cohen(two: Profiles) -> float | None:
    number = size(two)
    firsts: Counter[Value] = Counter()
    seconds: Counter[Value] = Counter()
    for (first, second), units in two.items():
        firsts[first] += units
        seconds[second] += units
    if not number:
        return None
    # Whole numbers, so that what is certain by chance is told from what nearly is.
    chance = sum(firsts[value] * seconds[value] for value in firsts)
    agreed = sum(units for (first, second), units in two.items() if first == second)
    return None if chance == number * number else (agreed * number - chance) / (number * number - chance)


def _scott(two: Profiles) -> float | None:
    number = size(two)
    if not number:
        return None
    counts: Counter[Value] = Counter()
    for profile, units in two.items():
        for value in profile:
            counts[value] += units
    chance = sum(each * each for each in counts.values())
    agreed = sum(units for (first, second), units in two.items() if first == second)
    whole = 4 * number * number
    return None if chance == whole else (4 * number * agreed - chance) / (whole - chance)


def _shares(profiles: Profiles) -> dict[Value, float]:
    rated = {profile: units for profile, units in profiles.items() if values_of(profile)}
    weights: dict[Value, float] = {}
    for profile, units in rated.items():
        counts = values_of(profile)
        for value, each in counts.items():
            weights[value] = weights.get(value, 0.0) + units * each / counts.total()
    return {value: weight / size(rated) for value, weight in weights.items()}


def _beyond(agreed: float | None, chance: float) -> float | None:
    """Give what is agreed beyond chance; None where chance alone would agree always."""
    return None if agreed is None or abs(1 - chance) < 1e-12 else (agreed - chance) / (1 - chance)
