"""Names and what follows them: a mention ends where the name does, never inside a particle or after it."""

from __future__ import annotations

import random
from functools import cache

import pytest

from store.recognition.korean import closes
from store.recognition.recognizing import recognize
from store.records import Part
from store.starter import load_gazetteer
from tests.recognition.reading_aloud import seeded

PARTICLES = [
    ("은", "는"), ("이", "가"), ("을", "를"), ("과", "와"), ("으로", "로"), ("이라는", "라는"), ("이나", "나"), ("이며", "며"),
    ("이라고", "라고"), ("으로는", "로는"), ("으로부터", "로부터"), ("이었다", "였다"), ("과의", "와의"), "에서", "에", "에게",
    "의", "도", "만", "까지", "부터", "보다", "처럼", "에서는", "에서도", "에서의", "에는", "에도", "께서", "조차", "마저",
    "이다", "들은", "등", "등은", "뿐만", "에게는", "만의", "까지도", "이자", "이고", "에서부터", "커녕",
]  # fmt: skip
"""Particles and chains of them, in two forms where the last syllable of the name decides."""

INVENTED = [
    "가람시",
    "다온구",
    "새봄군",
    "한울시스템",
    "가람연구원",
    "보람교통공사",
    "하늘소프트",
    "누리대학교",
    "다솜병원",
]
ROADS = ("대로", "대로는", "대로부터")


def _after(name: str, particle: str | tuple[str, str]) -> str:
    if isinstance(particle, str):
        return particle
    liquid = (ord(name[-1]) - 0xAC00) % 28 == 8
    return particle[1] if not closes(name[-1]) or (liquid and particle[1].startswith("로")) else particle[0]


@cache
def _names() -> tuple[str, ...]:
    """Some of the Korean names of the starter gazetteer, always the same ones."""
    known = sorted(
        {
            each.name
            for draft in load_gazetteer()
            for each in draft.names
            if 3 <= len(each.name) <= 8 and all("가" <= mark <= "힣" for mark in each.name) and not draft.needs_operator
        }
    )
    return tuple(random.Random(7).sample(known, 60))


@pytest.mark.parametrize("particle", PARTICLES, ids=lambda each: each if isinstance(each, str) else each[0])
def test_a_mention_ends_with_the_name(particle: str | tuple[str, str]) -> None:
    wrong = []
    for name in (*_names(), *INVENTED):
        rest = _after(name, particle)
        if (name[-1] + rest).startswith(ROADS):
            continue  # 세종대로 is a road as well as the way to 세종대
        start, end = 3, 3 + len(name)
        text = f"오늘 {name}{rest} 널리 알려졌다."
        found = recognize(
            text, [Part(role="body", start=0, end=len(text))], gazetteer=seeded()[0], language="ko", published=None
        )
        ends = [text[m.start : m.end] for m in found.mentions if m.start < end + len(rest) and m.end > end]
        wrong += [(text, quote) for quote in ends]
        if name not in INVENTED and not any(m.start == start and m.end == end for m in found.mentions):
            wrong.append((text, "lost"))
    assert wrong == []


def test_what_ends_like_a_map_is_a_name_and_a_particle() -> None:
    text = "오늘 스마트챌린지도 끝났다."
    found = recognize(
        text, [Part(role="body", start=0, end=len(text))], gazetteer=seeded()[0], language="ko", published=None
    )
    assert "스마트챌린지" in [text[each.start : each.end] for each in found.mentions]
