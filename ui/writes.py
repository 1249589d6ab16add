"""How a write of the user is done: at once, or on a thread where it is large, and always in turn."""

from __future__ import annotations

from collections.abc import Callable, Generator, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from store.errors import Busy, UserError
from store.images import Outdated
from store.overtaking import Overtaken, Place, since
from store.records import Change, Progress
from store.steps import finished

if TYPE_CHECKING:
    from store import Store
    from ui.jobs import Jobs

MANY = 2_000
"""From this many articles or rows on, a write runs on a thread: it could take longer than the window may stand still."""


FEW = 200
"""Up to this many articles, a write that comes in steps is done at once."""

PLACES_IN_TREE = frozenset({"parent", "position", "codebook"})
"""The columns that say where a tag stands: numbers that nobody can choose between by reading them."""


Steps = Generator[Progress, None, Change]


class Writes:
    """Does one write after the other on a project; the journal tells everyone of what was written."""

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        *,
        tell: Callable[[UserError], None],
        keep: Callable[[Outdated, str], bool],
    ) -> None:
        """Tell what went wrong by `tell`; `keep` asks whether to leave a change that cannot be undone as it is."""
        self._store, self._jobs, self._tell, self._keep = store, jobs, tell, keep

    def do(
        self,
        make: Callable[[Store], Change],
        *,
        size: int = 1,
        failed: Callable[[Exception], None] | None = None,
    ) -> bool:
        """Do one write that touches about `size` articles or rows; True if it is done already when this returns.

        What went wrong is told, or given to `failed`.
        """
        # While a job runs, it holds the project for a batch at a time: the window would stand still as long.
        if size > MANY or self._jobs.writing or self._jobs.running:
            self._jobs.write(make, failed=failed)
            return False
        try:
            make(self._store)
        except Busy:
            # Another program is at it: wait for it on a thread, not with the window.
            self._jobs.write(make, failed=failed)
            return False
        except UserError as error:
            (failed or self._tell)(error)
            return False
        return True

    def settle(self, *makes: Callable[[Store], Change], looked: int, label: str = "", size: int = 1) -> None:
        """Do, as one step called `label`, what the user began to write when `looked` was the latest change.

        Where another window wrote the same since, both texts are shown and the user says which stays: of each of several
        writes by itself.
        """
        if not makes:
            return
        if len(makes) == 1:
            self._settle_one(makes[0], looked, frozenset(), size=size)
            return

        def all_of_them(store: Store) -> Change:
            with since(store.journal, looked), store.journal.change(label) as step:
                for make in makes:
                    make(store)
            return step.change

        def failed(error: Exception) -> None:
            if not isinstance(error, Overtaken):
                self._tell(UserError(str(error)))
                return
            for make in makes:
                self._settle_one(make, looked, frozenset(), size=size)

        self.do(all_of_them, size=size, failed=failed)

    def _settle_one(
        self,
        make: Callable[[Store], Change],
        looked: int,
        mine: Set[Place],
        asked: Overtaken | None = None,
        *,
        size: int,
    ) -> None:
        def guarded(store: Store) -> Change:
            with since(store.journal, looked, knowingly=mine):
                return make(store)

        def failed(error: Exception) -> None:
            if not isinstance(error, Overtaken):
                self._tell(UserError(str(error)))
            # One text may stand at two places, as a title does and the memory of its correction: that is one question.
            elif (asked is not None and (asked.mine, asked.theirs) == (error.mine, error.theirs)) or self._is_mine(
                error
            ):
                self._settle_one(make, looked, mine | {error.place}, error, size=size)

        self.do(guarded, size=size, failed=failed)

    def _is_mine(self, error: Overtaken) -> bool:
        from ui.dialogs import overtaken

        if error.place[2] in PLACES_IN_TREE:
            self._tell(UserError("The tag was moved in another window meanwhile: look where it is, and move it again."))
            return False
        choice = overtaken.ask(None, error)
        if choice == "both":
            self._tell(UserError(f"Theirs stays. Yours, to be put beside it: {error.mine}"))
        return choice == "mine"

    def work(
        self,
        title: str,
        make: Callable[[Store], Steps],
        *,
        size: int,
        failed: Callable[[Exception], None] | None = None,
    ) -> bool:
        """Do one write that comes in steps: where it is large as a job, with its progress, that takes all back if stopped.

        True if it is done already when this returns.
        """
        if size <= FEW:
            return self.do(lambda store: finished(make(store)), failed=failed)
        self._jobs.run(
            title,
            lambda: self._elsewhere(make),
            done=self._jobs.changed.emit,
            failed=failed,
            whole=True,
        )
        return False

    def _elsewhere(self, make: Callable[[Store], Steps]) -> Steps:
        with self._store.connect() as store:
            change = yield from make(store)
        return replace(change, everything=True)

    def undo(self) -> None:
        """Take back the latest change; where that cannot be, ask whether to leave it and go on to the one before."""
        self._turn("undo", self._store.journal.undo_size())

    def redo(self) -> None:
        """Bring back the change taken back last; where that cannot be, ask whether to leave it and go on."""
        self._turn("redo", self._store.journal.redo_size())

    def _turn(self, verb: str, size: int) -> None:
        self.do(
            lambda store: (store.journal.undo() if verb == "undo" else store.journal.redo()) or NOTHING,
            size=size,
            failed=lambda error: self._refused(error, verb),
        )

    def _refused(self, error: Exception, verb: str) -> None:
        if not isinstance(error, Outdated):
            self._tell(UserError(str(error)))
        elif self._keep(error, verb):
            self.do(lambda store: store.journal.give_up(error.change))
            more = self._store.journal.undo_label() if verb == "undo" else self._store.journal.redo_label()
            if more is not None and not self._jobs.writing:
                (self.undo if verb == "undo" else self.redo)()


NOTHING = Change(label="")
"""What is told where there was nothing to take back or to bring back."""
