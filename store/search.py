"""Finding articles: a filter in, their ids out; the one door behind which the engine may be exchanged."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from store import fulltext as index
from store.bitmap_state import VERSION, state
from store.blind import blind_as, seen
from store.database import Database
from store.digest import Digest
from store.errors import QueryError, UserError
from store.facets import LIMIT, Engine, Known, facets
from store.query import highlight
from store.query.closeness import FIRST, closeness
from store.query.columns import columns
from store.query.fulltext import ranked_by
from store.query.highlight import Snippet
from store.query.parser import parse
from store.query.resolving import resolve
from store.query.sql import Condition, condition
from store.query.tree import Node, Stem, asks_deleted, has_pattern, pattern_place, stems
from store.query.views import expanded, has_view
from store.reading import Reading
from store.records import Facet, Progress
from store.sql_engine import SqlEngine
from store.tag_tree import read_tags
from store.text.normal import folded

if TYPE_CHECKING:
    from store.editions import Shared

INDEX_VERSION = index.INDEX_VERSION
"""The version of the full-text index that this program makes and reads."""

SORTS = ("relevance", "published", "title", "outlet", "language", "length", "tags", "notes", "status", "id", "useful")
"""What a list can be sorted by; with `-` before it, the other way round. `likely:TAG` is one more."""

RANKED_WHOLE = 50_000
"""Of more articles than these, single syllables do not count for their rank: it would take seconds."""


class Search:
    """Answers filters over one connection; every method that takes a query raises QueryError where it cannot be read.

    A question that takes long can be stopped by `db.conn.interrupt()` from another thread; it then raises
    `sqlite3.OperationalError` ("interrupted").
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._shared: Shared | None = None
        self._made: Known = {}
        self._paths: Sequence[tuple[int, str]] | None = None
        """What `tag_paths` gave during this answer; None while nothing is answered."""
        self._reading = Reading()
        register = db.conn.create_function
        register("folded", 1, _folded, deterministic=True)
        register("near", 5, self._reading.near)
        register("matches", 5, self._reading.matches)

    def ids(self, query: str = "", *, sort: str = "-published") -> array[int]:
        """Give the ids of all live articles that match, sorted; what has no sort key comes last, ties go by id.

        Articles in the bin are found only where `is:deleted` stands in the filter.
        """
        key = sort.removeprefix("-")
        if key == "useful" or key.startswith("likely:"):
            return self._by_suggestion(query, key, worst_first=sort.startswith("-"))
        if key not in SORTS:
            raise UserError(f"The list cannot be sorted by “{sort}”; choose one of {', '.join(SORTS)}.")
        with self._answering(query) as engine:
            tree = self._tree(query)
            if key == "relevance":
                return self._ranked(tree, self._for(tree, engine), worst_first=sort.startswith("-"))
            return self._for(tree, engine).ids(tree, sort=sort)

    def count(self, query: str = "") -> int:
        """Count the articles that `ids` would give."""
        return self.counts([query])[0]

    def counts(self, queries: Sequence[str]) -> tuple[int, ...]:
        """Count for each of these filters the articles that `ids` would give, all at one and the same moment."""
        found: list[int] = []
        with self._answering(queries[0] if queries else "") as engine:
            for query in queries:
                tree = self._tree(query)
                found.append(self._for(tree, engine).count(tree))
        return tuple(found)

    def in_bin(self, query: str) -> bool:
        """Say whether a filter asks for deleted articles."""
        return asks_deleted(parse(query))

    def copies(self) -> Mapping[int, int]:
        """Give the number of its group for each article that is in a group of copies; a list folds by it."""
        with self._answering("") as engine:
            return engine.copies()

    def facets(
        self,
        query: str = "",
        *,
        fields: Sequence[str] | None = None,
        limit: int = LIMIT,
        by_type: bool = False,
        apart: Collection[str] = (),
    ) -> tuple[Facet, ...]:
        """Count the values of each field among the articles that match; see `store.facets.facets`."""
        with self._answering(query) as engine:
            tree = self._tree(query)
            asked = self._for(tree, engine)
            return facets(
                self._db, asked, tree, fields=fields, limit=limit, by_type=by_type, apart=apart, known=self._made
            )

    def where(self, query: str) -> Condition:
        """Give the condition for `select … from article a where a.removed = 0 and <sql>`.

        It may call functions that only this connection knows. Patterns, whose time is limited, are answered here.
        """
        tree = self._tree(query)
        if not has_pattern(tree):
            found = condition(tree)
            return Condition(seen(self._db, found.sql), found.parameters)
        ids = self.ids(query, sort="id")
        return Condition("a.id in (select value from json_each(?))", (f"[{','.join(map(str, ids))}]",))

    def hits(self, query: str, text: str) -> tuple[tuple[int, int], ...]:
        """Give the places of all words that the query asks for, in code points of `text`, merged and in order."""
        return highlight.spans(self._parsed(query), text)

    def snippet(self, query: str, text: str, *, width: int = 80) -> Snippet:
        """Give about `width` code points of `text` where most of the query's words stand together."""
        return highlight.snippet(self.hits(query, text), text, width=width)

    def snippet_of(self, article: int, query: str, *, width: int = 80) -> Snippet:
        """Give the snippet of a stored article; an empty one if it is gone.

        Hits in the headline, which stands above a snippet anyway, count only where there are no others, and those in
        boilerplate only where there is nothing else.
        """
        row = self._db.conn.execute("select text from article_text where article = ?", (article,)).fetchone()
        if row is None:
            return Snippet("", ())
        text, hits = str(row[0]), self.hits(query, str(row[0]))
        parts = self._db.conn.execute(
            "select role, start, \"end\" from part where article = ? and role in ('headline', 'boilerplate')",
            (article,),
        ).fetchall()
        for unwanted in (("headline", "boilerplate"), ("boilerplate",)):
            apart = [(start, end) for role, start, end in parts if role in unwanted]
            wanted = [(a, b) for a, b in hits if not any(start < b and a < end for start, end in apart)]
            if wanted:
                return highlight.snippet(wanted, text, width=width)
        return highlight.snippet(hits, text, width=width)

    def feed(self, article: int, *, prepared: Digest | None = None) -> None:
        """Bring one article's row of the index up to date, inside the caller's transaction."""
        index.feed(self._db, article, prepared=prepared)

    def feed_many(self, articles: Sequence[int]) -> None:
        """Bring the rows of these articles up to date, inside the caller's transaction; faster than one by one."""
        index.feed_many(self._db, articles)

    def forget(self, article: int) -> None:
        """Take one article out of the index, inside the caller's transaction and before its text goes."""
        index.forget(self._db, article)

    def stale(self) -> int:
        """Count the articles that the index does not hold as they are now."""
        return index.stale(self._db)

    def rebuild(self, *, everything: bool = False) -> Iterator[Progress]:
        """Feed every stale article (or all) in batches; may be stopped at any yield and taken up again."""
        return index.rebuild(self._db, everything=everything)

    def tag_paths(self) -> Sequence[tuple[int, str]]:
        """Give every tag's id and path; within one answer, which stands on one snapshot, they are read once."""
        if self._paths:
            return self._paths
        paths = [(tag.id, tag.path) for tag in read_tags(self._db)]
        if self._paths is not None:
            self._paths = paths
        return paths

    def searched_text(self, article: int) -> str | None:
        """Give the title and text of an article without its boilerplate, or None where there is none."""
        row = self._db.conn.execute(
            """select a.title, t.text, i.parts from article a join article_text t on t.article = a.id
            left join indexed i on i.article = a.id where a.id = ?""",
            (article,),
        ).fetchone()
        if row is None:
            return None
        title, text, parts = row
        return "\n".join(columns(text, parts or "", title or "").within("text"))

    def frequency(self, token: str, most: int) -> int:
        """Count the articles in which a token of the index stands, up to so many."""
        row = self._db.conn.execute(
            "select count(*) from (select 1 from article_fts where article_fts match ? limit ?)", (f'"{token}"', most)
        ).fetchone()
        return int(row[0])

    def indexed(self) -> int:
        """Say about how many articles the index holds: the highest number, whose search takes no time."""
        return int(self._db.conn.execute("select coalesce(max(article), 0) from indexed").fetchone()[0])

    def _tree(self, query: str) -> Node:
        return resolve(self._parsed(query), self)

    def _parsed(self, query: str) -> Node:
        tree = parse(query)
        if not has_view(tree):
            return tree
        return expanded(tree, dict(self._db.conn.execute("select name, query from saved_view").fetchall()))

    def _by_suggestion(self, query: str, key: str, *, worst_first: bool) -> array[int]:
        """Sort untagged articles by how useful or how likely they are; all others follow, newest first.

        Raises UserError for a tag that is not there.
        """
        from store.suggested_orders import suggested_order

        found = self.ids(query, sort="-published")
        ranks = suggested_order(self._db, key, self.tag_paths())
        scored = [article for article in found if article in ranks]
        scored.sort(key=ranks.__getitem__, reverse=not worst_first)
        return array("q", (*scored, *(article for article in found if article not in ranks)))

    def _ranked(self, tree: Node, engine: Engine, *, worst_first: bool) -> array[int]:
        """Sort by BM25; what has no score comes last, and ties stay newest first."""
        found = engine.ids(tree, sort="-published")
        words = ranked_by(tree, syllables=len(found) <= RANKED_WHOLE)
        if not words or not found:
            return found
        ranked, scores = engine.ranked(words, found)
        if (asked := stems(tree)) and scores:
            first = self._told_apart(asked, dict(zip(ranked[:FIRST], scores, strict=False)))
            ranked = first + ranked[len(first) :]
        return ranked[: len(scores)][::-1] + ranked[len(scores) :] if worst_first else ranked

    def _told_apart(self, asked: Sequence[Stem], scores: Mapping[int, float]) -> array[int]:
        """Put the best few in the order of how closely they answer the text, too."""
        best = min(scores.values())
        close = {
            article: closeness(asked, title=self._title(article), text=self.searched_text(article) or "")
            for article in scores
        }
        return array("q", sorted(scores, key=lambda article: -(scores[article] / best + close[article])))

    def _title(self, article: int) -> str:
        row = self._db.conn.execute("select title from article where id = ?", (article,)).fetchone()
        return str(row[0] or "") if row is not None else ""

    @contextmanager
    def _answering(self, query: str) -> Iterator[Engine]:
        """Give the engine to answer with, on one snapshot of the project."""
        self._reading.restart()
        self._paths = []
        connection = self._db.conn
        within = connection.in_transaction
        try:
            # What a transaction has written and not yet committed is nowhere but in the rows.
            yield SqlEngine(self._db) if within else self._snapshot()
        except sqlite3.OperationalError as error:
            if self._reading.exhausted:
                start, end = pattern_place(parse(query)) or (0, len(query))
                raise QueryError(
                    "This takes too long to look for; make it simpler, or add a word that the articles must have.",
                    start=start,
                    end=end,
                ) from error
            raise
        finally:
            self._paths = None
            if not within and connection.in_transaction:
                connection.execute("rollback")

    def _for(self, tree: Node, engine: Engine) -> Engine:
        """Give the engine for this tree: bitmaps know nothing of the bin."""
        return SqlEngine(self._db) if asks_deleted(tree) else engine

    def _snapshot(self) -> Engine:
        """Take a snapshot, until a newer one or the end of the answer; bitmaps answer where they are built."""
        while True:
            self._db.conn.execute("begin")
            if blind_as(self._db) is not None:
                return SqlEngine(self._db)  # bitmaps have the marks of everybody
            kept = state(self._db)
            if kept is None or not kept.complete or kept.version != VERSION:
                return SqlEngine(self._db)
            from store.editions import shared
            from store.resident_engine import ResidentEngine

            if self._shared is None:
                self._shared = shared(self._db)
            edition = self._shared.edition(self._db, kept)
            if edition is not None:
                return ResidentEngine(self._db, edition)
            self._db.conn.execute("rollback")


@lru_cache(maxsize=50_000)
def _folded(name: str | None) -> str | None:
    return None if name is None else folded(name)
