"""Headlines, and titles made from first sentences."""

from __future__ import annotations

import pytest

from store.parse.kinds import kind_of
from store.parse.lines import split_lines
from store.parse.title import clean_title, derived_title, find_head, opens_with_title


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("(한빛=연합뉴스) 문가람 기자 = 시는 노선을 연다. 다음 달이다.", "시는 노선을 연다"),
        ("SEOUL, March 24 (Yonhap) -- The U.S. city opened a line. It is long.", "The U.S. city opened a line"),
        ("□ 시는 노선을 연다고 밝혔다.\nㅇ 다음 달이다.", "시는 노선을 연다고 밝혔다"),
        ("짧은 글", "짧은 글"),
        ("가" * 200, "가" * 79 + "…"),
    ],
)
def test_derived_title(body: str, title: str) -> None:
    assert derived_title(body) == title


def test_dashes_around_a_headline_are_left_out() -> None:
    assert clean_title("– 시, 노선 연다 –") == "시, 노선 연다"
    assert clean_title("---") == "---"


def test_subheadings_stand_between_headline_and_body() -> None:
    lines = split_lines(
        "사회\n시, 강변 버스 노선 연다\n강변과 시청 20분에 잇는다\n\n시는 강변과 시청을 잇는 버스 노선을 연다고 밝혔다.\n"
    )
    head = find_head(lines, [kind_of(line) for line in lines], 3, 4)
    assert (head.title, head.subheadings) == (1, (2,))


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("[포럼 2020] 시장 “버스는 시민의 발이다.”\n\n시장은 강변 노선을 연다고 밝혔다.", True),
        ("시장은 강변 노선을 연다고 밝혔다.\n\n시민은 오래 기다린 노선이라며 반겼다.", False),
        ("[가람신문 문가람 기자] 시장은 노선을 연다고 밝혔다.\n\n시민은 반겼다고 전했다.", False),
    ],
)
def test_a_headline_that_looks_like_a_sentence(text: str, is_title: bool) -> None:
    lines = split_lines(text)
    assert opens_with_title(lines, [kind_of(line) for line in lines], 0, 2) is is_title
