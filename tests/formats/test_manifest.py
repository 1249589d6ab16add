"""The manifest and the card: what an export is, said for machines and for people."""

from __future__ import annotations

import json
from dataclasses import replace

from store.formats.manifest import FileEntry, Manifest, write_card, write_manifest
from store.records import Tag

MANIFEST = Manifest(
    format="csv", where="lang:ko", include="all", flavour="excel", articles=1_204, change=7, at="2024-01-01T00:00:00Z",
    files=(FileEntry(name="articles.csv", bytes=5, sha256="f"),),
)  # fmt: skip
TAG = Tag(id=1, uid="u", parent=None, name="a", path="a", colour="#000000", key=None, definition="x | y\nz", position=0)


def test_the_manifest_says_everything() -> None:
    value = json.loads(write_manifest(MANIFEST))
    assert value["project"] == {"change": 7, "at": "2024-01-01T00:00:00Z"}
    assert value["files"] == [{"name": "articles.csv", "bytes": 5, "sha256": "f"}]
    assert (value["format"], value["where"], value["include"], value["articles"]) == ("csv", "lang:ko", "all", 1_204)


def test_the_card_keeps_its_table_whole() -> None:
    card = write_card(MANIFEST, [TAG])
    assert "| a | x \\| y z |" in card
    assert "1,204" in card
    assert "`lang:ko`" in card
    assert "Codebook" not in write_card(replace(MANIFEST, where="", at=""), [])
