"""UIMA CAS as XMI and as JSON."""

import sys
import warnings
from pathlib import Path

import cassis
from told import Told

exports = Path(sys.argv[1])
told = Told("dkpro-cassis")
ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


def marks(cas, number):
    """Give the marks; named entities say again what mentions say, in the type that other tools know."""
    # A JSON file tells the types that it uses; without a mark it knows of none.
    known = cas.typesystem.contains_type("custom.Mark")
    found = [(number, each.label, each.get_covered_text()) for each in (cas.select("custom.Mark") if known else ())]
    if cas.typesystem.contains_type(ENTITY):
        for each in cas.select(ENTITY):
            if (number, each.value, each.get_covered_text()) not in found:
                told.complain(f"{number}: the named entity {each.get_covered_text()!r} is no mark")
    return found


def folder(name, read):
    found = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for path in sorted((exports / name / "set").glob("[0-9]*")):
            found += marks(read(path), path.stem)
    for each in caught:
        told.complain(f"{name}: {each.message}")
    return found


def xmi(path):
    with (path.parent / "TypeSystem.xml").open("rb") as stream:
        types = cassis.load_typesystem(stream)
    with path.open("rb") as stream:
        return cassis.load_cas_from_xmi(stream, typesystem=types)


def json(path):
    with path.open("rb") as stream:
        return cassis.load_cas_from_json(stream)


told.read("cas-xmi", lambda: folder("cas-xmi", xmi))
told.read("cas-json", lambda: folder("cas-json", json))
told.tell()
