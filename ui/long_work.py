"""The verbs that take a while: projects made and copied, articles imported, recognised and exported."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from store.records import Change, ExportReport, ImportReport, LearnReport, NamesReport, Progress, RecognizeReport
from store.samples import create_project, create_sample
from store.starter import SEEDS

if TYPE_CHECKING:
    from store import Store
    from ui.codebook_work import CodebookWork
    from ui.current import Current
    from ui.dialogs.export import ExportChoice, FindingChoice
    from ui.inbox.inbox import Inbox
    from ui.inbox.looking import Reading
    from ui.jobs import Jobs
    from ui.settings import Settings
    from ui.writes import Writes

PROJECTS = "Galpi projects (*.galpi)"
MOST_IDS = 5_000
"""How many articles a filter names one by one."""
NAMES = "Names (*.csv *.tsv *.txt *.jsonl)"
ASK_NOT = QFileDialog.Option.DontConfirmOverwrite
"""The store itself refuses to write over a file; to ask first would promise otherwise."""


@dataclass(frozen=True, slots=True)
class _Left:
    """An export that was left to look at articles: the filter that shows them, and what was asked for."""

    query: str
    asked: ExportChoice


class LongWork(QObject):
    """Asks where and what, then runs it as a job."""

    said = Signal(str)
    """What was done, in a short sentence."""
    query_asked = Signal(str)
    """A filter whose articles the user wants to see."""
    article_asked = Signal(int)
    """An article that the user wants to read."""
    project_asked = Signal(str, object)
    """`open` and the path of a project."""

    def __init__(
        self, store: Store, current: Current, jobs: Jobs, writes: Writes, window: QWidget, settings: Settings
    ) -> None:
        super().__init__(window)
        self._store, self._current, self._jobs, self._writes = store, current, jobs, writes
        self._window, self._settings = window, settings
        self._exporting: _Left | None = None

    def new(self) -> None:
        """Ask for a new project, make it and open it."""
        from ui.dialogs import new_project

        wanted = new_project.ask(self._window, folder=self._store.path.parent, sample_codebook=SEEDS / "codebook.json")
        if wanted is not None:
            self._make(lambda: create_project(wanted.path, codebook=wanted.codebook), wanted.path)

    def open(self) -> None:
        """Ask for a project and open it."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, "Open project", str(self._store.path.parent), PROJECTS)
        if chosen:
            self.project_asked.emit("open", Path(chosen))

    def sample(self) -> None:
        """Ask where the sample project shall be, make it and open it."""
        path = self._ask_save("New sample project", self._store.path.parent / "sample.galpi", PROJECTS)
        if path is not None:
            self._make(lambda: create_sample(path), path)

    def import_files(self) -> None:
        """Ask for files and import them."""
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "Import files", self._folder("import"))
        self.import_these([Path(path) for path in chosen])

    def import_folder(self) -> None:
        """Ask for a folder and import what is in it."""
        chosen = QFileDialog.getExistingDirectory(self._window, "Import a folder", self._folder("import"))
        self.import_these([Path(chosen)] if chosen else [])

    def import_these(self, paths: Sequence[Path]) -> None:
        """Show what files and folders would bring, then import them as a job, but for what the user unticks."""
        from ui.inbox.inbox import Inbox

        if not paths:
            return
        self._settings.keep("import", str(paths[0].parent))
        inbox = Inbox(self._window, self._store.path, paths, self._jobs)
        inbox.import_asked.connect(lambda skip, reading: self._import(paths, skip, reading))
        inbox.forget_asked.connect(lambda columns: self._forget(inbox, columns))
        inbox.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inbox.open()

    def _import(self, paths: Sequence[Path], skip: Collection[str], reading: Reading) -> None:
        project, connect = self._store.path, self._store.connect

        def steps() -> Generator[Progress, None, ImportReport]:
            from store.importing import import_paths

            if reading.columns:
                with connect() as store:
                    store.mappings.remember(reading.columns)
            return (
                yield from import_paths(project, paths, skip=skip, kind=reading.kind, corrections=reading.corrections)
            )

        self._jobs.run("Importing", steps, done=self._imported)

    def _forget(self, inbox: Inbox, columns: Sequence[str]) -> None:
        def forgotten(change: Change) -> None:
            self._jobs.changed.emit(change)
            inbox.again()

        self._jobs.query(lambda store: store.mappings.forget(columns), forgotten, kind="forget")

    def export(self) -> None:
        """Ask what to export, then do it as a job."""
        from store.exporting import known_formats
        from ui.dialogs import export as dialog
        from ui.dialogs.export_scope import Scope

        query, selected = self._current.query, self._current.selected
        # Back from articles in which something was odd: it is about those that were asked for before.
        earlier = self._exporting if self._exporting is not None and self._exporting.query == query else None
        if earlier is not None:
            query, selected = earlier.asked.recipe.where, earlier.asked.ids
        scope = Scope(
            total=self._store.articles.count(),
            query=query,
            filtered=self._store.search.count(query),
            selected=selected if len(selected) > 1 else (),
        )
        choice = dialog.ask(
            self._window,
            formats=[each for each in known_formats() if each.writes],
            scope=scope,
            folder=Path(self._folder("export")),
            name=self._store.path.stem,
            annotators=self._store.annotators.names(),
            recipes=self._store.recipes.all(),
            jobs=self._jobs,
            project=self._store.path,
            count=self._store.search.count,
            earlier=earlier.asked if earlier is not None else None,
        )
        if isinstance(choice, dialog.FindingChoice):
            self._open_finding(choice)
        elif choice is not None:
            self._export(choice)

    def _export(self, choice: ExportChoice) -> None:
        from store.exporting import export

        self._exporting = None
        self._settings.keep("export", str(choice.out.parent))
        if choice.save_as:
            self._writes.do(lambda store: store.recipes.save(choice.save_as, choice.recipe))
        project = self._store.path
        self._jobs.run(
            "Exporting",
            lambda: export(project, choice.out, choice.recipe, ids=choice.ids or None),
            done=self._exported,
        )

    def _open_finding(self, choice: FindingChoice) -> None:
        """Let the list show articles in which something is odd; the next export begins where this one was left."""
        query = f"id:{','.join(map(str, choice.articles[:MOST_IDS]))}"
        self._exporting = _Left(query=query, asked=choice.asked)
        self.query_asked.emit(query)
        more = f"the first {MOST_IDS:,} of " if len(choice.articles) > MOST_IDS else ""
        self.said.emit(
            f"The list shows {more}{len(choice.articles):,} articles; Export goes on from where you left it."
        )

    def import_names(self) -> None:
        """Ask for a file of names, show what it would bring, and take it in as a job."""
        from ui.dialogs import names_import

        chosen, _ = QFileDialog.getOpenFileName(self._window, "Import names", self._folder("names"), NAMES)
        if not chosen:
            return
        path = Path(chosen)
        self._settings.keep("names", str(path.parent))
        choice = names_import.ask(self._window, path, self._store.entities.types(), self._jobs)
        if choice is None:
            return
        connect = self._store.connect

        def steps() -> Generator[Progress, None, NamesReport]:
            with connect() as store:
                return (yield from store.gazetteers.taking(path, type=choice.type, mapping=choice.mapping))

        self._jobs.run("Taking in names", steps, done=self._named, whole=True)

    def _named(self, report: NamesReport) -> None:
        self._jobs.changed.emit(replace(report.change, everything=True))
        refused = f", {len(report.refused):,} refused" if report.refused else ""
        self.said.emit(f"{report.added:,} names added, {report.merged:,} joined with what was there{refused}.")

    def export_names(self) -> None:
        """Ask for a file and write all names to it."""
        offered = Path(self._folder("names")) / "names.csv"
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Export names", str(offered), NAMES)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(".csv")
        self._settings.keep("names", str(path.parent))
        self._jobs.query(
            lambda store: store.gazetteers.write(path),
            lambda count: self.said.emit(f"{count:,} names written to {path}."),
            kind="names",
        )

    def import_codebook(self) -> None:
        """Ask for a codebook file, show what it would bring, and take it in."""
        self._codebooks().take()

    def export_codebook(self) -> None:
        """Ask for a file and write the codebooks to it."""
        self._codebooks().write()

    def new_codebook(self) -> None:
        """Ask for a name and add a codebook."""
        self._codebooks().add()

    def codebook_history(self) -> None:
        """Show the versions of the codebook and what has changed in it."""
        self._codebooks().history()

    def _codebooks(self) -> CodebookWork:
        from ui.codebook_work import CodebookWork

        return CodebookWork(self._store, self._jobs, self._writes, self._window, self._settings, say=self.said.emit)

    def recognize(self) -> None:
        """Look for entities again in the articles of the filter, as a job."""
        from store.recognizing import recognize

        project, query = self._store.path, self._current.query
        self._jobs.run("Recognizing", lambda: recognize(project, where=query), done=self._recognized)

    def recognize_all(self) -> None:
        """Look at every article of the project again, whether it is up to date or not, as a job."""
        from store.recognizing import recognize

        project = self._store.path
        self._jobs.run("Recognizing everything", lambda: recognize(project, everything=True), done=self._recognized)

    def learn(self) -> None:
        """Train the project's own recogniser as a job, then show how well it does and ask whether to suggest with it."""
        from store.learning import learn

        project = self._store.path
        self._jobs.run("Learning", lambda: learn(project), done=self._learned)

    def _learned(self, report: LearnReport) -> None:
        from store.recognizing import recognize
        from ui.dialogs import learned

        used = self._store.learned.used()
        if not learned.ask(self._window, report, used=used):
            self.said.emit(
                "What was learned is kept, and not used."
                if used is None
                else "What you chose before is used as before."
            )
            return
        project, connect = self._store.path, self._store.connect

        def steps() -> Generator[Progress, None, RecognizeReport]:
            with connect() as store:
                store.learned.trust()
            return (yield from recognize(project))

        self._jobs.run("Recognizing", steps, done=self._recognized)

    def backup(self) -> None:
        """Ask where, and write a whole copy of the project there."""
        name = f"{self._store.path.stem}-backup.galpi"
        path = self._ask_save("Back up", Path(self._folder("backup")) / name, PROJECTS)
        if path is None:
            return
        from store import backup  # with all that checks a project

        self._settings.keep("backup", str(path.parent))
        self.said.emit("Backing up…")
        self._jobs.query(
            lambda store: backup(store, path),
            lambda size: self.said.emit(f"Backed up to {path} ({size / 1_048_576:,.1f} MB)."),
            kind="backup",
        )

    def _make(self, make: Callable[[], Store], path: Path) -> None:
        self.said.emit(f"Making {path.name}…")
        self._jobs.query(lambda _: make().close(), lambda _: self.project_asked.emit("open", path), kind="project")

    def _imported(self, report: ImportReport) -> None:
        from ui.dialogs import import_report

        self.said.emit(import_report.counts_text(report))
        if report.batch is not None and (report.failed or report.warnings or report.updated or report.duplicates):
            self.show_import(report.batch)
        elif report.failed or report.warnings:
            import_report.ask(self._window, report)

    def show_import(self, batch: int) -> None:
        """Show what an import brought."""
        from ui.inbox.imported import Imported

        view = Imported(self._window, self._store.batches.get(batch), self._jobs)
        view.article_asked.connect(self.article_asked)
        view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        view.open()

    def _exported(self, report: ExportReport) -> None:
        losses = f" {' '.join(report.losses)}" if report.losses else " Nothing was lost."
        proof = f"{report.records:,} records read back and found the same"
        self.said.emit(f"Exported {report.articles:,} articles to {report.path}; {proof}.{losses}")
        from ui.dialogs.export_report import ExportReportSheet

        sheet = ExportReportSheet(self._window, report)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _recognized(self, report: RecognizeReport) -> None:
        from store.learned import outdated

        looked_at = report.articles - report.up_to_date
        if not looked_at:
            self.said.emit(f"Nothing to recognize: all {report.articles:,} articles are up to date.")
        else:
            rest = f" {report.up_to_date:,} more were up to date." if report.up_to_date else ""
            anew = f" {outdated(report.learned)}" if report.learned is not None else ""
            self.said.emit(f"Found {report.mentions:,} mentions in {looked_at:,} articles.{rest}{anew}".rstrip())

    def _folder(self, purpose: str) -> str:
        """The folder used last for this purpose, else the user's documents."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kept = self._settings.text(purpose)
        return kept if kept and Path(kept).is_dir() else documents if Path(documents).is_dir() else str(Path.home())

    def _ask_save(self, title: str, offered: Path, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(offered), kinds, options=ASK_NOT)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(".galpi")
