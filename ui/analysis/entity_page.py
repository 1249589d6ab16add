"""The window of an entity's page: what is known of it at the left, the sentences that say so at the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel

from store.errors import UserError
from store.formats.entity_page import facts_csv, html, markdown
from store.matrix import ANY_RELATION
from store.query.terms import query_term
from store.records import EntityPage, EvidencePage, MatrixSpec, PageItem
from ui import theme
from ui.analysis.entity_groups import GroupsList
from ui.analysis.entity_verbs import EntityVerbs
from ui.analysis.passages import PassageList
from ui.analysis.timeline import Timeline
from ui.analysis.window import AnalysisWindow
from ui.panes import parted, stacked
from ui.tagging.names import both_names

if TYPE_CHECKING:
    from store import Store
    from ui.analysis.desk import Desk

KINDS = "Markdown (*.md);;HTML page (*.html);;CSV of its facts (*.csv)"
POINT_MILLISECONDS = 120
"""How long the cursor rests on an entity before the sentences of both are asked for."""
EXPORTED = 500
"""So many articles' sentences go into an exported page."""


class EntityPageWindow(AnalysisWindow):
    """One page at a time; those seen before are gone back to by Alt+←."""

    follows = ("article", "mention", "entity", "entity_name", "relation", "predicate")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name="entityPageWindow", title="Entity", size=(1120, 780))
        self._entity: int | None = None
        self._before: list[int] = []
        self._page: EntityPage | None = None
        self._other: PageItem | None = None
        self._items = 12
        self.verbs = EntityVerbs(desk, self)
        self.name = QLabel("", self)
        self.facts = QLabel("", self)
        self.timeline = Timeline(self)
        self.groups = GroupsList(self)
        self.passages = PassageList(self)
        self.said = QLabel("", self)
        self._make_bar()
        self._lay_out()
        self._rest = QTimer(self, singleShot=True, interval=POINT_MILLISECONDS)
        self._rest.timeout.connect(lambda: self._ask_passages(0))
        self.timeline.chosen.connect(lambda _: self.reload())
        self.groups.pointed.connect(self._point)
        self.groups.opened.connect(self.show_entity)
        self.groups.more_wanted.connect(self._show_more)
        self.passages.chosen.connect(lambda item: desk.read_asked.emit(item.article, item.start, item.end))
        self.passages.passages.more_wanted.connect(self._ask_passages)
        theme.changed.connect(self._show_facts)

    def show_entity(self, entity: int) -> None:
        """Show the page of another entity; the present one can be gone back to."""
        if entity == self._entity:
            return
        if self._entity is not None:
            self._before.append(self._entity)
        self._turn_to(entity)

    def go_back(self) -> None:
        """Go back to the page before."""
        if self._before:
            self._turn_to(self._before.pop())

    @property
    def page(self) -> EntityPage | None:
        """The page that is shown."""
        return self._page

    def _turn_to(self, entity: int) -> None:
        self._entity, self._page, self._other, self._items = entity, None, None, 12
        self.timeline.period = ""
        self.back.setEnabled(bool(self._before))
        self.reload()

    # What it is made of

    def _make_bar(self) -> None:
        self.back = self.add_verb("Back", ("Alt+Left",), self.go_back)
        self.back.setEnabled(False)
        self.add_button(self.back)
        self.add_button(self.add_verb("Filter by it", ("Ctrl+F",), self.filter_by_it))
        self._edit = self.add_button(self.add_verb("Edit", ("F4",), self._show_edit_menu))
        self.add_button(self.add_verb("Review mentions", ("Ctrl+R",), self._review))
        self.add_button(self.add_verb("Copy", ("Ctrl+Shift+C",), self.copy))
        self.add_button(self.add_verb("Export…", ("Ctrl+E",), self.export))
        self.add_verb("All its sentences", ("Backspace",), self._let_go)
        self.bar.addStretch(1)
        self.roll_up = QCheckBox("With its parts", self)
        self.roll_up.setChecked(True)
        self.filtered = QCheckBox("Filter of the list", self)
        for check in (self.roll_up, self.filtered):
            check.toggled.connect(lambda _: self.reload())
            self.bar.addWidget(check)
        self.desk.current.query_changed.connect(lambda _: self.reload() if self.filtered.isChecked() else None)
        self.verbs.add_to(
            self, lambda: [self._entity] if self._entity is not None else [], but=("page", "remove", "merge")
        )

    def _lay_out(self) -> None:
        self.name.setFont(theme.ui_font(22, weight=QFont.Weight.DemiBold))
        self.name.setStyleSheet("font-size: 22px; font-weight: 600;")
        self.name.setWordWrap(True)
        self.name.setContentsMargins(16, 4, 16, 0)
        self.facts.setWordWrap(True)
        self.facts.setContentsMargins(16, 4, 16, 4)
        self.facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.facts.linkActivated.connect(lambda link: self.show_entity(int(link)))
        left = stacked(self.name, self.facts, self.timeline, self.groups, ground="window")
        self.said.setWordWrap(True)
        self.said.setContentsMargins(16, 10, 16, 8)
        self.body.addWidget(parted(left, stacked(self.said, self.passages), sizes=(520, 600)))
        self.passages.setFocus()

    # What it asks for

    def query(self) -> str:
        """Give the filter of what is shown: that of the list, if it is wanted, and the period chosen."""
        query = self.desk.current.query.strip() if self.filtered.isChecked() else ""
        period = f"date:{self.timeline.period}" if self.timeline.period else ""
        return f"({query}) {period}" if query and period else query or period

    def reload(self) -> None:
        """Read the page again, keeping the place."""
        entity, roll_up, items = self._entity, self.roll_up.isChecked(), self._items
        if entity is None:
            return
        whole = self.desk.current.query if self.filtered.isChecked() else ""
        query = self.query()

        def read(store: Store) -> tuple[EntityPage, tuple[tuple[str, int], ...]]:
            page = store.pages.read(entity, query=query, roll_up=roll_up, items=items)
            # The timeline keeps its bars while one of them is narrowed to.
            months = page.months if query == whole else store.pages.months(entity, query=whole, roll_up=roll_up)
            return page, months

        self.desk.jobs.query(read, self._show, asker=self, kind="entity page", failed=self._failed)
        self._rest.start()

    def _failed(self, error: Exception) -> None:
        """Say why there is no page: the entity was merged into another one or removed, most likely."""
        self.line.setText(str(error))
        self.groups.show_groups((), keep=False)
        self.passages.show_page(EvidencePage())
        self.timeline.show_months(())
        self.facts.setText("It was merged into another entity or removed; Alt+← goes back.")

    def _show(self, found: tuple[EntityPage, tuple[tuple[str, int], ...]]) -> None:
        page, months = found
        keep = self._page is not None and self._page.entity.id == page.entity.id
        self._page = page
        self.setWindowTitle(f"{page.entity.name} – {self.desk.store.path.stem}")
        self._show_facts()
        self.timeline.show_months(months)
        self.groups.show_groups(page.groups, keep=keep)
        articles = f"{page.articles:,} article{'' if page.articles == 1 else 's'}"
        where = f" · {self.query()}" if self.query() else ""
        undated = f" · {page.undated:,} without a date" if page.undated else ""
        hints = "Enter opens · arrows show the sentences of both · Backspace all sentences"
        self.line.setText(f"{page.mentions:,} mentions in {articles}{undated}{where}      {hints}")

    def _show_facts(self) -> None:
        page = self._page
        if page is None:
            return
        entity, colours = page.entity, theme.palette()
        first, second = both_names(entity, None)
        self.name.setText(
            f"{_safe(first)}" + (f" <span style='color:{colours.dim}'>{_safe(second)}</span>" if second else "")
        )
        square = f"<span style='color:{theme.entity_colour(entity.type).name()}'>■</span>"
        told = [f"{square} {_safe(entity.type)}"]
        if page.whole is not None:
            told.append(f"part of {_link(page.whole.id, page.whole.name)}")
        others = [name.name for name in entity.names if name.name not in (first, second)]
        lines = [" · ".join(told)]
        if others:
            lines.append(f"<span style='color:{colours.dim}'>also</span> {_safe(', '.join(others))}")
        if entity.external:
            lines.append(_safe(" · ".join(f"{scheme} {value}" for scheme, value in entity.external)))
        if page.parts:
            more = f" + {len(page.parts) - 12:,}" if len(page.parts) > 12 else ""
            lines.append(f"with {', '.join(_link(part.id, part.name) for part in page.parts[:12])}{more}")
        if entity.note:
            lines.append(_safe(entity.note).replace("\n", "<br>"))
        self.facts.setText("<br>".join(lines))

    def _show_more(self) -> None:
        self._items *= 4
        self.reload()

    # Sentences

    def _point(self, item: PageItem | None) -> None:
        if item != self._other and item is not None:
            self._other = item
            self._rest.start()

    def _let_go(self) -> None:
        self._other = None
        self._ask_passages(0)

    def _ask_passages(self, offset: int) -> None:
        entity, other, query, roll_up = self._entity, self._other, self.query(), self.roll_up.isChecked()
        if entity is None:
            return

        def read(store: Store) -> EvidencePage:
            if other is None:
                return store.evidence.of_entity(entity, query=query, roll_up=roll_up, offset=offset)
            spec = MatrixSpec(rows="", columns="other", query=query, roll_up=roll_up)
            if other.articles == 0:
                spec = MatrixSpec(rows="", columns="other", by=ANY_RELATION, query=query, facts=True, roll_up=roll_up)
            return store.evidence.of_cell(spec, entity, other.entity.id, offset=offset)

        def show(page: EvidencePage) -> None:
            articles = f"{page.articles:,} article{'' if page.articles == 1 else 's'}"
            if page.items and not page.articles:
                articles = "background facts"
            name = _safe(self._page.entity.name) if self._page else ""
            beside = f" + <b>{_safe(other.entity.name)}</b>" if other else ""
            what = "" if other else "all sentences · "
            self.said.setText(f"<b>{name}</b>{beside} · {what}{articles}")
            if offset:
                self.passages.passages.add_page(page)
            else:
                self.passages.show_page(page)

        self.desk.jobs.query(read, show, asker=self, kind="entity passages", failed=lambda _: None)

    # Taking it elsewhere

    def filter_by_it(self) -> None:
        """Add the entity to the filter of the list."""
        if self._page is not None:
            self.desk.filter_asked.emit(query_term("entity", self._page.entity.name))
            self.line.setText(f"The list is filtered by {self._page.entity.name}.")

    def copy(self) -> None:
        """Copy the page as Markdown, with the sentences that are shown."""
        if self._page is not None:
            QGuiApplication.clipboard().setText(markdown(self._page, self.passages.passages.items))
            self.line.setText("Copied as Markdown.")

    def export(self) -> None:
        """Write the page to a file the user names."""
        if self._page is None:
            return
        name, kind = QFileDialog.getSaveFileName(
            self, "Export the page", f"{_file_name(self._page.entity.name)}.md", KINDS
        )
        if name:
            path = Path(name)
            ending = kind.rpartition("*")[2].rstrip(")") if kind else ".md"
            self.export_to(path if path.suffix else path.with_suffix(ending))

    def export_to(self, path: Path) -> None:
        """Write the page with all its sentences: Markdown, HTML or CSV by the ending of the name."""
        entity, query, roll_up = self._entity, self.query(), self.roll_up.isChecked()

        def read(store: Store) -> str:
            page = store.pages.read(entity or 0, query=query, roll_up=roll_up, items=10_000)
            if path.suffix.lower() == ".csv":
                return "\ufeff" + facts_csv(page)
            sentences = store.evidence.of_entity(entity or 0, query=query, roll_up=roll_up, limit=EXPORTED).items
            return (html if path.suffix.lower() in (".html", ".htm") else markdown)(page, sentences)

        self.desk.jobs.query(read, lambda text: self._write(path, text), asker=self, kind="entity export")

    def _write(self, path: Path, text: str) -> None:
        try:
            path.write_text(text, encoding="utf-8", newline="")
            self.line.setText(f"Written to {path}.")
        except OSError as error:
            self.desk.actions.tell(UserError(f"{path} cannot be written ({error.strerror}); choose another place."))

    def _review(self) -> None:
        if self._entity is not None:
            self.verbs.review([self._entity])

    def _show_edit_menu(self) -> None:
        menu = self.verbs.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._edit.mapToGlobal(self._edit.rect().bottomLeft()))


def _link(entity: int, name: str) -> str:
    return f"<a href='{entity}' style='color:{theme.palette().accent};text-decoration:none'>{_safe(name)}</a>"


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _file_name(name: str) -> str:
    return "".join("-" if letter in '/\\:*?"<>|' else letter for letter in name).strip() or "entity"
