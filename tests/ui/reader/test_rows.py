"""Rows: what is shown, what is joined, what folds."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from store.records import Part
from tests.ui.reader.pages import BODY, TAIL, TITLE, article, find, lines_of
from ui.reader.rows import FOLD, HEADING, UNFOLD, Put, Row, Shown, arrange

ROLES = st.sampled_from(["headline", "body", "boilerplate", "caption", "byline"])
LINES = st.lists(st.tuples(ROLES, st.text("가나 a\t\u00a0😀.", max_size=12)), max_size=30)


def _shown(text: str, rows: tuple[Row, ...]) -> str:
    return "".join(text[piece.start : piece.end] for row in rows for piece in row.pieces if isinstance(piece, Shown))


def _links(rows: tuple[Row, ...]) -> list[Put]:
    return [piece for row in rows for piece in row.pieces if isinstance(piece, Put) and piece.href]


def test_the_heading_stands_after_the_headline() -> None:
    a = article()
    roles = [row.role for row in arrange(a.text, a.parts)]
    assert roles[:4] == ["boilerplate", "headline", HEADING, "dateline"]


def test_the_heading_stands_first_without_a_headline() -> None:
    text, parts = lines_of(("boilerplate", ("닫기",)), ("body", BODY))
    assert [row.role for row in arrange(text, parts)][:2] == [HEADING, "boilerplate"]
    assert [row.role for row in arrange("", ())] == [HEADING]


def test_short_boilerplate_is_joined_and_blank_lines_go() -> None:
    a = article()
    rows = arrange(a.text, a.parts)
    assert [piece.text for piece in rows[0].pieces if isinstance(piece, Put)] == [" · ", " · "]
    assert all(row.pieces for row in rows if row.role != HEADING)


def test_long_boilerplate_folds_after_three_rows_and_says_how_many_lines() -> None:
    a = article()
    rows = [row for row in arrange(a.text, a.parts) if row.role == "boilerplate"][1:]
    assert len(rows) == 3
    (link,) = _links(tuple(rows))
    hidden = sum(line not in _shown(a.text, tuple(rows)) for line in TAIL)
    assert link.text == f"+\u00a0{hidden}\u00a0lines"
    assert link.href == f"{UNFOLD}{find(a.text, TAIL[0])}"


def test_unfolded_boilerplate_is_whole_and_can_be_folded_again() -> None:
    a = article()
    start = find(a.text, TAIL[0])
    rows = arrange(a.text, a.parts, unfolded={start})
    assert all(line in _shown(a.text, rows) for line in TAIL)
    assert [link.href for link in _links(rows)] == [f"{FOLD}{start}"]


def test_one_line_too_many_is_not_worth_a_fold() -> None:
    text, parts = lines_of(("body", ("본문이다.",)), ("boilerplate", ["관련 기사 목록의 아주 긴 줄 하나 " * 2] * 4))
    assert not _links(arrange(text, parts))


def test_parts_within_one_line_keep_their_roles() -> None:
    text = "한빛저널 나하늘 기자 = 시는 오늘 새 노선을 연다고 밝혔다."
    parts = (Part(role="byline", start=0, end=12), Part(role="body", start=15, end=len(text)))
    (_, row) = arrange(text, parts)
    assert row.role == "body"
    assert row.pieces == (Shown(0, 15, "byline"), Shown(15, len(text), "body"))


def test_wrapped_lines_stand_closer_than_paragraphs() -> None:
    text, parts = lines_of(("body", ("시는 내년까지 새로운", "노선을 연다.", "둘째 문단이다.")))
    gaps = [row.gap for row in arrange(text, parts)[1:]]
    assert gaps == [0, 4, 16]


@given(LINES, st.booleans())
def test_every_visible_character_is_shown_once_or_folded(lines: list[tuple[str, str]], unfold: bool) -> None:
    text, parts = lines_of(*((role, (line,)) for role, line in lines))
    parts = tuple(part for part in parts if part.start < part.end)
    unfolded = range(len(text)) if unfold else ()
    rows = arrange(text, parts, unfolded=unfolded)
    pieces = [piece for row in rows for piece in row.pieces if isinstance(piece, Shown)]
    assert all(left.end <= right.start for left, right in itertools.pairwise(pieces))
    assert sum(row.role == HEADING for row in rows) == 1
    assert not any("\n" in text[piece.start : piece.end] for piece in pieces)
    shown = {point for piece in pieces for point in range(piece.start, piece.end)}
    missing = [point for point, char in enumerate(text) if not char.isspace() and point not in shown]
    roles = {point: part.role for part in parts for point in range(part.start, part.end)}
    assert all(roles[point] == "boilerplate" for point in missing)
    assert not (unfold and missing)


def test_the_title_is_shown_in_its_place() -> None:
    a = article()
    (row,) = [row for row in arrange(a.text, a.parts) if row.role == "headline"]
    assert _shown(a.text, (row,)) == TITLE
