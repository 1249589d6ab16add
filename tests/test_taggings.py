"""Taggings: tags on articles and passages, by whom, with a note."""

from __future__ import annotations

import pytest

from store import QueryError, Store, UserError
from store.records import Attribute
from tests.projects import article_of, dump, span_of


@pytest.fixture
def tag(project: Store) -> int:
    """Give the tag `stance`."""
    return project.codebook.find("stance").id


def test_a_tag_is_put_once_for_each_annotator(project: Store, tag: int) -> None:
    project.taggings.put(tag, [1, 2, 1])
    assert not project.taggings.put(tag, [1, 2]).rows
    project.taggings.put(tag, [1], by="지은")
    project.taggings.put(tag, [1], span=(0, 3))
    assert not project.taggings.put(tag, [1], span=(0, 3)).rows
    assert [(t.start, t.annotator) for t in project.taggings.of(1)] == [
        (None, "researcher"),
        (None, "지은"),
        (0, "researcher"),
    ]


def test_the_first_tagging_makes_an_article_started(project: Store, tag: int) -> None:
    project.articles.set_status([2], "done")
    project.taggings.put(tag, [1, 2])
    assert [project.articles.get(number).status for number in (1, 2, 3)] == ["started", "done", "untagged"]
    project.journal.undo()
    assert project.articles.get(1).status == "untagged"


def test_a_note_that_is_given_again_replaces_the_old_one(project: Store, tag: int) -> None:
    project.taggings.put(tag, [1], note="one")
    project.taggings.put(tag, [1, 2], note="two")
    assert [project.taggings.of(number)[0].note for number in (1, 2)] == ["two", "two"]
    assert not project.taggings.put(tag, [1]).rows
    assert project.taggings.of(1)[0].note == "two"
    number = project.taggings.of(1)[0].id
    project.taggings.set_note(number, "three")
    assert project.taggings.of(1)[0].note == "three"


def test_a_passage_quotes_its_text_in_code_points(project: Store, tag: int) -> None:
    marked = article_of(project, "ko/fair.txt")
    start, end = span_of(marked, "😀 웃는 얼굴")
    project.taggings.put(tag, [marked.article.id], span=(start, end), note="n")
    passage = project.taggings.passages("lang:ko")[0]
    text = marked.article.text
    assert passage.tagging.quote == "😀 웃는 얼굴"
    assert text[start:end] == passage.tagging.quote
    assert (passage.before, passage.after) == (text[max(0, start - 60) : start], text[end : end + 60])
    assert passage.title == marked.article.title


@pytest.mark.parametrize("place", ["start", "end"])
def test_a_passage_at_the_border_of_the_text(project: Store, tag: int, place: str) -> None:
    text = project.articles.text(1)
    span = (0, 2) if place == "start" else (len(text) - 2, len(text))
    project.taggings.put(tag, [1], span=span)
    passage = project.taggings.passages()[0]
    assert passage.tagging.quote == text[slice(*span)]
    assert (passage.before == "") is (place == "start")
    assert (passage.after == "") is (place == "end")


def test_passages_of_a_tag_are_those_of_its_branch(project: Store, tag: int) -> None:
    energy = project.codebook.find("energy").id
    project.taggings.put(energy, [1], span=(0, 3))
    project.taggings.put(tag, [1], span=(1, 4))
    assert [p.tagging.tag for p in project.taggings.passages(tag=project.codebook.find("systems").id)] == [
        "systems/energy"
    ]
    assert len(project.taggings.passages()) == 2
    with pytest.raises(QueryError):
        project.taggings.passages("(")


@pytest.mark.parametrize("span", [(0, 0), (3, 1), (-1, 2), (0, 10**6)])
def test_a_span_outside_the_text_is_refused(project: Store, tag: int, span: tuple[int, int]) -> None:
    before = dump(project)
    with pytest.raises(UserError, match="does not lie"):
        project.taggings.put(tag, [1], span=span)
    assert dump(project) == before


def test_what_is_not_there_is_told_and_nothing_is_tagged(project: Store, tag: int) -> None:
    project.articles.remove([2])
    before = dump(project)
    for articles in ([1, 99], [1, 2]):
        with pytest.raises(UserError, match="no article"):
            project.taggings.put(tag, articles)
    with pytest.raises(UserError, match="no article 2"):
        project.taggings.put(tag, [2], span=(0, 1))
    with pytest.raises(UserError, match="one article"):
        project.taggings.put(tag, [1, 3], span=(0, 1))
    assert dump(project) == before


def test_taking_off_an_article_leaves_its_passages(project: Store, tag: int) -> None:
    project.taggings.put(tag, [1, 2])
    project.taggings.put(tag, [1], by="지은")
    project.taggings.put(tag, [1], span=(0, 3))
    project.taggings.take_off(tag, [1, 2], by="researcher")
    assert [(t.start, t.annotator) for t in project.taggings.of(1)] == [(None, "지은"), (0, "researcher")]
    project.taggings.take_off(tag, [1])
    project.taggings.take_off(tag, [1], span=(0, 2))
    assert [t.start for t in project.taggings.of(1)] == [0]
    project.taggings.take_off(tag, [1], span=(0, 3))
    assert project.taggings.of(1) == ()


def test_taggings_are_removed_by_id(project: Store, tag: int) -> None:
    project.taggings.put(tag, [1, 2, 3])
    ids = [project.taggings.of(number)[0].id for number in (1, 2)]
    assert project.taggings.remove(ids).articles == {1, 2}
    assert [bool(project.taggings.of(number)) for number in (1, 2, 3)] == [False, False, True]
    assert not project.taggings.remove(ids).rows


def test_a_tagging_says_how_sure_it_is_and_what_its_tag_defines(project: Store, tag: int) -> None:
    project.codebook.set_attributes(tag, [Attribute(name="tone", kind="choice", choices=("good", "bad"))])
    project.taggings.put(tag, [1, 2], certainty=30)
    before = dump(project)
    ids = [project.taggings.of(article)[0].id for article in (1, 2)]
    project.taggings.describe(ids, certainty=None, attributes={"tone": "bad"}, note="why")
    described = project.taggings.of(2)[0]
    assert (described.certainty, described.attributes, described.note) == (None, (("tone", "bad"),), "why")
    with pytest.raises(UserError, match="good, bad"):
        project.taggings.describe(ids, attributes={"tone": "so"})
    project.taggings.describe(ids, attributes={"tone": ""})
    assert project.taggings.of(1)[0].attributes == ()
    for _ in range(2):
        project.journal.undo()
    assert dump(project) == before


def test_what_a_tag_no_longer_defines_is_kept_until_it_does(project: Store, tag: int) -> None:
    project.codebook.set_attributes(tag, [Attribute(name="a"), Attribute(name="b")])
    project.taggings.put(tag, [1], attributes=(("a", "1"), ("b", "2")))
    project.codebook.set_attributes(tag, [Attribute(name="b")])
    number = project.taggings.of(1)[0].id
    project.taggings.describe([number], attributes={"b": "3"})
    assert dict(project.taggings.of(1)[0].attributes) == {"b": "3", "a": "1"}
