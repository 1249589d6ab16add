"""Export: which articles, in which format, with which mentions, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from store.records import FormatInfo, Recipe, SavedRecipe
from ui.dialogs.export_choices import (
    GROUPS,
    INCLUDE,
    MARKS,
    OVERLAPS,
    SPLITS,
    TEXT,
    WAIT,
    articles,
    check,
    choice_box,
    column,
    short,
    spin,
)
from ui.dialogs.path_field import PathField
from ui.dialogs.sheet import Sheet, dim_label, section_label

if TYPE_CHECKING:
    from store.export_preview import ExportPreview
    from ui.jobs import Jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How many articles an export would take: all, those of the filter `query`, those selected in the list."""

    total: int
    query: str = ""
    filtered: int = 0
    selected: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportChoice:
    """What to export: a recipe, perhaps for exactly the articles `ids`, where to, and the name to save the recipe by."""

    recipe: Recipe
    ids: tuple[int, ...]
    out: Path
    save_as: str = ""


def ask(
    parent: QWidget | None,
    *,
    formats: Sequence[FormatInfo],
    scope: Scope,
    folder: Path,
    name: str = "articles",
    annotators: Sequence[str] = (),
    recipes: Sequence[SavedRecipe] = (),
    jobs: Jobs | None = None,
) -> ExportChoice | None:
    """Ask what to export; `folder` and `name` make the path that is offered, `jobs` shows the first records."""
    dialog = ExportDialog(
        parent,
        formats=formats,
        scope=scope,
        folder=folder,
        name=name,
        annotators=annotators,
        recipes=recipes,
        jobs=jobs,
    )
    return dialog.value() if dialog.exec() else None


class ExportDialog(Sheet):
    """The form, beside it the first records as they will be written, and a sentence that says what will be where."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        formats: Sequence[FormatInfo],
        scope: Scope,
        folder: Path,
        name: str = "articles",
        annotators: Sequence[str] = (),
        recipes: Sequence[SavedRecipe] = (),
        jobs: Jobs | None = None,
    ) -> None:
        super().__init__(parent, "Export", verb="Export", width=940 if jobs is not None else 600)
        self._scope = scope
        self._suffix = ""
        self._jobs = jobs
        self._recipes = {saved.name: saved.recipe for saved in recipes}
        self._formats = {info.name: info for info in formats if info.writes}
        self._make_choices(annotators)
        self._make_fields()
        self._lay_out()
        self.out.set_path(folder / name)
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self._look)
        self._connect()
        self._follow_format()
        self.format.setFocus()

    def _make_choices(self, annotators: Sequence[str]) -> None:
        self.format = choice_box([(info.name, info.label) for info in self._formats.values()], name="exportFormat")
        self.flavour = choice_box((), name="exportFlavour")
        self.include = choice_box(INCLUDE, name="exportInclude")
        self.text = choice_box(TEXT, name="exportText")
        self.marks = choice_box(MARKS, name="exportMarks")
        self.overlaps = choice_box(OVERLAPS, name="exportOverlaps")
        self.level = spin("as deep as they are", "exportLevel", "Levels of the tag tree")
        self.annotator = choice_box([("", "everybody"), *((each, each) for each in annotators)], name="exportAnnotator")
        self.split = choice_box(SPLITS, name="exportSplit")
        self.group = choice_box(GROUPS, name="exportGroup")
        self.one_per_group = check("Of &copies only the earliest", "exportOnePerGroup")
        self.done_only = check("Only articles that are &done", "exportDone")
        self.anonymise = check("&Placeholders for the names of persons", "exportAnonymise")
        self.recipe = choice_box([("", "none"), *((each, each) for each in self._recipes)], name="exportRecipe")

    def _make_fields(self) -> None:
        self.save_as = QLineEdit(self)
        self.save_as.setObjectName("exportSaveAs")
        self.save_as.setPlaceholderText("a name, to make the same export again")
        self.save_as.setAccessibleName("Save as recipe")
        self.out = PathField(self._choose, name="Where to")
        self.out.line.setObjectName("exportPath")
        self.preview = QPlainTextEdit(self)
        self._estimate = dim_label("")

    def _connect(self) -> None:
        for box in (
            self.flavour,
            self.include,
            self.text,
            self.marks,
            self.overlaps,
            self.annotator,
            self.group,
        ):
            box.currentIndexChanged.connect(self.check)
        for button in (self.one_per_group, self.done_only, self.anonymise):
            button.toggled.connect(self.check)
        self.level.valueChanged.connect(self.check)
        self.split.currentIndexChanged.connect(self._follow_place)
        self.format.currentIndexChanged.connect(self._follow_format)
        self.recipe.currentIndexChanged.connect(self._follow_recipe)
        self.out.changed.connect(self.check)
        self._group.idClicked.connect(lambda _: self.check())

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(24)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        if self._recipes:
            form.addRow("&Recipe", self.recipe)
        else:
            self.recipe.setParent(self)
            self.recipe.hide()
        form.addRow("&Format", self.format)
        form.addRow("F&lavour", self.flavour)
        form.addRow("Articles", self._scope_choice())
        form.addRow("", column(self.one_per_group, self.done_only, self.anonymise))
        form.addRow("&Text", self.text)
        form.addRow("Mar&ks", self.marks)
        form.addRow("&Mentions", self.include)
        form.addRow("Ta&gs", self.level)
        form.addRow("Annotat&or", self.annotator)
        form.addRow("O&verlaps", self.overlaps)
        form.addRow("Spl&it", self.split)
        form.addRow("", self.group)
        form.addRow("Save as reci&pe", self.save_as)
        form.addRow("&Where to", self.out)
        columns.addLayout(form, 1)
        self.preview.setObjectName("exportPreview")
        self.preview.setAccessibleName("The first records as they will be written")
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        side = QVBoxLayout()
        side.addWidget(section_label("As it will be written"))
        side.addWidget(self.preview, 1)
        side.addWidget(self._estimate)
        holder = QWidget(self)
        holder.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        holder.setVisible(self._jobs is not None)
        columns.addWidget(holder, 1)
        self.body.addLayout(columns, 1)

    def _scope_choice(self) -> QWidget:
        scope = self._scope
        box = QWidget(self)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._group = QButtonGroup(self)
        self.all = QRadioButton(f"&all {scope.total:,}")
        self.filtered = QRadioButton(f"the {scope.filtered:,} that the &filter finds: {short(scope.query)}")
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
            recipe=Recipe(
                format=str(self.format.currentData() or ""),
                flavour=str(self.flavour.currentData() or ""),
                where=self._scope.query if self.filtered.isChecked() else "",
                include=str(self.include.currentData()),
                marks=str(self.marks.currentData()),
                text=str(self.text.currentData()),
                level=self.level.value(),
                overlaps=str(self.overlaps.currentData()),
                one_per_group=self.one_per_group.isChecked(),
                done=self.done_only.isChecked(),
                anonymise=self.anonymise.isChecked(),
                annotators=(str(self.annotator.currentData()),) if self.annotator.currentData() else (),
                split=tuple(self.split.currentData()),
                group=str(self.group.currentData()) if self.split.currentData() else "",
            ),
            ids=self._scope.selected if self.chosen.isChecked() else (),
            out=self.out.path() or Path(),
            save_as=self.save_as.text().strip(),
        )

    def check(self) -> None:
        """Say what will be written, or what is in its way, and look at the first records anew."""
        self.flavour.setEnabled(self.flavour.count() > 0)
        self.group.setEnabled(bool(self.split.currentData()))
        out = self.out.path()
        problem = self._problem(out)
        self.say(problem or self._promise(out or Path()), error=bool(problem))
        self.accept_button.setEnabled(not problem)
        self.accept_button.setText(f"Export {articles(self._count())}")
        if self._jobs is not None:
            self._timer.start()

    def _look(self) -> None:
        from store.export_preview import preview

        if self._jobs is None or not self._count():
            return
        choice = self.value()
        self._jobs.query(
            lambda store: preview(store, choice.recipe, choice.ids or None),
            self._show_preview,
            kind="export preview",
            failed=self._show_failure,
            asker=self,
        )

    def _show_preview(self, found: ExportPreview) -> None:
        self.preview.setPlainText(found.text)
        size = f"About {max(1, found.bytes // 1_000_000):,} MB" if found.bytes > 1_000_000 else "Less than 1 MB"
        lost = f" Of the first articles: {' '.join(found.losses)}" if found.losses else ""
        self._estimate.setText(f"{size} for {articles(found.articles)}.{lost}")

    def _show_failure(self, error: Exception) -> None:
        self.preview.setPlainText("")
        self._estimate.setText(str(error))

    def _follow_recipe(self) -> None:
        recipe = self._recipes.get(str(self.recipe.currentData()))
        if recipe is None:
            return
        for box, value in (
            (self.format, recipe.format), (self.flavour, recipe.flavour), (self.include, recipe.include),
            (self.marks, recipe.marks), (self.text, recipe.text), (self.overlaps, recipe.overlaps),
            (self.annotator, recipe.annotators[0] if recipe.annotators else ""), (self.split, recipe.split),
            (self.group, recipe.group),
        ):  # fmt: skip
            place = next((number for number in range(box.count()) if box.itemData(number) == value), -1)
            if place >= 0:
                box.setCurrentIndex(place)
        self.level.setValue(recipe.level)
        self.one_per_group.setChecked(recipe.one_per_group)
        self.done_only.setChecked(recipe.done)
        self.anonymise.setChecked(recipe.anonymise)

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
        what = f"Writes {articles(self._count())} to {'the file' if self._suffix else 'the folder'} {out}"
        beside = "with a manifest and a card beside it" if self._suffix else "with a manifest and a card in it"
        there = " What is there under this name is replaced once the new one is whole." if out.exists() else ""
        return f"{what}, {beside}.{there}"

    def _follow_format(self) -> None:
        info = self._formats.get(str(self.format.currentData()))
        self.flavour.blockSignals(True)
        self.flavour.clear()
        for name, label in info.flavours if info is not None else ():
            self.flavour.addItem(label, name)
        self.flavour.blockSignals(False)
        self._follow_place()

    def _follow_place(self) -> None:
        """Let the path end as the format does; the parts of a split dataset lie in a folder."""
        info = self._formats.get(str(self.format.currentData()))
        one_file = info is not None and not self.split.currentData()
        old, self._suffix = self._suffix, info.suffix if info is not None and one_file else ""
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
