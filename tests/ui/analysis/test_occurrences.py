"""Marking every occurrence: looked for, ticked, previewed and marked by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.projects import article_of, bring, dump, span_of, write_articles
from tests.test_occurrences import MORE
from tests.ui.waiting import when_open
from ui.analysis.kwic import BEFORE, QUOTE
from ui.analysis.occurrences import OccurrencesWindow
from ui.analysis.occurrences_model import KIND, KIND_WORDS
from ui.dialogs.entity_picker import EntityPicker
from ui.dialogs.tag_picker import TagPicker
from ui.main_window import MainWindow


@pytest.fixture
def town(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """Give the window on the small project with two more articles about a town of our own."""
    bring(window.store.path, write_articles(tmp_path / "more", MORE))
    with qtbot.waitSignal(window.finder.counted, timeout=5_000):
        window.bridge.look()
    return window


@pytest.fixture
def occurrences(qtbot: QtBot, town: MainWindow) -> OccurrencesWindow:
    """Give the window with the words that were selected in the reader."""
    article = article_of(town.store, "a.txt")
    town.current.article = article.article.id
    town.reader.page.select(*span_of(article, "가람시"))
    town.actions_["occurrences"].trigger()
    opened = town.desk.occurrences("가람시")
    qtbot.waitUntil(lambda: len(opened.model.found) == 5, timeout=5_000)
    return opened


def test_what_is_selected_is_found_with_kinds_and_counts(
    occurrences: OccurrencesWindow, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(occurrences.model)
    assert {kind: box.text() for kind, box in occurrences.kinds.items()} == {
        "exact": "1 alone",
        "particle": "2 with a particle",
        "inside": "2 inside a longer word",
        "overlapping": "0 over an existing mark",
    }
    assert [kind for kind, box in occurrences.kinds.items() if box.isChecked()] == ["exact", "particle"]
    assert occurrences.mark_button.text().startswith("Mark 3 places")
    assert not occurrences.mark_button.isEnabled()
    shown = [occurrences.model.index(row, KIND).data() for row in range(5)]
    assert sorted(shown) == sorted([KIND_WORDS["exact"], *[KIND_WORDS["particle"]] * 2, *[KIND_WORDS["inside"]] * 2])
    assert {occurrences.model.index(row, QUOTE).data() for row in range(5)} == {"가람시"}
    assert occurrences.groups.rows_model.rows[0].right == "5 in 1"


def test_all_that_is_ticked_becomes_mentions(qtbot: QtBot, town: MainWindow, occurrences: OccurrencesWindow) -> None:
    before = dump(town.store)

    def answer(dialog: EntityPicker) -> None:
        assert dialog.picker.field.text() == "가람시"
        dialog.picker.field.setText("우리 가람")
        qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)

    with when_open(EntityPicker, answer):
        qtbot.keyClick(occurrences.table, Qt.Key.Key_E)
    assert occurrences.becomes.text() == "become mentions of 우리 가람 · place"
    qtbot.waitUntil(occurrences.mark_button.isEnabled, timeout=5_000)
    occurrences.table.go(0)
    qtbot.keyClick(occurrences.table, Qt.Key.Key_Space)
    assert occurrences.mark_button.text().startswith("Mark 2 places")
    qtbot.keyClick(occurrences.table, Qt.Key.Key_Space)
    qtbot.keyClick(occurrences.table, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert occurrences.mark_button.text().startswith("Mark 5 places")
    qtbot.keyClick(occurrences.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    entity = town.store.entities.find("우리 가람", type="place")[0].id
    assert len(town.store.mentions.where("", entity=entity, state="accepted")) == 5
    qtbot.waitUntil(lambda: occurrences.kinds["overlapping"].text().startswith("5 "), timeout=5_000)
    assert not occurrences.mark_button.isEnabled()
    qtbot.keyClick(occurrences.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dump(town.store) == before
    qtbot.waitUntil(lambda: occurrences.kinds["overlapping"].text().startswith("0 "), timeout=5_000)


def test_all_that_is_ticked_gets_a_tag(qtbot: QtBot, town: MainWindow, occurrences: OccurrencesWindow) -> None:
    def answer(dialog: TagPicker) -> None:
        dialog.picker.field.setText("stance")
        qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)

    with when_open(TagPicker, answer):
        qtbot.keyClick(occurrences.table, Qt.Key.Key_T)
    assert occurrences.becomes.text() == "become passages tagged stance"
    qtbot.waitUntil(occurrences.mark_button.isEnabled, timeout=5_000)
    occurrences.mark_button.click()
    article = article_of(town.store, "a.txt").article.id
    assert [each.quote for each in town.store.taggings.of(article)] == ["가람시"] * 3
    qtbot.waitUntil(lambda: occurrences.kinds["overlapping"].text().startswith("3 "), timeout=5_000)


def test_words_scope_filter_and_groups_narrow(qtbot: QtBot, town: MainWindow, occurrences: OccurrencesWindow) -> None:
    occurrences.words.setText("가람시 | garam")
    qtbot.keyClick(occurrences.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(occurrences.model.found) == 8, timeout=5_000)
    occurrences.grouping.chosen.emit("article")
    occurrences.grouping.show_value("article")
    occurrences.grouping.chosen.emit("article")
    rows = occurrences.groups.rows_model.rows
    assert [row.right for row in rows] == ["8 in 2", "5", "3"]
    occurrences.groups.chosen.emit(rows[2])
    assert occurrences.model.rowCount() == 3
    occurrences.groups.chosen.emit(rows[0])
    assert occurrences.model.rowCount() == 8
    occurrences.scope.show_value("body")
    occurrences.scope.chosen.emit("body")
    qtbot.waitUntil(lambda: len(occurrences.model.found) == 6, timeout=5_000)
    town.finder.set_query("lang:en")
    qtbot.waitUntil(lambda: town.current.query == "lang:en", timeout=5_000)
    occurrences.within.click()
    qtbot.waitUntil(lambda: len(occurrences.model.found) == 2, timeout=5_000)
    occurrences.words.setText("…")
    qtbot.keyClick(occurrences.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "letter or a digit" in occurrences.empty.text(), timeout=5_000)
    occurrences.words.clear()
    qtbot.keyClick(occurrences.words, Qt.Key.Key_Return)
    assert "Type the words" in occurrences.empty.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_keys_lead_from_the_words_to_the_places(qtbot: QtBot, occurrences: OccurrencesWindow, key: Qt.Key) -> None:
    occurrences.activateWindow()
    occurrences.words.setFocus()
    qtbot.waitUntil(occurrences.words.hasFocus)
    qtbot.keyClick(occurrences.words, key)
    assert occurrences.table.hasFocus()


def test_a_place_is_read_and_ticks_by_mouse(town: MainWindow, qtbot: QtBot, occurrences: OccurrencesWindow) -> None:
    occurrences.table.go(2)
    qtbot.keyClick(occurrences.table, Qt.Key.Key_Return)
    each = occurrences.model.occurrence(2)
    assert each is not None
    assert town.reader.page.selection() == (each.start, each.end)
    index = occurrences.model.index(2, BEFORE)
    unticked = Qt.CheckState.Unchecked.value
    before = occurrences.model.count_ticked()
    assert occurrences.model.setData(index, unticked, Qt.ItemDataRole.CheckStateRole) == (each.kind != "inside")
    assert not occurrences.model.setData(index, unticked, Qt.ItemDataRole.CheckStateRole)
    assert occurrences.model.count_ticked() == before - (each.kind != "inside")


def test_without_a_selection_the_names_of_the_entity_are_offered(qtbot: QtBot, window: MainWindow) -> None:
    bus = article_of(window.store, "ko/bus.txt")
    window.current.article = bus.article.id
    mention = next(each for each in bus.mentions if each.quote == "대구시")
    window.current.mentions = (mention.id,)
    window.actions_["occurrences"].trigger()
    opened = window.findChild(OccurrencesWindow)
    assert opened is not None
    assert {"대구시", "Daegu"} <= set(opened.words.text().split(" | "))
