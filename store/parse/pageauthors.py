"""Who wrote an article, from the lines around its headline on a page of which nothing but lines is left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from store.parse.authors import introduced_names, only_names
from store.parse.dates import find_dates
from store.parse.kinds import Kind

_HANGUL = re.compile("[가-힣]")
_ABOVE, _BELOW = 4, 14
_LONGEST = 160
# Around a name in a line with a date.
_BESIDE = re.compile(r"\s*[|/•·–—,\u00a0]+\s*|\s-\s")
# A name that stands in so many lines of the page is a topic or a menu.
_OFTEN = 5


def page_authors(texts: Sequence[str], kinds: Sequence[Kind], *, title: int, first: int) -> tuple[str, ...]:
    """Return the persons that a line introduced by "by" names, or a line by the date that is nothing but names.

    `texts` are the lines of a page with their dates in full, `title` and `first` the line numbers of the headline and of
    the beginning of the body. Empty where nothing is sure; Korean bylines have rules of their own.
    """
    low = max(0, title - _ABOVE)
    near = range(low, min(len(texts), max(title + _BELOW, min(first, title + 40) + 2)))
    order = [*(index for index in near if index > title), *(index for index in near if index < title)]
    order = [index for index in order if len(texts[index]) <= _LONGEST and not _HANGUL.search(texts[index])]
    times = Counter(texts)
    for index in order:
        names = introduced_names(texts[index])
        if names:
            return names
    prose = [text for text, kind in zip(texts, kinds, strict=True) if kind is Kind.SENTENCE]
    for index in order:
        names = _by_date(texts[index]) if kinds[index] is not Kind.SENTENCE else ()
        if names and not _is_topic(names, prose):
            return names
    dated = next((index for index in order if _has_date(texts[index])), None)
    beside = () if dated is None else (dated - 1, dated + 1, dated - 2, dated + 2)
    lone = {
        index: names
        for index in order
        if len(texts[index]) <= 80 and times[texts[index]] <= _OFTEN and (names := only_names(texts[index]))
        if not _is_topic(names, prose)
    }
    for index in (*beside, title + 1, title + 2):
        if index in lone:
            run = [index]
            while run[0] - 1 in lone:
                run.insert(0, run[0] - 1)
            while run[-1] + 1 in lone:
                run.append(run[-1] + 1)
            named = dict.fromkeys(name for each in run for name in lone[each])
            return tuple(named) if len(named) <= 4 else ()
    return ()


def _is_topic(names: Sequence[str], prose: Sequence[str]) -> bool:
    """Say whether the article speaks of one of the persons again and again."""
    return any(sum(name.rpartition(" ")[2] in text for text in prose) >= 3 for name in names)


def _has_date(text: str) -> bool:
    return any(len(found.value) >= 10 for found in find_dates(text))


def _by_date(text: str) -> tuple[str, ...]:
    """Return the persons that share a line with a date: those before it, else those behind it."""
    dates = [found for found in find_dates(text) if len(found.value) >= 10]
    if not dates:
        return ()
    for part in (text[: dates[0].start], text[dates[-1].end :]):
        for piece in _BESIDE.split(part):
            names = only_names(piece)
            if names:
                return names
    return ()
