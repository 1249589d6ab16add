"""Adjudicating: what annotators put on an article side by side, and the consensus that comes of it."""

from __future__ import annotations

from collections.abc import Sequence

from store.annotators import CONSENSUS, Annotators, new_uid
from store.article_statuses import ArticleStatuses
from store.blind import refuse_blind
from store.codebook import Codebook
from store.codings import Codings
from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.journal import Journal, now
from store.records import Change, Dispute, Disputed
from store.search import Search


class Adjudication:
    """Lists what annotators differ on, and writes what is settled as taggings of the annotator `consensus`."""

    def __init__(
        self, db: Database, journal: Journal, search: Search, codebook: Codebook, annotators: Annotators
    ) -> None:
        self._db = db
        self._journal = journal
        self._codebook = codebook
        self._annotators = annotators
        self._codings = Codings(db, search, codebook)

    def articles(self, query: str, annotators: Sequence[str]) -> tuple[Disputed, ...]:
        """List the articles that two or more of these annotators coded and that match, those they differ on first.

        Raises UserError for an unknown annotator, QueryError for a filter that cannot be read.
        """
        refuse_blind(self._db, "Adjudication shows")
        found: list[tuple[int, int]] = []
        for coding in self._codings.read(query, annotators):
            said = [
                {*((tag, None, None) for tag in whole), *coding.pieces.get(place, ())}
                for place, whole in enumerate(coding.whole)
                if whole is not None
            ]
            found.append((coding.article, len(set.union(*said)) - len(set.intersection(*said))))
        titles, settled = self._titles([article for article, _ in found]), self._settled()
        listed = [
            Disputed(article=article, title=titles[article], differing=differing, settled=article in settled)
            for article, differing in found
        ]
        return tuple(sorted(listed, key=lambda each: (not each.differing, each.article)))

    def _titles(self, articles: Sequence[int]) -> dict[int, str]:
        titles: dict[int, str] = {}
        for some in chunks(articles):
            titles.update(
                self._db.conn.execute(
                    f"select id, coalesce(title, source) from article where id in ({places(some)})", some
                )
            )
        return titles

    def _settled(self) -> set[int]:
        rows = self._db.conn.execute(
            "select s.article from article_status s join annotator n on n.id = s.annotator"
            " where n.name = ? and s.status = 'done'",
            (CONSENSUS,),
        )
        return {int(row[0]) for row in rows}

    def disputes(self, article: int, annotators: Sequence[str]) -> tuple[Dispute, ...]:
        """List each tagging of an article once, in the order of the text, with who of these annotators put it."""
        refuse_blind(self._db, "Adjudication shows")
        who = dict(self._db.conn.execute("select name, id from annotator").fetchall())
        numbers = [who.get(name, -1) for name in annotators]
        tags = {tag.id: tag for tag in self._codebook.tags()}
        put: dict[tuple[int, int | None, int | None], set[int]] = {}
        quotes: dict[tuple[int, int | None, int | None], str] = {}
        for tag, start, end, quote, annotator in self._db.conn.execute(
            'select tag, start, "end", quote, annotator from tagging where article = ?'
            ' order by start is not null, start, "end", tag',
            (article,),
        ):
            if annotator in numbers or annotator == who.get(CONSENSUS):
                put.setdefault((tag, start, end), set()).add(annotator)
                quotes[tag, start, end] = quote or ""
        coded = self._coders(article)
        settled = article in self._settled()
        return tuple(
            Dispute(
                article=article,
                tag=tag,
                path=tags[tag].path,
                start=start,
                end=end,
                quote=quotes[tag, start, end],
                put=tuple(number in by if number in coded else None for number in numbers),
                settled=(who.get(CONSENSUS) in by) if settled else None,
                colour=tags[tag].colour,
            )
            for (tag, start, end), by in put.items()
        )

    def _coders(self, article: int) -> set[int]:
        rows = self._db.conn.execute(
            "select annotator from tagging where article = ? union select annotator from article_status where article = ?",
            (article, article),
        )
        return {int(row[0]) for row in rows}

    def settle(self, article: int, kept: Sequence[Dispute], *, origin: str = "") -> Change:
        """Make these taggings the consensus on an article, which is done with it then; as one step.

        Notes, certainty and the like stay with those who wrote them. Raises UserError where one is of another article.
        """
        if any(each.article != article for each in kept):
            raise UserError("What is settled belongs to one article.")
        with self._journal.change(f"Settle article {article}", origin=origin) as step:
            annotator = self._annotators.ensure(CONSENSUS, kind=CONSENSUS)
            wanted = {(each.tag, each.start, each.end): each.quote for each in kept}
            for number, tag, start, end in self._db.conn.execute(
                'select id, tag, start, "end" from tagging where article = ? and annotator = ?', (article, annotator)
            ).fetchall():
                if (tag, start, end) in wanted:
                    del wanted[tag, start, end]
                else:
                    self._db.conn.execute("delete from tagging where id = ?", (number,))
            self._db.conn.executemany(
                'insert into tagging(uid, article, tag, start, "end", quote, annotator, at) values (?, ?, ?, ?, ?, ?, ?, ?)',
                [
                    (new_uid(), article, tag, start, end, quote if start is not None else None, annotator, now())
                    for (tag, start, end), quote in wanted.items()
                ],
            )
            ArticleStatuses(self._db).write([article], "done", by=CONSENSUS)
        return step.change
