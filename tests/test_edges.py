"""Edges of tagged passages in the project: each press a step, presses in a row one, and every quote true."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError
from tests.projects import article_of, assert_spans_quote, dump, span_of


@pytest.fixture
def passage(project: Store) -> int:
    """Give a tagging on 부산시는 of the article with an emoji."""
    marked = article_of(project, "ko/fair.txt")
    project.taggings.put(project.codebook.find("stance").id, [marked.article.id], span=span_of(marked, "부산시는"))
    return project.taggings.of(marked.article.id)[0].id


def _quote(store: Store, tagging: int) -> str:
    row = store.db.conn.execute("select quote from tagging where id = ?", (tagging,)).fetchone()
    return str(row[0])


def _standing(store: Store) -> int:
    return len([each for each in store.journal.history() if not each.undone])


def test_presses_in_a_row_are_one_step(project: Store, passage: int) -> None:
    before, steps = dump(project), len(project.journal.history())
    project.edges.move(passage, "end", unit="word", forward=False)
    assert _quote(project, passage) == "부산시"
    project.edges.move(passage, "end", unit="sentence", forward=True)
    assert _quote(project, passage).endswith("밝혔다.")
    assert len(project.journal.history()) == steps + 1
    after = dump(project)
    project.journal.undo()
    assert dump(project) == before
    project.journal.redo()
    assert dump(project) == after
    assert_spans_quote(project)


def test_there_and_back_leaves_no_step(project: Store, passage: int) -> None:
    steps = len(project.journal.history())
    for forward in (False, True):
        project.edges.move(passage, "end", unit="word", forward=forward)
    assert _quote(project, passage) == "부산시는"
    assert len(project.journal.history()) == steps
    assert project.journal.undo_label() == "Tag a passage with stance"


def test_what_is_done_between_parts_the_steps(project: Store, passage: int) -> None:
    steps = len(project.journal.history())
    project.edges.move(passage, "end", unit="word", forward=False)
    project.taggings.set_note(passage, "n")
    project.edges.move(passage, "end", unit="word", forward=True)
    assert len(project.journal.history()) == steps + 3
    project.journal.undo()
    project.edges.move(passage, "end", unit="word", forward=True)
    assert len(project.journal.history()) == steps + 4, "what was undone is no step to join"


def test_a_passage_is_put_on_whole_characters(project: Store, passage: int) -> None:
    text = article_of(project, "ko/fair.txt").article.text
    smile = text.index("😀")
    project.edges.put(passage, smile, smile + 4)
    assert _quote(project, passage) == "😀 웃는"
    for wrong in ((5, 5), (-1, 4), (0, len(text) + 1)):
        with pytest.raises(UserError):
            project.edges.put(passage, *wrong)


def test_the_same_tag_is_never_twice_on_the_same_words(project: Store, passage: int) -> None:
    marked = article_of(project, "ko/fair.txt")
    project.taggings.put(project.codebook.find("stance").id, [marked.article.id], span=span_of(marked, "부산시"))
    with pytest.raises(UserError, match="already"):
        project.edges.move(passage, "end", unit="word", forward=False)
    with pytest.raises(UserError, match="gone"):
        project.edges.move(99, "end", unit="word", forward=False)


def test_a_whole_article_has_no_edges(project: Store) -> None:
    project.taggings.put(project.codebook.find("stance").id, [1])
    with pytest.raises(UserError, match="whole article"):
        project.edges.move(project.taggings.of(1)[0].id, "end", unit="word", forward=False)


def test_the_edge_of_a_mention_moves_and_accepts_it(project: Store) -> None:
    number = project.mentions.where("", state="suggested")[0]
    before = dump(project, tables=["mention"])
    project.edges.move(number, "end", unit="sentence", forward=True, of="mention")
    row = project.db.conn.execute("select state from mention where id = ?", (number,)).fetchone()
    assert row[0] == "accepted"
    assert_spans_quote(project)
    project.journal.undo()
    assert dump(project, tables=["mention"]) == before


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    presses=st.lists(
        st.tuples(
            st.sampled_from(["start", "end"]),
            st.sampled_from(["character", "word", "sentence", "paragraph"]),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_any_presses_quote_their_text_and_are_taken_back(
    project: Store, passage: int, presses: list[tuple[str, str, bool]]
) -> None:
    before, steps = dump(project, tables=["tagging"]), _standing(project)
    for edge, unit, forward in presses:
        project.edges.move(passage, edge, unit=unit, forward=forward)  # type: ignore[arg-type]
        assert_spans_quote(project)
    made = _standing(project) - steps
    assert made in (0, 1)
    if made:
        project.journal.undo()
    assert dump(project, tables=["tagging"]) == before
