"""E-books: chapters in their order."""

from __future__ import annotations

import pytest

from tests.parse.making import KOREAN, SECOND, drafts, epub, failures, records, zipped

CHAPTER = f"<h1>가로등 &nbsp;실증</h1><p>홍길동 기자</p><p>{KOREAN}</p><p>{SECOND}</p>"


def test_chapters_with_a_text_are_articles() -> None:
    found = records(epub("<p>표지</p>", CHAPTER, CHAPTER.replace("가로등", "신호등")), "a.epub")
    assert [record.name for record in found] == ["2", "3"]
    draft = found[0].draft
    assert draft is not None
    assert (draft.title, draft.authors, draft.language) == ("가로등 실증", ("홍길동",), "ko")
    assert KOREAN in draft.text.split("\n")


@pytest.mark.parametrize(
    "data",
    [
        epub("<p>표지</p>"),
        epub(CHAPTER)[:-30],
        zipped({"mimetype": "application/epub+zip"}),
        zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<no"}),
        zipped({"mimetype": "application/epub+zip", "META-INF/rights.xml": "<rights/>"}),
    ],
)
def test_what_is_damaged_empty_or_protected_is_said(data: bytes) -> None:
    assert len(failures(data, "a.epub")) == 1


def test_a_chapter_that_is_missing_is_a_failure_and_the_rest_goes_on() -> None:
    assert len(drafts(epub(CHAPTER, CHAPTER), "a.epub")) == 2


def test_a_brief_is_an_article_and_a_title_page_is_none() -> None:
    title = "<h1>The Han River Post</h1><p>24 March 2021</p>"
    found = records(epub(title, "<h1>단신</h1><p>한빛시는 가로등을 세웠다.</p>"), "a.epub")
    assert [record.name for record in found if record.draft] == ["2"]
