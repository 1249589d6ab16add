"""Which medium published it."""

from __future__ import annotations

import pytest

from store.parse.outlet import outlet_of

BODY = ["한빛시는 골목 데이터를 공개했다고 24일 밝혔다."]


def _outlet(*around: str, body: list[str] | None = None, title: str | None = None) -> str | None:
    lines = body or BODY
    return outlet_of(body=lines, around=around, opening=lines[0], title=title)[0]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("<저작권자 ⓒ 한겨레 무단전재 및 재배포 금지>", "한겨레"),
        ("<저작권자: 가람뉴스(www.garam.example) 무단전재-재배포금지>", "가람뉴스"),
        ("<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>", "연합뉴스"),
        ("저작권자 © 새들일보 무단전재 및 재배포 금지", "새들일보"),
        ("저작권자 ⓒ 한겨레신문사 무단전재 및 재배포 금지", "한겨레"),
        ("<저작권자 © 뉴스1코리아, 무단전재 및 재배포 금지>", "뉴스1"),
        ("<저작권자 © ‘오늘의 경제를 읽는’ 새들경제. 무단전재 및 재배포 금지>", "새들경제"),
        ("[ⓒ 새들경제 & saedeul.example, 무단전재 및 재배포 금지]", "새들경제"),
        ("Copyright © The Korea Herald. All rights reserved", "The Korea Herald"),
        ("© 2021 Smart Cities World. All rights reserved.", "Smart Cities World"),
        ("Copyright 2019-2021 Riverside Gazette Inc. All Rights Reserved.", "Riverside Gazette"),
        ("출처 : 새들일보(http://www.saedeul.example)", "새들일보"),
        ("[Riverside Ledger DB]", "Riverside Ledger"),
        ("<오마이뉴스>의 후원자가 되어 주세요", "오마이뉴스"),
        ("garam@yna.co.kr", "연합뉴스"),
        ("→ Open the HARBOUR DAILY special page on the fair", "HARBOUR DAILY"),
        ("새들일보 | 2016.10.05 15:07", "새들일보"),
        ("By Yonhap", "Yonhap"),
    ],
)
def test_line_around_the_body(line: str, outlet: str) -> None:
    assert _outlet(line) == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("[새들신문 문가람 기자] 시장은 말했다.", "새들신문"),
        ("[달빛 문가람 기자] 시장은 말했다.", "달빛"),
        ("(서울=연합뉴스) 문가람 기자 = 시장은 말했다.", "연합뉴스"),
        ("[헤럴드경제(대구)=문가람 기자] 시장은 말했다.", "헤럴드경제"),
        ("[파이낸셜뉴스] 시장은 말했다.", "파이낸셜뉴스"),
        ("서울--(뉴스와이어)--새 제품이 나왔다.", "뉴스와이어"),
        ("SEOUL, March 24 (Yonhap) -- The city said on Wednesday.", "Yonhap"),
        ("HANUL, South Korea, March 22, 2017 /PRNewswire/ -- A company said.", "PRNewswire"),
        ("HARBOUR NEWS has reported the most news on the fair.", "HARBOUR NEWS"),
    ],
)
def test_line_of_the_body(line: str, outlet: str) -> None:
    assert _outlet(body=[line]) == outlet


def test_the_holder_of_the_rights_beats_the_agency() -> None:
    assert _outlet("저작권자 © 새들일보 무단전재", body=["(서울=연합뉴스) 문가람 기자 = 시장은 말했다."]) == "새들일보"


def test_a_company_is_no_medium() -> None:
    assert _outlet("Copyright thebn Co., Ltd. All Rights Reserved.") is None


@pytest.mark.parametrize(
    "line", ["관련 뉴스", "정책뉴스", "주요뉴스", "사회", "ⓒ 문가람", "Latest News", "[사진=한빛시 제공]"]
)
def test_no_medium(line: str) -> None:
    assert _outlet(line) is None


def test_a_title_loses_the_medium_behind_it() -> None:
    found = outlet_of(body=BODY, around=[], opening=BODY[0], title="골목 데이터 12종 공개한 한빛시 - 새들일보")
    assert found == ("새들일보", "골목 데이터 12종 공개한 한빛시")
