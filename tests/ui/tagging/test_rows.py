"""Rows are shown whole and keep their place; the model keeps Qt's rules."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.tagging.rows import ROW, Row, RowDelegate, RowsModel, row_height

ROWS = (
    Row(id=1, text="가람시", second="Garam", colour="#008660", key="1", right="3"),
    Row(id=2, text="가나다", heading=True),
    Row(id=3, text="나루", edit="a note", on=True),
)


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = RowsModel()
    model.show(ROWS)
    qtmodeltester.check(model)
    model.show(ROWS[:1])
    qtmodeltester.check(model)


def test_the_same_rows_only_change_what_they_say(qtbot: QtBot) -> None:
    model = RowsModel()
    model.show(ROWS)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show([Row(id=1, text="가람"), *ROWS[1:]])
    with qtbot.waitSignal(model.modelReset):
        model.show(ROWS[1:])


def test_a_heading_cannot_be_chosen_and_only_some_rows_can_be_edited() -> None:
    model = RowsModel()
    model.show(ROWS)
    selectable, editable = Qt.ItemFlag.ItemIsSelectable, Qt.ItemFlag.ItemIsEditable
    flags = [model.flags(model.index(row)) for row in range(3)]
    assert [bool(flag & selectable) for flag in flags] == [True, False, True]
    assert [bool(flag & editable) for flag in flags] == [False, False, True]


def test_an_edit_is_asked_for_and_only_if_it_changes_something(qtbot: QtBot) -> None:
    model = RowsModel()
    model.show(ROWS)
    assert not model.setData(model.index(2), "a note ")
    assert not model.setData(model.index(0), "x")
    with qtbot.waitSignal(model.edited) as asked:
        assert model.setData(model.index(2), " another ")
    assert asked.args == [3, "another"]


def test_a_row_is_read_aloud_with_its_state_and_its_key() -> None:
    model = RowsModel()
    model.show(ROWS)
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "가람시 · Garam, 3, key 1"
    assert model.data(model.index(0), ROW) == ROWS[0]


def test_what_is_on_the_article_stands_on_another_ground(qtbot: QtBot) -> None:
    def ground(row: Row) -> QColor:
        model = RowsModel()
        model.show([row])
        image = QImage(200, row_height(), QImage.Format.Format_RGB32)
        image.fill(QColor("#f6f6f3"))
        option = QStyleOptionViewItem()
        option.rect = image.rect()
        option.state = QStyle.StateFlag.State_Enabled
        painter = QPainter(image)
        RowDelegate().paint(painter, option, model.index(0))
        painter.end()
        return image.pixelColor(150, row_height() // 2)

    assert ground(Row(id=1, text="a")) == QColor("#f6f6f3")
    assert ground(Row(id=1, text="a", on=True)) != QColor("#f6f6f3")
