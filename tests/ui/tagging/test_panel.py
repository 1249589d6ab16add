"""The panel follows the article and the changes of the project, and its borders stay where they are."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QSplitter, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from store import open_project
from ui.tagging.codebook_model import TagUse
from ui.tagging.panel import TaggingPanel, tag_uses
from ui.tagging.row_list import RowList


def heights(panel: TaggingPanel) -> list[int]:
    return panel._splitter.sizes()


def test_scripts_find_their_way_by_name_and_screen_readers_too(panel) -> None:
    for kind, name in (
        (QTreeView, "codebookTree"),
        (QWidget, "entityPanel"),
        (QWidget, "suggestionPanel"),
        (QWidget, "relationPanel"),
        (QPlainTextEdit, "noteEdit"),
    ):
        widget = panel.findChild(kind, name)
        assert widget is not None, name
        assert widget.accessibleName(), name
    assert (panel.objectName(), panel.accessibleName()) == ("taggingPanel", "Tagging panel")


def test_everything_that_takes_the_focus_has_a_name(panel) -> None:
    lists = [*panel.findChildren(RowList), *panel.findChildren(QTreeView), *panel.findChildren(QPlainTextEdit)]
    assert len(lists) == 7
    assert all(each.accessibleName() for each in lists)


def test_tags_of_the_article_are_shown_and_follow_undo(desk, panel) -> None:
    model = panel.codebook.tree.book
    index = model.index_of(desk.tag("water").id)
    desk.store.taggings.put(desk.tag("water").id, [desk.first])
    assert "✓ article" in index.data(0x000B)  # AccessibleTextRole
    desk.store.journal.undo()
    assert "✓ article" not in index.data(0x000B)
    desk.store.taggings.put(desk.tag("water").id, [desk.second])
    assert "✓ article" not in index.data(0x000B)
    desk.current.article = desk.second
    assert "✓ article" in index.data(0x000B)


def test_uses_count_the_article_and_its_passages_apart(desk) -> None:
    water, scope = desk.tag("water").id, desk.tag("scope").id
    desk.store.taggings.put(water, [desk.first])
    desk.store.taggings.put(water, [desk.first], span=desk.span("하천"))
    desk.store.taggings.put(scope, [desk.first], span=desk.span("하천"))
    uses = tag_uses(desk.store.taggings.of(desk.first))
    assert uses == {water: TagUse(on_article=True, passages=1), scope: TagUse(passages=1)}


def test_nothing_moves_while_one_tags(desk, panel) -> None:
    before = heights(panel)
    for words in ("물길 지도", "하천 12곳", "내년", "시민 누구나", "수위를"):
        desk.store.taggings.put(desk.tag("water").id, [desk.first], span=desk.span(words))
        desk.store.mentions.add(desk.first, *desk.span(words), type="technology", name=words)
    desk.store.codebook.add("one more")
    QApplication.processEvents()
    assert heights(panel) == before


def test_an_article_with_more_has_more_room_for_it(desk, panel) -> None:
    for words in ("물길 지도", "하천 12곳", "내년", "시민 누구나"):
        desk.store.taggings.put(desk.tag("water").id, [desk.first], span=desk.span(words))
    desk.current.article = desk.second
    QApplication.processEvents()
    few = heights(panel)[2]
    desk.current.article = desk.first
    QApplication.processEvents()
    assert heights(panel)[2] > few
    assert sum(heights(panel)) == panel.height() - 4 - 5 * 4


def test_a_border_that_the_user_moved_stays(desk, panel) -> None:
    assert panel.save_state().isEmpty()
    panel._splitter.moveSplitter(200, 1)
    before = heights(panel)
    desk.current.article = desk.second
    QApplication.processEvents()
    assert heights(panel) == before
    assert not panel.save_state().isEmpty()


def test_another_process_is_heard(desk, panel) -> None:
    with open_project(desk.store.path) as other:
        other.codebook.add("from elsewhere")
        other.taggings.put(other.codebook.find("scope").id, [desk.first], span=desk.span("하천"))
    desk.bridge.look()
    assert "from elsewhere" in [tag.path for tag in panel.codebook.tree.book.tags]
    assert [row.text for row in panel.taggings.list.rows_model.rows] == ["하천"]


def test_the_heights_are_remembered(desk, panel, qtbot: QtBot) -> None:
    panel._splitter.moveSplitter(240, 1)
    wanted, state = heights(panel), panel.save_state()
    again = TaggingPanel(desk.store, desk.current, desk.bridge, desk.actions)
    qtbot.addWidget(again)
    assert not again.restore_state(QByteArray(b"nonsense"))
    assert again.restore_state(state)
    again.resize(panel.size())
    again.show()
    QApplication.processEvents()
    assert heights(again) == wanted


def test_an_article_that_is_gone_leaves_the_panel_empty(desk, panel) -> None:
    desk.store.taggings.put(desk.tag("water").id, [desk.first], span=desk.span("하천"))
    desk.store.articles.remove([desk.first])
    assert all(row.heading for row in panel.taggings.list.rows_model.rows)
    desk.store.journal.undo()
    assert [row.text for row in panel.taggings.list.rows_model.rows] == ["하천"]


def test_an_article_with_many_mentions_is_read_before_it_is_listed(qtbot: QtBot, desk, panel, monkeypatch) -> None:
    monkeypatch.setattr("ui.tagging.panel.MANY", 2)
    desk.current.article = desk.first
    text = desk.store.articles.get(desk.second).text
    for start in range(3):
        desk.store.mentions.add(desk.second, start, start + 1, type="technology", name=f"{text[start]}{start}")
    before = panel._article
    desk.current.article = desk.second
    assert panel._article is before, "the rows wait until the reader has painted"
    qtbot.waitUntil(lambda: panel._article is not None and panel._article.id == desk.second)
    desk.current.article = desk.first
    desk.current.article = desk.second
    desk.store.taggings.put(desk.tag("water").id, [desk.second])
    assert panel._article.id == desk.second, "a change does not meet rows of another article"


def test_while_the_codebook_is_edited_it_has_the_panel_for_itself(desk, panel, qtbot) -> None:
    sections = (panel.suggestions, panel.taggings, panel.entities, panel.relations)
    before = [section.height() for section in (panel.codebook, *sections, panel.notes)]
    panel.codebook.link.click()
    qtbot.waitUntil(lambda: panel.codebook.height() >= sum(before[:-1]))
    assert not any(section.isVisible() for section in sections)
    assert panel.notes.isVisible()
    panel.codebook.link.click()
    qtbot.waitUntil(lambda: [each.height() for each in (panel.codebook, *sections, panel.notes)] == before)


def test_borders_that_were_moved_are_kept_through_an_editing(desk, panel, qtbot) -> None:
    splitter = panel.findChild(QSplitter, "taggingSplitter")
    splitter.moveSplitter(splitter.widget(5).y() - 60, 5)
    moved, state = splitter.sizes(), panel.save_state()
    assert not state.isEmpty()
    panel.codebook.link.click()
    assert panel.save_state() == state
    panel.codebook.link.click()
    assert splitter.sizes() == moved
