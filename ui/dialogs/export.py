"""Export: which articles, in which format, with which mentions, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QComboBox, QFileDialog, QRadioButton, QVBoxLayout, QWidget

from store.records import FormatInfo
from ui.dialogs.path_field import PathField
from ui.dialogs.sheet import Sheet

SUFFIXES = {
    "jsonl": ".jsonl",
    "xlsx": ".xlsx",
    "conll": ".conll",
    "conllu": ".conllu",
    "prodigy": ".jsonl",
    "gliner": ".json",
    "chat": ".jsonl",
    "labelstudio": ".json",
    "refi": ".qdpx",
    "taguette": ".sqlite3",
    "parquet": ".parquet",
    "sqlite": ".db",
    "csl": ".json",
    "ris": ".ris",
    "bibtex": ".bib",
}
"""How the file of a one-file format ends; the other formats write a folder."""

_INCLUDE = (
    ("accepted", "accepted: what a person has confirmed"),
    ("suggested", "suggested: what still waits for review"),
    ("all", "all, each with its state"),
)
_FLAVOURS = (
    ("data", "data: UTF-8, exact values, for programs"),
    ("excel", "Excel: opens with a double click, formulas are made harmless"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How many articles an export would take: all, those of the filter `query`, those selected in the list."""

    total: int
    query: str = ""
    filtered: int = 0
    selected: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportChoice:
    """What to export: `where` is a filter (empty: all articles) or, if `ids` is not empty, exactly these articles."""

    format: str
    flavour: str
    where: str
    ids: tuple[int, ...]
    include: str
    out: Path


def ask(
    parent: QWidget | None, *, formats: Sequence[FormatInfo], scope: Scope, folder: Path, name: str = "articles"
) -> ExportChoice | None:
    """Ask what to export; `folder` and `name` make the path that is offered."""
    dialog = ExportDialog(parent, formats=formats, scope=scope, folder=folder, name=name)
    return dialog.value() if dialog.exec() else None


class ExportDialog(Sheet):
    """The form; it says in one sentence what will be written and where."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        formats: Sequence[FormatInfo],
        scope: Scope,
        folder: Path,
        name: str = "articles",
    ) -> None:
        super().__init__(parent, "Export", verb="Export", width=600)
        self._scope = scope
        self._suffix = ""
        self.format = _box([(info.name, info.label) for info in formats if info.writes], name="exportFormat")
        self.flavour = _box(_FLAVOURS, name="exportFlavour")
        self.include = _box(_INCLUDE, name="exportInclude")
        self.out = PathField(self._choose, name="Where to")
        self.out.line.setObjectName("exportPath")
        form = self.add_form()
        form.addRow("&Format", self.format)
        form.addRow("F&lavour", self.flavour)
        form.addRow("Articles", self._scope_choice())
        form.addRow("&Mentions", self.include)
        form.addRow("&Where to", self.out)
        self.out.set_path(folder / name)
        for box in (self.format, self.flavour, self.include):
            box.currentIndexChanged.connect(self.check)
        self.format.currentIndexChanged.connect(self._follow_format)
        self.out.changed.connect(self.check)
        self._group.idClicked.connect(lambda _: self.check())
        self._follow_format()
        self.check()
        self.format.setFocus()

    def _scope_choice(self) -> QWidget:
        scope = self._scope
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._group = QButtonGroup(self)
        self.all = QRadioButton(f"&all {scope.total:,}")
        self.filtered = QRadioButton(f"the {scope.filtered:,} that the &filter finds: {_short(scope.query)}")
        self.chosen = QRadioButton(f"the {len(scope.selected):,} &selected in the list")
        for number, button in enumerate((self.all, self.filtered, self.chosen)):
            self._group.addButton(button, number)
            layout.addWidget(button)
        self.filtered.setVisible(bool(scope.query))
        self.chosen.setVisible(len(scope.selected) > 1)
        (self.filtered if scope.query else self.all).setChecked(True)
        return box

    def value(self) -> ExportChoice:
        """Return what the form says."""
        return ExportChoice(
            format=str(self.format.currentData()),
            flavour=str(self.flavour.currentData()) if self.flavour.isEnabled() else "",
            where=self._scope.query if self.filtered.isChecked() else "",
            ids=self._scope.selected if self.chosen.isChecked() else (),
            include=str(self.include.currentData()),
            out=self.out.path() or Path(),
        )

    def check(self) -> None:
        """Say what will be written, or what is in its way."""
        self.flavour.setEnabled(self.format.currentData() == "csv")
        out = self.out.path()
        problem = self._problem(out)
        self.say(problem or self._promise(out or Path()), error=bool(problem))
        self.accept_button.setEnabled(not problem)
        self.accept_button.setText(f"Export {_articles(self._count())}")

    def _count(self) -> int:
        if self.chosen.isChecked():
            return len(self._scope.selected)
        return self._scope.filtered if self.filtered.isChecked() else self._scope.total

    def _problem(self, out: Path | None) -> str:
        if self.format.currentData() is None:
            return "There is no format to write."
        if out is None:
            return "Say where to write."
        if not out.parent.is_dir():
            return f"There is no folder {out.parent}; choose one that is there."
        if self._suffix and out.is_dir():
            return f"{out} is a folder; give the name of a file."
        if not self._suffix and out.is_file():
            return f"{out} is a file; this format writes a folder."
        return "" if self._count() else "There is no article to export; change the filter."

    def _promise(self, out: Path) -> str:
        what = f"Writes {_articles(self._count())} to {'the file' if self._suffix else 'the folder'} {out}"
        beside = "with a manifest and a card beside it" if self._suffix else "with a manifest and a card in it"
        there = " What is there under this name is replaced once the new one is whole." if out.exists() else ""
        return f"{what}, {beside}.{there}"

    def _follow_format(self) -> None:
        old, self._suffix = self._suffix, SUFFIXES.get(str(self.format.currentData()), "")
        out = self.out.path()
        if out is not None:
            stem = out.name.removesuffix(old) if old else out.name
            self.out.set_path(out.with_name(stem + self._suffix) if stem else out)
        self.check()

    def _choose(self, start: Path) -> str:
        if self._suffix:
            return QFileDialog.getSaveFileName(
                self, "Export to", str(start), options=QFileDialog.Option.DontConfirmOverwrite
            )[0]
        folder = QFileDialog.getExistingDirectory(self, "Export into a new folder in", str(start.parent))
        return str(Path(folder) / start.name) if folder else ""


def _box(items: Sequence[tuple[str, str]], *, name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    for value, label in items:
        box.addItem(label, value)
    return box


def _articles(count: int) -> str:
    return f"{count:,} article" + ("" if count == 1 else "s")


def _short(text: str) -> str:
    return text if len(text) <= 48 else f"{text[:47]}…"
