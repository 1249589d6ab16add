"""Splitting a dataset into train, dev and test, so that nothing of one part is known to another."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.dataset.items import SPLITS
from store.errors import UserError

GROUPS = ("outlet", "time")
"""What may be kept together beside copies: articles of one outlet, or time itself, the latest articles being tested on."""

_DAY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitUnit:
    """An article to be put into a part: its copies share its `group` (0: it has none)."""

    article: int
    uid: str
    group: int = 0
    outlet: str = ""
    published: str = ""
    labels: tuple[str, ...] = ()


Bundle = list[SplitUnit]
"""Articles that must not be parted."""


def split(units: Sequence[SplitUnit], shares: Sequence[int], *, group: str = "", seed: int = 0) -> Mapping[int, str]:
    """Give the part of each article: train, dev or test, in these shares of a hundred; the same seed gives the same.

    Copies always stay together, whatever else does, and labels are shared out as the articles are, the rarest first. By
    time a day is never cut, copies go where the latest of them goes, and what has no date is trained on. What decides is
    the uid of the articles. Raises UserError for shares that do not make a hundred and for an unknown group.
    """
    if len(shares) not in (2, 3) or sum(shares) != 100 or any(share < 0 for share in shares):
        raise UserError(
            "A split gives the shares of train, dev and test, which make 100: 80/10/10, or 90/10 without dev."
        )
    if group and group not in GROUPS:
        raise UserError(f"Articles cannot be kept together by “{group}”; choose {' or '.join(GROUPS)}.")
    names = part_names(shares)
    bundles = _bundles(units, by_outlet=group == "outlet")
    wanted = {name: share for name, share in zip(names, shares, strict=True) if share}
    placed = _by_time(bundles, wanted, len(units)) if group == "time" else _stratified(bundles, wanted, seed)
    return {unit.article: name for bundle, name in placed for unit in bundle}


def part_names(shares: Sequence[int]) -> tuple[str, ...]:
    """Name the parts of a split into so many shares."""
    return SPLITS if len(shares) == 3 else ("train", "test")


def _bundles(units: Sequence[SplitUnit], *, by_outlet: bool) -> list[Bundle]:
    """Gather what must stay together, over copies and outlets alike, in an order that the order of `units` leaves alone."""
    above: dict[tuple[str, object], tuple[str, object]] = {}

    def root(key: tuple[str, object]) -> tuple[str, object]:
        while (upper := above.setdefault(key, key)) != key:
            above[key] = above[upper]
            key = upper
        return key

    for unit in units:
        own = root(("article", unit.uid))
        if unit.group:
            above[root(("group", unit.group))] = own
        if by_outlet and unit.outlet:
            above[root(("outlet", unit.outlet))] = root(own)
    found: dict[tuple[str, object], Bundle] = {}
    for unit in sorted(units, key=lambda unit: unit.uid):
        found.setdefault(root(("article", unit.uid)), []).append(unit)
    return list(found.values())


def _by_time(bundles: Sequence[Bundle], shares: Mapping[str, int], total: int) -> list[tuple[Bundle, str]]:
    """Deal out whole days, the earliest to the first part."""
    days: dict[str, list[Bundle]] = {}
    for bundle in bundles:
        days.setdefault(max(unit.published[:_DAY] for unit in bundle), []).append(bundle)
    bounds, reached = [], 0
    for name, share in shares.items():
        reached += share
        bounds.append((name, total * reached / 100))
    found: list[tuple[Bundle, str]] = []
    done = 0
    for day in sorted(days):
        size = sum(map(len, days[day]))
        # A day goes where its middle falls; the empty day, of what has no date, is the first one.
        middle = done + size / 2 if day else 0
        name = next((name for name, bound in bounds if middle <= bound), bounds[-1][0])
        found += [(bundle, name) for bundle in days[day]]
        done += size
    return found


def _stratified(bundles: Sequence[Bundle], shares: Mapping[str, int], seed: int) -> list[tuple[Bundle, str]]:
    """Deal out bundles label by label, that with the fewest left first, to the part that lacks it most.

    Iterative stratification (Sechidis, Tsoumakas & Vlahavas 2011), over bundles instead of single examples.
    """
    order = list(range(len(bundles)))
    random.Random(f"{seed}").shuffle(order)
    labels = [Counter(label for unit in bundle for label in unit.labels) for bundle in bundles]
    left = Counter[str]()
    holders: dict[str, list[int]] = {}
    for number in order:
        left.update(labels[number])
        for label in labels[number]:
            holders.setdefault(label, []).append(number)
    total = sum(map(len, bundles))
    lacking = {name: total * share / 100 for name, share in shares.items()}
    lacks = {label: {name: count * share / 100 for name, share in shares.items()} for label, count in left.items()}
    placed: dict[int, str] = {}

    def place(number: int, name: str) -> None:
        placed[number] = name
        lacking[name] -= len(bundles[number])
        for label, count in labels[number].items():
            lacks[label][name] -= count
            left[label] -= count

    while holders:
        rarest = min(holders, key=lambda label: (left[label], label))
        lack = lacks[rarest]
        # Large bundles first: small ones make up for what they leave uneven.
        for number in sorted(holders.pop(rarest), key=lambda number: -len(bundles[number])):
            if number not in placed:
                place(number, max(shares, key=lambda name: (lack[name], lacking[name])))
    for number in sorted((each for each in order if each not in placed), key=lambda number: -len(bundles[number])):
        place(number, max(shares, key=lambda name: lacking[name]))
    return [(bundles[number], placed[number]) for number in order]
