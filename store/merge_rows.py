"""The rows of a merge: each compared three ways, with what it was when the copies parted; differences on both sides listed."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from store.db import attempt, places
from store.merge_articles import MergedArticles, columns_of
from store.merge_history import Past, Row
from store.merge_tables import TABLES, Mergeable
from store.records import MergeConflict
from store.store import Store
from store.text.anchors import find_again

_POINTERS: dict[str, list[tuple[str, str]]] = {}
for _table in TABLES:
    for _column, _target in _table.refs.items():
        _POINTERS.setdefault(_target, []).append((_table.name, _column))


class MergedRows:
    """Brings the rows of one table after the other, inside the caller's change."""

    def __init__(self, store: Store, articles: MergedArticles, ours: Past, theirs: Past) -> None:
        self.added: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.removed: Counter[str] = Counter()
        self.conflicts: list[MergeConflict] = []
        self.lost: list[str] = []
        self._store = store
        self._db = store.db
        self._articles = articles
        self._ours = ours
        self._theirs = theirs
        self._known: dict[str, Sequence[str]] = {}
        self._here: dict[str, dict[int, int | None]] = {}
        self._doomed: list[tuple[Mergeable, Row, Row, str]] = []
        self._arrived = {*articles.new, *articles.returning}
        self._differing = {ours for _, ours in articles.texts}

    def _columns(self, table: Mergeable) -> Sequence[str]:
        if table.name not in self._known:
            self._known[table.name] = columns_of(self._db, table.name)
        return self._known[table.name]

    # What points where

    def place(self, table: str, number: object) -> int | None:
        """Give the id that a row of theirs has here, or None where it is not here."""
        if number is None:
            return None
        row = int(str(number))
        if table == "article":
            return self._articles.here.get(row)
        known = self._here.setdefault(table, {})
        if row not in known:
            known[row] = self._find(table, row)
        return known[row]

    def _find(self, table: str, row: int) -> int | None:
        uid = self._db.conn.execute(f'select uid from theirs."{table}" where id = ?', (row,)).fetchone()
        name = uid[0] if uid else self._theirs.uids[table].get(row)
        found = self._db.conn.execute(f'select id from main."{table}" where uid = ?', (name,)).fetchone()
        return int(found[0]) if found else None

    def _as_ours(self, table: Mergeable, row: Row) -> Row | None:
        """Give a row of theirs with our ids; None where something that it points at is not here."""
        ours = {name: value for name, value in row.items() if name != "id"}
        if table.name == "codebook_version":
            ours["change"] = None  # a number of their history
        for column, target in table.refs.items():
            if row.get(column) is not None:
                ours[column] = self.place(target, row[column])
                if ours[column] is None:
                    return None
        return ours

    # One table

    def merge(self, table: Mergeable, *, kin: bool) -> Iterator[int]:
        """Merge the rows of a table; yields how many are done from time to time."""
        columns = self._columns(table)
        names = ", ".join(f'"{name}"' for name in columns)
        for done, uid in enumerate(self._candidates(table, kin=kin)):
            if done % 500 == 0:
                yield done
            found = self._db.conn.execute(f'select {names} from theirs."{table.name}" where uid = ?', (uid,)).fetchone()
            row = None if found is None else dict(zip(columns, found, strict=True))
            try:
                with attempt(self._db):
                    self._merge_row(table, uid, row)
            except sqlite3.IntegrityError:
                here, there = "taken here by another", self._words(table, row or {})
                self._conflict(table, uid, None, "", here, there, why="Its name is taken here by another one.")

    def _candidates(self, table: Mergeable, *, kin: bool) -> list[str]:
        """Give the uids of what may differ: what they have changed since, and what only they have."""
        suggested = " and t.state <> 'suggested'" if table.name in ("mention", "relation") else ""
        if suggested and self._arrived:
            suggested = f" and (t.state <> 'suggested' or {self._on_new()})"
        only = "" if not kin else f' and not exists (select 1 from main."{table.name}" o where o.uid = t.uid)'
        fresh = self._db.conn.execute(
            f'select t.uid from theirs."{table.name}" t where 1{suggested}{only} order by t.id'
        )
        # A tag comes after what it is under, whichever of them was made first.
        found = dict.fromkeys([*(row[0] for row in fresh), *self._theirs.touched(table.name)])
        return self._by_depth(table, list(found)) if table.name in ("tag", "entity") else list(found)

    def _on_new(self) -> str:
        self._db.conn.execute("create temp table if not exists merged_new(article integer primary key)")
        self._db.conn.execute("delete from temp.merged_new")
        self._db.conn.executemany("insert into temp.merged_new values (?)", [(each,) for each in self._arrived])
        return "t.article in (select article from temp.merged_new)"

    def _by_depth(self, table: Mergeable, uids: list[str]) -> list[str]:
        column = "parent" if table.name == "tag" else "part_of"
        rows = {uid: (number, above) for number, uid, above in self._db.conn.execute(
            f'select id, uid, "{column}" from theirs."{table.name}"')}  # fmt: skip
        above = dict(rows.values())

        def depth(uid: str) -> int:
            number, deep = rows.get(uid, (None, None))[0], 0
            while number is not None and deep <= len(above):
                number, deep = above.get(number), deep + 1
            return deep

        return sorted(uids, key=depth)

    def _merge_row(self, table: Mergeable, uid: str, theirs: Row | None) -> None:
        touched = self._theirs.touched(table.name)
        base = touched.get(uid)
        ours = self._ours_of(table, uid)
        if theirs is None:
            if base is not None and ours is not None:
                self._doom(table, uid, base, ours)
            return
        wanted = self._placed(table, theirs)
        if wanted is None:
            return
        if ours is None and (same := self._alike(table, wanted)) is not None:
            self._here.setdefault(table.name, {})[int(str(theirs["id"]))] = int(str(same["id"]))
            self._meet(table, same, wanted)
        elif ours is None:
            self._bring(table, uid, theirs, wanted, base)
        else:
            self._reconcile(table, uid, ours, wanted, self._base(table, uid, base, ours))

    def _ours_of(self, table: Mergeable, uid: str) -> Row | None:
        return self._row(table, "uid = ?", (uid,))

    def _row(self, table: Mergeable, condition: str, values: Iterable[object]) -> Row | None:
        columns = self._columns(table)
        names = ", ".join(f'"{name}"' for name in columns)
        found = self._db.conn.execute(
            f'select {names} from main."{table.name}" where {condition}', tuple(values)
        ).fetchone()
        return None if found is None else dict(zip(columns, found, strict=True))

    def _alike(self, table: Mergeable, wanted: Row) -> Row | None:
        """Find a row here that says the same under another uid."""
        if table.name == "correction" and wanted.get("start") is None:
            return self._row(table, "article = ? and field = ? and start is null", (wanted["article"], wanted["field"]))
        fold = " collate nocase" if table.casefold else ""
        return self._row(
            table,
            " and ".join(f'"{name}" is ?{fold if name == "name" else ""}' for name in table.alike),
            [wanted.get(name) for name in table.alike],
        )

    def _placed(self, table: Mergeable, theirs: Row) -> Row | None:
        """Give their row as it would be here; where that cannot be, note why and give None."""
        wanted = self._as_ours(table, theirs)
        if wanted is None:
            article = None if theirs.get("article") is None else self.place("article", theirs["article"])
            if theirs.get("article") is not None and article is None:
                return None  # its article is not here, and was not to be
            missing = next(
                target for column, target in table.refs.items() if theirs.get(column) is not None
                and self.place(target, theirs[column]) is None
            )  # fmt: skip
            self._conflict(
                table, str(theirs["uid"]), article, "", "–", self._words(table, theirs),
                why=f"The {missing} that it needs was removed here.",
            )  # fmt: skip
            return None
        if wanted.get("article") in self._differing and wanted.get("start") is not None:
            return self._moved(table, theirs, wanted)
        return wanted

    def _moved(self, table: Mergeable, theirs: Row, wanted: Row) -> Row | None:
        """Find a passage again in the text that the article has here."""
        text = self._store.articles.text(int(str(wanted["article"])))
        start, end = int(str(wanted["start"])), int(str(wanted["end"]))
        if text[start:end] == wanted.get("quote"):
            return wanted
        old = self._db.conn.execute(
            "select text from theirs.article_text where article = ?", (theirs["article"],)
        ).fetchone()
        found = find_again(str(old[0]), start, end, text)
        if found is None:
            self.lost.append(
                f"The {table.what} of “{wanted.get('quote')}” has no place in article {wanted['article']} here."
            )
            return None
        return {**wanted, "start": found[0], "end": found[1]}

    def _base(self, table: Mergeable, uid: str, base: Row | None, ours: Row) -> Row | None:
        """Give what a row was when the copies parted, with our ids; of one that came by a merge, what it was then."""
        if base is not None:
            return self._as_ours(table, base)
        if uid in self._theirs.touched(table.name) or uid in self._ours.touched(table.name):
            return self._ours.first_seen(table.name, uid) or ours
        return None

    # What is done

    def _bring(self, table: Mergeable, uid: str, theirs: Row, wanted: Row, base: Row | None) -> None:
        """Write a row that is not here, unless it was removed here and they have left it as it was."""
        gone = self._ours.touched(table.name).get(uid) or self._ours.first_seen(table.name, uid)
        if gone is not None:
            last = base and self._as_ours(table, base)
            names = [name for name in wanted if name in gone and name not in table.free]
            if all(self._ours.has_been(table.name, uid, name, wanted[name]) for name in names) or last == wanted:
                return
            self._conflict(
                table, uid, wanted.get("article"), "", "removed here", self._words(table, theirs), value=json.dumps(wanted),
            )  # fmt: skip
            return
        self._insert(table, wanted)

    def _insert(self, table: Mergeable, wanted: Row) -> None:
        if table.name == "tag" and wanted.get("key") is not None:
            taken = self._db.conn.execute('select 1 from main.tag where "key" = ?', (wanted["key"],)).fetchone()
            wanted = {**wanted, "key": None if taken else wanted["key"]}
        names = ", ".join(f'"{name}"' for name in wanted)
        marks = places(tuple(wanted))
        self._db.conn.execute(f'insert into main."{table.name}"({names}) values ({marks})', tuple(wanted.values()))
        self.added[table.what] += 1

    def _meet(self, table: Mergeable, ours: Row, wanted: Row) -> None:
        """Join what both have made apart from each other: an empty value takes theirs, a judged mention a suggestion."""
        changes: Row = {}
        for name, value in wanted.items():
            if name in ("id", "uid", *table.alike, *table.free) or ours.get(name) == value:
                continue
            if ours.get(name) in (None, "", "{}", "[]") or ours.get(name) == "suggested":
                changes[name] = value
            elif value not in (None, "", "{}", "[]", "suggested") and not self._is_settled(table, ours, name, value):
                self._differ(table, str(ours["uid"]), ours, name, value)
        self._write(table, ours, changes)

    def _is_settled(self, table: Mergeable, ours: Row, name: str, value: object) -> bool:
        if table.name == "entity_name" and name == "preferred":
            return True
        return self._ours.has_been(table.name, str(ours["uid"]), name, value)

    def _reconcile(self, table: Mergeable, uid: str, ours: Row, wanted: Row, base: Row | None) -> None:
        """Compare column by column: what one of both has changed holds, what both have is a conflict."""
        changes: Row = {}
        for name, value in wanted.items():
            if name in ("id", "uid") or ours.get(name) == value or (base is not None and base.get(name) == value):
                continue
            if base is not None and ours.get(name) == base.get(name):
                if name in ("parent", "part_of") and self._circles(table, ours, value):
                    self._conflict(table, uid, None, name, "", "", why="Each would stand under the other.")
                    continue
                changes[name] = value
            elif name not in table.free and not self._is_settled(table, ours, name, value):
                self._differ(table, uid, ours, name, value)
        self._write(table, ours, changes)

    def _circles(self, table: Mergeable, ours: Row, above: object) -> bool:
        column, number, seen = ("parent" if table.name == "tag" else "part_of"), above, 0
        while number is not None and seen < 1000:
            if number == ours["id"]:
                return True
            row = self._db.conn.execute(
                f'select "{column}" from main."{table.name}" where id = ?', (number,)
            ).fetchone()
            number, seen = (row[0] if row else None), seen + 1
        return False

    def _write(self, table: Mergeable, ours: Row, changes: Mapping[str, object]) -> None:
        if changes:
            names = ", ".join(f'"{name}" = ?' for name in changes)
            self._db.conn.execute(
                f'update main."{table.name}" set {names} where id = ?', (*changes.values(), ours["id"])
            )
            self.changed[table.what] += 1

    def _doom(self, table: Mergeable, uid: str, base: Row, ours: Row) -> None:
        """Note what they have removed; it goes once all else is merged, if nothing here still needs it."""
        then = self._as_ours(table, base)
        same = then is None or all(
            ours.get(name) == value for name, value in then.items() if name in ours and name not in ("id", *table.free)
        )
        if not same:
            self._conflict(
                table, uid, ours.get("article"), "", self._words_of(table, ours), "removed there", value=None
            )
            return
        self._doomed.append((table, ours, base, uid))

    def merge_article(self, table: Mergeable, uid: str, theirs: Row, ours: Row) -> None:
        """Merge what is said of an article that both have: its title, outlet and so on."""
        base = self._theirs.touched(table.name).get(uid)
        if base is not None:
            wanted = {name: value for name, value in theirs.items() if name not in table.free}
            self._reconcile(table, uid, ours, wanted, base)

    def remove(self) -> None:
        """Take away what they have removed, what points at other rows first."""
        for table, ours, _, uid in reversed(self._doomed):
            needed = next(
                (
                    name
                    for name, column in _POINTERS.get(table.name, ())
                    if self._db.conn.execute(
                        f'select 1 from main."{name}" where "{column}" = ? limit 1', (ours["id"],)
                    ).fetchone()
                ),
                None,
            )
            if needed is None:
                self._db.conn.execute(f'delete from main."{table.name}" where id = ?', (ours["id"],))
                self.removed[table.what] += 1
            elif table.name != "annotator":
                self._conflict(
                    table,
                    uid,
                    None,
                    "",
                    self._words_of(table, ours),
                    "removed there",
                    why=f"A {needed} here still needs it.",
                )

    # Conflicts

    def _differ(self, table: Mergeable, uid: str, ours: Row, name: str, value: object) -> None:
        self._conflict(
            table, uid, ours.get("article"), name, f"{ours.get(name)}", f"{value}",
            value=value if isinstance(value, str | int) else None, of=self._words_of(table, ours),
        )  # fmt: skip

    def _conflict(
        self,
        table: Mergeable,
        uid: str,
        article: object,
        column: str,
        here: str,
        there: str,
        *,
        value: str | int | None = None,
        why: str = "",
        of: str = "",
    ) -> None:
        self.conflicts.append(
            MergeConflict(
                table=table.name,
                what=of or table.what,
                article=article if isinstance(article, int) else None,
                column=column,
                here=here,
                there=there,
                uid=uid,
                value=value,
                why=why,
            )
        )

    def _words(self, table: Mergeable, theirs: Row) -> str:
        return self._describe(table, theirs, "theirs")

    def _words_of(self, table: Mergeable, ours: Row) -> str:
        return self._describe(table, ours, "main")

    def _describe(self, table: Mergeable, row: Row, schema: str) -> str:
        """Name a row in words: the tagging Smart city of “…”, the note “…”."""

        def name(of: str, number: object) -> str:
            found = self._db.conn.execute(f'select name from {schema}."{of}" where id = ?', (number,)).fetchone()
            return str(found[0]) if found else "?"

        said = str(row.get("quote") or row.get("text") or row.get("name") or row.get("field") or row.get("line") or "")
        short = f" “{said if len(said) <= 60 else said[:59] + '…'}”" if said else ""
        tag = f" {name('tag', row['tag'])}" if table.name == "tagging" else ""
        who = (
            f" by {name('annotator', row['annotator'])}"
            if row.get("annotator") and table.name != "sample_article"
            else ""
        )
        return f"{table.what}{tag}{short}{who}"
