"""Statistics of the articles under a filter: over time, what is named and tagged most, which tags go together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.codebook import Codebook
from store.database import Database
from store.errors import UserError
from store.query.lexer import quote
from store.query.terms import query_term
from store.records import FacetValue, Statistic, StatisticColumn, StatisticRow
from store.search import Search

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

_SPAN = "select min(a.published), max(a.published) from {articles} where length(a.published) >= 4"
_TIMES = """select substr(a.published, 1, :length) as period, {what}, count(distinct a.id) from {articles} {joined}
    where length(a.published) >= :length group by 1, 2"""
_COARSE = "select count(*) from {articles} where length(coalesce(a.published, '')) < :length"
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
        articles = self._match(query)
        first, last = self._one(_SPAN.format(articles=_MATCHING))
        step = step or ("month" if first and _months(last) - _months(first) < MOST_MONTHS else "year")
        columns, counts = self._series(query, by, length=7 if step == "month" else 4)
        rows = tuple(
            StatisticRow(
                label=period, term=query_term(step, period), values=tuple(counts.get((period, at), 0) for at in columns)
            )
            for period in _periods(sorted({period for period, _ in counts}))
        )
        left = self._one(_COARSE.format(articles=_MATCHING), {"length": 7 if step == "month" else 4})[0]
        return Statistic(
            kind="time",
            title=f"Articles by {step}" + (f" and {by}" if by else ""),
            query=query,
            articles=articles,
            heading=step,
            columns=tuple(columns.values()),
            rows=rows,
            note=_undated(left, step) if rows else "",
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
        worn = dict(self._db.conn.execute(_WORN.format(articles=_MATCHING)).fetchall())
        pairs = self._db.conn.execute(_TOGETHER.format(articles=_MATCHING), {"limit": limit}).fetchall()
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
        self, query: str, by: str, *, length: int
    ) -> tuple[dict[object, StatisticColumn], dict[tuple[str, object], int]]:
        """Give the columns by what SQL calls them, and the counts by period and column."""
        dated = f"({query}) has:date" if query.strip() else "has:date"
        chosen = self._values(dated, by, MOST_SERIES) if by else ()
        if by == "tag":
            return self._tag_series(chosen, length)
        if not by:
            columns: dict[object, StatisticColumn] = {
                1: StatisticColumn(label="articles", shown="bar", colour=COLOURS[0])
            }
            return columns, self._counts("1", "", length, lambda _: 1)
        columns = {
            value.value: StatisticColumn(
                label=value.label or value.value, term=query_term(by, value.value), colour=colour, shown="bar"
            )
            for value, colour in zip(chosen, COLOURS, strict=False)
        }
        counts = self._counts(f"a.{by}", "", length, lambda value: value if value in columns else None)
        if any(column is None for _, column in counts):
            columns[None] = StatisticColumn(label="others", colour=OTHERS, shown="bar")
        return columns, counts

    def _tag_series(
        self, chosen: Sequence[FacetValue], length: int
    ) -> tuple[dict[object, StatisticColumn], dict[tuple[str, object], int]]:
        columns: dict[object, StatisticColumn] = {}
        counts: dict[tuple[str, object], int] = {}
        by_path = {tag.path: tag.id for tag in self._codebook.tags()}
        for value in chosen:
            tag = by_path[value.value]
            columns[tag] = StatisticColumn(
                label=value.value, term=query_term("tag", value.value), colour=value.colour, shown="line"
            )
            counts |= self._counts(":tag", _IN_BRANCH, length, lambda found: found, tag=tag)
        return columns, counts

    def _counts(
        self, what: str, joined: str, length: int, column: Callable[[object], object], *, tag: int = 0
    ) -> dict[tuple[str, object], int]:
        sql = _TIMES.format(articles=_MATCHING, what=what, joined=joined)
        counts: dict[tuple[str, object], int] = {}
        for period, value, count in self._db.conn.execute(sql, {"length": length, "tag": tag}):
            key = (str(period), column(value))
            counts[key] = counts.get(key, 0) + int(count)
        return counts

    def _match(self, query: str) -> int:
        """Note which articles match, in a table of this connection, and count them."""
        found = self._search.ids(query, sort="id")
        connection = self._db.conn
        connection.execute("create temp table if not exists told(id integer primary key)")
        connection.execute("delete from temp.told")
        connection.execute("insert into temp.told select value from json_each(?)", (f"[{','.join(map(str, found))}]",))
        return len(found)

    def _one(self, sql: str, parameters: dict[str, int] | None = None) -> tuple[object, ...]:
        row: tuple[object, ...] = self._db.conn.execute(sql, parameters or {}).fetchone()
        return row


_MATCHING = "temp.told k join article a on a.id = k.id"
_IN_BRANCH = """join (with recursive branch(id) as (
        select :tag union select t.id from tag t join branch on t.parent = branch.id
    ) select distinct g.article from tagging g join branch on branch.id = g.tag) worn on worn.article = a.id"""


def _periods(met: Sequence[str]) -> list[str]:
    """Give all months or years from the first to the last."""
    if not met:
        return []
    if len(met[0]) == 4:
        return [f"{year:04d}" for year in range(int(met[0]), int(met[-1]) + 1)]
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(_months(met[0]), _months(met[-1]) + 1)]


def _months(date: object) -> int:
    """Count the months since the year 0; a year alone is its January."""
    text = str(date)
    return int(text[:4]) * 12 + (int(text[5:7]) - 1 if len(text) >= 7 else 0)


def _undated(left: object, step: str) -> str:
    if not left:
        return ""
    return f"{left:,} article{'' if left == 1 else 's'} of which no {step} is known {'is' if left == 1 else 'are'} not here."
