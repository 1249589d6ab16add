"""The page, driven as a reader drives it: mouse, keys, links, and what is seen of the marks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtWidgets import QApplication

from store.records import Article
from tests.ui.reader.pages import BODY, TAIL, TITLE, article, find, lines_of, mention, tagging
from ui import theme
from ui.reader.heading import META as META_PIXELS
from ui.reader.heading import TITLE as TITLE_PIXELS
from ui.reader.page import Page
from ui.reader.rows import UNFOLD


@pytest.fixture
def page(qtbot, qapp: QApplication) -> Iterator[Page]:
    if theme.palette() is not theme.LIGHT:
        theme.apply(qapp, "light")
    page = Page()
    page.resize(560, 900)
    page.display(article())
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


def _text(page: Page) -> str:
    assert page.article is not None
    return page.article.text


def _middle(page: Page, point: int) -> QPoint:
    """Return the middle of a character in viewport pixels."""
    cursor = QTextCursor(page.document())
    cursor.setPosition(page._offsets.to_qt(point))
    left = page.cursorRect(cursor)
    cursor.setPosition(page._offsets.to_qt(point + 1))
    return QPoint((left.center().x() + page.cursorRect(cursor).center().x()) // 2, left.center().y() + 3)


def _pixels(page: Page, colour: str | QColor) -> int:
    image = page.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(image.constBits()).cast("I").tolist().count(QColor(colour).rgb())


def test_dragging_selects_code_points(page: Page, qtbot) -> None:
    text = _text(page)
    start = find(text, "😀 측정값")
    with qtbot.waitSignal(page.selected) as heard:
        qtbot.mousePress(page.viewport(), Qt.MouseButton.LeftButton, pos=_middle(page, start) - QPoint(7, 0))
        qtbot.mouseMove(page.viewport(), _middle(page, start + 4) + QPoint(6, 0))
        qtbot.mouseRelease(page.viewport(), Qt.MouseButton.LeftButton, pos=_middle(page, start + 4) + QPoint(6, 0))
    assert page.selection() == (start, start + 5)
    assert heard.args[0] is not None


def test_a_double_click_selects_the_word_and_trim_may_shorten_it(page: Page, qtbot) -> None:
    text = _text(page)
    start = find(text, "측정값은")
    qtbot.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=_middle(page, start + 1))
    assert page.selection() == (start, start + 4)
    page.trim = lambda _, first, last: (first, last - 1)
    qtbot.mouseDClick(page.viewport(), Qt.MouseButton.LeftButton, pos=_middle(page, start + 1))
    assert page.selection() == (start, start + 3)


def test_keys_widen_the_selection(page: Page, qtbot) -> None:
    start = find(_text(page), "𠮷 씨도")
    page.select(start, start + 1)
    qtbot.keyClick(page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert page.selection() == (start, start + 2)


@pytest.mark.parametrize("quote", ["hour,\u00a0a", "이어진다.\u2028시는", "내년에\t더", "𠮷 씨도", TITLE])
def test_what_is_selected_and_copied_is_what_is_stored(page: Page, quote: str) -> None:
    start = find(_text(page), quote)
    page.select(start, start + len(quote))
    assert page.selection() == (start, start + len(quote))
    assert page.createMimeDataFromSelection().text() == quote


def test_a_selection_over_a_fold_spans_what_it_hides(page: Page) -> None:
    text = _text(page)
    page.selectAll()
    start, end = page.selection() or (0, 0)
    assert start == 0
    assert text[end:].strip() != ""
    assert page.createMimeDataFromSelection().text() == text[start:end]


def test_the_link_unfolds_and_folds_and_nothing_jumps(page: Page, qtbot) -> None:
    text = _text(page)
    hidden = find(text, TAIL[-1])
    assert not page._offsets.shows(hidden)
    top = _middle(page, find(text, BODY[0]))
    page.anchorClicked.emit(QUrl(f"{UNFOLD}{find(text, TAIL[0])}"))
    assert page._offsets.shows(hidden)
    assert _middle(page, find(text, BODY[0])) == top
    page.anchorClicked.emit(QUrl(f"fold:{find(text, TAIL[0])}"))
    assert not page._offsets.shows(hidden)


def test_the_fold_can_be_opened_by_keys(page: Page, qtbot) -> None:
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Tab)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert page._offsets.shows(find(_text(page), TAIL[-1]))


def test_going_to_a_folded_place_unfolds_and_shows_it(page: Page) -> None:
    page.resize(560, 300)
    start = find(_text(page), TAIL[-1])
    page.go_to(start, start + 5)
    assert page._offsets.shows(start)
    assert 0 <= _middle(page, start).y() < page.viewport().height()


def test_going_to_a_place_in_sight_does_not_scroll(page: Page) -> None:
    start = find(_text(page), BODY[0])
    page.go_to(start, start + 3)
    assert page.verticalScrollBar().value() == 0


def test_going_to_the_end_of_a_long_text_gets_there_at_once(page: Page) -> None:
    text, parts = lines_of(("headline", (TITLE,)), ("body", BODY * 1500))
    page.display(article(text, parts, id=2))
    last = text.rindex("시는 내년에")
    page.go_to(last, last + 2)
    assert 0 <= _middle(page, last).y() < page.viewport().height()


def test_hits_are_stepped_through_and_counted(page: Page) -> None:
    text = _text(page)
    spans = [(find(text, "측정기", nth=n), find(text, "측정기", nth=n) + 3) for n in range(3)]
    page.set_hits(spans)
    assert "3 hits" in page.heading.meta.accessibleName()
    page.step(forward=True)
    page.step(forward=True)
    assert "2 of 3 hits" in page.heading.meta.accessibleName()
    page.heading.meta.linkActivated.emit("previous")
    assert "1 of 3 hits" in page.heading.meta.accessibleName()
    page.set_marks([], [], {})
    assert page.hits.at == 0


def test_marks_can_be_seen_and_taken_away(page: Page) -> None:
    text = _text(page)
    place, bar = theme.entity_colour("place"), "#b3446c"
    ground, hit = theme.tag_ground(bar), theme.palette().hit
    assert not any(_pixels(page, colour) for colour in (place, bar, ground, hit))
    page.display(
        article(),
        [mention(text, "한빛시장", nth=0)],
        [tagging(text, "측정값은 앱으로 본다", tag=4)],
        {4: bar},
        [(find(text, "40곳"), find(text, "40곳") + 3)],
    )
    assert _pixels(page, place) > 40
    assert _pixels(page, bar) > 20
    assert _pixels(page, ground) > 200
    assert _pixels(page, hit) > 100
    page.set_marks([], [], {})
    page.set_hits([])
    assert not any(_pixels(page, colour) for colour in (place, bar, ground, hit))


def test_overlaps_mix_grounds_and_stack_bars(page: Page) -> None:
    text = _text(page)
    colours = {1: "#b3446c", 2: "#008660"}
    page.set_marks([], [tagging(text, "측정값은 앱으로", tag=1), tagging(text, "측정값은", id=2, tag=2)], colours)
    assert _pixels(page, theme.tag_ground(*colours.values())) > 100
    assert _pixels(page, theme.tag_ground(colours[1])) > 50
    assert _pixels(page, colours[1]) > 20
    assert _pixels(page, colours[2]) > 20


def test_overlapping_underlines_both_show(page: Page) -> None:
    text = _text(page)
    page.set_marks([mention(text, "한빛데이터허브", id=1, type="system"), mention(text, "한빛", id=2, nth=3)], [], {})
    assert page._ink._underlines[0].lane != page._ink._underlines[1].lane
    assert _pixels(page, theme.entity_colour("system")) > 100
    assert _pixels(page, theme.entity_colour("place")) > 30


def test_a_suggested_mention_is_dashed(page: Page) -> None:
    text = _text(page)
    colour = theme.entity_colour("place")
    page.set_marks([mention(text, "한빛데이터허브")], [], {})
    solid = _pixels(page, colour)
    page.set_marks([mention(text, "한빛데이터허브", state="suggested")], [], {})
    assert 0 < _pixels(page, colour) < 0.8 * solid


def test_the_tooltip_says_what_is_marked(page: Page) -> None:
    text = _text(page)
    page.set_marks(
        [mention(text, "측정값", type="system", state="suggested")],
        [tagging(text, "측정값은 앱으로", tag=1, note="which <app>?")],
        {1: "#008660"},
    )
    told = page._describe_at(_middle(page, find(text, "측정값") + 1))
    for words in ("측정값", "system", "suggested by gazetteer 0.90", "field/tag 1", "which &lt;app&gt;?", "y accepts"):
        assert words in told
    assert page._describe_at(_middle(page, find(text, "올해"))) == ""
    assert page._describe_at(QPoint(2, 2)) == ""


def test_the_last_character_of_a_mention_still_belongs_to_it(page: Page) -> None:
    text = _text(page)
    page.set_marks([mention(text, "측정값")], [], {})
    last = find(text, "측정값") + 2
    assert "측정값" in page._describe_at(_middle(page, last) + QPoint(5, 0))


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_clicking_a_mention_points_to_it(page: Page, qtbot) -> None:
    text = _text(page)
    page.set_marks([mention(text, "측정값", id=9)], [], {})
    with qtbot.waitSignal(page.pointed) as heard:
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=_middle(page, find(text, "측정값") + 1))
    assert heard.args == [(9,)]
    with qtbot.waitSignal(page.pointed) as heard:
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=_middle(page, find(text, "올해")))
    assert heard.args == [()]


def test_the_heading_shows_the_title_only_where_the_text_does_not(page: Page) -> None:
    assert not page.heading.title.isVisible()
    assert page.heading.meta.accessibleName() == "한빛저널 · 나하늘 · 2022-05-03 10:20 · Korean"
    text, parts = lines_of(("body", BODY))
    page.display(article(text, parts, id=2, title="한빛시장은 올해…", title_derived=True, outlet="A <b> & C"))
    assert page.heading.title.isVisible()
    assert "untitled" in page.heading.title.text()
    assert "&lt;b&gt; &amp;" in page.heading.meta.text()


def test_an_article_that_comes_after_the_theme_has_as_large_a_heading(qtbot, qapp: QApplication) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    theme.apply(qapp, "light")
    text, parts = lines_of(("body", BODY))
    page.display(article(text, parts, id=2, title="한빛시장은 올해…", title_derived=True))
    QApplication.processEvents()
    assert page.heading.title.fontInfo().pixelSize() == TITLE_PIXELS
    assert page.heading.meta.fontInfo().pixelSize() == META_PIXELS


def test_the_heading_scrolls_with_the_text(page: Page) -> None:
    page.resize(560, 240)
    top = page.heading.y()
    page.verticalScrollBar().setValue(60)
    assert page.heading.y() == top - 60


@pytest.mark.parametrize("width", [320, 560, 1400])
def test_the_column_is_centred_and_never_too_wide(page: Page, width: int) -> None:
    page.resize(width, 700)
    viewport = page.viewport().geometry()
    assert viewport.width() <= 632
    assert abs(viewport.left() - (page.width() - viewport.right() - 1)) <= 12
    assert page.heading.width() <= 600


def test_zoom_is_asked_for_and_keeps_the_place(page: Page, qtbot) -> None:
    asked: list[int] = []
    page.zoom_asked.connect(asked.append)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0):
        qtbot.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)
    assert asked == [1, -1, 0]
    start = find(_text(page), BODY[1])
    page.select(start, start + 8)
    height = page.cursorRect().height()
    page.set_zoom(2.0)
    assert page.cursorRect().height() > 1.5 * height
    assert page.selection() == (start, start + 8)


def test_another_article_starts_at_its_top_and_the_same_one_stays(page: Page) -> None:
    page.resize(560, 240)
    page.verticalScrollBar().setValue(80)
    page.display(article(status="done"))
    assert page.verticalScrollBar().value() == 80
    page.display(article(id=2))
    assert page.verticalScrollBar().value() == 0


def test_a_theme_change_repaints_the_letters(page: Page, qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert _pixels(page, theme.DARK.pane) > 10_000
    assert page.document().firstBlock().next().begin().fragment().charFormat().foreground().color() == QColor(
        theme.DARK.text
    )


def test_odd_texts_are_shown_whole(page: Page) -> None:
    for text in ("", "\n\n \n", "가", "a\u2029b", "x" * 5000, "\u202eabc\u202c", "👩‍💻" * 40):
        shown: Article = article(text, (), id=len(text) + 10, title=None)
        page.display(shown, hits=[(0, 1)])
        page.viewport().grab()
        if text.strip():
            page.select(0, len(text))
            assert page.selection() == (0, len(text))
