"""The one road by which every pane hears that the project changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from store.records import Change

if TYPE_CHECKING:
    from store import Store

POLL_MILLISECONDS = 500
"""How often another process's writes are looked for; one look costs some microseconds."""


class Bridge(QObject):
    """Turns changes of the store, of jobs and of other processes into one signal on the window's thread."""

    changed = Signal(object)
    """A `Change`, after it is on disk."""

    troubled = Signal(str)
    """A sentence, once, if the project file was moved, deleted or replaced under the window."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._version = store.data_version()
        self._rows = store.rows_ever()
        self._trouble = ""
        store.journal.listen(self.publish)
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def publish(self, change: Change) -> None:
        """Tell every pane of `change`; call it on the window's thread alone."""
        if change.everything:
            # What this change tells of would otherwise be told again at the next look.
            self._version = self._store.data_version()
        self._rows = self._store.rows_ever()
        self.changed.emit(change)

    def look(self) -> None:
        """Look once whether another connection did anything, and if so ask every pane to reload; and whether the file is there.

        Caches that were made anew change nothing that is to be seen.
        """
        trouble = self._store.trouble()
        if trouble != self._trouble:
            self._trouble = trouble
            if trouble:
                self.troubled.emit(trouble)
        version = self._store.data_version()
        if version != self._version:
            self._version = version
            if self._store.rows_ever() != self._rows:
                self.publish(Change(label="", everything=True))

    def close(self) -> None:
        """Stop looking; call it before the store is closed."""
        self._timer.stop()
