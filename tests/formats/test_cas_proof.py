"""A CAS read back by what lies in the file says the same as the library that wrote it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem

from store import export
from store.formats.cas_proof import read_json, read_xmi
from store.records import Recipe
from tests.hard import build_hard
from tests.projects import run

MARK, TAG = "custom.Mark", "custom.DocumentTag"


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project; no test here changes it."""
    return build_hard(tmp_path_factory.mktemp("hard"))


@pytest.mark.parametrize("flavour", ["json", "xmi"])
def test_what_lies_in_the_file_is_what_the_library_reads(hard: Path, tmp_path: Path, flavour: str) -> None:
    run(export(hard, tmp_path / "out", Recipe(format="cas", flavour=flavour)))
    files = [
        path for path in (tmp_path / "out").glob(f"*.{flavour}") if path.name not in ("manifest.json", "card.json")
    ]
    marked = 0
    for path in files:
        data = path.read_bytes()
        if flavour == "json":
            found, cas = read_json("1", data, mark=MARK, tag=TAG), load_cas_from_json(data.decode())
        else:
            types = load_typesystem(io.BytesIO((tmp_path / "out" / "TypeSystem.xml").read_bytes()))
            found = read_xmi("1", data, mark=MARK, tag=TAG)
            cas = load_cas_from_xmi(io.BytesIO(data), typesystem=types)
        marks = cas.select(MARK) if cas.typesystem.contains_type(MARK) else ()
        tags = cas.select(TAG) if cas.typesystem.contains_type(TAG) else ()
        assert found.text == cas.sofa_string
        assert list(found.spans) == sorted((m.begin, m.end, m.label, found.text[m.begin : m.end]) for m in marks)
        assert list(found.tags) == sorted({each.label for each in tags})
        marked += len(found.spans)
    assert len(files) == 7
    assert marked > 10


def test_a_mark_that_no_view_has_is_none() -> None:
    data = (
        '{"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaString": "a😀b"},'
        ' {"%ID": 2, "%TYPE": "custom.Mark", "begin": 3, "end": 4, "label": "x"},'
        ' {"%ID": 3, "%TYPE": "custom.Mark", "begin": 0, "end": 1, "label": "y"}],'
        ' "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2]}}}'
    )
    assert read_json("1", data.encode(), mark=MARK, tag=TAG).spans == ((2, 3, "x", "b"),)
