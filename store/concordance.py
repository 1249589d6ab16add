"""The concordance: mentions one a line, with what stands around them, over the whole project or a part of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice

from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.mentions import MENTION_COLUMNS, mention_of
from store.query.sql import Condition
from store.records import CONCORDANCE_SORTS, ConcordanceLine, ConcordanceQuery, Mention, NameCount
from store.search import Search
from store.text.normal import folded, normal

AROUND = 80
"""How many code points of context a line carries on each side, at most; it ends where the line of the text ends."""

_KEY = 40
"""How many code points of the context lines are sorted by."""

_RUN = 10_000
"""How many lines are sorted at a time: one long sort would let no other thread run."""

_FROM = " from mention m join article a on a.id = m.article where a.removed = 0"
_BY_ID = _FROM.replace("join", "cross join")
"""The same, beginning with the mentions whatever the planner thinks."""
_BY_NAME = {
    "uncertain": "judged, score, times desc, form, met.id",
    "name": "times desc, form, judged, score, met.id",
}
_ORDERS = {
    "article": "a.published is null, a.published desc, a.id, m.start, m.id",
    "score": "m.score is null, m.score, m.article, m.start, m.id",
    "-score": "m.score is null, m.score desc, m.article, m.start, m.id",
}


class Concordance:
    """Answers which mentions there are, in an order, and reads them line by line."""

    def __init__(self, db: Database, search: Search) -> None:
        self._db = db
        self._search = search

    def ids(self, query: ConcordanceQuery) -> array[int]:
        """Give the ids of the mentions asked for, in their order.

        Raises QueryError for a filter that cannot be parsed, UserError for an unknown sort.
        """
        if query.sort not in CONCORDANCE_SORTS:
            raise UserError(
                f"Mentions cannot be sorted by “{query.sort}”; choose one of {', '.join(CONCORDANCE_SORTS)}."
            )
        condition = self._condition(query)
        if query.sort in ("left", "right"):
            return self._by_context(condition, right=query.sort == "right")
        if query.sort in _BY_NAME:
            return self._by_name(condition, _BY_NAME[query.sort])
        return self._all(f"select m.id{_FROM} and {condition.sql} order by {_ORDERS[query.sort]}", condition)

    def among(self, query: ConcordanceQuery, mentions: Sequence[int]) -> frozenset[int]:
        """Give those of these mentions that the query asks for."""
        condition = self._condition(query)
        found: set[int] = set()
        for some in chunks(mentions):
            sql = f"select m.id{_BY_ID} and m.id in ({places(some)}) and {condition.sql}"
            found.update(row[0] for row in self._db.conn.execute(sql, [*some, *condition.parameters]))
        return frozenset(found)

    def names(self, query: ConcordanceQuery, *, limit: int = 1_000) -> tuple[NameCount, ...]:
        """Count the mentions asked for by their name, most frequent first; all writings of a name together."""
        condition = self._condition(query)
        rows = self._db.conn.execute(
            "select form, quote, sum(met) as mentions, max(met) from (select folded(m.quote) as form, m.quote, count(*) as met"
            f"{_FROM} and {condition.sql} group by m.quote) group by form order by mentions desc, form limit ?",
            [*condition.parameters, limit],
        )
        return tuple(NameCount(folded=form, name=quote, mentions=mentions) for form, quote, mentions, _ in rows)

    def lines(self, mentions: Sequence[int]) -> tuple[ConcordanceLine, ...]:
        """Read these mentions with what stands around them, in this order; those that are gone are left out."""
        found: dict[int, tuple[Mention, tuple[str, str | None, str | None, str | None]]] = {}
        for some in chunks(mentions):
            for row in self._db.conn.execute(
                f"select {MENTION_COLUMNS}, a.source, a.title, a.outlet, a.published from mention m"
                " left join entity e on e.id = m.entity cross join article a on a.id = m.article"
                f" where a.removed = 0 and m.id in ({places(some)})",
                some,
            ):
                mention = mention_of(row[:-4])
                found[mention.id] = (mention, row[-4:])
        texts = self._texts({mention.article for mention, _ in found.values()})
        return tuple(_line(*found[each], texts[found[each][0].article]) for each in mentions if each in found)

    # How the ids are found

    def _condition(self, query: ConcordanceQuery) -> Condition:
        articles = self._search.where(query.where) if query.where.strip() else Condition("1")
        sql, parameters = [articles.sql, f"m.state in ({places(query.states)})"], [*articles.parameters, *query.states]
        for column, values in (("entity", query.entities), ("type", query.types)):
            if values:
                sql.append(f"m.{column} in ({places(values)})")
                parameters += values
        if query.name is not None:
            sql.append("folded(m.quote) = ?")
            parameters.append(folded(query.name))
        if query.mentions:
            sql.append("m.id in (select value from json_each(?))")
            parameters.append(f"[{','.join(map(str, query.mentions))}]")
        return Condition(" and ".join(sql), tuple(parameters))

    def _all(self, sql: str, condition: Condition) -> array[int]:
        return array("q", (row[0] for row in self._db.conn.execute(sql, condition.parameters)))

    def _by_name(self, condition: Condition, order: str) -> array[int]:
        """Sort with an eye to how often a name is met, in whatever writing: what is judged alike stands together."""
        return self._all(
            "with met as materialized (select m.id, m.quote, m.state <> 'suggested' as judged,"
            f" coalesce(m.score, 1001) as score{_FROM} and {condition.sql}),"
            " forms as materialized (select quote, folded(quote) as form, count(*) as number from met group by quote),"
            " sums as (select form, sum(number) as times from forms group by form)"
            f" select met.id from met join forms using (quote) join sums using (form) order by {order}",
            condition,
        )

    def _by_context(self, condition: Condition, *, right: bool) -> array[int]:
        runs: list[list[tuple[str, int]]] = []
        keys = self._keys(condition, right=right)
        while run := list(islice(keys, _RUN)):
            run.sort()
            runs.append(run)
        return array("q", (number for _, number in merge(*runs)))

    def _keys(self, condition: Condition, *, right: bool) -> Iterator[tuple[str, int]]:
        rows = self._db.conn.execute(
            f'select m.id, m.article, m.start, m."end"{_FROM} and {condition.sql} order by m.article',
            condition.parameters,
        )
        article, text = 0, ""
        for number, of, start, end in rows:
            if of != article:
                article, text = of, self._texts({of})[of]
            around = text[end : end + _KEY] if right else text[max(0, start - _KEY) : start][::-1]
            yield normal(around.split("\n", 1)[0]).lstrip(), number

    def _texts(self, articles: set[int]) -> dict[int, str]:
        texts: dict[int, str] = {}
        for some in chunks(sorted(articles)):
            texts.update(
                self._db.conn.execute(f"select article, text from article_text where article in ({places(some)})", some)
            )
        return texts


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give what stands before and after a span in its line, at most `AROUND` code points each."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return before.rpartition("\n")[2], after.partition("\n")[0]


def _line(mention: Mention, article: tuple[str, str | None, str | None, str | None], text: str) -> ConcordanceLine:
    source, title, outlet, published = article
    before, after = around(text, mention.start, mention.end)
    return ConcordanceLine(
        mention=mention, before=before, after=after, source=source, title=title, outlet=outlet, published=published
    )
