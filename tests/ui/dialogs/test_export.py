"""Export says what will be written and where, and refuses what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from store.records import FormatInfo, Recipe, SavedRecipe
from tests.ui.waiting import when_open
from ui.dialogs import export
from ui.dialogs.export import ExportChoice, ExportDialog, Scope

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
    dialog.all.click()
    assert (dialog.value().recipe.where, dialog.value().ids) == ("", ())
    assert "1,204 articles" in dialog.message.text()
    dialog.chosen.click()
    assert (dialog.value().recipe.where, dialog.value().ids) == ("", (5, 9))
    assert "Writes 2 articles" in dialog.message.text()


def test_without_a_filter_or_a_selection_all_is_all_there_is(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, tmp_path, Scope(total=1, filtered=1))
    assert not dialog.filtered.isVisible()
    assert not dialog.chosen.isVisible()
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
    dialog.all.click()
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
        one_per_group=True, done=True, anonymise=True, include="all", marks="tags", annotators=("Kim",),
    )  # fmt: skip
    dialog = ExportDialog(
        None, formats=FORMATS, scope=Scope(total=3), folder=tmp_path, annotators=["Kim"],
        recipes=[SavedRecipe(name="Paper", recipe=recipe)],
    )  # fmt: skip
    qtbot.addWidget(dialog)
    dialog.recipe.setCurrentIndex(1)
    dialog.save_as.setText(" Again ")
    assert dialog.value().recipe == recipe
    assert dialog.value().save_as == "Again"
