"""What is renewed when a project is opened: search and copies, where an earlier version or nothing made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from store.records import Change
from store.renewing import renew, stale
from ui.memory import give_back

if TYPE_CHECKING:
    from store import Store
    from ui.bridge import Bridge
    from ui.jobs import Jobs


class Caches(QObject):
    """Looks once whether anything is stale, and renews it as a job that can be watched and cancelled."""

    said = Signal(str)
    """What was done, in a short sentence."""
    incomplete = Signal(bool)
    """Whether filters may miss articles, because they are not in the index yet; until all of it is made."""

    def __init__(self, store: Store, bridge: Bridge, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._bridge, self._jobs = store, bridge, jobs
        jobs.ended.connect(self._tidy)

    def look(self) -> None:
        """Count what is stale off the window's thread, then renew it; without any nothing is seen of it."""
        self._jobs.query(stale, self._renew, kind="caches")

    def _renew(self, waiting: int) -> None:
        if waiting:
            self.incomplete.emit(True)
            project = self._store.path
            self._jobs.run("Indexing", lambda: renew(project), done=self._renewed)
        else:
            self._tidy()

    def _tidy(self, *_: object) -> None:
        # On a thread of its own kind, so that no other question gives way to it.
        self._jobs.query(lambda _: give_back(), lambda _: None, kind="memory")

    def _renewed(self, articles: int) -> None:
        self.incomplete.emit(False)
        self.said.emit(f"Search and copies are up to date again ({articles:,} articles).")
        self._bridge.publish(Change(label="", everything=True))
