"""The filter's terms as chips."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.articles.chips import Chip, ChipEdit, ChipLine
from ui.articles.filter_bar import FilterBar
from ui.articles.terms import chips, removed, replaced


def test_a_press_and_the_delete_key_take_a_chip_away(qtbot: QtBot) -> None:
    line = ChipLine()
    qtbot.addWidget(line)
    line.resize(600, 32)
    line.show()
    line.show_terms(chips('대구 lang:ko -tag:"out of scope"'))
    first, second = line.findChildren(Chip)
    assert (first.accessibleName(), second.accessibleName()) == ("Remove lang: ko", "Remove not tag: out of scope")
    with qtbot.waitSignal(line.removed) as removed:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton, pos=QPoint(first.width() - 14, first.height() // 2))
    assert removed.args is not None
    assert removed.args[0].text == "lang:ko"
    with qtbot.waitSignal(line.removed):
        qtbot.keyClick(second, Qt.Key.Key_Delete)


def test_chips_that_do_not_fit_are_counted(qtbot: QtBot) -> None:
    line = ChipLine()
    qtbot.addWidget(line)
    line.resize(300, 32)
    line.show()
    line.show_terms(chips(" ".join(f"tag:a{number}" for number in range(12))))
    made = line.findChildren(Chip)
    shown = [chip for chip in made if chip.isVisible()]
    assert 0 < len(shown) < 12
    assert line._more.text() == f"+{12 - len(shown)}"
    assert all(chip.geometry().right() <= 300 for chip in shown)
    line.resize(2000, 32)
    assert all(chip.isVisible() for chip in made)
    assert not line._more.isVisible()


def test_the_bar_takes_the_term_out_of_the_text_and_asks(qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.resize(1200, 48)
    bar.show()
    bar.box.setText("대구 lang:ko tag:a")
    with qtbot.waitSignal(bar.box.asked) as asked:
        bar.chips.findChildren(Chip)[0].click()
    assert asked.args == ["대구 tag:a"]


def test_a_chip_is_edited_where_it_stands(qtbot: QtBot) -> None:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.resize(1200, 48)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    bar.box.setText("대구 lang:ko tag:a")
    qtbot.mouseClick(bar.chips.findChildren(Chip)[0], Qt.MouseButton.LeftButton, pos=QPoint(12, 10))
    (edit,) = bar.chips.findChildren(ChipEdit)
    assert edit.text() == edit.selectedText() == "lang:ko"
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert bar.box.text() == "대구 lang:ko tag:a"
    qtbot.keyClick(bar.chips.findChildren(Chip)[0], Qt.Key.Key_F2)
    edit = next(each for each in bar.chips.findChildren(ChipEdit) if each.isVisible())
    edit.setText("-lang:en")
    with qtbot.waitSignal(bar.box.asked) as asked:
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert asked.args == ["대구 -lang:en tag:a"]


def test_groups_are_one_chip_each() -> None:
    assert [chip.label for chip in chips("a (lang:ko OR tag:x) -(b c) lang:en")] == [
        "lang:ko OR tag:x",
        "not b c",
        "lang: en",
    ]
    query = "a lang:ko OR (b tag:c)"
    (whole,) = chips(query)
    assert whole.label == query
    assert removed(query, whole) == ""
    assert replaced(query, whole, "lang:en") == "lang:en"
