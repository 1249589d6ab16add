"""Mentions: stretches of an article that name an entity or have an entity type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from store.annotators import Annotators, new_uid
from store.database import Database
from store.db import absent, chunks, places
from store.entities import Entities
from store.errors import UserError
from store.journal import Journal
from store.records import Change, Mention
from store.records.made import maker
from store.search import Search

MENTION_COLUMNS = (
    'm.id, m.article, m.start, m."end", m.quote, m.type, e.name, m.entity, m.state, m.origin, m.score, m.value'
)
"""The columns of mention `m` and its entity `e` that `mention_of` makes a mention of: in the order of its fields."""

_made = maker(Mention)
_SELECT = f"select {MENTION_COLUMNS} from mention m left join entity e on e.id = m.entity"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRow:
    """A mention as an import or a recognition writes it; `score` is 0 to 1."""

    article: int
    start: int
    end: int
    quote: str
    type: str
    entity: int | None
    state: str
    origin: str
    score: float | None = None
    value: str | None = None


class Mentions:
    """The mentions of a project."""

    def __init__(
        self, db: Database, journal: Journal, annotators: Annotators, entities: Entities, search: Search
    ) -> None:
        self._db = db
        self._journal = journal
        self._annotators = annotators
        self._entities = entities
        self._search = search

    def of(self, article: int, *, states: Sequence[str] = ("suggested", "accepted")) -> tuple[Mention, ...]:
        """List the mentions of one article in the order of its text."""
        return self.of_several([article], states=states).get(article, ())

    def count(self, article: int) -> int:
        """Count the mentions of one article, rejected ones too: how much there is to show, at no cost."""
        return int(self._db.conn.execute("select count(*) from mention where article = ?", (article,)).fetchone()[0])

    def of_several(
        self, articles: Sequence[int], *, states: Sequence[str] = ("suggested", "accepted")
    ) -> Mapping[int, tuple[Mention, ...]]:
        """List the mentions of each of these articles in the order of its text; articles without any are left out."""
        found: dict[int, list[Mention]] = {}
        for some in chunks(articles):
            rows = self._db.conn.execute(
                _SELECT + f" where m.article in ({places(some)}) and m.state in ({places(states)})"
                ' order by m.article, m.start, m."end", m.id',
                [*some, *states],
            )
            for row in rows:
                found.setdefault(row[1], []).append(mention_of(row))
        return {article: tuple(mentions) for article, mentions in found.items()}

    def where(
        self,
        query: str,
        *,
        entity: int | None = None,
        type: str | None = None,
        state: str | None = None,
    ) -> tuple[int, ...]:
        """List the ids of the mentions in articles that match `query`, of one entity, type or state where given."""
        condition = self._search.where(query)
        rows = self._db.conn.execute(
            "select m.id from mention m join article a on a.id = m.article where a.removed = 0"
            f" and {condition.sql} and (? is null or m.entity = ?) and (? is null or m.type = ?)"
            " and (? is null or m.state = ?) order by m.id",
            [*condition.parameters, entity, entity, type, type, state, state],
        )
        return tuple(int(row[0]) for row in rows)

    def add(
        self,
        article: int,
        start: int,
        end: int,
        *,
        type: str,
        entity: int | None = None,
        name: str | None = None,
        by: str | None = None,
        origin: str = "",
    ) -> Change:
        """Mark `[start, end)` (code points) as a mention, accepted, of an entity given by id or by name, or of none.

        A name that no entity of the type has makes a new entity. A suggestion on the very same span gives way. Raises
        UserError for a span outside the text.
        """
        quote = self._quote(article, start, end)
        with self._journal.change(f"Mark {quote} as {type}", origin=origin, annotator=by) as step:
            if entity is None and name is not None:
                entity = self._entities.ensure(type, name, origin="person")
            annotator = self._annotators.ensure(by or self._journal.annotator)
            self._db.conn.execute(
                "delete from mention where article = ? and start < ? and \"end\" > ? and state = 'suggested'",
                (article, end, start),
            )
            same = self._db.conn.execute(
                'select id from mention where article = ? and start = ? and "end" = ? and type = ? and entity is ?',
                (article, start, end, type, entity),
            ).fetchone()
            if same is None:
                self._db.conn.execute(
                    'insert into mention(uid, article, start, "end", quote, type, entity, state, origin, annotator)'
                    " values (?, ?, ?, ?, ?, ?, ?, 'accepted', 'person', ?)",
                    (new_uid(), article, start, end, quote, type, entity, annotator),
                )
            else:
                self._db.conn.execute("update mention set state = 'accepted' where id = ?", (same[0],))
        return step.change

    def _quote(self, article: int, start: int, end: int) -> str:
        row = self._db.conn.execute(
            "select t.text from article_text t join article a on a.id = t.article where a.removed = 0 and a.id = ?",
            (article,),
        ).fetchone()
        if row is None:
            raise UserError(f"There is no article {article}; 'list' shows the ids.")
        if not 0 <= start < end <= len(row[0]):
            raise UserError(f"The span {start}–{end} does not lie in article {article}.")
        return str(row[0][start:end])

    def accept(self, ids: Sequence[int], *, by: str | None = None, origin: str = "") -> Change:
        """Accept these mentions, as one step."""
        return self._judge(ids, "accepted", "Accept", by, origin)

    def reject(self, ids: Sequence[int], *, by: str | None = None, origin: str = "") -> Change:
        """Reject these mentions, as one step; they are kept, so that they are not proposed again."""
        return self._judge(ids, "rejected", "Reject", by, origin)

    def _judge(self, ids: Sequence[int], state: str, verb: str, by: str | None, origin: str) -> Change:
        what = "a mention" if len(ids) == 1 else f"{len(ids):,} mentions"
        self._refuse_unknown(ids)
        with self._journal.change(f"{verb} {what}", origin=origin, annotator=by) as step:
            annotator = self._annotators.ensure(by or self._journal.annotator)
            for some in chunks(ids):
                self._db.conn.execute(
                    f"update mention set state = ?, annotator = ? where state <> ? and id in ({places(some)})",
                    [state, annotator, state, *some],
                )
        return step.change

    def _refuse_unknown(self, ids: Sequence[int]) -> None:
        if missing := absent(self._db, "mention", ids):
            raise UserError(f"There is no mention {min(missing)}; 'show --json' gives the ids.")

    def link(self, ids: Sequence[int], entity: int | None, *, origin: str = "") -> Change:
        """Say which entity these mentions name (None: none)."""
        name = "nothing" if entity is None else self._entities.get(entity).name
        what = "a mention" if len(ids) == 1 else f"{len(ids):,} mentions"
        with self._journal.change(f"Link {what} to {name}", origin=origin) as step:
            for some in chunks(ids):
                self._db.conn.execute(f"update mention set entity = ? where id in ({places(some)})", [entity, *some])
        return step.change

    def relink(
        self,
        ids: Sequence[int],
        *,
        type: str,
        entity: int | None = None,
        name: str | None = None,
        by: str | None = None,
        origin: str = "",
    ) -> Change:
        """Say what these mentions name after all, and accept them: an entity by id or name, or none but a type; one step.

        A name that no entity of the type has makes a new entity. Of mentions that say the same then, one stays.
        """
        self._refuse_unknown(ids)
        called = name if entity is None else self._entities.get(entity).name
        what = "a mention" if len(ids) == 1 else f"{len(ids):,} mentions"
        with self._journal.change(f"Link {what} to {called or type}", origin=origin, annotator=by) as step:
            if entity is None and name is not None:
                entity = self._entities.ensure(type, name, origin="person")
            annotator = self._annotators.ensure(by or self._journal.annotator)
            for some in chunks(ids):
                marks = places(some)
                self._db.conn.execute(
                    f"update mention set entity = ?, type = ?, state = 'accepted', annotator = ? where id in ({marks})"
                    " and (entity is not ? or type <> ? or state <> 'accepted')",
                    [entity, type, annotator, *some, entity, type],
                )
                same = (
                    'o.article = mention.article and o.start = mention.start and o."end" = mention."end"'
                    " and o.type = mention.type and o.entity is mention.entity"
                )
                self._db.conn.execute(
                    f"delete from mention where state <> 'accepted' and exists (select 1 from mention o where {same}"
                    f" and o.id in ({marks})) and article in (select article from mention where id in ({marks}))",
                    [*some, *some],
                )
                self._db.conn.execute(
                    f"delete from mention where id in ({marks}) and exists (select 1 from mention o where {same}"
                    f" and o.id <> mention.id and (o.id < mention.id or o.id not in ({marks})))",
                    [*some, *some],
                )
        return step.change

    def remove(self, ids: Sequence[int], *, origin: str = "") -> Change:
        """Remove these mentions."""
        what = "a mention" if len(ids) == 1 else f"{len(ids):,} mentions"
        with self._journal.change(f"Remove {what}", origin=origin) as step:
            for some in chunks(ids):
                self._db.conn.execute(f"delete from mention where id in ({places(some)})", some)
        return step.change

    def insert(self, rows: Sequence[MentionRow], *, numbers: Sequence[int] = ()) -> None:
        """Write mentions inside the caller's import, recognition or change, under free ids of the caller if given."""
        self._db.conn.executemany(
            'insert into mention(id, uid, article, start, "end", quote, type, entity, state, origin, score, value)'
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number,
                    new_uid(),
                    row.article,
                    row.start,
                    row.end,
                    row.quote,
                    row.type,
                    row.entity,
                    row.state,
                    row.origin,
                    None if row.score is None else round(row.score * 1000),
                    row.value,
                )
                for number, row in zip_longest(numbers, rows)
            ],
        )


def mention_of(row: Sequence[Any]) -> Mention:
    """Make a mention of a row of `MENTION_COLUMNS`."""
    *said, score, value = row
    return _made(*said, None if score is None else float(score) / 1000, value)
