"""Export says what will be written and where, and refuses what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from store import QueryError
from store.records import FormatInfo, Recipe, SavedRecipe
from tests.ui.waiting import when_open
from ui.dialogs import export
from ui.dialogs.export import ExportChoice, ExportDialog
from ui.dialogs.export_scope import Scope
from ui.dialogs.several import Several

FORMATS = (
    FormatInfo(name="jsonl", label="JSON lines", reads=True, writes=True, suffix=".jsonl"),
    FormatInfo(
        name="csv", label="CSV tables", reads=False, writes=True, flavours=(("data", "Data"), ("excel", "Excel"))
    ),
    FormatInfo(name="newsarticle", label="News article", reads=True, writes=False),
)


def shown(qtbot: QtBot, folder: Path, scope: Scope | None = None) -> ExportDialog:
    scope = scope or Scope(total=1204, query="lang:ko", filtered=37, selected=(5, 9))
    dialog = ExportDialog(None, formats=FORMATS, scope=scope, folder=folder, name="rivers")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_the_filter_finds_is_offered_first(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, tmp_path)
    assert dialog.value() == ExportChoice(
        recipe=Recipe(format="jsonl", where="lang:ko"), ids=(), out=tmp_path / "rivers.jsonl"
    )
    assert dialog.message.text().startswith(f"Writes 37 articles to the file {tmp_path / 'rivers.jsonl'}")
    assert dialog.accept_button.text() == "Export 37 articles"


def test_all_or_those_selected(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, tmp_path)
    dialog.scope.all.click()
    assert (dialog.value().recipe.where, dialog.value().ids) == ("", ())
    assert "1,204 articles" in dialog.message.text()
    dialog.scope.chosen.click()
    assert (dialog.value().recipe.where, dialog.value().ids) == ("", (5, 9))
    assert "Writes 2 articles" in dialog.message.text()


def test_without_a_filter_or_a_selection_all_is_all_there_is(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, tmp_path, Scope(total=1, filtered=1))
    assert not dialog.scope.filtered.isVisible()
    assert not dialog.scope.chosen.isVisible()
    assert dialog.accept_button.text() == "Export 1 article"


def test_the_path_follows_the_format(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, tmp_path)
    assert not dialog.flavour.isEnabled()
    dialog.format.setCurrentIndex(dialog.format.findData("csv"))
    assert dialog.flavour.isEnabled()
    assert dialog.value().out == tmp_path / "rivers"
    assert "to the folder" in dialog.message.text()
    dialog.format.setCurrentIndex(0)
    assert dialog.value().out == tmp_path / "rivers.jsonl"
    dialog.split.setCurrentIndex(1)
    assert dialog.value().out == tmp_path / "rivers"
    assert dialog.value().recipe.split == (80, 10, 10)


def test_formats_that_cannot_be_written_are_not_offered(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, tmp_path)
    assert [dialog.format.itemText(number) for number in range(dialog.format.count())] == ["JSON lines", "CSV tables"]


def test_what_is_there_is_named_before_it_is_replaced(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, tmp_path)
    assert "replaced" not in dialog.message.text()
    (tmp_path / "old.jsonl").write_text("{}", encoding="utf-8")
    dialog.out.set_path(tmp_path / "old.jsonl")
    assert "replaced" in dialog.message.text()
    assert dialog.accept_button.isEnabled()


@pytest.mark.parametrize("where", ["gone/out.jsonl", "", "folder"])
def test_a_place_that_cannot_be_written_is_refused(qtbot: QtBot, tmp_path: Path, where: str) -> None:
    (tmp_path / "folder").mkdir()
    dialog = shown(qtbot, tmp_path)
    dialog.out.line.setText(str(tmp_path / where) if where else "")
    assert not dialog.accept_button.isEnabled()
    assert dialog.message.property("error") is True


def test_nothing_found_is_nothing_to_export(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, tmp_path, Scope(total=5, query="nothing", filtered=0))
    assert not dialog.accept_button.isEnabled()
    dialog.scope.all.click()
    assert dialog.accept_button.isEnabled()


def test_ask_gives_the_choice_or_none(qtbot: QtBot, tmp_path: Path) -> None:
    def ask() -> ExportChoice | None:
        return export.ask(None, formats=FORMATS, scope=Scope(total=3), folder=tmp_path)

    with when_open(ExportDialog, lambda dialog: dialog.accept()):
        assert ask() == ExportChoice(recipe=Recipe(format="jsonl"), ids=(), out=tmp_path / "articles.jsonl")
    with when_open(ExportDialog, lambda dialog: dialog.reject()):
        assert ask() is None


def test_a_saved_recipe_fills_the_form(qtbot: QtBot, tmp_path: Path) -> None:
    recipe = Recipe(
        format="csv", flavour="excel", text="sentence", overlaps="longest", level=2, split=(80, 10, 10), group="outlet",
        one_per_group=True, done=True, anonymise=True, include="all", marks="tags", annotators=("Kim", "이주석"),
    )  # fmt: skip
    dialog = ExportDialog(
        None, formats=FORMATS, scope=Scope(total=3), folder=tmp_path, annotators=["Kim", "Park", "이주석"],
        recipes=[SavedRecipe(name="Paper", recipe=recipe)],
    )  # fmt: skip
    qtbot.addWidget(dialog)
    dialog.recipe.setCurrentIndex(1)
    dialog.save_as.setText(" Again ")
    assert dialog.value().recipe == recipe
    assert dialog.value().save_as == "Again"


def test_what_the_form_has_no_field_for_stays_as_the_recipe_says(qtbot: QtBot, tmp_path: Path) -> None:
    recipe = Recipe(format="jsonl", split=(60, 25, 15), seed=7, target="nvivo", title="Rivers", licence="CC0")
    saved = [SavedRecipe(name="Paper", recipe=recipe)]
    dialog = ExportDialog(None, formats=FORMATS, scope=Scope(total=3), folder=tmp_path, recipes=saved)
    qtbot.addWidget(dialog)
    dialog.recipe.setCurrentIndex(1)
    assert dialog.value().recipe == recipe


def test_several_annotators_are_ticked_one_after_the_other(qtbot: QtBot) -> None:
    button = Several(["Kim", "R&D", "이주석"], everybody="everybody", name="who")
    qtbot.addWidget(button)
    button.show()
    assert (button.value(), button.text()) == ((), "everybody")
    menu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    for number in (1, 2):
        with qtbot.waitSignal(button.changed):
            place = menu.actionGeometry(menu.actions()[number]).center()
            qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        assert menu.isVisible()
    assert button.value() == ("R&D", "이주석")
    assert button.text() == "R&&D, 이주석"
    menu.setActiveAction(menu.actions()[2])
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert button.value() == ("R&D",)
    menu.close()
    button.tick(("Kim", "gone"))
    assert button.value() == ("Kim",)


def test_a_recipe_of_another_filter_is_of_its_own_articles(qtbot: QtBot, tmp_path: Path) -> None:
    saved = [
        SavedRecipe(name=where, recipe=Recipe(format="jsonl", where=where)) for where in ("", "lang:ko", "lang:en", "(")
    ]

    def count(where: str) -> int:
        if where == "(":
            raise QueryError("This bracket is not closed.", start=0, end=1)
        return 12

    scope = Scope(total=1204, query="lang:ko", filtered=37)
    dialog = ExportDialog(None, formats=FORMATS, scope=scope, folder=tmp_path, recipes=saved, count=count)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.scope.of_recipe.isVisible()
    for number, (where, articles) in enumerate((("", 1204), ("lang:ko", 37), ("lang:en", 12)), 1):
        dialog.recipe.setCurrentIndex(number)
        assert dialog.value().recipe.where == where
        assert f"Writes {articles:,} articles" in dialog.message.text()
        assert dialog.scope.of_recipe.isVisible() is (where == "lang:en")
    dialog.recipe.setCurrentIndex(4)
    assert not dialog.accept_button.isEnabled()
    dialog.scope.filtered.click()
    assert dialog.value().recipe.where == "lang:ko"
    assert dialog.accept_button.isEnabled()


@pytest.mark.parametrize(
    ("scope", "said"),
    [(Scope(total=0), "import some first"), (Scope(total=4, query="nowhere"), "change the filter")],
)
def test_why_nothing_would_be_written(qtbot: QtBot, tmp_path: Path, scope: Scope, said: str) -> None:
    dialog = shown(qtbot, tmp_path, scope)
    assert said in dialog.message.text()
    assert not dialog.accept_button.isEnabled()
