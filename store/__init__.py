"""The headless half of Galpi: everything a project is and does, without a window."""

from store.checking import backup, check
from store.errors import QueryError, StoreBug, UserError
from store.exporting import export, formats
from store.importing import import_paths
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
    "formats",
    "import_paths",
    "open_project",
    "recognize",
]
