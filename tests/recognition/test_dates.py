"""Dates and times: absolute, relative to the publication, and without a year."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import quotes, values


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("2021년 3월에", "2021년 3월", "2021-03"),
        ("2021-03-24 09:49\n", "2021-03-24 09:49", "2021-03-24T09:49"),
        ("2021. 3. 24. 발표", "2021. 3. 24.", "2021-03-24"),
        ("2014년부터", "2014년", "2014"),
        ("on June 13, 2023, 18:00 Updated", "June 13, 2023, 18:00", "2023-06-13T18:00"),
        ("in November 2022.", "November 2022", "2022-11"),
        ("on 5 May 2019 the", "5 May 2019", "2019-05-05"),
        ("in 2024 the", "2024", "2024"),
        ("since 1974.", "1974", "1974"),
    ],
)
def test_absolute_dates(text: str, quote: str, value: str) -> None:
    assert quotes(text, "date") == [quote]
    assert values(text, "date") == [value]


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("지난 8일부터 11일까지", "2019-01-14", "2019-01-08/2019-01-11"),
        ("지난 28일 열린", "2021-03-02", "2021-02-28"),
        ("26일 오전", "2018-12-27", "2018-12-26"),
        ("오는 5일 연다", "2021-03-24", "2021-04-05"),
        ("25일부터 접수", "2021-10-18", "2021-10-25"),
        ("지난달 21일에", "2020-01-15", "2019-12-21"),
        ("지난해 3월에", "2023-02-14", "2022-03"),
        ("올해는", "2021-03-24", "2021"),
        ("내년까지", "2021-03-24", "2022"),
        ("10월 12일부터 14일까지", "2022-10-20", "2022-10-12/2022-10-14"),
        ("held January 7 to 10 in", "2020-01-12", "2020-01-07/2020-01-10"),
        ("12월 30일에", "2021-01-04", "2020-12-30"),
        ("지난 8일", None, None),
        ("2월 30일에", "2021-03-01", None),
    ],
)
def test_relative_dates(text: str, published: str | None, value: str | None) -> None:
    assert values(text, "date", published=published) == [value]


def test_the_year_of_an_event_serves_where_nothing_else_says() -> None:
    text = "took part in CES 2020 held in Vegas January 7 to 10."
    assert values(text, "date") == ["2020-01-07/2020-01-10"]
    assert values("at the Expo (9.8-10), of the 2021 round", "date") == ["2021-09-08/2021-09-10"]
    assert values("held January 7 to 10, in 2019 or in 2020", "date") == [None, "2019", "2020"]


@pytest.mark.parametrize("text", ["100일 동안", "3일간 열린", "2020년대에", "chapter 9.8", "may come", "1일 평균 이용"])
def test_no_dates(text: str) -> None:
    assert quotes(text, "date") in ([], ["1일"]) if "평균" in text else quotes(text, "date") == []


def test_times() -> None:
    assert quotes("opens at 9 a.m. or 오후 2시 30분에", "time") == ["9 a.m.", "오후 2시 30분"]


def test_an_undated_article_lends_a_month_no_year_from_afar() -> None:
    """A year that is told somewhere is more often wrong than right: it tells of the past, or of plans."""
    assert values("3월 24일 새 역이 문을 열었다. 첫 역은 2009년에 섰다.", "date") == [None, "2009"]
    assert values("The mayor spoke on July 10. In 2016 he was a clerk.", "date") == [None, "2016"]
    assert values("In August homes were built. By 2030 there will be more.", "date") == [None, "2030"]


def test_a_month_goes_on_in_the_year_told_before_it() -> None:
    text = "1903년 1월 그는 먼 고을의 일을 살피는 벼슬을 받아 바닷가의 마을을 돌아보았고, 몸이 아파 쉬다가 7월 고향으로 왔다."
    assert values(text, "date") == ["1903-01", "1903-07"]
    text = "On March 3, 1990 she sailed from the port with a crew of nine and a cargo of timber, and on July 7 she was back."
    assert values(text, "date") == ["1990-03-03", "1990-07-07"]


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("in May this year, travellers", "May this year", "2025-05"),
        ("joined in April last year.", "April last year", "2024-04"),
        ("is due in March of next year.", "March of next year", "2026-03"),
        ("At the fair in November last year the city", "November last year", "2024-11"),
    ],
)
def test_months_of_a_year_told_by_the_day(text: str, quote: str, value: str) -> None:
    assert quotes(text, "date", published="2025-09-10") == [quote]
    assert values(text, "date", published="2025-09-10") == [value]
    assert values(text, "date") == [None]


@pytest.mark.parametrize(
    ("text", "found", "said"),
    [
        ("2019년 12월 12-14일에 열렸다.", ["2019년 12월 12-14일"], ["2019-12-12/2019-12-14"]),
        ("지난 2월 1~2일 관객이 몰렸다.", ["지난 2월 1~2일"], ["2024-02-01/2024-02-02"]),
        ("1960년 초반까지 이어졌다.", ["1960년 초반"], ["1960"]),
        ("2005년 후반에 시작했다.", ["2005년 후반"], ["2005"]),
        ("played on Oct. 9, 11, 1981 at the arena", ["Oct. 9, 11, 1981"], ["1981-10-09/1981-10-11"]),
        ("from 10:30 p.m. Aug. 9 to 6:30 a.m. the next day", ["Aug. 9"], ["2024-08-09"]),
        ("movies from 2001: A Space Odyssey to Alien", [], []),
    ],
)
def test_whole_dates(text: str, found: list[str], said: list[str]) -> None:
    assert quotes(text, "date", published="2024-03-10") == found
    assert values(text, "date", published="2024-03-10") == said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In September, the city opened a lab.", "2025-09"),
        ("The summit, held in September, drew 300 people.", "2025-09"),
        ("The act was passed on June 7.", "2025-06-07"),
        ("It was founded in May.", "2025-05"),
        ("In September the company said it would open a lab.", "2026-09"),
        ("The city decided to open a lab in September.", "2026-09"),
        ("Tickets for the June 7 summit were sold out.", "2026-06-07"),
        ("In 2026 the city chose two sites, and in June it opened one.", "2026-06"),
        ("He died in February.", "2026-02"),
    ],
)
def test_what_is_told_in_the_past_tense_is_not_to_come(text: str, value: str) -> None:
    assert values(text, "date", published="2026-03-10")[-1] == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9월 착공해 12월 준공했다.", ["2023-09", "2023-12"]),
        ("시는 7월부터 운영할 계획이다.", ["2024-07"]),
        ("센터는 6월에 완공됐다.", ["2023-06"]),
        ("시는 6월 개막을 발표했다.", ["2024-06"]),
        ("행사는 6월로 연기되었다.", ["2024-06"]),
        ("6월에는 비가 올 것이라고 예측했다.", ["2024-06"]),
        ("시는 27일 협약을 맺었다.", ["2024-02-27"]),
        ("축제는 27일 열린다.", ["2024-03-27"]),
        ("시는 27일 문을 연다고 밝혔다.", ["2024-03-27"]),
        ("회의는 16일 열렸다.", ["2024-03-16"]),
        ("전지는 30일 안팎 간다.", []),
    ],
)
def test_what_was_done_in_a_korean_month_or_day_lies_behind(text: str, said: list[str]) -> None:
    assert values(text, "date", published="2024-03-15") == said
