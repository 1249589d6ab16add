"""The window keeps what is done: backups by themselves, one put back; a file that is gone, held or read only is told."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from store import open_project
from store.backups import back_up, backups, folder_of
from tests.projects import run
from tests.ui.waiting import when_open
from ui.dialogs.backups import Backups
from ui.dialogs.export import ExportDialog
from ui.dialogs.overtaken import TwoTexts
from ui.dialogs.salvaged import Salvaged
from ui.main_window import MainWindow


def test_a_project_is_backed_up_where_something_changed(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.jobs.ended):
        window.actions_.past.keep("open")
    assert [each.reason for each in backups(window.store.path)] == ["open"]
    window.store.notes.write(1, "later")
    window.actions_.past.keep("hourly")  # not an hour ago
    with qtbot.waitSignal(window.jobs.ended):
        window.actions_.past.keep("open")
    assert len(backups(window.store.path)) in (1, 2)  # two of one hour are thinned to the later one
    with when_open(Backups, lambda dialog: dialog.reject()):
        window.actions_["backups"].trigger()


def test_a_large_project_is_not_copied_at_every_start(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(back_up(window.store.path, reason="open"))
    window.store.notes.write(1, "later")
    monkeypatch.setattr("ui.past_verbs.LARGE", 1000)
    asked: list[object] = []
    window.jobs.started.connect(asked.append)
    window.actions_.past.keep("open")
    answered: list[None] = []
    window.jobs.query(lambda _: None, lambda _: answered.append(None), kind="backup after")
    qtbot.waitUntil(lambda: bool(answered) and not window.jobs.running)
    assert not asked


def test_no_room_is_said_without_a_dialog(window: MainWindow, qtbot: QtBot) -> None:
    folder_of(window.store.path).write_text("in the way", encoding="utf-8")
    with qtbot.waitSignal(window.jobs.ended):
        window.actions_.past.keep("open")
    assert "No backup was made" in window.status.message.text()
    folder_of(window.store.path).unlink()


def test_a_backup_is_put_back_from_the_window(window: MainWindow, qtbot: QtBot) -> None:
    run(back_up(window.store.path, reason="by hand"))
    window.store.notes.write(1, "later")

    def put_back(dialog: Backups) -> None:
        assert "1 change since" in dialog.list.item(0).text()
        dialog.buttons_by_verb["restore"].click()

    with when_open(Backups, put_back):
        window.actions_["backups"].trigger()
    opened = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible())
    assert opened is not window
    assert opened.store.notes.of(1) == ()
    assert {each.reason for each in backups(opened.store.path)} == {"by hand", "before restore"}
    opened.close()


def test_what_is_left_of_a_project_is_read_into_a_new_one_from_its_window(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "saved.galpi"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(out), ""))
    window.store.notes.write(1, "kept")
    said: list[str] = []

    def look(dialog: Salvaged) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.reject()

    with when_open(Salvaged, look):
        with when_open(Backups, lambda dialog: dialog.buttons_by_verb["salvage"].click()):
            window.actions_["backups"].trigger()
        qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert any("6 articles and" in each and "no row is known to be lost" in each for each in said)
    assert window.isVisible()
    with open_project(out) as saved:
        assert saved.notes.of(1)[0].text == "kept"


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_file_that_is_gone_is_told_once_and_nothing_typed_is_lost(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.current.article = 1
    moved = window.store.path.rename(tmp_path / "elsewhere.galpi")
    window.bridge.look()
    window.bridge.look()
    boxes = [each for each in window.findChildren(QMessageBox) if each.objectName() == "trouble"]
    assert len(boxes) == 1
    assert "moved or deleted" in boxes[0].text()
    boxes[0].close()
    assert window.status.saved.text() == "Not saved"
    note = window.tagging.notes
    note.editor.setPlainText("what I typed")
    note.flush()
    assert note.editor.text() == "what I typed"
    assert note.hint.text() == "not saved"
    for box in window.findChildren(QMessageBox):
        box.close()
    moved.rename(window.store.path)
    note.flush()
    assert window.store.notes.of(1)[0].text == "what I typed"


def test_a_project_held_by_another_program_is_written_when_it_lets_go(window: MainWindow, qtbot: QtBot) -> None:
    window.store.db.conn.execute("pragma busy_timeout = 250")
    with closing(sqlite3.connect(window.store.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        window.actions_.writes.do(lambda store: store.notes.write(1, "waits"))
        assert window.jobs.writing
        assert window.store.notes.of(1) == ()
        with qtbot.waitSignal(window.jobs.changed):
            other.execute("commit")
    assert window.store.notes.of(1)[0].text == "waits"


def test_a_recipe_is_saved_and_exported_by_when_another_program_lets_go(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.store.db.conn.execute("pragma busy_timeout = 250")

    def choose(dialog: ExportDialog) -> None:
        dialog.out.set_path(tmp_path / "out.jsonl")
        dialog.save_as.setText("Kept")
        dialog.accept()

    with closing(sqlite3.connect(window.store.path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with when_open(ExportDialog, choose):
            window.actions_["export"].trigger()
        assert window.store.recipes.all() == ()
        other.execute("commit")
    qtbot.waitUntil(lambda: [each.name for each in window.store.recipes.all()] == ["Kept"], timeout=10_000)
    qtbot.waitUntil((tmp_path / "out.jsonl").exists, timeout=10_000)
    # Else the window asks whether it is to stop the export, and nobody answers.
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=10_000)


def test_a_project_that_cannot_be_written_is_shown(
    project_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from store import guarding
    from ui.app import open_window

    path = Path(shutil.copyfile(project_path, project_path.with_name("fixed.galpi")))
    monkeypatch.setattr(guarding, "may_write", lambda _: False)
    window = open_window(path)
    assert isinstance(window, MainWindow)
    with qtbot.waitSignal(window.finder.counted, timeout=10_000):
        pass
    assert "(read only)" in window.windowTitle()
    assert window.status.saved.text() == "Read only"
    window.current.article = 1
    window.actions_["done"].trigger()
    box = next(each for each in window.findChildren(QMessageBox) if each.objectName() == "trouble")
    assert "reading only" in box.text()
    box.close()
    window.close()


def test_a_note_written_in_two_windows_keeps_both(window: MainWindow, qtbot: QtBot) -> None:
    window.current.article = 1
    pane = window.tagging.notes
    pane.editor.setPlainText("mine")
    with window.store.connect() as other:
        other.notes.write(1, "theirs")

    def look(dialog: TwoTexts) -> None:
        shown = {each.objectName(): each.toPlainText() for each in dialog.findChildren(QPlainTextEdit)}
        assert shown == {"text_mine": "mine", "text_theirs": "theirs"}
        dialog.reject()

    with when_open(TwoTexts, look):
        pane.flush()
    assert window.store.notes.of(1)[0].text == "theirs\n\nmine"
    assert pane.editor.text() == "theirs\n\nmine"
    assert not pane.dirty
