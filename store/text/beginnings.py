"""Where the sentences and paragraphs of a text begin, packed as a project keeps them."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence

from store.text.sentences import paragraphs, sentences

Beginnings = tuple[bytes, bytes]
"""The packed beginnings of the sentences of a text, and of its paragraphs."""


def beginnings(text: str) -> Beginnings:
    """Give where the sentences and the paragraphs of `text` begin, in code points, packed."""
    stretches = list(paragraphs(text))
    return packed([start for start, _ in sentences(text, within=stretches)]), packed([start for start, _ in stretches])


def packed(starts: Sequence[int]) -> bytes:
    """Pack positions, 32 bits each, the lowest byte first."""
    numbers = array("I", starts)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(blob: bytes) -> Sequence[int]:
    """Give the positions that `packed` has packed."""
    numbers = array("I")
    numbers.frombytes(blob)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
