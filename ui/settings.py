"""What the window remembers between two starts, on this machine and not in the project."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

RECENT = 10
"""Projects remembered."""


class Settings:
    """Typed access to what was kept; values that cannot be read are as if they were never kept."""

    def __init__(self) -> None:
        # The ini format on every system: it can be read, copied and deleted by hand.
        self._kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Galpi", "Galpi")

    def text(self, key: str, default: str = "") -> str:
        """A string kept under `key`."""
        value = self._kept.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int = 0) -> int:
        """A whole number kept under `key`."""
        value = self.text(key, str(default))
        return int(value) if value.lstrip("-").isdigit() else default

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings kept under `key`."""
        value = self._kept.value(key, [])
        if isinstance(value, str):
            return (value,) if value else ()
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    def state(self, key: str) -> QByteArray:
        """A geometry or state of Qt kept under `key`; empty if there is none."""
        value = self._kept.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, key: str, value: str | int | QByteArray | Sequence[str]) -> None:
        """Keep a value under `key`."""
        if isinstance(value, int):
            value = str(value)
        self._kept.setValue(key, value if isinstance(value, str | QByteArray) else list(value))

    def recent(self) -> tuple[Path, ...]:
        """The projects opened last, newest first; those that are gone are left out."""
        return tuple(path for path in map(Path, self.texts("recent")) if path.is_file())

    def add_recent(self, path: Path) -> None:
        """Remember that this project was opened now."""
        new = str(path.resolve())
        self.keep("recent", [new, *(old for old in self.texts("recent") if old != new)][:RECENT])

    def for_project(self, path: Path, what: str) -> str:
        """The key of something that is kept for one project."""
        return f"{what}/{str(path.resolve()).replace('/', '|')}"

    def save(self) -> None:
        """Write everything to disk now."""
        self._kept.sync()
