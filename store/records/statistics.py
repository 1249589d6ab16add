"""Statistics of the articles under a filter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticColumn:
    """One column of a statistic: its heading, the filter's words for it, a tag's colour, and how it is shown.

    `shown` is `bar` for a part of the bar, `line` for a point of a curve, or `number` for what stands in the table alone.
    """

    label: str
    term: str = ""
    colour: str | None = None
    shown: str = "number"
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticRow:
    """One row: its label, the filter's words for its articles (empty where it has none), and a value a column."""

    label: str
    term: str
    values: tuple[float, ...]
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """What is counted of the articles under a filter: a table of which some columns are drawn.

    `articles` is how many articles it is about, `heading` says what the rows are, `note` what was left out or sampled.
    """

    kind: str
    title: str
    query: str
    articles: int
    heading: str
    columns: tuple[StatisticColumn, ...]
    rows: tuple[StatisticRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyWord:
    """A word that stands out: how often it is used here and elsewhere, in how many articles, and how sure that is.

    `likelihood` is the log-likelihood ratio G² (Dunning 1993), `ratio` the binary logarithm of the relative frequencies'
    ratio (Hardie 2014): 1 says twice as often here as elsewhere, -1 half as often.
    """

    word: str
    here: int
    elsewhere: int
    articles_here: int
    articles_elsewhere: int
    likelihood: float
    ratio: float
