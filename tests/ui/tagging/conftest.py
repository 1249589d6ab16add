"""A desk with a real project on it: two articles, a small codebook, a known entity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from store import Store, create_project, import_paths
from store.records import Tag
from ui.actions import Actions
from ui.bridge import Bridge
from ui.current import Current
from ui.jobs import Jobs
from ui.settings import Settings
from ui.tagging.panel import TaggingPanel

FIRST = """가람시, 물길 지도 서비스 공개

가람시는 3일 물길 지도 서비스를 공개했다. 가람시 관계자는 시민 누구나 쓸 수 있다고 말했다.

서비스는 하천 12곳의 수위를 5분마다 보여 준다. 가람시는 내년에 한 곳을 더한다.
"""
SECOND = """Garam opens its river map

The city of Garam opened a river map on Tuesday. Anyone can use it, the city said.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the panes are given, as the window gives it to them."""

    store: Store
    current: Current
    bridge: Bridge
    actions: Actions
    window: QWidget
    first: int
    second: int

    def tag(self, path: str) -> Tag:
        """Find a tag."""
        return self.store.codebook.find(path)

    def span(self, words: str) -> tuple[int, int]:
        """Find the first place of some words in the first article."""
        start = self.store.articles.text(self.first).index(words)
        return start, start + len(words)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """Two articles of our own without recognised names, four tags, and a current article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "1.txt").write_text(FIRST, encoding="utf-8")
    (folder / "2.txt").write_text(SECOND, encoding="utf-8")
    store = create_project(tmp_path / "desk.galpi")
    for _ in import_paths(store.path, [folder], recognize=False):
        pass
    for path, colour, key in (
        ("systems", "#2f7fb8", None),
        ("systems/water", "#008660", "1"),
        ("scope", "#8a5a2b", "b"),
    ):
        store.codebook.add(path, colour=colour, key=key, definition=f"What {path} means")
    first, second = sorted(store.search.ids())
    window = QWidget()
    qtbot.addWidget(window)
    current, bridge, jobs = Current(), Bridge(store), Jobs(store)
    actions = Actions(store, current, bridge, jobs, window, Settings())
    current.article = first
    yield Desk(store=store, current=current, bridge=bridge, actions=actions, window=window, first=first, second=second)
    bridge.close()
    jobs.close()
    store.close()


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> TaggingPanel:
    """The panel, shown at the size it is drawn at."""
    panel = TaggingPanel(desk.store, desk.current, desk.bridge, desk.actions)
    qtbot.addWidget(panel)
    panel.resize(292, 780)
    panel.show()
    QApplication.processEvents()
    return panel
