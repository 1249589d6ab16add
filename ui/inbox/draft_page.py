"""A source as the reader would show it: boilerplate struck through, and beside the text what each part is."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QWidget

from store.records import Article, ArticleDraft, PreviewEntry
from ui import theme
from ui.reader.column import COLUMN
from ui.reader.document import SIDE
from ui.reader.page import Page

LABELS = 84
"""Width of the strip at the left in which the parts are named, in pixels."""


class DraftPage(Page):
    """Shows drafts, which cannot be marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("The source as it would be stored")
        self.labels = PartLabels(self)
        self.verticalScrollBar().valueChanged.connect(self.labels.update)

    def show_draft(self, draft: ArticleDraft, *, number: int) -> None:
        """Show a draft; `number` tells it from the others of the inbox, so that each starts at its top."""
        self.display(article_of(draft, number))
        self.labels.update()

    def _build(self, *, keep: bool) -> None:
        super()._build(keep=keep)
        assert self.article is not None
        struck = QTextCharFormat()
        struck.setFontStrikeOut(True)
        cursor = QTextCursor(self.document())
        for part in self.article.parts:
            if part.role == "boilerplate":
                for first, last in self._offsets.ranges(part.start, part.end):
                    cursor.setPosition(first)
                    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
                    cursor.mergeCharFormat(struck)
        self.labels.update()

    def _centre(self) -> None:
        width = self.contentsRect().width()
        column = min(COLUMN + 2 * SIDE, width - LABELS - 16)
        wanted = QMargins(max((width - column) // 2, LABELS), 0, 16, 0)
        if self.viewportMargins() != wanted:
            self.setViewportMargins(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the labels beside the text."""
        super().resizeEvent(event)
        self.labels.setGeometry(QRect(0, 0, self.viewport().x(), self.contentsRect().height()))

    def parts_in_sight(self) -> list[tuple[str, int, int]]:
        """List the parts whose beginning is in sight: role, and top and height of its first line in pixels."""
        if self.article is None:
            return []
        scroll, found, before = self.verticalScrollBar().value(), [], ""
        layout = self.document().documentLayout()
        for part in self.article.parts:
            place = next(self._offsets.ranges(part.start, part.end), None)
            if part.role == before or place is None:
                continue
            before = part.role
            block = self.document().findBlock(place[0])
            top = round(layout.blockBoundingRect(block).top()) - scroll
            if top > self.viewport().height():
                break
            if top > -40:
                found.append((part.role, top, round(block.blockFormat().lineHeight())))
        return found


class PartLabels(QWidget):
    """The names of the parts, dim, each level with its first line."""

    def __init__(self, page: DraftPage) -> None:
        super().__init__(page)
        self._page = page
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the names, never one over another."""
        painter = QPainter(self)
        painter.setFont(theme.ui_font(11))
        painter.setPen(QColor(theme.palette().dim))
        free = -40
        for role, top, height in self._page.parts_in_sight():
            at = max(top, free)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(4, at, self.width() - 8, height), right, role)
            free = at + 16


def article_of(draft: ArticleDraft, number: int) -> Article:
    """Give a draft the form of an article that is stored nowhere."""
    return Article(
        id=-1 - number,
        uid="",
        source="",
        sha256="",
        language=draft.language,
        title=draft.title,
        title_derived=draft.title_derived,
        subtitle=draft.subtitle,
        outlet=draft.outlet,
        authors=draft.authors,
        published=draft.published,
        updated=draft.updated,
        url=draft.url,
        keywords=draft.keywords,
        status="untagged",
        text=draft.text,
        parts=draft.parts,
    )


def stub_of(entry: PreviewEntry) -> ArticleDraft:
    """Give what an entry says of its article, without its text."""
    return ArticleDraft(
        text="", title=entry.title, title_derived=entry.title_derived, subtitle=entry.subtitle, outlet=entry.outlet,
        authors=entry.authors, published=entry.published, updated=entry.updated, url=entry.url,
        keywords=entry.keywords, language=entry.language,
    )  # fmt: skip
