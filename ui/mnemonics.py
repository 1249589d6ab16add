"""The letters that open menus: underlined only while Alt is held."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenuBar, QWidget

_ENDS = frozenset({QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress, QEvent.Type.WindowDeactivate})


class Mnemonics(QObject):
    """Gives the titles of a menu bar their `&` when Alt goes down and takes it away when Alt is let go.

    Qt can underline always or never; with the style sheet of the theme nothing else can be asked of it. A letter that is
    `taken` opens no menu: Qt would do neither of the two things that it can mean.
    """

    def __init__(self, bar: QMenuBar, taken: Callable[[], Collection[str]] = frozenset) -> None:
        super().__init__(bar)
        self._bar, self._taken = bar, taken
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
        taken = self._taken() if on else ()
        for action, title in zip(self._bar.actions(), self._titles, strict=True):
            free = on and title.partition("&")[2][:1].lower() not in taken
            action.setText(title if free else title.replace("&", ""))
