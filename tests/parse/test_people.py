"""Authors, keywords and languages of cells."""

from __future__ import annotations

import pytest

from store.parse.people import language_code, people_of, words_of


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("홍길동 기자", ("홍길동",)),
        ("홍길동(hong@example.com)", ("홍길동",)),
        ("홍길동.김나래.이든솔(hong@example.com)", ("홍길동", "김나래", "이든솔")),
        ("홍길동 기자\n홍길동 기자  김나래 기자", ("홍길동", "김나래")),
        ("이든·홍길동·김나래 기자 a@b.example", ("이든", "홍길동", "김나래")),
        ("홍길동 기자 a@b.example, 김나래 기자 c@b.example", ("홍길동", "김나래")),
        ("홍길동 김나래 기자", ("홍길동", "김나래")),
        ("글·사진 홍길동 기자", ("홍길동",)),
        ("(한빛=한빛뉴스) 홍길동 특파원", ("홍길동",)),
        ("홍길동 한빛대 교수·정치학", ("홍길동",)),
        ("홍길동 정치부", ("홍길동",)),
        ("변한국", ("변한국",)),
        ("디지털뉴스팀", ()),
        ("한빛일보", ()),
        ("시청 제공", ()),
        ("존 스미스", ("존 스미스",)),
        ("Doe, Jane", ("Jane Doe",)),
        ("Roe, J., Doe, Jane", ("J. Roe", "Jane Doe")),
        ("van der Berg, Jan", ("Jan van der Berg",)),
        ("Jane Doe, John Roe and Min-ji Kim", ("Jane Doe", "John Roe", "Min-ji Kim")),
        ("By KIM Min-ji; Lee Ho", ("KIM Min-ji", "Lee Ho")),
        ("Yonhap", ()),
        ("Staff reporter", ()),
        ("", ()),
    ],
)
def test_names_come_out_bare(cell: str, wanted: tuple[str, ...]) -> None:
    assert people_of([cell]) == wanted


def test_keywords_come_each_once() -> None:
    assert words_of(["도시, 교통;도시|안전", "#가로등 #신호등"]) == ("도시", "교통", "안전", "가로등", "신호등")


@pytest.mark.parametrize(
    ("value", "wanted"), [("ko-KR", "ko"), ("Korean", "ko"), ("영어", "en"), ("en_US", "en"), ("?", None)]
)
def test_languages_become_codes(value: str, wanted: str | None) -> None:
    assert language_code(value) == wanted
