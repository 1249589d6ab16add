"""Relating: what an article says of its entities, suggested from the wording wherever its mentions change."""

from __future__ import annotations

from collections.abc import Sequence

from store.annotators import new_uid
from store.database import Database
from store.entities import OPERATES
from store.recognition.saying import Named
from store.records import FoundRelation, Part
from store.relations import Relations
from store.text.sentences import sentences

_Row = tuple[int, int, int, int, int]


class Relating:
    """Writes the relations that articles suggest, inside the caller's recognition or change."""

    def __init__(self, db: Database, relations: Relations) -> None:
        self._db = db
        self._relations = relations
        self._numbers: dict[str, int] = {}

    def suggest(self, article: int) -> bool:
        """Replace the relations that were suggested of an article, but for what a person has judged; say if any changed.

        They rest on its mentions, suggested and accepted ones alike.
        """
        fresh = self._fresh(article)
        old = self._db.conn.execute(
            'select subject, predicate, object, start, "end" from relation'
            " where article = ? and state = 'suggested' and origin = 'pattern' order by 1, 2, 3, 4, 5",
            (article,),
        ).fetchall()
        if old == sorted(row for row, _ in fresh):
            return False
        self._db.conn.execute(
            "delete from relation where article = ? and state = 'suggested' and origin = 'pattern'", (article,)
        )
        self._db.conn.executemany(
            'insert into relation(uid, article, subject, predicate, object, start, "end", quote, state, origin)'
            " values (?, ?, ?, ?, ?, ?, ?, ?, 'suggested', 'pattern')",
            [(new_uid(), article, *row, quote) for row, quote in fresh],
        )
        return True

    def _fresh(self, article: int) -> list[tuple[_Row, str]]:
        named = [
            Named(*row)
            for row in self._db.conn.execute(
                'select start, "end", type, entity from mention where article = ? and entity is not null'
                " and state <> 'rejected' order by start",
                (article,),
            )
        ]
        if len({each.entity for each in named}) < 2:
            return []
        text = str(self._db.conn.execute("select text from article_text where article = ?", (article,)).fetchone()[0])
        from store.recognition.reading import masked  # nothing of recognition is loaded before it is wanted
        from store.recognition.relations import find_relations

        seen = masked(text, self._parts(article))
        found = find_relations(seen, named, sentences(seen), operators=self._operators(named))
        judged = set(
            self._db.conn.execute(
                "select subject, predicate, object from relation"
                " where article = ? and (state <> 'suggested' or origin <> 'pattern')",
                (article,),
            )
        )
        rows = [(self._row(each), text[each.start : each.end]) for each in found]
        return [(row, quote) for row, quote in rows if row[:3] not in judged]

    def _row(self, found: FoundRelation) -> _Row:
        if found.predicate not in self._numbers:
            self._numbers[found.predicate] = self._relations.ensure_predicate(found.predicate)
        return (found.subject, self._numbers[found.predicate], found.object, found.start, found.end)

    def _parts(self, article: int) -> list[Part]:
        return [
            Part(role=role, start=start, end=end)
            for role, start, end in self._db.conn.execute(
                'select role, start, "end" from part where article = ? order by start', (article,)
            )
        ]

    def _operators(self, named: Sequence[Named]) -> dict[int, set[int]]:
        """Say who is known to run the systems named here, by background facts that nobody rejected."""
        systems = sorted({each.entity for each in named if each.type in ("system", "programme")})
        found: dict[int, set[int]] = {}
        for system in systems:
            for (subject,) in self._db.conn.execute(
                "select r.subject from relation r join predicate p on p.id = r.predicate"
                " where r.object = ? and p.name = ? and r.article is null and r.state <> 'rejected'",
                (system, OPERATES),
            ):
                found.setdefault(system, set()).add(int(subject))
        return found
