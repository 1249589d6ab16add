"""Export: which articles, in which format, with which mentions, and where to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
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
    spin,
)
from ui.dialogs.export_scope import Scope, ScopeChoice
from ui.dialogs.export_side import ExportSide
from ui.dialogs.path_field import PathField
from ui.dialogs.several import Several
from ui.dialogs.sheet import Sheet

if TYPE_CHECKING:
    from ui.jobs import Jobs


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportChoice:
    """What to export: a recipe, perhaps for exactly the articles `ids`, where to, and the name to save the recipe by."""

    recipe: Recipe
    ids: tuple[int, ...]
    out: Path
    save_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChoice:
    """Articles to be looked at before anything is exported, and what the form asked for by then."""

    articles: tuple[int, ...]
    asked: ExportChoice


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
    project: Path | None = None,
    count: Callable[[str], int] | None = None,
    earlier: ExportChoice | None = None,
) -> ExportChoice | FindingChoice | None:
    """Ask what to export; `folder` and `name` make the path that is offered, `earlier` is what the form says at first.

    `count` tells how many articles the filter of a recipe finds.

    With `jobs` and the file of the `project` the first records are shown, and what is odd: articles in which it is so may
    be chosen instead.
    """
    dialog = ExportDialog(
        parent,
        formats=formats,
        scope=scope,
        folder=folder,
        name=name,
        annotators=annotators,
        recipes=recipes,
        jobs=jobs,
        project=project,
        count=count,
    )
    if earlier is not None:
        dialog.fill(earlier.recipe)
        dialog.scope.chosen.setChecked(bool(earlier.ids))
        dialog.out.set_path(earlier.out)
        dialog.save_as.setText(earlier.save_as)
    if dialog.exec():
        return dialog.value()
    return FindingChoice(articles=dialog.opened, asked=dialog.asked) if dialog.asked is not None else None


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
        project: Path | None = None,
        count: Callable[[str], int] | None = None,
    ) -> None:
        super().__init__(parent, "Export", verb="Export", width=600 if jobs is None else 940)
        self.asked: ExportChoice | None = None
        self.opened: tuple[int, ...] = ()
        self._suffix = ""
        self._base = Recipe(format="")
        self.scope = ScopeChoice(scope, count, self)
        self.side = ExportSide(jobs, project, self) if jobs is not None and project is not None else None
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
        self.annotators = Several(annotators, everybody="everybody", name="exportAnnotators")
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

    def _connect(self) -> None:
        for box in (
            self.flavour,
            self.include,
            self.text,
            self.marks,
            self.overlaps,
            self.group,
        ):
            box.currentIndexChanged.connect(self.check)
        for button in (self.one_per_group, self.done_only, self.anonymise):
            button.toggled.connect(self.check)
        self.level.valueChanged.connect(self.check)
        self.annotators.changed.connect(self.check)
        if self.side is not None:
            self.side.findings.opened.connect(self._open)
        self.split.currentIndexChanged.connect(self._follow_place)
        self.format.currentIndexChanged.connect(self._follow_format)
        self.recipe.currentIndexChanged.connect(self._follow_recipe)
        self.out.changed.connect(self.check)
        self.scope.changed.connect(self.check)

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
        form.addRow("Articles", self.scope)
        form.addRow("", column(self.one_per_group, self.done_only, self.anonymise))
        form.addRow("&Text", self.text)
        form.addRow("Mar&ks", self.marks)
        form.addRow("&Mentions", self.include)
        form.addRow("Ta&gs", self.level)
        form.addRow("Annotat&ors", self.annotators)
        form.addRow("O&verlaps", self.overlaps)
        form.addRow("Spl&it", self.split)
        form.addRow("", self.group)
        form.addRow("Save as reci&pe", self.save_as)
        form.addRow("&Where to", self.out)
        columns.addLayout(form, 1)
        if self.side is not None:
            columns.addWidget(self.side, 1)
        self.body.addLayout(columns, 1)

    def value(self) -> ExportChoice:
        """Return what the form says."""
        return ExportChoice(
            recipe=replace(
                self._base,
                format=str(self.format.currentData() or ""),
                flavour=str(self.flavour.currentData() or ""),
                where=self.scope.where(),
                include=str(self.include.currentData()),
                marks=str(self.marks.currentData()),
                text=str(self.text.currentData()),
                level=self.level.value(),
                overlaps=str(self.overlaps.currentData()),
                one_per_group=self.one_per_group.isChecked(),
                done=self.done_only.isChecked(),
                anonymise=self.anonymise.isChecked(),
                annotators=self.annotators.value(),
                split=tuple(self.split.currentData()),
                group=str(self.group.currentData()) if self.split.currentData() else "",
            ),
            ids=self.scope.ids(),
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
        self.accept_button.setText(f"Export {articles(self.scope.count())}")
        if self.side is not None:
            self._timer.start()

    def _look(self) -> None:
        if self.side is not None and self.scope.count():
            choice = self.value()
            self.side.look(choice.recipe, choice.ids)

    def _open(self, ids: tuple[int, ...]) -> None:
        self.opened = ids
        self.asked = self.value()
        self.reject()

    def done(self, result: int) -> None:
        """Close; what still looks for something stops."""
        self._timer.stop()
        if self.side is not None:
            self.side.findings.stop()
        super().done(result)

    def _follow_recipe(self) -> None:
        recipe = self._recipes.get(str(self.recipe.currentData()))
        if recipe is not None:
            self.fill(recipe)
            self.scope.follow(recipe.where)
            self.check()

    def fill(self, recipe: Recipe) -> None:
        """Let the form say what a recipe says, but for the articles; what it has no field for is kept as it is."""
        self._base = recipe
        if self.split.findData(recipe.split) < 0 and recipe.split:
            self.split.addItem("/".join(map(str, recipe.split)), recipe.split)
        for box, value in (
            (self.format, recipe.format), (self.flavour, recipe.flavour), (self.include, recipe.include),
            (self.marks, recipe.marks), (self.text, recipe.text), (self.overlaps, recipe.overlaps),
            (self.split, recipe.split), (self.group, recipe.group),
        ):  # fmt: skip
            place = next((number for number in range(box.count()) if box.itemData(number) == value), -1)
            if place >= 0:
                box.setCurrentIndex(place)
        self.annotators.tick(recipe.annotators)
        self.level.setValue(recipe.level)
        self.one_per_group.setChecked(recipe.one_per_group)
        self.done_only.setChecked(recipe.done)
        self.anonymise.setChecked(recipe.anonymise)

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
        return self.scope.problem()

    def _promise(self, out: Path) -> str:
        what = f"Writes {articles(self.scope.count())} to {'the file' if self._suffix else 'the folder'} {out}"
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
