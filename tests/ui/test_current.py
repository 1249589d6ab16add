"""The window's shared place."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.current import Current


def test_each_property_tells_once_and_only_of_another_value(qtbot: QtBot) -> None:
    current = Current()
    told: list[object] = []
    current.article_changed.connect(told.append)
    current.selected_changed.connect(told.append)
    current.query_changed.connect(told.append)
    for _ in range(2):
        current.article = 3
        current.selected = [3, 4]
        current.query = "대구"
    assert told == [3, (3, 4), "대구"]


def test_another_article_drops_the_selection_and_the_mentions(qtbot: QtBot) -> None:
    current = Current()
    current.article = 1
    current.selection = (2, 5)
    current.mentions = (7,)
    current.article = 2
    assert current.selection is None
    assert current.mentions == ()


def test_an_empty_selection_is_none(qtbot: QtBot) -> None:
    current = Current()
    current.selection = (4, 4)
    assert current.selection is None


def test_place_asks_the_reader(qtbot: QtBot) -> None:
    current = Current()
    with qtbot.waitSignal(current.place_asked) as asked:
        current.place(3, 9)
    assert asked.args == [3, 9]
