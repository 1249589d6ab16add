"""Statistics of the articles under a filter: over time, what is named and tagged most, which tags go together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.blind import seen
from store.codebook import Codebook
from store.database import Database
from store.errors import UserError
from store.query.lexer import quote
from store.query.terms import query_term
from store.records import FacetValue, Statistic, StatisticColumn, StatisticRow
from store.search import Search
from store.text.normal import folded

KINDS = ("time", "entities", "tags", "together", "words")
"""What can be told of the articles under a filter; `words` takes long and is `store.keywords`."""
SERIES = ("", "outlet", "tag", "language")
"""What the articles over time can be told apart by; nothing tells how many there are."""

MOST_SERIES = 6
"""So many outlets or tags have a colour of their own; the other outlets together are one more."""
MOST_MONTHS = 48
"""A longer time is told by years."""
COLOURS = ("#2f7fb8", "#d58600", "#008660", "#b3446c", "#7a5cc0", "#8a5a2b")
"""Of outlets and languages, most frequent first; they can be told apart by those who see no red or no green, too."""
OTHERS = "#8b9299"

_TOGETHER = """with worn as materialized (
        select distinct g.article, g.tag from {articles} join tagging g on g.article = a.id
    )
    select one.tag, other.tag, count(*) from worn one join worn other on other.article = one.article and other.tag > one.tag
    group by 1, 2 order by 3 desc, 1, 2 limit :limit"""
_WORN = "select g.tag, count(distinct g.article) from {articles} join tagging g on g.article = a.id group by 1"


class Statistics:
    """Counts articles, over one connection; every method raises QueryError for a filter that cannot be read."""

    def __init__(self, db: Database, search: Search, codebook: Codebook) -> None:
        self._db = db
        self._search = search
        self._codebook = codebook

    def time(self, query: str = "", *, by: str = "", step: str = "") -> Statistic:
        """Count the articles by month or year (`step`; nothing chooses by how long a time it is), told apart by `by`.

        Times without articles are rows too. An article of which less is known than the step needs is left out, and the
        note says so. A tag counts its branch, and an article with two of the tags counts for both.
        """
        if by not in SERIES or step not in ("", "month", "year"):
            raise UserError("Articles over time are told apart by outlet, tag or language, by month or year.")
        by_year, by_month = self._periods(query, "year"), self._periods(query, "month")
        step = step or ("month" if _is_short(by_year, by_month) else "year")
        whole = by_month if step == "month" else by_year
        series = self._series(query, by, step, whole)
        articles = self._search.count(query)
        rows = tuple(
            StatisticRow(
                label=period, term=query_term(step, period), values=tuple(counts.get(period, 0) for _, counts in series)
            )
            for period in (_spread(whole) if series else ())
        )
        return Statistic(
            kind="time",
            title=f"Articles by {step}" + (f" and {by}" if by else ""),
            query=query,
            articles=articles,
            heading=step,
            columns=tuple(column for column, _ in series),
            rows=rows,
            note=_undated(articles - sum(whole.values()), step) if rows else "",
        )

    def entities(self, query: str = "", *, type: str = "", limit: int = 30) -> Statistic:
        """Give the entities that most articles name (of one type, where that is said), with their share here and in all."""
        field = f"entity.{type}" if type else "entity"
        return self._top(query, field, limit, kind="entities", heading=type or "entity")

    def tags(self, query: str = "", *, limit: int = 30) -> Statistic:
        """Give the tags that most articles have, a tag with its branch, with their share here and in all articles."""
        return self._top(query, "tag", limit, kind="tags", heading="tag")

    def together(self, query: str = "", *, limit: int = 30) -> Statistic:
        """Give the pairs of tags that most articles have both of, and how much more often than by chance that is.

        `lift` is the pairs' share divided by what it would be if the tags had nothing to do with each other; Jaccard's
        index (1901) is the articles with both among those with either. A tag counts for itself here, not its branch.
        """
        articles = self._match(query)
        paths = {tag.id: tag for tag in self._codebook.tags()}
        worn = dict(self._db.conn.execute(seen(self._db, _WORN.format(articles=_MATCHING))).fetchall())
        pairs = self._db.conn.execute(seen(self._db, _TOGETHER.format(articles=_MATCHING)), {"limit": limit}).fetchall()
        rows = tuple(
            StatisticRow(
                label=f"{paths[one].path} + {paths[other].path}",
                term=" ".join(f"tag:={quote(paths[each].path)}" for each in (one, other)),
                values=(
                    both, worn[one], worn[other], both * articles / (worn[one] * worn[other]),
                    both / (worn[one] + worn[other] - both),
                ),
                colour=paths[one].colour,
            )
            for one, other, both in pairs
        )  # fmt: skip
        columns = (
            StatisticColumn(label="both", shown="bar"),
            StatisticColumn(label="first"),
            StatisticColumn(label="second"),
            StatisticColumn(label="lift", decimals=2),
            StatisticColumn(label="Jaccard", decimals=3),
        )
        return Statistic(
            kind="together", title="Tags that go together", query=query, articles=articles, heading="tags",
            columns=columns, rows=rows,
        )  # fmt: skip

    # How it counts

    def _top(self, query: str, field: str, limit: int, *, kind: str, heading: str) -> Statistic:
        base = field.partition(".")[0]
        found = self._values(query, field, limit)
        everywhere = self._values("", field, 0) if query.strip() else found
        here, whole = self._search.count(query), self._search.count("")
        known = {value.value: value.count for value in everywhere}
        rows = tuple(
            StatisticRow(
                label=value.value if base == "tag" else value.label or value.value,
                term=query_term(base, value.value),
                values=(value.count, 100 * value.count / here, 100 * known.get(value.value, value.count) / whole),
                colour=value.colour,
            )
            for value in found
        )
        columns = (
            StatisticColumn(label="articles", shown="bar"),
            StatisticColumn(label="% here", decimals=1),
            StatisticColumn(label="% of all", decimals=1),
        )
        title = "Entities named most" if kind == "entities" else "Tags put most"
        return Statistic(
            kind=kind, title=title, query=query, articles=here, heading=heading, columns=columns, rows=rows
        )

    def _values(self, query: str, field: str, limit: int) -> Sequence[FacetValue]:
        """Give the values of a facet, most frequent first; `limit` 0 gives all."""
        base, _, kind = field.partition(".")
        most = limit or 1_000_000
        found = self._search.facets(query, fields=[base], limit=most, by_type=bool(kind))
        values = [value for facet in found if facet.field == field for value in facet.values]
        values.sort(key=lambda value: (-value.count, value.value))
        return values[:most]

    def _series(
        self, query: str, by: str, step: str, whole: Mapping[str, int]
    ) -> list[tuple[StatisticColumn, Mapping[str, int]]]:
        """Give the columns with their counts by period; `whole` has those of all articles together."""
        if not by:
            return [(StatisticColumn(label="articles", shown="bar", colour=COLOURS[0]), whole)]
        chosen = self._values(_narrowed(query, "has:date"), by, MOST_SERIES)
        # A term finds a name however it is written: one column is enough for `NARU TIMES` and `Naru Times`.
        terms = {folded(value.value): value for value in reversed(chosen)}
        series: list[tuple[StatisticColumn, Mapping[str, int]]] = [
            (_column(by, value, colour), self._periods(_narrowed(query, query_term(by, value.value)), step))
            for value, colour in zip(reversed(terms.values()), COLOURS, strict=False)
        ]
        left = {period: count - sum(counts.get(period, 0) for _, counts in series) for period, count in whole.items()}
        if by != "tag" and any(left.values()):
            series.append((StatisticColumn(label="others", colour=OTHERS, shown="bar"), left))
        return series

    def _periods(self, query: str, step: str) -> dict[str, int]:
        """Count the articles of each month or year that any of them is of."""
        (facet,) = self._search.facets(query, fields=[step])
        return {value.value: value.count for value in facet.values}

    def _match(self, query: str) -> int:
        """Note which articles match, in a table of this connection, and count them."""
        found = self._search.ids(query, sort="id")
        connection = self._db.conn
        connection.execute("create temp table if not exists told(id integer primary key)")
        connection.execute("delete from temp.told")
        connection.execute("insert into temp.told select value from json_each(?)", (f"[{','.join(map(str, found))}]",))
        return len(found)


_MATCHING = "temp.told k join article a on a.id = k.id"


def _narrowed(query: str, term: str) -> str:
    return f"({query}) {term}" if query.strip() else term


def _column(by: str, value: FacetValue, colour: str) -> StatisticColumn:
    """Give the column of a value: tags have a colour, and a curve each, because an article may have several."""
    term = query_term(by, value.value)
    if by == "tag":
        return StatisticColumn(label=value.value, term=term, colour=value.colour, shown="line")
    return StatisticColumn(label=value.label or value.value, term=term, colour=colour, shown="bar")


def _is_short(by_year: Mapping[str, int], by_month: Mapping[str, int]) -> bool:
    """Say whether the time from the first to the last article is short enough for months; a year alone is its January."""
    if not by_year:
        return False
    first, last = min(by_year), max(by_year)
    in_first = [month for month in by_month if month.startswith(first)]
    exact = sum(by_month[month] for month in in_first) == by_year[first]
    begun = min(in_first) if exact else first
    ended = max((month for month in by_month if month.startswith(last)), default=last)
    return _months(ended) - _months(begun) < MOST_MONTHS


def _spread(counts: Mapping[str, int]) -> list[str]:
    """Give all months or years from the first to the last."""
    if not counts:
        return []
    first, last = min(counts), max(counts)
    if len(first) == 4:
        return [f"{year:04d}" for year in range(int(first), int(last) + 1)]
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(_months(first), _months(last) + 1)]


def _months(date: str) -> int:
    """Count the months since the year 0; a year alone is its January."""
    return int(date[:4]) * 12 + (int(date[5:7]) - 1 if len(date) >= 7 else 0)


def _undated(left: int, step: str) -> str:
    if not left:
        return ""
    return f"{left:,} article{'' if left == 1 else 's'} of which no {step} is known {'is' if left == 1 else 'are'} not here."
