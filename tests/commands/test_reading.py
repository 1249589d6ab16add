"""The verbs that only look: their JSON, its keys, order and quotes."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest

from store import open_project
from tests.commands.line import Line
from tests.projects import ARTICLES

SHOW = [
    "id", "uid", "source", "sha256", "language", "title", "title_derived", "subtitle", "outlet", "authors", "published",
    "updated", "url", "keywords", "status", "notes", "text", "parts", "mentions", "tags", "relations", "duplicates",
]  # fmt: skip


MENTION = ["id", "start", "end", "quote", "type", "entity", "entity_id", "state", "origin", "score", "value"]


TAGGING = ["tag", "start", "end", "quote", "note", "annotator"]


RELATION = [
    "id", "subject", "predicate", "object", "article", "start", "end", "quote", "state", "subject_id", "object_id"
]  # fmt: skip


def test_list_has_its_keys_and_order(line: Line) -> None:
    rows = line.lines("list")
    assert [list(row) for row in rows] == [
        ["id", "source", "title", "outlet", "published", "language", "tags", "status"]
    ] * len(ARTICLES)
    dates = [row["published"] for row in rows]
    known = [date for date in dates if date]
    assert known == sorted(known, reverse=True)
    assert None not in dates[: len(known)]
    forward = [row["published"] for row in line.lines("list", "--sort", "published")]
    assert forward == sorted(known) + [None] * (len(dates) - len(known))
    assert line.lines("list", "--limit", 2, "--offset", 1) == rows[1:3]
    assert line.lines("list", "--limit", 0) == []
    assert line.lines("list", "") == rows


@pytest.mark.parametrize(
    "field", ["relevance", "published", "title", "outlet", "language", "length", "tags", "notes", "status"]
)
def test_list_sorts_by_every_field_both_ways(line: Line, field: str) -> None:
    for sort in (field, f"-{field}"):
        assert len(line.lines("list", "버스 OR city", "--sort", sort)) == 2


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("대구", {"ko/bus.txt"}),
        ("entity:Daegu", {"ko/bus.txt", "en/water.txt"}),
        ("-lang:ko", {"en/water.txt", "en/untitled.txt"}),
        ("-has:title -lang:ko", {"en/untitled.txt"}),
        ("-has:author -lang:ko", {"en/untitled.txt"}),
        ("-publishes", set(ARTICLES)),
        ("-json", set(ARTICLES)),
        ("-hello", set(ARTICLES)),
        ("-대구 lang:ko", {"ko/fair.txt", "ko/copy/wire.txt", "lamp.txt"}),
        ('-"smart water" lang:en', {"en/untitled.txt"}),
    ],
)
def test_a_query_may_begin_with_a_hyphen(line: Line, query: str, sources: set[str]) -> None:
    assert {row["source"] for row in line.lines("list", query)} == sources
    assert {row["source"] for row in line.lines("show", "--where", query)} == sources


@pytest.mark.parametrize("verb", ["list", "facets", "entities", "relations", "passages"])
def test_a_query_that_breaks_is_one_line(line: Line, verb: str) -> None:
    line(verb, "(대구", code=1)
    line(verb, "date:soon", code=1)


def test_show_has_its_keys_and_quotes_its_text(line: Line) -> None:
    number = line.id("en/water.txt")
    line("tag", "stance", "--article", number, "--span", *line.span("en/water.txt", "smart water"), "--note", "n")
    with open_project(line.project) as store:
        store.notes.write(number, "a note")
    shown = line.json("show", number)
    assert list(shown) == SHOW
    assert [list(each) for each in shown["mentions"]] == [MENTION] * len(shown["mentions"])
    assert [list(each) for each in shown["tags"]] == [TAGGING]
    assert {tuple(each) for each in shown["parts"]} == {("role", "start", "end")}
    for mark in [*shown["mentions"], *shown["tags"]]:
        assert shown["text"][mark["start"] : mark["end"]] == mark["quote"]
    assert (shown["published"], shown["language"], shown["status"]) == ("2023-05-02", "en", "started")
    assert shown["notes"] == [{"text": "a note", "annotator": "researcher"}]
    assert shown["title_derived"] is False
    assert line.json("show", line.id("ko/fair.txt"))["duplicates"] == [line.id("ko/copy/wire.txt")]


def test_show_of_several_is_one_a_line_or_nothing(line: Line) -> None:
    assert [each["id"] for each in line.lines("show", 3, 1, 2)] == [3, 1, 2]
    assert len(line.lines("show", "--where", "")) == len(ARTICLES)
    assert "no article 99" in line("show", 1, 99, "--json", code=1)
    line("show", code=2)
    line("show", 1, "--where", "", code=2)
    assert "[body]" in line("show", 1)


def test_output_is_utf8_on_one_line_each(line: Line) -> None:
    out = line("show", line.id("lamp.txt"), "--json")
    assert out.count("\n") == 1
    assert "가로등\u2028이" in out


def test_facets_are_counts_by_field(line: Line) -> None:
    facets = line.json("facets")
    languages = next(values for field, values in facets.items() if {v["value"] for v in values} == {"ko", "en"})
    assert {each["value"]: each["count"] for each in languages} == {"ko": 4, "en": 2}
    for values in facets.values():
        assert all(list(each) == ["value", "count"] for each in values)
    assert line.json("facets", "대구").keys() == facets.keys()


def test_entities_have_their_keys(line: Line) -> None:
    found = line.lines("entities", "lang:ko")
    keys = ["id", "uid", "type", "name", "names", "part_of", "note", "external", "articles", "mentions"]
    assert found
    assert all(list(each) == keys for each in found)
    daegu = next(each for each in found if "대구시" in each["names"].get("ko", []))
    assert (daegu["type"], daegu["articles"]) == ("place", 1)
    assert daegu["mentions"] >= 1
    assert "Daegu" in daegu["names"]["en"]
    everything = line.lines("entities")
    assert len(everything) > len(found)
    assert next(each for each in everything if each["id"] == daegu["id"])["articles"] == 2


def test_relations_have_their_keys(line: Line) -> None:
    said = line.lines("relations")
    assert said
    assert all(list(each) == RELATION for each in said)
    assert line.lines("relations", "대구") == []


def test_passages_have_their_keys(line: Line) -> None:
    number = line.id("ko/fair.txt")
    start, end = line.span("ko/fair.txt", "😀 웃는")
    line("tag", "stance", "--article", number, "--span", start, end, "--by", "지은")
    assert line.lines("passages") == [
        {
            "article": number,
            "tag": "stance",
            "start": start,
            "end": end,
            "quote": "😀 웃는",
            "note": "",
            "annotator": "지은",
        }
    ]
    assert line.lines("passages", "lang:en") == []
    assert "😀 웃는" in line("passages")


def test_passages_go_out_as_a_table_and_as_a_document(line: Line, tmp_path: Path) -> None:
    for name, words, tag in (("en/water.txt", "smart water", "stance"), ("ko/fair.txt", "부산시는", "systems/energy")):
        line("tag", tag, "--article", line.id(name), "--span", *line.span(name, words))
    assert [each["quote"] for each in line.lines("passages", "--tag", "systems")] == ["부산시는"]
    assert [each["quote"] for each in line.lines("passages", "--words", "WATER")] == ["smart water"]
    table, document = tmp_path / "all.csv", tmp_path / "all.docx"
    assert "2 passages written" in line("passages", "--csv", table, "--docx", document)
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["quote"] for row in rows} == {"smart water", "부산시는"}
    assert zipfile.is_zipfile(document)
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []
    line("passages", "--docx", tmp_path / "all.doc", code=2)
    line("passages", "--csv", tmp_path / "no" / "all.csv", code=1)
    line("passages", "--tag", "none", code=1)
