"""Every occurrence of words in a project: found as a plain scan finds them, marked and taken back as one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, check
from store.db import writing
from store.records import Occurrence, OccurrenceQuery
from store.text.normal import normal
from tests.projects import article_of, assert_spans_quote, bring, dump, span_of, write_articles

MORE = {
    "a.txt": "가람시, 새 다리를 놓다\n\n가람시는 4일 다리를 놓는다고 밝혔다. 가람시의회와 북가람시장은 가람시에서 만났다.\n",
    "b.txt": "A bridge for Garam\n\nGaram opened a bridge. The Garams were there; GARAM’s mayor too, and “Ga-ram”.\n",
}


@pytest.fixture
def town(project: Store, tmp_path: Path) -> Store:
    """Give the small project with two more articles about a town of our own."""
    bring(project.path, write_articles(tmp_path / "more", MORE))
    return project


def _kinds(found: tuple[Occurrence, ...]) -> list[tuple[str, str]]:
    return [(each.quote, each.kind) for each in found]


def test_words_are_found_everywhere_and_sorted_by_kind(town: Store) -> None:
    found = town.occurrences.find(OccurrenceQuery(words=("가람시",)))
    assert sorted(kind for _, kind in _kinds(found)) == ["exact", "inside", "inside", "particle", "particle"]
    both = town.occurrences.find(OccurrenceQuery(words=("가람시", "garam")))
    assert len(both) == len(found) + 3
    assert {each.article for each in both} == {article_of(town, name).article.id for name in MORE}
    lines = town.occurrences.lines(both)
    assert [line.occurrence for line in lines] == list(both)
    for line in lines:
        each = line.occurrence
        text = town.articles.text(each.article)
        around = line.before + each.quote + line.after
        assert text[each.start - len(line.before) : each.end + len(line.after)] == around
        assert "\n" not in around


def test_scope_and_filter_narrow(town: Store) -> None:
    def count(**options: str) -> int:
        return len(town.occurrences.find(OccurrenceQuery(words=("가람시",), **options)))  # type: ignore[arg-type]

    assert (count(), count(scope="body"), count(scope="all")) == (5, 4, 5)
    article = article_of(town, "a.txt")
    town.articles.set_role(article.article.id, *span_of(article, "가람시의회와"), "boilerplate")
    assert (count(), count(scope="body"), count(scope="all")) == (4, 3, 5)
    assert count(where="lang:en") == 0
    with pytest.raises(UserError):
        count(scope="moon")
    with pytest.raises(UserError):
        town.occurrences.find(OccurrenceQuery(words=("…",)))


def test_an_article_that_the_index_lacks_is_found_too(town: Store) -> None:
    article = article_of(town, "a.txt").article.id
    with writing(town.db):
        town.search.forget(article)
    assert len(town.occurrences.find(OccurrenceQuery(words=("가람시",)))) == 5


def test_all_of_them_become_mentions_in_one_step(town: Store) -> None:
    before = dump(town)
    found = [each for each in town.occurrences.find(OccurrenceQuery(words=("가람시",))) if each.kind != "inside"]
    change = town.occurrences.mark(found, type="place", name="가람시")
    assert change.label == "Mark “가람시” in 3 places as place"
    assert change.articles == {each.article for each in found}
    entity = town.entities.find("가람시", type="place")[0].id
    marked = town.mentions.of(found[0].article, states=("accepted",))
    assert [(m.start, m.end, m.quote, m.entity_id) for m in marked] == [
        (e.start, e.end, e.quote, entity) for e in found
    ]
    starts = {(m.start, m.end) for m in marked}
    for each in town.mentions.of(found[0].article, states=("suggested",)):
        assert not any(each.start < end and start < each.end for start, end in starts)
    assert_spans_quote(town)
    again = town.occurrences.find(OccurrenceQuery(words=("가람시",)))
    assert sorted(kind for _, kind in _kinds(again)) == ["inside", "inside"] + ["overlapping"] * 3
    assert not town.occurrences.mark(found, type="place", entity=entity).rows
    town.journal.undo()
    assert dump(town) == before
    town.journal.redo()
    assert_spans_quote(town)


def test_a_rejected_one_is_accepted_and_stays_one(town: Store) -> None:
    found = town.occurrences.find(OccurrenceQuery(words=("가람시",)))
    town.occurrences.mark(found, type="place")
    ids = [m.id for m in town.mentions.of(found[0].article, states=("accepted",))]
    town.mentions.reject(ids)
    assert {each.kind for each in town.occurrences.find(OccurrenceQuery(words=("가람시",)))} == {"overlapping"}
    town.occurrences.mark(found, type="place")
    assert [m.id for m in town.mentions.of(found[0].article, states=("accepted",))] == ids


def test_all_of_them_get_a_tag_in_one_step(town: Store) -> None:
    before = dump(town)
    tag = town.codebook.find("systems/mobility").id
    found = town.occurrences.find(OccurrenceQuery(words=("가람시",), tag=tag))
    change = town.occurrences.tag(found, tag, note="왜")
    assert change.label == "Tag “가람시” in 5 places with mobility"
    assert [(t.quote, t.note) for t in town.taggings.of(found[0].article)] == [("가람시", "왜")] * 5
    assert town.articles.get(found[0].article).status == "started"
    assert not town.occurrences.tag(found, tag).rows
    again = town.occurrences.find(OccurrenceQuery(words=("가람시",), tag=tag))
    assert {each.kind for each in again} == {"overlapping"}
    assert_spans_quote(town)
    town.journal.undo()
    assert dump(town) == before
    town.occurrences.tag(found[:1], tag, by="둘째")
    assert town.taggings.of(found[0].article)[0].annotator == "둘째"


def test_what_has_changed_meanwhile_is_refused(town: Store) -> None:
    found = town.occurrences.find(OccurrenceQuery(words=("가람시",)))
    before = dump(town)
    with pytest.raises(UserError, match="look for them again"):
        town.occurrences.mark(
            [Occurrence(article=found[0].article, start=1, end=4, quote="가람시", kind="exact")], type="x"
        )
    with pytest.raises(UserError):
        town.occurrences.mark([], type="place")
    assert dump(town) == before
    town.articles.remove([found[0].article])
    with pytest.raises(UserError):
        town.occurrences.mark(found, type="place")
    assert town.occurrences.find(OccurrenceQuery(words=("가람시",))) == ()
    assert town.occurrences.lines(found) == ()


def test_outlets_are_told(town: Store) -> None:
    water = article_of(town, "en/water.txt").article
    assert town.occurrences.outlets([water.id, 99_999]) == {water.id: water.outlet}


@given(st.integers(0, 10_000), st.integers(1, 4), st.booleans(), st.sampled_from(["mention", "tag"]))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_of_a_text_are_found_marked_and_let_go(
    project: Store, place: int, length: int, everywhere: bool, mark: str
) -> None:
    articles = list(project.search.ids(""))
    text = project.articles.text(articles[place % len(articles)])
    words = text.split()
    at = place % len(words)
    wanted = " ".join(words[at : at + length])
    try:
        found = project.occurrences.find(OccurrenceQuery(words=(wanted,), scope="all"))
    except UserError:
        return  # no letter in it
    for each in found:
        assert project.articles.text(each.article)[each.start : each.end] == each.quote
    if len(normal(wanted).split()) == 1 and all("가" <= mark <= "힣" for mark in wanted):
        scan = [normal(project.articles.text(article)).count(normal(wanted)) for article in articles]
        assert len(found) == sum(scan)
    if not found:
        return
    before = dump(project)
    if mark == "mention":
        project.occurrences.mark(found if everywhere else found[:1], type="system", name="of mine")
    else:
        project.occurrences.tag(found if everywhere else found[:1], project.codebook.find("stance").id)
    assert_spans_quote(project)
    project.journal.undo()
    assert dump(project) == before
    assert check(project) == ()
