"""Counts, the lines of the facet panel, and what a click on them asks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from store import Store
from ui.articles.counts import Counts, Section, Value, found_values, language_name, read_counts
from ui.articles.facet_model import FIRST, LINE, FacetModel, Line
from ui.articles.facet_panel import FacetPanel
from ui.articles.facet_view import FacetView


def values(field: str, count: int) -> tuple[Value, ...]:
    """So many values of one field."""
    return tuple(Value(term=f"{field}:v{number}", label=f"v{number}", count=count - number) for number in range(count))


TREE = Section(
    field="tag",
    title="Tags",
    values=(
        Value(term="tag:a", label="a", count=5),
        Value(term="tag:a/b", label="b", count=4, depth=1),
        Value(term="tag:a/b/c", label="c", count=3, depth=2),
        Value(term="tag:d", label="d", count=1),
    ),
)
COUNTS = Counts(
    total=20,
    sections=(Section(field="outlet", title="Outlet", values=values("outlet", 20), more=3), TREE),
)


def texts(model: FacetModel) -> list[str]:
    """What the lines say."""
    return [model.index(row).data() for row in range(model.rowCount())]


@pytest.fixture
def model(qtbot: QtBot) -> FacetModel:
    """Give a model with two sections."""
    made = FacetModel()
    made.show_counts(COUNTS)
    return made


def row_of(model: FacetModel, text: str) -> int:
    """The row that says this."""
    return texts(model).index(text)


def test_it_keeps_qts_rules(qtmodeltester: ModelTester, model: FacetModel) -> None:
    qtmodeltester.check(model)
    model.flip(0)
    model.show_query("outlet:v3")
    qtmodeltester.check(model)


def test_the_first_values_and_how_many_more(model: FacetModel) -> None:
    assert texts(model)[: FIRST + 2] == ["Outlet", *(f"v{number}" for number in range(FIRST)), "15 more…"]
    model.flip(FIRST + 1)
    assert texts(model)[20:22] == ["v19", "Fewer"]


def test_a_value_in_the_filter_is_shown_and_marked_wherever_it_stands(model: FacetModel) -> None:
    model.show_query("outlet:v15 -outlet:v2")
    shown: dict[str, Line] = {line: model.index(row).data(LINE) for row, line in enumerate(texts(model))}
    assert shown["v15"].state == "in"
    assert shown["v2"].state == "out"
    assert shown["v1"].state == ""


def test_headings_and_branches_fold(model: FacetModel) -> None:
    model.flip(row_of(model, "b"))
    assert texts(model)[-4:] == ["Tags", "a", "b", "d"]
    model.flip(row_of(model, "a"))
    assert texts(model)[-3:] == ["Tags", "a", "d"]
    model.flip(row_of(model, "Tags"))
    assert texts(model)[-1] == "Tags"
    kept = FacetModel()
    kept.flipped = model.flipped
    kept.show_counts(COUNTS)
    assert texts(kept) == texts(model)


def test_new_counts_of_the_same_shape_do_not_reset(qtbot: QtBot, model: FacetModel) -> None:
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.show_counts(COUNTS)
    model.show_query("outlet:v1")
    assert resets == []


def test_a_line_is_spoken_with_its_count_and_state(model: FacetModel) -> None:
    model.show_query("-tag:d")
    said = model.index(row_of(model, "d")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "d, 1 article, left out"


@pytest.mark.parametrize(
    ("modifier", "how"),
    [
        (Qt.KeyboardModifier.NoModifier, "narrow"),
        (Qt.KeyboardModifier.ShiftModifier, "widen"),
        (Qt.KeyboardModifier.AltModifier, "exclude"),
    ],
)
def test_click_and_enter_choose(qtbot: QtBot, model: FacetModel, modifier: Qt.KeyboardModifier, how: str) -> None:
    view = FacetView(model)
    qtbot.addWidget(view)
    view.resize(232, 600)
    view.show()
    index: QModelIndex = model.index(row_of(model, "v3"))
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, view.visualRect(index).center())
    assert chosen.args == ["outlet:v3", how]
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return, modifier)
    assert chosen.args == ["outlet:v3", how]


def test_the_arrow_folds_and_the_name_filters(qtbot: QtBot, model: FacetModel) -> None:
    view = FacetView(model)
    qtbot.addWidget(view)
    view.resize(232, 600)
    view.show()
    place = view.visualRect(model.index(row_of(model, "b")))
    with qtbot.assertNotEmitted(view.chosen):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 35, place.center().y()))
    assert "c" not in texts(model)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert "c" in texts(model)


def test_counts_of_a_project(project: Store) -> None:
    tag = project.codebook.find("mobility").id
    ids = list(project.search.ids())
    project.taggings.put(tag, ids[:2])
    project.articles.set_status(ids[:1], "done")
    counts = read_counts(project, "")
    sections = {section.field: section for section in counts.sections}
    assert (counts.total, counts.done) == (len(ids), 1)
    assert sum(count for _, count in counts.years) == project.search.count("has:date")
    assert [value.label for value in sections["language"].values] == ["Korean", "English"]
    assert [(value.label, value.depth, value.count) for value in sections["tag"].values] == [
        ("systems", 0, 2),
        ("mobility", 1, 2),
        ("No tag", 0, len(ids) - 2),
    ]
    for section in counts.sections:
        for value in section.values:
            assert project.search.count(value.term) == value.count, value


def test_a_field_that_is_filtered_still_offers_its_other_values(project: Store) -> None:
    counts = read_counts(project, "lang:en")
    languages = {value.label: value.count for section in counts.sections for value in section.values
                 if section.field == "language"}  # fmt: skip
    assert languages == {"Korean": project.search.count("lang:ko"), "English": project.search.count("lang:en")}
    assert counts.total == languages["English"]


@pytest.mark.parametrize(("code", "name"), [("ko", "Korean"), ("en", "English"), ("qq", "qq")])
def test_languages_are_named(code: str, name: str) -> None:
    assert language_name(code) == name


def test_an_empty_panel_says_why(qtbot: QtBot) -> None:
    panel = FacetPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_counts(Counts(query="lang:xx"))
    assert panel._empty.isVisible()
    assert "further" in panel._empty.text()
    panel.show_counts(COUNTS)
    assert not panel._empty.isVisible()


def test_what_has_no_value_can_be_chosen_left_out_and_marked(qtbot: QtBot, project: Store) -> None:
    counts = read_counts(project, "")
    unset = {v.label: v for section in counts.sections for v in section.values if v.term.startswith("-")}
    assert unset["No tag"].count == project.articles.count()
    model = FacetModel()
    model.show_counts(counts)
    view = FacetView(model)
    qtbot.addWidget(view)
    if "No tag" not in texts(model):
        model.flip(row_of(model, "Tags"))
    row = row_of(model, "No tag")
    for modifier, how in ((Qt.KeyboardModifier.NoModifier, "exclude"), (Qt.KeyboardModifier.AltModifier, "narrow")):
        with qtbot.waitSignal(view.chosen) as chosen:
            view.press(row, modifier)
        assert chosen.args == ["has:tag", how]
    for query, state in (("-has:tag", "in"), ("has:tag", "out"), ("", "")):
        model.show_query(query)
        assert model.index(row).data(LINE).state == state


def test_every_kind_of_value_is_counted(project: Store) -> None:
    project.notes.write(project.search.ids()[0], "mine")
    fields = [section.field for section in read_counts(project, "").sections]
    assert {"author", "entity_type", "annotator", "batch", "duplicate", "status"} <= set(fields)
    months = read_counts(project, "").months
    assert all(len(month) == 7 for month, _ in months)


def test_a_value_is_found_by_the_beginning_or_a_part_of_its_name(project: Store) -> None:
    section = next(each for each in read_counts(project, "").sections if each.field.startswith("entity."))
    some = section.values[0]
    name = some.label.split(" · ")[0]
    for text in (name, name[:2], name[1:], name.upper()):
        assert some.term in [value.term for value in found_values(project, "", section.field, text)]
    assert not found_values(project, "", section.field, "no such name")
    assert found_values(project, "", "outlet", "")


def test_the_box_opens_in_its_section_and_shows_what_is_found(qtbot: QtBot, model: FacetModel) -> None:
    view = FacetView(model)
    qtbot.addWidget(view)
    view.resize(232, 600)
    view.show()
    with qtbot.waitSignal(view.sought) as sought:
        view.press(row_of(model, "Find by name…"), Qt.KeyboardModifier.NoModifier)
        assert view.find_box.isVisible()
        qtbot.keyClicks(view.find_box, "q")
    assert sought.args == ["outlet", "q"]
    model.seek("outlet", (Value(term="outlet:q1", label="q1", count=1),))
    assert view.find_box.isVisible()
    qtbot.keyClick(view.find_box, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == ["outlet:q1", "narrow"]
    qtbot.keyClick(view.find_box, Qt.Key.Key_Escape)
    assert not view.find_box.isVisible()
    assert "q1" not in texts(model)


def test_new_counts_keep_the_place_and_the_line(qtbot: QtBot, model: FacetModel) -> None:
    view = FacetView(model)
    qtbot.addWidget(view)
    view.resize(232, 120)
    view.show()
    row = row_of(model, "a")
    view.setCurrentIndex(model.index(row))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    before = view.visualRect(model.index(row)).top()
    fewer = Section(field="outlet", title="Outlet", values=values("outlet", 3))
    more = Section(field="language", title="Language", values=values("lang", 4))
    model.show_counts(Counts(total=20, sections=(more, *COUNTS.sections)))
    assert view.currentIndex().data() == "a"
    assert view.visualRect(model.index(row_of(model, "a"))).top() == before
    model.show_counts(Counts(total=20, sections=(fewer, TREE)))
    assert view.currentIndex().data() == "a"


def test_what_is_left_out_is_still_seen(model: FacetModel) -> None:
    model.show_query('-outlet:gone -outlet:v2,"two words" -tag:x')
    lines = [model.index(row).data(LINE) for row in range(model.rowCount())]
    out = [(line.text, line.value.count) for line in lines if line.state == "out"]
    assert out == [("v2", 18), ("gone", 0), ("two words", 0), ("x", 0)]


def test_what_is_left_out_keeps_its_name(project: Store) -> None:
    model = FacetModel()
    model.show_counts(read_counts(project, "-lang:en"))
    model.show_query("-lang:en,fr -status:done")
    lines = [model.index(row).data(LINE) for row in range(model.rowCount())]
    out = [line.text for line in lines if line.state == "out"]
    assert {"French", "Done"} <= set(out)
    assert not {"fr", "done"} & set(out)


def test_only_lines_that_changed_are_told_of(model: FacetModel) -> None:
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.show_counts(COUNTS, query="")
    assert told == []
    model.show_counts(COUNTS, query="outlet:v3")
    row = row_of(model, "v3")
    assert told == [(row, row)]
    assert model.line(row).state == "in"  # type: ignore[union-attr]
