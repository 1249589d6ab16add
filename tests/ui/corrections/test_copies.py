"""Key o: why articles stand in one group; and tags that go on all of a group."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from store.records import Difference, Likeness
from tests.projects import article_of
from tests.ui.waiting import when_open
from ui.dialogs.tag_picker import TagPicker
from ui.dialogs.why_duplicate import WhyDuplicate, figures, sides
from ui.main_window import MainWindow

DIFFERENCES = (
    Difference(op="equal", before="The city ", after="The city "),
    Difference(op="replace", before="opened ", after="closed "),
    Difference(op="delete", before="<b>\n", after=""),
    Difference(op="insert", before="", after="a bridge"),
)


def pair(window: MainWindow) -> tuple[int, int]:
    return tuple(article_of(window.store, source).article.id for source in ("ko/fair.txt", "ko/copy/wire.txt"))  # type: ignore[return-value]


def test_the_differences_stand_side_by_side_and_not_by_colour_alone() -> None:
    left, right = sides(DIFFERENCES)
    assert "The city <s " in left
    assert "opened</s> " in left
    assert "&lt;b&gt;</s><br>" in left
    assert "bridge" not in left
    assert "<u " in right
    assert "closed</u>" in right
    assert "a bridge</u>" in right
    assert "opened" not in right


def test_figures_are_said_in_words() -> None:
    said = figures(Likeness(similarity=0.823, containment=0.9999, differences=DIFFERENCES))
    assert said.startswith("82 % of their wording is shared; 99 %")
    assert "the same" in figures(Likeness(similarity=1, containment=1, differences=DIFFERENCES[:1]))


def test_the_copies_of_an_article_are_compared_and_read(qtbot: QtBot, window: MainWindow) -> None:
    one, other = pair(window)
    window.pane.show_article(one)
    told: list[str] = []

    def answer(dialog: WhyDuplicate) -> None:
        qtbot.waitUntil(lambda: "same" in dialog.figures.text(), timeout=5_000)
        told.extend(side.toPlainText() for side in dialog.sides)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    with when_open(WhyDuplicate, answer):
        window.actions_["copies"].trigger()
    assert "벡스코" in told[0]
    assert told[0] == told[1]
    assert window.current.article == other


def test_an_article_without_copies_says_so(window: MainWindow) -> None:
    window.pane.show_article(article_of(window.store, "lamp.txt").article.id)
    window.actions_["copies"].trigger()
    assert "no copies" in window.status.message.text()


def test_shift_and_the_key_of_a_tag_tags_the_group_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    tag = window.store.codebook.find("mobility")
    window.store.codebook.set_key(tag.id, "1")
    ids = pair(window)
    window.pane.show_article(ids[0])
    window.activateWindow()
    window.pane.table.setFocus()
    qtbot.keyClick(window.pane.table, Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
    assert [len(window.store.taggings.of(article)) for article in ids] == [1, 1]
    assert window.store.journal.undo_label() == "Tag 2 articles with mobility"
    qtbot.keyClick(window.pane.table, Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier)
    assert [len(window.store.taggings.of(article)) for article in ids] == [0, 0]


def test_any_tag_can_go_on_the_group(qtbot: QtBot, window: MainWindow) -> None:
    ids = pair(window)
    window.pane.show_article(ids[1])

    def answer(dialog: TagPicker) -> None:
        dialog.picker.field.setText("energy")
        qtbot.keyClick(dialog.picker.field, Qt.Key.Key_Return)

    with when_open(TagPicker, answer):
        window.actions_["tag_group"].trigger()
    assert [[tagging.tag for tagging in window.store.taggings.of(article)] for article in ids] == [
        ["systems/energy"]
    ] * 2
