"""Key `m`: what is known of an article, to be put right: title, authors, outlet, dates, language, keywords."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from store.errors import UserError
from store.parse.fields import FIELDS, field_value
from store.records import Article
from ui import theme
from ui.corrections.fields import HINTS, LABELS, SHARED, line_of, shown, typed
from ui.dialogs.sheet import Sheet

WIDTH = 600
DIFFERENT = "they differ; leave empty to keep them"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEdit:
    """A field and the value it shall have, in the store's form; None or an empty list where the source does not say."""

    field: str
    value: str | tuple[str, ...] | None


def ask(
    parent: QWidget | None, articles: Sequence[Article], *, field: str = "title", corrected: Collection[str] = ()
) -> tuple[FieldEdit, ...] | None:
    """Let the user correct one article, or what several of them can share; begins at `field`.

    `corrected` are the fields that were put right before. Returns the fields that changed.
    """
    dialog = ArticleFields(parent, articles, field=field, corrected=corrected)
    return dialog.edits() if dialog.exec() else None


class ArticleFields(Sheet):
    """The form; it says at once which value is none of its kind, and where in the text each one stands."""

    def __init__(
        self,
        parent: QWidget | None,
        articles: Sequence[Article],
        *,
        field: str = "title",
        corrected: Collection[str] = (),
    ) -> None:
        one = len(articles) == 1
        heading = "What is known of this article" if one else f"Correct {len(articles):,} articles"
        super().__init__(parent, heading, verb="Save", width=WIDTH)
        self._articles, self._corrected = tuple(articles), frozenset(corrected)
        self.fields = {name: _FieldLine(name) for name in (FIELDS if one else SHARED)}
        form = self.add_form()
        for name, line in self.fields.items():
            form.addRow(LABELS[name], line)
            label = form.labelForField(line)
            if isinstance(label, QLabel):
                label.setBuddy(line.edit)
            self._fill(name, line)
            line.edit.textChanged.connect(lambda _, name=name: self._on_typed(name))
        self.check()
        first = self.fields.get(field) or next(iter(self.fields.values()))
        first.edit.setFocus()
        first.edit.setSelection(len(first.edit.text()), -len(first.edit.text()))

    def edits(self) -> tuple[FieldEdit, ...]:
        """Return the fields that have another value now."""
        return tuple(
            FieldEdit(field=name, value=field_value(name, typed(name, line.edit.text())))
            for name, line in self.fields.items()
            if self._is_changed(name)
        )

    def check(self) -> None:
        """Say which value is none of its kind; nothing can be saved until it is."""
        wrong = ""
        for name, line in self.fields.items():
            problem = self._problem(name)
            line.mark(wrong=bool(problem))
            wrong = wrong or problem
        changed = [LABELS[name].replace("&", "").lower() for name in self.fields if self._is_changed(name)]
        self.say(wrong or _promise(changed), error=bool(wrong))
        self.accept_button.setEnabled(bool(changed) and not wrong)

    def _fill(self, name: str, line: _FieldLine) -> None:
        values = {shown(article, name) for article in self._articles}
        if len(values) == 1:
            line.edit.setText(values.pop())
            line.edit.setCursorPosition(0)  # of what is too long the beginning is seen
        article = self._articles[0]
        derived = name == "title" and article.title_derived and len(self._articles) == 1
        hint = f"untitled; first words: {article.title}" if derived else HINTS.get(name, "not known")
        line.edit.setPlaceholderText(hint if len(values) < 2 else DIFFERENT)
        line.edit.setModified(False)
        self._explain(name)

    def _on_typed(self, name: str) -> None:
        self._explain(name)
        self.check()

    def _explain(self, name: str) -> None:
        line = self.fields[name]
        if len(self._articles) > 1:
            return
        found = line_of(self._articles[0].text, name, line.edit.text())
        pieces = ["put right by hand"] if name in self._corrected and not self._is_changed(name) else []
        if found is not None:
            pieces.append(f"line {found[0]:,}: {found[1]}")
        line.explain(" · ".join(pieces))

    def _is_changed(self, name: str) -> bool:
        text = self.fields[name].edit.text()
        before = {shown(article, name) for article in self._articles}
        if len(before) > 1:
            return bool(text.strip())
        return typed(name, text) != typed(name, before.pop())

    def _problem(self, name: str) -> str:
        if not self._is_changed(name):
            return ""
        try:
            field_value(name, typed(name, self.fields[name].edit.text()))
        except UserError as error:
            return str(error)
        return ""


class _FieldLine(QWidget):
    """A field with a quiet line under it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.edit = QLineEdit(self)
        self.edit.setObjectName(f"field_{name}")
        self.edit.setAccessibleName(LABELS[name].replace("&", ""))
        self._below = QLabel(self)
        self._below.setProperty("dim", True)
        self._below.setFont(theme.ui_font(12))
        self._below.setStyleSheet("font-size: 12px")
        self._below.setTextFormat(Qt.TextFormat.PlainText)
        self._below.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.edit)
        column.addWidget(self._below)
        self.setFocusProxy(self.edit)

    def explain(self, text: str) -> None:
        """Show what is known of the value; a long line is cut."""
        metrics = QFontMetrics(theme.ui_font(12))
        self._below.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, WIDTH - 170))
        self._below.setToolTip(text)
        self._below.setVisible(bool(text))
        self.edit.setAccessibleDescription(text)

    def mark(self, *, wrong: bool) -> None:
        """Frame the field whose value is none of its kind."""
        self.edit.setStyleSheet(f"border-color: {theme.palette().error}" if wrong else "")


def _promise(changed: Sequence[str]) -> str:
    if not changed:
        return "What you put right stays, also when the source comes in again in a new version."
    listed = changed[0] if len(changed) == 1 else f"{', '.join(changed[:-1])} and {changed[-1]}"
    return f"Changes {listed}. Undo takes it back."
