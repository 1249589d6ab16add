"""Retagging: tags merged and split, each as one undoable step that carries what they are on."""

from __future__ import annotations

from collections.abc import Sequence

from store.blind import seen
from store.codebook import Codebook
from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.journal import Journal
from store.records import Change, Tag, TagUsage
from store.search import Search

_SAME = 'o.article = g.article and o.start is g.start and o."end" is g."end" and o.annotator = g.annotator'
"""When two taggings (`g` and `o`) differ in nothing but their tag."""

_SAME_PLACE = 'o.article = tag_rejection.article and o.start is tag_rejection.start and o."end" is tag_rejection."end"'
"""When a rejected tag and a tagging or another rejected tag (`o`) are on the same article or passage."""


class Retagging:
    """Makes one tag of two, and two of one."""

    def __init__(self, db: Database, journal: Journal, codebook: Codebook, search: Search) -> None:
        self._db = db
        self._journal = journal
        self._codebook = codebook
        self._search = search

    def usage(self, tag: int, *, branch: bool = False) -> TagUsage:
        """Count what a tag is on; with `branch` what is under it too."""
        tags = self._codebook.branch(tag) if branch else (tag,)
        sql = (
            "select count(*), count(start), count(distinct article), coalesce(sum(example), 0) from tagging"
            f" where tag in ({places(tags)})"
        )
        taggings, passages, articles, examples = self._db.conn.execute(seen(self._db, sql), tags).fetchone()
        names = (
            "select name from annotator where id in (select distinct annotator from tagging"
            f" where tag in ({places(tags)})) order by name"
        )
        rows = self._db.conn.execute(seen(self._db, names), tags)
        return TagUsage(
            taggings=taggings,
            passages=passages,
            articles=articles,
            examples=examples,
            annotators=tuple(str(row[0]) for row in rows),
        )

    def counts(self) -> dict[int, tuple[int, int]]:
        """Count the taggings of each tag that has any, and the articles they are in."""
        sql = seen(self._db, "select tag, count(*), count(distinct article) from tagging group by tag")
        rows = self._db.conn.execute(sql)
        return {int(tag): (int(taggings), int(articles)) for tag, taggings, articles in rows}

    # One of two

    def merge(self, tag: int, into: int, *, origin: str = "") -> Change:
        """Let a tag become another one, which gets its taggings, examples, the tags under it, its key where it has none.

        Of two taggings of the same place by the same annotator one stays, with both notes; of tags under both with the
        same name too. What both say of themselves is joined. Raises UserError where it is the same tag.
        """
        gone, kept = self._codebook.get(tag), self._codebook.get(into)
        if tag == into:
            raise UserError("Choose another tag to merge this one into.")
        with self._journal.change(f"Merge tag {gone.path} into {kept.path}", origin=origin) as step:
            if into in self._codebook.branch(tag):
                self._lift(kept, gone)
            self._absorb(gone, into)
        return step.change

    def _lift(self, kept: Tag, gone: Tag) -> None:
        """Put a tag in the place of one above it."""
        siblings = [each for each in self._codebook.tags() if each.parent == gone.parent and each.id != gone.id]
        if any(each.name.casefold() == kept.name.casefold() for each in siblings if each.codebook == gone.codebook):
            raise UserError(f"Beside “{gone.path}” there is already a tag “{kept.name}”; rename one of them first.")
        if gone.parent is None and any(each.name.casefold() == kept.name.casefold() for each in siblings):
            raise UserError(f"In another codebook there is already a tag “{kept.name}”; rename one of them first.")
        self._db.conn.execute(
            "update tag set parent = ?, position = ? where id = ?", (gone.parent, gone.position, kept.id)
        )

    def _absorb(self, gone: Tag, into: int) -> None:
        kept = self._codebook.get(into)
        self.carry(gone.id, into, None)
        known = {each.name.casefold(): each.id for each in self._codebook.tags() if each.parent == into}
        for child in [each for each in self._codebook.tags() if each.parent == gone.id]:
            same = known.get(child.name.casefold())
            if same is None:
                self._codebook.move(child.id, parent=into, position=1 << 30)
            else:
                self._absorb(child, same)
        execute = self._db.conn.execute
        # What an article or passage was said not to have, it was not said to have by a tag put on it since.
        execute(
            "delete from tag_rejection where tag = ?"
            f" and (exists (select 1 from tag_rejection o where o.tag = ? and {_SAME_PLACE})"
            f" or exists (select 1 from tagging o where o.tag = ? and {_SAME_PLACE}))",
            (gone.id, into, into),
        )
        execute("update tag_rejection set tag = ? where tag = ?", (into, gone.id))
        for column in ("definition", "include", "exclude", "examples"):
            both = "\n".join(dict.fromkeys(filter(None, (getattr(kept, column), getattr(gone, column)))))
            execute(f"update tag set {column} = ? where id = ?", (both, into))
        former = execute("select uid, former from tag where id = ?", (gone.id,)).fetchone()
        execute("delete from tag where id = ?", (gone.id,))
        execute(
            "update tag set key = coalesce(key, ?), former = trim(former || ' ' || ?) where id = ?",
            (gone.key, " ".join(former).strip(), into),
        )

    # Two of one

    def chosen(
        self, tag: int, *, where: str = "", annotator: str | None = None, passages: bool | None = None
    ) -> tuple[int, ...]:
        """List the taggings of a tag (not of those under it) in the articles that match, by one annotator or all.

        `passages` takes those of passages alone, or (False) of whole articles. Raises QueryError for a filter that breaks.
        """
        condition = self._search.where(where)
        kind = "" if passages is None else " and g.start is not null" if passages else " and g.start is null"
        rows = self._db.conn.execute(
            seen(
                self._db,
                "select g.id from tagging g join article a on a.id = g.article where g.tag = ? and a.removed = 0"
                f" and {condition.sql}{kind}"
                " and (? is null or g.annotator = (select id from annotator where name = ?)) order by g.id",
            ),
            [tag, *condition.parameters, annotator, annotator],
        )
        return tuple(int(row[0]) for row in rows)

    def split(self, tag: int, taggings: Sequence[int], into: str, *, origin: str = "") -> Change:
        """Let these taggings of a tag have another one, given by its path, which is made beside it where it is missing.

        A path of one name means a tag of that name, else a new one right beside the tag that is split. Raises UserError
        where no tagging is given or one is not of this tag.
        """
        known = self._codebook.get(tag)
        if not taggings:
            raise UserError(f"Nothing of what “{known.path}” is on was chosen; choose other taggings.")
        count = "1 tagging" if len(taggings) == 1 else f"{len(taggings):,} taggings"
        with self._journal.change(f"Split tag {known.path}: {count} to {into}", origin=origin) as step:
            target = self._target(known, into)
            if target == tag:
                raise UserError("Choose another tag for what is split off.")
            self.carry(tag, target, taggings)
        return step.change

    def _target(self, known: Tag, into: str) -> int:
        if "/" not in into:
            same = [each.id for each in self._codebook.tags() if each.name.casefold() == into.strip().casefold()]
            if len(same) == 1:
                return same[0]
            if known.parent is not None:
                into = f"{self._codebook.get(known.parent).path}/{into.strip()}"
        before = {each.id for each in self._codebook.tags()}
        made = self._codebook.ensure_path(into, codebook=known.codebook)
        if made not in before:
            self._db.conn.execute(
                "update tag set colour = ?, scope = ? where id = ?", (known.colour, known.scope, made)
            )
        return made

    def carry(self, tag: int, into: int, taggings: Sequence[int] | None) -> None:
        """Let taggings (None: all of this tag) have another tag, inside the caller's change; doubles become one."""
        connection = self._db.conn
        connection.execute("create temp table if not exists carried(id integer primary key)")
        connection.execute("delete from temp.carried")
        if taggings is None:
            connection.execute("insert into temp.carried select id from tagging where tag = ?", (tag,))
        else:
            for some in chunks(taggings):
                connection.execute(
                    f"insert or ignore into temp.carried select id from tagging where tag = ? and id in ({places(some)})",
                    [tag, *some],
                )
        doubles = connection.execute(
            "select g.id, g.note, g.example, o.id, o.note, o.example from temp.carried c join tagging g on g.id = c.id"
            f" join tagging o on o.tag = ? and {_SAME}",
            (into,),
        ).fetchall()
        connection.executemany(
            "update tagging set note = ?, example = ? where id = ?",
            (
                ("\n".join(dict.fromkeys(filter(None, (kept_note, note)))), max(example, kept_example), kept)
                for _, note, example, kept, kept_note, kept_example in doubles
            ),
        )
        connection.executemany("delete from tagging where id = ?", ((row[0],) for row in doubles))
        connection.execute("update tagging set tag = ? where id in (select id from temp.carried)", (into,))
        connection.execute("delete from temp.carried")
