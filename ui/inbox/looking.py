"""Looking through files for the inbox: a job whose findings are gathered as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from store.errors import UserError
from store.previewing import preview
from store.records import Preview, PreviewEntry, Progress
from ui.jobs import Job, Jobs, Outcome


class Looking(QObject):
    """Runs one preview; the job tells of its progress only now and then, what it found is all here."""

    found = Signal(object)
    """The next `PreviewEntry`s, in order."""
    moved = Signal(int, int)
    """How much was looked through, and of how much (0 where that is not known)."""
    ended = Signal(str)
    """It is over; with a sentence if it was not to the end."""

    def __init__(self, project: Path, paths: Sequence[Path], jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._met: deque[PreviewEntry] = deque()  # filled on the job's thread, emptied on the window's
        self._failure = ""
        self._jobs = jobs
        jobs.progressed.connect(self._on_progress)
        jobs.ended.connect(self._on_ended)
        self._job: Job | None = jobs.run(
            "Looking through", lambda: self._gather(project, paths), done=lambda _: None, failed=self._on_failure
        )

    @property
    def running(self) -> bool:
        """Whether it is still under way."""
        return self._job is not None

    def stop(self) -> None:
        """Stop at the next step; what was found stays."""
        if self._job is not None:
            self._job.cancel()

    def _gather(self, project: Path, paths: Sequence[Path]) -> Generator[Progress, None, Preview]:
        steps = preview(project, paths)
        try:
            while True:
                step = next(steps)
                self._met.extend(step.entries)
                yield step
        except StopIteration as end:
            result: Preview = end.value
            return result
        finally:
            steps.close()

    def _tell(self) -> None:
        some = [self._met.popleft() for _ in range(len(self._met))]
        if some:
            self.found.emit(some)

    def _on_progress(self, job: Job) -> None:
        if job is self._job:
            self._tell()
            self.moved.emit(job.progress.done, job.progress.total)

    def _on_failure(self, error: Exception) -> None:
        self.ended.emit(str(error))

    def _on_ended(self, job: Job, outcome: Outcome) -> None:
        if job is not self._job:
            return
        self._job = None
        self._tell()
        if not isinstance(outcome.error, UserError):
            self.ended.emit("Stopped: what was not looked through is imported as it is." if outcome.cancelled else "")
