"""Suggested passages: learned from tagged sentences, accepted, rejected, moved with their text, exported as no tags."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, check, create_project, export, open_project
from store.suggest.sentences import sentences_read, touched
from store.suggesting import is_stale, learn_tags, learn_tags_from
from store.text.edges import unit_at
from tests.projects import bring, dump, run
from tests.suggest.headlines import SUBJECTS, headlines
from ui.cli import run_command

ARTICLES, SENTENCES = 40, 6
NAMES = tuple(SUBJECTS)


def texts() -> tuple[list[str], list[list[int]]]:
    """Make articles of six sentences, each of one of three subjects, and say of which."""
    words, subjects = headlines(ARTICLES * SENTENCES, 21)
    made, of = [], []
    for number in range(ARTICLES):
        some = range(number * SENTENCES, (number + 1) * SENTENCES)
        made.append("\n\n".join([f"Article {number}", " ".join(f"{words[each]}이라고 했다." for each in some)]))
        of.append([subjects[each] for each in some])
    return made, of


def build_news(folder: Path) -> Path:
    """Make a project of 40 articles; the sentences of two subjects are tagged in the first eight."""
    made, of = texts()
    with (folder / "news.jsonl").open("w", encoding="utf-8") as file:
        for number, text in enumerate(made):
            file.write(json.dumps({"text": text, "source": f"n{number}"}, ensure_ascii=False) + "\n")
    path = folder / "news.galpi"
    with create_project(path) as store:
        for name in NAMES:
            store.codebook.add(name)
    bring(path, folder / "news.jsonl", recognize=False)
    with open_project(path) as store:
        for article in range(1, 9):
            for span, subject in zip(body_of(store, article), of[article - 1], strict=True):
                if subject < 2:
                    store.taggings.put(store.codebook.find(NAMES[subject]).id, [article], span=span)
            store.articles.set_status([article], "done")
    return path


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_news(tmp_path_factory.mktemp("passages"))


def body_of(store: Store, article: int) -> tuple[tuple[int, int], ...]:
    """Give the spans of the sentences below the headline."""
    return sentences_read(store.articles.text(article), ())[1:]


@pytest.fixture
def news(template: Path, tmp_path: Path) -> Store:
    """A copy of the project, open."""
    path = tmp_path / "news.galpi"
    path.write_bytes(template.read_bytes())
    return open_project(path)


def truth(store: Store, article: int) -> dict[tuple[int, int], str]:
    """Give the tag that each sentence of an article should have, of those that should have one."""
    subjects = texts()[1][article - 1]
    return {
        span: NAMES[subject] for span, subject in zip(body_of(store, article), subjects, strict=True) if subject < 2
    }


def test_sentences_of_unread_articles_are_suggested_with_reasons(news: Store) -> None:
    report = run(learn_tags_from(news, kind="passage"))
    assert report is not None
    assert report.unit == "passage"
    assert all(each.precision > 0.7 and each.recall > 0.5 for each in report.tags)
    names = {tag.id: tag.name for tag in news.codebook.tags()}
    right = wrong = wanted = 0
    for article in range(9, ARTICLES + 1):
        so, text = truth(news, article), news.articles.text(article)
        found = news.passage_suggestions.of(article)
        wanted += len(so)
        assert [each.start for each in found] == sorted(each.start for each in found)
        for each in found:
            assert each.quote == text[each.start : each.end]
            assert each.score >= 0.5
            assert all(each.start <= start < end <= each.end for start, end in each.why)
            right, wrong = right + (so.get((each.start, each.end)) == names[each.tag]), wrong + 1
    wrong -= right
    assert right > 0.6 * wanted
    assert wrong < 0.2 * right


def test_a_suggested_passage_is_what_tagging_the_sentence_by_hand_gives(news: Store) -> None:
    run(learn_tags_from(news, kind="passage"))
    text = news.articles.text(20)
    for each in news.passage_suggestions.of(20, bar=0.0):
        assert unit_at(text, each.start, "sentence") == (each.start, each.end)


def test_below_five_passages_of_a_tag_nothing_is_learned(news: Store) -> None:
    for article in range(2, 9):
        for tag in news.codebook.tags():
            for tagging in news.taggings.of(article):
                if tagging.tag_id == tag.id:
                    news.taggings.remove([tagging.id])
    assert run(learn_tags_from(news, kind="passage")) is None
    assert news.passage_suggestions.of(20, bar=0.0) == ()
    assert list(news.passage_suggestions.lines([20], bar=0.0)) == []


def test_accepted_it_is_a_tagging_of_its_own_origin_and_undo_takes_it_back(news: Store) -> None:
    run(learn_tags_from(news, kind="passage"))
    before = dump(news)
    first, *rest = news.passage_suggestions.of(20)
    news.passage_suggestions.accept(first.tag, 20, (first.start, first.end))
    (tagging,) = news.taggings.of(20)
    assert (tagging.tag_id, tagging.start, tagging.end, tagging.quote) == (
        first.tag, first.start, first.end, first.quote,
    )  # fmt: skip
    assert news.db.conn.execute("select origin from tagging where article = 20").fetchall() == [("suggested",)]
    assert news.journal.history()[0].label.startswith("Accept the suggested passage")
    assert [(each.tag, each.start) for each in news.passage_suggestions.of(20)] == [
        (each.tag, each.start) for each in rest
    ]
    assert check(news) == ()
    news.journal.undo()
    assert dump(news) == before


def test_the_rest_of_an_article_is_not_held_against_a_tag_where_one_passage_was_accepted(news: Store) -> None:
    run(learn_tags_from(news, kind="passage"))
    several = next(article for article in range(9, 41) if len(news.passage_suggestions.of(article)) > 3)
    first, *rest = news.passage_suggestions.of(several)
    news.passage_suggestions.accept(first.tag, several, (first.start, first.end))
    run(learn_tags_from(news, kind="passage"))
    again = {(each.tag, each.start) for each in news.passage_suggestions.of(several)}
    assert {(each.tag, each.start) for each in rest} <= again


def test_rejected_it_is_not_suggested_again_until_that_is_undone(news: Store) -> None:
    run(learn_tags_from(news, kind="passage"))
    before, first = dump(news), news.passage_suggestions.of(20)[0]
    place = (first.start, first.end)
    news.passage_suggestions.reject(first.tag, 20, place)
    assert is_stale(news, "passage")
    assert not is_stale(news, "article") or news.suggestions.fingerprint() is None
    for _ in range(2):
        assert (first.tag, *place) not in [(each.tag, each.start, each.end) for each in news.passage_suggestions.of(20)]
        run(learn_tags_from(news, kind="passage"))
    assert news.suggestions._rejected(20) == set()
    assert check(news) == ()
    news.journal.undo()
    assert dump(news) == before
    run(learn_tags_from(news, kind="passage"))
    assert first.tag in {each.tag for each in news.passage_suggestions.of(20) if each.start == first.start}


def test_what_cannot_be_put_on_a_passage_is_not_suggested(news: Store) -> None:
    run(learn_tags_from(news, kind="passage"))
    first = news.passage_suggestions.of(20)[0]
    news.codebook.set_scope(first.tag, "article")
    assert first.tag not in {each.tag for each in news.passage_suggestions.of(20, bar=0.0)}
    news.journal.undo()
    news.suggestions.set_bar(1.0)
    assert news.passage_suggestions.of(20) == ()
    with pytest.raises(UserError):
        news.passage_suggestions.reject(first.tag, 20, (5, 99_999))
    with pytest.raises(UserError):
        news.passage_suggestions.accept(first.tag, 999, (0, 3))


def test_moving_an_edge_or_two_tags_changing_places_is_noticed(news: Store) -> None:
    run(learn_tags_from(news, kind="passage"))
    assert not is_stale(news, "passage")
    one, two = (news.codebook.find(name).id for name in NAMES[:2])
    (a, b) = body_of(news, 20)[:2]
    news.taggings.put(one, [20], span=a)
    news.taggings.put(two, [20], span=b)
    run(learn_tags_from(news, kind="passage"))
    for tag, span, other in ((one, a, two), (two, b, one)):
        news.taggings.take_off(tag, [20], span=span)
        news.taggings.put(other, [20], span=span)
    assert is_stale(news, "passage")
    run(learn_tags_from(news, kind="passage"))
    news.db.conn.execute('update tagging set "end" = "end" - 1 where article = 20 and tag = ?', (one,))
    assert is_stale(news, "passage")


def test_tagged_passages_leave_suggestions_for_articles_of_one_tag_each_as_they_are(news: Store) -> None:
    topic = [news.codebook.find(news_tag).id for news_tag in NAMES]
    news.codebook.add("a")
    news.codebook.add("b")
    for article in range(1, 9):
        news.taggings.put(news.codebook.find("ab"[article % 2]).id, [article])
    run(learn_tags_from(news))
    assert news.suggestions.is_exclusive()
    assert not {tag for tag, _ in next(iter(news.suggestions.lines([30]))).tags if tag in topic} - set(topic)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(9, 40), st.integers(0, 5), st.integers(0, 2)), max_size=8))
def test_any_history_of_verdicts_can_be_undone(news: Store, acts: list[tuple[bool, int, int, int]]) -> None:
    tags = [tag.id for tag in news.codebook.tags()]
    before, made = dump(news), 0
    for yes, article, place, tag in acts:
        judge = news.passage_suggestions.accept if yes else news.passage_suggestions.reject
        made += bool(judge(tags[tag], article, body_of(news, article)[place]).rows)
    assert check(news) == ()
    for _ in range(made):
        news.journal.undo()
    assert dump(news) == before


def test_a_rejected_passage_moves_with_a_new_version_of_its_text(news: Store, tmp_path: Path) -> None:
    span = body_of(news, 20)[2]
    quote = news.articles.text(20)[slice(*span)]
    news.passage_suggestions.reject(1, 20, span)
    news.passage_suggestions.reject(1, 20, body_of(news, 20)[0])
    gone = news.articles.text(20)[slice(*body_of(news, 20)[0])]
    uid = news.articles.get(20).uid
    text = news.articles.text(20).replace(gone, "Something else was said here.")
    (tmp_path / "new.jsonl").write_text(json.dumps({"uid": uid, "text": text}), encoding="utf-8")
    bring(news.path, tmp_path / "new.jsonl", recognize=False)
    rows = news.db.conn.execute('select start, "end", quote from tag_rejection').fetchall()
    assert [(text[start:end], kept) for start, end, kept in rows] == [(quote, quote)]
    assert check(news) == ()


def test_a_rejected_passage_that_does_not_quote_its_text_is_a_broken_promise(news: Store) -> None:
    news.passage_suggestions.reject(1, 20, body_of(news, 20)[2])
    news.db.conn.execute("update tag_rejection set start = start + 1")
    assert any("rejected tag" in problem.sentence for problem in check(news))


def test_merging_tags_takes_rejected_passages_along_but_not_where_the_other_is(news: Store) -> None:
    gone, kept = (news.codebook.find(name).id for name in NAMES[:2])
    first, second, third = body_of(news, 20)[:3]
    for span in (first, second, third):
        news.passage_suggestions.reject(gone, 20, span)
    news.passage_suggestions.reject(kept, 20, second)
    news.taggings.put(kept, [20], span=third)
    before = dump(news)
    news.retagging.merge(gone, kept)
    assert news.db.conn.execute("select tag, start from tag_rejection order by start").fetchall() == [
        (kept, first[0]), (kept, second[0]),
    ]  # fmt: skip
    news.journal.undo()
    assert dump(news) == before


def test_a_process_of_its_own_learns_both_kinds(news: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    run(learn_tags_from(news, kind="passage"))
    here = news.passage_suggestions.of(20)
    news.passage_suggestions.forget()
    monkeypatch.setattr("store.suggesting.APART", 1)
    run(learn_tags(news.path))
    assert news.passage_suggestions.of(20) == here
    assert news.suggestions.report() is not None
    assert not is_stale(news, "passage")


def test_the_command_line_gives_passages_with_their_places(news: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["suggest", str(news.path), "--passages", "--where", "id:20", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines
    text = news.articles.text(20)
    for line in lines:
        assert set(line) == {"id", "source", "start", "end", "quote", "tags"}
        assert text[line["start"] : line["end"]] == line["quote"]
        assert line["tags"][0]["score"] >= 0.5
        assert sorted(each["tag"] for each in line["tags"]) == sorted(NAMES[:2])
    assert run_command(["suggest", str(news.path), "--passages", "--bar", "0", "--where", "id:20", "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > len(lines)
    assert run_command(["suggest", str(news.path), "--passages"]) == 0
    assert lines[0]["quote"] in capsys.readouterr().out
    assert run_command(["suggest", str(news.path), "--passages", "--report", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unit"] == "passage"
    assert run_command(["suggest", str(news.path), "--bar", "0.5"]) == 2


def test_suggested_passages_are_exported_as_no_tags(news: Store, tmp_path: Path) -> None:
    run(learn_tags_from(news, kind="passage"))
    news.passage_suggestions.reject(1, 20, body_of(news, 20)[1])
    run(export(news.path, tmp_path / "out.jsonl", format="jsonl", include="all"))
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(bool(each["tags"]) for each in lines) == 8


def test_a_passage_is_of_the_sentences_it_shares_half_with() -> None:
    spans = [(0, 10), (11, 21), (22, 40)]
    assert list(touched(spans, (0, 10))) == [0]
    assert list(touched(spans, (12, 14))) == [1]
    assert list(touched(spans, (6, 30))) == [1]
    assert list(touched(spans, (2, 40))) == [0, 1, 2]
    assert list(touched(spans, (10, 11))) == []
    assert list(touched([], (0, 5))) == []


def test_sentences_that_nobody_reads_are_left_out() -> None:
    text = "제목이다.\n김기자 기자\n본문이 왔다. 또 왔다.\n무단 전재 금지."
    parts = [(0, 5, "headline"), (6, 12, "byline"), (13, 26, "body"), (26, len(text), "boilerplate")]
    assert [text[start:end] for start, end in sentences_read(text, parts)] == ["제목이다.", "본문이 왔다.", "또 왔다."]
