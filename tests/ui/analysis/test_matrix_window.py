"""The window of the matrix: what it shows is what the store counts; cells open their sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store.records import MatrixSpec
from ui.analysis.matrix import MatrixWindow
from ui.analysis.matrix_model import MatrixModel
from ui.main_window import MainWindow


@pytest.fixture
def matrix(qtbot: QtBot, window: MainWindow, city: int) -> MatrixWindow:
    """Give the window of the matrix, places by systems in the same sentence, counted."""
    window.actions_["matrix"].trigger()
    opened = window.desk.matrix()
    qtbot.waitUntil(lambda: opened.model.rowCount() > 0 and opened.by.findData("=powers") >= 0)
    return opened


def _choose(matrix: MatrixWindow, **boxes: str) -> None:
    for name, data in boxes.items():
        box = getattr(matrix, name)
        box.setCurrentIndex(box.findData(data))
        box.activated.emit(box.currentIndex())


def _go(matrix: MatrixWindow, row: str, column: str) -> None:
    model = matrix.model.matrix
    rows = [line.entity.name for line in model.rows]
    columns = [line.entity.name for line in model.columns]
    matrix.table.setCurrentIndex(matrix.model.index(rows.index(row), columns.index(column) + 1))


def test_it_shows_what_the_store_counts(qtbot: QtBot, window: MainWindow, matrix: MatrixWindow) -> None:
    assert matrix.model.matrix == window.store.matrices.read(MatrixSpec(rows="place", columns="system"))
    _choose(matrix, row_type="place", column_type="organisation", by="article")
    wanted = window.store.matrices.read(MatrixSpec(rows="place", columns="organisation", within="article"))
    qtbot.waitUntil(lambda: matrix.model.matrix == wanted)
    names = [matrix.model.headerData(row, Qt.Orientation.Vertical) for row in range(matrix.model.rowCount())]
    assert names == [line.entity.name for line in wanted.rows]
    assert matrix.model.columnCount() == 1 + len(wanted.columns)


def test_a_cell_opens_its_sentences_and_a_sentence_the_reader(
    qtbot: QtBot, window: MainWindow, matrix: MatrixWindow
) -> None:
    _go(matrix, "물시", "물길")
    qtbot.keyClick(matrix.table, Qt.Key.Key_Return)
    # The cell that was chosen before may have one sentence too.
    beginning = "The city of Daegu opened"
    qtbot.waitUntil(lambda: [each.text[: len(beginning)] for each in matrix.passages.passages.items] == [beginning])
    (item,) = matrix.passages.passages.items
    matrix.passages.setCurrentIndex(matrix.passages.passages.index(0))
    with qtbot.waitSignal(window.current.place_asked) as asked:
        qtbot.keyClick(matrix.passages, Qt.Key.Key_Return)
    assert window.current.article == item.article
    assert tuple(asked.args) == (item.start, item.end)


def test_relations_and_background_facts_are_joined_too(qtbot: QtBot, matrix: MatrixWindow) -> None:
    matrix.facts.setChecked(True)
    _choose(matrix, by="=powers")
    qtbot.waitUntil(lambda: matrix.model.matrix.spec.by == "powers")
    assert matrix.model.matrix.facts
    _go(matrix, "물시", "물길")
    assert matrix.model.data(matrix.table.currentIndex()) == "fact"
    qtbot.waitUntil(lambda: [item.article for item in matrix.passages.passages.items] == [None])


def test_it_is_sorted_by_what_is_asked(qtbot: QtBot, matrix: MatrixWindow) -> None:
    _choose(matrix, column_type="organisation", by="article")
    qtbot.waitUntil(lambda: matrix.model.matrix.spec.within == "article")
    model = matrix.model
    matrix.table.sort_all(by_name=True)
    names = [line.entity.name.casefold() for line in model.matrix.rows]
    assert names == sorted(names)
    column = model.columnCount() - 1
    matrix.table.sort_rows(column)
    counts = [row[column - 1] for row in model.matrix.counts]
    assert counts == sorted(counts, reverse=True)
    matrix.table.sort_columns(0)
    assert list(model.matrix.counts[0]) == sorted(model.matrix.counts[0], reverse=True)
    matrix.table.sort_all(by_name=False)
    totals = [line.articles for line in model.matrix.rows]
    assert totals == sorted(totals, reverse=True)


def test_sorting_carries_the_cells_along(qtbot: QtBot, window: MainWindow, matrix: MatrixWindow) -> None:
    def cells(model: MatrixModel) -> set[tuple[str, str, int, bool]]:
        found = model.matrix
        return {
            (row.entity.name, column.entity.name, found.counts[a][b], (a, b) in found.facts)
            for a, row in enumerate(found.rows)
            for b, column in enumerate(found.columns)
        }

    matrix.facts.setChecked(True)
    _choose(matrix, by="=powers")
    qtbot.waitUntil(lambda: matrix.model.matrix.spec.by == "powers")
    before = cells(matrix.model)
    _go(matrix, "물시", "물길")
    matrix.table.sort_all(by_name=True)
    matrix.table.sort_columns(0)
    matrix.table.sort_rows(1)
    assert cells(matrix.model) == before
    pair = matrix.model.pair(matrix.table.currentIndex())
    assert pair is not None
    assert (pair[0].name, pair[1].name) == ("물시", "물길")


def test_it_follows_the_filter_and_the_project(qtbot: QtBot, window: MainWindow, matrix: MatrixWindow) -> None:
    _go(matrix, "물시", "물길")
    window.store.naming.rename(window.store.entities.find("물시")[0].id, "물의 도시")
    qtbot.waitUntil(lambda: "물의 도시" in [line.entity.name for line in matrix.model.matrix.rows])
    pair = matrix.model.pair(matrix.table.currentIndex())
    assert pair is not None
    assert pair[0].name == "물의 도시"
    window.finder.set_query("lang:ko")
    qtbot.waitUntil(lambda: matrix.model.matrix.spec.query == "lang:ko")
    assert "물의 도시" not in [line.entity.name for line in matrix.model.matrix.rows]
    window.finder.set_query("lang:xx")
    qtbot.waitUntil(matrix.nothing.isVisible)
    assert "filter" in matrix.nothing.text()


def test_only_some_lines_are_shown_and_the_rest_is_said(qtbot: QtBot, window: MainWindow, matrix: MatrixWindow) -> None:
    _choose(matrix, column_type="organisation", by="article")
    qtbot.waitUntil(lambda: matrix.model.matrix.spec.within == "article" and matrix.model.rowCount() > 1)
    matrix._rows = matrix._columns = 1
    matrix.reload()
    qtbot.waitUntil(lambda: matrix.model.rowCount() == 1)
    assert "more rows" in matrix.more.text()
    matrix.show_more()
    qtbot.waitUntil(lambda: matrix.model.rowCount() == 2)


def test_it_is_copied_and_written(qtbot: QtBot, matrix: MatrixWindow, tmp_path: Path) -> None:
    matrix.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("place × system\tall\t")
    assert len(lines) == matrix.model.rowCount() + 3
    matrix.export_to(tmp_path / "m.csv")
    assert (tmp_path / "m.csv").read_text(encoding="utf-8-sig").startswith("place × system,all,")
    matrix.export_to(tmp_path / "m.png")
    image = QImage(str(tmp_path / "m.png"))
    assert image.width() > 400
    assert len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}) > 3
    matrix.export_to(tmp_path / "m.svg")
    assert QSvgRenderer(str(tmp_path / "m.svg")).isValid()
    assert "물시" in (tmp_path / "m.svg").read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_to_is_told(
    qtbot: QtBot, window: MainWindow, matrix: MatrixWindow, tmp_path: Path
) -> None:
    for ending in ("csv", "png", "svg"):
        told = []
        window.actions_.tell = lambda error, told=told: told.append(str(error))  # type: ignore[method-assign]
        matrix.export_to(tmp_path / "none" / f"m.{ending}")
        assert "cannot be written" in told[0], ending


def test_models_keep_the_promises_of_qt(
    qtbot: QtBot, matrix: MatrixWindow, qtmodeltester: ModelTester, window: MainWindow
) -> None:
    qtmodeltester.check(matrix.model)
    qtmodeltester.check(matrix.passages.passages)


def test_sentences_that_are_read_stay_where_they_are(qtbot: QtBot, window: MainWindow, matrix: MatrixWindow) -> None:
    """A change elsewhere in the project must not move what one reads."""
    _go(matrix, "물시", "물길")
    qtbot.waitUntil(lambda: len(matrix.passages.passages.items) == 1 and not matrix._rest.isActive())
    # The cell that was current before may have been answered first.
    with qtbot.waitSignal(matrix.passages.passages.modelReset, timeout=400, raising=False):
        pass
    resets: list[None] = []
    matrix.passages.passages.modelReset.connect(lambda: resets.append(None))
    window.store.naming.set_note(window.store.entities.find("물시")[0].id, "a note")
    with qtbot.waitSignal(matrix.model.modelReset):
        pass
    qtbot.waitUntil(lambda: not matrix._rest.isActive())
    with qtbot.waitSignal(matrix.passages.passages.modelReset, timeout=400, raising=False):
        pass
    assert not resets
