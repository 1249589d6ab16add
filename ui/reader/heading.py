"""The heading of an article: title where the text has none, then outlet, authors, date, language and hits."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from store.records import Article
from ui import theme

NEXT, PREVIOUS = "next", "previous"
TITLE, META = 22, 13
"""Sizes of the title and of the line below it, in pixels before zoom."""
FIELD = "field:"
"""What begins the address of a link to a field; its name follows."""


class Heading(QWidget):
    """Lies over the page's heading row and scrolls with it."""

    step_asked = Signal(bool)
    """Another search hit is asked for: True is the next one."""
    field_asked = Signal(str)
    """A field of the article was pressed, to be corrected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.correctable = True
        """Whether what is known of the article can be pressed, to be corrected."""
        self._meta_text = ""
        self._fields: tuple[tuple[str, str], ...] = ()
        self._hits_text = ""
        self._zoom = 1.0
        self._dressed: tuple[theme.Palette, float] | None = None
        self.title = QLabel(self)
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.RichText)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.meta = QLabel(self)
        self.meta.setWordWrap(True)
        self.meta.setTextFormat(Qt.TextFormat.RichText)
        self.meta.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.meta.linkActivated.connect(self._follow)
        self.meta.linkHovered.connect(self._explain)
        self._rule = QFrame(self)
        self._rule.setFixedHeight(1)
        self._column = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addWidget(self.meta)
        layout.addSpacing(4)
        layout.addWidget(self._rule)

    def set_article(self, article: Article, *, in_text: bool, zoom: float = 1.0) -> None:
        """Show an article's metadata; with `in_text` its title stands in the text and is not repeated."""
        self._zoom = zoom
        self._meta_text = meta_line(article)
        self._fields = _known(article)
        self.title.setText("" if in_text else _title(article))
        self.title.setVisible(not in_text)
        self.setToolTip(_details(article))
        self.set_hits(self._hits_text)
        self._dress()

    def set_hits(self, label: str) -> None:
        """Show where among the search hits one is (`2 of 7 hits`), or nothing."""
        self._hits_text = label
        colours = theme.palette()
        style = f'style="color: {colours.dim}; text-decoration: none"'
        shown = escape(self._meta_text)
        if self.correctable:
            shown = " · ".join(f'<a href="{FIELD}{name}" {style}>{escape(text)}</a>' for name, text in self._fields)
        style = f'style="color: {colours.accent}; text-decoration: none"'
        if label:
            arrows = f'<a href="{PREVIOUS}" {style}>↑</a>&nbsp; <a href="{NEXT}" {style}>↓</a>'
            shown += f"{' · ' if shown else ''}{escape(label).replace(' ', '&nbsp;')}&nbsp;&nbsp;{arrows}"
        if self.correctable:
            shown += f'{" &nbsp; " if shown else ""}<a href="{FIELD}title" {style}>✎&nbsp;m</a>'
        self.meta.setText(shown)
        self.meta.setAccessibleName(f"{self._meta_text} {label}".strip())

    def height_at(self, width: int) -> int:
        """Return the height in pixels that the heading needs at a width."""
        return max(self._column.heightForWidth(width), 1)

    def _dress(self) -> None:
        colours = theme.palette()
        if self._dressed == (colours, self._zoom):
            return  # a style sheet is read anew each time that it is set
        self._dressed = (colours, self._zoom)
        # The size also in the sheet: another theme would take the font that was set away.
        for label, pixels, colour in ((self.title, TITLE, colours.text), (self.meta, META, colours.dim)):
            label.setFont(theme.ui_font(pixels * self._zoom))
            size = round(pixels * self._zoom)
            label.setStyleSheet(f"color: {colour}; background: transparent; font-size: {size}px")
        self._rule.setStyleSheet(f"background: {colours.line}; border: none")

    def _explain(self, link: str) -> None:
        correct = f"Correct the {link.removeprefix(FIELD)}  (m, F2)" if link.startswith(FIELD) else ""
        self.meta.setToolTip({NEXT: "Next hit  (n)", PREVIOUS: "Previous hit  (Shift+N)"}.get(link, correct))

    def _follow(self, link: str) -> None:
        if link.startswith(FIELD):
            self.field_asked.emit(link.removeprefix(FIELD))
        else:
            self.step_asked.emit(link == NEXT)


def meta_line(article: Article) -> str:
    """Return outlet, authors, date and language as far as they are known, joined by middle dots."""
    return " · ".join(text for _, text in _known(article))


def _known(article: Article) -> tuple[tuple[str, str], ...]:
    known = (
        ("outlet", article.outlet or ""),
        ("authors", ", ".join(article.authors)),
        ("published", (article.published or "").replace("T", " ")),
        ("language", language_name(article.language)),
    )
    return tuple((name, text) for name, text in known if text)


def language_name(code: str | None) -> str:
    """Return the English name of an ISO 639-1 code, the code itself where it has none, nothing for None."""
    if not code:
        return ""
    language = QLocale.codeToLanguage(code)
    return code if language == QLocale.Language.AnyLanguage else QLocale.languageToString(language)


def _title(article: Article) -> str:
    dim = theme.palette().dim
    if not article.title:
        return f'<span style="color: {dim}; font-style: italic; font-weight: 400">untitled</span>'
    if not article.title_derived:
        return f'<span style="font-weight: 700">{escape(article.title)}</span>'
    return (
        f'<span style="color: {dim}; font-weight: 400"><span style="font-style: italic">untitled;</span> '
        f"{escape(article.title)}</span>"
    )


def _details(article: Article) -> str:
    rows = (
        ("Source", article.source),
        ("Updated", (article.updated or "").replace("T", " ")),
        ("Address", article.url or ""),
        ("Keywords", ", ".join(article.keywords)),
    )
    return "<br>".join(f"{name}: {escape(value)}" for name, value in rows if value)
