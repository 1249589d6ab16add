"""Recognition: persons, places, systems and the like in a text; text in, values out.

What is named here is imported where it is first used: who takes in a table of names need not load every recogniser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.recognition.gazetteer import Gazetteer
    from store.recognition.recognizing import recognize

__all__ = ["Gazetteer", "recognize"]

_HOMES = {"Gazetteer": "gazetteer", "recognize": "recognizing"}
"""In which file each name is at home."""


def __getattr__(name: str) -> object:
    """Import a name of the face when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
