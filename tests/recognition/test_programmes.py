"""Programmes with a name of their own."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("연계한 ‘한별 프로젝트’도", ["한별 프로젝트"]),
        ("시는 골목길 리빙랩을 연다", ["골목길 리빙랩"]),
        ("The Quiet Streets Project will", ["Quiet Streets Project"]),
        ('called "Dubai Vision 2040."', ["Dubai Vision 2040"]),
        ("작은 프로젝트를", []),
        ("이번 사업과 계획", []),
        ("a project in the city", []),
    ],
)
def test_programmes(text: str, names: list[str]) -> None:
    assert quotes(text, "programme") == names
