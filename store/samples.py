"""Making projects: an empty one, or the sample with the articles and the codebook that come with Galpi.

A project is made under a scratch name beside its place and renamed when it is whole: whatever happens meanwhile, no
half-made project is ever found under its name.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from store.annotators import new_uid
from store.db import create, refuse_taken
from store.errors import UserError
from store.starter import SEEDS, start
from store.store import Store, open_project

LEFT_BEHIND = 3600
"""After how many seconds a scratch file is taken for one that a killed program left behind."""


def create_project(path: Path | str, *, codebook: Path | None = None) -> Store:
    """Make a new project with the starter gazetteer, and a codebook where one is given.

    Raises UserError if there is something at `path`, if it cannot be made, or if the codebook cannot be read.
    """
    path = Path(path)
    with _scratch(path) as scratch:
        _start(path, scratch, codebook)
    return open_project(path)


def create_sample(path: Path | str, *, codebook: Path | None = None) -> Store:
    """Make the sample project: the sample articles, imported and recognised, and the sample codebook.

    Raises UserError as `create_project` does.
    """
    from store.importing import import_paths

    path = Path(path)
    with _scratch(path) as scratch:
        _start(path, scratch, codebook or SEEDS / "codebook.json")
        for _ in import_paths(scratch, [SEEDS / "articles"]):
            pass
    return open_project(path)


def _start(path: Path, scratch: Path, codebook: Path | None) -> None:
    with Store(scratch, create(path, scratch=scratch)) as store:
        start(store, codebook=codebook)


@contextmanager
def _scratch(path: Path) -> Iterator[Path]:
    """Give the name under which the project for `path` is made; renamed at the end, and removed on any failure."""
    refuse_taken(path)
    _clear(path)
    scratch = path.with_name(f".{path.name}.{new_uid()[:8]}.new")
    try:
        yield scratch
        refuse_taken(path)
        scratch.rename(path)
    except OSError as error:
        raise UserError(f"{path} cannot be made ({error.strerror or error}); choose another place.") from error
    finally:
        remove_files(scratch)


def _clear(path: Path) -> None:
    for old in path.parent.glob(f".{escape(path.name)}.*.new*"):
        # Another program may be clearing up too, or may not allow it: neither is in our way.
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > LEFT_BEHIND:
                old.unlink()


def remove_files(path: Path) -> None:
    """Remove a project file that could not be finished, with what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
