"""Bytes in, drafts of articles out; nothing here touches the disk.

What is named here is imported where it is first used: its tables take a while to be made.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.parse.html import parse_html
    from store.parse.plain import parse_plain, parse_text

__all__ = ["parse_html", "parse_plain", "parse_text"]


def __getattr__(name: str) -> object:
    """Import a name of this folder when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "html" if name == "parse_html" else "plain"
    return getattr(import_module(f"store.parse.{home}"), name)
