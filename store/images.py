"""Images: what the rows of a change were before and after it, and how they are written back, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from store.database import Database
from store.db import chunks, places
from store.errors import UserError
from store.pointers import POINTED_AT, left_pointing, pointing_nowhere, twin_of

_QUOTING = ("mention", "tagging", "relation", "correction", "tag_rejection")
"""The tables whose rows quote a text."""

_PLACES = ("start", "end", "quote")
"""The columns of these that a new version of a text moves."""


class Written(NamedTuple):
    """A change of the journal: its number and its label."""

    change: int
    label: str


class Outdated(UserError):  # noqa: N818  what it is, not what went wrong
    """The rows of a change are no longer as it left them, so it can be neither taken back nor brought back.

    `change` is its number: `Journal.give_up` takes it out of the way. `lost` says, where that is the reason, which quote
    is no longer in which article. `reason` says what stands in the way, to follow a "because"; `row` is the table and id
    of a row that does.
    """

    def __init__(self, written: Written, *, lost: str = "", row: tuple[str, int] | None = None) -> None:
        reason = lost or "what it changed was changed again outside this history (by an import or another window)"
        super().__init__(
            f"“{written.label}” cannot be taken back or brought back, because {reason}; nothing was done, but you can keep"
            " things as they are and go on to the change beyond it."
        )
        self.change = written.change
        self.label = written.label
        self.reason = reason
        self.row = row


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a row shall be, and what it must be at the moment; None: not there."""

    image: str | None
    expected: str | None


class Images:
    """Reads and writes the images of journaled rows: JSON objects, column by column, made by SQLite itself."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._columns: dict[str, list[str]] = {}

    def columns(self, table: str) -> list[str]:
        """List the columns of a table, in their order."""
        if table not in self._columns:
            rows = self._db.conn.execute(f'pragma table_info("{table}")')
            self._columns[table] = [str(row[1]) for row in rows]
        return self._columns[table]

    def expression(self, table: str, row: str) -> str:
        """Give the SQL that makes the image of the row called `row`."""
        pairs = ", ".join(f"'{name}', {row}.\"{name}\"" for name in self.columns(table))
        return f"json_object({pairs})"

    def write_back(self, written: Written, *, back: bool, keep_annotators: bool = False) -> list[tuple[str, int, int]]:
        """Make all rows of a change what they were before it (`back`) or after it, inside the caller's transaction.

        Of a row that stays, only the columns count that the change itself changed, and only these are written; of a row
        that goes, all but its place in the text, which a new version of the source may have moved.

        Suggestions are not journaled: one that is gone since is no obstacle, and one made anew in its place gives way to
        what a person made of it; those that gave way are given, as table, id and article. Raises Outdated if anything
        else is not as the change left it, or if what comes back would no longer be true; the caller rolls back. With
        `keep_annotators` those who made their first mark by the change, and others since, stay.
        """
        wanted = self._wanted(written.change, back=back)
        if keep_annotators:
            self._leave_pointed_at(wanted.get("annotator", {}))
        lost: list[str] = []
        dropped: list[tuple[str, int, int]] = []
        try:
            for table, rows in wanted.items():
                lost += self._refuse_changed(table, rows, written)
        except Outdated as error:
            raise Outdated(written, lost=self._reason(wanted), row=error.row) from None
        for table, rows in wanted.items():
            gone = [row for row, each in rows.items() if each.image is None]
            self._db.conn.executemany(f'delete from "{table}" where id = ?', [(row,) for row in gone])
        for table, rows in wanted.items():
            self._put(table, rows)
        # Only now: those that the change itself gives to another entity are not in the way.
        dropped += self._drop_suggestions_of(
            row for row, each in wanted.get("entity", {}).items() if each.image is None
        )
        dropped += self._drop_suggestions_beside(lost)
        self._keep_annotators(wanted.get("annotator", {}))
        self._refuse_untrue(wanted, written)
        self._refuse_misquoted(wanted, written)
        return dropped

    def force(self, change: int, *, back: bool) -> None:
        """Make all rows of a change what they were before it (`back`) or after it, whatever they are now."""
        for table, rows in self._wanted(change, back=back).items():
            self._db.conn.executemany(f'delete from "{table}" where id = ?', [(row,) for row in rows])
            for each in rows.values():
                if each.image is not None:
                    self._insert(table, [json.loads(each.image)])

    def blocking(self, change: int, row: tuple[str, int] | None) -> str:
        """Name the latest change since that touched this row (table and id), to follow a "because"; empty if none did."""
        if row is None:
            return ""
        table, number = row
        article = self._article_of(change, table, number)
        found = self._db.conn.execute(
            "select l.id, l.label, l.at from change_row r join change l on l.id = r.change where"
            f" {'r.article is null' if article is None else 'r.article = :article'} and r.tbl = :table and r.row = :row"
            " and r.change > :change and l.state in ('done', 'kept') order by l.id desc limit 1",
            {"article": article, "table": table, "row": number, "change": change},
        ).fetchone()
        if found is None:
            return ""
        return f"the later change {found[0]} (“{found[1]}”, {found[2]}) touched the same; take that one back first"

    def _article_of(self, change: int, table: str, row: int) -> int | None:
        if "article" not in self.columns(table) and table != "article":
            return None
        column = "id" if table == "article" else "article"
        for sql, values in (
            (f'select "{column}" from "{table}" where id = ?', (row,)),
            ("select article from change_row where change = ? and tbl = ? and row = ? limit 1", (change, table, row)),
        ):
            found = self._db.conn.execute(sql, values).fetchone()
            if found is not None:
                return None if found[0] is None else int(found[0])
        return None

    def _wanted(self, change: int, *, back: bool) -> dict[str, dict[int, _Wanted]]:
        images: dict[str, dict[int, _Wanted]] = {}
        for table, row, before, after in self._db.conn.execute(
            "select tbl, row, before, after from change_row where change = ? order by id", (change,)
        ):
            rows = images.setdefault(str(table), {})
            first = rows[row].image if row in rows else before
            rows[row] = _Wanted(first, after)
        if back:
            return images
        return {
            table: {row: _Wanted(each.expected, each.image) for row, each in rows.items()}
            for table, rows in images.items()
        }

    def _leave_pointed_at(self, rows: dict[int, _Wanted]) -> None:
        for row in [row for row, each in rows.items() if each.image is None]:
            for source, column in POINTED_AT["annotator"]:
                sql = (
                    f'select 1 from "{source}" s where "{column}" = ? and not exists (select 1 from change_row r'
                    " where r.change = (select min(change) from change_row where article is null and tbl = 'annotator'"
                    f" and row = ?) and r.tbl = '{source}' and r.row = s.id) limit 1"
                )
                if row in rows and self._db.conn.execute(sql, (row, row)).fetchone() is not None:
                    del rows[row]

    def _refuse_changed(self, table: str, rows: dict[int, _Wanted], written: Written) -> list[str]:
        """Compare the rows with what they must be; gives the images of suggestions that are gone since.

        Of these, one that would only be another suggestion is left out of `rows`: recognition has had its say.
        """
        standing = self._standing(table, list(rows))
        lost: list[str] = []
        for row, each in list(rows.items()):
            there = standing.get(row)
            if there is None and each.expected is not None and _is_suggestion(table, each.expected):
                if each.image is not None and _is_suggestion(table, each.image):
                    del rows[row]
                else:
                    lost.append(each.expected)
                    rows[row] = _Wanted(each.image, None)
            elif table == "annotator" and each.expected is None and there is not None and there == each.image:
                del rows[row]
            elif not _is_as_left(table, there, each):
                raise Outdated(written, row=(table, row))
        return lost

    def _reason(self, wanted: Mapping[str, Mapping[int, _Wanted]]) -> str:
        """Say which quote went with an earlier version of its article, if that is why, else which article has changed."""
        articles: set[int] = set()
        for table, rows in wanted.items():
            standing = self._standing(table, list(rows))
            for row, each in rows.items():
                image = json.loads(each.expected or each.image or "{}")
                if "article" in image or table == "article":
                    articles.add(image["id"] if table == "article" else image["article"])
                went = table in _QUOTING and each.expected is not None and row not in standing
                if went and (said := self._gone(image["article"], image.get("quote"))):
                    return said
        named = self._sources(articles) if len(articles) == 1 else []
        return f"{named[0]} was changed again outside this history, by an import or another window" if named else ""

    def _gone(self, article: int, quote: str | None) -> str:
        text = self._db.conn.execute("select text from article_text where article = ?", (article,)).fetchone()
        if not quote or text is None or quote in text[0]:
            return ""
        return f"{self._sources([article])[0]} has a new version, in which “{_short(quote)}” was not found again"

    def _sources(self, articles: Iterable[int]) -> list[str]:
        some = list(articles)
        rows = self._db.conn.execute(f"select id, source from article where id in ({places(some)})", some)
        return [f"article {number} ({source})" for number, source in rows]

    def _standing(self, table: str, ids: Sequence[int]) -> dict[int, str]:
        standing: dict[int, str] = {}
        for some in chunks(ids):
            standing.update(
                self._db.conn.execute(
                    f'select id, {self.expression(table, "t")} from "{table}" t where id in ({places(some)})', some
                )
            )
        return standing

    def _put(self, table: str, rows: Mapping[int, _Wanted]) -> None:
        new: list[dict[str, object]] = []
        changed: dict[tuple[str, ...], list[dict[str, object]]] = {}
        for each in rows.values():
            if each.image is None:
                continue
            values = json.loads(each.image)
            if each.expected is None:
                new.append(values)
                continue
            # Only what differs is written: the indexes over all other columns need not be touched.
            there = json.loads(each.expected)
            names = tuple(name for name, value in values.items() if name not in there or there[name] != value)
            changed.setdefault(names, []).append(values)
        self._insert(table, new)
        for names, some in changed.items():
            if names:
                update = ", ".join(f'"{name}" = :{name}' for name in names)
                self._db.conn.executemany(f'update "{table}" set {update} where id = :id', some)

    def _insert(self, table: str, rows: Sequence[Mapping[str, object]]) -> None:
        if not rows:
            return
        # A column that a later version added is not in an old image, and takes its default.
        names = [name for name in self.columns(table) if all(name in row for row in rows)]
        columns = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(f":{name}" for name in names)
        self._db.conn.executemany(f'insert into "{table}"({columns}) values ({values})', rows)

    def _keep_annotators(self, rows: dict[int, _Wanted]) -> None:
        """Let annotators stay who came with this change and have made other marks since."""
        for row, each in list(rows.items()):
            if each.image is not None or each.expected is None:
                continue
            if any(
                self._db.conn.execute(f'select 1 from "{table}" where "{column}" = ? limit 1', (row,)).fetchone()
                for table, column in POINTED_AT["annotator"]
            ):
                self._insert("annotator", [json.loads(each.expected)])
                del rows[row]

    def _drop_suggestions_of(self, entities: Iterable[int]) -> Iterator[tuple[str, int, int]]:
        for entity in entities:
            yield from self._drop_suggestions("mention", "entity = ?", (entity,))
            yield from self._drop_suggestions("relation", "article is not null and ? in (subject, object)", (entity,))

    def _drop_suggestions_beside(self, images: Iterable[str]) -> Iterator[tuple[str, int, int]]:
        for image in images:
            lost = json.loads(image)
            span = (lost["article"], lost["end"], lost["start"])
            yield from self._drop_suggestions("mention", 'article = ? and start < ? and "end" > ?', span)

    def _drop_suggestions(self, table: str, condition: str, values: Sequence[int]) -> Iterator[tuple[str, int, int]]:
        rows = self._db.conn.execute(
            f"delete from {table} where state = 'suggested' and {condition} returning id, article", values
        ).fetchall()
        yield from ((table, int(number), int(article)) for number, article in rows)

    def _refuse_untrue(self, wanted: Mapping[str, Mapping[int, _Wanted]], written: Written) -> None:
        """Refuse what would leave rows pointing at nothing, or two tags of one path."""
        gone = {table: [row for row, each in rows.items() if each.image is None] for table, rows in wanted.items()}
        there = {table: [row for row, each in rows.items() if each.image is not None] for table, rows in wanted.items()}
        row = left_pointing(self._db, gone)
        if row is not None:
            raise Outdated(written, row=row)
        while (row := pointing_nowhere(self._db, there)) is not None:
            if row[0] != "annotator" or not self._bring_annotator(row[1]):
                raise Outdated(written, lost=f"the {row[0]} that it belongs to is gone", row=row)
        twin = twin_of(self._db, there.get("tag", ()))
        if twin is not None:
            raise Outdated(written, lost="there is another tag of the same name in its place", row=("tag", twin))

    def _bring_annotator(self, number: int) -> bool:
        """Bring an annotator back whose first mark was given up, for others that come back; False where that cannot be."""
        row = self._db.conn.execute(
            "select coalesce(after, before) from change_row where article is null and tbl = 'annotator' and row = ?"
            " and not exists (select 1 from annotator where name = json_extract(coalesce(after, before), '$.name'))"
            " order by id desc limit 1",
            (number,),
        ).fetchone()
        if row is not None:
            self._insert("annotator", [json.loads(row[0])])
        return row is not None

    def _refuse_misquoted(self, wanted: Mapping[str, Mapping[int, _Wanted]], written: Written) -> None:
        for table in _QUOTING:
            there = [row for row, each in wanted.get(table, {}).items() if each.image is not None]
            for some in chunks(there):
                lost = next(self._misquoted(table, some), None)
                if lost is not None:
                    raise Outdated(written, lost=lost)

    def _misquoted(self, table: str, ids: Sequence[int]) -> Iterator[str]:
        for article, source, quote in self._db.conn.execute(
            f'select s.article, a.source, s.quote from "{table}" s left join article_text t on t.article = s.article'
            f" left join article a on a.id = s.article where s.start is not null and s.id in ({places(ids)})"
            ' and substr(t.text, s.start + 1, s."end" - s.start) is not s.quote',
            ids,
        ):
            yield (
                f"article {article} ({source}) was changed again by an import and no longer says “{_short(quote)}” there"
            )


def _short(quote: str) -> str:
    return quote if len(quote) <= 40 else quote[:39].rstrip() + "…"


def _is_suggestion(table: str, image: str) -> bool:
    return table in ("mention", "relation") and json.loads(image)["state"] == "suggested"


def _is_as_left(table: str, there: str | None, wanted: _Wanted) -> bool:
    """Say whether a row is what the change left, in all that counts for it."""
    if there is None or wanted.expected is None:
        return there is wanted.expected
    if there == wanted.expected:
        return True
    # A column that a later version added is in one image and not in the other.
    standing, expected = json.loads(there), json.loads(wanted.expected)
    names = standing.keys() & expected.keys()
    if wanted.image is not None:
        image = json.loads(wanted.image)
        names = {name for name in names if name in image and image[name] != expected[name]}
    elif table in _QUOTING:
        names -= set(_PLACES)
    return all(standing[name] == expected[name] for name in names)
