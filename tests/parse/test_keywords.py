"""Keywords listed under an article."""

from __future__ import annotations

import pytest

from store.parse.keywords import is_keyword_line, keywords_of


@pytest.mark.parametrize(
    ("line", "keywords"),
    [
        ("태그:#골목, #데이터, #한빛시", ["골목", "데이터", "한빛시"]),
        ("#골목 #데이터", ["골목", "데이터"]),
        ("#골목#데이터", ["골목", "데이터"]),
        ("태그 #리빙랩 #골목", ["리빙랩", "골목"]),
        ("키워드 : 골목, 데이터", ["골목", "데이터"]),
        ("Tags: smart pole, data", ["smart pole", "data"]),
        ("Keywords: a; b; a", ["a", "b"]),
    ],
)
def test_keywords(line: str, keywords: list[str]) -> None:
    assert is_keyword_line(line)
    assert list(keywords_of([line])) == keywords


@pytest.mark.parametrize(
    "line", ["#1 도시를 만들다", "태그를 달았다.", "Tags: none were found in the street.", "###", "토픽"]
)
def test_other_lines(line: str) -> None:
    assert not is_keyword_line(line)
