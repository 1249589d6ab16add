"""Word lists as they are easiest to read and extend: words between blanks."""

from __future__ import annotations

from collections.abc import Iterable


def words(listing: str) -> frozenset[str]:
    """Return the words of a listing, which may run over several lines."""
    return frozenset(listing.split())


def alternation(listing: Iterable[str]) -> str:
    """Return the words as the alternatives of a regular expression, the longest first, always in the same order."""
    return sorted_out("|".join(sorted(listing, key=lambda word: (-len(word), word))))


def sorted_out(alternatives: str) -> str:
    """Return the same alternatives `a|b|c` with those that begin alike put together; they match just as before.

    A long alternation is tried branch by branch at every place. Branches that begin with different letters exclude each
    other, so that their order does not matter: of two hundred a handful is left to be tried.
    """
    return _together(branches(alternatives), _DEPTH)


_DEPTH = 3


def _together(branches: list[str], depth: int) -> str:
    plain = [_is_letter_first(branch) for branch in branches]
    if depth == 0 or len(branches) < 3 or not all(plain):
        return "|".join(branches)
    groups: dict[str, list[str]] = {}
    for branch in branches:
        groups.setdefault(branch[0], []).append(branch[1:])
    return "|".join(
        f"{first}{rest[0]}" if len(rest) == 1 else f"{first}(?:{_together(rest, depth - 1)})"
        for first, rest in groups.items()
    )


def _is_letter_first(branch: str) -> bool:
    """Say whether a branch begins with a letter that must stand there."""
    return branch[:1].isalpha() and branch[1:2] not in ("?", "*", "+", "{")


def branches(alternatives: str) -> list[str]:
    """Cut an alternation at its own bars, not at those within brackets."""
    branches, depth, in_class, escaped = [""], 0, False, False
    for mark in alternatives:
        if mark == "|" and depth == 0 and not in_class and not escaped:
            branches.append("")
            continue
        branches[-1] += mark
        if escaped:
            escaped = False
            continue
        escaped = mark == "\\"
        if in_class:
            in_class = mark != "]"
        else:
            in_class = mark == "["
            depth += {"(": 1, ")": -1}.get(mark, 0)
    return branches
