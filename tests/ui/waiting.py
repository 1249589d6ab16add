"""Answer a dialog that a test is about to open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

D = TypeVar("D", bound=QDialog)


@contextmanager
def when_open(kind: type[D], answer: Callable[[D], None]) -> Iterator[None]:
    """Call `answer` with the dialog of this kind as soon as it is open; fail if none was."""
    answered: list[bool] = []
    failures: list[BaseException] = []
    timer = QTimer()
    timer.setInterval(5)

    def look() -> None:
        dialog = next(
            (each for each in QApplication.topLevelWidgets() if type(each) is kind and each.isVisible()), None
        )
        if dialog is None or answered:
            return
        answered.append(True)
        timer.stop()
        try:
            answer(dialog)
        except BaseException as error:  # noqa: BLE001  it is raised again outside the event loop
            failures.append(error)
            dialog.reject()

    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()
    if failures:
        raise failures[0]
    assert answered, f"no {kind.__name__} was opened"
