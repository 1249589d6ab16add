"""The window of statistics: it shows what the store counts; a click filters the list; pictures and numbers go out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.keywords import key_words
from tests.projects import article_of, run
from ui.analysis.chart_painting import Place, place_at
from ui.analysis.statistic_model import StatisticModel
from ui.analysis.statistics import KINDS, StatisticsWindow
from ui.main_window import MainWindow


@pytest.fixture
def told(qtbot: QtBot, window: MainWindow) -> StatisticsWindow:
    """Give the window of statistics on articles with tags, the articles by month counted."""
    store = window.store
    articles = [article_of(store, source).article.id for source in ("ko/bus.txt", "ko/fair.txt", "en/water.txt")]
    for tag, some in (("systems/mobility", articles[:2]), ("stance", articles[1:])):
        store.taggings.put(store.codebook.find(tag).id, some)
    window.actions_["statistics"].trigger()
    opened = window.desk.statistics()
    qtbot.waitUntil(lambda: bool(opened.statistic.rows))
    return opened


def _choose(told: StatisticsWindow, kind: str, **boxes: str) -> None:
    told.choose(kind)
    for name, data in boxes.items():
        box = getattr(told, name)
        box.setCurrentIndex(box.findData(data))
        box.activated.emit(box.currentIndex())


@pytest.mark.parametrize("by", ["outlet", "tag", "language"])
def test_times_are_told_apart(qtbot: QtBot, window: MainWindow, told: StatisticsWindow, by: str) -> None:
    _choose(told, "time", by=by, step="year")
    wanted = window.store.statistics.time(by=by, step="year")
    qtbot.waitUntil(lambda: told.statistic == wanted)
    assert told.table.numbers.rowCount() == len(wanted.rows)
    assert told.chart.accessibleDescription().startswith("2021: ")


def test_every_kind_is_counted_under_the_filter(qtbot: QtBot, window: MainWindow, told: StatisticsWindow) -> None:
    window.finder.set_query("lang:ko")
    qtbot.waitUntil(lambda: told.statistic == window.store.statistics.time("lang:ko"))
    store = window.store
    for kind, count in (
        ("entities", store.statistics.entities),
        ("tags", store.statistics.tags),
        ("together", store.statistics.together),
    ):
        _choose(told, kind)
        wanted = count("lang:ko")
        assert wanted.rows
        qtbot.waitUntil(lambda wanted=wanted: told.statistic == wanted)
    told.filtered.setChecked(False)
    qtbot.waitUntil(lambda: told.statistic == store.statistics.together())


def test_words_that_stand_out_are_counted_as_a_job(qtbot: QtBot, window: MainWindow, told: StatisticsWindow) -> None:
    window.finder.set_query("lang:en OR 박람회")
    qtbot.waitUntil(lambda: window.current.query != "")
    _choose(told, "words")
    wanted = run(key_words(window.store.path, window.current.query))
    if wanted.rows:
        qtbot.waitUntil(lambda: told.statistic == wanted)
    else:
        qtbot.waitUntil(lambda: "surely" in told.nothing.text())


def test_words_without_others_say_what_to_do(qtbot: QtBot, told: StatisticsWindow) -> None:
    _choose(told, "words")
    qtbot.waitUntil(lambda: "against other articles" in told.nothing.text())
    assert not told.table.isVisible()
    _choose(told, "tags")
    qtbot.waitUntil(told.table.isVisible)


def test_a_click_on_a_part_filters_by_both(qtbot: QtBot, window: MainWindow, told: StatisticsWindow) -> None:
    _choose(told, "time", by="language", step="year")
    qtbot.waitUntil(lambda: told.statistic.kind == "time" and len(told.statistic.columns) == 2)
    told.chart.resize(600, 300)
    size = QSizeF(told.chart.size())
    spots = {place_at(told.statistic, size, QPointF(x, y)): (x, y) for x in range(0, 600, 5) for y in range(0, 300, 5)}
    x, y = spots[Place(row=0, column=0)]
    qtbot.mouseClick(told.chart, Qt.MouseButton.LeftButton, pos=QPointF(x, y).toPoint())
    qtbot.waitUntil(lambda: window.current.query == "date:2021 lang:ko")
    assert told.table.currentIndex().row() == 0


def test_keys_walk_and_filter(qtbot: QtBot, window: MainWindow, told: StatisticsWindow) -> None:
    told.filtered.setChecked(False)
    _choose(told, "tags")
    qtbot.waitUntil(lambda: told.statistic.kind == "tags")
    qtbot.keyClick(told.chart, Qt.Key.Key_Down)
    qtbot.keyClick(told.chart, Qt.Key.Key_End)
    assert told.table.currentIndex().row() == len(told.statistic.rows) - 1
    qtbot.keyClick(told.chart, Qt.Key.Key_Home)
    qtbot.keyClick(told.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current.query == told.statistic.rows[0].term)


def test_pictures_and_numbers_go_out(qtbot: QtBot, told: StatisticsWindow, tmp_path: Path) -> None:
    for kind in ("time", "tags"):
        _choose(told, kind)
        qtbot.waitUntil(lambda kind=kind: told.statistic.kind == kind)
        for ending in ("png", "svg", "csv"):
            told.export_to(tmp_path / f"{kind}.{ending}")
        assert not QImage(str(tmp_path / f"{kind}.png")).isNull()
        assert QSvgRenderer(str(tmp_path / f"{kind}.svg")).isValid()
        assert told.statistic.rows[0].label in (tmp_path / f"{kind}.svg").read_text(encoding="utf-8")
        table = (tmp_path / f"{kind}.csv").read_text(encoding="utf-8-sig")
        assert table.startswith(f"{told.statistic.heading},")
    told.copy()
    assert QGuiApplication.clipboard().text().startswith("tag\tarticles")


def test_a_place_that_cannot_be_written_is_told(window: MainWindow, told: StatisticsWindow, tmp_path: Path) -> None:
    told.export_to(tmp_path / "gone" / "time.png")
    box = window.findChild(object, "trouble")
    assert "cannot be written" in box.text()
    box.close()


def test_it_follows_the_project(qtbot: QtBot, window: MainWindow, told: StatisticsWindow) -> None:
    _choose(told, "tags")
    qtbot.waitUntil(lambda: told.statistic.kind == "tags")
    window.store.taggings.put(
        window.store.codebook.find("systems/energy").id, [article_of(window.store, "lamp.txt").article.id]
    )
    qtbot.waitUntil(lambda: any(row.label == "systems/energy" for row in told.statistic.rows))


def test_the_model_is_sound(told: StatisticsWindow, qtmodeltester: ModelTester) -> None:
    model = StatisticModel()
    qtmodeltester.check(model)
    model.show_statistic(told.statistic)
    qtmodeltester.check(model)
    assert len(KINDS) == 5
