"""The letters that open menus: underlined only while Alt is held."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenuBar, QWidget

_ENDS = frozenset({QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress, QEvent.Type.WindowDeactivate})


class Mnemonics(QObject):
    """Gives the titles of a menu bar their `&` when Alt goes down and takes it away when Alt is let go.

    Qt can underline always or never; with the style sheet of the theme nothing else can be asked of it.
    """

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._titles = [action.text() for action in bar.actions()]
        self._show(False)

    def watch(self, window: QWidget) -> None:
        """Follow the keys of a window that is on the screen."""
        handle = window.windowHandle()
        if handle is not None:
            # Called again it changes nothing: the filter moves to the front, and that is all.
            handle.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if event.key() == Qt.Key.Key_Alt:
                self._show(kind == QEvent.Type.KeyPress)
            elif not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._show(False)
        elif kind in _ENDS:
            self._show(False)
        return False

    def _show(self, on: bool) -> None:
        for action, title in zip(self._bar.actions(), self._titles, strict=True):
            action.setText(title if on else title.replace("&", ""))
