"""An article as it was: its moments, and for each its marks then, with what is different now."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QSlider, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from store.records import MarkedArticle, Moment, PastArticle
from ui import theme
from ui.dialogs.history import local_time
from ui.dialogs.sheet import Sheet

if TYPE_CHECKING:
    from ui.jobs import Jobs


def ask(
    parent: QWidget | None, jobs: Jobs, article: int, moments: Sequence[Moment], *, change: int | None = None
) -> Moment | None:
    """Show an article as it was at these moments, first after `change`; give the moment to put it back to, or None."""
    dialog = Past(parent, jobs, article, moments, change=change)
    return dialog.moment() if dialog.exec() else None


class Past(Sheet):
    """The moments at the left, by list or slider; at the right the article as it was, which cannot be changed."""

    def __init__(
        self,
        parent: QWidget | None,
        jobs: Jobs,
        article: int,
        moments: Sequence[Moment],
        *,
        change: int | None = None,
    ) -> None:
        super().__init__(parent, f"Article {article} as it was", verb="Put the article back to this", width=900)
        self._jobs, self._article, self._moments = jobs, article, tuple(moments)
        self._lay_out()
        self.list.currentRowChanged.connect(self._chosen)
        self.slider.valueChanged.connect(lambda value: self.list.setCurrentRow(len(self._moments) - 1 - value))
        wanted = next((row for row, each in enumerate(self._moments) if each.change == change), 0)
        self.list.setCurrentRow(wanted if self._moments else -1)
        if not self._moments:
            self.say("Nothing was changed in this article yet: it is as it came in.", error=True)
        self.list.setFocus()

    def _lay_out(self) -> None:
        self.list = QListWidget(self)
        self.list.setObjectName("momentList")
        self.list.setAccessibleName("Moments, newest first")
        self.list.addItems([f"{local_time(each.at)}   {each.label}" for each in self._moments])
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("momentSlider")
        self.slider.setAccessibleName("Moment, from the first at the left to the last at the right")
        self.slider.setRange(0, max(0, len(self._moments) - 1))
        self.view = QTextBrowser(self)
        self.view.setObjectName("pastView")
        self.view.setAccessibleName("The article as it was")
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.slider)
        splitter = QSplitter(self)
        splitter.addWidget(left)
        splitter.addWidget(self.view)
        splitter.setSizes([300, 560])
        splitter.setMinimumHeight(420)
        self.body.addWidget(splitter, 1)

    def moment(self) -> Moment:
        """Give the moment that is shown."""
        return self._moments[self.list.currentRow()]

    def _chosen(self, row: int) -> None:
        if row < 0:
            return
        self.slider.setValue(len(self._moments) - 1 - row)
        moment, article = self._moments[row], self._article
        self._jobs.query(
            lambda store: store.past.article(article, moment), self._show, kind="past", failed=self._fail, asker=self
        )

    def _fail(self, error: Exception) -> None:
        self.view.setPlainText("")
        self.say(str(error), error=True)

    def _show(self, past: PastArticle) -> None:
        if past.moment != self.moment():
            return
        self.view.setHtml(page(past))
        lost = f" {past.lost:,} of its marks quote what the text of today no longer says." if past.lost else ""
        same = "It was as it is now." if not past.gone and not past.added else "What is different now stands first."
        self.say(f"{same}{lost}")
        self.accept_button.setEnabled(bool(past.gone or past.added))


def page(past: PastArticle) -> str:
    """Write an article of the past as HTML: what differs from now, then its text with its tagged passages marked."""
    colours = theme.palette()
    lines = []
    for sign, heading, facts in (("−", "Was there, is not now", past.gone), ("+", "Is there now, was not", past.added)):
        if facts:
            lines.append(f"<p><b>{heading}</b></p>")
            lines += [f"<p style='margin:0 0 0 8px'>{sign} {escape(fact)}</p>" for fact in facts]
    if past.deleted:
        lines.append("<p><b>It was in the bin.</b></p>")
    article = past.marked.article
    known = (article.outlet, ", ".join(article.authors), article.published, article.status)
    lines.append(f"<hr><h3>{escape(article.title or '–')}</h3>")
    lines.append(f"<p style='color:{colours.dim}'>{escape(' · '.join(each for each in known if each))}</p>")
    tags = [each.tag for each in past.marked.taggings if each.start is None]
    if tags:
        lines.append(f"<p>{escape(', '.join(tags))}</p>")
    lines += [f"<p><i>{escape(note.annotator)}: {escape(note.text)}</i></p>" for note in past.marked.notes]
    lines.append(f"<p style='white-space:pre-wrap'>{_text(past.marked, colours.hit)}</p>")
    return "".join(lines)


def _text(marked: MarkedArticle, colour: str) -> str:
    text = marked.article.text
    spans = sorted(
        (each.start, each.end) for each in marked.taggings if each.start is not None and each.end is not None
    )
    said, at = [], 0
    for start, end in spans:
        if end <= at:
            continue
        said.append(escape(text[at : max(at, start)]))
        said.append(f"<span style='background:{colour}; color:#1f2328'>{escape(text[max(at, start) : end])}</span>")
        at = end
    said.append(escape(text[at:]))
    return "".join(said).replace("\n", "<br>")
