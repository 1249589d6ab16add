"""The verbs `entity` and `matrix`."""

from __future__ import annotations

from store import open_project
from tests.commands.line import Line


def _add(line: Line, name: str, kind: str = "system") -> None:
    with open_project(line.project) as store:
        store.entities.add(kind, name)


def test_matrix_is_printed_as_lines_and_as_json(line: Line) -> None:
    told = line.json("matrix", "place", "organisation", "--within", "article")
    assert told["articles"] > 0
    assert len(told["counts"]) == len(told["rows"])
    assert all(len(row) == len(told["columns"]) for row in told["counts"])
    first, totals, *rows = line("matrix", "place", "organisation", "--within", "article").split("\n")
    assert first.split("\t")[:2] == ["place × organisation", "all"]
    assert totals.split("\t")[1] == str(told["articles"])
    assert [row.split("\t")[0] for row in rows if row] == [row["name"] for row in told["rows"]]
    assert line.json("matrix", "place", "organisation", "--within", "article", "--where", "lang:xx")["counts"] == []
    assert len(line.json("matrix", "place", "organisation", "--within", "article", "--limit", 1)["rows"]) == 1


def test_matrix_refuses_what_it_does_not_know(line: Line) -> None:
    assert "ship" in line("matrix", "ship", "place", code=1)
    assert "predicate" in line("matrix", "system", "place", "--by", "eats", code=1)
    assert line("matrix", "system", "place", "--within", "page", code=2)


def test_an_entity_has_a_page(line: Line) -> None:
    told = line.json("entity", "부산")
    assert told["type"] == "place"
    assert told["articles"] == 2
    assert len(told["sentences"]) == 4
    assert all("부산" in each["text"] for each in told["sentences"])
    assert line("entity", told["id"]).startswith(f"# {told['name']}\n")
    assert line.json("entity", "부산", "--where", "lang:en")["articles"] == 0
    assert "nowhere" in line("entity", "nowhere", code=1)


def test_an_entity_is_corrected_step_by_step_or_all_at_once(line: Line) -> None:
    _add(line, "물길")
    assert line("entity", "물길", "--rename", "물길 지도") == "Rename 물길 to 물길 지도\n"
    line("entity", "물길 지도", "--add-name", "en:River map", "--set-type", "technology", "--external", "wikidata=Q1",
         "--set-note", "a note", "--part-of", "부산")  # fmt: skip
    told = line.json("entity", "River map")
    assert told["names"]["en"] == ["River map"]
    assert (told["type"], told["external"], told["note"]) == ("technology", {"wikidata": "Q1"}, "a note")
    assert told["part_of"] is not None
    line("undo")
    assert line.json("entity", "물길 지도")["type"] == "system"
    line("redo")
    line("entity", "물길 지도", "--split", "River map")
    assert line.json("entity", "River map")["id"] != told["id"]
    line("entity", "River map", "--merge-into", "물길 지도")
    assert line.json("entity", "River map")["id"] == told["id"]
    line("entity", "River map", "--remove-name", "River map", "--part-of", "")
    assert line.json("entity", told["id"])["part_of"] is None
    line("entity", told["id"], "--remove")
    assert "물길" in line("entity", "물길 지도", code=1)


def test_what_cannot_be_done_leaves_everything(line: Line) -> None:
    _add(line, "물길")
    before = line.json("entity", "물길")
    line("entity", "물길", "--set-note", "new", "--remove-name", "물길", code=1)
    assert line.json("entity", "물길") == before
    assert "SCHEME=ID" in line("entity", "물길", "--external", "Q1", code=2)


def test_one_name_of_several_entities_needs_a_type(line: Line) -> None:
    _add(line, "쌍둥이")
    _add(line, "쌍둥이", "event")
    assert "--type" in line("entity", "쌍둥이", code=1)
    assert line.json("entity", "쌍둥이", "--type", "event")["type"] == "event"
