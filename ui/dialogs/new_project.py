"""A new project: its name, where it lies, and the codebook it starts with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QFileDialog, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from ui.dialogs.path_field import PathField
from ui.dialogs.sheet import Sheet

SUFFIX = ".galpi"
_FORBIDDEN = '<>:"/\\|?*'


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProject:
    """Where the project shall be made, and the codebook file it starts with (None: an empty codebook)."""

    path: Path
    codebook: Path | None


def ask(parent: QWidget | None, *, folder: Path, sample_codebook: Path | None = None) -> NewProject | None:
    """Ask for a new project; `folder` is where it is offered first; `sample_codebook` is offered if it is given."""
    dialog = NewProjectDialog(parent, folder=folder, sample_codebook=sample_codebook)
    return dialog.value() if dialog.exec() else None


class NewProjectDialog(Sheet):
    """The form; it shows the file that will be made."""

    def __init__(self, parent: QWidget | None, *, folder: Path, sample_codebook: Path | None = None) -> None:
        super().__init__(parent, "New project", verb="Make project", width=560)
        self._sample = sample_codebook
        self.name = QLineEdit("articles")
        self.name.setObjectName("projectName")
        self.folder = PathField(self._choose_folder, name="Folder of the project")
        self.folder.set_path(folder)
        self.file = PathField(self._choose_file, name="Codebook file")
        form = self.add_form()
        form.addRow("&Name", self.name)
        form.addRow("&Folder", self.folder)
        form.addRow("Codebook", self._codebook_choice())
        self.name.textChanged.connect(self.check)
        self.folder.changed.connect(self.check)
        self.file.changed.connect(self._file_typed)
        self._group.idClicked.connect(lambda _: self.check())
        self.name.selectAll()
        self.name.setFocus()
        self.check()

    def _codebook_choice(self) -> QWidget:
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._group = QButtonGroup(self)
        self.empty = QRadioButton("&empty: make tags as you read")
        self.sample = QRadioButton("the &sample codebook for smart cities, to be changed at will")
        self.from_file = QRadioButton("from a &codebook file:")
        for number, button in enumerate((self.empty, self.sample, self.from_file)):
            self._group.addButton(button, number)
            layout.addWidget(button)
        layout.addWidget(self.file)
        self.sample.setVisible(self._sample is not None)
        self.empty.setChecked(True)
        return box

    def value(self) -> NewProject:
        """Return what the form says."""
        codebook = self._sample if self.sample.isChecked() else self.file.path() if self.from_file.isChecked() else None
        return NewProject(path=self._path() or Path(), codebook=codebook)

    def check(self) -> None:
        """Say which file will be made, or what is in its way."""
        path = self._path()
        problem = self._problem(path)
        if problem:
            self.say(problem, error=True)
        else:
            self.say(f"Makes {path}")
        self.accept_button.setEnabled(not problem)

    def _path(self) -> Path | None:
        folder = self.folder.path()
        name = self.name.text().strip().removesuffix(SUFFIX)
        return folder / f"{name}{SUFFIX}" if folder and name else None

    def _problem(self, path: Path | None) -> str:
        if path is None:
            return "A project needs a name and a folder."
        if any(sign in self.name.text() for sign in _FORBIDDEN):
            return f"A file name cannot hold {' '.join(_FORBIDDEN)}; choose another name."
        if path.exists():
            return f"{path.name} is already there; choose another name or open it."
        if not path.parent.is_dir():
            return f"There is no folder {path.parent}; choose one that is there."
        codebook = self.file.path()
        if self.from_file.isChecked() and (codebook is None or not codebook.is_file()):
            return "Choose a codebook file, or another way to start."
        return ""

    def _file_typed(self) -> None:
        self.from_file.setChecked(True)
        self.check()

    def _choose_folder(self, start: Path) -> str:
        return QFileDialog.getExistingDirectory(self, "Folder of the project", str(start))

    def _choose_file(self, start: Path) -> str:
        return QFileDialog.getOpenFileName(self, "Codebook", str(start), "Codebooks (*.json);;All files (*)")[0]
