"""What waits for review is counted, gone through, and accepted in one step."""

from __future__ import annotations

import pytest

from store.recognizing import recognize


@pytest.fixture
def waiting(desk) -> tuple[int, ...]:
    """Two suggested amounts and dates at least, found by recognition itself."""
    for _ in recognize(desk.store.path):
        pass
    desk.bridge.look()
    return tuple(mention.id for mention in desk.store.mentions.of(desk.first) if mention.state == "suggested")


def test_it_counts_what_waits(desk, panel, waiting) -> None:
    row = panel.suggestions.list.rows_model.rows[-1]
    assert row.text == ("1 name to review" if len(waiting) == 1 else f"{len(waiting)} names to review")
    assert (row.key, row.right) == ("y", "x rejects")


def test_pressing_goes_to_one_after_the_other(desk, panel, waiting, qtbot) -> None:
    seen: list[tuple[int, ...]] = []
    desk.current.place_asked.connect(lambda *_: seen.append(desk.current.mentions))
    for _ in range(len(waiting) + 1):
        panel.suggestions.list.chosen.emit(panel.suggestions.list.rows_model.rows[-1])
    assert seen == [(each,) for each in (*waiting, waiting[0])]


def test_accept_all_is_one_step(desk, panel, waiting) -> None:
    steps = len(desk.store.journal.history())
    panel.suggestions.link.click()
    assert {mention.state for mention in desk.store.mentions.of(desk.first)} == {"accepted"}
    assert len(desk.store.journal.history()) == steps + 1
    assert panel.suggestions.list.rows_model.rows[-1].text == "Nothing waits for review"
    assert panel.suggestions.link.text() == ""


def test_its_height_never_changes(desk, panel, waiting) -> None:
    height = panel.suggestions.height()
    panel.suggestions.accept_all()
    assert panel.suggestions.height() == height
    desk.current.article = None
    assert panel.suggestions.height() == height
    assert panel.suggestions.list.rows_model.rows[-1].text == "Choose an article in the list"
