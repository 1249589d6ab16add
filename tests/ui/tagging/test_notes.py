"""A note is saved as it is typed, never lost, and each saved state is one step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from store.errors import UserError
from tests.ui.waiting import when_open
from ui.dialogs.overtaken import TwoTexts


def note(desk, article: int | None = None) -> str:
    notes = desk.store.notes.of(article or desk.first)
    return next((each.text for each in notes if each.annotator == desk.store.annotator), "")


def test_typing_is_saved_after_a_moment_and_says_so(desk, panel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.notes.editor, "who runs it?")
    assert panel.notes.hint.text() == "…"
    assert note(desk) == ""
    qtbot.waitUntil(lambda: panel.notes.hint.text() == "saved")
    assert note(desk) == "who runs it?"


def test_another_article_saves_first_and_shows_its_own_note(desk, panel, qtbot: QtBot) -> None:
    desk.store.notes.write(desk.second, "the English one")
    qtbot.keyClicks(panel.notes.editor, "half a sent")
    desk.current.article = desk.second
    assert note(desk) == "half a sent"
    assert panel.notes.editor.text() == "the English one"
    assert note(desk, desk.second) == "the English one"
    desk.current.article = desk.first
    assert panel.notes.editor.text() == "half a sent"


def test_leaving_the_field_saves(desk, panel, qtbot: QtBot) -> None:
    panel.notes.editor.setFocus()
    qtbot.keyClicks(panel.notes.editor, "x")
    qtbot.keyClick(panel.notes.editor, Qt.Key.Key_Escape)
    assert note(desk) == "x"
    assert not panel.notes.editor.hasFocus()


def test_hiding_the_panel_saves(desk, panel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.notes.editor, "x")
    panel.hide()
    assert note(desk) == "x"


def test_every_saved_state_is_one_step_and_undo_shows_the_one_before(desk, panel, qtbot: QtBot) -> None:
    for words in ("one", " two"):
        qtbot.keyClicks(panel.notes.editor, words)
        panel.flush()
    desk.store.journal.undo()
    assert panel.notes.editor.text() == "one"
    desk.store.journal.undo()
    assert panel.notes.editor.text() == ""
    desk.store.journal.redo()
    assert panel.notes.editor.text() == "one"


def test_nothing_typed_makes_no_step(desk, panel) -> None:
    steps = len(desk.store.journal.history())
    panel.flush()
    desk.current.article = desk.second
    assert len(desk.store.journal.history()) == steps


def test_what_is_being_typed_outlives_a_change_from_elsewhere(desk, panel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.notes.editor, "mine")
    desk.store.notes.write(desk.first, "from elsewhere")
    assert panel.notes.editor.text() == "mine"
    with when_open(TwoTexts, lambda dialog: dialog.findChild(QPushButton, "keep_mine").click()):
        panel.flush()
    assert note(desk) == "mine"


def test_every_character_is_kept(desk, panel) -> None:
    text = "no\u00a0break, 😀 𠀀, line\u2028separator\n둘째 줄\ttab "
    desk.store.notes.write(desk.first, text)
    assert panel.notes.editor.text() == text
    panel.notes.editor.moveCursor(QTextCursor.MoveOperation.End)
    panel.notes.editor.insertPlainText("!")
    panel.flush()
    assert note(desk) == text + "!"


def test_the_notes_of_others_are_shown_and_not_touched(desk, panel, qtbot: QtBot) -> None:
    desk.store.notes.write(desk.first, "Is this the same map?", by="Mira")
    assert panel.notes.others.text() == "Mira: Is this the same map?"
    assert panel.notes.editor.text() == ""
    qtbot.keyClicks(panel.notes.editor, "yes")
    panel.flush()
    assert {each.annotator: each.text for each in desk.store.notes.of(desk.first)} == {
        "Mira": "Is this the same map?",
        desk.store.annotator: "yes",
    }


def test_a_failure_keeps_the_text_and_is_told_once(desk, panel, qtbot: QtBot, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UserError("The disk is full; free some space, the note is kept here until then.")

    with monkeypatch.context() as broken:
        broken.setattr(desk.store.notes, "write", refuse)
        qtbot.keyClicks(panel.notes.editor, "x")
        panel.flush()
        panel.flush()
        assert panel.notes.hint.text() == "not saved"
        boxes = [each for each in desk.window.children() if each.objectName() == "trouble"]
        assert len(boxes) == 1
        boxes[0].close()
    panel.flush()
    assert (note(desk), panel.notes.hint.text()) == ("x", "saved")


def test_without_an_article_nothing_can_be_written(desk, panel) -> None:
    desk.current.article = None
    assert not panel.notes.editor.isEnabled()
