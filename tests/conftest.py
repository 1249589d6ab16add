"""What every test stands on: no screen, settings that are thrown away, and a small project."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from hypothesis import settings
from PySide6.QtCore import QSettings

if TYPE_CHECKING:
    from store import Store

# The same commit is tested with the same examples; `--hypothesis-profile=other` looks for new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("other", derandomize=False)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def settings_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the window's settings of each test in a folder of its own."""
    folder = tmp_path_factory.mktemp("settings")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(folder))
    return folder


@pytest.fixture(scope="session")
def project_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small project once; tests get copies of it."""
    from tests.projects import build_project

    return build_project(tmp_path_factory.mktemp("template"))


@pytest.fixture
def project_path(project_template: Path, tmp_path: Path) -> Path:
    """Give the file of a small project of the test's own."""
    path = tmp_path / "small.galpi"
    shutil.copyfile(project_template, path)
    return path


@pytest.fixture
def project(project_path: Path) -> Iterator[Store]:
    """Give a small project of the test's own, open: six articles, six tags, suggestions."""
    from store import open_project

    with open_project(project_path) as store:
        yield store


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """Give an empty project without the starter gazetteer."""
    from store import Store
    from store.db import create

    path = tmp_path / "empty.galpi"
    with Store(path, create(path)) as store:
        yield store


@pytest.fixture(scope="session")
def bare_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the small project without the starter gazetteer, so that its tables are quickly compared."""
    from store import Store
    from store.db import create
    from tests.projects import bring, write_articles

    folder = tmp_path_factory.mktemp("bare")
    path = folder / "bare.galpi"
    Store(path, create(path)).close()
    bring(path, write_articles(folder / "articles"))
    return path
