"""The window of an entity's page: everything leads on, and it follows the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.analysis.entity_page import EntityPageWindow
from ui.analysis.timeline import spread
from ui.main_window import MainWindow


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, city: int) -> EntityPageWindow:
    """Give the page of the city, read."""
    opened = window.desk.page(city)
    qtbot.waitUntil(lambda: opened.page is not None and bool(opened.passages.passages.items))
    return opened


def _names(page: EntityPageWindow) -> list[str]:
    return [line.item.entity.name if line.item else line.words for line in page.groups.groups.lines]


def test_it_opens_for_the_mention_under_the_cursor(qtbot: QtBot, window: MainWindow, city: int) -> None:
    article = window.store.search.ids('entity:"물시"')[0]
    window.current.article = article
    window.current.mentions = [m.id for m in window.store.mentions.of(article) if m.entity_id == city][:1]
    window.actions_["entity_page"].trigger()
    opened = window.desk.page(city)
    qtbot.waitUntil(lambda: opened.page is not None)
    assert opened.page is not None
    assert opened.page.entity.id == city


def test_without_a_mention_it_says_how(qtbot: QtBot, window: MainWindow) -> None:
    window.current.mentions = ()
    with qtbot.waitSignal(window.actions_.said) as said:
        window.actions_["entity_page"].trigger()
    assert "Shift+E" in said.args[0]


def test_it_shows_who_is_joined_with_it(page: EntityPageWindow) -> None:
    names = _names(page)
    assert names[0].startswith("systems")
    assert "물길" in names
    assert "기술자회" in names
    assert any(words.startswith("agreements with") for words in names)
    assert "물시" in page.name.text()
    assert {item.text[:16] for item in page.passages.passages.items} == {"Daegu opens a sm", "The city of Daeg"}


def test_another_entity_opens_its_page_and_one_comes_back(
    qtbot: QtBot, window: MainWindow, page: EntityPageWindow
) -> None:
    system = window.store.entities.find("물길")[0].id
    page.groups.go_to(system)
    qtbot.waitUntil(lambda: "물길" in page.said.text())
    assert len(page.passages.passages.items) == 1
    qtbot.keyClick(page.groups, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.page is not None and page.page.entity.id == system)
    page.go_back()
    qtbot.waitUntil(lambda: page.page is not None and page.page.entity.name == "물시")
    assert not page.back.isEnabled()


def test_a_click_on_a_name_opens_it(qtbot: QtBot, window: MainWindow, page: EntityPageWindow) -> None:
    system = window.store.entities.find("물길")[0].id
    row = next(at for at, line in enumerate(page.groups.groups.lines) if line.item and line.item.entity.id == system)
    rect = page.groups.visualRect(page.groups.groups.index(row))
    qtbot.mouseClick(page.groups.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(40, 12))
    qtbot.waitUntil(lambda: page.page is not None and page.page.entity.id == system)


def test_the_timeline_narrows_and_lets_go(qtbot: QtBot, page: EntityPageWindow) -> None:
    assert page.timeline.periods == ("2023-05",)
    page.timeline.setFocus()
    qtbot.keyClick(page.timeline, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "date:2023-05" in page.line.text())
    assert page.page is not None
    assert page.page.articles == 1
    assert page.timeline.periods == ("2023-05",)
    page.timeline.choose("2023-05")
    qtbot.waitUntil(lambda: "date:" not in page.line.text())


def test_the_list_is_filtered_by_it(qtbot: QtBot, window: MainWindow, page: EntityPageWindow) -> None:
    page.filter_by_it()
    qtbot.waitUntil(lambda: window.current.query == "entity:물시")
    qtbot.waitUntil(lambda: len(window.pane.model.ids) == 1)
    page.filter_by_it()
    assert window.bar.box.text() == "entity:물시"


def test_it_follows_the_project(qtbot: QtBot, window: MainWindow, page: EntityPageWindow) -> None:
    store = window.store
    store.naming.set_note(store.entities.find("물시")[0].id, "seen in May")
    qtbot.waitUntil(lambda: "seen in May" in page.facts.text())
    into = store.entities.find("물길")[0].id
    store.reshaping.merge([store.entities.find("물시")[0].id], into)
    qtbot.waitUntil(lambda: "merged" in page.facts.text())
    store.journal.undo()
    qtbot.waitUntil(lambda: "seen in May" in page.facts.text())


def test_it_is_copied_and_written(qtbot: QtBot, page: EntityPageWindow, tmp_path: Path) -> None:
    page.copy()
    assert QGuiApplication.clipboard().text().startswith("# 물시\n")
    for ending, words in (("md", "# 물시"), ("html", "<h1>물시</h1>"), ("csv", "물시,place,operates,subject,물길")):
        path = tmp_path / f"page.{ending}"
        page.export_to(path)
        qtbot.waitUntil(path.exists)
        qtbot.waitUntil(lambda path=path, words=words: words in path.read_text(encoding="utf-8"))  # type: ignore[misc]


def test_models_keep_the_promises_of_qt(page: EntityPageWindow, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.groups.groups)
    qtmodeltester.check(page.passages.passages)


def test_time_is_spread_by_months_or_by_years() -> None:
    assert spread(()) == ((), {})
    assert spread((("2021-11", 2), ("2022-02", 1)))[0] == ("2021-11", "2021-12", "2022-01", "2022-02")
    assert spread((("2015-01", 2), ("2015-06", 3), ("2021-02", 1))) == (
        ("2015", "2016", "2017", "2018", "2019", "2020", "2021"),
        {"2015": 5, "2021": 1},
    )
    assert spread((("2021", 2), ("2021-06", 3))) == (("2021",), {"2021": 5})
