"""The command box in the real window: what it tags, with what number, and the verbs it finds."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.projects import article_of
from tests.ui.waiting import when_open
from ui.dialogs.tag_picker import TagPicker
from ui.main_window import MainWindow


def _choose(window: MainWindow, words: str, *, tabs: int = 0) -> list[str]:
    told: list[str] = []

    def pick(dialog: TagPicker) -> None:
        for _ in range(tabs):
            dialog._at = (dialog._at + 1) % len(dialog._targets)
        told.append(dialog._targets[dialog._at].words)
        dialog.picker.field.setText(words)
        dialog.accept()

    with when_open(TagPicker, pick):
        window.actions_["any_tag"].trigger()
    return told


def test_all_articles_of_the_filter_are_tagged_with_their_number_first(qtbot: QtBot, window: MainWindow) -> None:
    window.finder.set_query("lang:ko")
    qtbot.waitUntil(lambda: window.current.query == "lang:ko" and len(window.pane.model.ids) == 4)
    names = [target.name for target in window.actions_.command_box.targets()]
    told = _choose(window, "energy", tabs=names.index("filter"))
    assert told == ["Tags all 4 articles of the filter."]
    assert window.store.search.count("tag:energy") == 4
    window.actions_.undo()
    assert window.store.search.count("tag:energy") == 0


@pytest.mark.parametrize("selected", [False, True])
def test_the_selection_comes_first_then_the_article(qtbot: QtBot, window: MainWindow, selected: bool) -> None:
    bus = article_of(window.store, "ko/bus.txt")
    window.pane.show_article(bus.article.id)
    if selected:
        window.reader.page.select(2, 9)
    names = [target.name for target in window.actions_.command_box.targets()]
    assert names[:2] == (["passage", "articles"] if selected else ["articles", "sentence"])


def test_a_sentence_is_tagged_by_name(qtbot: QtBot, window: MainWindow) -> None:
    bus = article_of(window.store, "ko/bus.txt")
    window.pane.show_article(bus.article.id)
    window.reader.page._put_caret(bus.article.text.index("하루 40회"))
    _choose(window, "stance", tabs=1)
    assert [each.quote for each in window.store.taggings.of(bus.article.id)] == ["버스는 하루 40회 다닌다."]
    assert window.actions_.marks.recent == (window.store.codebook.find("stance").id,)


def test_a_verb_is_done(window: MainWindow) -> None:
    article = window.current.article
    assert article is not None
    _choose(window, "Set to done")
    assert window.store.articles.get(article).status == "done"
