"""Passages by keys alone, in the real window: chosen, tagged, moved at their edges, described."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from store.records import Attribute, Tagging
from tests.projects import article_of, span_of
from tests.ui.waiting import when_open
from ui.dialogs.tagging_sheet import TaggingSheet
from ui.main_window import MainWindow
from ui.passage_verbs import weighed

Key = Qt.Key
Press = Callable[..., None]
SHIFT, ALT, CTRL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def press(qtbot: QtBot, window: MainWindow) -> Press:
    """Open the article about buses, give two tags their keys, put the focus into the reader; then press keys there."""
    book = window.store.codebook
    book.set_key(book.find("mobility").id, "1")
    book.set_key(book.find("energy").id, "2")
    window.show()
    window.activateWindow()
    window.pane.show_article(article_of(window.store, "ko/bus.txt").article.id)
    window.reader.setFocus()
    qtbot.waitUntil(window.reader.page.hasFocus)

    def do(*keys: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            qtbot.keyClick(window.reader.page, key, modifier)

    return do


def _put_caret(window: MainWindow, words: str) -> None:
    start = article_of(window.store, "ko/bus.txt").article.text.index(words)
    window.reader.page._put_caret(start)


def _passages(window: MainWindow) -> list[Tagging]:
    article = window.current.article
    assert article is not None
    return [each for each in window.store.taggings.of(article) if each.start is not None]


def _quotes(window: MainWindow) -> list[str | None]:
    return [each.quote for each in _passages(window)]


def test_a_sentence_is_selected_and_tagged_in_two_keys(window: MainWindow, press: Press) -> None:
    _put_caret(window, "하루 40회")
    press(Key.Key_Apostrophe, Key.Key_1)
    assert _quotes(window) == ["버스는 하루 40회 다닌다."]
    assert window.current.tagging == _passages(window)[0].id


def test_again_takes_one_sentence_more_and_a_paragraph_all(window: MainWindow, press: Press) -> None:
    _put_caret(window, "교통 소외")
    press(Key.Key_Apostrophe)
    text = article_of(window.store, "ko/bus.txt").article.text
    assert window.current.selection is not None
    assert text[slice(*window.current.selection)].endswith("밝혔다.")
    press(Key.Key_Apostrophe)
    assert text[slice(*window.current.selection)].endswith("다닌다.")
    press(Key.Key_Escape)
    assert window.current.selection is None
    press(Key.Key_QuoteDbl, modifier=SHIFT)
    assert window.current.selection is not None
    assert text[slice(*window.current.selection)].startswith("대구시는 4일")


def test_with_alt_a_tags_key_goes_on_the_sentence(window: MainWindow, press: Press) -> None:
    _put_caret(window, "가까운 정류장")
    press(Key.Key_2, modifier=ALT)
    assert _quotes(window) == ["시민은 휴대전화로 버스를 부르고 가까운 정류장에서 탄다."]
    assert [each.start for each in window.store.taggings.of(_passages(window)[0].article)] != [None]
    press(Key.Key_2, modifier=ALT)
    assert _quotes(window) == []


def test_edges_move_by_word_particle_sentence_and_character(window: MainWindow, press: Press) -> None:
    bus = article_of(window.store, "ko/bus.txt")
    window.reader.page.select(*span_of(bus, "대구시는 4일"))
    press(Key.Key_1)
    before = len(window.store.journal.history())
    press(Key.Key_BraceRight, modifier=SHIFT)
    assert _quotes(window) == ["대구시는"]
    press(Key.Key_BraceRight, modifier=SHIFT)
    assert _quotes(window) == ["대구시"]
    assert window.current.selection is not None
    assert bus.article.text[slice(*window.current.selection)] == "대구시"
    press(Key.Key_BracketRight, modifier=CTRL)
    assert str(_quotes(window)[0]).endswith("밝혔다.")
    press(Key.Key_BracketLeft, modifier=ALT)
    assert str(_quotes(window)[0])[0] != "대"
    assert len(window.store.journal.history()) == before + 1
    window.actions_.undo()
    assert _quotes(window) == ["대구시는 4일"]


def test_without_a_passage_the_selections_edges_move(window: MainWindow, press: Press) -> None:
    bus = article_of(window.store, "ko/bus.txt")
    window.reader.page.select(*span_of(bus, "수요응답형 버스를"))
    press(Key.Key_BraceRight, modifier=SHIFT)
    assert window.current.selection is not None
    assert bus.article.text[slice(*window.current.selection)] == "수요응답형 버스"
    assert _quotes(window) == []


def test_nested_passages_are_chosen_one_after_the_other(window: MainWindow, press: Press) -> None:
    bus = article_of(window.store, "ko/bus.txt")
    mobility = window.store.codebook.find("mobility").id
    inner, outer = span_of(bus, "수요응답형 버스를"), span_of(bus, "교통 소외 지역에 수요응답형 버스를")
    for span in (outer, inner):
        window.store.taggings.put(mobility, [bus.article.id], span=span)
    wide, narrow = _passages(window)
    window.current.tagging = None
    _put_caret(window, "응답형 버스를")
    assert window.current.tagging == narrow.id
    press(Key.Key_Comma)
    assert window.current.tagging == wide.id
    press(Key.Key_Comma)
    assert window.current.tagging == narrow.id
    press(Key.Key_Less, modifier=SHIFT)
    assert window.current.tagging == wide.id
    assert wide.quote is not None
    assert wide.quote in window.reader.page.accessibleDescription()
    press(Key.Key_Backspace)
    assert [each.id for each in _passages(window)] == [narrow.id]


def test_certainty_goes_up_and_down_by_key(window: MainWindow, press: Press) -> None:
    _put_caret(window, "하루 40회")
    press(Key.Key_Apostrophe, Key.Key_1, Key.Key_Equal, Key.Key_Equal)
    assert _passages(window)[0].certainty == 60
    assert "medium" in window.tagging.taggings.list.rows_model.rows[0].right
    press(Key.Key_Minus, Key.Key_Minus)
    assert _passages(window)[0].certainty is None
    assert (weighed(90, 1), weighed(70, 1), weighed(70, -1), weighed(30, -1)) == (90, 90, 60, None)


def test_note_certainty_and_attributes_are_written_in_one_sheet(window: MainWindow, press: Press) -> None:
    mobility = window.store.codebook.find("mobility").id
    window.store.codebook.set_attributes(
        mobility, [Attribute(name="tone", kind="choice", choices=("good", "bad")), Attribute(name="sum", kind="number")]
    )
    _put_caret(window, "하루 40회")
    press(Key.Key_Apostrophe, Key.Key_1)

    def fill(sheet: TaggingSheet) -> None:
        QTest.keyClicks(sheet.note, "why")
        sheet.certainty.setCurrentText("70")
        sheet.fields["sum"].setText("forty")  # type: ignore[union-attr]
        sheet.accept()
        assert "no number" in sheet.message.text()
        sheet.fields["sum"].setText("40")  # type: ignore[union-attr]
        sheet.fields["tone"].setCurrentText("good")  # type: ignore[union-attr]
        sheet.accept()

    with when_open(TaggingSheet, fill):
        press(Key.Key_D, modifier=CTRL)
    passage = _passages(window)[0]
    assert (passage.note, passage.certainty, passage.attributes) == ("why", 70, (("tone", "good"), ("sum", 40)))
    window.actions_.undo()
    assert _passages(window)[0].note == ""


def test_the_text_cursor_goes_by_sentences_and_paragraphs(window: MainWindow, press: Press) -> None:
    text = article_of(window.store, "ko/bus.txt").article.text
    _put_caret(window, "교통 소외")
    press(Key.Key_Right, modifier=ALT)
    assert text[window.current.caret :].startswith("버스는 하루")
    press(Key.Key_Left, modifier=ALT)
    assert text[window.current.caret :].startswith("대구시는 4일")
    press(Key.Key_Right, modifier=ALT | SHIFT)
    assert window.current.selection is not None
    assert text[slice(*window.current.selection)].startswith("대구시는 4일")
    press(Key.Key_Down, modifier=CTRL)
    assert text[window.current.caret :].startswith("시민은")
    press(Key.Key_Up, modifier=CTRL)
    assert text[window.current.caret :].startswith("대구시는 4일")


def test_the_mouse_draws_an_edge_along(qtbot: QtBot, window: MainWindow, press: Press) -> None:
    bus, page = article_of(window.store, "ko/bus.txt"), window.reader.page
    page.select(*span_of(bus, "수요응답형 버스를"))
    press(Key.Key_1, Key.Key_Escape)
    place = page.place_of(*span_of(bus, "수요응답형 버스를"))
    edge = page.viewport().mapFromGlobal(QPoint(place.right(), place.center().y()))
    to = page.viewport().mapFromGlobal(QPoint(page.place_of(*span_of(bus, "시범 운행한")).right(), place.center().y()))
    QTest.mousePress(page.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(page.viewport(), to)
    assert page.chosen_span() != span_of(bus, "수요응답형 버스를")
    QTest.mouseRelease(page.viewport(), Qt.MouseButton.LeftButton, pos=to)
    assert _quotes(window)[0] != "수요응답형 버스를"
    assert str(_quotes(window)[0]).startswith("수요응답형 버스를 ")
    window.actions_.undo()
    assert _quotes(window) == ["수요응답형 버스를"]


def test_the_last_tag_is_repeated_by_one_key(window: MainWindow, press: Press) -> None:
    press(Key.Key_Period)
    assert "No tag" in window.status.message.text()
    _put_caret(window, "하루 40회")
    press(Key.Key_Apostrophe, Key.Key_1, Key.Key_Escape)
    _put_caret(window, "가까운")
    press(Key.Key_Apostrophe, Key.Key_Period)
    assert len(_passages(window)) == 2


def test_a_tag_leads_on_to_the_next_article_where_that_is_wanted(window: MainWindow, press: Press) -> None:
    first = window.current.article
    press(Key.Key_1)
    assert window.current.article == first
    press(Key.Key_U)
    window.actions_["go_on"].trigger()
    second = window.current.article
    press(Key.Key_2)
    assert window.current.article not in (first, second)
    assert second is not None
    assert [each.tag for each in window.store.taggings.of(second)] == ["systems/energy"]
