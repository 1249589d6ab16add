"""What a split came to: its balance, and what a plain random split would have let leak."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from store.dataset.splits import SplitUnit, part_names
from store.records import SplitLabel, SplitPart, SplitReport


def split_report(
    units: Sequence[SplitUnit],
    placed: Mapping[int, str],
    shares: Sequence[int],
    *,
    seed: int = 0,
    names: Mapping[str, str] | None = None,
) -> SplitReport:
    """Say what a split came to: `placed` gives the part of each article, `names` the name of each label.

    The order of `units` changes nothing.
    """
    parts = part_names(shares)
    sizes = Counter(placed[unit.article] for unit in units)
    by_chance = _at_random(units, [(name, sizes[name]) for name in parts], seed)
    copies = [(unit.group, unit.article) for unit in units if unit.group]
    outlets = [(unit.outlet, unit.article) for unit in units if unit.outlet]
    return SplitReport(
        parts=tuple(
            SplitPart(name=name, share=share, wanted=round(len(units) * share / 100, 1), articles=sizes[name])
            for name, share in zip(parts, shares, strict=True)
        ),
        labels=tuple(_labels(units, placed, dict(zip(parts, shares, strict=True)), names or {})),
        pairs=_pairs(Counter(group for group, _ in copies).values()),
        parted=_parted_pairs(copies, placed),
        parted_at_random=_parted_pairs(copies, by_chance),
        outlets=sum(count > 1 for count in Counter(outlet for outlet, _ in outlets).values()),
        outlets_parted=_parted_groups(outlets, placed),
        outlets_parted_at_random=_parted_groups(outlets, by_chance),
        undated=sum(not unit.published for unit in units),
        empty=tuple(name for name, share in zip(parts, shares, strict=True) if share and not sizes[name]),
    )


def _at_random(units: Sequence[SplitUnit], sizes: Iterable[tuple[str, int]], seed: int) -> Mapping[int, str]:
    """Deal articles out one by one, as if nothing were known of them."""
    order = [unit.article for unit in sorted(units, key=lambda unit: unit.uid)]
    random.Random(f"{seed}").shuffle(order)
    return dict(zip(order, (name for name, size in sizes for _ in range(size)), strict=True))


def _labels(
    units: Sequence[SplitUnit], placed: Mapping[int, str], shares: Mapping[str, int], names: Mapping[str, str]
) -> Iterable[SplitLabel]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in units:
        for label in unit.labels:
            counts[names.get(label, label)][placed[unit.article]] += 1
    for label, count in sorted(counts.items()):
        total = count.total()
        off = max(abs(100 * count[part] / total - share) for part, share in shares.items())
        yield SplitLabel(label=label, articles=tuple(count[part] for part in shares), deviation=round(off, 1))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _parted_pairs(members: Iterable[tuple[Hashable, int]], placed: Mapping[int, str]) -> int:
    found = _spread(members, placed)
    return sum(_pairs([each.total()]) - _pairs(each.values()) for each in found.values())


def _parted_groups(members: Iterable[tuple[Hashable, int]], placed: Mapping[int, str]) -> int:
    return sum(len(each) > 1 for each in _spread(members, placed).values())


def _spread(members: Iterable[tuple[Hashable, int]], placed: Mapping[int, str]) -> dict[Hashable, Counter[str]]:
    """Count the members of each group in each part."""
    found: dict[Hashable, Counter[str]] = defaultdict(Counter)
    for group, article in members:
        found[group][placed[article]] += 1
    return found
