"""How the window hears of changes, its own and those of others."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from store import Store
from store.records import Change
from store.suggesting import learn_tags_from
from tests.projects import run
from ui.bridge import Bridge


def test_a_change_of_this_store_comes_at_once_and_whole(qtbot: QtBot, project: Store) -> None:
    bridge = Bridge(project)
    told: list[Change] = []
    bridge.changed.connect(told.append)
    article = project.search.ids()[0]
    project.articles.set_status([article], "done", origin="here")
    assert [(change.origin, change.articles) for change in told] == [("here", frozenset({article}))]
    bridge.close()


def test_what_another_process_wrote_is_seen_without_asking(qtbot: QtBot, project: Store) -> None:
    bridge = Bridge(project)
    with qtbot.waitSignal(bridge.changed, timeout=5_000) as told, project.connect() as other:
        other.articles.set_status(list(other.search.ids()), "done")
    assert told.args is not None
    assert told.args[0].everything
    bridge.close()


def test_an_everything_change_is_not_told_a_second_time(qtbot: QtBot, project: Store) -> None:
    bridge = Bridge(project)
    told: list[Change] = []
    bridge.changed.connect(told.append)
    with project.connect() as other:
        other.articles.set_status(list(other.search.ids()), "done")
    bridge.publish(Change(label="Import", everything=True))
    bridge.look()
    assert len(told) == 1
    bridge.close()


def test_own_changes_are_not_taken_for_those_of_another(qtbot: QtBot, project: Store) -> None:
    bridge = Bridge(project)
    told: list[Change] = []
    bridge.changed.connect(told.append)
    project.articles.set_status(list(project.search.ids()), "done")
    bridge.look()
    assert [change.everything for change in told] == [False]
    bridge.close()


def test_caches_made_anew_by_another_connection_move_nothing(qtbot: QtBot, project: Store) -> None:
    bridge = Bridge(project)
    told: list[Change] = []
    bridge.changed.connect(told.append)
    project.articles.set_status(list(project.search.ids()), "done")
    told.clear()
    with project.connect() as other:
        version = project.data_version()
        run(learn_tags_from(other, again=True))
        other.suggestions.forget()
        for _ in other.search.rebuild(everything=True):
            pass
    assert project.data_version() != version
    bridge.look()
    assert not told
    with project.connect() as other:
        other.journal.undo()
    bridge.look()
    assert [change.everything for change in told] == [True]
    bridge.close()
