"""The history: what was done to an article, a tag, by whom; one older change taken back; the project as it was."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, check, open_project
from store.formats.jsonl import as_json
from store.images import Outdated
from store.records import HistoryQuery, Moment
from store.rewinding import copy_as_of, rewind
from store.sampling import Design
from tests.acts import ACTS, histories
from tests.picked import Numbers
from tests.projects import article_of, bring, dump, run, span_of, write_articles


def _labels(store: Store, **query: object) -> list[str]:
    return [entry.label for entry in store.history.page(HistoryQuery(**query))]  # type: ignore[arg-type]


def test_the_history_of_an_article_a_tag_and_an_annotator(project: Store) -> None:
    mobility = project.codebook.find("systems/mobility").id
    begun = project.history.newest()
    project.taggings.put(mobility, [1, 2])
    project.notes.write(2, "note", by="지은")
    project.codebook.rename(mobility, "moving")
    project.articles.set_status([3], "done")
    assert _labels(project, article=2)[:2] == ["Note on article 2", "Tag 2 articles with mobility"]
    assert _labels(project, article=3) == ["Set 1 article to done"]
    of_tag = _labels(project, tag=mobility)
    assert of_tag[:2] == [project.history.get(begun + 3).label, "Tag 2 articles with mobility"]
    assert _labels(project, annotator="지은") == ["Note on article 2"]
    assert _labels(project, kind="notes") == ["Note on article 2"]
    assert _labels(project, words="SET 1") == ["Set 1 article to done"]
    assert _labels(project, since="2999-01-01T00:00:00Z") == []
    assert project.history.count() == len(_labels(project))
    with pytest.raises(UserError, match="no kind"):
        project.history.page(HistoryQuery(kind="things"))


def test_the_history_comes_in_pages(project: Store) -> None:
    for number in range(7):
        project.notes.write(1, f"note {number}")
    whole = project.history.page(limit=None)
    first = project.history.page(limit=3)
    second = project.history.page(before=first[-1].id, limit=3)
    assert (*first, *second) == whole[:6]
    assert list(project.history.stream()) == list(whole)


def test_a_tag_that_is_gone_has_its_history_still(project: Store) -> None:
    tag = project.codebook.find("stance").id
    project.taggings.put(tag, [1])
    project.codebook.remove(tag)
    assert project.history.tags_named("stance")[0] == tag
    assert len(_labels(project, tag=tag)) == 3
    told = project.history.account(project.history.newest())
    assert any(line.sentence.startswith("Tag stance taken off article 1") for line in told)


def test_what_a_change_did_is_told_in_words(project: Store) -> None:
    bus = article_of(project, "ko/bus.txt")
    number = bus.article.id
    tag = project.codebook.find("systems/mobility").id

    def said() -> list[str]:
        return [line.sentence for line in project.history.account(project.history.newest())]

    project.taggings.put(tag, [number], span=span_of(bus, "수요응답형 버스"))
    assert f"Tag systems/mobility put on “수요응답형 버스” in article {number} ({bus.article.title})" in said()
    assert any("status: “untagged” → “started”" in each for each in said())
    project.articles.correct(number, field="title", value="다른 MBC 제목")
    assert said() == [f"Article {number} (다른 MBC 제목): title: “{bus.article.title}” → “다른 MBC 제목”"]
    project.articles.correct(number, field="authors", value=["A", "B"])
    assert said()[0].endswith("authors 홍길동 → A, B")
    project.articles.set_role(number, *span_of(bus, "시민은 휴대전화로 버스를 부르고"), "caption")
    assert [
        each
        for each in said()
        if each.startswith("“시민은 휴대전화로 버스를 부르고”") and each.endswith("body → caption")
    ]
    project.notes.write(number, "one")
    project.notes.write(number, "two")
    assert said()[0].endswith("“one” → “two”")
    project.codebook.rename(tag, "moving")
    assert said() == ["Tag mobility: name: “mobility” → “moving”"]
    project.articles.remove([number])
    assert said()[0].endswith("moved to the bin")
    assert not any("{" in each for each in said())


def test_a_long_account_is_cut_and_counted(project: Store) -> None:
    project.articles.set_status(project.search.ids(), "done")
    told = project.history.account(project.history.newest(), most=2)
    assert told[-1].sentence.startswith("… and ")
    assert len(told) == 3


def test_one_older_change_is_taken_back_by_itself(project: Store) -> None:
    stance = project.codebook.find("stance").id
    project.taggings.put(stance, [1, 2])
    change = project.history.newest()
    project.notes.write(1, "later")
    project.articles.set_status([3], "done")
    before = dump(project)
    made = project.journal.take_back(change)
    assert made.label == "Take back: Tag 2 articles with stance"
    assert project.taggings.of(1) == ()
    assert project.notes.of(1)[0].text == "later"
    assert project.history.get(change).undone
    assert [e.undone for e in project.journal.history() if e.id == change] == [True]
    project.journal.undo()
    assert dump(project) == before
    assert not project.history.get(change).undone
    project.journal.redo()
    assert project.taggings.of(1) == ()
    assert check(project) == ()


def test_what_stands_in_the_way_is_named(project: Store) -> None:
    project.notes.write(1, "one")
    change = project.history.newest()
    project.notes.write(1, "two")
    with pytest.raises(Outdated, match=f"later change {change + 1} .“Note on article 1”"):
        project.journal.take_back(change)
    tag = project.codebook.add("new tag")
    made = project.history.newest()
    project.taggings.put(project.codebook.find("new tag").id, [2])
    assert tag.rows
    with pytest.raises(Outdated, match=f"later change {made + 1} .“Tag 1 article"):
        project.journal.take_back(made)
    with pytest.raises(UserError, match="no change 999"):
        project.journal.take_back(999)


def test_going_back_undoes_one_by_one_and_can_be_redone(project: Store) -> None:
    start = project.history.newest()
    before = dump(project)
    for number in range(5):
        project.notes.write(1, f"note {number}")
    after = dump(project)
    assert project.history.after(start) == 5
    assert run(rewind(project, start)) == 5
    assert dump(project) == before
    while project.journal.redo():
        pass
    assert dump(project) == after


def _marked(store: Store, article: int) -> object:
    value = as_json(store.marked.get(article))
    value["relations"] = [each for each in value["relations"] if each["state"] != "suggested"]
    value["mentions"] = [each for each in value["mentions"] if each["state"] != "suggested"]
    value.pop("duplicates")
    return json.loads(json.dumps(value))


def _as_of(store: Store, article: int, moment: Moment) -> object:
    past = store.past.article(article, moment)
    value = as_json(past.marked)
    value["relations"] = [each for each in value["relations"] if each["state"] != "suggested"]
    value["mentions"] = [each for each in value["mentions"] if each["state"] != "suggested"]
    value.pop("duplicates")
    return json.loads(json.dumps(value))


def _is_live(store: Store, article: int) -> bool:
    row = store.db.conn.execute("select removed from article where id = ?", (article,)).fetchone()
    return row is not None and not row[0]


TURNS = st.sampled_from(("act", "act", "act", "undo", "redo", "back"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=histories(20), turns=st.lists(TURNS, min_size=20, max_size=20), other=st.integers(0, 400))
def test_any_past_is_what_it_was_then(
    bare_template: Path, acts: list[tuple[int, Numbers]], turns: list[str], other: int
) -> None:
    """Whatever was done, undone, redone and taken back: each article, and the project, as of each change is what it was."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.galpi"
        shutil.copyfile(bare_template, path)
        with open_project(path) as store:
            store.codebook.add("first/tag")
            then: dict[int, tuple[dict[int, object], dict[str, list[tuple[object, ...]]]]] = {}
            for (number, numbers), turn in zip(acts, turns, strict=False):
                newest = store.history.newest()
                try:
                    if turn == "act":
                        ACTS[number % len(ACTS)](store, numbers)
                    elif turn == "back":
                        store.journal.take_back(1 + other % newest)
                    else:
                        store.journal.undo() if turn == "undo" else store.journal.redo()
                except UserError:
                    pass
                there = {each.id for each in store.journal.history()}
                for joined in then.keys() - there:
                    del then[joined]  # into the change after it, or with that to nothing
                if store.history.newest() > newest:
                    live = [article for article in range(1, 7) if _is_live(store, article)]
                    then[store.history.newest()] = ({each: _marked(store, each) for each in live}, dump(store))
            for change, (articles, _) in then.items():
                moment = store.moments.after(change)
                for article, value in articles.items():
                    assert _as_of(store, article, moment) == value, (change, article)
            if then:
                change = sorted(then)[other % len(then)]
                out = Path(folder) / "then.galpi"
                run(copy_as_of(path, out, store.moments.after(change)))
                with open_project(out) as copy:
                    assert dump(copy) == then[change][1]
                    assert copy.history.newest() == change
                    assert check(copy) == ()
                    while copy.journal.undo() is not None:
                        pass


def test_an_article_is_put_back_as_one_step(project: Store) -> None:
    bus = article_of(project, "ko/bus.txt")
    number, tag = bus.article.id, project.codebook.find("stance").id
    project.taggings.put(tag, [number], span=span_of(bus, "버스"), note="why")
    project.notes.write(number, "메모")
    project.articles.correct(number, field="keywords", value=["k"])
    moment = project.moments.after(project.history.newest())
    want = _marked(project, number)
    project.articles.set_role(number, *span_of(bus, "시민은 휴대전화로 버스를 부르고"), "boilerplate")
    project.notes.write(number, "")
    project.articles.correct(number, field="title", value="else")
    project.codebook.remove(tag)
    before = dump(project)
    past = project.past.article(number, moment)
    assert "note by researcher: 메모" in past.gone
    assert "title: else" in past.added
    change = project.past.restore(number, moment)
    assert change.label.startswith(f"Restore article {number} as of ")
    assert _marked(project, number) == want
    assert project.codebook.find("stance").id == tag
    assert check(project) == ()
    project.journal.undo()
    assert dump(project) == before


def test_an_article_of_the_past_says_what_it_was_drawn_for(project: Store) -> None:
    project.samples.draw("twice", "", Design(size=6, annotators=("a", "b"), overlap=6))
    drawn = project.history.newest()
    samples = project.marked.get(1).samples
    assert samples
    project.samples.rename("twice", "once")
    project.samples.remove("once")
    past = project.past.article(1, project.moments.after(drawn))
    assert past.marked.samples == samples
    project.past.restore(1, project.moments.after(drawn))
    assert project.samples.all() == ()


def test_what_would_belong_to_nothing_is_not_taken_back(project: Store) -> None:
    project.codebook.add("a/b/c")
    project.codebook.remove(project.codebook.find("a/b/c").id)
    removed = project.history.newest()
    project.codebook.remove(project.codebook.find("a/b").id)
    later = project.history.newest()
    before = dump(project)
    with pytest.raises(Outdated, match=f"the later change {later}"):
        project.journal.take_back(removed)
    assert dump(project) == before
    project.journal.undo()
    project.journal.take_back(removed)
    assert project.codebook.find("a/b/c")
    assert check(project) == ()


def test_a_tag_does_not_come_back_beside_another_of_its_name(project: Store) -> None:
    project.codebook.remove(project.codebook.find("stance").id)
    removed = project.history.newest()
    project.codebook.add("Stance")
    later = project.history.newest()
    with pytest.raises(Outdated, match=f"the later change {later}"):
        project.journal.take_back(removed)
    project.codebook.rename(project.codebook.find("Stance").id, "posture")
    project.journal.take_back(removed)
    assert check(project) == ()


def test_an_entity_that_became_another_comes_back_with_its_names(project: Store) -> None:
    span = (0, 4)
    project.mentions.add(1, *span, type="system", name="가로등 관제")
    gone = next(each for each in project.mentions.of(1) if (each.start, each.end) == span).entity_id
    assert gone is not None
    names = {each.name for each in project.entities.get(gone).names}
    moment = project.moments.after(project.history.newest())
    project.entities.add("system", "street lamps")
    (kept,) = project.db.conn.execute("select id from entity where name = 'street lamps'").fetchone()
    project.reshaping.merge([gone], kept)
    project.past.restore(1, moment)
    assert {each.name for each in project.entities.get(gone).names} == names
    assert names < {each.name for each in project.entities.get(kept).names}
    assert check(project) == ()
    project.db.conn.execute("delete from entity_name where entity = ?", (gone,))
    assert any("lost its names" in each.sentence for each in check(project))


def test_marks_are_found_again_in_a_later_version(project: Store, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    text = "서울시는 새 버스를 샀다고 밝혔다.\n시민은 버스를 반긴다고 시는 말했다.\n"
    bring(project.path, write_articles(folder, {"v.txt": text}), recognize=False)
    article = article_of(project, "v.txt").article.id
    tag = project.codebook.find("stance").id
    project.taggings.put(tag, [article], span=span_of(project.marked.get(article), "시민은 버스를"))
    moment = project.moments.after(project.history.newest())
    project.taggings.take_off(tag, [article], span=span_of(project.marked.get(article), "시민은 버스를"))
    bring(project.path, write_articles(folder, {"v.txt": "머리말이 앞에 붙었다.\n" + text}), recognize=False)
    past = project.past.article(article, moment)
    assert [each.quote for each in past.marked.taggings] == ["시민은 버스를"]
    project.past.restore(article, moment)
    assert check(project) == ()
    assert [each.quote for each in project.taggings.of(article)] == ["시민은 버스를"]


def test_an_article_that_came_later_was_not_there(project: Store, tmp_path: Path) -> None:
    project.db.conn.execute("update batch set at = '2020-01-01T00:00:00Z'")
    bring(project.path, write_articles(tmp_path / "in", {"n.txt": "서울시는 새 버스를 샀다고 밝혔다.\n"}))
    with pytest.raises(UserError, match="came in later"):
        project.past.article(article_of(project, "n.txt").article.id, project.moments.at("2021-01-01T00:00:00Z"))


def test_moments_are_given_by_number_or_time(project: Store) -> None:
    project.notes.write(1, "one")
    newest = project.history.newest()
    assert project.moments.find(str(newest)).change == newest
    assert project.moments.find("2999-12-31").change == newest
    assert project.moments.find("1999-12-31").change == 0
    for wrong in ("tomorrow", "2021-13-45", "999999"):
        with pytest.raises(UserError):
            project.moments.find(wrong)
    assert [each.change for each in project.moments.of(1)] == [newest]


def test_the_history_is_indexed(project: Store) -> None:
    """No question about an article or a tag goes through all rows of all changes."""
    from store.history import _condition

    for query in (HistoryQuery(article=1), HistoryQuery(tag=1)):
        before, conditions, values = _condition(query)
        plan = project.db.conn.execute(
            f"explain query plan {before}select id from change c where c.id > 0{conditions}", values
        ).fetchall()
        assert not [row for row in plan if "SCAN change_row" in row[3]], plan
