"""What was learned is shown by type with counts, and used only where the user says so."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from store.records import LearnReport, Score, WantingType
from tests.ui.waiting import when_open
from ui.dialogs import learned
from ui.dialogs.learned import Learned, remarks


def score(kind: str, marked: int, precision: float, recall: float) -> Score:
    f1 = 2 * precision * recall / (precision + recall)
    return Score(type=kind, marked=marked, offered=marked, precision=precision, recall=recall, f1=f1)


REPORT = LearnReport(
    articles=42,
    mentions=1_310,
    rejected=17,
    overall=score("", 1_302, 0.81, 0.74),
    types=(score("organisation", 700, 0.78, 0.7), score("person", 602, 0.85, 0.79)),
    patterns=score("", 1_302, 0.7, 0.4),
    wanting=(WantingType(type="award", marked=3),),
    passed_over=("date", "time"),
    morphemes=True,
    at="2026-01-02T03:04:05Z",
)


def words(dialog: Learned) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def test_the_figures_stand_there_by_type(qtbot: QtBot) -> None:
    dialog = Learned(None, REPORT)
    qtbot.addWidget(dialog)
    said = words(dialog)
    for words_wanted in ("1,310 accepted mentions in 42 articles", "organisation", "700", "78%", "85%", "81%", "74%"):
        assert words_wanted in said


def test_what_is_too_little_and_what_is_passed_over_is_said(qtbot: QtBot) -> None:
    said = "\n".join(remarks(REPORT))
    assert "award (3)" in said
    assert "date, time" in said
    assert "precision 70%, recall 40%" in said


def test_what_goes_on_being_used_is_said(qtbot: QtBot) -> None:
    assert "is used until" not in "\n".join(remarks(REPORT))
    dialog = Learned(None, REPORT, used=REPORT)
    qtbot.addWidget(dialog)
    assert "from 1,310 mentions on 2026-01-02 (precision 81%, recall 74% then), is used until you choose this" in words(
        dialog
    )


def test_it_is_used_only_where_the_user_says_so(qtbot: QtBot) -> None:
    with when_open(Learned, lambda dialog: dialog.accept()):
        assert learned.ask(None, REPORT)
    with when_open(Learned, lambda dialog: dialog.reject()):
        assert not learned.ask(None, REPORT)
