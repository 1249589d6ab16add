"""Positions: what goes to Qt comes back, whatever is hidden, put in or beyond U+FFFF."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from tests.ui.reader.pages import article, lines_of
from ui.reader.document import fill
from ui.reader.offsets import Offsets, qt_length, showable
from ui.reader.rows import Row, arrange

ROLES = st.sampled_from(["headline", "body", "boilerplate", "caption"])
ODD = st.text("가힣a.\t \u00a0\u2028\u2029\r\x0b\x85\u200b\ufffc\ufdd0e\u0301😀𠮷👩‍💻", max_size=14)
LINES = st.lists(st.tuples(ROLES, ODD), max_size=25)


def _page(lines: list[tuple[str, str]], unfolded: set[int]) -> tuple[str, tuple[Row, ...], Offsets]:
    text, parts = lines_of(*((role, (line,)) for role, line in lines))
    parts = tuple(part for part in parts if part.start < part.end)
    starts = {part.start for index, part in enumerate(parts) if index in unfolded}
    rows = arrange(text, parts, unfolded=starts)
    return text, rows, Offsets(text, rows)


@settings(deadline=None, max_examples=150)
@given(LINES, st.sets(st.integers(0, 25)))
def test_the_document_holds_each_character_where_the_map_says(
    qapp: QApplication, lines: list[tuple[str, str]], unfolded: set[int]
) -> None:
    text, rows, offsets = _page(lines, unfolded)
    document = QTextDocument()
    fill(document, text, rows)
    assert document.blockCount() == len(rows)
    cursor = QTextCursor(document)
    for point, char in enumerate(text):
        if not offsets.shows(point):
            continue
        position = offsets.to_qt(point)
        assert offsets.from_qt(position) == point
        units = qt_length(char)
        cursor.setPosition(position)
        cursor.setPosition(position + units, QTextCursor.MoveMode.KeepAnchor)
        assert cursor.position() == position + units
        assert document.characterAt(position) == showable(char)[0] or units == 2
        assert offsets.span(position, position + units) == (point, point + 1)


@given(LINES, st.sets(st.integers(0, 25)), st.data())
def test_a_span_comes_back_without_its_hidden_ends(
    lines: list[tuple[str, str]], unfolded: set[int], data: st.DataObject
) -> None:
    text, _, offsets = _page(lines, unfolded)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = [point for point in range(start, end) if offsets.shows(point)]
    ranges = list(offsets.ranges(start, end))
    if not shown:
        assert not ranges
        return
    assert offsets.span(ranges[0][0], ranges[-1][1]) == (shown[0], shown[-1] + 1)
    assert sum(last - first for first, last in ranges) == sum(qt_length(text[point]) for point in shown)


@given(LINES, st.sets(st.integers(0, 25)))
def test_every_qt_position_leads_to_a_point_of_the_text(lines: list[tuple[str, str]], unfolded: set[int]) -> None:
    text, _, offsets = _page(lines, unfolded)
    length = offsets.to_qt(len(text)) + 3
    forward = [offsets.from_qt(position) for position in range(length)]
    backward = [offsets.from_qt(position, forward=False) for position in range(length)]
    assert forward == sorted(forward)
    assert backward == sorted(backward)
    assert all(0 <= point <= len(text) for point in forward + backward)


def test_astral_characters_count_twice() -> None:
    text = "가😀나𠮷다"
    offsets = Offsets(text, arrange(text, ()))
    assert [offsets.to_qt(point) for point in range(6)] == [1, 2, 4, 5, 7, 8]
    assert [offsets.from_qt(position) for position in range(1, 9)] == [0, 1, 1, 2, 3, 3, 4, 5]


def test_nothing_is_selected_between_rows_or_in_a_link() -> None:
    a = article()
    rows = arrange(a.text, a.parts)
    offsets = Offsets(a.text, rows)
    end = max(last for _, last in offsets.ranges(0, len(a.text)))
    assert offsets.span(end + 1, end + 8) is None
    assert offsets.span(offsets.to_qt(0), offsets.to_qt(0)) is None


def test_a_hidden_point_leads_to_the_next_shown() -> None:
    text, parts = lines_of(("body", ("하나.",)), ("body", ("둘.",)))
    offsets = Offsets(text, arrange(text, parts))
    second = text.index("둘")
    assert not offsets.shows(second - 1)
    assert offsets.to_qt(second - 1) == offsets.to_qt(second)


def test_what_qt_would_break_at_is_replaced_one_for_one() -> None:
    odd = "a\u2029b\rc\ufdd0d\ufffce\ud800f\u2028g\u00a0h"
    assert len(showable(odd)) == len(odd)
    assert showable(odd) == "a\u2028b c\ufffdd\ufffde\ufffdf\u2028g\u00a0h"
