"""Articles: reading them one by one or as rows of a list, and correcting what a parser said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.article_statuses import ArticleStatuses
from store.bin import DELETED
from store.blind import seen
from store.corrections import Corrections, write_parts
from store.database import Database
from store.db import chunks, places
from store.duplicates import Duplicates
from store.errors import UserError
from store.journal import Journal
from store.parse.fields import FieldValue, field_value
from store.records import ROLES, STATUSES, Article, ArticleRow, Change, Part
from store.records.made import maker
from store.text.lines import whole_lines
from store.text.roles import with_roles

_part = maker(Part)


class Articles:
    """The articles of a project."""

    def __init__(self, db: Database, journal: Journal, duplicates: Duplicates, corrections: Corrections) -> None:
        self._db = db
        self._journal = journal
        self._copies = duplicates
        self._corrections = corrections

    def count(self) -> int:
        """Count the articles that are not in the bin."""
        return int(self._db.conn.execute("select count(*) from article where removed = 0").fetchone()[0])

    def any(self) -> bool:
        """Say whether there is an article that is not in the bin."""
        return self._db.conn.execute("select 1 from article where removed = 0 limit 1").fetchone() is not None

    def get(self, article: int, *, deleted: bool = False) -> Article:
        """Read one article whole; raises UserError if there is none with this id, or if it is deleted and not wanted so."""
        found = self.several([article], deleted=True)
        if not found:
            raise UserError(f"There is no article {article}; 'list' shows the ids.")
        if not deleted and self._is_deleted(article):
            raise UserError(f"Article {article} is in the bin; 'restore' brings it back.")
        return found[0]

    def _is_deleted(self, article: int) -> bool:
        row = self._db.conn.execute("select removed from article where id = ?", (article,)).fetchone()
        return row is not None and row[0] != 0

    def several(self, ids: Sequence[int], *, deleted: bool = False) -> tuple[Article, ...]:
        """Read these articles whole, in this order; ids that are gone are left out, and so are deleted ones if not wanted."""
        found: dict[int, Article] = {}
        for some in chunks(ids):
            authors, keywords = self._names("author", some), self._names("keyword", some)
            parts = self._parts_of(some)
            for row in self._db.conn.execute(
                seen(
                    self._db,
                    "select a.id, a.uid, a.source, a.sha256, a.language, a.title, a.title_derived, a.subtitle, a.outlet,"
                    " a.published, a.updated, a.url, a.status, t.text from article a join article_text t on t.article = a.id"
                    f" where (? or a.removed = 0) and a.id in ({places(some)})",
                ),
                [deleted, *some],
            ):
                found[row[0]] = Article(
                    id=row[0],
                    uid=row[1],
                    source=row[2],
                    sha256=row[3],
                    language=row[4],
                    title=row[5],
                    title_derived=bool(row[6]),
                    subtitle=row[7],
                    outlet=row[8],
                    authors=tuple(authors.get(row[0], ())),
                    published=row[9],
                    updated=row[10],
                    url=row[11],
                    keywords=tuple(keywords.get(row[0], ())),
                    status=row[12],
                    text=row[13],
                    parts=tuple(parts.get(row[0], ())),
                )
        return tuple(found[number] for number in ids if number in found)

    def text(self, article: int) -> str:
        """Read the text of one article; raises UserError if there is none with this id."""
        row = self._db.conn.execute("select text from article_text where article = ?", (article,)).fetchone()
        if row is None:
            raise UserError(f"There is no article {article}; 'list' shows the ids.")
        return str(row[0])

    def parts(self, article: int) -> tuple[Part, ...]:
        """List the parts of one article in the order of its text."""
        return tuple(self._parts_of([article]).get(article, ()))

    def _parts_of(self, ids: Sequence[int]) -> dict[int, list[Part]]:
        parts: dict[int, list[Part]] = {}
        for article, role, start, end in self._db.conn.execute(
            f'select article, role, start, "end" from part where article in ({places(ids)}) order by article, start',
            ids,
        ):
            parts.setdefault(article, []).append(_part(role, start, end))
        return parts

    def _names(self, table: str, ids: Sequence[int]) -> dict[int, list[str]]:
        names: dict[int, list[str]] = {}
        for article, name in self._db.conn.execute(
            f"select article, name from {table} where article in ({places(ids)}) order by article, position", ids
        ):
            names.setdefault(article, []).append(name)
        return names

    def rows(self, ids: Sequence[int], *, deleted: bool = False) -> tuple[ArticleRow, ...]:
        """Read the list's rows of these articles, in this order; ids that are gone are left out, deleted ones if unwanted."""
        found: dict[int, ArticleRow] = {}
        for some in chunks(ids):
            tags, copies = self._tags_of(some), self._copies.counts(some)
            for row in self._db.conn.execute(
                seen(
                    self._db,
                    "select a.id, a.source, a.title, a.title_derived, a.outlet, a.published, a.language, a.status, a.length,"
                    " (select count(*) from note n where n.article = a.id), a.removed"
                    f" from article a where (? or a.removed = 0) and a.id in ({places(some)})",
                ),
                [deleted, *some],
            ):
                found[row[0]] = ArticleRow(
                    id=row[0],
                    source=row[1],
                    title=row[2],
                    title_derived=bool(row[3]),
                    outlet=row[4],
                    published=row[5],
                    language=row[6],
                    status=row[7],
                    length=row[8],
                    notes=row[9],
                    duplicates=copies.get(row[0], 0),
                    tags=tags.get(row[0], ()),
                    deleted=bool(row[10]),
                )
        return tuple(found[number] for number in ids if number in found)

    def _tags_of(self, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        # In two questions: SQLite would rather go through all taggings of every tag than through those of these articles.
        rows = self._db.conn.execute(
            seen(self._db, f"select distinct article, tag from tagging where article in ({places(ids)})"), ids
        ).fetchall()
        paths: dict[int, str] = {}
        if rows:
            paths = dict(
                self._db.conn.execute(
                    "with recursive path(id, path) as (select id, name from tag where parent is null union all"
                    " select t.id, p.path || '/' || t.name from tag t join path p on t.parent = p.id)"
                    " select id, path from path"
                ).fetchall()
            )
        tags: dict[int, list[str]] = {}
        for path, article in sorted((paths[tag], article) for article, tag in rows if tag in paths):
            tags.setdefault(article, []).append(path)
        return {article: tuple(paths) for article, paths in tags.items()}

    def duplicates(self, ids: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
        """List for each of these articles its copies, exact and near, where there are any."""
        return self._copies.of_several(ids)

    def set_status(self, ids: Sequence[int], status: str, *, origin: str = "") -> Change:
        """Set how far the annotator of now is with these articles; raises UserError for an unknown status.

        Where others have given them a status too, an article's own is made of all (see `store.article_statuses`).
        """
        if status not in STATUSES:
            raise UserError(f"“{status}” is no status; choose one of {', '.join(STATUSES)}.")
        what = "1 article" if len(ids) == 1 else f"{len(ids):,} articles"
        with self._journal.change(f"Set {what} to {status}", origin=origin) as step:
            ArticleStatuses(self._db).write(ids, status, by=self._journal.annotator)
        return step.change

    def remove(self, ids: Sequence[int], *, origin: str = "") -> Change:
        """Take these articles out of the project, into the bin; undo brings them back with all their marks."""
        what = "1 article" if len(ids) == 1 else f"{len(ids):,} articles"
        with self._journal.change(f"Move {what} to the bin", origin=origin) as step:
            for some in chunks(ids):
                self._db.conn.execute(
                    f"update article set removed = {DELETED} where removed = 0 and id in ({places(some)})", some
                )
        return step.change

    def set_role(self, article: int, start: int, end: int, role: str, *, origin: str = "") -> Change:
        """Give the text `[start, end)` (code points) of an article another role, cutting the parts around it.

        Each line of it is remembered as corrected, so that a new version of the source keeps its role. Raises UserError
        for an unknown role or a span outside the text.
        """
        if role not in ROLES:
            raise UserError(f"“{role}” is no role of a part; choose one of {', '.join(ROLES)}.")
        text = self.text(article)
        if not 0 <= start < end <= len(text):
            raise UserError(f"The span {start}–{end} does not lie in article {article}.")
        given = Part(role=role, start=start, end=end)
        with self._journal.change(f"Mark as {role}", origin=origin) as step:
            write_parts(self._db, article, with_roles(text, self.parts(article), [given]))
            self._corrections.write_roles(article, text, given)
        return step.change

    def lines(self, article: int, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Give the spans (code points) of the whole visible lines that `[start, end)` touches, without blanks around."""
        return whole_lines(self.text(article), start, end)

    def correct(self, articles: int | Sequence[int], *, field: str, value: FieldValue, origin: str = "") -> Change:
        """Give one or several articles another title, subtitle, authors, outlet, published, updated, language, url or keywords.

        Authors and keywords are lists of texts; an empty value means that there is none. It is remembered, so that a
        new version of the source keeps it. Articles that have this value already are let be. Raises UserError for
        another field, and for a date, language or address that is none.
        """
        ids = [articles] if isinstance(articles, int) else list(articles)
        wanted = field_value(field, value)
        what = f"article {ids[0]}" if len(ids) == 1 else f"{len(ids):,} articles"
        with self._journal.change(f"Correct the {field} of {what}", origin=origin) as step:
            self._corrections.write_field(ids, field, wanted)
        return step.change
