"""Particles: which may follow, and which syllables only look like one."""

from __future__ import annotations

import pytest

from store.recognition.korean import fits, is_particle, split_particle


@pytest.mark.parametrize(
    ("last", "rest"),
    [
        ("구", "는"),
        ("진", "은"),
        ("구", "에서는"),
        ("천", "으로부터"),
        ("구", "와의"),
        ("S", "는"),
        ("S", "은"),
        ("울", "로"),
        ("관", "이라는"),
        ("구", ""),
    ],
)
def test_particles_are_known(last: str, rest: str) -> None:
    assert is_particle(last, rest)


@pytest.mark.parametrize(
    ("last", "rest"), [("구", "은"), ("진", "는"), ("구", "역"), ("원", "지"), ("도", "네시아"), ("진", "로")]
)
def test_other_syllables_are_not(last: str, rest: str) -> None:
    assert not is_particle(last, rest)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("플랫폼은", "플랫폼"),
        ("대구시에서는", "대구시"),
        ("시스템을", "시스템"),
        ("타이베이시와", "타이베이시"),
        ("제스트는", "제스트"),
        ("도로", "도로"),
        ("코로나", "코로나"),
        ("안심귀가", "안심귀가"),
        ("고속도로", "고속도로"),
        ("모빌아이", "모빌아이"),
        ("회의", "회의"),
    ],
)
def test_particles_come_off_but_nouns_stay_whole(word: str, stem: str) -> None:
    assert split_particle(word) == stem


def test_phonology_decides_between_pairs() -> None:
    assert fits("구", "가")
    assert not fits("구", "이")
    assert fits("구", "이라는")
    assert fits("울", "로")
    assert not fits("산", "로")
