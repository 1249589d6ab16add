"""Corrections: fields and roles put right by hand, undoable, and kept when the source comes in anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from store import Store, UserError
from store.records import MarkedArticle
from tests.projects import article_of, assert_spans_quote, bring, dump, span_of, write_articles

NEWS = """나루뉴스
세종시, 새벽 버스 노선 두 개 더 만든다
입력 2022-05-02 08:10
세종시는 첫차를 기다리는 시민을 위해 새벽 버스 노선을 두 개 늘린다고 밝혔다. 버스는 다섯 시부터 다닌다.
함께 읽으면 좋은 이야기 모음입니다
시는 가을에 한 번 더 노선을 살핀다. 요금은 그대로 받는다고 했다.
나루 기자 naru@example.com
"""


@pytest.fixture
def folder(project: Store, tmp_path: Path) -> Path:
    """Give the folder of an article that is imported from it and can be imported again."""
    folder = write_articles(tmp_path / "in", {"n.txt": NEWS})
    bring(project.path, folder)
    return folder


def _roles(marked: MarkedArticle, quote: str) -> set[str]:
    start, end = span_of(marked, quote)
    return {part.role for part in marked.article.parts if part.start < end and start < part.end}


@pytest.mark.parametrize(
    ("field", "given", "stored"),
    [
        ("title", "  A  title \n of two lines ", "A  title of two lines"),
        ("subtitle", "아래 제목", "아래 제목"),
        ("subtitle", " ", None),
        ("authors", ["Jane Doe ", "", "홍길동", "Jane Doe"], ("Jane Doe", "홍길동")),
        ("authors", "Jane Doe", ("Jane Doe",)),
        ("authors", None, ()),
        ("keywords", ("버스",), ("버스",)),
        ("outlet", "가람\u110b\u1175\u11af보", "가람일보"),
        ("published", "2021", "2021"),
        ("published", "2021-02", "2021-02"),
        ("published", "2021-03-24 09:49", "2021-03-24T09:49"),
        ("published", "2021-03-24T09:49:10+09:00", "2021-03-24T09:49:10+09:00"),
        ("updated", "2021.3.24", "2021-03-24"),
        ("updated", "March 24, 2021", "2021-03-24"),
        ("updated", "", None),
        ("language", "KO", "ko"),
        ("url", "https://news.example/a?b=1", "https://news.example/a?b=1"),
    ],
)
def test_a_field_is_corrected_and_taken_back(
    project: Store, field: str, given: str | Sequence[str] | None, stored: object
) -> None:
    article = article_of(project, "en/water.txt").article
    before = dump(project)
    if getattr(article, field) != stored:
        change = project.articles.correct(article.id, field=field, value=given)
        assert change.articles == {article.id}
    assert getattr(project.articles.get(article.id), field) == stored
    after = dump(project)
    assert not project.articles.correct(article.id, field=field, value=given).rows
    assert dump(project) == after
    assert_spans_quote(project)
    if after != before:
        project.journal.undo()
        assert dump(project) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", "2021-02-30"),
        ("published", "yesterday"),
        ("published", "2021-03-24T25:00"),
        ("published", "around 2021-03-24 perhaps"),
        ("published", "0000"),
        ("language", "kor"),
        ("language", "한국"),
        ("url", "javascript:alert(1)"),
        ("url", "https://a b"),
        ("title", ["a", "b"]),
        ("text", "new"),
        ("status", "done"),
    ],
)
def test_a_value_that_is_none_of_its_kind_is_refused(project: Store, field: str, value: str | list[str]) -> None:
    before = dump(project)
    with pytest.raises(UserError):
        project.articles.correct(1, field=field, value=value)
    assert dump(project) == before


def test_several_articles_are_corrected_as_one_step(project: Store) -> None:
    ids = list(project.search.ids(sort="id"))
    before = dump(project)
    change = project.articles.correct(ids, field="outlet", value="Example Times")
    assert change.label == "Correct the outlet of 6 articles"
    assert project.search.count('outlet:"Example Times"') == 6
    project.journal.undo()
    assert dump(project) == before


def test_a_corrected_title_is_searched_and_no_longer_derived(project: Store) -> None:
    marked = article_of(project, "en/untitled.txt")
    assert marked.article.title_derived
    project.articles.correct(marked.article.id, field="title", value="Whispering machines")
    assert list(project.search.ids("in:title whispering")) == [marked.article.id]
    assert not project.articles.get(marked.article.id).title_derived
    assert_spans_quote(project)
    project.journal.undo()
    assert project.articles.get(marked.article.id).title_derived
    assert list(project.search.ids("whispering")) == []


def test_a_derived_title_can_be_confirmed(project: Store) -> None:
    marked = article_of(project, "en/untitled.txt")
    assert project.articles.correct(marked.article.id, field="title", value=marked.article.title).rows
    assert not project.articles.get(marked.article.id).title_derived
    assert project.search.stale() == project.duplicates.stale() == 0


def test_a_new_version_keeps_corrected_fields(project: Store, folder: Path) -> None:
    number = article_of(project, "n.txt").article.id
    given = {"title": "고친 제목", "outlet": "고친신문", "authors": ("고 친이",), "published": "2020-01", "url": None}
    for field, value in given.items():
        project.articles.correct(number, field=field, value=value)
    project.articles.correct(number, field="keywords", value=["버스"])
    project.articles.correct(number, field="keywords", value=[])
    write_articles(
        folder, {"n.txt": NEWS.replace("두 개", "세 개").replace("2022-05-02", "2023-06-03") + "#버스 #노선\n"}
    )
    assert bring(project.path, folder).updated == 1
    article = article_of(project, "n.txt").article
    assert {field: getattr(article, field) for field in given if field != "url"} == {
        field: value for field, value in given.items() if field != "url"
    }
    assert article.keywords == ()
    assert not article.title_derived
    assert "세 개" in article.text
    assert project.corrections.fields(number)["authors"] == ("고 친이",)
    assert_spans_quote(project)


def test_a_new_version_keeps_corrected_roles_and_tells_lost_ones(project: Store, folder: Path) -> None:
    marked = article_of(project, "n.txt")
    number = marked.article.id
    kept, lost = span_of(marked, "함께 읽으면 좋은 이야기 모음입니다"), span_of(marked, "나루 기자 naru@example.com")
    project.articles.set_role(number, *kept, "caption")
    project.articles.set_role(number, *lost, "footnote")
    new = NEWS.replace("나루 기자 naru@example.com\n", "")
    write_articles(folder, {"n.txt": new.replace("나루뉴스\n", "나루뉴스\n첫 줄에 하나 더 온 문장이 여기에 있다.\n")})
    report = bring(project.path, folder)
    assert report.updated == 1
    assert [each.reason for each in report.warnings] == [
        "footnote “나루 기자 naru@example.com” was not found again; it is kept in a note on the article"
    ]
    after = article_of(project, "n.txt")
    assert _roles(after, "함께 읽으면 좋은 이야기 모음입니다") == {"caption"}
    assert "나루 기자 naru@example.com" in after.notes[0].text
    assert [part.role for part in project.corrections.roles(number)] == ["caption"]
    assert_spans_quote(project)


def test_a_corrected_line_is_never_found_inside_a_sentence(project: Store, folder: Path) -> None:
    write_articles(folder, {"s.txt": NEWS.replace("함께 읽으면 좋은 이야기 모음입니다", "공유")})
    bring(project.path, folder)
    marked = article_of(project, "s.txt")
    project.articles.set_role(marked.article.id, *span_of(marked, "공유"), "boilerplate")
    write_articles(
        folder, {"s.txt": NEWS.replace("함께 읽으면 좋은 이야기 모음입니다", "자료를 공유한다고 시는 말했다.")}
    )
    assert bring(project.path, folder).warnings
    assert _roles(article_of(project, "s.txt"), "자료를 공유한다고") == {"body"}


def test_the_lines_of_one_correction_are_found_one_by_one(project: Store, folder: Path) -> None:
    marked = article_of(project, "n.txt")
    start, _ = span_of(marked, "함께 읽으면")
    _, end = span_of(marked, "그대로 받는다고 했다.")
    project.articles.set_role(marked.article.id, start, end, "boilerplate")
    write_articles(
        folder, {"n.txt": NEWS.replace("모음입니다\n", "모음입니다\n그사이에 끼어든 새로운 문장이 한 줄 더 있다.\n")}
    )
    assert not bring(project.path, folder).warnings
    after = article_of(project, "n.txt")
    assert _roles(after, "함께 읽으면") == _roles(after, "그대로 받는다고") == {"boilerplate"}
    assert _roles(after, "끼어든 새로운") == {"body"}


def test_the_last_correction_of_a_line_counts(project: Store, folder: Path) -> None:
    marked = article_of(project, "n.txt")
    start, end = span_of(marked, "시는 가을에 한 번 더 노선을 살핀다. 요금은 그대로 받는다고 했다.")
    project.articles.set_role(marked.article.id, start, end, "caption")
    project.articles.set_role(marked.article.id, start, start + 20, "footnote")
    roles = project.corrections.roles(marked.article.id)
    assert [(part.role, part.start, part.end) for part in roles] == [
        ("footnote", start, start + 20),
        ("caption", start + 20, end),
    ]
    assert project.corrections.parts(marked.article.id, marked.article.text, marked.article.parts) == (
        project.articles.parts(marked.article.id)
    )


def test_lines_are_given_whole(project: Store, folder: Path) -> None:
    marked = article_of(project, "n.txt")
    start, _ = span_of(marked, "읽으면")
    _, end = span_of(marked, "가을에")
    text = marked.article.text
    assert [text[a:b] for a, b in project.articles.lines(marked.article.id, start, end)] == NEWS.split("\n")[4:6]
    assert project.articles.lines(marked.article.id, start, start) == project.articles.lines(
        marked.article.id, start, start + 1
    )
