"""What the article says is listed, gone to, judged by a key and said by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from store.db import writing
from ui.dialogs import relation_editor
from ui.dialogs.relation_editor import RelationChoice, RelationEditor


@pytest.fixture
def told(desk) -> None:
    """Two marked entities, and what is suggested of them."""
    desk.store.mentions.add(desk.first, *desk.span("가람시"), type="place", name="가람시")
    desk.store.mentions.add(desk.first, *desk.span("물길 지도 서비스"), type="system", name="물길 지도 서비스")
    start = desk.store.articles.text(desk.first).index("가람시는 3일")
    desk.store.mentions.add(desk.first, start, start + 3, type="place", name="가람시")
    system = desk.store.articles.text(desk.first).index("물길", start)
    desk.store.mentions.add(desk.first, system, system + 9, type="system", name="물길 지도 서비스")
    with writing(desk.store.db):
        desk.store.relating.suggest(desk.first)
        town, map_ = (desk.store.entities.find(name)[0].id for name in ("가람시", "물길 지도 서비스"))
        sentence = "가람시 관계자는 시민 누구나 쓸 수 있다고 말했다."
        predicate = desk.store.relations.ensure_predicate("located in")
        desk.store.db.conn.execute(
            'insert into relation(uid, subject, predicate, object, article, start, "end", quote, state, origin)'
            " values ('r', ?, ?, ?, ?, ?, ?, ?, 'suggested', 'import')",
            (map_, predicate, town, desk.first, *desk.span(sentence), sentence),
        )
    desk.bridge.look()
    desk.current.article = desk.second
    desk.current.article = desk.first


def _words(panel) -> list[str]:
    return [row.text for row in panel.relations.list.rows_model.rows]


def _states(desk) -> list[str]:
    return [each.state for each in desk.store.relations.of_article(desk.first)]


def test_relations_stand_in_the_order_of_the_text(desk, panel, told) -> None:
    assert _words(panel) == ["가람시 operates 물길 지도 서비스", "물길 지도 서비스 located in 가람시"]
    assert [row.hollow for row in panel.relations.list.rows_model.rows] == [True, True]
    assert panel.relations.link.text() == "accept all"


def test_enter_goes_to_the_passage_and_keys_judge(desk, panel, told, qtbot) -> None:
    rows = panel.relations.list
    panel.activateWindow()
    rows.setFocus()
    with qtbot.waitSignal(desk.current.place_asked):
        qtbot.keyClick(rows, Qt.Key.Key_Return)
    with qtbot.waitSignal(desk.current.place_asked) as asked:
        qtbot.keyClick(rows, Qt.Key.Key_Y)
    assert _states(desk) == ["accepted", "suggested"]
    assert desk.store.articles.text(desk.first)[slice(*asked.args)].startswith("가람시 관계자는")
    qtbot.keyClick(rows, Qt.Key.Key_X)
    assert _states(desk) == ["accepted", "rejected"]
    assert _words(panel) == ["가람시 operates 물길 지도 서비스"]
    desk.store.journal.undo()
    assert len(_words(panel)) == 2


def test_accept_all_is_one_step(desk, panel, told) -> None:
    steps = len(desk.store.journal.history())
    panel.relations.link.click()
    assert set(_states(desk)) == {"accepted"}
    assert len(desk.store.journal.history()) == steps + 1
    assert panel.relations.link.text() == ""


def test_del_removes_and_nothing_is_said_of_nothing(desk, panel, told, qtbot) -> None:
    rows = panel.relations.list
    rows.setFocus()
    for _ in range(2):
        rows.setCurrentIndex(rows.rows_model.index(0))
        qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert _words(panel) == ["Select the sentence, press f to relate"]
    desk.current.article = None
    assert _words(panel) == [""]


def test_a_passage_is_related_by_hand(desk, panel, told, monkeypatch) -> None:
    town, map_ = (desk.store.entities.find(name)[0].id for name in ("가람시", "물길 지도 서비스"))
    said: list[str] = []
    desk.actions.said.connect(said.append)
    desk.actions.method("relate")()
    assert said == ["Select the passage in the reader that says it, then press F."]
    offered = []

    def choose(*given, **more) -> RelationChoice:
        offered.append((given[1], more["passage"]))
        return RelationChoice(subject=town, predicate="gives away", object=map_)

    monkeypatch.setattr(relation_editor, "ask", choose)
    desk.current.selection = desk.span("물길 지도 서비스를 공개했다")
    desk.actions.method("relate")()
    assert [entity.name for entity in offered[0][0]] == ["물길 지도 서비스", "가람시"]
    assert offered[0][1] == "물길 지도 서비스를 공개했다"
    assert "가람시 gives away 물길 지도 서비스" in _words(panel)
    QApplication.processEvents()


def test_the_form_says_what_is_wrong(desk, told, qtbot) -> None:
    entities = desk.store.entities.several(
        [desk.store.entities.find(name)[0].id for name in ("가람시", "물길 지도 서비스")]
    )
    form = RelationEditor(None, entities, ["operates", "awards"], passage="…", language="ko")
    qtbot.addWidget(form)
    assert form.choice() == RelationChoice(subject=entities[0].id, predicate="operates", object=entities[1].id)
    assert form.accept_button.isEnabled()
    form.object.setCurrentIndex(0)
    assert not form.accept_button.isEnabled()
    form.object.setCurrentIndex(1)
    form.predicate.setEditText("  ")
    assert not form.accept_button.isEnabled()
    form.predicate.setEditText("pays  for")
    assert form.choice().predicate == "pays for"
