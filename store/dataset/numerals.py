"""Many numbers written at once: each of them was written before, and is looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

_LEAST = 4096
_MOST = 1 << 15


def written(pattern: str, numbers: Sequence[int]) -> Iterator[str]:
    """Write ascending whole numbers from 0 on in decimal, each in the place of `{}` in a pattern."""
    size = numbers[-1] + 1 if numbers else 0
    if size > _MOST:
        return map(pattern.format, numbers)
    return map(numerals(pattern, size).__getitem__, numbers)


def counted(pattern: str, end: int) -> Sequence[str]:
    """Write the whole numbers from 0 up to `end` in decimal, each in the place of `{}` in a pattern."""
    return numerals(pattern, end)[:end]


def numerals(pattern: str, end: int) -> Sequence[str]:
    """Give at least the whole numbers from 0 up to `end`, written as `counted` writes them, to be looked up."""
    if end > _MOST:
        return list(map(pattern.format, range(end)))
    return _numerals(pattern, 1 << (max(end, _LEAST) - 1).bit_length())


@lru_cache(maxsize=16)
def _numerals(pattern: str, size: int) -> tuple[str, ...]:
    return tuple(map(pattern.format, range(size)))
