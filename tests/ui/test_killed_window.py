"""The real window, killed: twenty articles tagged by keys alone, SIGKILL, opened again, all undone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store import check, open_project
from tests.projects import bring, dump, write_articles

ROOT = Path(__file__).parents[2]

HANDS = """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[2])
app = QApplication(["galpi"])
from ui.app import open_window

window = open_window(Path(sys.argv[1]))
window.group_copies.setChecked(False)

def until(true):
    while not true():
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

until(lambda: len(window.pane.model.ids) == window.store.articles.count())
window.activateWindow()
window.pane.table.setFocus()
until(window.pane.table.hasFocus)
QTest.keyClick(app.focusWidget(), Qt.Key.Key_Home)
for number in range(20):
    before = window.store.history.newest()
    QTest.keyClick(app.focusWidget(), Qt.Key.Key_1)
    until(lambda: window.store.history.newest() > before)
    print(number + 1, window.current.article, flush=True)
    at = window.current.article
    QTest.keyClick(app.focusWidget(), Qt.Key.Key_J)
    until(lambda: window.current.article != at)
while True:
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_twenty_articles_tagged_by_keys_survive_a_kill_and_are_undone(bare_template: Path, tmp_path: Path) -> None:
    path = Path(shutil.copyfile(bare_template, tmp_path / "p.galpi"))
    texts = {
        f"{n}.txt": f"{n}번째 소식\n대구시는 {n}호선 버스를 새로 샀다고 밝혔다. 시민이 반긴다고 했다.\n"
        for n in range(20)
    }
    bring(path, write_articles(tmp_path / "in", texts), recognize=False)
    with open_project(path) as store:
        store.codebook.add("교통", key="1")
        begun, before = store.history.newest(), dump(store)
    process = subprocess.Popen(
        [sys.executable, "-c", HANDS, str(path), str(tmp_path)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert process.stdout is not None
    tagged = [int(process.stdout.readline().split()[1]) for _ in range(20)]
    process.send_signal(signal.SIGKILL)
    process.stdout.close()
    process.wait()
    assert len(set(tagged)) == 20
    with open_project(path) as store:
        tag = store.codebook.find("교통").id
        assert [store.taggings.of(article)[0].tag_id for article in tagged] == [tag] * 20
        assert check(store) == ()
        for _ in range(20):
            assert store.journal.undo() is not None
        assert dump(store) == before
        assert store.history.after(begun) == 0
        for _ in range(20):
            assert store.journal.redo() is not None
        assert all(store.taggings.of(article) for article in tagged)
