"""What a line is by its own words."""

from __future__ import annotations

import time

import pytest

from store.parse.captions import with_captions
from store.parse.kinds import Kind, kind_of
from store.parse.lines import split_lines


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("  • 카카오톡", Kind.MENU),
        ("댓글 0", Kind.END),
        ("3 Comments", Kind.END),
        ("기사 이미지 확대 보기", Kind.MENU),
        ("관련사진보기", Kind.MENU),
        ("→ Go to the fair's news page", Kind.MENU),
        ("Home > Business", Kind.MENU),
        ("홈 > 사회 > 사회일반", Kind.MENU),
        ("정치 | 경제 | 사회 | 문화", Kind.MENU),
        ("관련기사", Kind.RELATED),
        ("많이 본 뉴스", Kind.RELATED),
        ("Related Articles", Kind.RELATED),
        ("저작권자 © 가람신문 무단전재 및 재배포 금지", Kind.END),
        ("ⓒ 문가람", Kind.CREDIT),
        ("[Gettyimages Bank]", Kind.CREDIT),
        ("[Aju News DB]", Kind.CREDIT),
        ("Courtesy of Haneul City", Kind.CREDIT),
        ("사진=한빛시 제공", Kind.CREDIT),
        ("Photo : YONHAP", Kind.CREDIT),
        ("▲ 시민들이 강변에서 배달을 구경하고 있다.", Kind.CAPTION),
        ("시민들이 구경하고 있다. [사진=한빛시]", Kind.CAPTION),
        ("A bench glows after sunset. (Yonhap)", Kind.CAPTION),
        ("입력 2021.03.24 09:49", Kind.DATE),
        ("배포일시 : 2021. 3. 24.(수)", Kind.FIELD),
        ("담당 부서 : 도시교통과", Kind.FIELD),
        ("붙임 1. 행사 개요", Kind.FIELD),
        ("문의 : 도시교통과 (044-000-1234)", Kind.FIELD),
        ("□ 시는 강변과 시청을 잇는 노선을 연다.", Kind.BULLET),
        ("* 리빙랩: 주민이 함께 시험하는 방식", Kind.FOOTNOTE),
        ("- 시, 다음 달 강변 노선 연다 -", Kind.LONG),
        ("시, 강변 버스 노선 다음 달 열린다", Kind.LONG),
        ("시는 노선을 연다고 밝혔다.", Kind.SENTENCE),
        ("• 하나전자", Kind.ITEM),
    ],
)
def test_kind(text: str, kind: Kind) -> None:
    assert kind_of(split_lines(text)[0]) is kind


@pytest.mark.parametrize(
    "text",
    [
        "시민들이 강변에서 배달을 구경하고 있다.\n 시민들이 강변에서 배달을 구경하고 있다.\nⓒ 문가람",
        "시민들이 강변에서 배달을 구경하고 있다.\n▲ 시민들이 강변에서 배달을 구경하고 있다.",
        "강변에서 열린 배달 시연\n[사진=한빛시 제공]",
    ],
)
def test_a_doubled_or_credited_line_is_a_caption(text: str) -> None:
    lines = split_lines(text)
    kinds = with_captions(lines, [kind_of(line) for line in lines])
    assert set(kinds) <= {Kind.CAPTION, Kind.CREDIT}
    assert kinds[0] is Kind.CAPTION


def test_a_paragraph_above_a_credit_stays_prose() -> None:
    lines = split_lines("시는 노선을 연다고 밝혔다.\n시민은 반겼다. 노선은 길다고 한다.\n[사진=한빛시 제공]")
    kinds = with_captions(lines, [kind_of(line) for line in lines])
    assert kinds[:2] == [Kind.SENTENCE, Kind.SENTENCE]


@pytest.mark.parametrize(
    "unit", [">", "> ", "| \t", "a@", "a@a.", "가 ", "[(", "2021.", "By A ", "다. ", "- ", "사진=", "ⓒ a ", "기자 "]
)
@pytest.mark.parametrize("length", [79, 159, 249, 399])
def test_no_line_takes_long(unit: str, length: int) -> None:
    line = ("x" + unit * length)[:length] + "!"
    started = time.process_time()
    kind_of(split_lines(line)[0])
    assert time.process_time() - started < 0.2
