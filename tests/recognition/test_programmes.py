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
        ("스마트 골목은 본 프로젝트의 시작이다", []),
    ],
)
def test_programmes(text: str, names: list[str]) -> None:
    assert quotes(text, "programme") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("민간 출자사인 푸른허브금융투자프로젝트가 졌다", []),
        ("‘설날 상여금 지급 계획’을 조사한 결과", []),
        ("‘더 좋은 마을 돌봄 계획’으로", []),
        ("‘미래 비전’을 보여야 한다", []),
        ("“가게 수를 점차 늘려나갈 계획”이라고", []),
        ("트랙 ‘핵 더 챌린지(Hack the Challenge)’에는", ["핵 더 챌린지", "Hack the Challenge"]),
        ("단일 프로젝트 사상 최대", []),
        ("a report by the U.N. Environment Programme says", []),
    ],
)
def test_plans_and_companies_are_no_programmes(text: str, names: list[str]) -> None:
    assert quotes(text, "programme") == names


@pytest.mark.parametrize(
    ("text", "type_", "names"),
    [
        ("the nonprofit Clean Harbor Initiative sued", "organisation", ["Clean Harbor Initiative"]),
        ("Ana Ruiz, executive director of the Green River Project, said", "organisation", ["Green River Project"]),
        ("The Open Homes Campaign, a charity, helped.", "organisation", ["Open Homes Campaign"]),
        ("The city runs the Clean Harbor Initiative.", "programme", ["Clean Harbor Initiative"]),
        ("Download the Happy Builder Roadmap today.", "programme", []),
        ("‘차후 행동계획’과 ‘위성 발사 계획’을 알렸다.", "programme", []),
        ("‘제3차 물 관리 종합계획’을 세웠다.", "programme", ["제3차 물 관리 종합계획"]),
        ("회사는 ‘송금 서비스 사업’ 허가를 받았다.", "programme", []),
        ("‘보람 바둑왕 챌린지 매치’가 열린다.", "programme", []),
    ],
)
def test_bodies_deeds_and_games_are_no_programmes(text: str, type_: str, names: list[str]) -> None:
    assert quotes(text, type_) == names
