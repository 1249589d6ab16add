"""A project that cannot be opened: what is wrong with it, and the ways on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QProgressBar, QPushButton, QWidget

from store.backups import newest_good, restore
from store.records import Backup, Progress, SalvageReport
from store.salvaging import salvage
from ui.dialogs import salvaged
from ui.dialogs.backups import WORDS
from ui.dialogs.history import local_time
from ui.dialogs.sheet import Sheet, dim_label
from ui.jobs import Job, Jobs, Outcome, R, Work
from ui.long_work import PROJECTS

NONE_SOUND = "There is no sound backup of it."


class Unopened(Sheet):
    """Says why, and offers the newest sound backup, a salvage of what can be read, and another project.

    Accepted, `to_open` is the project to open; until then nothing but what was asked for is touched.
    """

    def __init__(self, parent: QWidget | None, path: Path, reason: str) -> None:
        super().__init__(parent, f"“{path.name}” cannot be opened", verb=None, width=620)
        self._path = path
        self.to_open: Path | None = None
        self._backup: Backup | None = None
        self._running: Job | None = None
        self.jobs = Jobs(None, self)
        self.jobs.progressed.connect(self._show_progress)
        self.jobs.ended.connect(self._end)
        self.body.addWidget(dim_label(reason))
        self.found = dim_label("Looking for a sound backup of it…")
        self.body.addWidget(self.found)
        self.body.addWidget(
            dim_label(
                "What can still be read can be written into a new project beside it; the damaged one stays as it is."
            )
        )
        self.progress = QProgressBar(self, textVisible=False)
        self.progress.setAccessibleName("How far it is")
        self.progress.hide()
        self.body.addWidget(self.progress)
        self.other = self._offer("Open another project…", "open", self.open_other)
        self.salvage = self._offer("Read what is left…", "salvage", self.ask_salvage)
        self.restore = self._offer("Put the backup back", "restore", self.put_back)
        self.restore.setEnabled(False)
        self.salvage.setFocus()
        self.jobs.run("Looking for a backup", self._look, done=self._show_backup, quiet=True)

    def _offer(self, text: str, verb: str, do: Callable[[], None]) -> QPushButton:
        button = self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(f"unopened_{verb}")
        button.clicked.connect(do)
        return button

    # The ways on

    def open_other(self) -> None:
        """Ask for another project; it is opened by whoever asked."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Open project", str(self._path.parent), PROJECTS)
        if chosen:
            self.to_open = Path(chosen)
            self.accept()

    def put_back(self) -> None:
        """Put the newest sound backup back; what was there is kept beside it."""
        if self._backup is None:
            return
        path, backup = self._path, Path(self._backup.path)

        def steps() -> Generator[Progress, None, Path]:
            yield Progress(done=0, total=0, label="Putting the backup back")
            restore(path, backup)
            return path

        self._run("Putting the backup back", steps, done=self._put, whole=True)

    def ask_salvage(self) -> None:
        """Ask where, and read what is left of the project into a new one there."""
        out = salvaged.ask_place(self, self._path)
        if out is None:
            return
        self._run(
            "Reading what is left",
            lambda: salvage(self._path, out),
            done=lambda report: self._salvaged(report, out),
        )

    # What comes of them

    def _look(self) -> Generator[Progress, None, Backup | None]:
        yield Progress(done=0, total=0, label="Looking for a backup")
        return newest_good(self._path)

    def _show_backup(self, backup: Backup | None) -> None:
        self._backup = backup
        if backup is None:
            self.found.setText(NONE_SOUND)
            return
        made = f"{local_time(backup.at)}, {WORDS.get(backup.reason, backup.reason)}"
        self.found.setText(f"Its newest sound backup was made {made}. What is there now is kept beside it.")
        if self._running is None and self.to_open is None:
            self._enable(True)
            self.restore.setDefault(True)
            self.restore.setFocus()

    def _run(self, title: str, make: Work[R], *, done: Callable[[R], None], whole: bool = False) -> None:
        """Run long work; what is `whole` cannot be stopped."""
        self._enable(False)
        self.accept_button.setText("Stop")
        self.accept_button.setEnabled(not whole)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.say(f"{title}…")
        self._running = self.jobs.run(title, make, done=done, failed=self._refused, whole=whole)

    def _show_progress(self, job: Job) -> None:
        self.progress.setRange(0, job.progress.total)
        self.progress.setValue(job.progress.done)

    def _end(self, _job: Job, outcome: Outcome) -> None:
        self._running = None
        self.progress.hide()
        self.accept_button.setText("Close")
        self._enable(True)
        self.accept_button.setEnabled(True)
        if outcome.cancelled:
            self.say("Stopped; nothing was written.")

    def _enable(self, free: bool) -> None:
        for button in (self.other, self.salvage):
            button.setEnabled(free)
        self.restore.setEnabled(free and self._backup is not None)

    def _put(self, path: Path) -> None:
        self.to_open = path
        self.accept()

    def _salvaged(self, report: SalvageReport, out: Path) -> None:
        if salvaged.ask(self, report, out):
            self._put(out)
        else:
            self.say(f"What could be read is in {out.name}.")

    def _refused(self, error: Exception) -> None:
        self.say(str(error), error=True)
        self.accept_button.setEnabled(True)

    def reject(self) -> None:
        """Stop what runs, if it can be stopped; with nothing running, close, and open nothing."""
        if self._running is None:
            self.to_open = None
            super().reject()
        elif not self._running.whole:
            self._running.cancel()
            self.say("Stopping…")

    def done(self, result: int) -> None:
        """Let the threads go before the dialog does."""
        self.jobs.close()
        super().done(result)
