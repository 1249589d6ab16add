"""Pages in the shapes of Korean and English news sites, with the role of every line (tests/cases/parse).

A case is a JSON object of what the page says of itself, a line `---`, and the page. Each of its lines begins with the
letters of the roles it may have and a bar: `h` headline, `s` subheading, `y` byline, `d` dateline, `b` body,
`c` caption, `f` footnote, `x` boilerplate. A dateline that ends in a dash and the line after it are one line.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from store.parse import parse_text
from store.records import ArticleDraft

CASES = sorted((Path(__file__).parents[1] / "cases" / "parse").glob("*.case"))
ROLE_OF = {
    "h": "headline",
    "s": "subheading",
    "y": "byline",
    "d": "dateline",
    "b": "body",
    "c": "caption",
    "f": "footnote",
    "x": "boilerplate",
}


def _read(path: Path) -> tuple[dict[str, Any], str, list[tuple[str, int, int]]]:
    """Return the expected metadata, the text, and the letters, start and end of each marked line."""
    head, _, page = path.read_text(encoding="utf-8").partition("\n---\n")
    text = ""
    marked: list[tuple[str, int, int]] = []
    glue = False
    for raw in page.split("\n"):
        letters, bar, line = raw.partition("|")
        if not (bar and letters and set(letters) <= set(ROLE_OF)):
            letters, line = "", raw
        text += "" if glue or not text else "\n"
        if letters:
            marked.append((letters, len(text), len(text) + len(line)))
        text += line
        glue = letters == "d" and line.endswith(("-", "–", "—"))
    return json.loads(head), text, marked


def _roles(draft: ArticleDraft, start: int, end: int) -> set[str]:
    visible = [at for at in range(start, end) if not draft.text[at].isspace()]
    return {part.role for at in visible for part in draft.parts if part.start <= at < part.end}


def test_there_are_cases() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_metadata_is_right(path: Path) -> None:
    expected, text, _ = _read(path)
    draft = parse_text(text)
    found = {
        "language": draft.language,
        "title": None if draft.title_derived else draft.title,
        "outlet": draft.outlet,
        "authors": list(draft.authors),
        "published": draft.published,
        "updated": draft.updated,
        "keywords": list(draft.keywords),
    }
    assert found == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_line_has_its_role(path: Path) -> None:
    _, text, marked = _read(path)
    draft = parse_text(text)
    assert draft.text == text
    wrong = [
        (letters, sorted(_roles(draft, start, end)), text[start:end])
        for letters, start, end in marked
        if not _roles(draft, start, end) <= {ROLE_OF[letter] for letter in letters}
    ]
    assert wrong == []
