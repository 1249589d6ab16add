"""The manifest, the card and the paragraph for a paper: what an export is, said for machines and for people."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

from store.dataset.counts import Counts
from store.dataset.items import Dataset
from store.dataset.methods import english, korean
from store.formats.card import write_card
from store.formats.manifest import FileEntry, write_manifest
from store.formats.recipe import read_recipe, recipe_json
from store.records import Recipe, TagDraft

RECIPE = Recipe(format="csv", where="lang:ko", include="all", flavour="excel", split=(80, 10, 10), annotators=("A",))
DATASET = Dataset(
    recipe=RECIPE, change=7, at="2024-01-01T00:00:00Z",
    codebook=(TagDraft(name="a", definition="x | y\nz", children=(TagDraft(name="b"),)),),
)  # fmt: skip
COUNTS = Counts(articles=1_204, records=1_204, types=Counter(place=9), outlets=Counter({"가람뉴스": 3, "": 1}))
FILES = (FileEntry(name="articles.csv", bytes=5, sha256="f"),)


def test_the_manifest_says_everything() -> None:
    value = json.loads(write_manifest(DATASET, COUNTS, FILES, unit="code points"))
    assert (value["project"]["change"], value["project"]["at"]) == (7, "2024-01-01T00:00:00Z")
    assert value["files"] == [{"name": "articles.csv", "bytes": 5, "sha256": "f"}]
    assert (value["format"], value["where"], value["include"], value["articles"]) == ("csv", "lang:ko", "all", 1_204)
    assert value["codebook"] == {"a": "x | y\nz", "a/b": ""}
    assert read_recipe(value["recipe"]) == RECIPE


def test_the_card_keeps_its_table_whole() -> None:
    card = write_card(DATASET, COUNTS, unit="UTF-16 units")
    assert "| a | x \\| y z |" in card
    assert "1,204" in card
    assert "`lang:ko`" in card
    assert "UTF-16 units" in card
    assert "Codebook" not in write_card(replace(DATASET, codebook=()), COUNTS, unit="code points")


def test_the_paragraph_has_the_real_numbers() -> None:
    for text in (english(DATASET, COUNTS), korean(DATASET, COUNTS)):
        assert "1,204" in text
        assert "lang:ko" in text
        assert "9" in text
    assert "1 outlet" in english(DATASET, COUNTS)


def test_a_recipe_is_read_as_it_was_written() -> None:
    assert read_recipe(json.loads(json.dumps(recipe_json(RECIPE)))) == RECIPE
    assert read_recipe({"format": "jsonl"}) == Recipe(format="jsonl")
