"""A project that is damaged, whatever road leads to it: one sentence, and ways on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMessageBox, QPushButton

from store import UserError, open_project
from store.backups import back_up, backups
from tests.projects import run
from tests.ui.waiting import when_open
from ui import app, theme
from ui.app import open_window, way_on
from ui.dialogs.salvaged import Salvaged
from ui.dialogs.unopened import Unopened
from ui.main_window import MainWindow
from ui.settings import Settings


@pytest.fixture
def damaged(project_path: Path) -> tuple[Path, UserError]:
    """Give a project with a backup whose schema is overwritten, and what is said of it."""
    run(back_up(project_path, reason="open", always=True))
    with project_path.open("rb+") as file:
        file.seek(100)
        file.write(b"\xff" * 4_000)
    with pytest.raises(UserError) as refused:
        open_project(project_path)
    return project_path, refused.value


@pytest.fixture
def no_window_left() -> Iterator[None]:
    """Close what a test has opened."""
    yield
    for each in QApplication.topLevelWidgets():
        if isinstance(each, MainWindow):
            each.close()


def press(name: str) -> AbstractContextManager[None]:
    """Press a button of the dialog as soon as it can be."""

    def pressed(dialog: Unopened) -> None:
        button = dialog.findChild(QPushButton, name)
        assert button is not None
        timer = QTimer(dialog, interval=5)

        def look() -> None:
            if button.isEnabled():
                timer.stop()
                button.click()

        timer.timeout.connect(look)
        timer.start()

    return when_open(Unopened, pressed)


def closing() -> AbstractContextManager[None]:
    return when_open(Unopened, lambda dialog: dialog.reject())


def shown(window: QMainWindow | None) -> MainWindow:
    assert isinstance(window, MainWindow)
    return window


def forget_backups(path: Path) -> None:
    for each in backups(path):
        Path(each.path).unlink()


@pytest.mark.usefixtures("qtbot", "no_window_left")
def test_the_newest_sound_backup_is_put_back(damaged: tuple[Path, UserError]) -> None:
    with press("unopened_restore"):
        window = shown(way_on(*damaged))
    assert window.store.path == damaged[0]
    assert window.store.articles.count() == 6


@pytest.mark.usefixtures("qtbot", "no_window_left")
def test_without_a_sound_backup_another_project_is_opened(
    damaged: tuple[Path, UserError], bare_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for backup in backups(damaged[0]):
        Path(backup.path).write_bytes(b"")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bare_template), ""))
    with press("unopened_open"):
        window = shown(way_on(*damaged))
    assert window.store.path == bare_template


@pytest.mark.usefixtures("qtbot", "no_window_left")
def test_what_is_left_is_read_into_a_new_project(
    damaged: tuple[Path, UserError], monkeypatch: pytest.MonkeyPatch
) -> None:
    forget_backups(damaged[0])
    out = damaged[0].with_name("saved.galpi")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out.with_suffix("")), ""))
    before = damaged[0].read_bytes()
    with press("unopened_salvage"), when_open(Salvaged, lambda dialog: dialog.accept()):
        window = shown(way_on(*damaged))
    assert window.store.path == out
    assert window.store.articles.count() == 6
    assert damaged[0].read_bytes() == before


@pytest.mark.usefixtures("qtbot")
def test_a_place_that_is_taken_is_told_and_nothing_is_lost(
    damaged: tuple[Path, UserError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(damaged[0]), ""))

    def pressed(dialog: Unopened) -> None:
        def refused(*_: object) -> None:
            QTimer.singleShot(0, lambda: (said.append(dialog.message.text()), dialog.reject()))

        dialog.jobs.ended.connect(refused)
        dialog.salvage.click()

    said: list[str] = []
    with when_open(Unopened, pressed):
        assert way_on(*damaged) is None
    assert "already there" in said[0]


@pytest.mark.usefixtures("qtbot")
def test_closing_it_opens_nothing(damaged: tuple[Path, UserError]) -> None:
    before = damaged[0].read_bytes()
    with closing():
        assert way_on(*damaged) is None
    assert damaged[0].read_bytes() == before


@pytest.mark.usefixtures("qapp")
def test_what_is_no_project_is_not_offered_to_be_mended(tmp_path: Path) -> None:
    path = tmp_path / "notes.galpi"
    path.write_text("This is no project.")
    with pytest.raises(UserError) as refused:
        open_project(path)
    assert way_on(path, refused.value) is None


def empty(path: Path) -> None:
    path.write_bytes(b"")


def without_first_page(path: Path) -> None:
    path.write_bytes(b"\xa5" * 8192 + path.read_bytes()[8192:])


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("damage", [empty, without_first_page, cut])
@pytest.mark.usefixtures("qtbot", "no_window_left")
def test_the_project_opened_last_is_damaged_when_none_is_named(
    project_path: Path, bare_template: Path, damage: Callable[[Path], None]
) -> None:
    settings = Settings()
    settings.add_recent(bare_template)
    settings.add_recent(project_path)
    damage(project_path)
    with closing():
        window = shown(app._open_last())
    assert window.store.path == bare_template
    box = next(each for each in window.findChildren(QMessageBox) if each.objectName() == "trouble")
    assert "small.galpi" in box.text()
    assert "What is open now is bare.galpi" in box.text()
    box.close()


@pytest.mark.usefixtures("qtbot", "no_window_left")
def test_the_project_opened_last_is_gone_and_that_is_told(project_path: Path, bare_template: Path) -> None:
    settings = Settings()
    settings.add_recent(bare_template)
    settings.add_recent(project_path)
    project_path.unlink()
    window = shown(app._open_last())
    box = next(each for each in window.findChildren(QMessageBox) if each.objectName() == "trouble")
    assert "small.galpi is no longer in" in box.text()
    box.close()


@pytest.mark.usefixtures("qtbot", "no_window_left")
def test_a_damaged_project_is_opened_from_a_running_window(
    damaged: tuple[Path, UserError], bare_template: Path
) -> None:
    window = shown(open_window(bare_template))
    with closing():
        window.project_asked.emit("open", damaged[0])
    assert window.isVisible()
    with press("unopened_restore"):
        window.project_asked.emit("open", damaged[0])
    assert not window.isVisible()
    there = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible())
    assert there.store.path == damaged[0]


@pytest.mark.usefixtures("qtbot", "no_window_left")
def test_a_backup_that_cannot_be_put_back_leaves_all_as_it_was(project_path: Path) -> None:
    run(back_up(project_path, reason="open", always=True))
    (backup,) = backups(project_path)
    Path(backup.path).write_bytes(b"no more")
    window = shown(open_window(project_path))
    window.project_asked.emit("restore", Path(backup.path))
    there = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible())
    assert there is not window
    assert there.store.articles.count() == 6
    box = next(each for each in there.findChildren(QMessageBox) if each.objectName() == "trouble")
    assert "damaged itself" in box.text()
    box.close()


@pytest.mark.usefixtures("qtbot", "no_window_left")
def test_the_dialog_has_the_colours_that_the_windows_have(damaged: tuple[Path, UserError]) -> None:
    settings, seen = Settings(), list[str]()

    def look(dialog: Unopened) -> None:
        seen.append(theme.mode())
        dialog.reject()

    for mode in ("dark", "light"):
        settings.keep("colours", mode)
        with when_open(Unopened, look):
            assert way_on(*damaged, settings=settings) is None
    assert seen == ["dark", "light"]
