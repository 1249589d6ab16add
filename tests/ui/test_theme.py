"""The theme keeps its promises: contrast, order-free mixing, and one signal."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from store.records import ENTITY_TYPES
from ui import theme


def _luminance(colour: str | QColor) -> float:
    channels = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str | QColor, second: str | QColor) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication):
    yield
    theme.apply(qapp, "light")


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(colours: theme.Palette) -> None:
    for ground in (colours.window, colours.pane, colours.soft, colours.selected):
        for text in (colours.text, colours.dim, colours.accent, colours.error):
            assert _contrast(text, ground) >= 4.5
    assert _contrast(colours.text, colours.hit) >= 4.5
    assert _contrast(colours.boilerplate, colours.pane) >= 3


@pytest.mark.parametrize("wanted", ["light", "dark"])
def test_entity_colours_stand_out_and_differ(qapp: QApplication, wanted: theme.Mode) -> None:
    theme.apply(qapp, wanted)
    named = [kind for kind in ENTITY_TYPES if kind not in theme.PLAIN_TYPES]
    colours = [theme.entity_colour(kind).name() for kind in named]
    assert len(set(colours)) == len(named)
    assert all(_contrast(colour, theme.palette().pane) >= 2.8 for colour in colours)


def test_values_are_grey_and_own_types_keep_their_colour(qapp: QApplication) -> None:
    assert {theme.entity_colour(kind).name() for kind in theme.PLAIN_TYPES} == {QColor(theme.palette().dim).name()}
    assert theme.entity_colour("statute") == theme.entity_colour("statute")
    assert theme.entity_colour("statute") != theme.entity_colour("date")


def test_grounds_mix_whatever_the_order(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    colours = ("#b3446c", "#008660", "#d58600")
    assert len({theme.tag_ground(*order).name() for order in itertools.permutations(colours)}) == 1
    assert theme.tag_ground("#000000").name() == "#cccccc"
    assert theme.tag_ground() == QColor(theme.palette().pane)
    assert theme.tag_ground("#000000", "#000000").lightness() < theme.tag_ground("#000000").lightness()


def test_text_stays_readable_on_the_darkest_and_lightest_tag(qapp: QApplication) -> None:
    for wanted in ("light", "dark"):
        theme.apply(qapp, wanted)
        for colour in ("#000000", "#ffffff", "#0000ff", "#ffff00", "#ff0000", "#00ff00"):
            assert _contrast(theme.palette().text, theme.tag_ground(colour)) >= 4.5


def test_apply_dresses_the_application_and_tells_once(qtbot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    with qtbot.waitSignal(theme.changed, timeout=1000):
        theme.apply(qapp, "dark")
    assert theme.palette() is theme.DARK
    assert theme.mode() == "dark"
    label = QLabel("갈피")
    qtbot.addWidget(label)
    assert label.palette().windowText().color() == QColor(theme.DARK.text)


def test_fonts_keep_fractions_and_have_hangul_behind_them(qapp: QApplication) -> None:
    assert QFontInfo(theme.ui_font()).pixelSize() == 13
    assert theme.ui_font(15.5).pointSizeF() == pytest.approx(11.625, abs=0.1)
    assert set(theme.FAMILIES) <= set(theme.ui_font().families())


def test_the_sheet_names_only_known_colours() -> None:
    sheet = theme.stylesheet(theme.DARK)
    assert "{" in sheet
    assert "{{" not in sheet
    assert theme.DARK.pane in sheet
    assert theme.LIGHT.pane not in sheet
