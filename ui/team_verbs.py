"""The verbs of several annotators: who marks, blind or not, samples to code twice, a second round, a colleague's copy."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from store.annotators import next_round
from store.records import Change, MergeReport, Progress

if TYPE_CHECKING:
    from store import Store
    from ui.current import Current
    from ui.jobs import Jobs
    from ui.settings import Settings
    from ui.writes import Writes

PROJECTS = "Galpi projects (*.galpi)"


class TeamVerbs(QObject):
    """Asks who, what and how, and lets the store or a job do it."""

    said = Signal(str)
    """What was done, in a short sentence."""
    seen_anew = Signal()
    """Another annotator marks, or blind mode was switched: all that is shown is to be read again."""

    def __init__(
        self, store: Store, current: Current, writes: Writes, jobs: Jobs, window: QWidget, settings: Settings
    ) -> None:
        super().__init__(window)
        self._store, self._current, self._writes, self._jobs = store, current, writes, jobs
        self._window, self._settings = window, settings

    def restore(self) -> None:
        """Take up who marked last on this machine, and whether blind."""
        name = self._settings.text(self._key("annotator"))
        if name:
            self._store.annotator = name
        self._store.blind = self._settings.text(self._key("blind")) == "1"

    def _key(self, what: str) -> str:
        return self._settings.for_project(self._store.path, what)

    def annotator(self) -> None:
        """Choose who marks from here on, name someone new, or rename her who marks now."""
        from ui.dialogs import annotators

        choice = annotators.ask(self._window, self._store.annotators.all(), self._store.annotator)
        if choice is None:
            return
        if choice.rename:
            if not self._writes.do(lambda store: store.annotators.rename(choice.rename, choice.name)):
                return
            if choice.rename != self._store.annotator:
                return
        self.become(choice.name)

    def become(self, name: str, *, blind: bool | None = None) -> None:
        """Let another annotator mark, blind or not as it was or as is said."""
        self._store.annotator = name
        if blind is not None:
            self._store.blind = blind
        self._settings.keep(self._key("annotator"), name)
        self._settings.keep(self._key("blind"), int(self._store.blind))
        self.seen_anew.emit()
        hidden = " You see your own marks alone." if self._store.blind else ""
        self.said.emit(f"{name} marks now.{hidden}")

    def blind_mode(self) -> None:
        """Hide the marks of all other annotators, or show them again."""
        self.become(self._store.annotator, blind=not self._store.blind)

    def draw_sample(self) -> None:
        """Draw a sample of the articles of the filter."""
        from ui.dialogs import sample

        query = self._current.query
        names = [each.name for each in self._store.annotators.all() if each.kind == "person"]
        choice = sample.ask(self._window, whole=self._store.search.count(query), query=query, annotators=names)
        if choice is not None:
            self._writes.do(lambda store: store.samples.draw(choice.name, query, choice.design))
            self.said.emit(f"Drawn: sample:{choice.name} filters by it.")

    def second_round(self) -> None:
        """Code a sample again without seeing what was put the first time: as another annotator, blind."""
        from ui.dialogs import second_round

        samples = self._store.samples.all()
        name = next_round(self._store.annotator)
        choice = second_round.ask(self._window, name, [each.name for each in samples])
        if choice is None:
            return
        self.become(name, blind=True)
        if choice:
            self.filter_asked.emit(choice)

    filter_asked = Signal(str)
    """The name of a sample that the list is to show alone."""

    def merge_copy(self) -> None:
        """Ask for a colleague's copy of the project, and show what it would bring before anything is written."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, "Merge a colleague’s copy", str(self._store.path.parent), PROJECTS
        )
        if chosen:
            self.merge(Path(chosen))

    def merge(self, other: Path) -> None:
        """Look what a copy would bring, ask, and merge it."""
        self._jobs.run("Comparing", lambda: self._merging(other, dry=True), done=lambda found: self._ask(found, other))

    def _merging(self, other: Path, *, dry: bool) -> Generator[Progress, None, MergeReport]:
        from store.merging import merge

        return merge(self._store.path, other, dry=dry, annotator=self._store.annotator)

    def _ask(self, found: MergeReport, other: Path) -> None:
        from ui.dialogs import merge_copy

        if merge_copy.ask(self._window, found) is not None:
            self._jobs.run("Merging", lambda: self._merging(other, dry=False), done=self._merged, whole=True)

    def _merged(self, found: MergeReport) -> None:
        from store.merging import summary, take_theirs
        from ui.dialogs import merge_copy

        self._jobs.changed.emit(Change(label=found.change, everything=True))
        self.said.emit(summary(found))
        if found.conflicts or found.lost:
            taken = merge_copy.ask(self._window, found)
            if taken:
                self._writes.do(lambda store: take_theirs(store, taken))
