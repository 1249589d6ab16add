"""How a row is painted: compared by what the pixels say, never by a picture."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from store.query.highlight import Snippet
from store.records import ArticleRow
from ui import theme
from ui.articles.delegate import ArticleDelegate
from ui.articles.model import ArticleModel
from ui.articles.table import ArticleTable

COLOURS = {"systems/mobility": "#2f5d8a", "systems/energy": "#00aa55", "a": "#aa0000", "b": "#bb0000", "c": "#cc0000"}


def painted(qtbot: QtBot, row: ArticleRow, *, query: str = "", snippet: Snippet | None = None) -> QImage:
    """Paint one row, not selected, in the light colours."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    table = ArticleTable(ArticleModel(lambda _: [row]))
    qtbot.addWidget(table)
    table.resize(404, 200)
    table.painter_of_rows.colours = COLOURS
    table.show_ids(array("q", [row.id]), query=query, anew=True)
    if snippet is not None:
        table._articles.put_snippets({row.id: snippet})
    return table.viewport().grab().toImage()


def row(**other: object) -> ArticleRow:
    """One row to paint."""
    told: dict[str, object] = {
        "id": 1, "source": "a.txt", "title": "대구시, 버스 운행", "title_derived": False, "outlet": "가람뉴스",
        "published": "2024-02-19", "language": "ko", "status": "untagged", "tags": (), **other,
    }  # fmt: skip
    return ArticleRow(**told)  # type: ignore[arg-type]


def has(image: QImage, colour: str) -> int:
    """Count the pixels of exactly this colour."""
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_each_tag_shows_its_colour(qtbot: QtBot) -> None:
    image = painted(qtbot, row(tags=("systems/mobility", "systems/energy")))
    assert has(image, "#2f5d8a") >= 30
    assert has(image, "#00aa55") >= 30
    assert not has(painted(qtbot, row()), "#00aa55")


@pytest.mark.parametrize(("one", "other"), [("untagged", "started"), ("started", "done"), ("done", "discuss")])
def test_each_status_looks_different_and_not_by_colour_alone(qtbot: QtBot, one: str, other: str) -> None:
    first = painted(qtbot, row(status=one)).convertToFormat(QImage.Format.Format_Grayscale8)
    second = painted(qtbot, row(status=other)).convertToFormat(QImage.Format.Format_Grayscale8)
    assert first != second


def test_hits_of_the_snippet_have_the_hit_ground(qtbot: QtBot) -> None:
    snippet = Snippet("…권한을 대구시장은 발표에서…", ((5, 7),))
    assert has(painted(qtbot, row(), query="대구", snippet=snippet), theme.LIGHT.hit) > 100
    assert not has(painted(qtbot, row(), query="대구"), theme.LIGHT.hit)


def test_tags_beyond_three_are_counted(qtbot: QtBot) -> None:
    delegate = ArticleDelegate()
    delegate.colours = COLOURS
    shown = delegate.fit(tuple(COLOURS), 1000)
    assert [chip.text for chip in shown] == ["mobility", "energy", "a", "+2"]


def test_a_narrow_row_shows_fewer_tags_and_says_how_many_are_left_out(qtbot: QtBot) -> None:
    delegate = ArticleDelegate()
    delegate.colours = COLOURS
    shown = delegate.fit(("systems/mobility", "systems/energy"), 90)
    assert [chip.text for chip in shown] == ["mobility", "+1"]
    assert [chip.text for chip in delegate.fit(("systems/mobility",), 40)] == ["+1"]
    assert delegate.fit(("systems/mobility",), 3) == ()
