"""The line of a stored article that shows best why it was found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from store.db import create
from store.search import Search
from tests.shelf import put_article

MENU = "홈 물길 소식 구독 " * 12
BODY = "어제 시는 새 다리 계획을 냈다. " * 12 + "물길은 그 다음이다. " + "끝까지 읽는 이는 적다. " * 6
TITLE = "물길 위의 다리"
TEXT = f"{MENU}\n{TITLE}\n{BODY}"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """One article whose menu, headline and body have the same word, far from each other."""
    opened = create(tmp_path / "snippets.galpi")
    put_article(opened, TEXT, title=TITLE, parts=[("boilerplate", MENU), ("headline", TITLE), ("body", BODY)])
    yield opened
    opened.close()


def test_the_body_is_shown_before_headline_and_menu(db: Database) -> None:
    found = Search(db).snippet_of(1, "물길")
    assert "그 다음이다" in found.text
    assert [found.text[start:end] for start, end in found.hits] == ["물길"]


def test_the_headline_is_shown_where_the_body_has_no_hit(db: Database) -> None:
    assert "위의 다리" in Search(db).snippet_of(1, '"위의"').text


def test_the_menu_is_shown_where_nothing_else_has_a_hit(db: Database) -> None:
    found = Search(db).snippet_of(1, "in:all 구독")
    assert {found.text[start:end] for start, end in found.hits} == {"구독"}


def test_an_article_that_is_gone_has_no_snippet(db: Database) -> None:
    assert Search(db).snippet_of(77, "물길").text == ""
