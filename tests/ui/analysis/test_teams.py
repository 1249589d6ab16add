"""Several annotators in the window: agreement, adjudication, blind mode, samples, a colleague's copy; by keys."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store import open_project
from store.agreements import agreement
from store.sampling import Design
from tests.projects import run
from ui.analysis.adjudication import AdjudicationWindow
from ui.analysis.adjudication_model import DisputesModel
from ui.analysis.agreement import AgreementWindow
from ui.analysis.agreement_model import AgreementModel
from ui.dialogs.annotators import AnnotatorsDialog
from ui.dialogs.merge_copy import MergeCopy
from ui.dialogs.sample import SampleDialog
from ui.dialogs.second_round import SecondRound
from ui.main_window import MainWindow


@pytest.fixture
def coded(window: MainWindow) -> MainWindow:
    """Give a window on a project that 지은 and Minsu have coded, and agree on in part."""
    store = window.store
    stance, energy = (store.codebook.find(name).id for name in ("stance", "energy"))
    for name, some in (("지은", [1, 2, 3, 4]), ("Minsu", [2, 3])):
        store.annotator = name
        store.taggings.put(stance, some)
        store.taggings.put(energy, [1], span=(0, 4 if name == "지은" else 6))
        store.articles.set_status([1, 2, 3, 4], "done")
    return window


def measured(qtbot: QtBot, window: MainWindow) -> AgreementWindow:
    """Open the window of agreement and wait for its figures."""
    window.actions_["agreement"].trigger()
    opened = window.desk.agreement()
    qtbot.waitUntil(lambda: opened.agreement is not None, timeout=10_000)
    return opened


def answered(qtbot: QtBot, kind: type[QDialog], act: Callable[[QDialog], object]) -> None:
    """Let `act` answer the next dialog of this kind."""
    from PySide6.QtCore import QTimer

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(0, look)


def test_agreement_is_what_the_store_measures(qtbot: QtBot, coded: MainWindow, qtmodeltester: ModelTester) -> None:
    opened = measured(qtbot, coded)
    wanted = run(agreement(coded.store.path))
    assert opened.agreement == wanted
    assert [figures.tag for figures in opened.model.figures] == ["", "stance", "systems/energy"]
    assert opened.counts.text() == wanted.overall.counts
    model = AgreementModel()
    model.show_agreement(wanted)
    qtmodeltester.check(model)
    opened.table.setFocus()
    qtbot.keyClick(opened.table, Qt.Key.Key_Down)
    qtbot.keyClick(opened.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sorted(coded.pane.model.ids) == [1, 4])
    assert coded.current.query == "id:1,4"


def test_agreement_goes_out_as_a_table(qtbot: QtBot, coded: MainWindow, tmp_path: Path) -> None:
    opened = measured(qtbot, coded)
    opened.export_to(tmp_path / "agreement.csv")
    lines = (tmp_path / "agreement.csv").read_text("utf-8-sig").split("\n")
    assert lines[0].startswith("of,kind,units,annotators,percent,cohen_kappa")
    assert lines[2].startswith("stance,tag,4,Minsu; 지은,50")
    opened.copy()
    assert "stance\t4\t50.0" in QGuiApplication.clipboard().text()


def test_agreement_of_nobody_says_what_to_do(qtbot: QtBot, window: MainWindow) -> None:
    opened = measured(qtbot, window)
    assert opened.nothing.isVisible()
    assert "second round" in opened.nothing.text().lower()
    assert not opened.table.isVisible()


def test_the_arrows_go_among_the_tags_at_first(qtbot: QtBot, coded: MainWindow) -> None:
    opened = measured(qtbot, coded)
    opened.activateWindow()
    qtbot.waitUntil(opened.table.hasFocus)


def adjudicated(qtbot: QtBot, window: MainWindow) -> AdjudicationWindow:
    """Open the window of adjudication and wait for its articles."""
    window.actions_["adjudicate"].trigger()
    opened = window.desk.adjudicate(None)
    qtbot.waitUntil(lambda: bool(opened.listed))
    return opened


def test_the_arrows_go_among_the_taggings_at_first(qtbot: QtBot, coded: MainWindow) -> None:
    """In a box of names they would put another annotator at that side."""
    opened = adjudicated(qtbot, coded)
    opened.activateWindow()
    qtbot.waitUntil(opened.table.hasFocus)
    assert [box.currentText() for box in opened.sides] == list(opened.names)


def test_differences_are_settled_by_keys(qtbot: QtBot, coded: MainWindow, qtmodeltester: ModelTester) -> None:
    opened = adjudicated(qtbot, coded)
    assert opened.names == ("Minsu", "지은")
    assert [(each.article, each.differing) for each in opened.listed] == [(1, 3), (4, 1), (2, 0), (3, 0)]
    model = DisputesModel()
    model.show_disputes(opened.model.disputes, opened.names)
    qtmodeltester.check(model)
    opened.activateWindow()
    opened.list.setFocus()
    qtbot.waitUntil(opened.isActiveWindow)
    qtbot.keyClick(opened.list, Qt.Key.Key_S)
    assert "still open" in opened.line.text()
    qtbot.keyClick(opened.list, Qt.Key.Key_2)
    qtbot.keyClick(opened.list, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: opened.article() == 4)
    consensus = [each for each in coded.store.taggings.of(1) if each.annotator == "consensus"]
    assert [(each.tag, each.start, each.end) for each in consensus] == [
        ("stance", None, None),
        ("systems/energy", 0, 4),
    ]
    qtbot.waitUntil(lambda: "1 of 4" in opened.line.text())
    qtbot.keyClick(opened.list, Qt.Key.Key_N)
    qtbot.keyClick(opened.list, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: "2 of 4" in opened.line.text())
    assert [each for each in coded.store.taggings.of(4) if each.annotator == "consensus"] == []
    qtbot.keyClick(opened.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "1 of 4" in opened.line.text())


def test_the_readers_show_what_each_put(qtbot: QtBot, coded: MainWindow) -> None:
    opened = adjudicated(qtbot, coded)
    text = coded.store.articles.text(1)
    left, right = (reader.toPlainText() for reader in opened.readers)
    assert "stance" not in left.split("\n")[0]
    assert "stance" in right.split("\n")[0]
    assert text.split("\n")[-2].strip()[:20] in left


def test_blind_mode_hides_the_others_marks(qtbot: QtBot, coded: MainWindow) -> None:
    coded.actions_.team.become("Minsu")
    assert coded.status.who.text() == "Minsu"
    coded.pane.show_article(4)
    coded.actions_["blind_mode"].trigger()
    assert coded.store.blind
    assert "blind" in coded.status.who.text()
    qtbot.waitUntil(lambda: coded.pane.model.ids != [] and coded.actions_["blind_mode"].isChecked())
    coded.finder.set_query("tag:stance")
    qtbot.waitUntil(lambda: sorted(coded.pane.model.ids) == [2, 3])
    coded.actions_["blind_mode"].trigger()
    qtbot.waitUntil(lambda: sorted(coded.pane.model.ids) == [1, 2, 3, 4])
    assert coded.status.who.text() == "Minsu"


def test_who_marks_is_chosen_named_and_renamed(qtbot: QtBot, coded: MainWindow) -> None:
    def new(dialog: QDialog) -> None:
        assert isinstance(dialog, AnnotatorsDialog)
        qtbot.keyClicks(dialog.field, "Hana")
        qtbot.keyClick(dialog.field, Qt.Key.Key_Return)

    answered(qtbot, AnnotatorsDialog, new)
    coded.actions_["annotator"].trigger()
    assert coded.store.annotator == "Hana"
    coded.store.taggings.put(coded.store.codebook.find("stance").id, [5])
    assert [each.annotator for each in coded.store.taggings.of(5)] == ["Hana"]
    coded.close()
    from ui.app import open_window

    again = open_window(coded.store.path)
    assert isinstance(again, MainWindow)
    assert again.store.annotator == "Hana"
    again.close()


def test_what_shows_the_work_of_others_waits_until_blind_mode_is_left(qtbot: QtBot, coded: MainWindow) -> None:
    opened = measured(qtbot, coded)
    said: list[str] = []
    coded.actions_.said.connect(said.append)
    coded.actions_["blind_mode"].trigger()
    assert not opened.isVisible()
    for verb in ("agreement", "adjudicate"):
        said.clear()
        coded.actions_[verb].trigger()
        assert any("blind" in each for each in said)
    assert AdjudicationWindow not in coded.desk._windows
    coded.actions_["blind_mode"].trigger()
    coded.actions_["agreement"].trigger()
    assert opened.isVisible()


def test_a_second_round_is_blind_and_of_a_sample(qtbot: QtBot, coded: MainWindow) -> None:
    coded.store.samples.draw("pilot", "", Design(size=2, seed=1))
    coded.actions_.team.become("지은")
    answered(qtbot, SecondRound, lambda dialog: dialog.accept())
    coded.actions_["second_round"].trigger()
    assert (coded.store.annotator, coded.store.blind) == ("지은 (round 2)", True)
    qtbot.waitUntil(lambda: len(coded.pane.model.ids) == 2)
    article = coded.pane.model.ids[0]
    coded.store.taggings.put(coded.store.codebook.find("stance").id, [article])
    found = run(agreement(coded.store.path, annotators=["지은", "지은 (round 2)"]))
    assert found.articles in (0, 1)


def test_a_sample_is_drawn_of_the_filter(qtbot: QtBot, coded: MainWindow) -> None:
    coded.finder.set_query("lang:ko")
    qtbot.waitUntil(lambda: coded.current.query == "lang:ko")

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, SampleDialog)
        dialog.name.setText("a/b")
        assert not dialog.accept_button.isEnabled()
        dialog.name.setText("파일럿")
        dialog.number.setValue(2)
        dialog.among.setText("지은, Minsu")
        dialog.overlap.setValue(1)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    answered(qtbot, SampleDialog, fill)
    coded.actions_["draw_sample"].trigger()
    sample = coded.store.samples.get("파일럿")
    assert (sample.articles, sample.shares, sample.query) == (2, (("", 1), ("지은", 1)), "lang:ko")


def test_a_copy_is_merged_after_a_look(qtbot: QtBot, coded: MainWindow, tmp_path: Path) -> None:
    other = tmp_path / "kim.galpi"
    store = coded.store
    store.db.conn.execute("pragma wal_checkpoint(truncate)")
    shutil.copy(store.path, other)
    with open_project(other) as theirs:
        theirs.annotator = "Kim"
        theirs.taggings.put(theirs.codebook.find("stance").id, [6])
        theirs.codebook.define(theirs.codebook.find("stance").id, "theirs")
    store.codebook.define(store.codebook.find("stance").id, "mine")
    seen: list[bool] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, MergeCopy)
        seen.append("Would bring" in dialog.body.itemAt(0).widget().text())  # type: ignore[union-attr]
        if len(seen) == 2:
            dialog.table.item(0, 3).setCheckState(Qt.CheckState.Checked)  # type: ignore[union-attr]
        else:
            answered(qtbot, MergeCopy, look)
        dialog.accept()

    answered(qtbot, MergeCopy, look)
    coded.actions_.team.merge(other)
    qtbot.waitUntil(lambda: store.codebook.find("stance").definition == "theirs", timeout=20_000)
    assert seen == [True, False]
    assert [each.annotator for each in store.taggings.of(6)] == ["Kim"]
    coded.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: store.codebook.find("stance").definition == "mine")
