"""What was learned is shown by type with counts, and used only where the user says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from store.recognition.learned import morphemes
from store.records import LearnReport, Score, WantingType
from tests.ui.waiting import when_open
from ui.commands.learned import summary
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
    assert "award (3). A type needs 5, in two articles at least" in said
    assert "date, time" in said
    assert "precision 70%, recall 40%" in said


def test_what_goes_on_being_used_is_said(qtbot: QtBot) -> None:
    assert "is used until" not in "\n".join(remarks(REPORT))
    dialog = Learned(None, REPORT, used=REPORT)
    qtbot.addWidget(dialog)
    assert "from 1,310 mentions on 2026-01-02 (precision 81%, recall 74% then), is used until you choose this" in words(
        dialog
    )


def test_another_edition_of_kiwi_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(morphemes, "edition", lambda: "0.24 0.24")
    older = replace(REPORT, edition="0.22 0.22")
    told = "It was learned with another edition of Kiwi than is installed, and sees less with this one: learn anew."
    assert told in remarks(older)
    assert told in "\n".join(remarks(REPORT, used=older))
    assert told in summary(older)
    assert "Kiwi" not in "\n".join(remarks(replace(REPORT, edition="0.24 0.24"), used=REPORT))
    monkeypatch.setattr(morphemes, "edition", lambda: "")
    assert "learned with Kiwi, which is not installed" in "\n".join(remarks(older))
    assert "rests" in summary(older)
    assert "Kiwi" not in "\n".join(remarks(REPORT))


def test_it_is_used_only_where_the_user_says_so(qtbot: QtBot) -> None:
    with when_open(Learned, lambda dialog: dialog.accept()):
        assert learned.ask(None, REPORT)
    with when_open(Learned, lambda dialog: dialog.reject()):
        assert not learned.ask(None, REPORT)
