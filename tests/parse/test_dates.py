"""Dates of publication and of changes, as pages write them."""

from __future__ import annotations

import pytest

from store.parse.dates import choose_dates, find_dates, without_dates


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
