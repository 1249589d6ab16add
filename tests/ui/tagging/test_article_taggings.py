"""What is tagged in the article is listed in order, gone to, noted and removed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit


def quotes(panel) -> list[str]:
    return [row.text for row in panel.taggings.list.rows_model.rows]


def put(desk, words: str, note: str = "") -> tuple[int, int]:
    span = desk.span(words)
    desk.store.taggings.put(desk.tag("water").id, [desk.first], span=span, note=note)
    return span


def test_passages_stand_in_the_order_of_the_text_with_the_colour_of_their_tag(desk, panel) -> None:
    put(desk, "하천 12곳", note="how many in all?")
    put(desk, "물길 지도 서비스")
    first, second = panel.taggings.list.rows_model.rows
    assert (first.text, second.text) == ("물길 지도 서비스", "하천 12곳")
    assert (first.colour, first.right, second.right) == ("#008660", "", "✎")
    assert "how many in all?" in second.tip


def test_an_accepted_suggestion_says_so(desk, panel) -> None:
    put(desk, "하천 12곳")
    desk.store.passage_suggestions.accept(desk.tag("water").id, desk.first, desk.span("물길 지도 서비스"))
    suggested, own = panel.taggings.list.rows_model.rows
    assert "suggested, and accepted by" in suggested.tip
    assert "suggested" in suggested.spoken
    assert "suggested" not in own.tip + own.spoken


def test_line_breaks_of_a_passage_do_not_break_its_line(desk, panel) -> None:
    put(desk, "공개\n\n가람시는")
    assert quotes(panel) == ["공개 가람시는"]


def test_without_passages_it_says_how_to_make_one(desk, panel) -> None:
    assert quotes(panel) == ["Press a tag’s key, or select text first"]
    desk.current.article = None
    assert quotes(panel) == [""]


def test_enter_goes_to_the_place(desk, panel, qtbot) -> None:
    span = put(desk, "하천 12곳")
    panel.taggings.list.go_to(desk.store.taggings.of(desk.first)[0].id)
    with qtbot.waitSignal(desk.current.place_asked) as asked:
        qtbot.keyClick(panel.taggings.list, Qt.Key.Key_Return)
    assert tuple(asked.args) == span


def test_del_removes_the_passage_and_undo_brings_it_back(desk, panel, qtbot) -> None:
    put(desk, "하천 12곳")
    panel.taggings.list.go_to(desk.store.taggings.of(desk.first)[0].id)
    qtbot.keyClick(panel.taggings.list, Qt.Key.Key_Delete)
    assert desk.store.taggings.of(desk.first) == ()
    desk.store.journal.undo()
    assert quotes(panel) == ["하천 12곳"]


def test_f2_writes_a_note_in_place(desk, panel, qtbot) -> None:
    put(desk, "하천 12곳", note="old")
    view = panel.taggings.list
    view.go_to(desk.store.taggings.of(desk.first)[0].id)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor.text() == "old"
    editor.setText("열두 곳이 맞나?")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.store.taggings.of(desk.first)[0].note == "열두 곳이 맞나?")


def test_a_passage_of_another_annotator_names_her(desk, panel) -> None:
    desk.store.taggings.put(desk.tag("water").id, [desk.first], span=desk.span("하천"), by="Mira")
    (row,) = panel.taggings.list.rows_model.rows
    assert row.right == "Mira"


def test_tags_of_the_whole_article_stand_first_and_have_notes_too(desk, panel, qtbot) -> None:
    put(desk, "하천 12곳")
    desk.store.taggings.put(desk.tag("water").id, [desk.first], note="all of it")
    first, _ = panel.taggings.list.rows_model.rows
    assert (first.text, first.right) == ("water", "✎ article")
    with qtbot.assertNotEmitted(desk.current.place_asked):
        panel.taggings.list.chosen.emit(first)
    panel.taggings.list.go_to(first.id)
    qtbot.keyClick(panel.taggings.list, Qt.Key.Key_Delete)
    assert quotes(panel) == ["하천 12곳"]
