"""What Galpi is, and what the project holds."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from store.records import ProjectInfo
from tests.ui.waiting import when_open
from ui.dialogs import about
from ui.dialogs.about import About, project_text

INFO = ProjectInfo(
    path="rivers.galpi", version=1, articles=1204, entities=40, mentions=900, taggings=7, tags=3, changes=12,
    languages=(("ko", 893), ("en", 311)), size=3_145_728,
)  # fmt: skip


def test_the_project_is_summed_up() -> None:
    assert project_text(INFO) == (
        "rivers.galpi\n1,204 articles (893 ko, 311 en), 40 entities, 900 mentions, 3 tags, 7 taggings, 12 changes, 3.0 MB."
    )


def test_the_version_and_the_promise_are_there(qtbot: QtBot) -> None:
    dialog = About(None, version="1.2.3", info=INFO)
    qtbot.addWidget(dialog)
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Galpi 1.2.3" in texts
    assert "1,204 articles" in texts
    assert "offline" in texts


def test_ask_shows_it_without_a_project_too(qtbot: QtBot) -> None:
    with when_open(About, lambda dialog: dialog.reject()):
        about.ask(None, version="1")
