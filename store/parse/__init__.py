"""Bytes in, drafts of articles out; nothing here touches the disk.

What is named here is imported where it is first used: who reads tables alone need not load what reads pages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.parse.html import parse_html
    from store.parse.plain import parse_plain, parse_text

__all__ = ["parse_html", "parse_plain", "parse_text"]

_HOMES = {"parse_html": "html", "parse_plain": "plain", "parse_text": "plain"}
"""In which file each name is at home."""


def __getattr__(name: str) -> object:
    """Import a name of the face when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
