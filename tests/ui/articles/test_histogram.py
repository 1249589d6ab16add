"""Articles by year, to be clicked and dragged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.articles.histogram import Histogram, dates_of


@pytest.fixture
def histogram(qtbot: QtBot) -> Histogram:
    """Give bars for 2014 to 2024, of which two years are empty."""
    made = Histogram()
    qtbot.addWidget(made)
    made.resize(232, 108)
    made.show_years(tuple((year, year - 2013) for year in range(2014, 2025) if year not in (2016, 2017)))
    made.show()
    return made


def at(histogram: Histogram, year: int) -> QPoint:
    """A point on the bar of a year."""
    return QPoint(round(18 + (year - 2014 + 0.5) * (232 - 36) / 11), 70)


def test_a_click_chooses_a_year(qtbot: QtBot, histogram: Histogram) -> None:
    with qtbot.waitSignal(histogram.chosen) as chosen:
        qtbot.mouseClick(histogram, Qt.MouseButton.LeftButton, pos=at(histogram, 2016))
    assert chosen.args == ["date:2016"]


def test_a_drag_chooses_a_range_in_either_direction(qtbot: QtBot, histogram: Histogram) -> None:
    with qtbot.waitSignal(histogram.chosen) as chosen:
        qtbot.mousePress(histogram, Qt.MouseButton.LeftButton, pos=at(histogram, 2022))
        qtbot.mouseMove(histogram, at(histogram, 2019))
        qtbot.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=at(histogram, 2019))
    assert chosen.args == ["date:2019..2022"]


def test_the_keyboard_does_the_same(qtbot: QtBot, histogram: Histogram) -> None:
    qtbot.keyClick(histogram, Qt.Key.Key_Left)
    qtbot.keyClick(histogram, Qt.Key.Key_Left)
    with qtbot.waitSignal(histogram.chosen) as chosen:
        qtbot.keyClick(histogram, Qt.Key.Key_Return)
    assert chosen.args == ["date:2023"]
    histogram.show_query("date:2020")
    with qtbot.waitSignal(histogram.chosen) as chosen:
        qtbot.keyClick(histogram, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert chosen.args == ["date:2020..2023"]


def test_years_of_the_filter_look_different(qtbot: QtBot, histogram: Histogram) -> None:
    before = histogram.grab().toImage()
    histogram.show_query("date:2020..2022")
    assert histogram.grab().toImage() != before
    histogram.show_query("대구")
    assert histogram.grab().toImage() == before


def test_without_dates_it_takes_no_room(histogram: Histogram) -> None:
    histogram.show_years(())
    assert not histogram.isVisible()
    histogram.grab()


def test_a_double_click_goes_into_the_months_and_the_wheel_comes_back(qtbot: QtBot, histogram: Histogram) -> None:
    histogram.show_years(((2021, 3), (2022, 5)), (("2021-03", 1), ("2021-07", 2), ("2022-01", 5)))
    left, july = QPoint(50, 70), QPoint(round(18 + 6.5 * (232 - 36) / 12), 70)
    qtbot.mouseDClick(histogram, Qt.MouseButton.LeftButton, pos=left)
    assert histogram.year == 2021
    with qtbot.waitSignal(histogram.chosen) as chosen:
        qtbot.mousePress(histogram, Qt.MouseButton.LeftButton, pos=QPoint(20, 70))
        qtbot.mouseMove(histogram, july)
        qtbot.mouseRelease(histogram, Qt.MouseButton.LeftButton, pos=july)
    assert chosen.args == ["date:2021-01..2021-07"]
    qtbot.keyClick(histogram, Qt.Key.Key_Up)
    assert histogram.year is None
    histogram.zoom(1999)
    assert histogram.year is None


def test_keys_choose_a_range_and_esc_clears(qtbot: QtBot, histogram: Histogram) -> None:
    for _ in range(3):
        qtbot.keyClick(histogram, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(histogram.chosen) as chosen:
        qtbot.keyClick(histogram, Qt.Key.Key_Return)
    assert chosen.args == ["date:2021..2024"]
    histogram.show_query("date:2021..2024")
    with qtbot.waitSignal(histogram.cleared):
        qtbot.keyClick(histogram, Qt.Key.Key_Escape)
    qtbot.keyClick(histogram, Qt.Key.Key_Down)
    assert histogram.year == 2021
    histogram.show_query("")
    qtbot.keyClick(histogram, Qt.Key.Key_Escape)
    assert histogram.year is None


@pytest.mark.parametrize(
    ("query", "dates"),
    [
        ("date:2021", ("2021", "2021")),
        ("date:2021-03..2022-06-01", ("2021-03", "2022-06-01")),
        ("date:..2019", ("0000", "2019")),
        ("date:2019..", ("2019", "9999")),
        ("-date:2021", None),
        ("대구", None),
        ("date:", None),
        ("date:x", None),
    ],
)
def test_dates_of_a_filter(query: str, dates: tuple[str, str] | None) -> None:
    assert dates_of(query) == dates
