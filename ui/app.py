"""Starts the window: with a project, with the one opened last, or with the sample at the first start."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from store import UserError, create_sample, open_project
from store.errors import Damaged
from ui import memory, theme
from ui.crash import Crash
from ui.main_window import MainWindow
from ui.settings import Settings

NO_DISPLAY = (
    "Galpi found no display to open its window on; everything can also be done by commands, see 'main.py --help'"
    " (for example: main.py new study.galpi --sample)."
)
HEADLESS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs", "vkkhrdisplay")
"""Qt platforms that need no display server."""

_windows: set[MainWindow] = set()


SWITCH_SECONDS = 0.0005
"""How long a thread keeps the interpreter while another one waits for it."""


def open_window(path: Path | str, *, settings: Settings | None = None) -> QMainWindow:
    """Open a project in a window of its own, inside an existing QApplication; raises UserError if it cannot be opened."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "make a QApplication first"
    settings = settings or Settings()
    memory.share_heap()
    # A thread that computes keeps the interpreter five milliseconds by default: each line painted would wait so long.
    sys.setswitchinterval(SWITCH_SECONDS)
    store = open_project(Path(path))
    _colour(app, settings)
    window = MainWindow(store, settings)
    settings.add_recent(store.path)
    _windows.add(window)
    window.closed.connect(lambda: _windows.discard(window))
    window.finder.counted.connect(lambda _: memory.settle(), Qt.ConnectionType.SingleShotConnection)
    window.closed.connect(memory.unsettle)
    window.project_asked.connect(lambda verb, other: _on_asked(window, verb, Path(other), settings))
    window.show()
    return window


def _colour(app: QApplication, settings: Settings) -> None:
    mode = settings.text("colours", "system")
    theme.apply(app, mode if mode in ("light", "dark") else "system")  # type: ignore[arg-type]


def run(path: Path | str | None = None) -> int:
    """Show the window until it is closed; gives the exit code. Without a display it says so in one sentence."""
    if not has_display():
        sys.stderr.write(NO_DISPLAY + "\n")
        return 1
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Galpi")
    app.setApplicationDisplayName("Galpi")
    app.setDesktopFileName("galpi")
    crash = Crash()
    crash.install()
    window = _open_or_way_on(Path(path), Settings()) if path is not None else _open_last()
    if window is None:
        return 1
    window.raise_()
    return app.exec()


def _open_or_way_on(path: Path, settings: Settings) -> QMainWindow | None:
    try:
        return open_window(path, settings=settings)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return way_on(path, error, settings=settings)


def way_on(
    path: Path, error: UserError, *, window: MainWindow | None = None, settings: Settings | None = None
) -> QMainWindow | None:
    """Offer what can be done about a damaged project; give the window that this ends in, if any.

    What never was a project, as far as can be seen, is not offered to be mended.
    """
    from ui.dialogs.unopened import Unopened

    settings = settings or Settings()
    while isinstance(error, Damaged) and _was_project(path, settings):
        if window is None:
            _colour(cast("QApplication", QApplication.instance()), settings)
        dialog = Unopened(window, path, error.fault)
        if not dialog.exec() or dialog.to_open is None:
            return None
        path = dialog.to_open
        try:
            return open_window(path, settings=settings)
        except UserError as next_error:
            error = next_error
    if window is not None:
        window.actions_.tell(error)
    return None


def _was_project(path: Path, settings: Settings) -> bool:
    from store.backups import backups
    from store.salvaging import may_be_project

    return path.resolve() in settings.recent() or bool(backups(path)) or may_be_project(path)


def has_display() -> bool:
    """Say whether Qt can open a window here; it is tried in a child, because Qt ends the process where it cannot."""
    if sys.platform in ("win32", "darwin"):
        return True
    wanted = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted not in HEADLESS and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        return False
    child = os.fork()
    if child == 0:
        _try_display()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) == 0


def _try_display() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        QGuiApplication([])
    finally:
        os._exit(0)


def _open_last() -> QMainWindow | None:
    """Open the project opened last; where that cannot be, say so, offer the ways on, and open the one before it."""
    settings = Settings()
    troubles = _gone(settings)
    for path in settings.recent():
        try:
            window: QMainWindow | None = open_window(path, settings=settings)
        except UserError as error:
            sys.stderr.write(f"{error}\n")
            window = way_on(path, error, settings=settings)
            if window is None:
                troubles.append(error)
                continue
        break
    else:
        window = _open_or_way_on(_sample(), settings)
    if troubles and isinstance(window, MainWindow):
        window.actions_.tell(UserError(f"{troubles[0]} What is open now is {window.store.path.name}."))
    return window


def _gone(settings: Settings) -> list[UserError]:
    """Say that the project opened last is no longer in its place, if so."""
    last = next(map(Path, settings.texts("recent")), None)
    if last is None or last.is_file():
        return []
    return [UserError(f"{last.name} is no longer in {last.parent}; it was moved, renamed or deleted.")]


def _sample() -> Path:
    """The sample project in the user's documents, made if it is not there yet."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    folder = (documents if documents.is_dir() else Path.home()) / "Galpi"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sample.galpi"
    if not path.exists():
        create_sample(path).close()
    return path


def _on_asked(window: MainWindow, verb: str, path: Path, settings: Settings) -> None:
    if verb == "restore":
        _put_back(window, path, settings)
    else:
        _exchange(window, path, settings)


def _put_back(window: MainWindow, backup: Path, settings: Settings) -> None:
    """Close the project, put a backup of it back, and open it again; where that cannot be, as it was."""
    from store.backups import restore

    project, geometry = window.store.path, window.geometry()
    if not window.close():
        return
    trouble: UserError | None = None
    said = ""
    try:
        said = f"The backup is back. What was before is kept as {restore(project, backup).name}."
    except UserError as error:
        trouble = error
    opened = _open_or_way_on(project, settings)
    if not isinstance(opened, MainWindow):
        return
    opened.setGeometry(geometry)
    opened.status.say(said)
    if trouble is not None:
        opened.actions_.tell(trouble)


def _exchange(window: MainWindow, path: Path, settings: Settings) -> None:
    """Open another project where this one was; the old window closes when the new one is there."""
    if path.resolve() == window.store.path.resolve():
        return
    try:
        other: QMainWindow | None = open_window(path, settings=settings)
    except UserError as error:
        other = way_on(path, error, window=window, settings=settings)
    if other is None:
        return
    other.setGeometry(window.geometry())
    window.close()
