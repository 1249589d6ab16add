"""Looking through files for the inbox: a job whose findings are gathered as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from store.errors import UserError
from store.previewing import preview
from store.records import ColumnMapping, Preview, PreviewEntry, Progress, SourceCorrection, Table
from ui.jobs import Job, Jobs, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the files are to be read: what all of them are, which columns are which fields, and what was put right."""

    kind: str | None = None
    columns: tuple[ColumnMapping, ...] = ()
    corrections: Mapping[str, SourceCorrection] = field(default_factory=dict)


NO_READING = Reading()
"""As everything is found."""


class Looking(QObject):
    """Runs one preview; the job tells of its progress only now and then, what it found is all here."""

    found = Signal(object)
    """The next `PreviewEntry`s, in order."""
    tables = Signal(object)
    """The next `Table`s, in order."""
    moved = Signal(int, int)
    """How much was looked through, and of how much (0 where that is not known)."""
    ended = Signal(str)
    """It is over; with a sentence if it was not to the end."""

    def __init__(
        self,
        project: Path,
        paths: Sequence[Path],
        jobs: Jobs,
        parent: QObject | None = None,
        *,
        reading: Reading = NO_READING,
    ) -> None:
        super().__init__(parent)
        self._met: deque[PreviewEntry] = deque()  # filled on the job's thread, emptied on the window's
        self._tables: deque[Table] = deque()
        self._jobs = jobs
        jobs.progressed.connect(self._on_progress)
        jobs.ended.connect(self._on_ended)
        self._job: Job | None = jobs.run(
            "Looking through",
            lambda: self._gather(project, paths, reading),
            done=lambda _: None,
            failed=self._on_failure,
        )

    @property
    def running(self) -> bool:
        """Whether it is still under way."""
        return self._job is not None

    def stop(self) -> None:
        """Stop at the next step; what was found stays."""
        if self._job is not None:
            self._job.cancel()

    def _gather(self, project: Path, paths: Sequence[Path], reading: Reading) -> Generator[Progress, None, Preview]:
        steps = preview(project, paths, kind=reading.kind, columns=reading.columns, corrections=reading.corrections)
        try:
            while True:
                step = next(steps)
                self._tables.extend(step.tables)
                self._met.extend(step.entries)
                yield step
        except StopIteration as end:
            result: Preview = end.value
            return result
        finally:
            steps.close()

    def _tell(self) -> None:
        tables = [self._tables.popleft() for _ in range(len(self._tables))]
        if tables:
            self.tables.emit(tables)
        some = [self._met.popleft() for _ in range(len(self._met))]
        if some:
            self.found.emit(some)

    def _on_progress(self, job: Job) -> None:
        if job is self._job:
            self._tell()
            self.moved.emit(job.progress.done, job.progress.total)

    def drop(self) -> None:
        """Stop, and tell of nothing any more."""
        self.stop()
        self._job = None
        self.blockSignals(True)

    def _on_failure(self, error: Exception) -> None:
        self.ended.emit(str(error))

    def _on_ended(self, job: Job, outcome: Outcome) -> None:
        if job is not self._job:
            return
        self._job = None
        self._tell()
        if not isinstance(outcome.error, UserError):
            self.ended.emit("Stopped: what was not looked through is imported as it is." if outcome.cancelled else "")
