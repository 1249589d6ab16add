"""The linked examples in the form of a tag: shown, copied, opened and unlinked by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from store.records import Example
from tests.ui.dialogs.book import TAGS
from tests.ui.waiting import when_open
from ui.dialogs import tag_editor
from ui.dialogs.tag_editor import TagEditor
from ui.main_window import MainWindow


def example(number: int, quote: str | None, title: str = "버스") -> Example:
    start, end = (None, None) if quote is None else (0, len(quote))
    return Example(
        tagging=number, article=7, title=title, start=start, end=end, quote=quote, note="why", annotator="지은"
    )


LINKED = (example(11, None), example(12, "두 줄\n😀 인용"), example(13, "another quote"))


def shown(qtbot: QtBot) -> TagEditor:
    dialog = TagEditor(None, TAGS, tag=TAGS[1], linked=LINKED)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


def test_each_says_its_quote_and_its_article(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    shown_list = dialog.linked.list
    assert [shown_list.item(row).text() for row in range(3)] == [
        "버스",
        "“두 줄 😀 인용”   버스",
        "“another quote”   버스",
    ]
    assert shown_list.item(0).toolTip() == "The whole article\n버스\n지은\nwhy"


def test_a_tag_without_examples_has_no_list(qtbot: QtBot) -> None:
    dialog = TagEditor(None, TAGS, tag=TAGS[1])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.linked.isVisible()
    assert dialog.edit().unlinked == ()


def test_del_unlinks_when_the_form_is_saved(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    dialog.linked.list.setCurrentRow(1)
    QTest.keyClick(dialog.linked.list, Qt.Key.Key_Delete)
    assert dialog.linked.list.count() == 2
    assert dialog.edit().unlinked == (12,)
    dialog.linked.list.selectAll()
    assert not dialog.linked.open.isEnabled()
    dialog.linked.unlink.click()
    assert dialog.edit().unlinked == (12, 11, 13)
    assert not dialog.linked.unlink.isEnabled()
    QTest.keyClick(dialog.linked.list, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_quotes_are_copied_as_they_are(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    dialog.linked.list.selectAll()
    QTest.keyClick(dialog.linked.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "버스\n두 줄\n😀 인용\nanother quote"


def test_enter_opens_and_saves_what_was_written(qtbot: QtBot) -> None:
    def press(dialog: TagEditor) -> None:
        dialog.definition.setPlainText("what it means")
        dialog.linked.list.setCurrentRow(2)
        QTest.keyClick(dialog.linked.list, Qt.Key.Key_Return)

    with when_open(TagEditor, press):
        edit = tag_editor.ask(None, TAGS, tag=TAGS[1], linked=LINKED)
    assert edit is not None
    assert (edit.to_open, edit.definition) == (LINKED[2], "what it means")


def test_what_cannot_be_saved_opens_nothing(qtbot: QtBot) -> None:
    dialog = shown(qtbot)
    dialog.name.setText("a/b")
    dialog.linked.open.click()
    assert dialog.isVisible()
    assert dialog.edit().to_open is None


def test_an_example_is_opened_and_another_unlinked_from_the_window(window: MainWindow, qtbot: QtBot) -> None:
    store = window.store
    stance = store.codebook.find("stance").id
    store.taggings.put(stance, [1], span=(4, 9))
    store.taggings.put(stance, [2], span=(0, 4))
    store.examples.mark([each.id for article in (1, 2) for each in store.taggings.of(article)])
    window.current.article = 4
    text = store.articles.text(2)

    def answer(dialog: TagEditor) -> None:
        assert [dialog.linked.list.item(row).text()[1:5] for row in range(2)] == [store.articles.text(1)[4:8], text[:4]]
        dialog.linked.list.setCurrentRow(0)
        QTest.keyClick(dialog.linked.list, Qt.Key.Key_Delete)
        QTest.keyClick(dialog.linked.list, Qt.Key.Key_Return)

    with when_open(TagEditor, answer):
        window.tagging.codebook.verbs.edit(stance)
    assert window.current.article == 2
    assert window.reader.page.selection() == (0, 4)
    assert [each.article for each in store.examples.of(stance)] == [2]
    store.journal.undo()
    assert [each.article for each in store.examples.of(stance)] == [1, 2]
