"""Marks: flattened without loss, and underlines that never lie on each other."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.reader.pages import article, mention, tagging
from ui.reader.highlights import Mark, flatten, hit_marks, lanes, mention_marks, tagging_marks

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=25)


def _marks(pairs: list[tuple[int, int]]) -> list[Mark]:
    return [Mark(kind="tagging", id=n, start=start, end=start + length) for n, (start, length) in enumerate(pairs)]


@given(spans)
def test_every_point_keeps_exactly_its_marks(pairs: list[tuple[int, int]]) -> None:
    marks = _marks(pairs)
    segments = flatten(marks)
    found = {point: segment.marks for segment in segments for point in range(segment.start, segment.end)}
    for point in range(90):
        assert list(found.get(point, ())) == [mark for mark in marks if mark.start <= point < mark.end]


@given(spans)
def test_segments_are_in_order_and_do_not_overlap(pairs: list[tuple[int, int]]) -> None:
    segments = flatten(_marks(pairs))
    assert all(segment.start < segment.end and segment.marks for segment in segments)
    assert all(left.end <= right.start for left, right in itertools.pairwise(segments))


@given(spans)
def test_no_two_marks_meet_in_one_lane(pairs: list[tuple[int, int]]) -> None:
    marks = sorted((mark for mark in _marks(pairs) if mark.start < mark.end), key=lambda mark: mark.start)
    placed = list(zip(marks, lanes(marks), strict=True))
    for index, (first, lane) in enumerate(placed):
        for second, other in placed[index + 1 :]:
            assert lane != other or second.start >= first.end
    deepest = max((len(segment.marks) for segment in flatten(marks)), default=0)
    assert len({lane for _, lane in placed}) == deepest


def test_strokes_tell_state_and_kind() -> None:
    text = article().text
    marks = mention_marks(
        [
            mention(text, "한빛시", id=1),
            mention(text, "한빛데이터허브", id=2, type="system", state="suggested"),
            mention(text, "40곳", id=3, type="amount"),
            mention(text, "올해", id=4, type="date", state="suggested"),
            mention(text, "정류장", id=5, state="rejected"),
        ]
    )
    assert {mark.id: mark.stroke for mark in marks} == {1: "solid", 2: "dashed", 3: "dotted", 4: "sparse"}
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)


def test_a_tagging_of_the_article_marks_no_passage() -> None:
    text = article().text
    passage = tagging(text, "공기 측정기", id=7, tag=3)
    whole = type(passage)(
        id=8, uid="t8", article=1, tag_id=3, tag="x", start=None, end=None, quote=None, note="", annotator="ann"
    )
    marks = tagging_marks([whole, passage], {3: "#123456"})
    assert [(mark.id, mark.colour) for mark in marks] == [(7, "#123456")]


def test_hits_are_numbered_in_text_order() -> None:
    assert [(mark.id, mark.start) for mark in hit_marks([(9, 11), (2, 4), (5, 5)])] == [(0, 2), (1, 9)]
