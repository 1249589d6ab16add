"""Splits: copies, outlets and days stay together, labels are shared out, and only uids and the seed decide."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dataset.split_report import split_report
from store.dataset.splits import SplitUnit, split
from store.errors import UserError

SHARES = (80, 10, 10)
ORDER = {"train": 0, "dev": 1, "test": 2}


def unit(number: int, group: int, outlet: int, day: int, labels: frozenset[int]) -> SplitUnit:
    """Give an article; group, outlet and day 0 are none."""
    return SplitUnit(
        article=number,
        uid=f"{number * 7919 % 100_003:06}",
        group=group,
        outlet=f"o{outlet}" if outlet else "",
        published=f"2021-03-{day:02}T09:00" if day else "",
        labels=tuple(map(str, sorted(labels))),
    )


def units() -> st.SearchStrategy[list[SplitUnit]]:
    """Any articles with copies, outlets, days and labels that have nothing to do with each other."""
    facts = st.tuples(st.integers(0, 6), st.integers(0, 5), st.integers(0, 9), st.frozensets(st.integers(0, 4)))
    return st.lists(facts, min_size=1, max_size=80).map(
        lambda found: [unit(number, *fact) for number, fact in enumerate(found, 1)]
    )


@given(units(), st.integers(0, 3), st.sampled_from(["", "outlet", "time"]))
def test_what_belongs_together_never_crosses_parts(found: list[SplitUnit], seed: int, group: str) -> None:
    parts = split(found, SHARES, group=group, seed=seed)
    assert parts.keys() == {each.article for each in found}
    for one in found:
        for other in found:
            copies = one.group and one.group == other.group
            outlets = group == "outlet" and one.outlet and one.outlet == other.outlet
            if copies or outlets:
                assert parts[one.article] == parts[other.article]


@given(units(), st.integers(0, 3), st.sampled_from(["", "outlet", "time"]))
def test_neither_order_nor_numbers_decide(found: list[SplitUnit], seed: int, group: str) -> None:
    parts = split(found, SHARES, group=group, seed=seed)
    assert parts == split(found[::-1], SHARES, group=group, seed=seed)
    renumbered = [replace(each, article=1000 - each.article) for each in found]
    again = split(renumbered, SHARES, group=group, seed=seed)
    assert {1000 - article: name for article, name in again.items()} == parts


@given(units())
def test_by_time_what_is_tested_on_is_later_than_what_is_trained_on(found: list[SplitUnit]) -> None:
    alone = [replace(each, group=0) for each in found]
    parts = split(alone, SHARES, group="time")
    dated = sorted((each.published[:10], ORDER[parts[each.article]]) for each in alone if each.published)
    assert [part for _, part in dated] == sorted(part for _, part in dated)
    assert all(len({part for day, part in dated if day == one}) == 1 for one, _ in dated)
    assert {parts[each.article] for each in alone if not each.published} <= {"train"}


@pytest.mark.parametrize("seed", range(20))
def test_rare_labels_are_in_every_part(seed: int) -> None:
    chance = random.Random(seed)
    rare = set(chance.sample(range(2000), 20))
    found = [
        unit(number, 0, 0, 0, frozenset({1} if number in rare else {chance.choice((2, 3))})) for number in range(2000)
    ]
    parts = split(found, SHARES, seed=seed)
    assert Counter(parts[number] for number in rare) == {"train": 16, "dev": 2, "test": 2}
    assert Counter(parts.values()) == {"train": 1600, "dev": 200, "test": 200}


def test_the_seed_gives_another_split_of_the_same_shares() -> None:
    found = [unit(number, 0, 0, 0, frozenset({number % 3})) for number in range(100)]
    one, other = (split(found, SHARES, seed=seed) for seed in (1, 2))
    assert one != other
    assert Counter(one.values()) == Counter(other.values())


def test_a_part_without_a_share_gets_nothing() -> None:
    found = [unit(number, number % 7, 0, 0, frozenset({number % 3})) for number in range(50)]
    assert set(split(found, (80, 0, 20)).values()) == {"train", "test"}


def test_shares_make_a_hundred() -> None:
    with pytest.raises(UserError, match="make 100"):
        split([], (80, 10))


@given(units(), st.integers(0, 3), st.sampled_from(["", "outlet", "time"]))
def test_the_report_counts_what_is_there(found: list[SplitUnit], seed: int, group: str) -> None:
    parts = split(found, SHARES, group=group, seed=seed)
    report = split_report(found, parts, SHARES, seed=seed)
    assert report == split_report(found[::-1], parts, SHARES, seed=seed)
    sizes = Counter(parts.values())
    assert [(part.name, part.articles) for part in report.parts] == [(name, sizes[name]) for name in ORDER]
    assert set(report.empty) == set(ORDER) - set(sizes)
    pairs = [(one, other) for one, other in combinations(found, 2) if one.group and one.group == other.group]
    assert (report.pairs, report.parted) == (len(pairs), 0)
    assert 0 <= report.parted_at_random <= report.pairs
    assert (group == "outlet") <= (report.outlets_parted == 0)
    for label in report.labels:
        holders = [each for each in found if label.label in each.labels]
        assert label.articles == tuple(sum(parts[each.article] == name for each in holders) for name in ORDER)


def test_the_report_says_what_would_have_leaked() -> None:
    """Of 200 pairs of copies a plain split into halves parts about a hundred; so does one that knows of no copies."""
    found = [unit(number, 1 + number // 2, 0, 0, frozenset({number % 2})) for number in range(400)]
    report = split_report(found, split(found, (50, 50)), (50, 50), names={"0": "even", "1": "odd"})
    assert (report.pairs, report.parted) == (200, 0)
    assert 70 < report.parted_at_random < 130
    assert [(label.label, label.articles, label.deviation) for label in report.labels] == [
        ("even", (100, 100), 0.0),
        ("odd", (100, 100), 0.0),
    ]
    knowing_nothing = split([replace(each, group=0) for each in found], (50, 50))
    assert 70 < split_report(found, knowing_nothing, (50, 50)).parted < 130


def test_the_report_names_the_tag_that_is_shared_out_worst() -> None:
    found = [unit(number, 0, 0, number % 9, frozenset({1} if number < 3 else {2})) for number in range(20)]
    placed = {each.article: "train" if each.article < 16 else "test" for each in found}
    report = split_report(found, placed, (80, 10, 10))
    assert report.worst is not None
    assert (report.worst.label, report.worst.articles, report.worst.deviation) == ("1", (3, 0, 0), 20.0)
    assert (report.empty, report.undated) == (("dev",), 3)
    assert [part.wanted for part in report.parts] == [16.0, 2.0, 2.0]
