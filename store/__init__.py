"""The headless half of Galpi: everything a project is and does, without a window.

What is named here is imported where it is first used: a process that only parses need not load the whole house.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.checking import backup, check
    from store.errors import QueryError, StoreBug, UserError
    from store.exporting import export, known_formats
    from store.importing import import_paths
    from store.linting import lint
    from store.recognizing import recognize
    from store.samples import create_project, create_sample
    from store.store import Store, open_project

__all__ = [
    "QueryError",
    "Store",
    "StoreBug",
    "UserError",
    "backup",
    "check",
    "create_project",
    "create_sample",
    "export",
    "import_paths",
    "known_formats",
    "lint",
    "open_project",
    "recognize",
]

_HOMES = {
    "QueryError": "errors",
    "Store": "store",
    "StoreBug": "errors",
    "UserError": "errors",
    "backup": "checking",
    "check": "checking",
    "create_project": "samples",
    "create_sample": "samples",
    "export": "exporting",
    "import_paths": "importing",
    "known_formats": "exporting",
    "lint": "linting",
    "open_project": "store",
    "recognize": "recognizing",
}
"""In which file of the store each name is at home."""


def __getattr__(name: str) -> object:
    """Import a name of the face when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"store.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
