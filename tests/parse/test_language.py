"""The language of a text."""

from __future__ import annotations

import pytest

from store.parse.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("한빛시는 골목 데이터를 공개했다.", "ko"),
        ("CES 2020에서 AI, IoT, 5G 솔루션을 공개한 ABC Tech의 CEO", "ko"),
        ("The city opened its data. 기사 크게 보기", "en"),
        ("市は新しいシステムを公開した。", "ja"),
        ("市政府公布了新的智慧城市计划。", "zh"),
        ("Die Stadt hat das neue System vorgestellt und ist zufrieden mit der Lösung.", "de"),
        ("La ville a présenté le nouveau système dans les rues et sur une place.", "fr"),
        ("Город открыл новую систему.", "ru"),
        ("Smart City", "en"),
        ("2021 · 12 %", None),
        ("", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language
