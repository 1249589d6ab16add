"""A long article is read to its end: Qt lays it out bit by bit, and nothing may make it stop midway."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from store.records import Article
from tests.ui.reader.pages import TITLE, article, lines_of
from ui.reader.page import Page

SENTENCE = "한빛시는 정류장 40곳에 공기 측정기를 단다고 밝혔다. "
LINES = tuple(f"{number}번째 문단이다. {SENTENCE * 8}{number}번째가 여기서 끝난다." for number in range(60))


def _long() -> Article:
    text, parts = lines_of(("headline", (TITLE * 6,)), ("body", LINES))
    return article(text, parts, id=2, uid="a2", title=TITLE * 6)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> Iterator[Page]:
    page = Page()
    page.resize(560, 700)
    page.display(article())
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


def _is_shown(page: Page, quote: str) -> bool:
    assert page.article is not None
    start = page.article.text.index(quote)
    page.go_to(start, start + len(quote))
    place = page.place_of(start, start + len(quote))
    return place.height() > 10 and place.width() > 10


def test_the_end_of_a_long_article_that_follows_another_is_shown(page: Page) -> None:
    for _ in range(2):
        page.display(_long())
        assert _is_shown(page, "59번째가 여기서 끝난다")
        assert _is_shown(page, "30번째가 여기서 끝난다")
        page.display(article())


def test_a_long_article_keeps_its_end_in_another_width(page: Page) -> None:
    page.display(_long())
    for width in (430, 760, 505):
        page.resize(width, 700)
        assert _is_shown(page, "59번째가 여기서 끝난다"), width


@pytest.mark.parametrize("derived", [True, False])
def test_the_keys_go_up_to_the_title(qtbot: QtBot, page: Page, derived: bool) -> None:
    """The title stands above the first letter; Qt stops at the letter."""
    long = _long()
    text, parts = lines_of(("body", LINES))
    page.display(article(text, parts, id=3, uid="a3", title=TITLE * 6, title_derived=True) if derived else long)
    qtbot.keyClick(page, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert page.verticalScrollBar().value() > 0
    qtbot.keyClick(page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert page.verticalScrollBar().value() == 0
