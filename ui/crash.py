"""What happens to a bug: it is written down and shown, and the window stays, for everything is on disk."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

LARGEST = 1_000_000
"""Bytes of the log after which it begins anew."""


class Crash(QObject):
    """Takes every exception that nobody else took, from any thread."""

    _came = Signal(str)

    def __init__(self, log: Path | None = None) -> None:
        super().__init__()
        self.log = log or default_log()
        self.box: QMessageBox | None = None
        self._came.connect(self._show)

    def install(self) -> None:
        """Take over from now on, hard crashes of the interpreter included (these only reach the log)."""
        sys.excepthook = self.take
        threading.excepthook = lambda told: self.take(
            told.exc_type, told.exc_value or told.exc_type(), told.exc_traceback
        )
        if self._make_room():
            faulthandler.enable(self.log.open("a", encoding="utf-8"))

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write an exception down and show it; Ctrl+C in the terminal ends the program as it should."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        text = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(text)
        if self._make_room():
            with self.log.open("a", encoding="utf-8") as log:
                log.write(f"\n{datetime.now(UTC).isoformat(timespec='seconds')}\n{text}")
        self._came.emit(text)

    def _make_room(self) -> bool:
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            if self.log.exists() and self.log.stat().st_size > LARGEST:
                self.log.unlink()
        except OSError as error:
            sys.stderr.write(f"The log {self.log} cannot be written: {error}\n")
            return False
        return True

    def _show(self, text: str) -> None:
        if self.box is not None and self.box.isVisible():
            return  # one at a time: a bug in painting would open hundreds
        last = text.strip().rpartition("\n")[2]
        if "disk image is malformed" in last:
            self._show_damage(text)
            return
        box = QMessageBox(
            QMessageBox.Icon.Critical,
            "Galpi: a bug",
            f"Something in Galpi went wrong that should not: {last}\n\n"
            "What you did so far is saved. You can go on; if the window behaves oddly, close and open it again.\n\n"
            f"The details are in {self.log}.",
            parent=QApplication.activeWindow(),
        )
        box.setObjectName("crash")
        box.setDetailedText(text)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.box = box
        box.open()

    def _show_damage(self, text: str) -> None:
        box = QMessageBox(
            QMessageBox.Icon.Critical,
            "Galpi: the project file is damaged",
            "A part of the project file cannot be read any more; the disk may be failing. What could be read is shown."
            "\n\nPut the newest good backup back by Project › Backups, or read what is left into a new project by Salvage"
            " there.",
            parent=QApplication.activeWindow(),
        )
        box.setObjectName("damage")
        box.setDetailedText(text)
        self.box = box
        box.open()


def default_log() -> Path:
    """Where the log is kept: in the user's data folder for this program."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(folder) / "crash.log"
