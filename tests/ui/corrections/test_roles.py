"""Key r: one letter says what lines are, once or always in their outlet; all of it can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from tests.projects import article_of, bring, write_articles
from ui.app import open_window
from ui.corrections.role_popup import LETTERS, RolePopup
from ui.main_window import MainWindow
from ui.verbs import VERBS

FOOT = "이 기사는 시험 삼아 만든 것이다 {}호"
PAGES = {
    f"foot{number}.txt": (
        f"가람뉴스\n시장 골목에 새 조명이 켜졌다 {number}\n입력 2022-03-0{number} 09:30\n"
        f"시는 골목 {number}곳에 조명을 달았다고 밝혔다. 상인들은 밤에도 환하다며 반겼다.\n{FOOT.format(number)}\n"
        "홍길동 기자\n저작권자 © 가람뉴스 무단전재 및 재배포 금지\n"
    )
    for number in (1, 2, 3)
}


@pytest.fixture
def reading(qtbot: QtBot, project_path: Path, tmp_path: Path) -> MainWindow:
    """Give a window that reads the first of three pages of one outlet with the same foot, but for its number."""
    bring(project_path, write_articles(tmp_path / "pages", PAGES), recognize=False)
    opened = open_window(project_path)
    assert isinstance(opened, MainWindow)
    opened.resize(1440, 900)
    opened.activateWindow()
    with qtbot.waitSignal(opened.finder.counted, timeout=10_000):
        pass
    opened.pane.show_article(article_of(opened.store, "foot1.txt").article.id)
    assert opened.reader.page.article is not None
    assert opened.reader.page.article.outlet == "가람뉴스"
    return opened


def put_cursor_in(window: MainWindow, words: str) -> None:
    page = window.reader.page
    assert page.article is not None
    page.select(page.article.text.index(words), page.article.text.index(words) + 1)
    cursor = page.textCursor()
    cursor.clearSelection()
    page.setTextCursor(cursor)


def role_of(window: MainWindow, source: str, words: str) -> str:
    article = article_of(window.store, source).article
    at = article.text.index(words)
    return next(part.role for part in article.parts if part.start <= at < part.end)


def opened(window: MainWindow) -> RolePopup:
    window.actions_["role"].trigger()
    popup = window.corrections.popup
    assert popup is not None
    return popup


def test_one_key_and_a_letter_set_the_role_of_the_line_at_the_cursor(qtbot: QtBot, reading: MainWindow) -> None:
    put_cursor_in(reading, "시험 삼아")
    assert role_of(reading, "foot1.txt", "이 기사는") != "footnote"
    popup = opened(reading)
    assert popup.isVisible()
    qtbot.keyClick(popup.roles, Qt.Key.Key_F)
    assert reading.corrections.popup is None
    assert role_of(reading, "foot1.txt", "이 기사는") == "footnote"
    assert role_of(reading, "foot1.txt", "만든 것이다 1호") == "footnote"
    assert role_of(reading, "foot1.txt", "홍길동") != "footnote"
    assert role_of(reading, "foot2.txt", "이 기사는") != "footnote"
    reading.actions_["undo"].trigger()
    assert role_of(reading, "foot1.txt", "이 기사는") != "footnote"


def test_the_cursor_stays_in_its_line_so_that_it_can_be_said_again(qtbot: QtBot, reading: MainWindow) -> None:
    put_cursor_in(reading, "시험 삼아")
    for letter, role in ((Qt.Key.Key_X, "boilerplate"), (Qt.Key.Key_C, "caption"), (Qt.Key.Key_B, "body")):
        qtbot.keyClick(opened(reading).roles, letter)
        assert role_of(reading, "foot1.txt", "이 기사는") == role


def test_at_the_end_of_a_line_that_line_is_meant(qtbot: QtBot, reading: MainWindow) -> None:
    put_cursor_in(reading, "밝혔다")
    page = reading.reader.page
    cursor = page.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    page.setTextCursor(cursor)
    qtbot.keyClick(opened(reading).roles, Qt.Key.Key_S)
    assert role_of(reading, "foot1.txt", "시는 골목") == "subheading"
    assert role_of(reading, "foot1.txt", "이 기사는") != "subheading"


def test_several_lines_are_taken_whole(qtbot: QtBot, reading: MainWindow) -> None:
    page = reading.reader.page
    assert page.article is not None
    text = page.article.text
    page.select(text.index("조명을 달았다"), text.index("삼아 만든"))
    popup = opened(reading)
    assert "2" in "".join(label.text() for label in popup.findChildren(type(popup.reach)))
    qtbot.keyClick(popup.roles, Qt.Key.Key_Q)
    assert popup.isVisible()
    qtbot.keyClick(popup.roles, Qt.Key.Key_C)
    for words in ("시는 골목", "반겼다.", "이 기사는", "만든 것이다"):
        assert role_of(reading, "foot1.txt", words) == "caption"


def test_always_makes_a_rule_for_the_outlet_and_says_how_far_it_reaches(qtbot: QtBot, reading: MainWindow) -> None:
    put_cursor_in(reading, "시험 삼아")
    popup = opened(reading)
    qtbot.waitUntil(lambda: "2 more articles" in popup.reach.text(), timeout=5_000)
    assert "가람뉴스" in popup.always.text()
    qtbot.keyClick(popup.roles, Qt.Key.Key_A)
    assert popup.always.isChecked()
    qtbot.keyClick(popup.roles, Qt.Key.Key_F)
    for source in PAGES:
        assert role_of(reading, source, "이 기사는") == "footnote"
    assert [(rule.outlet, rule.role) for rule in reading.store.rules.all()] == [("가람뉴스", "footnote")]
    assert reading.store.journal.undo_label() == "Always footnote in 가람뉴스 (3 articles)"
    reading.actions_["undo"].trigger()
    assert reading.store.rules.all() == ()
    assert role_of(reading, "foot3.txt", "이 기사는") != "footnote"


def test_shift_and_the_letter_is_always_at_once(qtbot: QtBot, reading: MainWindow) -> None:
    put_cursor_in(reading, "시험 삼아")
    qtbot.keyClick(opened(reading).roles, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert role_of(reading, "foot2.txt", "이 기사는") == "footnote"


def test_arrows_and_enter_choose_too_and_esc_changes_nothing(qtbot: QtBot, reading: MainWindow) -> None:
    put_cursor_in(reading, "시는 골목")
    before = reading.store.journal.undo_label()
    qtbot.keyClick(opened(reading).roles, Qt.Key.Key_Escape)
    assert reading.corrections.popup is None
    assert reading.store.journal.undo_label() == before
    popup = opened(reading)
    assert popup.roles.current_row().text == "Body"
    qtbot.keyClick(popup.roles, Qt.Key.Key_Up)
    qtbot.keyClick(popup.roles, Qt.Key.Key_Return)
    assert role_of(reading, "foot1.txt", "시는 골목") == "dateline"


def test_without_an_outlet_there_is_no_always(qtbot: QtBot, reading: MainWindow) -> None:
    reading.pane.show_article(article_of(reading.store, "lamp.txt").article.id)
    put_cursor_in(reading, "가로등에는")
    popup = opened(reading)
    assert not popup.always.isEnabled()
    qtbot.keyClick(popup.roles, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert role_of(reading, "lamp.txt", "가로등에는") == "footnote"
    assert reading.store.rules.all() == ()


def test_boilerplate_that_was_unfolded_stays_so(qtbot: QtBot, reading: MainWindow, tmp_path: Path) -> None:
    menu = "\n".join(f"메뉴 항목 번호 {number}에 해당하는 꽤 긴 이름의 링크 하나" for number in range(30))
    page_text = PAGES["foot1.txt"] + menu + "\n"
    bring(reading.store.path, write_articles(tmp_path / "long", {"long.txt": page_text}), recognize=False)
    reading.bridge.look()
    article = article_of(reading.store, "long.txt").article
    reading.current.article = article.id
    page = reading.reader.page
    start = article.text.index("메뉴 항목 번호 29")
    if not page._offsets.shows(start):
        page.go_to(start, start + 1)
    assert page._offsets.shows(start)
    put_cursor_in(reading, "메뉴 항목 번호 3에")
    qtbot.keyClick(opened(reading).roles, Qt.Key.Key_B)
    assert page._offsets.shows(article.text.index("메뉴 항목 번호 1에"))
    assert page._offsets.shows(start)


def test_every_role_has_its_letter_and_r_is_free_for_it() -> None:
    from store.records import ROLES

    assert set(LETTERS) == set(ROLES)
    assert len(set(LETTERS.values())) == len(ROLES)
    assert "a" not in LETTERS.values()
    assert next(verb.keys for verb in VERBS if verb.name == "role") == ("R",)
