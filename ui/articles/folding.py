"""Copies in the list: the articles of one group behind one line, which unfolds."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """What a line is to its group: how many copies are behind it, whether they are shown, or that it is one of them."""

    copies: int = 0
    is_open: bool = False
    is_copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The ids of a list line by line, the fold of those that have one, and how many ids are folded away."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    folds: Mapping[int, Fold] = field(default_factory=dict)
    hidden: int = 0


def lines(ids: array[int], groups: Mapping[int, int], unfolded: Collection[int] = ()) -> Lines:
    """Fold a list: of each group the first id has a line, and the others stand under it where it is `unfolded`.

    `groups` gives the number of the group of each article that has one; order is kept but for the copies.
    """
    members: dict[int, list[int]] = {}
    if groups:
        for article in ids:
            group = groups.get(article)
            if group is not None:
                members.setdefault(group, []).append(article)
    grouped = {group: found for group, found in members.items() if len(found) > 1}
    if not grouped:
        return Lines(ids=ids)
    return _folded(ids, groups, grouped, unfolded)


def _folded(
    ids: array[int], groups: Mapping[int, int], grouped: Mapping[int, list[int]], unfolded: Collection[int]
) -> Lines:
    shown, folds, hidden = array("q"), dict[int, Fold](), 0
    for article in ids:
        group = groups.get(article)
        found = () if group is None else grouped.get(group, ())
        if not found:
            shown.append(article)
            continue
        if found[0] != article:
            continue
        shown.append(article)
        folds[article] = Fold(copies=len(found) - 1, is_open=group in unfolded)
        if group in unfolded:
            shown.extend(found[1:])
            folds.update((copy, Fold(is_copy=True)) for copy in found[1:])
        else:
            hidden += len(found) - 1
    return Lines(ids=shown, folds=folds, hidden=hidden)
