"""The verbs of whole codebooks: a file taken in, written, a codebook added, the history shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from store.errors import UserError

if TYPE_CHECKING:
    from store import Store
    from ui.jobs import Jobs
    from ui.settings import Settings
    from ui.writes import Writes

READ = "Codebooks (*.json *.csv *.tsv *.txt *.qdc)"
WRITE = "Galpi codebook (*.json);;Table (*.csv);;REFI-QDA codebook (*.qdc)"


class CodebookWork:
    """Asks for files and names, and does what is asked; what went wrong is said where the window says it."""

    def __init__(
        self,
        store: Store,
        jobs: Jobs,
        writes: Writes,
        window: QWidget,
        settings: Settings,
        *,
        say: Callable[[str], None],
    ) -> None:
        self._store, self._jobs, self._writes = store, jobs, writes
        self._window, self._settings, self._say = window, settings, say

    def take(self) -> None:
        """Ask for a codebook file, show what it would bring, and take it in."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Import a codebook", self._folder(), READ)
        if chosen:
            self._settings.keep("codebook", str(Path(chosen).parent))
            self.take_this(Path(chosen))

    def take_this(self, path: Path) -> None:
        """Show what a codebook file would bring, and take it in if that is wanted."""
        from store.codebook_imports import load_codebook_file
        from ui.dialogs import codebook_import

        try:
            file = load_codebook_file(path)
            fates = self._store.codebook_imports.fates(file)
        except UserError as error:
            self._jobs.troubled.emit(error)
            return
        if not codebook_import.ask(self._window, path.name, file, fates):
            return
        if self._writes.do(lambda store: store.codebook_imports.take(file)):
            self._say(self._store.journal.undo_label() or "")

    def write(self) -> None:
        """Ask for a file and write all codebooks to it."""
        offered = str(Path(self._folder()) / f"{self._store.path.stem}-codebook.json")
        chosen, kind = QFileDialog.getSaveFileName(self._window, "Export the codebook", offered, WRITE)
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(f".{kind.rsplit('.', 1)[-1].rstrip(')')}")
        self._settings.keep("codebook", str(path.parent))
        try:
            losses = self._store.codebook_imports.write(path)
        except UserError as error:
            self._jobs.troubled.emit(error)
            return
        self._say(" ".join([f"The codebook is written to {path}.", *losses]))

    def add(self) -> None:
        """Ask for a name and add a codebook."""
        from ui.dialogs import text_field

        said = "A tree of tags of its own; drag tags into it, or move them by their menu."
        name = text_field.ask(self._window, "New codebook", "Add", "", said=said)
        if name is not None:
            self._writes.do(lambda store: store.codebooks.add(name))

    def history(self) -> None:
        """Show the versions of the codebook and what has changed in it."""
        from ui.dialogs import codebook_history

        codebook_history.ask(self._window, self._store, self._jobs)

    def _folder(self) -> str:
        kept = self._settings.text("codebook")
        return kept if kept and Path(kept).is_dir() else str(self._store.path.parent)
