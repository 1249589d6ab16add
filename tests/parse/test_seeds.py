"""The five real articles that the project was started for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from store.parse import parse_plain
from store.records import ArticleDraft
from tests.material import shared

NAMES = [f"00{number}" for number in range(5)]


def _case(number: str) -> tuple[ArticleDraft, dict[str, Any]]:
    folder = shared("seeds")
    path = next(folder.glob(f"{number}_*.txt"))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))[path.name]
    return parse_plain(path.read_bytes(), name=path.name), expected


def _stands_in(draft: ArticleDraft, quote: str, role: str) -> bool:
    at = draft.text.find(quote)
    while at >= 0:
        if any(part.role == role and part.start <= at and at + len(quote) <= part.end for part in draft.parts):
            return True
        at = draft.text.find(quote, at + 1)
    return False


@pytest.mark.parametrize("number", NAMES)
def test_metadata_is_right(number: str) -> None:
    draft, expected = _case(number)
    title = None if draft.title_derived else draft.title
    if expected["title_starts"] is None:
        assert title is None
    else:
        assert title is not None
        assert title.startswith(expected["title_starts"])
    assert draft.language == expected["language"]
    assert draft.outlet == expected["publisher"]
    assert set(draft.authors) <= {expected["author"], *expected.get("author_may_be", [])}
    assert expected["author"] is None or expected["author"] in draft.authors
    assert (draft.published, draft.updated) == (expected["published"], expected["updated"])
    assert list(draft.keywords) == expected.get("keywords", [])


@pytest.mark.parametrize("number", NAMES)
def test_lines_stand_in_parts_of_their_role(number: str) -> None:
    draft, expected = _case(number)
    for role, quotes in (
        ("boilerplate", expected.get("boilerplate", [])),
        ("caption", expected.get("captions", [])),
        ("body", [expected["body_starts"], *expected["body_has"]]),
    ):
        assert [quote for quote in quotes if not _stands_in(draft, quote, role)] == [], role
