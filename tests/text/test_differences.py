"""What is said in one text and not in the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.records import Difference
from store.text.differences import MANY, differences


def test_words_are_compared() -> None:
    assert differences("시는 등을 세웠다. 끝.", "시는 새 등을 세웠다. 이상.") == (
        Difference(op="equal", before="시는 ", after="시는 "),
        Difference(op="insert", before="", after="새 "),
        Difference(op="equal", before="등을 세웠다. ", after="등을 세웠다. "),
        Difference(op="replace", before="끝.", after="이상."),
    )


def test_case_width_and_spaces_are_no_difference() -> None:
    (only,) = differences("Smart City\n２０２１ 나루", "SMART  city 2021\n\n나루")
    assert only == Difference(op="equal", before="Smart City\n２０２１ 나루", after="SMART  city 2021\n\n나루")


def test_long_texts_are_compared_by_sentences() -> None:
    sentences = [f"문장 {number} 은 길다. " for number in range(MANY // 4)]
    found = differences("".join(sentences), "".join(sentences).replace("문장 7 은", "문장 7 도"))
    assert [each.op for each in found] == ["equal", "replace", "equal"]
    assert (found[1].before, found[1].after) == ("문장 7 은 길다. ", "문장 7 도 길다. ")


@given(st.text(alphabet="가 나\n.!ab", max_size=60), st.text(alphabet="가 나\n.!ab", max_size=60))
def test_the_pieces_are_the_texts(before: str, after: str) -> None:
    found = differences(before, after)
    assert "".join(each.before for each in found) == before
    assert "".join(each.after for each in found) == after
    assert all(each.op in {"equal", "replace", "delete", "insert"} for each in found)
