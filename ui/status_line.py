"""The line at the foot of the window: what is saved, how much is done, what runs, how far, and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from ui import theme
from ui.articles.counts import Counts
from ui.jobs import Job, Jobs, Outcome

SAID_MILLISECONDS = 12_000
"""How long a sentence stands before it goes."""


class StatusLine(QWidget):
    """Saved, done, what was just said; and the job under way with its Cancel."""

    def __init__(self, jobs: Jobs, keys: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.setObjectName("statusLine")
        self.setFixedHeight(28)
        self.saved = self._label("saved")
        self.who = self._link("", "whoMarks")
        self.done = self._label("doneCount")
        self.message = self._label("message")
        self.work = self._label("jobLabel")
        self.bar = QProgressBar(self, textVisible=False)
        self.bar.setFixedWidth(130)
        self.bar.setAccessibleName("Progress")
        self.cancel = self._link("Cancel", "cancelJob")
        self.cancel.clicked.connect(self._cancel)
        self.keys = self._link("? keys", "keysButton")
        self.keys.clicked.connect(keys.trigger)
        self._fade = QTimer(self, singleShot=True, interval=SAID_MILLISECONDS)
        self._fade.timeout.connect(self.message.clear)
        self._lay_out()
        self.saved.setText("Saved")
        self.saved.setToolTip("Everything you did is on disk")
        self._state = "Saved"
        jobs.writing_changed.connect(lambda writing: self.saved.setText("Saving…" if writing else self._state))
        for signal in (jobs.started, jobs.progressed):
            signal.connect(self._show_job)
        jobs.ended.connect(self._on_ended)
        self._show_job()

    def say(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self.message.setText(sentence)
        self.message.setToolTip(sentence)
        self._fade.start()

    def show_annotator(self, name: str, *, blind: bool) -> None:
        """Say who marks, and that only her own marks are shown where that is so."""
        short = name if len(name) <= 32 else f"{name[:31]}…"
        self.who.setText(f"{short} · blind: only your own marks" if blind else short)
        self.who.setAccessibleName(f"Who marks: {name}{', blind' if blind else ''}")

    def show_state(self, state: str, why: str) -> None:
        """Say from now on that what is done is not saved as usual, and why."""
        self._state = state
        self.saved.setText(state)
        self.saved.setToolTip(why)

    def show_counts(self, counts: Counts) -> None:
        """Say how many articles of the filter are done."""
        self.done.setText(f"{counts.done:,} of {counts.total:,} done" if counts.total else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.palette().window))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.palette().line))

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setProperty("dim", True)
        return label

    def _link(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setObjectName(name)
        button.setProperty("link", True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 12, 0)
        line.setSpacing(16)
        self.message.setMinimumWidth(0)
        line.addWidget(self.saved)
        line.addWidget(self.who)
        line.addWidget(self.done)
        line.addWidget(self.message, 1)
        for widget in (self.work, self.bar, self.cancel, self.keys):
            line.addWidget(widget)

    def _show_job(self, *_: object) -> None:
        job = self._jobs.running[0] if self._jobs.running else None
        for widget in (self.work, self.bar, self.cancel):
            widget.setVisible(job is not None)
        if job is not None:
            others = f" (+{len(self._jobs.running) - 1})" if len(self._jobs.running) > 1 else ""
            self.work.setText(_words(job) + others)
            self.bar.setRange(0, job.progress.total)
            self.bar.setValue(job.progress.done)
            self.cancel.setEnabled(not job.cancelled)

    def _cancel(self) -> None:
        if self._jobs.running:
            self._jobs.running[0].cancel()
            self._show_job()

    def _on_ended(self, job: Job, outcome: Outcome) -> None:
        if outcome.cancelled:
            kept = "nothing was changed" if job.whole else "what was finished is kept"
            self.say(f"{job.title} was cancelled; {kept}.")
        self._show_job()


def _words(job: Job) -> str:
    progress = job.progress
    if job.cancelled:
        return f"{job.title}: stopping…"
    return f"{progress.label} {progress.done:,} of {progress.total:,}" if progress.total else f"{progress.label}…"
