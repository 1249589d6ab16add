"""Taggings: tags put on articles and on passages, by whom, perhaps with a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from store.annotators import Annotators, new_uid
from store.blind import blind_as, seen
from store.codebook import Codebook
from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.formats.attributes import Values, checked, read_attributes, read_values, values_text
from store.journal import Journal, now
from store.records import Change, Passage, Tagging
from store.records.made import maker
from store.search import Search
from store.tag_rules import labelled, make_way, refuse_unfit

AROUND = 60
"""How many code points of context a passage carries on each side."""

TAGGING_SELECT = (
    "with recursive path(id, path) as (select id, name from tag where parent is null union all"
    " select t.id, p.path || '/' || t.name from tag t join path p on t.parent = p.id)"
    ' select g.id, g.uid, g.article, g.tag, p.path, g.start, g."end", g.quote, g.note, n.name, g.certainty, g.attributes,'
    " g.example, g.origin"
    " from tagging g join path p on p.id = g.tag join annotator n on n.id = g.annotator"
)
"""Reads taggings `g`, column by column in the order of their fields, as `tagging_of` takes them."""

_made = maker(Tagging)


class Taggings:
    """The taggings of a project."""

    def __init__(
        self, db: Database, journal: Journal, annotators: Annotators, codebook: Codebook, search: Search
    ) -> None:
        self._db = db
        self._journal = journal
        self._annotators = annotators
        self._codebook = codebook
        self._search = search

    def of(self, article: int) -> tuple[Tagging, ...]:
        """List the taggings of one article: those of the whole article first, then passages in order."""
        return self.of_several([article]).get(article, ())

    def of_several(self, articles: Sequence[int]) -> Mapping[int, tuple[Tagging, ...]]:
        """List the taggings of each of these articles, as `of` does; articles without any are left out."""
        found: dict[int, list[Tagging]] = {}
        for some in chunks(articles):
            order = 'g.article, g.start is not null, g.start, g."end", p.path, g.id'
            sql = f"{TAGGING_SELECT} where g.article in ({places(some)}) order by {order}"
            rows = self._db.conn.execute(seen(self._db, sql), some)
            for row in rows:
                found.setdefault(row[2], []).append(tagging_of(row))
        return {article: tuple(taggings) for article, taggings in found.items()}

    def put(
        self,
        tag: int,
        articles: Sequence[int],
        *,
        span: tuple[int, int] | None = None,
        note: str = "",
        certainty: int | None = None,
        attributes: Values = (),
        by: str | None = None,
        origin: str = "",
    ) -> Change:
        """Put a tag on articles, or on the passage `span` (code points) of one article.

        What the same annotator has tagged so already stays one tagging (a note, certainty or attributes that are given
        replace its own). The first tagging makes an untagged article `started`. Tags of the same annotator there that
        this one excludes come off, which the change's label says. Raises UserError for a span outside the text, and for
        a tag that is deprecated or is not for what it is put on.
        """
        known = self._codebook.get(tag)
        refuse_unfit(known, passage=span is not None)
        quote = None if span is None else self._quote(articles, span)
        what = "a passage" if span else "1 article" if len(articles) == 1 else f"{len(articles):,} articles"
        with self._journal.change(f"Tag {what} with {known.name}", origin=origin, annotator=by) as step:
            annotator = self._annotators.ensure(by or self._journal.annotator)
            start, end = span or (None, None)
            fresh = self._without(tag, articles, start, end, annotator)
            instead = make_way(self._db, tag, articles, span=(start, end), annotator=annotator)
            step.label = labelled(step.label, instead)
            stamp, said = now(), values_text(attributes)
            self._db.conn.executemany(
                'insert into tagging(uid, article, tag, start, "end", quote, note, annotator, at, certainty, attributes)'
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (new_uid(), article, tag, start, end, quote, note, annotator, stamp, certainty, said)
                    for article in fresh
                ],
            )
            given = {"note": note or None, "certainty": certainty, "attributes": said if attributes else None}
            for column, value in given.items():
                if value is not None:
                    self._say_anew(column, value, tag, set(articles) - set(fresh), (start, end), annotator)
            for some in chunks(fresh):
                self._db.conn.execute(
                    f"update article set status = 'started' where status = 'untagged' and id in ({places(some)})", some
                )
        return step.change

    def on_all(self, tag: int, articles: Sequence[int], *, span: tuple[int, int] | None = None) -> bool:
        """Say whether all of these articles have the tag, as a whole or on the passage `span`, whoever put it (blind: I)."""
        start, end = span or (None, None)
        tagged = 0
        for some in chunks(articles):
            tagged += self._db.conn.execute(
                seen(
                    self._db,
                    'select count(distinct article) from tagging where tag = ? and start is ? and "end" is ?'
                    f" and article in ({places(some)})",
                ),
                [tag, start, end, *some],
            ).fetchone()[0]
        return tagged == len(set(articles))

    def _quote(self, articles: Sequence[int], span: tuple[int, int]) -> str:
        if len(articles) != 1:
            raise UserError("A passage lies in one article; choose one.")
        row = self._db.conn.execute("select text from article_text where article = ?", (articles[0],)).fetchone()
        if row is None or not 0 <= span[0] < span[1] <= len(row[0]):
            raise UserError(f"The span {span[0]}–{span[1]} does not lie in article {articles[0]}.")
        return str(row[0][span[0] : span[1]])

    def _without(
        self, tag: int, articles: Sequence[int], start: int | None, end: int | None, annotator: int
    ) -> list[int]:
        have: set[int] = set()
        alive: set[int] = set()
        for some in chunks(articles):
            have.update(
                row[0]
                for row in self._db.conn.execute(
                    'select article from tagging where tag = ? and start is ? and "end" is ? and annotator = ?'
                    f" and article in ({places(some)})",
                    [tag, start, end, annotator, *some],
                )
            )
            alive.update(
                row[0]
                for row in self._db.conn.execute(
                    f"select id from article where removed = 0 and id in ({places(some)})", some
                )
            )
        missing = set(articles) - alive
        if missing:
            raise UserError(f"There is no article {min(missing)}; 'list' shows the ids.")
        return [article for article in dict.fromkeys(articles) if article not in have]

    def _say_anew(
        self,
        column: str,
        value: object,
        tag: int,
        articles: Iterable[int],
        span: tuple[int | None, int | None],
        annotator: int,
    ) -> None:
        self._db.conn.executemany(
            f'update tagging set {column} = ? where article = ? and tag = ? and start is ? and "end" is ?'
            " and annotator = ?",
            [(value, article, tag, *span, annotator) for article in articles],
        )

    def insert(self, tag: int, article: int) -> None:
        """Write a tagging of a whole article inside the caller's import, unless it is there already."""
        annotator = self._annotators.ensure(self._journal.annotator)
        if self._without(tag, [article], None, None, annotator):
            self._db.conn.execute(
                "insert into tagging(uid, article, tag, note, annotator, at) values (?, ?, ?, '', ?, ?)",
                (new_uid(), article, tag, annotator, now()),
            )
            self._db.conn.execute(
                "update article set status = 'started' where id = ? and status = 'untagged'", (article,)
            )

    def take_off(
        self,
        tag: int,
        articles: Sequence[int],
        *,
        span: tuple[int, int] | None = None,
        by: str | None = None,
        origin: str = "",
    ) -> Change:
        """Take a tag off articles (the tagging of the whole article only), or off one passage; by one annotator or all.

        In blind mode, where the others' taggings cannot be seen, all is only the annotator of now.
        """
        by = by or blind_as(self._db)
        what = "a passage" if span else "1 article" if len(articles) == 1 else f"{len(articles):,} articles"
        start, end = span or (None, None)
        with self._journal.change(
            f"Take {self._codebook.get(tag).name} off {what}", origin=origin, annotator=by
        ) as step:
            for some in chunks(articles):
                self._db.conn.execute(
                    f'delete from tagging where tag = ? and start is ? and "end" is ? and article in ({places(some)})'
                    " and (? is null or annotator in (select id from annotator where name = ?))",
                    [tag, start, end, *some, by, by],
                )
        return step.change

    def remove(self, ids: Sequence[int], *, origin: str = "") -> Change:
        """Remove taggings by id."""
        label = "Remove a tagging" if len(ids) == 1 else f"Remove {len(ids):,} taggings"
        with self._journal.change(label, origin=origin) as step:
            for some in chunks(ids):
                self._db.conn.execute(f"delete from tagging where id in ({places(some)})", some)
        return step.change

    def set_note(self, tagging: int, note: str, *, origin: str = "") -> Change:
        """Write the note of one tagging; an empty one removes it."""
        with self._journal.change("Note on a tagging", origin=origin) as step:
            self._db.conn.execute("update tagging set note = ? where id = ?", (note, tagging))
        return step.change

    def describe(
        self,
        ids: Sequence[int],
        *,
        note: str | None = None,
        certainty: int | Literal["as it is"] | None = "as it is",
        attributes: Mapping[str, str] | None = None,
        origin: str = "",
    ) -> Change:
        """Write note, certainty (0 to 100, None: not said) and attributes of taggings; what is not given stays.

        `attributes` are values as written by hand, checked by what each tagging's tag defines; an empty one is taken
        away. Raises UserError for a value that the tag does not allow.
        """
        what = "a tagging" if len(ids) == 1 else f"{len(ids):,} taggings"
        word = "Note on" if certainty == "as it is" and attributes is None else "Describe"
        with self._journal.change(f"{word} {what}", origin=origin) as step:
            for some in chunks(ids):
                if note is not None:
                    self._db.conn.execute(f"update tagging set note = ? where id in ({places(some)})", [note, *some])
                if certainty != "as it is":
                    sql = f"update tagging set certainty = ? where id in ({places(some)})"
                    self._db.conn.execute(sql, [certainty, *some])
            if attributes is not None:
                self._set_attributes(ids, attributes)
        return step.change

    def _set_attributes(self, ids: Sequence[int], given: Mapping[str, str]) -> None:
        for some in chunks(ids):
            rows = self._db.conn.execute(
                "select g.id, g.attributes, t.attributes from tagging g join tag t on t.id = g.tag"
                f" where g.id in ({places(some)})",
                some,
            ).fetchall()
            for number, before, definitions in rows:
                defined = read_attributes(definitions)
                names = {each.name for each in defined}
                # What the tag no longer defines stays until it is defined again.
                kept = tuple((name, value) for name, value in read_values(before) if name not in names)
                values = values_text((*checked(given, defined), *kept))
                self._db.conn.execute("update tagging set attributes = ? where id = ?", (values, number))

    def passages(self, query: str = "", *, tag: int | None = None) -> tuple[Passage, ...]:
        """List the tagged passages of the articles that match `query`, of one tag's branch or of all tags.

        Raises QueryError if the query cannot be parsed.
        """
        condition = self._search.where(query)
        tags = "" if tag is None else f" and g.tag in ({places(self._codebook.branch(tag))})"
        sql = (
            TAGGING_SELECT.replace(
                " from tagging g",
                ", a.title, substr(x.text, max(1, g.start + 1 - ?), min(?, g.start)),"
                ' substr(x.text, g."end" + 1, ?) from tagging g',
            )
            + " join article a on a.id = g.article join article_text x on x.article = a.id"
            + f" where g.start is not null and a.removed = 0 and {condition.sql}{tags} order by a.id, g.start, g.id"
        )
        rows = self._db.conn.execute(
            seen(self._db, sql),
            [AROUND, AROUND, AROUND, *condition.parameters, *(() if tag is None else self._codebook.branch(tag))],
        )
        return tuple(
            Passage(tagging=tagging_of(row[:14]), title=row[14], before=row[15], after=row[16]) for row in rows
        )


def tagging_of(row: Sequence[Any]) -> Tagging:
    """Give the tagging of a row that `TAGGING_SELECT` reads."""
    *said, attributes, example, origin = row
    return _made(*said, read_values(attributes) if attributes != "{}" else (), bool(example), origin)
