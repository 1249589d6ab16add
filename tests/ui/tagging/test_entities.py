"""The entities of the article are listed, walked through and reviewed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from store.records import Mention
from ui.tagging.rows import Row


@pytest.fixture
def garam(desk) -> tuple[Mention, ...]:
    """Three places of one city, one accepted and two suggested, and one amount without an entity."""
    text = desk.store.articles.text(desk.first)
    start = -1
    for number in range(3):
        start = text.index("가람시", start + 1)
        entity = None if number == 0 else desk.store.entities.find("가람시")[0].id
        desk.store.mentions.add(desk.first, start, start + 3, type="place", entity=entity, name="가람시")
    desk.store.mentions.add(desk.first, *desk.span("12곳"), type="amount")
    ids = [mention.id for mention in desk.store.mentions.of(desk.first)]
    with desk.store.db.conn:
        desk.store.db.conn.execute(f"update mention set state = 'suggested' where id in ({ids[1]}, {ids[2]})")
    desk.bridge.look()
    desk.current.article = desk.second
    desk.current.article = desk.first
    return tuple(mention for mention in desk.store.mentions.of(desk.first) if mention.type == "place")


def rows(panel) -> tuple[Row, ...]:
    return panel.entities.list.rows_model.rows


def test_an_entity_stands_once_with_its_count(desk, panel, garam) -> None:
    (row,) = rows(panel)
    assert (row.text, row.right, row.hollow) == ("가람시", "1 · 2 suggested", False)
    assert row.spoken.startswith("가람시, place, 3 places, 2 of them suggested")


def test_values_are_shown_on_request(desk, panel, garam) -> None:
    assert panel.entities.link.text() == "all 2"
    panel.entities.link.click()
    assert [row.text for row in rows(panel)] == ["가람시", "12곳"]
    assert panel.entities.link.text() == "names only"
    panel.entities.link.click()
    assert len(rows(panel)) == 1


def test_pressing_walks_through_its_places_and_begins_again(desk, panel, garam, qtbot) -> None:
    view = panel.entities.list
    view.go_to(rows(panel)[0].id)
    seen: list[tuple[int, int]] = []
    desk.current.place_asked.connect(lambda start, end: seen.append((start, end)))
    for _ in range(4):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    spans = [(mention.start, mention.end) for mention in garam]
    assert seen == [*spans, spans[0]]


def test_y_in_the_list_accepts_all_its_mentions_here_as_one_step(desk, panel, garam, qtbot) -> None:
    panel.entities.list.clearFocus()
    panel.entities.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert desk.current.mentions == tuple(mention.id for mention in garam)
    desk.actions["accept"].trigger()
    assert {mention.state for mention in desk.store.mentions.of(desk.first)} == {"accepted"}
    assert rows(panel)[0].right == "3"
    desk.store.journal.undo()
    assert rows(panel)[0].right == "1 · 2 suggested"


def test_x_in_the_list_rejects_what_is_suggested(desk, panel, garam, qtbot) -> None:
    panel.entities.list.clearFocus()
    panel.entities.list.setFocus(Qt.FocusReason.TabFocusReason)
    desk.actions["reject"].trigger()
    assert rows(panel)[0].right == "1"


def test_without_entities_it_says_how_to_mark_one(desk, panel) -> None:
    (row,) = rows(panel)
    assert row.heading
    assert row.text == "Select a name in the text, press e"


def test_the_name_of_the_articles_language_comes_first(desk, panel) -> None:
    (daegu, *_) = desk.store.entities.find("Daegu", type="place")
    desk.store.mentions.add(desk.first, *desk.span("가람시"), type="place", entity=daegu.id)
    (row,) = rows(panel)
    assert row.second == "Daegu"
    assert row.text.startswith("대구")
    desk.store.mentions.add(desk.second, 0, 5, type="place", entity=daegu.id)
    desk.current.article = desk.second
    (row,) = rows(panel)
    assert row.text == "Daegu"
