"""Relations under review as Qt sees them: subject, predicate, object, and the sentence with both of them marked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from store.records import RelationLine
from ui import theme
from ui.analysis.kwic import AFTER, BEFORE, QUOTE, KwicDelegate, Line, Role, place_of
from ui.analysis.kwic_ids import KwicIds
from ui.tagging.rows import Index

SUBJECT, PREDICATE, OBJECT, EVIDENCE, TIMES, STATE, ARTICLE = BEFORE, QUOTE, AFTER, *range(3, 7)
PIECES = Qt.ItemDataRole.UserRole + 2
"""The evidence as stretches of text, each with the colour that underlines it, or None."""
LEAD = 24
"""So many code points of a long sentence are shown before the first of the two names."""
GAP = 44
"""What stands between the two names is cut in its middle where it is longer than so many code points."""

Piece = tuple[str, str | None]


class RelationsModel(KwicIds[RelationLine]):
    """Relations by id, in the order given; the lines themselves are read through `read_lines` in pages."""

    columns = ("Subject", "Predicate", "Object", "Evidence", "Said", "State", "Article")

    def number_of(self, line: RelationLine) -> int:
        """Give the id of a line's relation."""
        return line.relation.id

    def cell(self, line: Line, column: int) -> str:
        """Say who does what to whom, by which words, how often that is said, what became of it, and where."""
        assert isinstance(line, RelationLine)
        if column in (SUBJECT, OBJECT):
            return (line.subject if column == SUBJECT else line.object).name
        if column == PREDICATE:
            return line.relation.predicate
        if column == EVIDENCE:
            return "".join(words for words, _ in pieces_of(line))
        if column == TIMES:
            return f"{line.times:,}×" if line.times > 1 else ""
        return line.relation.state if column == STATE else place_of(line)

    def ink(self, line: Line) -> tuple[str, bool] | None:
        """Underline the predicate in the colour of the subject, dashed while it is suggested; a rejected one not at all."""
        assert isinstance(line, RelationLine)
        if line.relation.state == "rejected":
            return None
        return theme.entity_colour(line.subject.type).name(), line.relation.state == "suggested"

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if role == PIECES and index.isValid() and index.column() == EVIDENCE:
            line = self.line(index.row())
            return pieces_of(line) if isinstance(line, RelationLine) else ()
        return super().data(index, role)

    def _dressed(self, line: Line, column: int, role: int) -> Any:
        if role == Role.ForegroundRole:
            return QColor(theme.palette().dim) if column > EVIDENCE else None
        return super()._dressed(line, column, role)

    def _text(self, line: Line, column: int, role: int) -> str | None:
        assert isinstance(line, RelationLine)
        if role != Role.ToolTipRole:
            return self.cell(line, column)
        if column in (SUBJECT, OBJECT):
            entity = line.subject if column == SUBJECT else line.object
            return f"{', '.join(dict.fromkeys(name.name for name in entity.names)) or entity.name}\n{entity.type}"
        if column == TIMES and line.times > 1:
            return f"{line.times:,} articles say the same"
        return line.evidence if column == EVIDENCE else self.cell(line, column)


def pieces_of(line: RelationLine) -> tuple[Piece, ...]:
    """Cut the evidence at its two names, so that both are in sight: from shortly before the first, and short between them."""
    marks = sorted(
        (span, theme.entity_colour(entity.type).name())
        for span, entity in ((line.subject_at, line.subject), (line.object_at, line.object))
        if span is not None
    )
    at = max(0, marks[0][0][0] - LEAD) if marks else 0
    found: list[Piece] = [("…", None)] if at else []
    for (start, end), colour in marks:
        if start >= at:
            between = line.evidence[at:start]
            if len(found) > 1 and len(between) > GAP:
                between = f"{between[: GAP // 2]} … {between[-GAP // 2 :]}"
            found += [(between, None), (line.evidence[start:end], colour)]
            at = end
    return tuple(piece for piece in (*found, (line.evidence[at:], None)) if piece[0])


class RelationsDelegate(KwicDelegate):
    """Draws the evidence piece by piece, its two names strong and underlined in the colour of their types."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() != EVIDENCE:
            super().paint(painter, option, index)
            return
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text = ""
        bare.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        painter.save()
        painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, QColor(theme.palette().line))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text
        _draw(painter, option.rect.adjusted(4, 0, -4, 0), index.data(PIECES) or (), bare.palette.color(role), bare.font)
        painter.restore()


def _draw(painter: QPainter, rect: QRect, pieces: tuple[Piece, ...], ink: QColor, plain: QFont) -> None:
    left = rect.left()
    for words, colour in pieces:
        font = QFont(plain)
        if colour is not None:
            font.setWeight(QFont.Weight.DemiBold)
        measure = QFontMetrics(font)
        room = rect.right() - left
        if room < 12:
            return
        shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, room)
        width = measure.horizontalAdvance(shown)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QRect(left, rect.top(), width + 2, rect.height()), int(Qt.AlignmentFlag.AlignVCenter), shown)
        if colour is not None:
            painter.setPen(QPen(QColor(colour), 2))
            painter.drawLine(left, rect.bottom() - 3, left + width, rect.bottom() - 3)
        left += width
