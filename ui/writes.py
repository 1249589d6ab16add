"""How a write of the user is done: at once, or on a thread where it is large, and always in turn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from store.errors import UserError
from store.records import Change

if TYPE_CHECKING:
    from store import Store
    from ui.jobs import Jobs

MANY = 2_000
"""From this many articles or rows on, a write runs on a thread: it could take longer than the window may stand still."""


class Writes:
    """Does one write after the other on a project; the journal tells everyone of what was written."""

    def __init__(self, store: Store, jobs: Jobs, *, tell: Callable[[UserError], None]) -> None:
        self._store, self._jobs, self._tell = store, jobs, tell

    def do(self, make: Callable[[Store], Change], *, size: int = 1) -> bool:
        """Do one write that touches about `size` articles or rows; True if it is done already when this returns."""
        # While a job runs, it holds the project for a batch at a time: the window would stand still as long.
        if size > MANY or self._jobs.writing or self._jobs.running:
            self._jobs.write(make)
            return False
        try:
            make(self._store)
        except UserError as error:
            self._tell(error)
            return False
        return True

    def undo(self) -> None:
        """Take back the latest change."""
        self.do(lambda store: store.journal.undo() or NOTHING, size=self._store.journal.undo_size())

    def redo(self) -> None:
        """Bring back the change taken back last."""
        self.do(lambda store: store.journal.redo() or NOTHING, size=self._store.journal.redo_size())


NOTHING = Change(label="")
"""What is told where there was nothing to take back or to bring back."""
