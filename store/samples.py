"""The sample project: the articles and the codebook that come with Galpi, imported as a user would."""

from __future__ import annotations

from pathlib import Path

from store.db import create
from store.importing import import_paths
from store.starter import SEEDS, start
from store.store import Store


def create_project(path: Path | str, *, codebook: Path | None = None) -> Store:
    """Make a new project with the starter gazetteer, and a codebook where one is given.

    Raises UserError if there is something at `path`, if it cannot be made, or if the codebook cannot be read.
    """
    path = Path(path)
    store = Store(path, create(path))
    try:
        start(store, codebook=codebook)
    except BaseException:
        store.close()
        remove_files(path)
        raise
    return store


def remove_files(path: Path) -> None:
    """Remove a project file that could not be finished, with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def create_sample(path: Path | str, *, codebook: Path | None = None) -> Store:
    """Make the sample project: the sample articles, imported and recognised, and the sample codebook."""
    store = create_project(path, codebook=codebook or SEEDS / "codebook.json")
    for _ in import_paths(store.path, [SEEDS / "articles"]):
        pass
    return store
