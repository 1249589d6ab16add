"""Passages: all that is tagged with a tag and those under it, across articles, read in pages and changed in bulk."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from store.annotators import Annotators, new_uid
from store.blind import seen
from store.codebook import Codebook
from store.concordance import around
from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.journal import Journal, now
from store.query.sql import Condition
from store.records import PASSAGE_SORTS, Change, PassageLine, PassageQuery, Tagging
from store.search import Search
from store.tag_rules import labelled, make_way, refuse_unfit, rivals
from store.taggings import TAGGING_SELECT, tagging_of
from store.text.normal import folded

_ORDERS = {
    "published": "a.published is null, a.published desc, g.article, g.start, g.id",
    "article": "g.article, g.start, g.id",
    "quote": "folded(g.quote), g.article, g.start, g.id",
    "outlet": "a.outlet is null, a.outlet, a.published desc, g.article, g.start, g.id",
    "title": "coalesce(a.title, a.source), g.article, g.start, g.id",
    "annotator": "(select name from annotator where id = g.annotator), g.article, g.start, g.id",
    "certainty": "g.certainty is null, g.certainty, g.article, g.start, g.id",
    "-certainty": "g.certainty desc, g.article, g.start, g.id",
    "note": "g.note = '', g.article, g.start, g.id",
    "put": "g.id desc",
}
_SAME = (
    "o.article = tagging.article and o.tag = tagging.tag and o.start is tagging.start"
    ' and o."end" is tagging."end" and o.annotator = tagging.annotator'
)


class Passages:
    """Answers which passages are tagged with what, reads them line by line, and does on many what is done on one."""

    def __init__(
        self, db: Database, journal: Journal, annotators: Annotators, codebook: Codebook, search: Search
    ) -> None:
        self._db = db
        self._journal = journal
        self._annotators = annotators
        self._codebook = codebook
        self._search = search

    def ids(self, query: PassageQuery) -> array[int]:
        """Give the ids of the taggings asked for, in their order.

        Raises QueryError for a filter that cannot be parsed, UserError for an unknown sort.
        """
        if query.sort not in PASSAGE_SORTS:
            raise UserError(f"Passages cannot be sorted by “{query.sort}”; choose one of {', '.join(PASSAGE_SORTS)}.")
        condition = self._condition(query)
        if query.sort == "tag":
            return self._in_codebook_order(condition)
        # Begins with the passages of the tags, whatever the planner thinks.
        sql = (
            "select g.id from tagging g indexed by tagging_passage cross join article a on a.id = g.article"
            f" where g.start is not null and a.removed = 0 and {condition.sql} order by {_ORDERS[query.sort]}"
        )
        return array("q", (row[0] for row in self._db.conn.execute(self._seen(sql), condition.parameters)))

    def _seen(self, sql: str) -> str:
        # What is seen of a colleague's marks in blind mode is a view, which has no index to be named.
        told = seen(self._db, sql)
        return told if told == sql else told.replace(" indexed by tagging_passage", "")

    def _in_codebook_order(self, condition: Condition) -> array[int]:
        rank = {tag.id: number for number, tag in enumerate(self._codebook.tags())}
        sql = (
            "select g.tag, g.article, g.start, g.id from tagging g indexed by tagging_passage"
            " cross join article a on a.id = g.article where g.start is not null and a.removed = 0 and "
        )
        rows = self._db.conn.execute(self._seen(sql + condition.sql), condition.parameters).fetchall()
        rows.sort(key=lambda row: (rank.get(row[0], len(rank)), row[1:]))
        return array("q", (row[3] for row in rows))

    def _condition(self, query: PassageQuery) -> Condition:
        articles = self._search.where(query.where) if query.where.strip() else Condition("1")
        sql, parameters = [articles.sql], list(articles.parameters)
        if query.tags:
            tags = sorted({each for tag in query.tags for each in self._codebook.branch(tag)})
            sql.append(f"g.tag in ({places(tags)})")
            parameters += tags
        for word in query.words.split():
            sql.append(
                "(instr(folded(g.quote), ?) or instr(folded(g.note), ?)"
                " or g.annotator in (select id from annotator where instr(folded(name), ?)))"
            )
            parameters += [folded(word)] * 3
        return Condition(" and ".join(sql), tuple(parameters))

    def lines(self, taggings: Sequence[int]) -> tuple[PassageLine, ...]:
        """Read these taggings with what stands around them, in this order; those that are gone are left out."""
        found: dict[int, PassageLine] = {}
        for some in chunks(taggings):
            sql = (
                TAGGING_SELECT.replace(" from tagging g", ", a.source, a.title, a.outlet, a.published from tagging g")
                + f" join article a on a.id = g.article where a.removed = 0 and g.id in ({places(some)})"
            )
            rows = self._db.conn.execute(self._seen(sql), some).fetchall()
            texts = self._texts(sorted({row[2] for row in rows}))
            for row in rows:
                tagging = tagging_of(row[:-4])
                found[tagging.id] = _line(tagging, texts[tagging.article], row[-4:])
        return tuple(found[each] for each in taggings if each in found)

    def pages(self, taggings: Sequence[int], *, size: int = 500) -> Iterator[PassageLine]:
        """Read any number of taggings, so many at a time."""
        for start in range(0, len(taggings), size):
            yield from self.lines(taggings[start : start + size])

    def tags_of(self, taggings: Sequence[int]) -> dict[int, int]:
        """Give the tag of each of these taggings."""
        found: dict[int, int] = {}
        for some in chunks(taggings):
            sql = seen(self._db, f"select id, tag from tagging where id in ({places(some)})")
            found.update(self._db.conn.execute(sql, some).fetchall())
        return found

    def _texts(self, articles: Sequence[int]) -> dict[int, str]:
        texts: dict[int, str] = {}
        for some in chunks(articles):
            texts.update(
                self._db.conn.execute(f"select article, text from article_text where article in ({places(some)})", some)
            )
        return texts

    # On many at once

    def retag(self, taggings: Sequence[int], tag: int, *, origin: str = "") -> Change:
        """Give these taggings another tag; one that its annotator has there already is not put twice.

        Tags that the new one excludes give way. Raises UserError for a tag that is deprecated or not for passages.
        """
        known = self._fit(tag, taggings)
        with self._journal.change(f"Tag {_what(taggings)} with {known} instead", origin=origin) as step:
            step.label = labelled(step.label, self._make_way(tag, taggings))
            for some in chunks(sorted(taggings)):
                self._db.conn.execute(f"update tagging set tag = ? where id in ({places(some)})", [tag, *some])
            for some in chunks(sorted(taggings)):
                self._db.conn.execute(
                    f"delete from tagging where id in ({places(some)}) and exists (select 1 from tagging o where {_SAME}"
                    " and o.id <> tagging.id and (o.id < tagging.id or o.id not in (select value from json_each(?))))",
                    [*some, f"[{','.join(map(str, taggings))}]"],
                )
        return step.change

    def add_tag(self, taggings: Sequence[int], tag: int, *, origin: str = "") -> Change:
        """Put another tag on the passages of these taggings, as the annotator of today; what is there stays one tagging."""
        known = self._fit(tag, taggings)
        with self._journal.change(f"Tag {_what(taggings)} with {known} too", origin=origin) as step:
            annotator = self._annotators.ensure(self._journal.annotator)
            # Read before anything gives way: what is added to may itself be excluded.
            spots = [spot for some in chunks(taggings) for spot in self._spots_without(tag, some, annotator)]
            step.label = labelled(step.label, self._make_way(tag, taggings, annotator=annotator))
            stamp = now()
            self._db.conn.executemany(
                'insert into tagging(uid, article, tag, start, "end", quote, note, annotator, at)'
                " values (?, ?, ?, ?, ?, ?, '', ?, ?)",
                [(new_uid(), spot[0], tag, *spot[1:], annotator, stamp) for spot in dict.fromkeys(spots)],
            )
        return step.change

    def _spots_without(self, tag: int, some: Sequence[int], annotator: int) -> list[tuple[object, ...]]:
        """Give article, start, end and quote of those taggings on whose words this annotator has not put the tag."""
        return self._db.conn.execute(
            'select distinct g.article, g.start, g."end", g.quote from tagging g'
            f" where g.id in ({places(some)}) and not exists (select 1 from tagging o where o.article = g.article"
            ' and o.tag = ? and o.start is g.start and o."end" is g."end" and o.annotator = ?)',
            [*some, tag, annotator],
        ).fetchall()

    def add_note(self, taggings: Sequence[int], text: str, *, origin: str = "") -> Change:
        """Write a text into the notes of these taggings, below what stands there."""
        with self._journal.change(f"Note on {_what(taggings)}", origin=origin) as step:
            for some in chunks(taggings):
                self._db.conn.execute(
                    f"update tagging set note = iif(note = '', ?, note || char(10) || ?) where id in ({places(some)})",
                    [text, text, *some],
                )
        return step.change

    def _fit(self, tag: int, taggings: Sequence[int]) -> str:
        known = self._codebook.get(tag)
        for passage, sign in ((True, "not"), (False, "")):
            if any(
                self._db.conn.execute(
                    f"select 1 from tagging where id in ({places(some)}) and start is {sign} null limit 1", some
                ).fetchone()
                for some in chunks(taggings)
            ):
                refuse_unfit(known, passage=passage)
        return known.name

    def _make_way(self, tag: int, taggings: Sequence[int], *, annotator: int | None = None) -> str:
        """Take off what the tag excludes on these passages, but for the taggings themselves where they are moved."""
        if not rivals(self._db, tag):
            return ""
        instead = ""
        for some in chunks(taggings):
            for article, start, end, mine in self._db.conn.execute(
                f'select distinct article, start, "end", annotator from tagging where id in ({places(some)})', some
            ).fetchall():
                if annotator is None:
                    # Its tag becomes the new one: it must not be taken for a rival of it.
                    self._db.conn.execute(
                        f'update tagging set tag = ? where id in ({places(some)}) and article = ? and start is ? and "end" is ?',
                        [tag, *some, article, start, end],
                    )
                instead = make_way(self._db, tag, [article], span=(start, end), annotator=annotator or mine) or instead
        return instead


def _line(tagging: Tagging, text: str, article: tuple[str, str | None, str | None, str | None]) -> PassageLine:
    source, title, outlet, published = article
    before, after = around(text, tagging.start or 0, tagging.end or 0) if tagging.start is not None else ("", "")
    return PassageLine(
        tagging=tagging, before=before, after=after, source=source, title=title, outlet=outlet, published=published
    )


def _what(taggings: Sequence[int]) -> str:
    return "a passage" if len(taggings) == 1 else f"{len(taggings):,} passages"
