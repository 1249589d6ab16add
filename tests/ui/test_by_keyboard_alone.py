"""Tagging by the keyboard alone, in the real window, every key counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from store.db import create
from store.store import Store
from tests.projects import bring, write_articles
from ui.app import open_window
from ui.main_window import MainWindow

TOPICS = ("정치", "경제", "사회", "생활문화", "세계", "IT과학", "스포츠")
HEADLINES = 50
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Hands:
    """Presses keys where the focus is, as hands on a keyboard do, and counts them."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.pressed = 0

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            widget = QApplication.focusWidget()
            assert widget is not None
            self._qtbot.keyClick(widget, key, modifier)
            self.pressed += 1

    def type(self, text: str) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        self._qtbot.keyClicks(widget, text)
        self.pressed += len(text)


def _opened(qtbot: QtBot, path: Path) -> MainWindow:
    window = open_window(path)
    assert isinstance(window, MainWindow)
    window.group_copies.setChecked(False)
    with qtbot.waitSignal(window.finder.counted, timeout=10_000):
        window.show()
    qtbot.waitUntil(lambda: len(window.pane.model.ids) == window.store.articles.count(), timeout=10_000)
    window.activateWindow()
    window.pane.table.setFocus()
    qtbot.waitUntil(window.pane.table.hasFocus)
    return window


@pytest.fixture
def headlines(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Give a window on fifty headlines and seven tags with the keys 1 to 7."""
    texts = {f"{number:02}.txt": f"{TOPICS[number % 7]} 소식 {number}호를 전한다\n" for number in range(HEADLINES)}
    path = tmp_path / "headlines.galpi"
    with Store(path, create(path)) as store:
        for number, topic in enumerate(TOPICS, 1):
            store.codebook.add(topic, key=str(number))
    bring(path, write_articles(tmp_path / "files", texts), recognize=False)
    window = _opened(qtbot, path)
    yield window
    window.close()


def _tag_all(window: MainWindow, hands: Hands, *, steps: bool) -> None:
    for _ in range(HEADLINES):
        article = window.current.article
        assert article is not None
        wanted = TOPICS.index(window.store.articles.get(article).text.split()[0])
        hands.press(Qt.Key(Qt.Key.Key_1.value + wanted))
        if steps:
            hands.press(Qt.Key.Key_U)


def _assert_all_tagged(window: MainWindow) -> None:
    for article in window.store.search.ids(""):
        text = window.store.articles.get(article).text
        assert [each.tag for each in window.store.taggings.of(article)] == [text.split()[0]]


def test_fifty_headlines_take_two_keys_each(qtbot: QtBot, headlines: MainWindow) -> None:
    hands = Hands(qtbot)
    _tag_all(headlines, hands, steps=True)
    _assert_all_tagged(headlines)
    assert hands.pressed == 2 * HEADLINES
    counts = Counter(each.split(" with ")[-1] for each in (entry.label for entry in headlines.store.journal.history()))
    assert counts["정치"] == 8


def test_where_a_tag_leads_on_they_take_one_key_each(qtbot: QtBot, headlines: MainWindow) -> None:
    hands = Hands(qtbot)
    hands.press(Qt.Key.Key_G, modifier=CTRL)
    _tag_all(headlines, hands, steps=False)
    _assert_all_tagged(headlines)
    assert hands.pressed == HEADLINES + 1


def test_an_article_is_wholly_tagged_without_the_mouse(qtbot: QtBot, window: MainWindow) -> None:
    book, key = window.store.codebook, Qt.Key
    for number, name in enumerate(("mobility", "energy", "stance"), 1):
        book.set_key(book.find(name).id, str(number))
    window.show()
    window.activateWindow()
    window.pane.table.setFocus()
    qtbot.waitUntil(window.pane.table.hasFocus)
    hands = Hands(qtbot)
    hands.press(key.Key_Home, key.Key_1)
    article = window.current.article
    assert article is not None
    hands.press(key.Key_Return)
    qtbot.waitUntil(window.reader.page.hasFocus)
    hands.press(key.Key_Down, key.Key_Apostrophe, key.Key_2, key.Key_Equal)
    hands.press(key.Key_Escape)
    hands.press(key.Key_Down, modifier=CTRL)
    hands.press(key.Key_Right, key.Key_Right, modifier=CTRL | SHIFT)
    hands.press(key.Key_3)
    hands.press(key.Key_BracketRight, modifier=CTRL)
    hands.press(key.Key_D)
    taggings = window.store.taggings.of(article)
    assert [each.tag for each in taggings if each.start is None] == ["systems/mobility"]
    passages = {each.tag: each for each in taggings if each.start is not None}
    assert passages.keys() == {"systems/energy", "stance"}
    assert passages["systems/energy"].certainty == 30
    assert window.store.articles.get(article).status == "done"
    assert hands.pressed < 20
