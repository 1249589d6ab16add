"""Reviewing relations one a line: by keys, in bulk, with the place kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import RelationQuery
from tests.projects import article_of, span_of
from ui.analysis.relations import RelationsWindow
from ui.analysis.relations_model import EVIDENCE, OBJECT, PIECES, PREDICATE, STATE, SUBJECT, RelationsModel, pieces_of
from ui.main_window import MainWindow

SAID = "Engineers said the system would be offered to other cities in Korea next year."


@pytest.fixture
def review(qtbot: QtBot, window: MainWindow, city: int) -> RelationsWindow:
    """Give the window on three suggested relations of one sentence."""
    store = window.store
    marked = article_of(store, "en/water.txt")
    company, system = store.entities.find("기술자회")[0].id, store.entities.find("물길")[0].id
    for predicate in ("develops", "supplies"):
        store.relations.add(company, predicate, system, article=marked.article.id, span=span_of(marked, SAID))
    store.relations.add(company, "signs with", city, article=marked.article.id, span=span_of(marked, SAID))
    store.db.conn.execute("update relation set state = 'suggested', origin = 'import' where article is not null")
    store.db.conn.commit()
    window.actions_["relations"].trigger()
    opened = window.desk.relations()
    qtbot.waitUntil(lambda: len(opened.model.ids) >= 3, timeout=5_000)
    return opened


def _state(window: MainWindow, relation: int) -> str:
    return str(window.store.db.conn.execute("select state from relation where id = ?", (relation,)).fetchone()[0])


def _key(qtbot: QtBot, review: RelationsWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    review.table.setFocus()
    qtbot.keyClick(review.table, key, modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier)


def test_the_model_meets_qt(review: RelationsWindow, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(review.model)
    qtmodeltester.check(RelationsModel(lambda _: (), review))


def test_a_line_says_who_does_what_by_which_words(window: MainWindow, review: RelationsWindow) -> None:
    line = window.store.relation_review.lines(review.model.ids[:1])[0]
    cells = [review.model.index(0, column).data() for column in range(7)]
    assert (cells[SUBJECT], cells[PREDICATE], cells[OBJECT]) == (
        line.subject.name,
        line.relation.predicate,
        line.object.name,
    )
    assert cells[STATE] == "suggested"
    pieces = review.model.index(0, EVIDENCE).data(PIECES)
    assert "".join(words for words, _ in pieces) == cells[EVIDENCE]
    spans = sorted(span for span in (line.subject_at, line.object_at) if span is not None)
    assert spans
    assert [words for words, colour in pieces_of(line) if colour is not None] == [
        line.evidence[slice(*span)] for span in spans
    ]
    assert review.count.text() == f"{len(review.model.ids)} relations"


def test_a_key_judges_and_goes_on(qtbot: QtBot, window: MainWindow, review: RelationsWindow) -> None:
    first, second, *_ = list(review.model.ids)
    count = len(review.model.ids)
    review.table.go(0)
    _key(qtbot, review, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: len(review.model.ids) == count - 1, timeout=5_000)
    assert _state(window, first) == "accepted"
    assert review.model.ids[review.table.currentIndex().row()] == second
    _key(qtbot, review, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: len(review.model.ids) == count - 2, timeout=5_000)
    assert _state(window, second) == "rejected"
    _key(qtbot, review, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(review.model.ids) == count - 1, timeout=5_000)
    assert _state(window, second) == "suggested"


def test_all_lines_selected_are_turned_in_one_step(qtbot: QtBot, window: MainWindow, review: RelationsWindow) -> None:
    ids = list(review.model.ids)
    steps = len(window.store.journal.history())
    before = {each.id: (each.subject, each.object) for each in window.store.relations.of()}
    _key(qtbot, review, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    _key(qtbot, review, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: len(review.model.ids) == 0, timeout=5_000)
    assert "No relation is left" in review.empty.text()
    after = {each.id: (each.object, each.subject) for each in window.store.relations.of()}
    assert [after[each] for each in ids] == [before[each] for each in ids]
    assert len(window.store.journal.history()) == steps + 1
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: set(review.model.ids) == set(ids), timeout=5_000)


def test_they_may_say_something_else(qtbot: QtBot, window: MainWindow, review: RelationsWindow) -> None:
    first = review.model.ids[0]
    review.table.go(0)
    chosen: list[str] = []

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(each for each in menu.actions() if each.text().endswith("certifies"))
        chosen.append(action.text())
        action.trigger()
        menu.close()

    QTimer.singleShot(50, choose)
    _key(qtbot, review, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: first not in review.model.ids, timeout=5_000)
    assert chosen
    said = next(each for each in window.store.relations.of() if each.id == first)
    assert (said.predicate, said.state) == ("certifies", "accepted")


def test_predicate_entity_and_state_narrow(qtbot: QtBot, window: MainWindow, review: RelationsWindow) -> None:
    everything = len(review.model.ids)
    qtbot.waitUntil(lambda: len(review.predicates.menu().actions()) > 2, timeout=5_000)
    develops = next(each for each in review.predicates.menu().actions() if each.data() == "develops")
    develops.trigger()
    qtbot.waitUntil(lambda: len(review.model.ids) == 1, timeout=5_000)
    review.predicates.menu().actions()[0].trigger()
    qtbot.waitUntil(lambda: len(review.model.ids) == everything, timeout=5_000)
    review.table.go(0)
    line = window.store.relation_review.lines(review.model.ids[:1])[0]
    _key(qtbot, review, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    alone = window.store.relation_review.ids(RelationQuery(object=line.object.id))
    qtbot.waitUntil(lambda: review.model.ids == alone, timeout=5_000)
    assert line.object.name in review.narrowed.text()
    review.narrowed.click()
    qtbot.waitUntil(lambda: len(review.model.ids) == everything, timeout=5_000)
    review.states.chosen.emit("rejected")
    qtbot.waitUntil(lambda: len(review.model.ids) == 0, timeout=5_000)


def test_a_heading_sorts_and_enter_reads(qtbot: QtBot, window: MainWindow, review: RelationsWindow) -> None:
    review.sort_by(PREDICATE)
    qtbot.waitUntil(
        lambda: review.model.ids == window.store.relation_review.ids(RelationQuery(sort="predicate")), timeout=5_000
    )
    assert review.sorts.value == "predicate"
    review.table.go(0)
    line = window.store.relation_review.lines(review.model.ids[:1])[0]
    with qtbot.waitSignal(window.desk.read_asked, timeout=5_000) as asked:
        _key(qtbot, review, Qt.Key.Key_Return)
    assert asked.args == [line.relation.article, line.relation.start, line.relation.end]
