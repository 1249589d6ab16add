"""The filter's terms as chips."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.articles.chips import Chip, ChipLine
from ui.articles.filter_bar import FilterBar
from ui.articles.terms import chips


def test_a_press_and_the_delete_key_take_a_chip_away(qtbot: QtBot) -> None:
    line = ChipLine()
    qtbot.addWidget(line)
    line.resize(600, 32)
    line.show()
    line.show_terms(chips('대구 lang:ko -tag:"out of scope"'))
    first, second = line.findChildren(Chip)
    assert (first.accessibleName(), second.accessibleName()) == ("Remove lang: ko", "Remove not tag: out of scope")
    with qtbot.waitSignal(line.removed) as removed:
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
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
