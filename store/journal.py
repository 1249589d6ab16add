"""The journal: every change as one undoable step, kept with the project for ever.

TEMP triggers of this connection write each touched row's image before and after as JSON while a change is open; undo
and redo write the images back through the same door. The change that callers get is derived from what the triggers
saw, never composed by hand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from store.blind import may_see, own, refuse_unseen
from store.database import Database
from store.db import writing
from store.errors import StoreBug, UserError
from store.images import Images, Outdated, Written
from store.overtaking import Looked, overtaken
from store.records import Change, HistoryEntry
from store.schema import JOURNALED

Listener = Callable[[Change], None]
BeforeCommit = Callable[[int, int], None]


_GIVEN_UP = {"done": "kept", "undone": "dropped"}
"""What the state of a change becomes that is left as it is for good."""

JOINED_SECONDS = 30
"""How long after a change another one may still become one step with it."""

UNDONE = (
    "(c.state not in ('done', 'kept')"
    " or exists (select 1 from change u where u.undoes = c.id and u.state in ('done', 'kept')))"
)
"""The SQL that says of a change `c` whether it is undone, by `undo` or by a later change that takes it back."""


@dataclass(slots=True)
class Step:
    """One change while it is being made; `change` is there once it is committed.

    `label` may be put more precisely until then. `checked` is the last of its rows that has been checked already.
    """

    id: int
    label: str = ""
    checked: int = 0
    change: Change = field(default_factory=lambda: Change(label=""))


@dataclass(frozen=True, slots=True)
class State:
    """Where the project stands: the latest change that holds (0 where there is none), and when it last changed."""

    id: int
    at: str


def now() -> str:
    """Say the time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Journal:
    """Records, undoes and redoes the changes that are made through one connection."""

    def __init__(self, db: Database) -> None:
        self.annotator = "researcher"
        self._db = db
        self._listeners: list[Listener] = []
        self._before_commit: list[BeforeCommit] = []
        self._images = Images(db)
        self._installed = False
        self._open: Step | None = None
        self.looked: Looked | None = None  # see store.overtaking.since

    def listen(self, listener: Listener) -> None:
        """Call `listener` with every change after it is committed, on the thread that made it."""
        self._listeners.append(listener)

    def before_commit(self, check: BeforeCommit) -> None:
        """Call `check` inside each change's transaction, before it is committed (to keep caches true).

        It gets the change's id, and the id of the last of the change's rows that it has seen already (0: none).
        """
        self._before_commit.append(check)

    def check_now(self) -> None:
        """Check what the open change has done so far: of a long one, the caches follow step by step."""
        if self._open is None:
            raise StoreBug("nothing is being changed")
        step = self._open
        for check in self._before_commit:
            check(step.id, step.checked)
        row = self._db.conn.execute("select max(id) from change_row where change = ?", (step.id,)).fetchone()
        step.checked = row[0] or 0

    @contextmanager
    def change(
        self, label: str, *, origin: str = "", annotator: str | None = None, joins: bool = False
    ) -> Iterator[Step]:
        """Open a change: all rows written inside belong to one undoable step called `label`.

        A change that touches no row leaves no step. A nested change joins the outer one. With `joins` a change of one row
        becomes one step with the change right before it, if that has the same label and annotator, touched but the same
        row, and is not older than `JOINED_SECONDS`; where both together change nothing, no step is left.
        """
        if self._open is not None:
            yield self._open
            return
        with self._recording(label, origin=origin, annotator=annotator or self.annotator, joins=joins) as step:
            yield step

    @contextmanager
    def _recording(self, label: str, *, origin: str, annotator: str, joins: bool) -> Iterator[Step]:
        self._refuse_nesting()
        self._install()
        with writing(self._db) as connection:
            number = connection.execute(
                "insert into change(at, label, annotator, origin) values (?, ?, ?, ?)",
                (now(), label, annotator, origin),
            ).lastrowid
            if number is None:
                raise StoreBug("a new change has no id")
            step = self._open = Step(number, label)
            try:
                connection.execute("insert into temp.pending(change) values (?)", (number,))
                yield step
                connection.execute("delete from temp.pending")
                if self.looked is not None and (lost := overtaken(self._db, number, self.looked)) is not None:
                    raise lost
                for check in self._before_commit:
                    check(number, step.checked)
                if step.label != label:
                    connection.execute("update change set label = ? where id = ?", (step.label, number))
                step.change = self._derive(connection, number, step.label, origin)
                if step.change.rows.keys() == {"annotator"} and not _had_before(connection, number):
                    step.change = self._forget_annotators(connection, number, step.label)
                self._settle(connection, number, keep=bool(step.change.rows))
                if joins and step.change.rows:
                    self._join(connection, number)
            finally:
                self._open = None
        if step.change.rows:
            for listener in self._listeners:
                listener(step.change)

    def _forget_annotators(self, connection: sqlite3.Connection, number: int, label: str) -> Change:
        # Who was to be noted with a mark that was there already, or not made after all.
        connection.execute(
            "delete from annotator where id in (select row from change_row where change = ? and tbl = 'annotator')",
            (number,),
        )
        return Change(label=label)

    def _settle(self, connection: sqlite3.Connection, number: int, *, keep: bool) -> None:
        if keep:
            # What was undone can no longer be redone, but it stays in the history.
            connection.execute("update change set state = 'dropped' where state = 'undone'")
            connection.execute(
                "insert into change_table(change, tbl, rows)"
                " select change, tbl, count(distinct row) from change_row where change = ? group by tbl",
                (number,),
            )
        else:
            connection.execute("delete from change_row where change = ?", (number,))
            connection.execute("delete from change where id = ?", (number,))

    def _join(self, connection: sqlite3.Connection, number: int) -> None:
        """Make one step of a change and the one right before it, where they belong together."""
        before = connection.execute(
            "select b.id from change a join change b on b.id = (select max(id) from change where id < a.id)"
            " where a.id = ? and b.state = 'done' and b.label = a.label and b.annotator = a.annotator"
            " and unixepoch(a.at) - unixepoch(b.at) between 0 and ?",
            (number, JOINED_SECONDS),
        ).fetchone()
        if before is None:
            return
        rows = connection.execute(
            "select change, tbl, row, before, after from change_row where change in (?, ?) order by id limit 3",
            (before[0], number),
        ).fetchall()
        if len(rows) != 2 or rows[0][1:3] != rows[1][1:3] or None in (rows[0][3], rows[1][4]):
            return
        gone = [before[0]]
        if rows[0][3] == rows[1][4]:
            gone.append(number)
        else:
            connection.execute("update change_row set before = ? where change = ?", (rows[0][3], number))
        for change in gone:
            connection.execute("delete from change_row where change = ?", (change,))
            connection.execute("delete from change_table where change = ?", (change,))
            connection.execute("delete from change where id = ?", (change,))

    def _derive(
        self,
        connection: sqlite3.Connection,
        number: int,
        label: str,
        origin: str,
        *,
        more: Iterable[tuple[str, int, int]] = (),
    ) -> Change:
        rows: dict[str, set[int]] = {}
        articles: set[int] = set()
        touched = connection.execute(
            "select distinct tbl, row, article from change_row where change = ?", (number,)
        ).fetchall()
        for table, row, article in (*touched, *more):
            rows.setdefault(table, set()).add(row)
            if article is not None:
                articles.add(article)
        return Change(
            label=label,
            rows={table: frozenset(ids) for table, ids in rows.items()},
            articles=frozenset(articles),
            origin=origin,
        )

    # Undo and redo

    def undo_label(self) -> str | None:
        """Name the change that `undo` would take back, or None."""
        return self._label("select label, annotator from change where state = 'done' order by id desc limit 1")

    def redo_label(self) -> str | None:
        """Name the change that `redo` would bring back, or None."""
        return self._label("select label, annotator from change where state = 'undone' order by id limit 1")

    def undo_size(self) -> int:
        """Count the rows that `undo` would write back: a large one is better done on a thread."""
        return self._size("select max(id) from change where state = 'done'")

    def redo_size(self) -> int:
        """Count the rows that `redo` would write again."""
        return self._size("select min(id) from change where state = 'undone'")

    def _size(self, change: str) -> int:
        return int(self._db.conn.execute(f"select count(*) from change_row where change = ({change})").fetchone()[0])

    def _label(self, sql: str) -> str | None:
        row = self._db.conn.execute(sql).fetchone()
        return str(row[0]) if row is not None and may_see(self._db, row[1]) else None

    def undo(self, *, origin: str = "") -> Change | None:
        """Take back the latest change not yet undone; None if there is none.

        Raises Outdated, a UserError, if what it changed was changed since by something that is not in the journal's
        order (an import, another process), or if what would come back is no longer true (a quote of a text that has a
        new version). `give_up` then lets the next undo go on to the change before it.
        """
        return self._turn("done", "undone", order="desc", origin=origin)

    def redo(self, *, origin: str = "") -> Change | None:
        """Bring back the change undone last; None if there is none. Raises Outdated as `undo` does."""
        return self._turn("undone", "done", order="asc", origin=origin)

    def _turn(self, old: str, new: str, *, order: str, origin: str) -> Change | None:
        if self._db.conn.execute("select 1 from change where state = ? limit 1", (old,)).fetchone() is None:
            return None
        self._refuse_nesting()
        # Nothing is recorded here: what is written back is in the journal already, and so is what it changes.
        with writing(self._db) as connection:
            row = connection.execute(
                f"select id, label, annotator from change where state = ? order by id {order} limit 1", (old,)
            ).fetchone()
            if row is None:
                return None
            number, label = int(row[0]), str(row[1])
            refuse_unseen(self._db, row[2])
            try:
                dropped = self._images.write_back(Written(number, label), back=new == "undone")
            except sqlite3.IntegrityError as error:
                # Something with the same name was made anew since.
                raise Outdated(Written(number, label)) from error
            connection.execute("update change set state = ? where id = ?", (new, number))
            connection.execute(
                "insert into turn(change, latest, at, state) select ?, max(id), ?, ? from change", (number, now(), new)
            )
            self.check_turned(number)
            word = "Undo" if new == "undone" else "Redo"
            change = self._derive(connection, number, f"{word}: {label}", origin, more=dropped)
        for listener in self._listeners:
            listener(change)
        return change

    def take_back(self, change: int, *, origin: str = "") -> Change:
        """Undo one older change, whatever was done since, as a step of its own that can be undone too.

        Raises UserError where there is no such change in force, and Outdated, which names the later change that stands
        in the way, where its rows are no longer as it left them.
        """
        row = self._db.conn.execute("select label, state from change where id = ?", (change,)).fetchone()
        if row is None or row[1] not in ("done", "kept"):
            raise UserError(f"There is no change {change} that could be taken back; 'history' lists them.")
        written = Written(change, str(row[0]))
        with self._recording(f"Take back: {row[0]}", origin=origin, annotator=self.annotator, joins=False) as step:
            try:
                self._images.write_back(written, back=True, keep_annotators=True)
            except Outdated as error:
                blocking = self._images.blocking(change, error.row)
                raise Outdated(written, lost=blocking or error.reason, row=error.row) from None
            except sqlite3.IntegrityError as error:
                raise Outdated(written, lost="something of the same name was made since") from error
            self._db.conn.execute("update change set undoes = ? where id = ?", (change, step.id))
        return step.change

    def check_turned(self, change: int) -> None:
        """Let the caches follow the rows of a change that were written back, inside the caller's transaction."""
        for check in self._before_commit:
            check(change, 0)

    def note(self, label: str) -> int:
        """Write into the history what was done and cannot be undone, inside the caller's transaction; gives its id."""
        number = self._db.conn.execute(
            "insert into change(at, label, annotator, origin, state) values (?, ?, ?, '', 'kept')",
            (now(), label, self.annotator),
        ).lastrowid
        if number is None:
            raise StoreBug("a new change has no id")
        return number

    def give_up(self, change: int, *, origin: str = "") -> Change:
        """Leave a change for good as it is now: done or undone, `undo` and `redo` go past it. No row is touched.

        `change` is its number, as `Outdated.change` gives it. Raises UserError where it is not waiting to be undone or
        redone. Listeners are told, because what can be undone next has changed.
        """
        self._refuse_nesting()
        with writing(self._db) as connection:
            row = connection.execute("select label, state from change where id = ?", (change,)).fetchone()
            if row is None or row[1] not in _GIVEN_UP:
                raise UserError("This change is not waiting to be undone or redone.")
            connection.execute("update change set state = ? where id = ?", (_GIVEN_UP[row[1]], change))
        given_up = Change(label=f"Keep as it is: {row[0]}", origin=origin)
        for listener in self._listeners:
            listener(given_up)
        return given_up

    def _refuse_nesting(self) -> None:
        if self._db.conn.in_transaction:
            raise StoreBug("a change was opened inside a transaction that is none")

    # History

    def history(self, *, limit: int | None = None) -> tuple[HistoryEntry, ...]:
        """List the changes, newest first; changes taken back are there too, with `undone` true."""
        return tuple(
            HistoryEntry(id=number, at=at, label=label, annotator=annotator, undone=bool(undone))
            for number, at, label, annotator, undone in self._db.conn.execute(
                f"select id, at, label, annotator, {UNDONE} from change c where {own(self._db, 'c.annotator')}"
                " order by id desc limit ?",
                (-1 if limit is None else limit,),
            )
        )

    def state(self) -> State:
        """Say where the project stands: the same state always gives the same export."""
        row = self._db.conn.execute(
            "select coalesce(max(id), 0), coalesce(max(at), '') from change where state in ('done', 'kept')"
        ).fetchone()
        imported = self._db.conn.execute("select coalesce(max(at), '') from batch").fetchone()[0]
        return State(id=int(row[0]), at=max(str(row[1]), str(imported)))

    # Triggers

    def _install(self) -> None:
        if self._installed:
            return
        connection = self._db.conn
        connection.execute("create temp table pending(change integer)")
        for table in JOURNALED:
            image = partial(self._images.expression, table)
            has_article = "article" in self._images.columns(table)
            article = "{row}.id" if table == "article" else "{row}.article" if has_article else "null"
            for event, row, before, after in (
                ("insert", "new", "null", image("new")),
                ("delete", "old", image("old"), "null"),
                ("update", "new", image("old"), image("new")),
            ):
                differs = f" and {before} is not {after}" if event == "update" else ""
                connection.execute(
                    f'create temp trigger "journal_{table}_{event}" after {event} on main."{table}"'
                    f" when exists (select 1 from temp.pending){differs} begin"
                    " insert into change_row(change, tbl, row, article, before, after) values ("
                    f"(select change from temp.pending), '{table}', {row}.id, {article.format(row=row)}, {before}, {after});"
                    " end"
                )
        self._installed = True


def _had_before(connection: sqlite3.Connection, number: int) -> bool:
    """Say whether a change touched a row that was there before it."""
    sql = "select 1 from change_row where change = ? and before is not null limit 1"
    return connection.execute(sql, (number,)).fetchone() is not None
