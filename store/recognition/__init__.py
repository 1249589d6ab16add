"""Recognition: persons, places, systems and the like in a text; text in, values out.

What is named here is imported where it is first used: its tables take a while to be made.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.recognition.gazetteer import Gazetteer
    from store.recognition.recognizing import recognize

__all__ = ["Gazetteer", "recognize"]


def __getattr__(name: str) -> object:
    """Import a name of this folder when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = {"Gazetteer": "gazetteer", "recognize": "recognizing"}[name]
    return getattr(import_module(f"store.recognition.{home}"), name)
