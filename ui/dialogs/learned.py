"""What was learned from the marks: how well it does by type on articles kept back, and whether to suggest with it."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from store.learned import outdated
from store.records import LEAST_OF_TYPE, LearnReport, Score
from ui import theme
from ui.dialogs.sheet import Sheet, dim_label, headed_grid, side

COLUMNS = ("Type", "Your marks", "Precision", "Recall", "F1")


def ask(parent: QWidget | None, report: LearnReport, *, used: LearnReport | None = None) -> bool:
    """Show what was learned and say whether the user wants suggestions by it; nothing is done yet.

    `used` is what suggestions are made with until then.
    """
    return bool(Learned(parent, report, used=used).exec())


class Learned(Sheet):
    """A table of types with counts, precision and recall, what they mean, and what is too little to learn from."""

    def __init__(self, parent: QWidget | None, report: LearnReport, *, used: LearnReport | None = None) -> None:
        super().__init__(parent, "Learned from your marks", verb="Suggest with it", width=560)
        self.body.addWidget(_sentence(_from_what(report)))
        self.body.addLayout(_table(report))
        for text in remarks(report, used=used):
            self.body.addWidget(dim_label(text))
        self.say("Suggestions you have not reviewed are replaced; what you accepted or rejected stays. Esc: not now.")
        self.accept_button.setFocus()


def remarks(report: LearnReport, *, used: LearnReport | None = None) -> list[str]:
    """Say what the figures mean, what could not be learned, and what goes on being used until this is."""
    patterns = report.patterns
    texts = [
        *filter(None, [outdated(report)]),
        "Precision: how many of its suggestions were right. Recall: how many of your marks it found. Measured on articles"
        " it had not seen, a third at a time.",
        f"The built-in patterns alone, on the same articles: precision {_percent(patterns.precision)},"
        f" recall {_percent(patterns.recall)}.",
    ]
    if used is not None:
        texts.append(
            f"What you chose before, learned from {used.mentions:,} mentions on {used.at[:10]} (precision"
            f" {_percent(used.overall.precision)}, recall {_percent(used.overall.recall)} then), is used until you choose this."
            f" {outdated(used)}".rstrip()
        )
    if report.wanting:
        few = ", ".join(f"{each.type} ({each.marked:,})" for each in report.wanting)
        texts.append(
            f"Too few marks to learn from yet: {few}. A type needs {LEAST_OF_TYPE}, in two articles at least; until then only"
            " the patterns and the known names suggest it."
        )
    if report.passed_over:
        texts.append(
            f"Found often and never accepted, so no longer suggested: {', '.join(report.passed_over)}."
            " One accepted mention brings a type back the next time you learn."
        )
    return texts


def _from_what(report: LearnReport) -> str:
    articles = "1 article" if report.articles == 1 else f"{report.articles:,} articles"
    kiwi = ", with Kiwi's parts of speech" if report.morphemes else ""
    return f"From {report.mentions:,} accepted mentions in {articles}, {report.rejected:,} rejected ones{kiwi}."


def _table(report: LearnReport) -> QGridLayout:
    grid = headed_grid(COLUMNS, spacing=24)
    for row, score in enumerate(report.types, start=1):
        _fill(grid, row, score.type, score, strong=False)
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setProperty("dim", True)
    below = len(report.types) + 1
    grid.addWidget(line, below, 0, 1, len(COLUMNS))
    _fill(grid, below + 1, "all", report.overall, strong=True)
    return grid


def _fill(grid: QGridLayout, row: int, name: str, score: Score, *, strong: bool) -> None:
    values = (name, f"{score.marked:,}", _percent(score.precision), _percent(score.recall), _percent(score.f1))
    for column, value in enumerate(values):
        label = QLabel(value)
        if strong:
            label.setFont(theme.ui_font(13, weight=QFont.Weight.DemiBold))
        grid.addWidget(label, row, column, side(column))


def _sentence(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def _percent(value: float) -> str:
    return f"{value:.0%}"
