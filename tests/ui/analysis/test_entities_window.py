"""The list of all entities and what corrects them; whatever is done there is undone whole."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QPlainTextEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import EntityLine
from tests.projects import dump
from tests.ui.waiting import when_open
from ui.analysis.entities import EntitiesWindow
from ui.analysis.entities_model import ARTICLES, NAME, EntitiesModel, roll
from ui.dialogs.entity_names import EntityNames
from ui.dialogs.merge import Merge
from ui.dialogs.text_field import TextField
from ui.dialogs.whole_picker import WholePicker
from ui.main_window import MainWindow


@pytest.fixture
def entities(qtbot: QtBot, window: MainWindow, city: int) -> EntitiesWindow:
    """Give the list, read."""
    window.actions_["all_entities"].trigger()
    opened = window.desk.entities()
    qtbot.waitUntil(lambda: opened.model.total > 0)
    return opened


def _select(entities: EntitiesWindow, *ids: int) -> None:
    entities.table.clearSelection()
    selection = entities.table.selectionModel()
    for entity in ids:
        index = entities.model.index(entities.model.row_of(entity), 0)
        selection.select(index, selection.SelectionFlag.Select | selection.SelectionFlag.Rows)


def test_all_entities_are_listed_and_found_by_a_few_letters(
    qtbot: QtBot, window: MainWindow, entities: EntitiesWindow
) -> None:
    assert entities.model.lines == window.store.roster.lines()
    entities.field.setText("물")
    assert {line.name for line in entities.model.lines} >= {"물시", "물길"}
    assert all("물" in "".join((line.name, *line.names)) for line in entities.model.lines)
    entities.type.setCurrentIndex(entities.type.findData("system"))
    entities.type.activated.emit(entities.type.currentIndex())
    assert {line.type for line in entities.model.lines} == {"system"}
    entities.field.setText("")
    entities.model.sort(NAME)
    names = [line.name.casefold() for line in entities.model.lines]
    assert names == sorted(names)


def _typed(text: str) -> Callable[[TextField], None]:
    def answer(dialog: TextField) -> None:
        field = dialog.field
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        elif isinstance(field, QComboBox):
            field.setCurrentText(text)
        else:
            field.setText(text)
        dialog.accept()

    return answer


def _added(dialog: EntityNames) -> None:
    dialog.field.setText("River city")
    assert dialog.language.currentData() == "en"
    dialog.add.click()


def _preferred_nothing(dialog: WholePicker) -> None:
    dialog.picker.field.setText("부산")
    dialog.accept()


VERBS: list[tuple[str, type[QDialog], Callable[..., None]]] = [
    ("rename", TextField, _typed("물의 도시")),
    ("names", EntityNames, _added),
    ("set_type", TextField, _typed("river town")),
    ("set_note", TextField, _typed("seen\nin May")),
    ("set_external", TextField, _typed("wikidata = Q1")),
    ("set_part_of", WholePicker, _preferred_nothing),
]


@pytest.mark.parametrize(("verb", "dialog", "answer"), VERBS, ids=[verb for verb, _, _ in VERBS])
def test_each_verb_is_one_step_and_undone_whole(
    qtbot: QtBot,
    window: MainWindow,
    entities: EntitiesWindow,
    city: int,
    verb: str,
    dialog: type[QDialog],
    answer: Callable[..., None],
) -> None:
    before, label = dump(window.store), window.store.journal.undo_label()
    _select(entities, city)
    with when_open(dialog, answer):
        entities.verbs.actions[verb].trigger()
    assert window.store.journal.undo_label() != label
    after = dump(window.store)
    assert after != before
    window.store.journal.undo()
    assert dump(window.store) == before
    window.store.journal.redo()
    assert dump(window.store) == after


def test_what_was_said_is_what_is_there(qtbot: QtBot, window: MainWindow, entities: EntitiesWindow, city: int) -> None:
    for verb, dialog, answer in VERBS:
        _select(entities, city)
        with when_open(dialog, answer):
            entities.verbs.actions[verb].trigger()
    entity = window.store.entities.get(city)
    assert (entity.name, entity.type, entity.note) == ("물의 도시", "river town", "seen\nin May")
    assert entity.external == (("wikidata", "Q1"),)
    assert "River city" in {name.name for name in entity.names}
    assert entity.part_of is not None
    qtbot.waitUntil(lambda: "river town" in {line.type for line in entities.model.lines})
    assert entities.chosen() == [city]


def test_a_merge_is_shown_before_it_is_done(
    qtbot: QtBot, window: MainWindow, entities: EntitiesWindow, city: int
) -> None:
    other = window.store.entities.find("기술자회")[0].id
    before = dump(window.store)
    _select(entities, city, other)

    def answer(dialog: Merge) -> None:
        dialog.list.go_to(city)
        assert "1 entity will be 물시 (place)" in dialog.told.text()
        assert "기술자회" in dialog.told.text()
        assert "1 mention of 1 article" in dialog.told.text()
        dialog.accept()

    with when_open(Merge, answer):
        entities.verbs.actions["merge"].trigger()
    assert window.store.entities.several([other]) == ()
    qtbot.waitUntil(lambda: entities.model.row_of(other) < 0)
    window.store.journal.undo()
    assert dump(window.store) == before
    qtbot.waitUntil(lambda: entities.model.row_of(other) >= 0)


def test_names_are_split_off(qtbot: QtBot, window: MainWindow, entities: EntitiesWindow, city: int) -> None:
    window.store.naming.add_name(city, "city of Daegu")
    qtbot.waitUntil(lambda: "city of Daegu" in entities.model.lines[entities.model.row_of(city)].names)
    _select(entities, city)

    def answer(dialog: EntityNames) -> None:
        assert not dialog.split.isEnabled() or len(dialog.marked()) == 1
        for row in range(dialog.list.count()):
            item = dialog.list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == "city of Daegu":
                item.setCheckState(Qt.CheckState.Checked)
        dialog.split.click()

    with when_open(EntityNames, answer):
        entities.verbs.actions["names"].trigger()
    made = window.store.entities.find("city of Daegu")[0]
    assert made.id != city
    assert window.store.entities.mentions_of(made.id) == 1


def test_only_what_nothing_names_is_removed(
    qtbot: QtBot, window: MainWindow, entities: EntitiesWindow, city: int
) -> None:
    window.store.entities.add("place", "nowhere")
    unused = window.store.entities.find("nowhere")[0].id
    qtbot.waitUntil(lambda: entities.model.row_of(unused) >= 0)
    _select(entities, unused)
    entities.verbs.actions["remove"].trigger()
    assert window.store.entities.several([unused]) == ()
    _select(entities, city)
    entities.verbs.actions["remove"].trigger()
    assert window.store.entities.several([city])
    box = window.findChild(QDialog, "trouble")
    assert box is not None
    box.close()


def test_verbs_fit_what_is_selected(entities: EntitiesWindow, window: MainWindow, city: int) -> None:
    other = window.store.entities.find("물길")[0].id
    _select(entities, city)
    assert entities.verbs.actions["rename"].isEnabled()
    assert not entities.verbs.actions["merge"].isEnabled()
    _select(entities, city, other)
    assert not entities.verbs.actions["rename"].isEnabled()
    assert entities.verbs.actions["merge"].isEnabled()
    keys = [key.toString() for action in entities.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_those_that_may_be_the_same_are_merged_from_there(
    qtbot: QtBot, window: MainWindow, entities: EntitiesWindow, city: int
) -> None:
    window.store.entities.add("place", "물 시")
    twin = window.store.entities.find("물 시")[-1].id
    entities.same.setChecked(True)
    qtbot.waitUntil(lambda: {city, twin} <= {line.id for line in entities.model.lines})
    row = entities.model.row_of(city)
    entities.table.selectRow(row)
    assert set(entities.chosen()) == {city, twin}
    with when_open(Merge, lambda dialog: dialog.accept()):
        entities.verbs.actions["merge"].trigger()
    qtbot.waitUntil(lambda: entities.model.row_of(twin) < 0 and entities.model.row_of(city) < 0)


def test_a_page_opens_from_a_row(qtbot: QtBot, window: MainWindow, entities: EntitiesWindow, city: int) -> None:
    _select(entities, city)
    entities.verbs.actions["page"].trigger()
    page = window.desk.page(city)
    qtbot.waitUntil(lambda: page.page is not None and page.page.entity.id == city)


def test_the_table_keeps_the_promises_of_qt(entities: EntitiesWindow, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(entities.model)


def test_fifty_thousand_entities_stay_quick() -> None:
    """Nothing that happens while one types or sorts may hold the window for a tenth of a second."""
    lines = [
        EntityLine(
            id=n, type="place" if n % 2 else "system", name=f"이름 {n}", names=(f"name {n}",), part_of=None,
            origin="person", articles=n % 97, mentions=n % 301, relations=0,
        )
        for n in range(50_000)
    ]  # fmt: skip
    model = EntitiesModel()
    model.show_roll(roll(lines))
    best: dict[str, float] = {}
    for _ in range(3):
        for what, act in (
            ("type", lambda: model.narrow("49", "")),
            ("clear", lambda: model.narrow("", "")),
            ("sort", lambda: model.sort(ARTICLES, Qt.SortOrder.DescendingOrder)),
        ):
            began = time.process_time()
            act()
            best[what] = min(best.get(what, 9.0), time.process_time() - began)
    assert all(seconds < 0.25 for seconds in best.values()), best
