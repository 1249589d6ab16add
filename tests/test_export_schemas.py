"""Exports keep to the published schemas of their formats, where these lie beside the repository."""

from __future__ import annotations

import json
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from store import export
from store.records import TARGETS, TEXTS, Recipe
from tests.hard import build_hard
from tests.material import shared
from tests.projects import run

_RNG = "{http://relaxng.org/ns/structure/1.0}"


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project; no test here changes it."""
    return build_hard(tmp_path_factory.mktemp("hard"))


def _written(hard: Path, out: Path, **options: object) -> Path:
    run(export(hard, out, Recipe(**options)))  # type: ignore[arg-type]
    return out


def _complaints(schema: etree.XMLSchema | etree.RelaxNG, document: bytes) -> list[str]:
    schema.validate(etree.parse(BytesIO(document)))
    return [f"{each.line}: {each.message}" for each in schema.error_log]


def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(shared("formats", "schemas", name))))


def _tei(document: bytes) -> etree.RelaxNG:
    """Give the schema of TEI P5 without the elements that a document does not have.

    None of these can stand in it anyway, so that the verdict is the same; all 594 of them take nine seconds to compile.
    """
    return _pruned(
        frozenset(etree.QName(each).localname for each in etree.parse(BytesIO(document)).iter(etree.Element))
    )


@cache
def _pruned(names: frozenset[str]) -> etree.RelaxNG:
    schema = etree.parse(str(shared("formats", "schemas", "tei_all_P5_4.9.0.rng")))
    for element in list(schema.iter(f"{_RNG}element")):
        if element.get("name") is not None and element.get("name") not in names:
            element.getparent().replace(element, etree.Element(f"{_RNG}notAllowed"))
    return etree.RelaxNG(schema)


@pytest.mark.parametrize("text", TEXTS)
def test_tei_is_valid(hard: Path, tmp_path: Path, text: str) -> None:
    out = _written(hard, tmp_path / "tei", format="tei", text=text, include="suggested")
    files = sorted(out.rglob("*.xml"))
    assert files
    for path in files:
        assert _complaints(_tei(path.read_bytes()), path.read_bytes()) == [], path.name


def test_tei_that_is_not_valid_is_told(hard: Path, tmp_path: Path) -> None:
    out = _written(hard, tmp_path / "tei", format="tei")
    document = max((path.read_bytes() for path in out.rglob("*.xml")), key=len)
    for old, new in (
        (b"<body>", b"<body><title>no</title>"),
        (b"<spanGrp", b'<spanGrp odd="1"'),
        (b"<titleStmt>", b"<p/>"),
    ):
        broken = document.replace(old, new).replace(b"</titleStmt>", b"" if new == b"<p/>" else b"</titleStmt>")
        assert broken != document
        assert _complaints(_tei(broken), broken), new


@pytest.mark.parametrize("target", TARGETS)
def test_refi_projects_are_valid(hard: Path, tmp_path: Path, target: str) -> None:
    schema = _schema("Project-mrt2019.xsd")
    out = _written(hard, tmp_path / "set.qdpx", format="refi", target=target, include="suggested")
    with zipfile.ZipFile(out) as archive:
        assert _complaints(schema, archive.read("project.qde")) == []


def test_csl_is_valid(hard: Path, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(shared("formats", "schemas", "csl-data.json").read_text(encoding="utf-8"))
    out = _written(hard, tmp_path / "set.json", format="csl")
    jsonschema.validate(json.loads(out.read_text(encoding="utf-8")), schema)
