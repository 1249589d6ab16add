"""How tidily marks lie in a text under a way of counting: what tells ways apart where nothing is quoted."""

from __future__ import annotations

from store.interchange.counting import Counted, Way
from store.interchange.document import Document, Mark
from store.interchange.quotes import bare

_HINTED = 6
"""What a mark is worth that begins as its name does."""


def tally(document: Document, way: Way) -> int:
    """Count for a way what speaks for it: marks that lie in the text, begin and end with words, and quote no blanks."""
    counted = Counted(document.text, way)
    return sum(_points(counted, mark, start, end) for mark in document.marks for start, end in mark.pieces)


def _points(counted: Counted, mark: Mark, first: int, last: int) -> int:
    start, end = counted.place(first), counted.place(last)
    if start is None or end is None or start >= end:
        return -4
    text = counted.text
    hint = bare(mark.hint.rstrip("….")) if mark.hint else ""
    if hint and bare(text[start:end]).startswith(hint):
        return _HINTED
    return _edge(text[start], text[start - 1 : start]) + _edge(text[end - 1], text[end : end + 1])


def _edge(within: str, beyond: str) -> int:
    """Count an edge: a blank just inside speaks against it, a word that goes on beyond it for nothing."""
    if within.isspace():
        return -2
    return 0 if within.isalnum() and beyond.isalnum() else 1
