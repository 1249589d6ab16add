"""HTML pages in the shapes of Korean and English sites, all of them invented, with what they say (tests/cases/html).

A case is a JSON object of what is expected, a line `---`, and the page; a page that declares EUC-KR is read as such.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.parse import parse_html
from store.records import ArticleDraft

CASES = sorted((Path(__file__).parents[1] / "cases" / "html").glob("*.case"))
FIELDS = ("title", "subtitle", "outlet", "published", "updated")


def _read(path: Path) -> tuple[dict[str, Any], ArticleDraft]:
    head, _, page = path.read_text(encoding="utf-8").partition("\n---\n")
    data = page.encode("cp949" if "charset=euc-kr" in page else "utf-8")
    return json.loads(head), parse_html(data, name=path.name)


def _text(draft: ArticleDraft, role: str) -> str:
    return "\n".join(draft.text[part.start : part.end] for part in draft.parts if part.role == role)


def test_there_are_cases() -> None:
    assert len(CASES) >= 22


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_metadata_is_right(path: Path) -> None:
    expected, draft = _read(path)
    found = {field: getattr(draft, field) for field in FIELDS}
    found |= {"authors": list(draft.authors), "keywords": list(draft.keywords)}
    assert found == {field: expected[field] for field in found}
    assert not draft.title_derived


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_body_is_the_article_and_nothing_else(path: Path) -> None:
    expected, draft = _read(path)
    body = _text(draft, "body")
    assert body.startswith(expected["body_starts"])
    assert [words for words in expected["body_has"] if words not in body] == []
    assert [words for words in expected["not_body"] if words in body] == []
    assert [words for words in expected["captions"] if words not in _text(draft, "caption")] == []
    assert _text(draft, "headline") == expected["title"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_visible_character_is_in_one_part(path: Path) -> None:
    _, draft = _read(path)
    covered = [False] * len(draft.text)
    for part in draft.parts:
        assert not any(covered[part.start : part.end])
        covered[part.start : part.end] = [True] * (part.end - part.start)
    assert all(seen or character.isspace() for seen, character in zip(covered, draft.text, strict=True))
