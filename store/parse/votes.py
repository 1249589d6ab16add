"""Which lines of a page belong to its body: what others made of the page, laid upon our lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def votes_of(lines: Sequence[str], text: str) -> list[float]:
    """Return for each line, 0 to 1, how much of it stands in a text that was made from the same page.

    A short line counts only where the text has it as a line or a cell of its own; one that the page has more often than
    the text counts where its neighbours do.
    """
    grams, own = _grams(text)
    shares = [_share(_WORD.findall(line.casefold()), grams, own) for line in lines]
    return _without_repeats(lines, _without_echoes(lines, shares, own), text)


def _grams(text: str) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    grams: set[tuple[str, ...]] = set()
    own: set[tuple[str, ...]] = set()
    for line in text.split("\n"):
        words = _WORD.findall(line.casefold())
        own.add(tuple(words))
        grams.update(zip(words, words[1:], words[2:], strict=False))
    return grams, own


def _share(words: list[str], grams: set[tuple[str, ...]], own: set[tuple[str, ...]]) -> float:
    if tuple(words) in own and words:
        return 1.0
    if len(words) < 4:
        return 0.0
    found = [gram in grams for gram in zip(words, words[1:], words[2:], strict=False)]
    return sum(found) / len(found)


def _without_echoes(lines: Sequence[str], shares: list[float], own: set[tuple[str, ...]]) -> list[float]:
    """Take the vote from lines that only repeat what other lines, which the text has as they are, say together."""
    words = [_WORD.findall(line.casefold()) for line in lines]
    exact = [tuple(each) in own for each in words]
    said = {
        gram
        for each, known in zip(words, exact, strict=True)
        if known
        for gram in zip(each, each[1:], each[2:], strict=False)
    }
    result = list(shares)
    for index, each in enumerate(words):
        if shares[index] >= 0.5 and not exact[index]:
            found = [gram in said for gram in zip(each, each[1:], each[2:], strict=False)]
            if found and sum(found) >= 0.85 * len(found):
                result[index] = 0.0
    return result


def _without_repeats(lines: Sequence[str], shares: list[float], text: str) -> list[float]:
    """Take the vote from those places of a repeated line that lie farthest from the rest of the text."""
    keys = [" ".join(_WORD.findall(line.casefold())) for line in lines]
    times = Counter(key for key, share in zip(keys, shares, strict=True) if share >= 0.5)
    whole = " ".join(_WORD.findall(text.casefold()))
    result = list(shares)
    for key, count in times.items():
        if count < 2:
            continue
        meant = max(1, whole.count(key))
        places = [index for index, each in enumerate(keys) if each == key]
        near = {index: _weight_around(lines, shares, index) for index in places}
        for index in sorted(places, key=lambda each: -near[each])[meant:]:
            result[index] = 0.0
    return result


def _weight_around(lines: Sequence[str], shares: Sequence[float], index: int) -> float:
    """Return how much text around a line has votes, near lines counting more."""
    return sum(
        shares[other] * min(len(lines[other]), 300) / (1 + abs(other - index))
        for other in range(max(0, index - 6), min(len(lines), index + 7))
        if other != index
    )
