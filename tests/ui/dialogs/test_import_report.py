"""The report of an import says what was kept and what was not, and can be copied."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from store.records import Failure, ImportReport
from tests.ui.waiting import when_open
from ui.dialogs import import_report
from ui.dialogs.import_report import Report, counts_text, report_text

FULL = ImportReport(
    imported=1_198,
    updated=1,
    duplicates=2,
    failed=(Failure(source="묶음/그림.txt", reason="It is no text; convert it to text first."),),
    warnings=(Failure(source="b.txt", reason="Three characters could not be read and were replaced."),),
    seconds=2.34,
)


@pytest.mark.parametrize(
    ("report", "text"),
    [
        (
            FULL,
            "1,198 new articles, 1 new version of an article, 2 with a text that was there already, 1 not read (2.3 s).",
        ),
        (ImportReport(imported=1), "1 new article (0.0 s)."),
        (ImportReport(), "Nothing was found to import (0.0 s)."),
    ],
)
def test_the_counts_are_one_sentence(report: ImportReport, text: str) -> None:
    assert counts_text(report) == text


def test_the_report_names_every_failure_and_warning() -> None:
    lines = report_text(FULL).split("\n")
    assert "  묶음/그림.txt: It is no text; convert it to text first." in lines
    assert "  b.txt: Three characters could not be read and were replaced." in lines
    assert lines.index("Could not be read (1):") < lines.index("To look at (1):")


def test_it_can_be_copied_whole(qtbot: QtBot) -> None:
    dialog = Report(None, FULL)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "그림.txt" in dialog.details.toPlainText()
    dialog.copy()
    assert QGuiApplication.clipboard().text() == report_text(FULL)


@pytest.mark.parametrize(
    ("report", "title"),
    [
        (ImportReport(imported=3), "Imported"),
        (FULL, "Imported, but for 1"),
        (ImportReport(failed=FULL.failed), "Nothing could be imported"),
        (ImportReport(unchanged=3), "Nothing new to import"),
    ],
)
def test_the_title_says_how_it_went(qtbot: QtBot, report: ImportReport, title: str) -> None:
    dialog = Report(None, report)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.windowTitle() == title
    assert dialog.details.isVisible() == bool(report.failed or report.warnings)


def test_ask_shows_it(qtbot: QtBot) -> None:
    with when_open(Report, lambda dialog: dialog.reject()):
        import_report.ask(None, FULL)
