"""Reviewing mentions one a line: by keys, in bulk, with the place kept."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import ConcordanceQuery
from tests.projects import article_of, span_of
from tests.ui.waiting import when_open
from ui.analysis.concordance import STATES, ConcordanceWindow
from ui.analysis.concordance_model import AS, SCORE, STATE, ConcordanceModel
from ui.analysis.kwic import AFTER, BEFORE, QUOTE
from ui.dialogs.entity_picker import EntityPicker
from ui.dialogs.exclusions import Exclusions
from ui.dialogs.never_here import NeverHere
from ui.main_window import MainWindow


@pytest.fixture
def concordance(qtbot: QtBot, window: MainWindow) -> ConcordanceWindow:
    """Give the window on all suggestions of the small project."""
    window.actions_["review"].trigger()
    opened = window.desk.concordance()
    qtbot.waitUntil(lambda: len(opened.model.ids) > 0, timeout=5_000)
    return opened


def _states(window: MainWindow, ids: list[int]) -> set[str]:
    marks = ", ".join(map(str, ids))
    return {row[0] for row in window.store.db.conn.execute(f"select state from mention where id in ({marks})")}


def _key(qtbot: QtBot, concordance: ConcordanceWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    concordance.table.setFocus()
    modifier = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(concordance.table, key, modifier)


def test_the_model_meets_qt(concordance: ConcordanceWindow, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(concordance.model)
    empty = ConcordanceModel(lambda _: (), concordance)
    qtmodeltester.check(empty)
    empty.show_ids(array("q", [99_999]))
    assert empty.index(0, QUOTE).data() is None


def test_all_that_is_only_suggested_stands_there_at_first(window: MainWindow, concordance: ConcordanceWindow) -> None:
    assert set(concordance.model.ids) == set(window.store.mentions.where("", state="suggested"))
    assert concordance.count.text() == f"{len(concordance.model.ids)} mentions"
    cells = [concordance.model.index(0, column).data() for column in range(7)]
    line = window.store.concordance.lines(concordance.model.ids[:1])[0]
    assert cells[QUOTE] == line.mention.quote
    assert cells[BEFORE] == line.before.lstrip()
    assert cells[AFTER] == line.after.rstrip()
    assert line.mention.type in cells[AS]
    assert cells[SCORE] == f"{line.mention.score:.2f}"
    assert cells[STATE] == "suggested"


def test_a_key_judges_and_goes_on(qtbot: QtBot, window: MainWindow, concordance: ConcordanceWindow) -> None:
    first, second, third, *_ = list(concordance.model.ids)
    count = len(concordance.model.ids)
    concordance.table.go(0)
    _key(qtbot, concordance, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: len(concordance.model.ids) == count - 1, timeout=5_000)
    assert _states(window, [first]) == {"accepted"}
    assert concordance.model.ids[concordance.table.currentIndex().row()] == second
    _key(qtbot, concordance, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: len(concordance.model.ids) == count - 2, timeout=5_000)
    assert _states(window, [second]) == {"rejected"}
    assert concordance.model.ids[concordance.table.currentIndex().row()] == third
    _key(qtbot, concordance, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(concordance.model.ids) == count - 1, timeout=5_000)
    assert _states(window, [second]) == {"suggested"}
    assert concordance.model.ids[concordance.table.currentIndex().row()] == third


def test_all_lines_selected_are_one_step(qtbot: QtBot, window: MainWindow, concordance: ConcordanceWindow) -> None:
    ids = list(concordance.model.ids)
    steps = len(window.store.journal.history())
    _key(qtbot, concordance, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "lines selected" in concordance.line.text()
    _key(qtbot, concordance, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: len(concordance.model.ids) == 0, timeout=5_000)
    assert _states(window, ids) == {"accepted"}
    assert len(window.store.journal.history()) == steps + 1
    assert "No mention is left" in concordance.empty.text()
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: set(concordance.model.ids) == set(ids), timeout=5_000)


def test_states_names_and_filter_narrow(qtbot: QtBot, window: MainWindow, concordance: ConcordanceWindow) -> None:
    everything = len(concordance.model.ids)
    _key(qtbot, concordance, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: len(concordance.names.rows_model.rows) > 3, timeout=5_000)
    concordance.names.setFocus()
    qtbot.keyClick(concordance.names, Qt.Key.Key_Down)
    row = concordance.names.current_row()
    assert row is not None
    qtbot.waitUntil(lambda: f"{len(concordance.model.ids):,}" == row.right, timeout=5_000)
    assert row.text in concordance.narrowed.text()
    concordance.narrowed.click()
    qtbot.waitUntil(lambda: len(concordance.model.ids) == everything, timeout=5_000)
    window.finder.set_query("lang:en")
    qtbot.waitUntil(lambda: window.current.query == "lang:en", timeout=5_000)
    concordance.within.click()
    english = set(window.store.mentions.where("lang:en", state="suggested"))
    qtbot.waitUntil(lambda: set(concordance.model.ids) == english, timeout=5_000)
    window.finder.set_query("lang:ko")
    korean = set(window.store.mentions.where("lang:ko", state="suggested"))
    qtbot.waitUntil(lambda: set(concordance.model.ids) == korean, timeout=5_000)
    concordance.within.click()
    concordance.states.chosen.emit("accepted")
    qtbot.waitUntil(lambda: len(concordance.model.ids) == 0, timeout=5_000)


def test_headings_sort(qtbot: QtBot, concordance: ConcordanceWindow) -> None:
    concordance.table.horizontalHeader().sectionClicked.emit(AFTER)
    qtbot.waitUntil(lambda: concordance.query.sort == "right" and concordance.model.ids != array("q"), timeout=5_000)
    assert concordance.sorts.text().startswith("by what follows")
    for expected in ("score", "-score", "score"):
        concordance.table.horizontalHeader().sectionClicked.emit(SCORE)
        assert concordance.query.sort == expected


def test_another_entity_is_said_for_all_lines(qtbot: QtBot, window: MainWindow, concordance: ConcordanceWindow) -> None:
    concordance.table.go(0)
    concordance.table.select_rows([1])
    ids = list(concordance.model.ids[:2])

    def answer(dialog: EntityPicker) -> None:
        dialog.picker.field.setText("the other one")
        qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)

    with when_open(EntityPicker, answer):
        _key(qtbot, concordance, Qt.Key.Key_E)
    entity = window.store.entities.find("the other one", type="person")[0].id
    assert set(window.store.mentions.where("", entity=entity, state="accepted")) == set(ids)


def test_never_here_takes_the_suggestions_away(
    qtbot: QtBot, window: MainWindow, concordance: ConcordanceWindow
) -> None:
    concordance.show_query(ConcordanceQuery(name="대구시", states=STATES["suggested"]))
    qtbot.waitUntil(lambda: {concordance.model.index(0, QUOTE).data()} == {"대구시"}, timeout=5_000)
    count = len(concordance.model.ids)
    said: list[str] = []

    def answer(dialog: NeverHere) -> None:
        qtbot.waitUntil(lambda: "suggestion" in dialog.list.rows_model.rows[2].right, timeout=5_000)
        said.extend((dialog.windowTitle(), dialog.list.rows_model.rows[2].right))
        dialog.list.go_to(3)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    with when_open(NeverHere, answer):
        _key(qtbot, concordance, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    assert said == ["Never mark “대구시”", f"{count} suggestions go"]
    qtbot.waitUntil(lambda: len(concordance.model.ids) == 0, timeout=5_000)
    assert [each.name for each in window.store.exclusions.all()] == ["대구시"]
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: len(concordance.model.ids) == count, timeout=5_000)


def test_a_line_is_read_in_the_reader(qtbot: QtBot, window: MainWindow, concordance: ConcordanceWindow) -> None:
    for row in (3, 0):
        concordance.table.go(row)
        _key(qtbot, concordance, Qt.Key.Key_Return)
        mention = window.store.concordance.lines([concordance.model.ids[row]])[0].mention
        assert window.current.article == mention.article
        assert window.reader.page.selection() == (mention.start, mention.end)
        assert window.reader.page.place_of(mention.start, mention.end).height() > 8
    _key(qtbot, concordance, Qt.Key.Key_F)
    _key(qtbot, concordance, Qt.Key.Key_N)
    following = window.store.concordance.lines([concordance.model.ids[1]])[0].mention
    qtbot.waitUntil(lambda: window.reader.page.selection() == (following.start, following.end), timeout=5_000)


def test_what_another_process_writes_is_seen(qtbot: QtBot, window: MainWindow, concordance: ConcordanceWindow) -> None:
    count = len(concordance.model.ids)
    concordance.table.go(2)
    held = concordance.model.ids[2]
    with window.store.connect() as other:
        other.mentions.accept([concordance.model.ids[0]])
    window.bridge.look()
    qtbot.waitUntil(lambda: len(concordance.model.ids) == count - 1, timeout=5_000)
    assert concordance.model.ids[concordance.table.currentIndex().row()] == held


def test_the_desk_shows_entities_and_given_mentions(qtbot: QtBot, window: MainWindow) -> None:
    daegu = window.store.entities.find("Daegu", type="place")[0]
    window.desk.review((daegu.id,))
    opened = window.desk.concordance()
    wanted = set(window.store.mentions.where("", entity=daegu.id))
    qtbot.waitUntil(lambda: set(opened.model.ids) == wanted, timeout=5_000)
    assert "Daegu" in opened.narrowed.text()
    two = tuple(sorted(wanted)[:2])
    window.desk.concordance(ConcordanceQuery(mentions=two), what="two of them")
    qtbot.waitUntil(lambda: set(opened.model.ids) == set(two), timeout=5_000)


# Names never marked


def test_names_never_marked_are_shown_switched_and_removed(
    qtbot: QtBot, window: MainWindow, qtmodeltester: ModelTester
) -> None:
    bus = article_of(window.store, "ko/bus.txt")
    mention = next(each for each in bus.mentions if each.quote == "대구시")
    window.store.exclusions.add(window.store.exclusions.of_mentions([mention.id], scope="article"))
    window.store.exclusions.add(
        window.store.exclusions.of_mentions([bus.mentions[-1].id], scope="anywhere", like="entity")
    )
    dialog = Exclusions(window, window.store, window.actions_.writes, window.jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    qtmodeltester.check(dialog.model)
    shown = [[dialog.model.index(row, column).data() for column in range(3)] for row in range(2)]
    assert ["대구시", "place", bus.article.title] in shown
    dialog.table.setFocus()
    dialog.table.selectAll()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert [each.active for each in window.store.exclusions.all()] == [False, False]
    ticked = dialog.model.index(0, 0)
    assert dialog.model.setData(ticked, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert sorted(each.active for each in window.store.exclusions.all()) == [False, True]
    dialog.table.selectAll()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert window.store.exclusions.all() == ()
    assert "No name is excluded" in dialog.message.text()


def test_never_here_in_the_reader(qtbot: QtBot, window: MainWindow) -> None:
    bus = article_of(window.store, "ko/bus.txt")
    window.current.article = bus.article.id
    window.actions_["never"].trigger()  # nothing is pointed at: a sentence says what to do
    window.reader.page.select(*span_of(bus, "대구시"))
    with when_open(NeverHere, lambda dialog: qtbot.keyClick(dialog.list, Qt.Key.Key_Return)):
        window.actions_["never"].trigger()
    assert [each.article for each in window.store.exclusions.all()] == [bus.article.uid]
    with when_open(Exclusions, lambda dialog: dialog.reject()):
        window.actions_["exclusions"].trigger()


def test_selecting_all_of_very_many_lines_asks_none_of_them(qtbot: QtBot) -> None:
    from time import process_time

    from ui.analysis.kwic import KwicTable

    model = ConcordanceModel(lambda _: ())
    table = KwicTable(model, name="many", widths={})
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    model.show_ids(array("q", range(1, 200_001)))
    began = process_time()
    table.selectAll()
    table.grab()
    assert len(table.rows()) == 200_000
    assert process_time() - began < 1.5  # several seconds where each heading goes through all lines


def test_the_mentions_of_all_lines_are_given_without_going_line_by_line(qtbot: QtBot) -> None:
    from time import thread_time

    from ui.analysis.kwic import KwicTable

    model = ConcordanceModel(lambda _: ())
    table = KwicTable(model, name="many", widths={})
    qtbot.addWidget(table)
    model.show_ids(array("q", range(1_000_000, 500_000, -1)))
    table.select_rows([3, 4, 9])
    assert table.spans() == [range(3, 5), range(9, 10)]
    assert list(model.ids_in(table.spans())) == [model.ids[row] for row in table.rows()]
    table.selectAll()
    began = thread_time()
    found = model.ids_in(table.spans())
    assert thread_time() - began < 0.03  # three times as long and more where each line is looked up
    assert found == model.ids
