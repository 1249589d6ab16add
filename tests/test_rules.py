"""Rules: a line that is always the same part in one outlet, here and in what is still to come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import Store, UserError, create_project, export
from tests.projects import article_of, assert_spans_quote, bring, dump, run, span_of, write_articles

PAGE = """솔바람일보
{title}
입력 2022-05-0{n} 08:10
{place}시는 시민이 밤에도 안심하고 걷도록 골목에 등을 달았다고 밝혔다. 등은 모두 {n}0개다.
지금 이 기사를 {n}명이 함께 읽고 있습니다 그리고 더
시장은 내년에 더 단다고 말했다. 주민은 반겼다고 시는 전했다.
"""
LINE = "지금 이 기사를 7명이 함께 읽고 있습니다 그리고 더"


def _page(n: int, place: str) -> str:
    return PAGE.format(n=n, place=place, title=f"{place}시, 골목에 등을 달아 밤길을 밝힌다")


@pytest.fixture
def street(project: Store, tmp_path: Path) -> Iterator[Store]:
    """Give the small project with three articles of one outlet and one of another that has the same line."""
    texts = {f"{n}.txt": _page(n, place) for n, place in enumerate(("가온", "나래", "다솜", "라온"), 1)}
    bring(project.path, write_articles(tmp_path / "in", texts))
    ids = [article_of(project, f"{n}.txt").article.id for n in (1, 2, 3)]
    project.articles.correct(ids, field="outlet", value="솔바람일보")
    project.articles.correct(article_of(project, "4.txt").article.id, field="outlet", value="다른일보")
    yield project
    assert_spans_quote(project)


def _role(store: Store, source: str) -> set[str]:
    marked = article_of(store, source)
    start, end = span_of(marked, "함께 읽고 있습니다")
    return {part.role for part in marked.article.parts if part.start < end and start < part.end}


def test_a_rule_changes_all_articles_of_its_outlet_in_one_step(street: Store) -> None:
    assert [_role(street, f"{n}.txt") for n in (1, 2, 3, 4)] == [{"body"}] * 4
    assert street.rules.reach("솔바람일보", [LINE]) == 3
    marks = dump(street, tables=["mention", "tagging"])
    before = dump(street)
    change = street.rules.add("솔바람 일보", [f"  {LINE} ", ""], "boilerplate", origin="reader")
    assert change.label == "Always boilerplate in 솔바람 일보 (3 articles)"
    assert (change.origin, len(change.articles)) == ("reader", 3)
    assert [_role(street, f"{n}.txt") for n in (1, 2, 3, 4)] == [{"boilerplate"}] * 3 + [{"body"}]
    assert dump(street, tables=["mention", "tagging"]) == marks
    assert street.search.count("읽고") == 1
    rule = street.rules.all()[0]
    assert (rule.outlet, rule.line, rule.role, rule.active) == ("솔바람 일보", LINE, "boilerplate", True)
    assert street.rules.counts() == {rule.id: 3}
    street.journal.undo()
    assert dump(street) == before


def test_a_rule_applies_to_what_comes_in_later(street: Store, tmp_path: Path) -> None:
    street.rules.add("솔바람일보", [LINE], "boilerplate")
    page = _page(5, "마루").replace("솔바람일보", "솔바람일보\n솔바람일보 홍길동 기자")
    bring(street.path, write_articles(tmp_path / "later", {"5.txt": page + "ⓒ 솔바람일보 무단전재 및 재배포 금지\n"}))
    assert article_of(street, "5.txt").article.outlet == "솔바람일보"
    assert _role(street, "5.txt") == {"boilerplate"}


def test_a_new_version_follows_the_rules_too(street: Store, tmp_path: Path) -> None:
    street.rules.add("솔바람일보", [LINE], "boilerplate")
    write_articles(tmp_path / "in", {"1.txt": _page(8, "가온")})
    assert bring(street.path, tmp_path / "in").updated == 1
    assert "80개" in article_of(street, "1.txt").article.text
    assert _role(street, "1.txt") == {"boilerplate"}


def test_what_was_set_by_hand_stays(street: Store) -> None:
    marked = article_of(street, "2.txt")
    start, end = street.articles.lines(marked.article.id, *span_of(marked, "함께 읽고"))[0]
    street.articles.set_role(marked.article.id, start, end, "caption")
    street.rules.add("솔바람일보", [LINE], "boilerplate")
    assert [_role(street, f"{n}.txt") for n in (1, 2, 3)] == [{"boilerplate"}, {"caption"}, {"boilerplate"}]


def test_a_rule_is_edited_switched_off_and_removed(street: Store, tmp_path: Path) -> None:
    street.rules.add("솔바람일보", [LINE], "boilerplate")
    number = street.rules.all()[0].id
    street.rules.edit(number, role="footnote")
    assert _role(street, "1.txt") == {"footnote"}
    street.rules.edit(number, active=False)
    street.rules.edit(number, role="caption")
    assert _role(street, "1.txt") == {"footnote"}
    write_articles(tmp_path / "in", {"1.txt": _page(8, "가온")})
    bring(street.path, tmp_path / "in")
    assert _role(street, "1.txt") == {"body"}
    street.rules.edit(number, active=True, outlet="다른일보")
    assert _role(street, "4.txt") == {"caption"}
    assert not street.rules.edit(number, active=True).rows
    street.rules.remove([number])
    assert street.rules.all() == ()
    assert _role(street, "4.txt") == {"caption"}
    street.journal.undo()
    assert [rule.id for rule in street.rules.all()] == [number]


def test_a_second_rule_for_a_line_takes_the_place_of_the_first(street: Store) -> None:
    street.rules.add("솔바람일보", [LINE], "boilerplate")
    street.rules.add("솔바람일보", [LINE.replace("7", "1234")], "caption")
    assert [rule.role for rule in street.rules.all()] == ["caption"]
    assert _role(street, "1.txt") == {"caption"}
    street.rules.add("다른일보", ["또 다른 줄"], "caption")
    other = street.rules.all()[0].id
    with pytest.raises(UserError, match="already"):
        street.rules.edit(other, outlet="솔바람일보", line=LINE)


@pytest.mark.parametrize(
    ("outlet", "lines", "role"),
    [("", ["a"], "body"), ("A", [], "body"), ("A", [" "], "body"), ("A", ["a"], "lead"), ("A", ["a\nb"], "body")],
)
def test_what_is_no_rule_is_refused(street: Store, outlet: str, lines: list[str], role: str) -> None:
    before = dump(street)
    with pytest.raises(UserError):
        street.rules.add(outlet, lines, role)
    with pytest.raises(UserError):
        street.rules.edit(99, role="body")
    assert dump(street) == before


def test_rules_travel_as_a_file(street: Store, tmp_path: Path) -> None:
    street.rules.add("솔바람일보", [LINE, "둘째 줄"], "boilerplate")
    street.rules.edit(street.rules.all()[1].id, active=False)
    rules = [(rule.outlet, rule.line, rule.role, rule.active) for rule in street.rules.all()]
    street.rules.write(tmp_path / "rules.json")
    street.journal.undo()
    street.journal.undo()
    assert street.rules.all() == ()
    street.rules.read(tmp_path / "rules.json")
    assert [(rule.outlet, rule.line, rule.role, rule.active) for rule in street.rules.all()] == rules
    assert _role(street, "3.txt") == {"boilerplate"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": "galpi-rules"}',
        '{"format": "other", "rules": []}',
        '{"format": "galpi-rules", "rules": [{}]}',
        '{"format": "galpi-rules", "rules": [1]}',
    ],
)
def test_a_file_without_rules_is_told(street: Store, tmp_path: Path, text: str) -> None:
    (tmp_path / "rules.json").write_text(text)
    with pytest.raises(UserError):
        street.rules.read(tmp_path / "rules.json")
    assert street.rules.all() == ()


def test_rules_travel_with_a_native_export(street: Store, tmp_path: Path) -> None:
    street.rules.add("솔바람일보", [LINE], "boilerplate")
    marked = article_of(street, "2.txt")
    street.articles.set_role(marked.article.id, *span_of(marked, LINE.replace("7", "2")), "caption")
    run(export(street.path, tmp_path / "out.jsonl", format="jsonl", include="all"))
    with create_project(tmp_path / "other.galpi") as other:
        bring(other.path, tmp_path / "out.jsonl")
        assert [(rule.uid, rule.line) for rule in other.rules.all()] == [(r.uid, r.line) for r in street.rules.all()]
        assert _role(other, "2.txt") == {"caption"}
        run(export(other.path, tmp_path / "again.jsonl", format="jsonl", include="all"))
    for end in ("", ".project.json"):
        assert (tmp_path / f"out.jsonl{end}").read_bytes() == (tmp_path / f"again.jsonl{end}").read_bytes()


def test_a_rule_that_is_stopped_leaves_nothing(street: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.rules._BATCH", 1)
    before, found = dump(street), street.search.count("읽고")
    steps = street.rules.adding("솔바람일보", [LINE], "boilerplate")
    seen = [next(steps) for _ in range(2)]
    assert [(each.done, each.total) for each in seen] == [(1, 3), (2, 3)]
    steps.close()
    assert dump(street) == before
    assert street.journal.undo_label() != "Always boilerplate in 솔바람일보"
    assert (street.search.count("읽고"), street.search.stale(), street.duplicates.stale()) == (found, 0, 0)
    assert street.rules.add("솔바람일보", [LINE], "boilerplate").label.endswith("(3 articles)")
    assert street.search.count("읽고") == found - 3
    assert street.search.stale() == 0
