"""The verbs that concern the past: the history, an article as it was, backups; and the backups nobody asks for."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from store.backups import back_up, backups, folder_of, is_due, last_change
from store.errors import UserError
from store.images import Outdated
from store.records import Backup, Change, HistoryQuery, Progress, SalvageReport

if TYPE_CHECKING:
    from store import Store
    from ui.current import Current
    from ui.jobs import Jobs
    from ui.writes import Writes

FIRST_MILLISECONDS = 20_000
"""How long after it was opened a project is backed up: what is done first goes first."""
LARGE = 1 << 30
"""From how many bytes on a copy takes a minute and more of the disk: its first one waits, and one made lately will do."""
LARGE_MILLISECONDS = 600_000
"""How long after it was opened such a project is backed up."""
LOOK_MILLISECONDS = 300_000
"""How often is looked whether the hourly backup is due."""
BACKING_UP = "Backing up"


class PastVerbs(QObject):
    """Asks about the past, and lets the store go back to it."""

    said = Signal(str)
    """A short sentence for the status line."""
    article_asked = Signal(int)
    """An article that the user wants to read."""
    project_asked = Signal(str, object)
    """`open` with the path of a project, or `restore` with that of a backup."""

    def __init__(self, store: Store, current: Current, jobs: Jobs, writes: Writes, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._current, self._jobs, self._writes, self._window = store, current, jobs, writes, window
        self._first = QTimer(
            self, singleShot=True, interval=LARGE_MILLISECONDS if self._is_large() else FIRST_MILLISECONDS
        )
        self._first.timeout.connect(lambda: self.keep("open"))
        self._hourly = QTimer(self, interval=LOOK_MILLISECONDS)
        self._hourly.timeout.connect(lambda: self.keep("hourly"))
        if not store.read_only:
            self._first.start()
            self._hourly.start()

    # History

    def history(self) -> None:
        """Show what was changed so far."""
        self._ask_history(HistoryQuery(), "")

    def article_history(self) -> None:
        """Show what was changed in the article that is read."""
        article = self._current.article
        if article is None:
            self.said.emit("Open an article first.")
        else:
            self._ask_history(HistoryQuery(article=article), f"article {article}")

    def tag_history(self, tag: int) -> None:
        """Show what was changed in a tag, and what was tagged with it."""
        self._ask_history(HistoryQuery(tag=tag), f"the tag {self._store.codebook.get(tag).path}")

    def _ask_history(self, query: HistoryQuery, about: str) -> None:
        from ui.dialogs import history

        choice = history.ask(self._window, self._store, self._jobs, query, about=about)
        if choice is None:
            return
        if choice.verb == "back":
            self._writes.do(lambda store: store.journal.take_back(choice.change))
        elif choice.verb == "to":
            self._undo_to(choice.change)
        elif choice.article is not None and choice.verb == "open":
            self.article_asked.emit(choice.article)
        elif choice.article is not None:
            self._ask_past(choice.article, choice.change)

    def _undo_to(self, change: int) -> None:
        from store.rewinding import rewind

        connect = self._store.connect

        def steps() -> Generator[Progress, None, int]:
            with connect() as store:
                return (yield from rewind(store, change))

        self._jobs.run("Undoing", steps, done=self._undone, failed=self._stopped)

    def _undone(self, count: int) -> None:
        self._jobs.changed.emit(Change(label="", everything=True))
        self.said.emit(
            f"{count:,} {'change' if count == 1 else 'changes'} undone. Ctrl+Shift+Z brings back one by one."
        )

    def _stopped(self, error: Exception) -> None:
        self._jobs.changed.emit(Change(label="", everything=True))
        words = f"Undone up to here. {error}" if isinstance(error, Outdated) else str(error)
        self._jobs.troubled.emit(UserError(words))

    def as_it_was(self) -> None:
        """Show the article that is read as it was, and put it back to that where it is wanted."""
        if self._current.article is None:
            self.said.emit("Open an article first.")
        else:
            self._ask_past(self._current.article, None)

    def _ask_past(self, article: int, change: int | None) -> None:
        from ui.dialogs import past

        moments = self._store.moments.of(article)
        shown = (*moments, self._store.moments.before(moments[-1])) if moments else ()
        moment = past.ask(self._window, self._jobs, article, shown, change=change)
        if moment is not None and self._writes.do(lambda store: store.past.restore(article, moment)):
            self.said.emit(f"Article {article} is as it was. Ctrl+Z takes that back.")

    # Backups

    def backups(self) -> None:
        """Show the backups; make one, open a copy of one, or put one back."""
        from ui.dialogs import backups as dialog

        kept = backups(self._store.path)
        choice = dialog.ask(self._window, kept, [self._since(each) for each in kept])
        if choice is None:
            return
        if choice.verb == "salvage":
            self._salvage()
        elif choice.backup is None:
            self._back_up("by hand", always=True)
        elif choice.verb == "restore":
            self.project_asked.emit("restore", Path(choice.backup.path))
        else:
            self._open_copy(choice.backup)

    def _salvage(self) -> None:
        from store.salvaging import salvage
        from ui.dialogs import salvaged

        project = self._store.path
        out = salvaged.ask_place(self._window, project)
        if out is None:
            return

        def done(report: SalvageReport) -> None:
            if salvaged.ask(self._window, report, out):
                self.project_asked.emit("open", out)

        self._jobs.run("Reading what is left", lambda: salvage(project, out), done=done)

    def _since(self, backup: Backup) -> int:
        row = self._store.db.conn.execute(
            "select count(*) from change where id > ? and state in ('done', 'kept')", (last_change(Path(backup.path)),)
        ).fetchone()
        return int(row[0])

    def _open_copy(self, backup: Backup) -> None:
        source = Path(backup.path)
        place = self._store.path.with_name(f"{self._store.path.stem} of {backup.at[:16].replace(':', '')}.galpi")

        def copy(_store: Store) -> Path:
            if not place.exists():
                shutil.copyfile(source, place)
            return place

        self._jobs.query(copy, lambda path: self.project_asked.emit("open", path), kind="backup")

    def keep(self, reason: str) -> None:
        """Back up where something has changed since the latest backup; hourly ones wait for their hour."""
        hours = 1.0 if reason == "hourly" or self._is_large() else 0.0
        path = self._store.path

        def due(_store: Store) -> bool:
            return path.exists() and is_due(path, hours=hours)

        self._jobs.query(due, lambda wanted: self._back_up(reason) if wanted else None, kind="backup")

    def _is_large(self) -> bool:
        return self._store.path.exists() and self._store.path.stat().st_size >= LARGE

    def _back_up(self, reason: str, *, always: bool = False) -> None:
        path = self._store.path
        self._jobs.run(
            BACKING_UP,
            lambda: back_up(path, reason=reason, always=always),
            done=lambda kept: self._kept(kept, told=always),
            failed=lambda error: self.said.emit(str(error)),
        )

    def _kept(self, kept: Backup | None, *, told: bool) -> None:
        if kept is not None and told:
            self.said.emit(f"Backed up to {folder_of(self._store.path)} ({kept.size / 1_048_576:,.1f} MB).")
