"""The words by which the articles under a filter stand out against the rest of the project: long work."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Iterator
from pathlib import Path

from store.errors import UserError
from store.query.lexer import quote
from store.records import KeyWord, Progress, Statistic, StatisticColumn, StatisticRow
from store.store import Store, open_project
from store.text.keyness import WordCounts, surest

SAMPLE = 4_000
"""So many articles a side are read at most: more say hardly more, and take as long as they are many."""

_STEP = 50


def key_words(
    project: Path, query: str, *, limit: int = 40, sample: int = SAMPLE
) -> Generator[Progress, None, Statistic]:
    """Compare the words of the articles that match with those of the others; may be stopped at any yield.

    Of more than `sample` articles a side, so many are read, evenly over the project in the order they came in; the note
    says so. Raises UserError where nothing or everything matches, QueryError for a filter that cannot be read.
    """
    with open_project(project) as store:
        here = store.search.ids(query, sort="id")
        matching = set(here)
        rest = array("q", [each for each in store.search.ids("", sort="id") if each not in matching])
        if not here or not rest:
            raise UserError(
                "Words stand out against other articles: filter the list so that some are in it and some are not."
            )
        sides = (_spread(here, sample), _spread(rest, sample))
        # A word is compared within its language: that English has no 도시 says nothing about the filter.
        counted: dict[str, WordCounts] = {}
        done, total = 0, sum(map(len, sides))
        for side, articles in enumerate(sides):
            for start in range(0, len(articles), _STEP):
                for language, text in _texts(store, articles[start : start + _STEP]):
                    counted.setdefault(language, WordCounts()).add(text, here=side == 0)
                done += min(_STEP, len(articles) - start)
                yield Progress(done=done, total=total, label="Counting words")
        least = min(2, len(sides[0]))
        words = surest(
            [word for counts in counted.values() for word in counts.compared(least_articles=least)], limit=limit
        )
        return _statistic(query, words, articles=len(here), note=_note(sides, (len(here), len(rest))))


def _spread(articles: array[int], most: int) -> array[int]:
    """Choose at most so many of them, evenly."""
    if len(articles) <= most:
        return articles
    return array("q", [articles[place * len(articles) // most] for place in range(most)])


def _texts(store: Store, articles: array[int]) -> Iterator[tuple[str, str]]:
    """Give language and text of each article, without its boilerplate."""
    languages = {row.id: row.language or "" for row in store.articles.rows(articles)}
    for article in articles:
        text = store.search.searched_text(article)
        if text is not None:
            yield languages.get(article, ""), text


def _statistic(query: str, words: tuple[KeyWord, ...], *, articles: int, note: str) -> Statistic:
    columns = (
        StatisticColumn(label="G²", shown="bar", decimals=1),
        StatisticColumn(label="log ratio", decimals=2),
        StatisticColumn(label="uses here"),
        StatisticColumn(label="elsewhere"),
        StatisticColumn(label="articles here"),
        StatisticColumn(label="elsewhere"),
    )
    rows = tuple(
        StatisticRow(
            label=word.word,
            term=quote(word.word),
            values=(
                word.likelihood if word.ratio > 0 else -word.likelihood,
                word.ratio, word.here, word.elsewhere, word.articles_here, word.articles_elsewhere,
            ),
        )
        for word in words
    )  # fmt: skip
    return Statistic(
        kind="words", title="Words that stand out", query=query, articles=articles, heading="word", columns=columns,
        rows=rows, note=note,
    )  # fmt: skip


def _note(sides: tuple[array[int], array[int]], whole: tuple[int, int]) -> str:
    said = [
        f"{len(side):,} of {number:,} {what}"
        for side, number, what in zip(sides, whole, ("articles", "others"), strict=True)
        if len(side) < number
    ]
    return f"Counted in {' and '.join(said)}, evenly chosen." if said else ""
