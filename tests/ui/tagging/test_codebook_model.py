"""The codebook is a tree that keeps Qt's rules, changes in place, and asks before it moves anything."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import Tag
from ui import drags
from ui.tagging.codebook_model import CodebookModel, TagUse, use_text
from ui.tagging.rows import ROW
from ui.tagging.tree_steps import Place


def tag(number: int, name: str, parent: int | None = None, key: str | None = None) -> Tag:
    return Tag(
        id=number, uid=str(number), parent=parent, name=name, path=name, colour="#008660", key=key, definition="",
        position=0,
    )  # fmt: skip


TREE = (tag(1, "systems"), tag(2, "water", 1, "1"), tag(3, "wind", 1), tag(4, "scope"))


def book(tags: tuple[Tag, ...] = TREE) -> CodebookModel:
    model = CodebookModel()
    model.show(tags, {2: TagUse(on_article=True, passages=2)})
    return model


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = book()
    qtmodeltester.check(model)
    model.movable = True
    qtmodeltester.check(model)
    model.show(TREE[:1], {})
    qtmodeltester.check(model)


def test_the_tree_has_its_shape(qtbot: QtBot) -> None:
    model = book()
    top = [model.index(row, 0).data() for row in range(model.rowCount())]
    under = [model.index(row, 0, model.index_of(1)).data() for row in range(model.rowCount(model.index_of(1)))]
    assert (top, under) == (["systems", "scope"], ["water", "wind"])
    assert model.parent(model.index_of(3)) == model.index_of(1)
    assert not model.index_of(99).isValid()


def test_a_tag_shows_its_key_and_what_it_does_in_the_article(qtbot: QtBot) -> None:
    model = book()
    row = model.index_of(2).data(ROW)
    assert (row.key, row.right, row.on) == ("1", "✓ article · 2", True)
    assert model.index_of(3).data(ROW).key == ""
    assert model.index_of(4).data(ROW).key is None


def test_only_tags_that_changed_are_told_of(qtbot: QtBot) -> None:
    model = book()
    told: list[int] = []
    model.dataChanged.connect(lambda index, _: told.append(index.internalId()))
    model.show(TREE, {2: TagUse(on_article=True, passages=2)})
    assert told == []
    model.show(model.tags, {3: TagUse(on_article=True)})
    assert sorted(told) == [2, 3]
    model.show((*TREE[:3], tag(4, "reach")), {3: TagUse(on_article=True)})
    assert sorted(told) == [2, 3, 4]
    assert model.index_of(4).data() == "reach"


def test_the_use_is_said_in_words() -> None:
    assert use_text(TagUse()) == ""
    assert use_text(TagUse(passages=1)) == "1 passage"
    assert use_text(TagUse(passages=3)) == "3 passages"
    assert use_text(TagUse(on_article=True)) == "✓ article"


def test_another_name_changes_the_tree_in_place(qtbot: QtBot) -> None:
    model = book()
    with qtbot.assertNotEmitted(model.modelReset):
        model.show((TREE[0], tag(2, "rivers", 1), *TREE[2:]), {})
    assert model.index_of(2).data() == "rivers"
    with qtbot.waitSignal(model.modelReset):
        model.show(TREE[:3], {})


def test_a_new_name_is_asked_for(qtbot: QtBot) -> None:
    model = book()
    assert not model.setData(model.index_of(2), " water ")
    assert not model.setData(model.index_of(2), "  ")
    with qtbot.waitSignal(model.rename_asked) as asked:
        assert model.setData(model.index_of(2), "rivers")
    assert asked.args == [2, "rivers"]
    assert model.index_of(2).data() == "water"


def test_a_drop_asks_for_the_move_and_moves_nothing_itself(qtbot: QtBot) -> None:
    model = book()
    model.movable = True
    data = model.mimeData([model.index_of(4)])
    move = Qt.DropAction.MoveAction
    assert model.canDropMimeData(data, move, 0, 0, model.index_of(1))
    with qtbot.waitSignal(model.move_asked) as asked:
        assert not model.dropMimeData(data, move, 0, 0, model.index_of(1))
    assert asked.args == [4, Place(parent=1, position=0)]


def test_a_branch_cannot_be_dropped_into_itself(qtbot: QtBot) -> None:
    model = book()
    model.movable = True
    data = model.mimeData([model.index_of(1)])
    assert not model.canDropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index_of(2))
    with qtbot.assertNotEmitted(model.move_asked):
        model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index_of(2))


def test_tags_are_moved_only_while_the_codebook_is_edited(qtbot: QtBot) -> None:
    model = book()
    move, copy = Qt.DropAction.MoveAction, Qt.DropAction.CopyAction
    data = model.mimeData([model.index_of(4)])
    assert model.flags(model.index_of(2)) & Qt.ItemFlag.ItemIsDragEnabled
    assert model.supportedDragActions() == copy
    assert not model.canDropMimeData(data, move, 0, 0, model.index_of(1))
    model.movable = True
    assert model.supportedDragActions() == move
    assert model.canDropMimeData(data, move, 0, 0, model.index_of(1))
    assert model.flags(QModelIndex()) == Qt.ItemFlag.ItemIsDropEnabled


def test_articles_are_dropped_on_a_tag(qtbot: QtBot) -> None:
    model = book()
    data = drags.of_articles([3, 5])
    assert model.canDropMimeData(data, Qt.DropAction.CopyAction, -1, -1, model.index_of(2))
    assert not model.canDropMimeData(data, Qt.DropAction.CopyAction, -1, -1, QModelIndex())
    with qtbot.waitSignal(model.articles_dropped) as told:
        model.dropMimeData(data, Qt.DropAction.CopyAction, -1, -1, model.index_of(2))
    assert told.args == [2, (3, 5)]
