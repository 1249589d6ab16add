"""What could follow in a filter."""

from __future__ import annotations

import pytest

from store import Store
from ui.articles.completion import Gap, Proposal, completed, counted, gap, proposals


@pytest.mark.parametrize(
    ("query", "field", "typed"),
    [("ta", None, "ta"), ("-ta", None, "ta"), ("대구 tag:", "tag", ""), ("tag:a,mo", "tag", "mo"),
     ('outlet:"AVING N', "outlet", "AVING N"), ("lang:k", "lang", "k")],
)  # fmt: skip
def test_the_gap_at_the_end(query: str, field: str | None, typed: str) -> None:
    found = gap(query, len(query))
    assert found is not None
    assert (found.field, found.typed) == (field, typed)


@pytest.mark.parametrize("query", ["대구", "", "대구 ", 'outlet:"AVING NEWS"', "2021"])
def test_finished_text_and_words_have_no_gap(query: str) -> None:
    assert gap(query, len(query)) is None


def test_a_value_with_spaces_is_put_in_quotes() -> None:
    query = 'x outlet:"AVI'
    where = gap(query, len(query))
    assert where is not None
    assert completed(query, where, "AVING NEWS") == ('x outlet:"AVING NEWS"', 21)


def test_a_field_gets_its_colon() -> None:
    assert completed("-ta", Gap(field=None, typed="ta", start=1, end=3), "tag") == ("-tag:", 5)


def test_proposals_come_from_the_project(project: Store) -> None:
    def ask(query: str) -> tuple[str, ...]:
        where = gap(query, len(query))
        assert where is not None
        return proposals(project, where)

    assert "tag" in ask("ta")
    assert ask("tag:mob") == ("systems/mobility",)
    assert ask("tag:out") == ("scope/out of scope",)
    assert set(ask("lang:")) == {"ko", "en"}
    assert ask("status:d")[:2] == ("done", "discuss")
    assert ask("entity:Daeg")[0].startswith("Daegu")
    assert ask("entity:대구")[0].startswith("대구")
    assert ask("status:done") == ()


def test_proposals_say_how_many_articles_they_leave_under_the_rest(project: Store) -> None:
    def ask(query: str) -> tuple[Proposal, ...]:
        where = gap(query, len(query))
        assert where is not None
        return counted(project, query, where)

    for proposal in ask("대구 lang:"):
        assert proposal.count == project.search.count(f"대구 lang:{proposal.text}")
    (korean,) = ask("버스 OR 대구 -lang:k")
    assert korean.count == project.search.count("(버스 OR 대구) lang:ko")
    assert ask("ta")[0] == Proposal(text="tag")
    assert {proposal.count for proposal in ask("/[/ lang:")} == {None}


def test_nothing_more_is_counted_once_proposals_are_not_wanted_any_more(project: Store) -> None:
    where, looks = gap("lang:", 5), [False, True, True]
    assert where is not None
    assert len(counted(project, "lang:", where, wanted=lambda: True)) > 1
    assert counted(project, "lang:", where, wanted=looks.pop) == ()
    assert looks == []
    assert counted(project, "lang:", where, wanted=lambda: False) == ()
