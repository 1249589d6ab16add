"""All passages of a tag, one a line: narrowed, sorted, retagged, noted and taken out by keys."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import PassageQuery
from tests.projects import article_of, span_of
from tests.ui.waiting import when_open
from ui.analysis.kwic import AFTER, BEFORE, INK, QUOTE
from ui.analysis.tagged import TaggedWindow
from ui.analysis.tagged_model import ARTICLE, CERTAINTY, NOTE, TAG, TaggedModel
from ui.dialogs.tag_picker import TagPicker
from ui.dialogs.tag_split import TagSplit
from ui.dialogs.tagging_sheet import TaggingSheet
from ui.dialogs.text_field import TextField
from ui.main_window import MainWindow

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def tagged(qtbot: QtBot, window: MainWindow) -> TaggedWindow:
    """Give the list of three passages: two of systems/mobility, one of stance."""
    book, store = window.store.codebook, window.store
    for tag, name, quote in (
        ("systems/mobility", "ko/bus.txt", "수요응답형 버스를"),
        ("systems/mobility", "ko/fair.txt", "자율주행 셔틀과"),
        ("stance", "en/water.txt", "smart water platform on"),
    ):
        marked = article_of(store, name)
        store.taggings.put(book.find(tag).id, [marked.article.id], span=span_of(marked, quote))
    window.actions_["passages"].trigger()
    opened = window.desk.tagged()
    qtbot.waitUntil(lambda: len(opened.model.ids) == 3, timeout=5_000)
    return opened


def _key(qtbot: QtBot, tagged: TaggedWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    tagged.table.setFocus()
    qtbot.keyClick(tagged.table, key, modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier)


def _tags(window: MainWindow) -> list[str]:
    return [
        line.tagging.tag for line in window.store.passages.lines(window.store.passages.ids(PassageQuery(sort="put")))
    ]


def test_the_model_meets_qt(tagged: TaggedWindow, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(tagged.model)
    qtmodeltester.check(TaggedModel(lambda _: (), tagged))


def test_a_line_says_what_is_tagged_as_what_and_where(window: MainWindow, tagged: TaggedWindow) -> None:
    row = next(row for row in range(3) if tagged.model.index(row, QUOTE).data() == "수요응답형 버스를")
    cells = {column: tagged.model.index(row, column).data() for column in (BEFORE, AFTER, TAG, ARTICLE)}
    assert cells[BEFORE].endswith("교통 소외 지역에 ")
    assert cells[AFTER].startswith(" 시범 운행한다고")
    assert cells[TAG] == "systems/mobility"
    assert "2022-03-04" in cells[ARTICLE]
    colour = window.store.codebook.find("mobility").colour
    assert tagged.model.index(row, QUOTE).data(INK) == (colour, False)
    assert tagged.count.text() == "3 passages"


def test_a_tag_takes_those_under_it_and_words_narrow(qtbot: QtBot, window: MainWindow, tagged: TaggedWindow) -> None:
    window.desk.tagged(window.store.codebook.find("systems").id)
    qtbot.waitUntil(lambda: len(tagged.model.ids) == 2)
    assert tagged.narrowed.text().startswith("systems and those under it")
    tagged.words.setText("셔틀")
    qtbot.waitUntil(lambda: len(tagged.model.ids) == 1)
    tagged.words.clear()
    tagged.narrowed.click()
    qtbot.waitUntil(lambda: len(tagged.model.ids) == 3)


def test_several_are_retagged_as_one_step(qtbot: QtBot, window: MainWindow, tagged: TaggedWindow) -> None:
    tagged.table.selectAll()

    def pick(dialog: TagPicker) -> None:
        assert "these 3 passages" in dialog.message.text()
        dialog.picker.field.setText("energy")
        dialog.accept()

    with when_open(TagPicker, pick):
        _key(qtbot, tagged, Key.Key_T)
    assert _tags(window) == ["systems/energy"] * 3
    _key(qtbot, tagged, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _tags(window) == ["stance", "systems/mobility", "systems/mobility"]


def test_a_new_tag_is_made_and_given_as_one_step(qtbot: QtBot, window: MainWindow, tagged: TaggedWindow) -> None:
    tagged.table.selectAll()
    before = window.store.codebook.tags()

    def pick(dialog: TagPicker) -> None:
        dialog.picker.field.setText("stance/brand new")
        dialog.accept()

    with when_open(TagPicker, pick):
        _key(qtbot, tagged, Key.Key_T)
    assert _tags(window) == ["stance/brand new"] * 3
    window.actions_.undo()
    assert window.store.codebook.tags() == before


def test_those_selected_are_split_off_as_one_step(qtbot: QtBot, window: MainWindow, tagged: TaggedWindow) -> None:
    before = window.store.codebook.tags()
    tagged.table.selectAll()
    _key(qtbot, tagged, Key.Key_X)
    qtbot.waitUntil(lambda: "several tags" in tagged.line.text())
    window.desk.tagged(window.store.codebook.find("mobility").id)
    qtbot.waitUntil(lambda: len(tagged.model.ids) == 2)
    tagged.table.go(1)
    chosen = tagged.model.ids[1]

    def name(dialog: TagSplit) -> None:
        assert dialog.message.text().startswith("1 passage gets it")
        assert not dialog.accept_button.isEnabled()
        dialog.into.setText("shuttle")
        dialog.accept()

    with when_open(TagSplit, name):
        _key(qtbot, tagged, Key.Key_X)
        qtbot.waitUntil(lambda: window.store.codebook.tags() != before)
    assert window.store.passages.tags_of([chosen])[chosen] == window.store.codebook.find("systems/shuttle").id
    assert sorted(_tags(window)) == ["stance", "systems/mobility", "systems/shuttle"]
    window.actions_.undo()
    assert window.store.codebook.tags() == before


def test_another_tag_is_added_and_one_taken_off(qtbot: QtBot, window: MainWindow, tagged: TaggedWindow) -> None:
    tagged.table.go(0)

    def pick(dialog: TagPicker) -> None:
        dialog.picker.field.setText("energy")
        dialog.accept()

    with when_open(TagPicker, pick):
        _key(qtbot, tagged, Key.Key_T, SHIFT)
    qtbot.waitUntil(lambda: len(tagged.model.ids) == 4)
    _key(qtbot, tagged, Key.Key_Delete)
    qtbot.waitUntil(lambda: len(tagged.model.ids) == 3)
    window.actions_.undo()
    qtbot.waitUntil(lambda: len(tagged.model.ids) == 4)


def test_notes_certainty_and_examples_are_given(qtbot: QtBot, window: MainWindow, tagged: TaggedWindow) -> None:
    tagged.table.go(0)

    def describe(sheet: TaggingSheet) -> None:
        QTest.keyClicks(sheet.note, "good one")
        sheet.accept()

    with when_open(TaggingSheet, describe):
        _key(qtbot, tagged, Key.Key_N)
    _key(qtbot, tagged, Key.Key_Equal)
    _key(qtbot, tagged, Key.Key_E)
    first = tagged.model
    qtbot.waitUntil(lambda: str(first.index(0, TAG).data()).startswith("★"))
    assert (first.index(0, NOTE).data(), first.index(0, CERTAINTY).data()) == ("good one", "low")
    tagged.table.selectAll()

    def write(dialog: TextField) -> None:
        dialog.field.setPlainText("all")  # type: ignore[union-attr]
        dialog.accept()

    with when_open(TextField, write):
        _key(qtbot, tagged, Key.Key_N)
    qtbot.waitUntil(lambda: first.index(1, NOTE).data() == "all")
    assert first.index(0, NOTE).data() == "good one all"


def test_enter_shows_the_passage_in_the_reader(qtbot: QtBot, window: MainWindow, tagged: TaggedWindow) -> None:
    row = next(row for row in range(3) if tagged.model.index(row, QUOTE).data() == "자율주행 셔틀과")
    tagged.table.go(row)
    _key(qtbot, tagged, Key.Key_Return)
    fair = article_of(window.store, "ko/fair.txt")
    assert window.current.article == fair.article.id
    assert window.current.selection == span_of(fair, "자율주행 셔틀과")


def test_all_or_what_is_selected_goes_out(qtbot: QtBot, tagged: TaggedWindow, tmp_path: Path) -> None:
    table, document = tmp_path / "all.csv", tmp_path / "all.docx"
    tagged.export_to(table)
    qtbot.waitUntil(lambda: "3 passages written" in tagged.line.text())
    assert len(list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))) == 3
    tagged.table.select_rows([0, 1])
    tagged.export_to(document)
    qtbot.waitUntil(lambda: "2 passages written" in tagged.line.text())
    assert zipfile.is_zipfile(document)


def test_what_is_put_meanwhile_comes_in(qtbot: QtBot, window: MainWindow, tagged: TaggedWindow) -> None:
    lamp = article_of(window.store, "lamp.txt")
    window.store.taggings.put(
        window.store.codebook.find("stance").id, [lamp.article.id], span=span_of(lamp, "인천시는")
    )
    qtbot.waitUntil(lambda: len(tagged.model.ids) == 4)


def test_nothing_says_what_to_do(qtbot: QtBot, window: MainWindow, tagged: TaggedWindow) -> None:
    tagged.words.setText("no such word")
    qtbot.waitUntil(tagged.empty.isVisible)
    assert "G chooses another tag" in tagged.empty.text()
