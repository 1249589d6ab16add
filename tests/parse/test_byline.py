"""Who wrote it, in every shape of byline."""

from __future__ import annotations

import pytest

from store.parse.byline import authors_of_column, authors_of_lead, authors_of_line, authors_of_tail, is_byline


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("문가람 기자", ["문가람"]),
        ("문가람기자", ["문가람"]),
        ("문가람 기자 garam@paper.example", ["문가람"]),
        ("문가람 기자(garam@paper.example)", ["문가람"]),
        ("[문가람 기자(garam@paper.example)]", ["문가람"]),
        ("문가람·서하늘 기자", ["문가람", "서하늘"]),
        ("문가람 서하늘 기자", ["문가람", "서하늘"]),
        ("가람신문 문가람 기자", ["문가람"]),
        ("머니투데이 대구=문가람 기자", ["문가람"]),
        ("기자명 문가람", ["문가람"]),
        ("기자명 문가람 입력 2021.03.24 09:49 수정 2021.03.24 10:00", ["문가람"]),
        ("글·사진 문가람", ["문가람"]),
        ("글·사진 문가람 기자", ["문가람"]),
        ("문가람 선임기자", ["문가람"]),
        ("문가람 IT전문기자", ["문가람"]),
        ("문가람 시민기자", ["문가람"]),
        ("문가람 워싱턴 특파원", ["문가람"]),
        ("사회부 문가람 기자", ["문가람"]),
        ("남궁가람 기자", ["남궁가람"]),
        ("문가람(garam)", ["문가람"]),
        ("문가람 garam@paper.example", ["문가람"]),
        ("By Moon Ga-ram", ["Moon Ga-ram"]),
        ("By Moon Ga-ram Posted : June 13, 2023, 18:00 Updated : January 8, 2024, 13:43", ["Moon Ga-ram"]),
        ("By Seo Ra-on Posted : June 13, 2023, 18:00", ["Seo Ra-on"]),
        ("By Kim In-ho and Moon For-est", ["Kim In-ho", "Moon For-est"]),
        ("By Kim A and Lee B", ["Kim A", "Lee B"]),
        ("By KIM A, Staff reporter", ["KIM A"]),
        ("BY MOON GA-RAM, SEO HA-NEUL [garam@paper.example]", ["MOON GA-RAM", "SEO HA-NEUL"]),
        ("By Moon Ga-ram (garam@paper.example)", ["Moon Ga-ram"]),
        ("By Moon Ga-ram garam@paper.example", ["Moon Ga-ram"]),
        ("By Ada de Groot, Ben Vale and Cy Young", ["Ada de Groot", "Ben Vale", "Cy Young"]),
        ("December 24, 2019 by Pyeon Nu-ri", ["Pyeon Nu-ri"]),
        ("Perrin Oakes, Deputy Editor", ["Perrin Oakes"]),
        ("Byline: Tomas Lindqvist-Oh", ["Tomas Lindqvist-Oh"]),
    ],
)
def test_persons(line: str, authors: list[str]) -> None:
    assert list(authors_of_line(line)) == authors
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Yonhap",
        "By The Korea Herald",
        "By Staff reporter",
        "By Reuters",
        "온라인뉴스팀",
        "사진=문가람 기자",
        "입력 2021.03.24 09:49",
        "수정 2021.03.24 09:49",
        "연합뉴스",
        "기자",
        "■ 글 싣는 순서",
        "By 2030, the city will be carbon neutral.",
    ],
)
def test_no_persons(line: str) -> None:
    assert authors_of_line(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "문가람 기자가 현장을 다녀왔다.",
        "By the end of the year the city will have installed forty of them.",
        "시장이 기자회견을 열고 계획을 밝혔다.",
        "기자간담회 일정 안내",
        "[앵커]",
    ],
)
def test_prose_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("paragraph", "authors"),
    [
        ("[가람신문 문가람 기자] 시장은 어제 말했다.", ["문가람"]),
        ("[가람신문 문가람·서하늘 기자] 시장은 어제 말했다.", ["문가람", "서하늘"]),
        ("[가람신문=문가람 기자] 시장은 어제 말했다.", ["문가람"]),
        ("(한빛=연합뉴스) 문가람 기자 = 시장은 어제 말했다.", ["문가람"]),
        ("[한빛=뉴시스]문가람 기자 = 시장은 어제 말했다.", ["문가람"]),
        ("(지디넷코리아=문가람 기자)시장은 어제 말했다.", ["문가람"]),
        ("【한빛=가람신문】 문가람 기자 = 시장은 어제 말했다.", ["문가람"]),
        ("문가람 기자 = 시장은 어제 말했다.", ["문가람"]),
        ("대구=문가람 기자 = 시장은 어제 말했다.", ["문가람"]),
        ("시장은 문가람 기자와 만나 말했다.", []),
        ("[가람신문] 시장은 어제 말했다.", []),
    ],
)
def test_opening_of_the_first_paragraph(paragraph: str, authors: list[str]) -> None:
    assert list(authors_of_lead(paragraph)) == authors


@pytest.mark.parametrize(
    ("paragraph", "authors"),
    [
        ("시장은 계획을 밝혔다. 문가람 기자 garam@paper.example", ["문가람"]),
        ("시장은 계획을 밝혔다. /문가람 기자", ["문가람"]),
        ("시장은 계획을 밝혔다.[문가람 기자]", ["문가람"]),
        ("시장은 계획을 밝혔다.", []),
        ("이 말을 들은 것은 문가람 기자", []),
    ],
)
def test_end_of_the_last_paragraph(paragraph: str, authors: list[str]) -> None:
    assert list(authors_of_tail(paragraph)) == authors


def test_a_chair_above_a_column() -> None:
    assert authors_of_column("문가람 한빛대 도시공학과 교수") == ("문가람",)
    assert authors_of_column("한빛대 도시공학과 교수") == ()
