"""What the project does meanwhile never takes the place of what the user asked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from pytestqt.qtbot import QtBot

from store.records import Change
from tests.projects import article_of
from ui.main_window import MainWindow


def test_a_change_before_the_answer_does_not_bring_back_the_filter_before(qtbot: QtBot, window: MainWindow) -> None:
    window.finder.ask("lang:en", anew=True)
    window.bridge.changed.emit(Change(label="", everything=True))
    for timer in window.finder.findChildren(QTimer):
        timer.timeout.emit()  # the time is over before the answer is there
    with qtbot.waitSignal(
        window.finder.counted, timeout=10_000, check_params_cb=lambda counts: counts.query == "lang:en"
    ):
        pass
    assert window.current.query == "lang:en"
    assert sorted(window.pane.model.ids) == sorted(window.store.search.ids("lang:en"))


def test_a_change_before_the_answer_is_in_the_list_in_the_end(qtbot: QtBot, window: MainWindow) -> None:
    window.finder.set_query("status:untagged")
    number = article_of(window.store, "lamp.txt").article.id
    window.store.articles.set_status([number], "done")
    qtbot.waitUntil(lambda: window.current.query == "status:untagged", timeout=10_000)
    qtbot.waitUntil(lambda: number not in window.pane.model.ids and len(window.pane.model.ids) == 5, timeout=10_000)


def test_after_a_filter_that_breaks_changes_are_answered_for_the_one_in_force(qtbot: QtBot, window: MainWindow) -> None:
    window.finder.set_query("lang:en")
    qtbot.waitUntil(lambda: window.current.query == "lang:en", timeout=10_000)
    window.finder.set_query("lang:(")
    qtbot.waitUntil(window.bar.error.isVisible, timeout=10_000)
    number = window.store.search.ids("lang:en")[0]
    window.store.articles.remove([number])
    qtbot.waitUntil(lambda: number not in window.pane.model.ids, timeout=10_000)
    assert window.current.query == "lang:en"
    assert window.bar.error.isVisible()  # what stands in the box is as wrong as before


class Paints(QObject):
    """Notes which lists were painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.lists: list[list[int]] = []
        self._model = window.pane.model
        window.pane.table.viewport().installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Note the list that is painted now."""
        if event.type() == QEvent.Type.Paint:
            self.lists.append(list(self._model.ids))
        return False


def test_the_list_is_painted_before_another_article_is_opened(qtbot: QtBot, window: MainWindow) -> None:
    wanted = list(window.store.search.ids("lang:en"))
    window.current.article = window.store.search.ids("lang:ko")[0]
    paints, opened = Paints(window), []
    window.current.article_changed.connect(lambda article: opened.append((article, wanted in paints.lists)))
    with qtbot.waitSignal(
        window.finder.counted, timeout=10_000, check_params_cb=lambda counts: counts.query == "lang:en"
    ):
        window.finder.set_query("lang:en")
    assert opened == [(wanted[0], True)]
