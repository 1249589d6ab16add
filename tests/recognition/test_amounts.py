"""Amounts and their values."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import quotes, values


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("약 310만 달러에", "310만 달러", "USD 3100000"),
        ("기업가치 17조원의", "17조원", "KRW 17000000000000"),
        ("4억2천만원을", "4억2천만원", "KRW 420000000"),
        ("1조 2,500억 원이", "1조 2,500억 원", "KRW 1250000000000"),
        ("세계 16개 도시와", "16개 도시", "16 개 도시"),
        ("등 13개국 대표", "13개국", "13 개국"),
        ("차량은 3000만 대가", "3000만 대", "30000000 대"),
        ("만족도 92.4%였다", "92.4%", "92.4 %"),
        ("1,100 public institutions in", "1,100 public institutions", "1100 public institutions"),
        ("10 South Korean companies", "10 South Korean companies", "10 South Korean companies"),
        ("worth $2.4 million of", "$2.4 million", "USD 2400000"),
        ("some 1.9 billion won for", "1.9 billion won", "KRW 1900000000"),
        (
            "26 memorandum of understanding documents",
            "26 memorandum of understanding documents",
            "26 memorandum of understanding documents",
        ),
        ("up 18 percent on", "18 percent", "18 %"),
    ],
)
def test_amounts(text: str, quote: str, value: str) -> None:
    assert quotes(text, "amount") == [quote]
    assert values(text, "amount") == [value]


@pytest.mark.parametrize(
    "text",
    ["세계 3대 전시회", "30대 남성", "제3호 안건", "in 2021 cities", "ISO 37106", "page 3 of the report", "8회째"],
)
def test_other_numbers(text: str) -> None:
    assert quotes(text, "amount") == []


SENTENCES: list[tuple[str, list[tuple[str, str]]]] = [
    ("사업비 728만 달러를 들여 센터를 짓는다.", [("728만 달러", "USD 7280000")]),
    ("기업가치가 17조원에 이른다.", [("17조원", "KRW 17000000000000")]),
    ("예산은 약 3억 5천만 원이다.", [("3억 5천만 원", "KRW 350000000")]),
    ("1,100개 공공기관이 참여한다.", [("1,100개 공공기관", "1100 개 공공기관")]),
    ("It will cost US$1.2 billion over a decade.", [("US$1.2 billion", "USD 1200000000")]),
    ("총 1조5000억원 규모의 펀드를 만든다.", [("1조5000억원", "KRW 1500000000000")]),
    (
        "시는 국비 48억 원과 시비 12억 원 등 60억 원을 투입한다.",
        [("48억 원", "KRW 4800000000"), ("12억 원", "KRW 1200000000"), ("60억 원", "KRW 6000000000")],
    ),
    ("10억~20억 원의 예산이 필요하다.", [("10억~20억 원", "KRW 1000000000/2000000000")]),
    ("10억원에서 20억원으로 늘었다.", [("10억원", "KRW 1000000000"), ("20억원", "KRW 2000000000")]),
    ("300~500대의 차량이 오간다.", [("300~500대", "300/500 대")]),
    ("참가자는 50∼60명이다.", [("50∼60명", "50/60 명")]),
    ("전기 사용량이 20~30% 줄었다.", [("20~30%", "20/30 %")]),
    ("between $5 million and $10 million a year", [("$5 million", "USD 5000000"), ("$10 million", "USD 10000000")]),
    ("a grant of $5-10 million was", [("$5-10 million", "USD 5000000/10000000")]),
    ("rose 3.5 percentage points to 45%", [("3.5 percentage points", "3.5 %p"), ("45%", "45 %")]),
    ("만족도가 3.2%포인트 올랐다.", [("3.2%포인트", "3.2 %p")]),
    ("만족도는 2.1%p 상승했다.", [("2.1%p", "2.1 %p")]),
    ("1만2000여 명이 다녀갔다.", [("1만2000여 명", "12000 명")]),
    ("1만 2천여 명의 시민", [("1만 2천여 명", "12000 명")]),
    ("5천 명이 몰렸다.", [("5천 명", "5000 명")]),
    ("수출 상담액은 1억2300만달러였다.", [("1억2300만달러", "USD 123000000")]),
    ("면적은 33만㎡이다.", [("33만㎡", "330000 ㎡")]),
    ("길이 12.5km의 도로", [("12.5km", "12.5 km")]),
    ("시속 80㎞로 달린다.", [("80㎞", "80 km")]),
    (
        "The city will spend 35 billion won (US$30 million) by 2025.",
        [("35 billion won", "KRW 35000000000"), ("US$30 million", "USD 30000000")],
    ),
    ("KRW 45 billion has been set aside", [("KRW 45 billion", "KRW 45000000000")]),
    ("EUR 2.5 million from the EU", [("EUR 2.5 million", "EUR 2500000")]),
    ("€750,000 was granted", [("€750,000", "EUR 750000")]),
    ("about 2.5 million people live", [("2.5 million people", "2500000 people")]),
    ("some 1,200 sensors on 300 buildings", [("1,200 sensors", "1200 sensors"), ("300 buildings", "300 buildings")]),
    ("3개 부처가 함께 한다.", [("3개 부처", "3 개 부처")]),
    ("17개 시·도가 참여했다.", [("17개 시·도", "17 개 시·도")]),
    ("25개 자치구에 설치했다.", [("25개 자치구", "25 개 자치구")]),
    ("CCTV 4만5천대를 연결한다.", [("4만5천대", "45000 대")]),
    ("버스 120대에 설치했다.", [("120대", "120 대")]),
    ("하루 40회 다닌다.", [("40회", "40 회")]),
    ("1인당 50만원씩 지급한다.", [("50만원", "KRW 500000")]),
    ("사업비의 절반인 35억 7천 200만 원을 부담한다.", [("35억 7천 200만 원", "KRW 3572000000")]),
    ("연간 9.3t의 탄소를 줄인다.", [("9.3t", "9.3 t")]),
    ("탄소 배출량 120만t을 감축한다.", [("120만t", "1200000 t")]),
    ("일자리 3,400여 개를 만든다.", [("3,400여 개", "3400 개")]),
    ("스타트업 35곳이 참가했다.", [("35곳", "35 곳")]),
    ("세계 60여개국 2천여 업체", [("60여개국", "60 개국")]),
    ("60여 개국에서 온", [("60여 개국", "60 개국")]),
    ("1천500명 규모", [("1천500명", "1500 명")]),
    ("2배 늘어난 1.5배", [("2배", "2 배"), ("1.5배", "1.5 배")]),
    ("₩1,200 per ride", [("₩1,200", "KRW 1200")]),
    ("$3.4bn project", [("$3.4bn", "USD 3400000000")]),
    ("$250k in seed money", [("$250k", "USD 250000")]),
    ("$12M round", [("$12M", "USD 12000000")]),
    ("US$ 4.5 million", [("US$ 4.5 million", "USD 4500000")]),
    ("USD 7.28 million", [("USD 7.28 million", "USD 7280000")]),
    ("7.28 million US dollars", [("7.28 million US dollars", "USD 7280000")]),
    ("수천억 원의 손실", []),
    ("수십 개 기업", []),
    ("100만 명이 넘는", [("100만 명", "1000000 명")]),
    ("100만명 이상의 도시", [("100만명", "1000000 명")]),
    ("20여 년간 운영", [("20여 년간", "20 년간")]),
    ("3년간 90억원", [("3년간", "3 년간"), ("90억원", "KRW 9000000000")]),
    ("5G 기지국 1,000개를 세운다", [("1,000개", "1000 개")]),
    ("12개월 동안", [("12개월", "12 개월")]),
    ("70%가 넘는 시민이", [("70%", "70 %")]),
    ("90퍼센트를 넘었다", [("90퍼센트", "90 %")]),
    ("반값인 1천 원에", [("1천 원", "KRW 1000")]),
    ("매출 3000억 유로", [("3000억 유로", "EUR 300000000000")]),
    ("5억 위안을", [("5억 위안", "CNY 500000000")]),
    ("30억 엔(약 280억 원)", [("30억 엔", "JPY 3000000000"), ("280억 원", "KRW 28000000000")]),
    ("100MW급 발전소", [("100MW", "100 MW")]),
    ("초당 20Gbps 속도", [("20Gbps", "20 Gbps")]),
    ("서버 12대, 카메라 340대", [("12대", "12 대"), ("340대", "340 대")]),
    ("사업비 1백20억원", [("1백20억원", "KRW 12000000000")]),
    ("CES 2024에 500여 개사가", [("500여 개사", "500 개사")]),
    ("500개사 참가", [("500개사", "500 개사")]),
    ("a 30% increase", [("30%", "30 %")]),
    ("13 cities in 7 countries", [("13 cities", "13 cities"), ("7 countries", "7 countries")]),
    ("3-year project with 20 partners", [("20 partners", "20 partners")]),
    ("37개 동 주민센터", [("37개 동", "37 개 동")]),
    ("21개 읍·면·동", [("21개 읍·면·동", "21 개 읍·면·동")]),
    ("나라살림 600조 원 시대", [("600조 원", "KRW 600000000000000")]),
    ("총사업비 2,345억6,700만원", [("2,345억6,700만원", "KRW 234567000000")]),
    ("보조금 700만~1,200만 원", [("700만~1,200만 원", "KRW 7000000/12000000")]),
    ("전체의 3분의 1이 찬성했다.", []),
    ("제8회 대회와 23회 포럼", []),
    ("rose from $5 million to $10 million", [("$5 million", "USD 5000000"), ("$10 million", "USD 10000000")]),
    ("5개 만들었다", [("5개", "5 개")]),
    ("3개 병원장이 모였다", [("3개", "3 개")]),
    ("전화 02-1234-5678로", []),
    ("2020~2021년", []),
]
"""Sentences of every kind of amount, with what stands in them and its value."""


@pytest.mark.parametrize(("text", "amounts"), SENTENCES)
def test_sentences(text: str, amounts: list[tuple[str, str]]) -> None:
    assert list(zip(quotes(text, "amount"), values(text, "amount"), strict=True)) == amounts


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("회의는 13시간 35분 이어졌다.", [("13시간 35분", "13 시간 35 분")]),
        ("기록은 2분 5초였다.", [("2분 5초", "2 분 5 초")]),
        ("지난 3년6개월 동안 다투었다.", [("3년6개월", "3 년 6 개월")]),
        ("공사에 1년 6개월이 걸렸다.", [("1년 6개월", "1 년 6 개월")]),
        ("2019년 6개월 동안 쉬었다.", [("6개월", "6 개월")]),
        ("It took 4 minutes and 15 seconds.", [("4 minutes and 15 seconds", "4 minutes 15 seconds")]),
        ("The pack weighs 2 pounds, 3 ounces.", [("2 pounds, 3 ounces", "2 pounds 3 ounces")]),
        ("A sentence of 3 years and 6 months", [("3 years and 6 months", "3 years 6 months")]),
        ("We counted 3 years and 6 buses.", [("3 years", "3 years"), ("6 buses", "6 buses")]),
    ],
)
def test_what_is_said_in_two_units_is_one_amount(text: str, amounts: list[tuple[str, str]]) -> None:
    assert list(zip(quotes(text, "amount"), values(text, "amount"), strict=True)) == amounts


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("차이는 10-15% 정도다.", [("10-15%", "10/15 %")]),
        ("나무를 2-3배 늘린다.", [("2-3배", "2/3 배")]),
        ("수익률은 -7.67%였다.", [("-7.67%", "-7.67 %")]),
        ("물가가 전월보다 내렸다(-0.2%).", [("-0.2%", "-0.2 %")]),
        ("Growth fell to -1.5 percent.", [("-1.5 percent", "-1.5 %")]),
        ("About 75 to 100 people came.", [("75 to 100 people", "75/100 people")]),
        ("Sales rose 10 to 15 percent.", [("10 to 15 percent", "10/15 %")]),
        ("It lasts 5-10 years.", [("5-10 years", "5/10 years")]),
        ("It pays €300–350 (US$350–410) a month.", [("€300–350", "EUR 300/350"), ("US$350–410", "USD 350/410")]),
        ("They found 5,200 pounds of water.", [("5,200 pounds", "5200 pounds")]),
        ("A debt of 5,200 pounds of interest", [("5,200 pounds", "GBP 5200")]),
        ("It rose from 10 to 15 percent.", [("15 percent", "15 %")]),
        ("From 9 to 15 people, the club grew.", [("15 people", "15 people")]),
        ("The 2019-2020 seasons and the 14-0 records", []),
        ("101동 3-15호에 산다.", []),
    ],
)
def test_ranges_and_signs(text: str, amounts: list[tuple[str, str]]) -> None:
    assert list(zip(quotes(text, "amount"), values(text, "amount"), strict=True)) == amounts


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("시장에는 33개 소규모 점포가 있다.", ["33개"]),
        ("관측소 33개 소를 세웠다.", ["33개 소"]),
        ("그는 2기 새벽 화해를 위한 과거사위원회에 왔다.", []),
        ("위성 2기를 쏘았다.", ["2기"]),
        ("로켓은 4시 15분에 올랐고 16분에 궤도에 들었다.", []),
        ("버스는 오전 7시부터 5분에 한 대씩 온다.", ["5분"]),
        ("The storm moves along Route 80 toward Des Plaines.", []),
        ("Police closed 80 near Lakes Road.", []),
        ("14 Aric Almirola 15 Ryan Newmans 16 Erik Jones", []),
        ("It reached 107 degrees Fahrenheit.", ["107 degrees Fahrenheit"]),
        ("A rise of 1.5 degrees Celsius is too much.", ["1.5 degrees Celsius"]),
        ("A rise of 1.5 degrees is too much.", ["1.5 degrees"]),
    ],
)
def test_what_a_number_counts(text: str, amounts: list[str]) -> None:
    assert quotes(text, "amount") == amounts


def test_pounds_at_the_start_of_a_sentence_are_weighed_too() -> None:
    assert values("Weighing 2 pounds, it is light.", "amount") == ["2 pounds"]


@pytest.mark.parametrize(
    ("text", "amounts"), [("2015 MWC 전시회", []), ("300MW 발전소", ["300MW"]), ("18대 정부가 섰다.", [])]
)
def test_letters_after_a_unit_and_governments_counted(text: str, amounts: list[str]) -> None:
    assert quotes(text, "amount") == amounts
