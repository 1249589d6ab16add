"""Takes the README's pictures of the window on the sample project, light and dark; run as a script.

It needs no screen, but Korean fonts (`fonts-noto-cjk`).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from store import Store, create_sample
from ui import theme
from ui.app import open_window
from ui.main_window import MainWindow

HERE = Path(__file__).parent
SIZE = (1440, 900)
READ = "ko-11-siheung-data-portal.txt"
FILTER = '데이터 lang:ko -tag:"out of scope"'
TAGS = {
    "data": ("ko-01", "ko-11", "ko-24", "ko-16"),
    "mobility": ("ko-03", "ko-04", "ko-20", "en-06", "en-07", "ko-16"),
    "safety": ("ko-05", "ko-07", "ko-21", "ko-17"),
    "trade-fairs": ("ko-02", "ko-17", "en-01", "en-10"),
    "health": ("ko-10", "en-11"),
    "energy": ("ko-09", "en-12"),
    "critical": ("ko-07", "ko-08", "en-08"),
    "out of scope": ("ko-23", "en-14"),
}
DONE = ("ko-24", "ko-05", "ko-03", "ko-21", "en-10")
PASSAGES = {
    "같은 이름과 같은 시간 단위로 바꿔 한곳에 잇는 장치": (
        "data",
        "Compare with the labels that six cities agreed on.",
    ),
    "버스 도착 예측, 공영주차장 빈자리": ("mobility", ""),
    "개인정보가 섞인 3등급은 외부에 나가지 않고": ("privacy", ""),
    "덜 시끄러운 길 안내 그림을 만들었다": ("citizen-services", ""),
}
NOTE = "Compare with the update of the same day: 284 or 248?"


def taken(project: Path, mode: theme.Mode, out: Path, app: QApplication) -> None:
    """Open the project, set the filter, wait until everything is counted, and save the picture."""
    window = open_window(project)
    assert isinstance(window, MainWindow)
    theme.apply(app, mode)
    window.resize(*SIZE)
    window.bar.box.set_text(FILTER)
    (article,) = (row.id for row in window.store.articles.rows(window.store.search.ids()) if row.source == READ)

    def read() -> None:
        window.pane.show_article(article)
        QTimer.singleShot(1_500, save)

    def save() -> None:
        window.grab().save(str(out))
        window.closed.connect(app.quit)
        window.close()

    QTimer.singleShot(1_500, read)
    app.exec()


def marked(store: Store) -> None:
    """Put the marks of some days' work on the sample: tags, passages, notes, statuses, accepted names."""
    by_source = {row.source: row.id for row in store.articles.rows(store.search.ids())}

    def named(*beginnings: str) -> list[int]:
        return [article for source, article in by_source.items() if source.startswith(beginnings)]

    for tag, beginnings in TAGS.items():
        store.taggings.put(store.codebook.find(tag).id, named(*beginnings))
    read, text = by_source[READ], store.articles.text(by_source[READ])
    for words, (tag, note) in PASSAGES.items():
        start = text.index(words)
        store.taggings.put(store.codebook.find(tag).id, [read], span=(start, start + len(words)), note=note)
    names = [mention for mention in store.mentions.of(read) if mention.type not in theme.PLAIN_TYPES]
    store.mentions.accept([mention.id for mention in names if mention.type != "system"][:24])
    store.notes.write(read, NOTE)
    store.articles.set_status(named(*DONE), "done")
    store.articles.set_status(named("ko-07"), "discuss")


def main() -> None:
    """Make the project in a folder that is thrown away, and take both pictures."""
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        project = Path(folder) / "smart-cities.galpi"
        store = create_sample(project)
        marked(store)
        store.close()
        app = QApplication([])
        app.setQuitOnLastWindowClosed(False)
        for mode in ("light", "dark"):
            taken(project, mode, HERE / f"window-{mode}.png", app)


if __name__ == "__main__":
    main()
