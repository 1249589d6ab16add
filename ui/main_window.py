"""The window: it wires panes, menus and the status line to one project, and decides nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox, QSplitter, QVBoxLayout, QWidget

from store import Store, UserError
from store.query.lexer import quote
from store.records import Change, View
from ui import theme
from ui.actions import Actions
from ui.analysis.desk import Desk
from ui.articles.facet_panel import FacetPanel
from ui.articles.filter_bar import FilterBar
from ui.articles.finder import DEFAULT_SORT, Finder
from ui.articles.pane import ArticlePane
from ui.articles.sorts import SORTS
from ui.articles.terms import narrowed
from ui.bridge import Bridge
from ui.caches import Caches
from ui.corrections.corrections import Corrections
from ui.current import Current
from ui.jobs import Jobs
from ui.menus import Menus
from ui.mnemonics import Mnemonics
from ui.past_verbs import BACKING_UP
from ui.reader.reader import Reader
from ui.room import fitting
from ui.settings import Settings
from ui.status_line import StatusLine
from ui.tagging.panel import TaggingPanel

SIZE = QSize(1440, 900)
"""How large the window is at first, where the screen has room."""
WIDTHS = (232, 404, 512, 292)
"""How wide facets, list, reader and tagging panel are at first."""
NARROW = 1100
"""Under this width the facets are folded into a drawer."""
DRAWER = 264
BUSY_MILLISECONDS = 250
"""How long the window stands still for a writer on another thread or in another program, before its write goes to a thread."""


class MainWindow(QMainWindow):
    """One project in one window; it closes the store when it is closed."""

    project_asked = Signal(str, object)
    """`open` with the path of another project, for whoever makes windows."""
    closed = Signal()
    """The project was let go; the window is not used any more."""

    def __init__(self, store: Store, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAccessibleName("Galpi")
        self.setAcceptDrops(True)
        self.setWindowTitle(f"{store.path.name} – Galpi")
        self.store, self._settings, self._open = store, settings, True
        store.db.conn.execute(f"pragma busy_timeout = {BUSY_MILLISECONDS}")
        self.current = Current(self)
        self.bridge = Bridge(store, self)
        self.jobs = Jobs(store, self)
        self.caches = Caches(store, self.bridge, self.jobs, self)
        self.actions_ = Actions(store, self.current, self.bridge, self.jobs, self, settings)
        self.actions_.team.restore()
        self._make_panes()
        self._menus = Menus(self, self.actions_, settings, store.path)
        self._mnemonics = Mnemonics(self.menuBar(), self.actions_.tag_keys.letters)
        self._lay_out()
        self._connect()
        self._show_annotator()
        self._restore()
        self.finder.ask("", anew=True)
        self.pane.table.setFocus()
        # What the first screen needs goes first: the look goes through all articles.
        self.finder.counted.connect(lambda _: self.caches.look(), Qt.ConnectionType.SingleShotConnection)
        self.finder.counted.connect(lambda _: self.actions_.suggested.look(), Qt.ConnectionType.SingleShotConnection)

    # What it is made of

    def _make_panes(self) -> None:
        self.bar = FilterBar(self)
        self.facets = FacetPanel(self)
        self.pane = ArticlePane(self.store, self.current, self.jobs, self)
        self.reader = Reader(self.store, self.current, self.bridge, self)
        self.corrections = Corrections(self.store, self.current, self.jobs, self.reader, self.actions_, window=self)
        self.tagging = TaggingPanel(self.store, self.current, self.bridge, self.actions_, self)
        self.desk = Desk(self.store, self.current, self.bridge, self.jobs, self.actions_, self._settings, self)
        self.status = StatusLine(self.jobs, self.actions_["keys"], self)
        self.finder = Finder(
            self.store, self.current, self.bridge, self.jobs, bar=self.bar, pane=self.pane, facets=self.facets
        )

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        columns = (self.facets, self.pane, self.reader, self.tagging)
        for column, least in zip(columns, (160, 240, 320, 220), strict=True):
            column.setMinimumWidth(least)
            self.splitter.addWidget(column)
        self.splitter.setStretchFactor(2, 1)
        for place in (0, 1, 3):
            self.splitter.setStretchFactor(place, 0)
        self.splitter.setSizes(list(WIDTHS))
        centre = QWidget(self)
        rows = QVBoxLayout(centre)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addWidget(self.splitter, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(centre)
        self.setMinimumSize(720, 420)
        self.resize(fitting(self, SIZE))
        self._toggles = [
            self._toggle("Facets", "F7", self.facets),
            self._toggle("Article list", "F8", self.pane),
            self._toggle("Tagging panel", "F9", self.tagging),
        ]
        self._menus.add_columns(self._toggles)
        self.group_copies = QAction("Group copies", self, checkable=True)
        self.group_copies.setObjectName("group_copies")
        self._menus.add_columns([self.group_copies])

    def _toggle(self, text: str, key: str, column: QWidget) -> QAction:
        action = QAction(text, self, checkable=True, checked=True)
        action.setObjectName(f"show_{column.objectName()}")
        action.setShortcut(QKeySequence(key))
        action.toggled.connect(lambda _: self._fold())
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self._connect_actions()
        self._connect_panes()
        self.caches.said.connect(self.status.say)
        self.caches.incomplete.connect(self.pane.show_incomplete)
        self.jobs.changed.connect(self.bridge.publish)
        self.jobs.troubled.connect(self.actions_.tell)
        self.bridge.troubled.connect(self._on_trouble)
        self.desk.read_asked.connect(self._read_passage)
        self.desk.filter_asked.connect(self._add_term)
        self.corrections.query_asked.connect(self.finder.set_query)
        self.corrections.article_asked.connect(self._read)
        theme.changed.connect(self.update)
        if self.store.read_only:
            self.setWindowTitle(f"{self.store.path.name} (read only) – Galpi")
            self.status.show_state(
                "Read only", "The file or its folder cannot be written; Project › Back up saves a copy"
            )

    def _connect_actions(self) -> None:
        actions = self.actions_
        actions.step_asked.connect(self.pane.table.step)
        actions.untagged_asked.connect(self.pane.next_untagged)
        actions.list_asked.connect(self._show_list)
        actions.hit_asked.connect(lambda by: self.reader.next_hit() if by > 0 else self.reader.previous_hit())
        actions.zoom_asked.connect(self._zoom)
        actions.filter_asked.connect(self._filter)
        actions.pane_asked.connect(self._next_pane)
        actions.project_asked.connect(self._on_project)
        actions.passage_asked.connect(self._read_passage)
        actions.said.connect(self.status.say)
        actions.marks.on_screen = self.pane.table.rows_on_screen
        actions.team.seen_anew.connect(self._see_anew)
        actions.team.filter_asked.connect(lambda name: self.finder.set_query(f"sample:{quote(name)}"))
        actions.long_work.article_asked.connect(self._read)
        actions.long_work.query_asked.connect(self.finder.set_query)
        actions.past.article_asked.connect(self._read)

    def _connect_panes(self) -> None:
        actions = self.actions_
        self.bar.drawer_asked.connect(self._fold)
        self.bar.views_asked.connect(actions["views"].trigger)
        self.bar.views.setToolTip(f"{actions['views'].toolTip()}  {actions['views'].shortcut().toString()}")
        self.facets.chosen.connect(lambda *_: self._close_drawer())
        self.finder.counted.connect(self.status.show_counts)
        self.group_copies.toggled.connect(self.finder.set_grouping)
        self.pane.none_left.connect(self.status.say)
        self.pane.table.delete_asked.connect(actions["remove"].trigger)
        self.pane.table.opened.connect(self.reader.setFocus)
        self.pane.table.tag_dropped.connect(actions.marks.drop_on)
        self.reader.follow(actions.suggested, actions.passages_suggested)
        self.reader.remove_asked.connect(actions["remove_tagging"].trigger)
        self.reader.edges_asked.connect(actions.passages_here.put_edges)
        self.reader.tag_dropped.connect(actions.marks.drop_on_text)
        self.status.who.clicked.connect(actions["annotator"].trigger)
        self.status.who.setToolTip(f"Who marks: choose another   {actions['annotator'].shortcut().toString()}")

    # Columns and drawer

    def _fold(self) -> None:
        """Show the columns that are wanted; a narrow window has the facets in a drawer over the list."""
        narrow = self.width() < NARROW
        shown = [toggle.isChecked() for toggle in self._toggles]
        self.bar.drawer.setVisible(narrow and shown[0])
        if narrow and self.facets.parentWidget() is self.splitter:
            self.facets.setParent(self.centralWidget())
        elif not narrow and self.facets.parentWidget() is not self.splitter:
            self.bar.drawer.setChecked(False)
            self.splitter.insertWidget(0, self.facets)
            self.splitter.setSizes([WIDTHS[0], *self.splitter.sizes()[1:]])
        self.facets.setVisible(shown[0] and (not narrow or self.bar.drawer.isChecked()))
        self.pane.setVisible(shown[1])
        self.tagging.setVisible(shown[2])
        if narrow:
            self.facets.setGeometry(0, self.bar.height(), DRAWER, self.splitter.height())
            self.facets.raise_()

    def _close_drawer(self) -> None:
        if self.bar.drawer.isChecked():
            self.bar.drawer.setChecked(False)
            self._fold()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._mnemonics.watch(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    # Verbs that concern the window itself

    def _filter(self, what: str) -> None:
        if what in ("all", "bin"):
            self.finder.set_query("" if what == "all" else "is:deleted")
            self.pane.table.setFocus()
        else:
            self.bar.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.bar.box.selectAll()

    def _see_anew(self) -> None:
        """Show all anew as the annotator of now sees it."""
        self._show_annotator()
        self.bridge.publish(Change(label="", everything=True))

    def _show_annotator(self) -> None:
        self.actions_["blind_mode"].setChecked(self.store.blind)
        self.status.show_annotator(self.store.annotator, blind=self.store.blind)

    def _show_list(self, what: str) -> None:
        if what == "views":
            self._choose_view()
            return
        table = self.pane.table
        if what == "mode" or not table.columns.in_columns:
            table.show_columns(not table.columns.in_columns)
            self.actions_["list_mode"].setChecked(table.columns.in_columns)
        if what == "columns":
            table.columns.open_menu()

    def _choose_view(self) -> None:
        from ui.dialogs import views

        columns = self.pane.table.columns
        mode = "columns" if columns.in_columns else "lines"
        present = View(name="", query=self.current.query, sort=self.finder.sort_in_force, mode=mode)
        chosen = views.ask(self, self.store, present)
        if chosen is not None:
            if chosen.mode != mode:
                self._show_list("mode")
            self.finder.show_view(chosen)
            self.pane.table.setFocus()

    def _read(self, article: int) -> None:
        if not self.pane.show_article(article):
            self.current.article = article

    def _read_passage(self, article: int, start: int, end: int) -> None:
        self._read(article)
        self.current.place(start, end)
        self.reader.page.select(start, end)

    def _add_term(self, term: str) -> None:
        self.finder.set_query(narrowed(self.bar.box.text(), term))

    def _zoom(self, step: int) -> None:
        {1: self.reader.zoom_in, -1: self.reader.zoom_out, 0: self.reader.zoom_reset}[step]()

    def _next_pane(self) -> None:
        panes = [pane for pane in (self.bar, self.facets, self.pane, self.reader, self.tagging) if pane.isVisible()]
        at = next((place for place, pane in enumerate(panes) if _has_focus(pane)), -1)
        for pane in (*panes[at + 1 :], *panes[: at + 1]):
            target = _first_focusable(pane)
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _on_project(self, verb: str, path: Path | None) -> None:
        if verb == "close":
            self.close()
        else:
            self.project_asked.emit(verb, path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.actions_.long_work.import_these(paths)

    # What is remembered

    def _restore(self) -> None:
        self.restoreGeometry(self._settings.state("geometry"))
        self.splitter.restoreState(self._settings.state("columns"))
        self.tagging.restore_state(self._settings.state("sections"))
        hidden = self._settings.texts("hidden")
        for toggle in self._toggles:
            toggle.setChecked(toggle.objectName() not in hidden)
        self.bar.box.history = list(self._settings.texts(self._settings.for_project(self.store.path, "filters")))
        self.facets.model.flipped = frozenset(self._settings.texts("folds"))
        sort = self._settings.text("sort", DEFAULT_SORT)
        self.finder.sort = sort if sort in SORTS else DEFAULT_SORT
        self.pane.show_sort(self.finder.sort)
        self.finder.grouping = self._settings.text("group", "1") == "1"
        self.group_copies.setChecked(self.finder.grouping)
        self.pane.table.columns.put_back(self._settings.text("list columns"))
        self.actions_["list_mode"].setCheckable(True)
        if self._settings.text("list mode") == "columns":
            self._show_list("mode")
        self.pane.first = self._settings.number(self._settings.for_project(self.store.path, "article"))
        self._fold()

    def _keep(self) -> None:
        settings = self._settings
        settings.keep("geometry", self.saveGeometry())
        if self.facets.parentWidget() is self.splitter:
            settings.keep("columns", self.splitter.saveState())
        settings.keep("sections", self.tagging.save_state())
        settings.keep("hidden", [toggle.objectName() for toggle in self._toggles if not toggle.isChecked()])
        settings.keep(settings.for_project(self.store.path, "filters"), self.bar.box.history)
        settings.keep("folds", sorted(self.facets.model.flipped))
        settings.keep("sort", self.finder.sort)
        settings.keep("list mode", "columns" if self.pane.table.columns.in_columns else "lines")
        settings.keep("list columns", self.pane.table.columns.kept())
        settings.keep("group", int(self.finder.grouping))
        settings.keep(settings.for_project(self.store.path, "article"), self.current.article or 0)
        settings.save()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._open and not self._may_close():
            event.ignore()
            return
        if self._open:
            self._open = False
            self.tagging.flush()
            self._keep()
            self.hide()
            # The panes outlive the store for a moment; without an article they have nothing to ask it.
            self.current.article = None
            self.desk.close()
            self.bridge.close()
            self.jobs.close()
            self.store.close()
            self.closed.emit()
        super().closeEvent(event)

    def _on_trouble(self, sentence: str) -> None:
        self.status.show_state("Not saved", sentence)
        self.actions_.tell(UserError(sentence))

    def _may_close(self) -> bool:
        if all(job.title == BACKING_UP for job in self.jobs.running):
            return True  # nobody waits for it, and it is made again
        answer = QMessageBox.question(
            self,
            "Galpi",
            f"{self.jobs.running[0].title} is still under way. Stop it and close? What is finished is kept.",
        )
        return answer == QMessageBox.StandardButton.Yes

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._open:
            self.bridge.look()


def _has_focus(pane: QWidget) -> bool:
    focus = pane.window().focusWidget()
    return focus is not None and (focus is pane or pane.isAncestorOf(focus))


def _first_focusable(pane: QWidget) -> QWidget | None:
    """The pane itself or its first child that the keyboard can reach."""
    for widget in (pane.focusProxy() or pane, *pane.findChildren(QWidget)):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(pane) and widget.isEnabled():
            return widget
    return None
