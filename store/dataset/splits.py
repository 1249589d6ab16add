"""Splitting a dataset into train, dev and test, so that nothing of one part is known to another."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.dataset.items import SPLITS
from store.errors import UserError

GROUPS = ("outlet", "time")
"""What may be kept together beside copies: articles of one outlet, or time itself, the latest articles being tested on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitUnit:
    """An article to be put into a part: its copies share its `group` (0: it has none)."""

    article: int
    group: int = 0
    outlet: str = ""
    published: str = ""
    labels: tuple[str, ...] = ()


def split(units: Sequence[SplitUnit], shares: Sequence[int], *, group: str = "", seed: int = 0) -> Mapping[int, str]:
    """Give the part of each article: train, dev or test, in these shares of a hundred; the same seed gives the same.

    Copies always stay together. Raises UserError for shares that do not make a hundred and for an unknown group.
    """
    if len(shares) not in (2, 3) or sum(shares) != 100 or any(share < 0 for share in shares):
        raise UserError(
            "A split gives the shares of train, dev and test, which make 100: 80/10/10, or 90/10 without dev."
        )
    if group and group not in GROUPS:
        raise UserError(f"Articles cannot be kept together by “{group}”; choose {' or '.join(GROUPS)}.")
    names = SPLITS if len(shares) == 3 else ("train", "test")
    bundles: dict[str, list[SplitUnit]] = {}
    for unit in units:
        bundles.setdefault(_bundle(unit, group), []).append(unit)
    keys = sorted(bundles)
    if group == "time":
        keys.sort(key=lambda key: (max(unit.published for unit in bundles[key]), key))
    else:
        random.Random(f"{seed}").shuffle(keys)
    return _dealt([bundles[key] for key in keys], names, shares, len(units))


def _bundle(unit: SplitUnit, group: str) -> str:
    if group == "outlet":
        return f"o{unit.outlet}" if unit.outlet else f"a{unit.article:09}"
    return f"g{unit.group:09}" if unit.group else f"a{unit.article:09}"


def _dealt(
    bundles: Sequence[Sequence[SplitUnit]], names: Sequence[str], shares: Sequence[int], total: int
) -> Mapping[int, str]:
    found: dict[int, str] = {}
    bounds = [total * sum(shares[: number + 1]) / 100 for number in range(len(shares))]
    for bundle in bundles:
        # A bundle goes where its middle falls.
        middle = len(found) + len(bundle) / 2
        name = next((name for name, bound in zip(names, bounds, strict=True) if middle <= bound), names[-1])
        for unit in bundle:
            found[unit.article] = name
    return found
