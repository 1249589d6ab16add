"""The verbs that put an article right: what its lines are, what is known of it, rules, and whole imports."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from store.records import Article, Change, Progress
from ui.corrections.role_popup import RolePopup

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from store import Store
    from ui.actions import Actions
    from ui.current import Current
    from ui.dialogs.article_fields import FieldEdit
    from ui.jobs import Jobs
    from ui.reader.reader import Reader

MOST = 500
"""So many articles can be corrected together; more of them are better narrowed by a filter first."""


class Corrections(QObject):
    """Asks what is right and lets the store write it; everything is undoable."""

    query_asked = Signal(str)
    """A filter that shows what was asked for."""
    article_asked = Signal(int)
    """An article that the user wants to read."""

    def __init__(
        self, store: Store, current: Current, jobs: Jobs, reader: Reader, actions: Actions, window: QWidget
    ) -> None:
        super().__init__(window)
        self._store, self._current, self._jobs = store, current, jobs
        self._reader, self._actions, self._window = reader, actions, window
        self.popup: RolePopup | None = None
        actions.correction_asked.connect(self.do)
        reader.page.field_asked.connect(self.details)
        shortcut = QShortcut(QKeySequence("F2"), reader)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.details)

    def do(self, what: str) -> None:
        """Do one of the verbs by its name: `role`, `details`, `rules`, `batches` or `copies`."""
        verbs: dict[str, Callable[[], None]] = {
            "role": self.role,
            "details": self.details,
            "rules": self.rules,
            "batches": self.batches,
            "copies": self.copies,
        }
        verbs[what]()

    # What lines are

    def role(self) -> None:
        """Ask what the selected lines are, or the line the cursor is in."""
        article = self._reader.page.article
        span = self._reader.page.lines_asked()
        if article is None or span is None:
            self._actions.said.emit("Put the cursor into a line of the article, then press R.")
            return
        lines = self._store.articles.lines(article.id, *span)
        if not lines:
            self._actions.said.emit("There is nothing to see in this line.")
            return
        self._ask_role(article, lines)

    def _ask_role(self, article: Article, lines: Sequence[tuple[int, int]]) -> None:
        span = (lines[0][0], lines[-1][1])
        present = {part.role for part in article.parts if part.start < span[1] and span[0] < part.end}
        popup = self.popup = RolePopup(self._window, lines=len(lines), present=present, outlet=article.outlet)
        page = self._reader.page
        page.hold(*span)
        others = 0

        def reached(count: int) -> None:
            nonlocal others
            others = count - 1
            if self.popup is popup:
                popup.show_reach(others)

        def forget() -> None:
            page.hold(None)
            self.popup = None

        popup.closed.connect(forget)
        popup.chosen.connect(
            lambda role, always: self._set_role(article, lines, role, others=others if always else None)
        )
        popup.open_at(page.place_of(*span))
        if article.outlet:
            outlet, said = article.outlet, [article.text[slice(*line)] for line in lines]
            self._jobs.query(lambda store: store.rules.reach(outlet, said), reached, kind="reach")

    def _set_role(self, article: Article, lines: Sequence[tuple[int, int]], role: str, *, others: int | None) -> None:
        start, end = lines[0][0], lines[-1][1]
        if others is None or article.outlet is None:
            done = self._actions.writes.do(lambda store: store.articles.set_role(article.id, start, end, role))
            said = f"{'The line is' if len(lines) == 1 else f'{len(lines)} lines are'} {role} now."
        else:
            outlet, said_lines = article.outlet, [article.text[slice(*line)] for line in lines]

            def write(store: Store) -> Generator[Progress, None, Change]:
                with store.journal.change(f"Always {role} in {outlet} ({others + 1:,} articles)") as step:
                    store.articles.set_role(article.id, start, end, role)
                    yield from store.rules.adding(outlet, said_lines, role)
                return step.change

            done = self._actions.writes.work(f"Always {role} in {outlet}", write, size=others + 1)
            said = f"Such lines are {role} in {outlet} from now on. Rules: Edit › Rules of outlets."
        if done:
            self._actions.said.emit(said)

    # What is known

    def details(self, field: str = "title") -> None:
        """Ask what is right of the selected articles, or of the one that is read."""
        from ui.dialogs import article_fields

        targets = self._actions.targets()
        if len(targets) > MOST:
            self._actions.said.emit(f"Select at most {MOST} articles to correct them together.")
            return
        looked, articles = self._store.history.newest(), self._store.articles.several(targets)
        if not articles:
            self._actions.said.emit("Select an article first.")
            return
        corrected = self._store.corrections.fields(articles[0].id) if len(articles) == 1 else ()
        edits = article_fields.ask(self._window, articles, field=field, corrected=corrected)
        if edits:
            self._correct([article.id for article in articles], edits, looked)

    def _correct(self, articles: Sequence[int], edits: Sequence[FieldEdit], looked: int) -> None:
        what = "1 article" if len(articles) == 1 else f"{len(articles):,} articles"
        fields = ", ".join(edit.field for edit in edits)

        def write(edit: FieldEdit) -> Callable[[Store], Change]:
            return lambda store: store.articles.correct(articles, field=edit.field, value=edit.value)

        self._actions.writes.settle(
            *map(write, edits), looked=looked, label=f"Correct {fields} of {what}", size=len(articles)
        )
        self._actions.said.emit(f"Corrected: {fields}.")

    # Rules and imports

    def rules(self) -> None:
        """Show the rules of the outlets."""
        from ui.dialogs import rules

        rules.ask(self._window, self._store, self._actions.writes, self._jobs)

    def batches(self) -> None:
        """Show the imports, each of which can be shown in the list or taken out as a whole."""
        from ui.dialogs import batches, confirm_remove

        choice = batches.ask(self._window, self._store.batches.all())
        if choice is None:
            return
        batch = choice.batch
        if choice.look:
            self._actions.long_work.show_import(batch.id)
            return
        if not choice.remove:
            self.query_asked.emit(f"batch:{batch.id}")
            return
        count = "1 article" if batch.articles == 1 else f"{batch.articles:,} articles"
        goes = (f"{count}, with their tags, mentions and notes",)
        if confirm_remove.ask(self._window, f"the import “{batch.label}”", goes=goes):
            self._actions.writes.do(lambda store: store.batches.remove(batch.id), size=batch.articles)

    # Copies

    def copies(self) -> None:
        """Show why the article that is read stands in a group, and where its copies differ."""
        from ui.dialogs import why_duplicate

        article = self._current.article
        others = self._store.duplicates.of(article) if article is not None else ()
        if article is None or not others:
            self._actions.said.emit("This article has no copies.")
            return
        row, *copies = self._store.articles.rows([article, *others])
        chosen = why_duplicate.ask(self._window, row, copies, self._jobs)
        if chosen is not None:
            self.article_asked.emit(chosen)
