"""Linked examples: the taggings that show what a tag means, listed where they stand."""

from __future__ import annotations

from store import Store


def test_examples_are_read_by_their_own_index(project: Store) -> None:
    asked: list[str] = []
    project.db.conn.set_trace_callback(asked.append)
    project.examples.of(project.codebook.find("stance").id)
    project.db.conn.set_trace_callback(None)
    (sql,) = (each for each in asked if "g.example = 1" in each)
    plan = " ".join(str(row[3]) for row in project.db.conn.execute(f"explain query plan {sql}"))
    assert "tagging_example" in plan


def test_the_examples_of_a_tag_stand_in_order_with_their_quotes(project: Store) -> None:
    stance, energy = project.codebook.find("stance").id, project.codebook.find("energy").id
    for span in ((4, 9), (0, 3), None):
        project.taggings.put(stance, [2], span=span, note="n")
    project.taggings.put(stance, [1], span=(0, 2), by="지은")
    project.taggings.put(energy, [1], span=(0, 2))
    assert project.examples.of(stance) == ()
    project.examples.mark([each.id for article in (1, 2) for each in project.taggings.of(article)])
    found = project.examples.of(stance)
    assert [(each.article, each.start, each.end, each.annotator) for each in found] == [
        (1, 0, 2, "지은"), (2, None, None, project.annotator), (2, 0, 3, project.annotator), (2, 4, 9, project.annotator),
    ]  # fmt: skip
    assert [each.quote for each in found] == [
        project.articles.text(1)[:2], None, project.articles.text(2)[:3], project.articles.text(2)[4:9],
    ]  # fmt: skip
    assert found[1].title == project.articles.get(2).title
    project.examples.mark([found[0].tagging], False)
    assert project.examples.of(stance) == found[1:]
    project.articles.remove([2])
    assert project.examples.of(stance) == ()
    project.journal.undo()
    project.journal.undo()
    assert project.examples.of(stance) == found
