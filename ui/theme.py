"""The look of the window: colours, fonts and the one style sheet, light and dark.

Every colour has one meaning. A pane that paints for itself asks `palette()` when it paints, and repaints on `changed`.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

Mode = Literal["light", "dark", "system"]
"""What the user chose; `system` follows the desktop, also while the window is open."""

UI_PIXELS = 13
"""Size of the interface font."""

FAMILIES = ("Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", "NanumGothic")
"""Families with Hangul that follow the system's own, best first."""

_ALIASES = frozenset({"sans", "sans serif", "sans-serif", "helvetica"})

PLAIN_TYPES = frozenset({"date", "time", "amount"})
"""Entity types that are values, not names: dotted grey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one mode as `#rrggbb`; `types` maps an entity type to its colour."""

    dark: bool
    window: str
    pane: str
    line: str
    text: str
    dim: str
    accent: str
    soft: str
    selected: str
    hit: str
    boilerplate: str
    error: str
    types: Mapping[str, str]


_TYPES_LIGHT = {
    "person": "#b3446c",
    "place": "#008660",
    "organisation": "#7a5cc0",
    "system": "#2f7fb8",
    "programme": "#0d8089",
    "event": "#d58600",
    "award": "#5b8c2a",
    "technology": "#8a5a2b",
}
# The same hues; those that sink into a dark pane are lifted until they stand 3 : 1 on it.
_TYPES_DARK = _TYPES_LIGHT | {
    "person": "#c75f85",
    "place": "#12976f",
    "organisation": "#9a80d8",
    "system": "#4a98d0",
    "programme": "#2a9da6",
    "award": "#6da035",
    "technology": "#b07d4a",
}
_SPARE = ("#c0504d", "#4f6fae", "#7d8a2e", "#a0569b", "#4c8a7f", "#b0703a")

LIGHT = Palette(
    dark=False,
    window="#f6f6f3",
    pane="#ffffff",
    line="#e2e1dc",
    text="#1f2328",
    dim="#5c656d",
    accent="#2f5d8a",
    soft="#e6eef5",
    selected="#dbe7f2",
    hit="#ffe9a8",
    boilerplate="#8b9299",
    error="#b3261e",
    types=MappingProxyType(_TYPES_LIGHT),
)
DARK = Palette(
    dark=True,
    window="#1a1c1f",
    pane="#212427",
    line="#33373b",
    text="#e6e6e3",
    dim="#a3abb3",
    accent="#7fb2e5",
    soft="#26333f",
    selected="#2b3d4e",
    hit="#5c4b12",
    boilerplate="#6d757c",
    error="#f2a29b",
    types=MappingProxyType(_TYPES_DARK),
)


class _Theme(QObject):
    """Holds which palette is in force and tells when it changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.palette = LIGHT
        self.mode: Mode = "system"
        self.followed: QObject | None = None
        self.styled: QApplication | None = None


_theme = _Theme()
changed = _theme.changed
"""Emitted after another palette came into force."""


def palette() -> Palette:
    """Return the colours in force."""
    return _theme.palette


def mode() -> Mode:
    """Return what the user chose last by `apply`."""
    return _theme.mode


def apply(app: QApplication, wanted: Mode) -> None:
    """Dress the whole application: style, palette, font and style sheet; emits `changed`."""
    _theme.mode = wanted
    hints = QGuiApplication.styleHints()
    if _theme.followed is not hints:
        hints.colorSchemeChanged.connect(_follow)
        _theme.followed = hints
    _dress(app, DARK if wanted == "dark" or (wanted == "system" and _system_is_dark()) else LIGHT)


def ui_font(pixels: float = UI_PIXELS, *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the interface font at so many pixels (fractions are kept), with the Korean families behind it."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    screen = QGuiApplication.primaryScreen()
    # What paints asks for it with each line; whoever gets it may change it.
    return QFont(_font(pixels, weight, system, screen.logicalDotsPerInchY() if screen else 96))


@lru_cache(maxsize=64)
def _font(pixels: float, weight: QFont.Weight, system: str, dots: float) -> QFont:
    # A mere alias says nothing about the look; behind our own families it still serves where none of them is there.
    font = QFont([*FAMILIES, system] if system.lower() in _ALIASES else [system, *FAMILIES])
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setWeight(weight)
    if pixels == int(pixels):
        font.setPixelSize(int(pixels))
    else:
        # Qt knows fractions in points only; a logical pixel is 1/96 inch on its side of the scaling.
        font.setPointSizeF(pixels * 72 / dots)
    return font


def entity_colour(type_: str) -> QColor:
    """Return the colour of an entity type: values are grey, types of the project's own get a lasting spare colour."""
    if type_ in PLAIN_TYPES:
        return QColor(_theme.palette.dim)
    known = _theme.palette.types.get(type_)
    return QColor(known or _SPARE[zlib.crc32(type_.encode()) % len(_SPARE)])


def tag_ground(*colours: str | QColor, on: str | None = None) -> QColor:
    """Return the ground of one tag, or of several that overlap, whatever their order.

    One colour covers a fifth of the pane (`on` another ground, if given); each further one makes the mix stronger.
    """
    ground = QColor(on or _theme.palette.pane)
    if not colours:
        return ground
    share = 1 - 0.8 ** len(colours)
    tags = [QColor(colour) for colour in colours]
    red, green, blue = (
        round(base * (1 - share) + sum(parts) / len(parts) * share)
        for base, parts in (
            (ground.red(), [tag.red() for tag in tags]),
            (ground.green(), [tag.green() for tag in tags]),
            (ground.blue(), [tag.blue() for tag in tags]),
        )
    )
    return QColor(red, green, blue)


def stylesheet(colours: Palette) -> str:
    """Return the application's style sheet in these colours.

    Dynamic properties of widgets: `heading` (section heading), `dim`, `link`, `error` on a QLabel or QToolButton;
    `ground` = `window` or `pane` on a QWidget.
    """
    return _SHEET.format_map({name: getattr(colours, name) for name in _COLOUR_NAMES})


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _follow() -> None:
    app = QApplication.instance()
    if _theme.mode == "system" and isinstance(app, QApplication):
        _dress(app, DARK if _system_is_dark() else LIGHT)


def _dress(app: QApplication, colours: Palette) -> None:
    _theme.palette = colours
    if _theme.styled is not app:
        # Once is enough, and each further style would be put on every widget anew, also on those about to go.
        app.setStyle(QStyleFactory.create("Fusion"))
        _theme.styled = app
    app.setPalette(_qt_palette(colours))
    outlined = _qt_palette(colours)
    # Fusion draws the outline of its small controls darker than the window: on a dark one it would sink.
    outlined.setColor(QPalette.ColorRole.Window, QColor(colours.dim if colours.dark else colours.window))
    for name in ("QCheckBox", "QRadioButton", "QAbstractSpinBox", "QComboBox", "QGroupBox"):
        app.setPalette(outlined, name)  # type: ignore[arg-type]  # takes str alone, whatever its stub says
    app.setFont(ui_font())
    app.setStyleSheet(stylesheet(colours))
    _theme.changed.emit()


def _qt_palette(colours: Palette) -> QPalette:
    role = QPalette.ColorRole
    wanted = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.pane,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.PlaceholderText: colours.dim,
        role.Button: colours.window,
        role.ButtonText: colours.text,
        role.BrightText: colours.error,
        role.Highlight: colours.selected,
        role.HighlightedText: colours.text,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.pane,
        role.ToolTipText: colours.text,
        role.Light: colours.line,
        role.Midlight: colours.line,
        role.Mid: colours.line,
        role.Dark: colours.dim,
        role.Shadow: colours.line,
    }
    result = QPalette()
    for key, colour in wanted.items():
        result.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.boilerplate))
    return result


_COLOUR_NAMES = ("window", "pane", "line", "text", "dim", "accent", "soft", "selected", "hit", "boilerplate", "error")

_SHEET = """
QMainWindow, QDialog {{ background: {window}; }}
QWidget[ground="window"] {{ background: {window}; }}
QWidget[ground="pane"] {{ background: {pane}; }}
QToolTip {{ background: {pane}; color: {text}; border: 1px solid {line}; padding: 4px 8px; }}

QLabel[heading="true"] {{
    color: {dim}; font-size: 11px; font-weight: 600; letter-spacing: 0.6px; text-transform: uppercase;
}}
QLabel[dim="true"] {{ color: {dim}; }}
QLabel[error="true"] {{ color: {error}; }}
QLabel[link="true"], QToolButton[link="true"], QPushButton[link="true"] {{
    color: {accent}; border: none; background: transparent; padding: 0; min-width: 0;
}}
QToolButton[link="true"]:focus, QPushButton[link="true"]:focus {{ text-decoration: underline; }}

QMenuBar {{ background: {pane}; color: {text}; border-bottom: 1px solid {line}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {selected}; }}
QMenu {{ background: {pane}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 4px 24px 4px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selected}; color: {text}; }}
QMenu::item:disabled {{ color: {boilerplate}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}

QStatusBar {{ background: {window}; color: {dim}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}

QAbstractItemView {{
    background: transparent; border: none; outline: none;
    selection-background-color: {selected}; selection-color: {text};
}}
QComboBox QAbstractItemView {{ background: {pane}; border: 1px solid {line}; }}
QAbstractItemView::indicator {{
    width: 10px; height: 10px; border: 1px solid {dim}; border-radius: 3px; background: {pane};
}}
QAbstractItemView::indicator:checked {{ background: {accent}; border-color: {accent}; }}
QHeaderView::section {{
    background: {window}; color: {dim}; border: none; border-bottom: 1px solid {line}; padding: 4px 3px;
}}
QTableCornerButton::section {{ background: {window}; border: none; border-bottom: 1px solid {line}; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QTextEdit, QPlainTextEdit, QLineEdit {{
    background: {pane}; color: {text}; border: 1px solid {line}; border-radius: 4px; padding: 4px 8px;
    selection-background-color: {selected}; selection-color: {text};
}}
QTextEdit:focus, QPlainTextEdit:focus, QLineEdit:focus {{ border-color: {accent}; }}
QTextEdit[bare="true"] {{ border: none; border-top: 2px solid transparent; border-radius: 0; padding: 0; }}
QTextEdit[bare="true"]:focus {{ border: none; border-top: 2px solid {accent}; }}

QPushButton {{
    background: {pane}; color: {text}; border: 1px solid {line}; border-radius: 4px; padding: 4px 12px; min-width: 56px;
}}
QPushButton:hover {{ background: {soft}; }}
QPushButton:pressed {{ background: {selected}; }}
QPushButton:focus {{ border-color: {accent}; }}
QPushButton:default {{ border-color: {accent}; color: {accent}; }}
QPushButton:disabled {{ color: {boilerplate}; border-color: {line}; }}
QToolButton {{
    background: transparent; color: {text}; border: 1px solid transparent; border-radius: 4px; padding: 2px;
}}
QToolButton:hover {{ background: {soft}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:disabled {{ color: {boilerplate}; }}
QToolButton::menu-indicator {{ image: none; }}

QProgressBar {{ background: {line}; border: none; border-radius: 2px; max-height: 4px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}

QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {boilerplate}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
