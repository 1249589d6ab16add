"""Where sentences begin and end, in Korean and English."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.sentences import sentences

CASES = [
    (
        "대구시는 4일 버스를 운행한다고 밝혔다. 버스는 하루 40회 다닌다.",
        ["대구시는 4일 버스를 운행한다고 밝혔다.", "버스는 하루 40회 다닌다."],
    ),
    ("그는 “비가 온다.” 하고 말했다. “정말?” 아무도 몰랐다!", ["그는 “비가 온다.”", "하고 말했다.", "“정말?”", "아무도 몰랐다!"]),
    ("Mr. Kim met J. R. Choi at 9 a.m. in St. Paul. They left.", ["Mr. Kim met J. R. Choi at 9 a.m. in St. Paul.", "They left."]),
    ("It cost 3.5 billion won. See www.example.com for more.", ["It cost 3.5 billion won.", "See www.example.com for more."]),
    ("Acme Inc. The rest followed. Acme Inc. said so.", ["Acme Inc.", "The rest followed.", "Acme Inc. said so."]),
    ("제목 한 줄\n본문이다. 둘째 문장", ["제목 한 줄", "본문이다.", "둘째 문장"]),
    (
        "The city of Daegu opened a smart water platform that was built\nwith sensors on 300 pipes. It warns.",
        ["The city of Daegu opened a smart water platform that was built\nwith sensors on 300 pipes.", "It warns."],
    ),
    ("1. 가람시는 넓다. 2. 다온구는 좁다.", ["1. 가람시는 넓다.", "2. 다온구는 좁다."]),
    ("これは文です。次の文です。", ["これは文です。", "次の文です。"]),
    ("행사는 2021. 3. 24. 대구에서 열렸다. 2021.9.15. 끝.", ["행사는 2021. 3. 24. 대구에서 열렸다.", "2021.9.15. 끝."]),
    ("It began in 2019. 3 cities joined.", ["It began in 2019.", "3 cities joined."]),
    (" \n\n ", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=range(len(CASES)))
def test_sentences_are_cut(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="가나 aB.!?\n\t1“”。다", max_size=120))
def test_sentences_hold_all_that_is_visible_and_never_overlap(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end <= len(text)
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        at = end
    assert text[at:].strip() == ""
