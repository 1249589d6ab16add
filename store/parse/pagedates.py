"""When an article was published, from the lines around its headline on a page of which nothing but lines is left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.parse.dates import choose_dates, find_dates, is_label
from store.parse.kinds import Kind
from store.parse.lines import Line
from store.parse.moments import is_day_first

_STROKES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
_SHORT_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?([0-4]\d)(?![\d.])")
# Where the day always comes before the month, and the year is the last of two figures between dots.
_DAY_FIRST = frozenset(("de", "fr", "es", "it", "pt", "nl", "tr", "pl", "id", "vi", "ru", "el"))
_YEAR_FIRST = frozenset(("ko", "ja", "zh"))
_ABOVE, _BELOW = 4, 14
_LONGEST = 160


def in_full(text: str, *, language: str | None, day_first: bool | None = None) -> str:
    """Return a line with its dates written so that they can be read in one way only, where that can be known.

    `12/03/2023` becomes `12.03.2023` in languages that name the day first, and where `day_first` says so of the page;
    `12.03.23` becomes `12.03.2023` wherever the year is not named first. All else stays as it is.
    """
    if len(text) > 400:
        return text
    if language in _DAY_FIRST or day_first:
        text = _STROKES.sub(r"\1.\2.\3", text)
    elif day_first is False:
        text = _STROKES.sub(r"\3-\1-\2", text)
    return text if language in _YEAR_FIRST else _SHORT_YEAR.sub(r"\1.\2.20\3", text)


def names_day_first(lines: Sequence[Line]) -> bool | None:
    """Say whether a page writes its dates as `24/3/2021` or as `3/24/2021`; None where none of them tells."""
    return is_day_first(
        found.group() for line in lines if len(line.text) <= 160 for found in _STROKES.finditer(line.text)
    )


def page_dates(texts: Sequence[str], kinds: Sequence[Kind], *, title: int, first: int) -> tuple[str | None, str | None]:
    """Return publication and last change, as the lines nearest to the headline give them, those below it first.

    `texts` are the lines with their dates in full, `title` and `first` the line numbers of the headline and of the
    beginning of the body. Where the nearest date can be read in two ways there is none.
    """
    below = range(title + 1, min(len(texts), max(title + _BELOW, min(first, title + 40) + 3)))
    above = range(title - 1, max(-1, title - 1 - _ABOVE), -1)
    for near in (below, above):
        dated = next((index for index in near if _may_date(texts[index], kinds[index])), None)
        if dated is not None:
            # A label may stand on the line before its date, and a second date on a line behind the first.
            together = sorted(index for index in near if abs(index - dated) <= 3 and len(texts[index]) <= _LONGEST)
            return choose_dates(texts[index] for index in together)
    return None, None


def _may_date(text: str, kind: Kind) -> bool:
    if len(text) > _LONGEST or kind in (Kind.RELATED, Kind.END) or is_label(text):
        return False
    if kind is not Kind.SENTENCE and _STROKES.search(text):
        return True
    dates = find_dates(text)
    if not dates or len(dates[0].value) < 10:
        return False
    # In a sentence of the article a date says when something happened, not when it was written.
    return kind is not Kind.SENTENCE or bool(dates[0].label)
