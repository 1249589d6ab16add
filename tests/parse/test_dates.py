"""Dates of publication and of changes, as pages write them."""

from __future__ import annotations

import pytest

from store.parse.dates import choose_dates, find_dates, without_dates
from store.parse.pagedates import in_full


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("2021-03-24 09:49", "2021-03-24T09:49", None),
        ("기사명 홍길동 입력 2021.03.24 09:49 수정 2021.03.25 10:00", "2021-03-24T09:49", "2021-03-25T10:00"),
        ("수정 2021.03.25 10:00 등록 2021.03.24 09:49", "2021-03-24T09:49", "2021-03-25T10:00"),
        ("승인 2021.03.24", "2021-03-24", None),
        ("등록 : 2021.03.24 09:49:33", "2021-03-24T09:49:33", None),
        ("송고시간2021-03-24 09:49", "2021-03-24T09:49", None),
        ("2021/03/24 09:49 송고", "2021-03-24T09:49", None),
        ("2021.03.24 09:49 입력 2021.03.25 10:00 수정", "2021-03-24T09:49", "2021-03-25T10:00"),
        ("기사입력 2021년 3월 24일 오후 2시 5분", "2021-03-24T14:05", None),
        ("2021년 03월 24일(수) 오전 12:05", "2021-03-24T00:05", None),
        ("2021. 3. 24.(수)", "2021-03-24", None),
        ("배포일시: 2021. 3. 24.(수) 11:00", "2021-03-24T11:00", None),
        ("입력 21.03.24 09:49", "2021-03-24T09:49", None),
        ("입력 2023.12.19 (21:34)", "2023-12-19T21:34", None),
        ("Posted : June 13, 2023, 18:00 Updated : January 8, 2024, 13:43", "2023-06-13T18:00", "2024-01-08T13:43"),
        ("Posted : 2021-03-24 14:05Updated : 2021-03-24 15:00", "2021-03-24T14:05", "2021-03-24T15:00"),
        ("Published: 2021-03-24T09:49+09:00", "2021-03-24T09:49", None),
        ("Published : May 17, 2022 - 14:05", "2022-05-17T14:05", None),
        ("March 24, 2021", "2021-03-24", None),
        ("24 March 2021", "2021-03-24", None),
        ("Wed, 24 Mar 2021 2:05 p.m.", "2021-03-24T14:05", None),
        ("All News 08:50 May 13, 2024", "2024-05-13T08:50", None),
        ("Last updated: 3rd Feb. 2020", None, "2020-02-03"),
        ("Published March 2021", "2021-03", None),
        ("발행 2021년 3월", "2021-03", None),
    ],
)
def test_written_dates(line: str, published: str | None, updated: str | None) -> None:
    assert choose_dates([line]) == (published, updated)


@pytest.mark.parametrize(
    "line",
    [
        "26일 오전",
        "지난 8일",
        "last Tuesday",
        "2021년",
        "2021년 3월",
        "2021.13.45",
        "2021-02-30",
        "버전 21.03.24",
        "192.168.2021.3",
        "전화 2021-0324-1111",
        "May 2021",
        "1 234 567",
        "UPDATED. 2018-11-07 18:10 (수)",
    ],
)
def test_no_full_date(line: str) -> None:
    assert choose_dates([line]) == (None, None)


def test_a_label_on_the_line_before_counts() -> None:
    assert choose_dates(["수정", "2021-03-25 10:00", "입력", "2021-03-24 09:00"]) == (
        "2021-03-24T09:00",
        "2021-03-25T10:00",
    )


def test_a_labelled_date_beats_an_earlier_bare_one() -> None:
    assert choose_dates(["2024-06-01 (토)", "작성 : 2020-04-28 11:12"]) == ("2020-04-28T11:12", None)


def test_positions_are_those_of_the_line() -> None:
    line = "표다온 기자 입력 :2022/09/29 11:48    수정: 2022/09/29 13:02"
    assert [line[found.start : found.end] for found in find_dates(line)] == ["2022/09/29 11:48", "2022/09/29 13:02"]
    assert without_dates("입력 : 2022/09/29 11:48 | 수정 : 2022/09/29 13:02") == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 mars 2023", "2023-03-12"),
        ("12. März 2023, 9:05 Uhr", "2023-03-12T09:05"),
        ("12 de marzo de 2023", "2023-03-12"),
        ("2023年3月12日 21時37分", "2023-03-12"),
        ("30/04/2024 - 16:17", "2024-04-30T16:17"),
        ("4/30/2024", "2024-04-30"),
    ],
)
def test_dates_of_other_languages(text: str, value: str) -> None:
    assert [found.value for found in find_dates(text)] == [value]


def test_a_date_of_two_readings_is_none() -> None:
    assert find_dates("12/03/2023") == []
    assert in_full("12/03/2023", language="fr") == "12.03.2023"
    assert in_full("12/03/2023", language="en") == "12/03/2023"
    assert in_full("12/03/2023", language="en", day_first=False) == "2023-12-03"


def test_labels_of_other_languages() -> None:
    line = "Publié le 30 août 2023 à 14h52, modifié le 31 août 2023 à 15h54"
    assert choose_dates([line]) == ("2023-08-30", "2023-08-31")


@pytest.mark.parametrize("month", ["KASIM", "Kasım", "HAZİRAN", "Haziran", "EKİM", "MAİ", "ſep", "APRİL"])
def test_months_in_capitals_are_months_with_or_without_the_dot(month: str) -> None:
    number = {"k": "11", "h": "06", "e": "10", "m": "05", "ſ": "09", "a": "04"}[month[0].lower()]
    assert [found.value for found in find_dates(f"12 {month} 2021")] == [f"2021-{number}-12"]


@pytest.mark.parametrize("text", ["2021", "2021.", "12.5 34/7 2008년", "1.2.3.4", "Mar 3", "03-04", "오전 09:49"])
def test_numbers_alone_are_no_dates(text: str) -> None:
    assert find_dates(text) == []
