"""Periods, days told by their week and spans, counted from a publication on a Wednesday in June."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import quotes, values

WEDNESDAY = "2023-06-14"

SENTENCES: list[tuple[str, str | None, list[tuple[str, str | None]]]] = [
    ("시는 26일 밝혔다.", "2021-03-28", [("26일", "2021-03-26")]),
    ("지난 8일 열린 회의", WEDNESDAY, [("지난 8일", "2023-06-08")]),
    ("내년 상반기에 문을 연다.", WEDNESDAY, [("내년 상반기", "2024-01/2024-06")]),
    ("내년에 문을 연다.", WEDNESDAY, [("내년", "2024")]),
    ("올해 말까지 마친다.", WEDNESDAY, [("올해 말", "2023-12")]),
    ("올해말까지 마친다.", WEDNESDAY, [("올해말", "2023-12")]),
    ("올해 하반기부터", WEDNESDAY, [("올해 하반기", "2023-07/2023-12")]),
    ("작년 말 착공했다.", WEDNESDAY, [("작년 말", "2022-12")]),
    ("지난해 11월 착공했다.", WEDNESDAY, [("지난해 11월", "2022-11")]),
    ("오는 9월 개막한다.", WEDNESDAY, [("오는 9월", "2023-09")]),
    ("오는 7월 3일부터 5일까지 열린다.", WEDNESDAY, [("오는 7월 3일부터 5일", "2023-07-03/2023-07-05")]),
    ("다음 달 1일 시행한다.", WEDNESDAY, [("다음 달 1일", "2023-07-01")]),
    ("다음달 초 시작한다.", WEDNESDAY, [("다음달 초", "2023-07")]),
    ("이달 말 개통한다.", WEDNESDAY, [("이달 말", "2023-06")]),
    ("지난달 28일부터 30일까지", WEDNESDAY, [("지난달 28일부터 30일", "2023-05-28/2023-05-30")]),
    ("어제 열린 회의에서", WEDNESDAY, [("어제", "2023-06-13")]),
    ("지난 12일(월) 오후 2시", WEDNESDAY, [("지난 12일(월)", "2023-06-12")]),
    ("13일 오전 10시에 열렸다", WEDNESDAY, [("13일", "2023-06-13")]),
    ("2022년 9월부터 2023년 5월까지 운영했다.", WEDNESDAY, [("2022년 9월부터 2023년 5월", "2022-09/2023-05")]),
    ("2019년 9월 4일부터 6일까지", WEDNESDAY, [("2019년 9월 4일부터 6일", "2019-09-04/2019-09-06")]),
    (
        "2019년 12월 30일부터 2020년 1월 2일까지",
        WEDNESDAY,
        [("2019년 12월 30일부터 2020년 1월 2일", "2019-12-30/2020-01-02")],
    ),
    ("2021년부터 2025년까지 5년간", WEDNESDAY, [("2021년부터 2025년", "2021/2025")]),
    ("2021~2025년 계획", WEDNESDAY, [("2021~2025년", "2021/2025")]),
    ("2024년 상반기에", WEDNESDAY, [("2024년 상반기", "2024-01/2024-06")]),
    ("2024년 3분기 실적", WEDNESDAY, [("2024년 3분기", "2024-07/2024-09")]),
    ("올해 1분기에는", WEDNESDAY, [("올해 1분기", "2023-01/2023-03")]),
    ("2030년대에는", WEDNESDAY, []),
    ("2023. 6. 1.~6. 30. 접수", WEDNESDAY, [("2023. 6. 1.~6. 30.", "2023-06-01/2023-06-30")]),
    ("2023.06.01", WEDNESDAY, [("2023.06.01", "2023-06-01")]),
    ("(6.1~6.3)", WEDNESDAY, [("6.1~6.3", "2023-06-01/2023-06-03")]),
    ("일시: 2023년 6월 1일(목) 14:00", WEDNESDAY, [("2023년 6월 1일(목) 14:00", "2023-06-01T14:00")]),
    ("The council met last Tuesday to vote.", WEDNESDAY, [("last Tuesday", "2023-06-13")]),
    ("It opens next Monday.", WEDNESDAY, [("next Monday", "2023-06-19")]),
    ("opened on Tuesday that shows", WEDNESDAY, []),
    ("The fair ran from June 30 to July 2.", "2023-07-05", [("June 30 to July 2", "2023-06-30/2023-07-02")]),
    ("from June 30 to July 2, 2023 in Busan", None, [("June 30 to July 2, 2023", "2023-06-30/2023-07-02")]),
    ("December 30 to January 2", "2023-01-05", [("December 30 to January 2", "2022-12-30/2023-01-02")]),
    ("June 1-3, 2022", None, [("June 1-3, 2022", "2022-06-01/2022-06-03")]),
    ("1-3 June 2022", None, [("1-3 June 2022", "2022-06-01/2022-06-03")]),
    ("30 June to 2 July 2022", None, [("30 June to 2 July 2022", "2022-06-30/2022-07-02")]),
    ("between March and May 2022", None, [("March and May 2022", "2022-03/2022-05")]),
    ("from March to May 2022", None, [("March to May 2022", "2022-03/2022-05")]),
    ("yesterday the mayor said", WEDNESDAY, [("yesterday", "2023-06-13")]),
    ("The mayor said today that", WEDNESDAY, [("today", "2023-06-14")]),
    ("by the end of 2025", WEDNESDAY, [("end of 2025", "2025-12")]),
    ("in early 2024", WEDNESDAY, [("early 2024", "2024")]),
    ("in the first half of 2024", WEDNESDAY, [("first half of 2024", "2024-01/2024-06")]),
    ("in the second quarter of 2024", WEDNESDAY, [("second quarter of 2024", "2024-04/2024-06")]),
    ("Sales fell in Q3 2024", WEDNESDAY, [("Q3 2024", "2024-07/2024-09")]),
    ("last year and this year", WEDNESDAY, [("last year", "2022"), ("this year", "2023")]),
    ("next year the city", WEDNESDAY, [("next year", "2024")]),
    ("last month", WEDNESDAY, [("last month", "2023-05")]),
    ("next month", WEDNESDAY, [("next month", "2023-07")]),
    ("this week", WEDNESDAY, [("this week", "2023-06-12/2023-06-18")]),
    ("last week", WEDNESDAY, [("last week", "2023-06-05/2023-06-11")]),
    ("다음 주 시작한다", WEDNESDAY, [("다음 주", "2023-06-19/2023-06-25")]),
    ("지난주 열렸다", WEDNESDAY, [("지난주", "2023-06-05/2023-06-11")]),
    ("지난주 금요일", WEDNESDAY, [("지난주 금요일", "2023-06-09")]),
    ("이번 주 금요일", WEDNESDAY, [("이번 주 금요일", "2023-06-16")]),
    ("다음 주 월요일에", WEDNESDAY, [("다음 주 월요일", "2023-06-19")]),
    ("3월 초에 열린 행사", WEDNESDAY, [("3월 초", "2023-03")]),
    ("내년 3월까지", WEDNESDAY, [("내년 3월", "2024-03")]),
    ("내년 초 시범 운영", WEDNESDAY, [("내년 초", "2024-01")]),
    ("2024년 초에 열린 행사", WEDNESDAY, [("2024년 초", "2024-01")]),
    ("2024년 말까지", WEDNESDAY, [("2024년 말", "2024-12")]),
    ("이날 행사에는", WEDNESDAY, [("이날", None)]),
    ("모레 개막", WEDNESDAY, [("모레", "2023-06-16")]),
    ("그제 발표", WEDNESDAY, [("그제", "2023-06-12")]),
    ("in 2021 and 2022", WEDNESDAY, [("2021", "2021"), ("2022", "2022")]),
    ("from 2021 to 2025", WEDNESDAY, [("2021 to 2025", "2021/2025")]),
    ("during 2021-2025", WEDNESDAY, [("2021-2025", "2021/2025")]),
    ("the 2020s", WEDNESDAY, []),
    ("2023-06-14T09:00", WEDNESDAY, [("2023-06-14T09:00", "2023-06-14T09:00")]),
    ("'23년 6월에 열린 행사", WEDNESDAY, [("'23년 6월", "2023-06")]),
    ("’25년까지", WEDNESDAY, [("’25년", "2025")]),
    ("100일간 이어진다", WEDNESDAY, []),
    ("5월 한 달간", WEDNESDAY, [("5월", "2023-05")]),
    ("5월과 6월에", WEDNESDAY, [("5월", "2023-05"), ("6월", "2023-06")]),
    ("6~8월에", WEDNESDAY, [("6~8월", "2023-06/2023-08")]),
    ("지난 5월 문을 열었다", WEDNESDAY, [("지난 5월", "2023-05")]),
    ("지난 10월 문을 열었다", WEDNESDAY, [("지난 10월", "2022-10")]),
    ("Wednesday, June 14, 2023", WEDNESDAY, [("June 14, 2023", "2023-06-14")]),
    ("on Friday, March 3", WEDNESDAY, [("March 3", "2023-03-03")]),
    ("3 March", WEDNESDAY, [("3 March", "2023-03-03")]),
    ("the 3rd of March", WEDNESDAY, [("3rd of March", "2023-03-03")]),
    ("June 14th", WEDNESDAY, [("June 14th", "2023-06-14")]),
    ("일일 이용자 3일 연속", WEDNESDAY, []),
    ("올 상반기에 마친 사업", WEDNESDAY, [("올 상반기", "2023-01/2023-06")]),
    ("올해초부터 추진한", WEDNESDAY, [("올해초", "2023-01")]),
    ("연말정산 서비스", WEDNESDAY, []),
    ("다음 주문을 받는다", WEDNESDAY, []),
    ("이번 주제는 교통이다", WEDNESDAY, []),
    ("3월 말레이시아에서 열린", WEDNESDAY, [("3월", "2023-03")]),
    ("3월 초등학교가 개학한다", WEDNESDAY, [("3월", "2023-03")]),
    ("2024년 초고층 건물", WEDNESDAY, [("2024년", "2024")]),
    ("모레노 시장은", WEDNESDAY, []),
    ("the cities of tomorrow", WEDNESDAY, []),
    ("cities today face", WEDNESDAY, []),
    ("over the last year sales grew", WEDNESDAY, []),
    ("next-year plans", WEDNESDAY, []),
    ("Last year the city", WEDNESDAY, [("Last year", "2022")]),
    (
        "2021년 9월 8일(수)부터 10일(금)까지 열린다",
        WEDNESDAY,
        [("2021년 9월 8일(수)부터 10일(금)", "2021-09-08/2021-09-10")],
    ),
    ("2021년 9월 8일 10개 기업이", WEDNESDAY, [("2021년 9월 8일", "2021-09-08")]),
    ("5월 3일 10시 30분에 열린", WEDNESDAY, [("5월 3일", "2023-05-03")]),
    ("1~3월 접수했다", WEDNESDAY, [("1~3월", "2023-01/2023-03")]),
    ("11월부터 내년 2월까지 운영한다", WEDNESDAY, [("11월부터 내년 2월", "2023-11/2024-02")]),
    ("오는 20일부터 다음 달 5일까지", WEDNESDAY, [("오는 20일부터 다음 달 5일", "2023-06-20/2023-07-05")]),
    ("지난 1일부터 이날까지", WEDNESDAY, [("지난 1일", "2023-06-01"), ("이날", None)]),
    ("3일과 5일 두 차례", WEDNESDAY, [("3일", "2023-06-03"), ("5일", "2023-06-05")]),
    ("from 9 a.m. to 5 p.m. on May 3", WEDNESDAY, [("May 3", "2023-05-03")]),
    ("The first half of next year", WEDNESDAY, [("first half of next year", "2024-01/2024-06")]),
    ("by the end of this year", WEDNESDAY, [("end of this year", "2023-12")]),
    ("in mid-2024 the", WEDNESDAY, [("mid-2024", "2024")]),
    ("1999-2003 model", WEDNESDAY, []),
    ("from January to March 2024", WEDNESDAY, [("January to March 2024", "2024-01/2024-03")]),
    ("until 31 December", WEDNESDAY, [("31 December", "2023-12-31")]),
    ("July 3 and July 5 events", WEDNESDAY, [("July 3 and July 5", "2023-07-03/2023-07-05")]),
    ("2023년 5월호에 실린", WEDNESDAY, []),
    ("1월부터 3월까지 열린다", "2023-03-20", [("1월부터 3월", "2023-01/2023-03")]),
    ("the late 2024 launch", None, [("late 2024", "2024")]),
    ("이달 1∼21일 매출을 밝혔다", WEDNESDAY, [("이달 1∼21일", "2023-06-01/2023-06-21")]),
    ("6월 1~3일 열린다", WEDNESDAY, [("6월 1~3일", "2023-06-01/2023-06-03")]),
    ("지난 2010년 시작했다", WEDNESDAY, [("지난 2010년", "2010")]),
    ("지난 2010년 5월 시작했다", WEDNESDAY, [("지난 2010년 5월", "2010-05")]),
    ("오는 9~24일 접수한다", WEDNESDAY, [("오는 9~24일", "2023-07-09/2023-07-24")]),
]
"""A sentence, when it was published, and the dates in it with their values."""


@pytest.mark.parametrize(("text", "published", "dates"), SENTENCES)
def test_sentences(text: str, published: str | None, dates: list[tuple[str, str | None]]) -> None:
    found = zip(quotes(text, "date", published=published), values(text, "date", published=published), strict=True)
    assert list(found) == dates


@pytest.mark.parametrize(
    "text", ["내년 상반기", "last Tuesday it rained", "다음 주 금요일에 연다", "올해 말까지 마친다"]
)
def test_without_a_publication_there_is_no_value(text: str) -> None:
    assert values(text, "date") == [None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("본인의 3월부터 12월까지 기록", ["3월부터 12월"]),
        ("29일부터 10월 1일까지 돈다", ["29일부터 10월 1일"]),
        ("3월과 12월에 연다", ["3월", "12월"]),
        ("내년 1~2월 겨울 학기", ["내년 1~2월"]),
        ("임기는 오는 7월말까지였다", ["오는 7월말"]),
        ("도심에서 1박 2일 머문다", []),
        ("2011년 중반부에 바닥난다", ["2011년 중반부"]),
        ("1990년대 초반부터", []),
    ],
)
def test_spans_whose_year_nobody_tells(text: str, found: list[str]) -> None:
    assert quotes(text, "date") == found
