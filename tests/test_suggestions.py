"""Suggested tags: learned, accepted, rejected, forgotten; never exported, and told apart in the history."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, check, export, open_project
from store.suggesting import is_stale, learn_tags, learn_tags_from
from tests.projects import dump, run
from tests.suggest.headlines import SUBJECTS, build_headlines, headlines
from ui.cli import run_command

NAMES = tuple(SUBJECTS)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of 120 headlines, 18 of them tagged with one of three tags."""
    return build_headlines(tmp_path_factory.mktemp("suggest"), 120)


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A copy of the project of the test's own."""
    path = tmp_path / "news.galpi"
    path.write_bytes(template.read_bytes())
    return path


@pytest.fixture
def news(path: Path) -> Store:
    """The project, open."""
    return open_project(path)


def subject_of(number: int) -> str:
    """Give the tag that the article of this number should have."""
    return NAMES[headlines(120, 9)[1][number]]


def test_untagged_articles_get_all_tags_best_first(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["suggest", str(path), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == 102
    assert all(set(line) == {"id", "source", "tags"} for line in lines)
    assert all(sorted(each["tag"] for each in line["tags"]) == sorted(NAMES) for line in lines)
    assert all(line["tags"][0]["score"] >= line["tags"][-1]["score"] for line in lines)
    right = [line["tags"][0]["tag"] == subject_of(int(line["source"][1:])) for line in lines]
    assert sum(right) > 80
    assert run_command(["suggest", str(path), "--where", "선수", "--report"]) == 0
    assert "18 tagged articles" in capsys.readouterr().out


def test_without_tags_nothing_is_learned_and_all_tags_score_nothing(
    project_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["suggest", str(project_path), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(lines) == 6
    assert {each["score"] for line in lines for each in line["tags"]} == {0.0}


def test_accepting_is_a_tagging_of_its_own_origin_and_undo_takes_it_back(news: Store) -> None:
    run(learn_tags_from(news))
    before = dump(news)
    first = news.suggestions.of(40, bar=0.0)[0]
    assert [news.articles.text(40)[start:end] for start, end in first.why]
    news.suggestions.accept(first.tag, 40)
    assert [tagging.tag_id for tagging in news.taggings.of(40)] == [first.tag]
    origins = news.db.conn.execute("select origin from tagging where article = 40").fetchall()
    assert origins == [("suggested",)]
    assert news.journal.history()[0].label.startswith("Accept the suggested tag")
    assert news.suggestions.of(40, bar=0.0) == ()
    news.journal.undo()
    assert dump(news) == before
    assert check(news) == ()


def test_what_is_rejected_is_not_suggested_again_until_that_is_undone(news: Store) -> None:
    run(learn_tags_from(news))
    first = news.suggestions.of(50, bar=0.0)[0].tag
    news.suggestions.reject(first, 50)
    assert is_stale(news)
    assert first not in {each.tag for each in news.suggestions.of(50, bar=0.0)}
    (line,) = news.suggestions.lines([50])
    assert line.tags[-1][1] == 0.0
    run(learn_tags_from(news))
    assert first not in {each.tag for each in news.suggestions.of(50, bar=0.0)}
    news.journal.undo()
    assert news.suggestions.of(50, bar=0.0)[0].tag == first


def test_what_is_corrected_is_forgotten(news: Store) -> None:
    before = run(learn_tags_from(news))
    assert before is not None
    model = news.db.conn.execute("select model from suggest_model").fetchone()[0]
    sport = news.codebook.find("sport").id
    wrong = [each for each in range(1, 19) if subject_of(each - 1) == "money"]
    change = news.taggings.take_off(news.codebook.find("money").id, wrong)
    news.taggings.put(sport, wrong)
    assert change.rows
    run(learn_tags_from(news))
    assert news.codebook.find("money").id not in {each.tag for each in news.suggestions.of(60, bar=0.0)}
    news.journal.undo()
    news.journal.undo()
    run(learn_tags_from(news))
    assert news.db.conn.execute("select model from suggest_model").fetchone()[0] == model


def test_below_the_bar_nothing_is_suggested(news: Store) -> None:
    run(learn_tags_from(news))
    news.suggestions.set_bar(1.0)
    assert news.suggestions.of(40) == ()
    assert news.suggestions.of(40, bar=0.0)
    news.journal.undo()
    assert news.suggestions.bar() == 0.5
    with pytest.raises(UserError):
        news.suggestions.set_bar(2)


def test_suggestions_are_never_exported_as_tags(news: Store, tmp_path: Path) -> None:
    run(learn_tags_from(news))
    run(export(news.path, tmp_path / "out.jsonl", format="jsonl", include="all"))
    tagged = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(bool(each["tags"]) for each in tagged) == 18


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(1, 120), st.integers(0, 2)), max_size=8))
def test_any_history_of_verdicts_can_be_undone(news: Store, acts: list[tuple[bool, int, int]]) -> None:
    tags = [tag.id for tag in news.codebook.tags()]
    before = dump(news)
    made = 0
    for yes, article, tag in acts:
        change = (news.suggestions.accept if yes else news.suggestions.reject)(tags[tag], article)
        made += bool(change.rows)
    assert check(news) == ()
    for _ in range(made):
        news.journal.undo()
    assert dump(news) == before


def test_removing_a_tag_removes_what_was_rejected(news: Store) -> None:
    tag = news.codebook.find("sport").id
    news.suggestions.reject(tag, 40)
    news.codebook.remove(tag)
    assert news.db.conn.execute("select count(*) from tag_rejection").fetchone() == (0,)
    news.journal.undo()
    assert news.db.conn.execute("select count(*) from tag_rejection").fetchone() == (1,)


def test_a_process_of_its_own_learns_the_same(news: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    run(learn_tags_from(news))
    here = [news.suggestions.of(article, bar=0.0) for article in (40, 50, 60)]
    news.suggestions.forget()
    monkeypatch.setattr("store.suggesting.APART", 1)
    report = run(learn_tags(news.path))
    assert report is not None
    assert news.suggestions.report() == report
    assert [news.suggestions.of(article, bar=0.0) for article in (40, 50, 60)] == here
    assert not is_stale(news)


def test_learning_apart_that_is_broken_off_changes_nothing(news: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.suggesting.APART", 1)
    steps = learn_tags(news.path)
    next(steps)
    steps.close()
    assert news.suggestions.report() is None


def test_merging_a_tag_takes_along_what_was_rejected(news: Store) -> None:
    gone, kept = news.codebook.find(NAMES[0]).id, news.codebook.find(NAMES[1]).id
    for article in (40, 41):
        news.suggestions.reject(gone, article)
    news.suggestions.reject(kept, 41)
    news.suggestions.reject(gone, 42)
    news.taggings.put(kept, [42])
    before = dump(news)
    news.retagging.merge(gone, kept)
    found = news.db.conn.execute("select article, tag from tag_rejection order by article").fetchall()
    assert found == [(40, kept), (41, kept)]
    assert check(news) == ()
    news.journal.undo()
    assert dump(news) == before


def test_a_rejection_of_a_tag_that_is_gone_is_a_broken_promise(news: Store) -> None:
    news.suggestions.reject(news.codebook.find(NAMES[0]).id, 40)
    news.db.conn.execute("update tag_rejection set tag = 999")
    assert any("tag_rejection" in problem.sentence for problem in check(news))


def test_tags_that_cannot_be_put_are_not_suggested(news: Store) -> None:
    run(learn_tags_from(news))
    first = news.suggestions.of(40, bar=0.0)[0].tag
    news.codebook.set_scope(first, "passage")
    assert first not in {each.tag for each in news.suggestions.of(40, bar=0.0)}
    news.journal.undo()
    news.codebook.set_deprecated(first, True)
    assert first not in {each.tag for each in news.suggestions.of(40, bar=0.0)}


def test_a_tag_of_an_exclusive_group_keeps_the_others_from_being_suggested(news: Store) -> None:
    news.codebook.add("topic/one")
    group, one = news.codebook.find("topic").id, news.codebook.find("topic/one").id
    for place, name in enumerate(NAMES):
        news.codebook.move(news.codebook.find(name).id, parent=group, position=place)
    news.taggings.put(one, [1, 2])  # beside another one, so that an article may have several tags
    run(learn_tags_from(news))
    news.taggings.put(one, [40])
    assert news.suggestions.of(40, bar=0.0)
    news.codebook.set_exclusive(group, True)
    assert news.suggestions.of(40, bar=0.0) == ()


def test_the_most_useful_articles_come_first_and_tagged_ones_last(news: Store) -> None:
    run(learn_tags_from(news))
    order = list(news.search.ids("", sort="useful"))
    assert sorted(order) == list(range(1, 121))
    assert set(order[-18:]) == set(range(1, 19))
    doubt = {line.article: line.tags[0][1] for line in news.suggestions.lines(order)}
    first, rest = order[:30], order[30:102]
    assert sum(doubt[each] for each in first) / 30 < sum(doubt[each] for each in rest) / 72
    news.taggings.put(news.codebook.find("sport").id, [order[0]])
    assert news.search.ids("", sort="useful")[0] == order[1]


def test_articles_are_sorted_by_how_likely_they_have_a_tag(news: Store, capsys: pytest.CaptureFixture[str]) -> None:
    run(learn_tags_from(news))
    order = news.search.ids("", sort="likely:sport")
    assert [subject_of(article - 1) for article in order[:15]].count("sport") >= 13
    assert subject_of(news.search.ids("", sort="-likely:sport")[0] - 1) != "sport"
    with pytest.raises(UserError):
        news.search.ids("", sort="likely:weather")
    assert run_command(["list", str(news.path), "--sort", "likely:sport", "--limit", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == order[0]
