"""Quotes: whether a text says what a mark quotes, and where it does."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice

from store.text.canonical import canonical

_MOST = 200
"""How many places of one quote are compared at most."""


def bare(text: str) -> str:
    """Give a text as quotes are compared: composed, without white space, which tools join, break and trim as they like."""
    return "".join((text if text.isascii() else canonical(text)).split())


def found_again(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int] | None:
    """Give the one place where a text says a quote; of several the one that stands between prefix and suffix, or None."""
    places = list(islice(_places(text, quote), _MOST))
    if len(places) == 1:
        return places[0], places[0] + len(quote)
    if not places or not (prefix or suffix):
        return None
    ranked = sorted(((_alike(text, place, quote, prefix, suffix), place) for place in places), reverse=True)
    (best, place), (second, _) = ranked[:2]
    return (place, place + len(quote)) if best > second else None


def _places(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote.strip() else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _alike(text: str, place: int, quote: str, prefix: str, suffix: str) -> float:
    before = text[max(0, place - len(prefix)) : place]
    after = text[place + len(quote) : place + len(quote) + len(suffix)]
    return _ratio(before, prefix) + _ratio(after, suffix)


def _ratio(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()
