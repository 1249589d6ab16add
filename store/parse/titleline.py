"""The page's own title, which opens many flattened pages (`Headline - Section - Outlet`), held against the lines below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.parse.lines import Line
from store.parse.media import is_medium

_SEPARATOR = re.compile(r"\s+(?:[-–—|:»«›>•·]|::)\s+|\s?\|\s?")
_LETTER = re.compile(r"[^\W_]")
_CLOSING = re.compile(r"\s?[\"”’'»“」』)\]?!…]+")
_LEAST = 12
_LOOKED_AT = 800
_COLON = re.compile(r"(?<=\S)[ \u00a0]:(?=\s)")


def fold(text: str) -> str:
    """Return the letters and digits of a text, in lower case."""
    return "".join(_LETTER.findall(text.casefold()))


def without_space_before_colon(title: str, language: str | None) -> str:
    """Return a headline whose kicker was set apart (`Kicker : Headline`) as one; in French the blank belongs there."""
    return title if language == "fr" else _COLON.sub(":", title)


def settled(lines: Sequence[Line], chosen: int, *, first: int) -> tuple[int, str]:
    """Return the line of the headline and the headline itself, where the page's title says more than the chosen line.

    `chosen` is the likeliest line, `first` where the body begins. Without a title line, or where nothing below repeats it,
    the chosen line stays as it is.
    """
    text = lines[chosen].text
    opening = lines[0].text
    said, place = _said_again(lines, opening, range(1, min(len(lines), _LOOKED_AT)))
    if place is None:
        within = _within(lines, opening)
        if within and chosen == 0:
            return chosen, within
        return chosen, (_without_site(text, lines) if chosen == 0 else text)
    own, wanted = fold(text), fold(said)
    if chosen == 0 or own.endswith(wanted):
        # A line far below the beginning of the article is a list's; what it says is right all the same.
        return (place if chosen == 0 and place < first + 3 else chosen), said
    if chosen in range(place, place + 3) and own in wanted and len(own) < len(wanted):
        return chosen, said
    return chosen, text


def _said_again(lines: Sequence[Line], opening: str, reach: range) -> tuple[str, int | None]:
    """Return the longest beginning of the first line that a line below, two in a row, or a line's end says again."""
    whole = fold(opening)
    best, place = 0, None
    for index in reach:
        own = fold(lines[index].text[:300])
        if not own:
            continue
        two = own + (fold(lines[index + 1].text[:300]) if index + 1 < len(lines) else "")
        for each in (own, two):
            if len(each) >= _LEAST and whole.startswith(each) and len(each) > best:
                best, place = len(each), index
        for cut in _SEPARATOR.split(lines[index].text[:300])[1:]:
            tail = fold(cut)
            if len(tail) >= 2 * _LEAST and whole.startswith(tail) and len(tail) > best:
                best, place = len(tail), index
    if place is None:
        return "", None
    if best == len(whole):
        return opening, place
    seen = 0
    for at, character in enumerate(opening):
        seen += len(fold(character))
        if seen >= best:
            closing = _CLOSING.match(opening, at + 1)
            return opening[: closing.end() if closing else at + 1].strip(), place
    return opening, place


def _within(lines: Sequence[Line], opening: str) -> str:
    """Return the longest beginning of the first line, up to a mark between names, that stands within another line."""
    for cut in reversed(list(_SEPARATOR.finditer(opening))):
        said = opening[: cut.start()].strip()
        wanted = fold(said)
        if len(wanted) >= 2 * _LEAST and any(wanted in fold(line.text[:2_000]) for line in lines[1:]):
            return said
    return ""


def _without_site(title: str, lines: Sequence[Line]) -> str:
    """Return a page's title up to the names of section and site behind it, if its last piece is such a name."""
    cuts = list(_SEPARATOR.finditer(title))
    if not cuts:
        return title
    name = title[cuts[-1].end() :]
    if len(name) > 40 or cuts[0].start() < _LEAST:
        return title
    folded = fold(name)
    known = is_medium(name) or bool(re.search(r"\w\.\w{2,4}$", name))
    known = known or sum(folded in fold(line.text) for line in lines[1:] if len(line.text) <= 120) >= 1
    if not known:
        return title
    end = cuts[-1].start()
    for cut in reversed(cuts[:-1]):
        piece = title[cut.end() : end]
        if len(piece.split()) > 2 or cut.start() < 2 * _LEAST or not any(line.text == piece for line in lines[1:]):
            break
        end = cut.start()
    return title[:end].strip()
