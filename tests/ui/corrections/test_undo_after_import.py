"""A step that an import stands in the way of: the window asks what to do, and goes on with the one before."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.projects import article_of, assert_spans_quote, bring, span_of, write_articles
from tests.ui.waiting import when_open
from ui.dialogs.keep_as_it_is import KeepAsItIs
from ui.main_window import MainWindow

TEXT = """나루뉴스
세종시, 새벽 버스 노선 두 개 더 만든다
입력 2022-05-02 08:10
세종시는 첫차를 기다리는 시민을 위해 새벽 버스 노선을 두 개 늘린다고 밝혔다. 버스는 다섯 시부터 다닌다.
함께 읽으면 좋은 이야기 모음입니다
시는 가을에 한 번 더 노선을 살핀다. 요금은 그대로 받는다고 했다.
"""
LINE = "함께 읽으면 좋은 이야기 모음입니다"


@pytest.fixture
def changed(window: MainWindow, tmp_path: Path) -> int:
    """Give an article that was corrected and then changed by an import, so that the correction cannot be undone."""
    folder = write_articles(tmp_path / "in", {"n.txt": TEXT})
    bring(window.store.path, folder)
    marked = article_of(window.store, "n.txt")
    number = marked.article.id
    window.store.articles.set_status([number], "discuss")
    window.store.articles.set_role(number, *span_of(marked, LINE), "footnote")
    write_articles(folder, {"n.txt": TEXT.replace(LINE + "\n", "").replace("두 개", "세 개")})
    assert bring(window.store.path, folder).updated == 1
    return number


def test_it_says_what_stands_in_the_way_and_esc_changes_nothing(qtbot: QtBot, window: MainWindow, changed: int) -> None:
    said: list[str] = []

    def answer(dialog: KeepAsItIs) -> None:
        said.extend(label.text() for label in dialog.findChildren(type(dialog.message)))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    with when_open(KeepAsItIs, answer):
        window.actions_["undo"].trigger()
    assert any("Mark as footnote" in each for each in said)
    assert any(f"has a new version, in which “{LINE}” was not found again" in each for each in said)
    assert window.store.journal.undo_label() == "Mark as footnote"
    assert window.store.articles.get(changed).status == "discuss"


def test_keeping_goes_on_with_the_step_before_and_the_next_ones_work(
    qtbot: QtBot, window: MainWindow, changed: int
) -> None:
    with when_open(KeepAsItIs, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Return)):
        window.actions_["undo"].trigger()
    assert window.store.articles.get(changed).status == "untagged"
    assert window.actions_["redo"].text().startswith("Redo Set 1 article to discuss")
    window.actions_["redo"].trigger()
    assert window.store.articles.get(changed).status == "discuss"
    assert "세 개" in window.store.articles.get(changed).text
    assert_spans_quote(window.store)
