"""A list of passages: where each stands, and its sentence with what it names marked; Enter goes to it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from store.records import Evidence, EvidencePage
from ui import theme
from ui.reader.offsets import qt_length, showable
from ui.tagging.rows import ROOT, Index

EVIDENCE = Qt.ItemDataRole.UserRole
"""The role of the `Evidence` of an index."""
Role = Qt.ItemDataRole
_SIDE, _TOP, _META, _BETWEEN = 16, 8, 18, 2
_PIXELS = 14


class PassageModel(QAbstractListModel):
    """Passages of some articles; more are asked for when the view comes to the end."""

    more_wanted = Signal(int)
    """The passages of further articles are wanted, after so many articles."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Evidence, ...] = ()
        self._articles = 0
        self._asked = False

    @property
    def items(self) -> tuple[Evidence, ...]:
        """What is shown, in order."""
        return self._items

    @property
    def articles(self) -> int:
        """How many articles have passages, those not here yet too."""
        return self._articles

    def show_page(self, page: EvidencePage) -> None:
        """Show these passages instead of the present ones."""
        self.beginResetModel()
        self._items, self._articles, self._asked = page.items, page.articles, False
        self.endResetModel()

    def add_page(self, page: EvidencePage) -> None:
        """Add the passages that were asked for."""
        self._asked = False
        if page.items:
            self.beginInsertRows(ROOT, len(self._items), len(self._items) + len(page.items) - 1)
            self._items += page.items
            self.endInsertRows()

    def _shown(self) -> int:
        return len({item.article for item in self._items if item.article is not None})

    def rowCount(self, parent: Index = ROOT) -> int:
        """Count the passages."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Give a passage as text, or itself."""
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        if role == EVIDENCE:
            return item
        if role == Role.DisplayRole:
            return item.text
        return f"{item.text}. {heading(item)}" if role == Role.AccessibleTextRole else None

    def canFetchMore(self, parent: Index = ROOT) -> bool:
        """Say whether there are articles whose passages are not here yet."""
        return not parent.isValid() and not self._asked and 0 < self._shown() < self._articles

    def fetchMore(self, parent: Index = ROOT) -> None:
        """Ask for the next ones."""
        if self.canFetchMore(parent):
            self._asked = True
            self.more_wanted.emit(self._shown())


def heading(item: Evidence) -> str:
    """Say where a passage stands, and what relation it is taken for."""
    if item.article is None:
        return f"Background fact · {item.state}"
    told = [item.title or "Untitled", item.outlet, (item.published or "")[:10]]
    said = f"{item.predicate}, {item.state}" if item.predicate else ""
    return " · ".join(each for each in (said, *told) if each)


class PassageDelegate(QStyledItemDelegate):
    """Paints a heading line and the whole sentence below it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one passage."""
        item, rect, palette = index.data(EVIDENCE), option.rect, theme.palette()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.selected))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(palette.line))
        inner = rect.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        painter.setFont(theme.ui_font(12))
        painter.setPen(QColor(palette.dim))
        words = painter.fontMetrics().elidedText(heading(item), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), _META), Qt.AlignmentFlag.AlignVCenter, words)
        painter.setPen(QColor(palette.text))
        _layout(item, inner.width()).draw(painter, QPointF(inner.left(), inner.top() + _META + _BETWEEN))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.accent), 1))
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -1.5))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Ask for as much height as the sentence takes."""
        view = self.parent()
        width = (view.viewport().width() if isinstance(view, QListView) else 480) - 2 * _SIDE
        text = _layout(index.data(EVIDENCE), width).boundingRect().height()
        return QSize(width, round(text) + _META + _BETWEEN + 2 * _TOP + 1)


def _layout(item: Evidence, width: int) -> QTextLayout:
    text = showable(item.text.replace("\n", " "))
    layout = QTextLayout(text, theme.ui_font(_PIXELS))
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    layout.setFormats([_format(text, *mark) for mark in item.marks])
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40, width))
        line.setPosition(QPointF(0, top))
        top += round(line.height() * 1.25)
    layout.endLayout()
    return layout


def _format(text: str, start: int, end: int, kind: str) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = qt_length(text[:start])
    found.length = qt_length(text[start:end])
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.DemiBold)
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    look.setUnderlineColor(theme.entity_colour(kind))
    look.setBackground(theme.tag_ground(theme.entity_colour(kind)))
    found.format = look
    return found


class PassageList(QListView):
    """The list; it leaves letters to the window's keys."""

    chosen = Signal(object)
    """The `Evidence` that was double-clicked, or on which Enter was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passages = PassageModel(self)
        self.setModel(self.passages)
        self.setItemDelegate(PassageDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("ground", "pane")
        self.viewport().setProperty("ground", "pane")
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # Hundreds of sentences are wrapped a few at a time, so that the window never stands still for them.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(40)
        self.setAccessibleName("Passages")
        self.doubleClicked.connect(self._choose)
        theme.changed.connect(self.viewport().update)

    def show_page(self, page: EvidencePage) -> None:
        """Show passages from the top; where they are those shown already, nothing moves."""
        model = self.passages
        # Of a longer list, to which more was added meanwhile, the first part is asked for again.
        if page.items and page.articles == model.articles and page.items == model.items[: len(page.items)]:
            return
        self.passages.show_page(page)
        if page.items:
            self.setCurrentIndex(self.passages.index(0))
        self.scrollToTop()

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the window's keys."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sentences be wrapped anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: Index) -> None:
        item = index.data(EVIDENCE)
        if item is not None and item.article is not None:
            self.chosen.emit(item)
