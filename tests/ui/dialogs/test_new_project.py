"""A new project has a name, a folder and a codebook, and never lands on something that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.waiting import when_open
from ui.dialogs import new_project
from ui.dialogs.new_project import NewProject, NewProjectDialog


def shown(qtbot: QtBot, folder: Path, sample: Path | None = None) -> NewProjectDialog:
    dialog = NewProjectDialog(None, folder=folder, sample_codebook=sample)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_shows_the_file_that_it_makes(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, tmp_path)
    dialog.name.setText("물길.galpi")
    assert dialog.message.text() == f"Makes {tmp_path / '물길.galpi'}"
    assert dialog.value() == NewProject(path=tmp_path / "물길.galpi", codebook=None)


@pytest.mark.parametrize(("name", "words"), [("", "needs"), ("a/b", "cannot hold"), ("taken", "already there")])
def test_a_name_that_cannot_be_is_refused(qtbot: QtBot, tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "taken.galpi").touch()
    dialog = shown(qtbot, tmp_path)
    dialog.name.setText(name)
    assert words in dialog.message.text()
    assert not dialog.accept_button.isEnabled()


def test_a_folder_that_is_not_there_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, tmp_path / "gone")
    assert "no folder" in dialog.message.text()
    dialog.folder.set_path(tmp_path)
    assert dialog.accept_button.isEnabled()


def test_the_codebook_is_empty_the_sample_or_a_file(qtbot: QtBot, tmp_path: Path) -> None:
    sample, own = tmp_path / "sample.json", tmp_path / "own.json"
    own.touch()
    dialog = shown(qtbot, tmp_path, sample)
    dialog.sample.click()
    assert dialog.value().codebook == sample
    dialog.file.set_path(tmp_path / "gone.json")
    assert not dialog.accept_button.isEnabled()
    dialog.file.set_path(own)
    assert dialog.value().codebook == own
    assert dialog.accept_button.isEnabled()
    dialog.empty.click()
    assert dialog.value().codebook is None


def test_without_a_sample_none_is_offered(qtbot: QtBot, tmp_path: Path) -> None:
    assert not shown(qtbot, tmp_path).sample.isVisible()


def test_ask_gives_the_project_or_none(qtbot: QtBot, tmp_path: Path) -> None:
    with when_open(NewProjectDialog, lambda dialog: dialog.accept()):
        assert new_project.ask(None, folder=tmp_path) == NewProject(path=tmp_path / "articles.galpi", codebook=None)
    with when_open(NewProjectDialog, lambda dialog: dialog.reject()):
        assert new_project.ask(None, folder=tmp_path) is None
