"""A CAS read back as what lies in the file, not by the library that wrote it: text, marks and tags of its documents.

The library makes an object of every token and each file's types anew, which takes ten times as long as all that is compared.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from store.dataset.items import Proof
from store.dataset.units import from_utf16

_CAS, _CUSTOM, _XMI = "{http:///uima/cas.ecore}", "{http:///custom.ecore}", "{http://www.omg.org/XMI}"


class _Found(NamedTuple):
    """What a file holds: its text, and its marks and tags that are members of a view; positions are UTF-16 units."""

    text: str
    marks: list[tuple[int, int, str]]
    tags: set[str]


def read_json(key: str, data: bytes, *, mark: str, tag: str) -> Proof:
    """Read a file of CAS JSON 0.4; `mark` and `tag` are the names of the types that count."""
    value: dict[str, Any] = json.loads(data)
    members = {each for view in value["%VIEWS"].values() for each in view["%MEMBERS"]}
    text = ""
    marks: list[tuple[int, int, str]] = []
    tags: set[str] = set()
    for each in value["%FEATURE_STRUCTURES"]:
        kind = each["%TYPE"]
        if kind == "uima.cas.Sofa":
            text = each["sofaString"]
        elif kind == mark and each["%ID"] in members:
            marks.append((each["begin"], each["end"], each["label"]))
        elif kind == tag and each["%ID"] in members:
            tags.add(each["label"])
    return _proof(key, _Found(text, marks, tags))


def read_xmi(key: str, data: bytes, *, mark: str, tag: str) -> Proof:
    """Read a file of XMI, of one with the types of `custom`."""
    from lxml import etree  # type: ignore[import-untyped]

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    members = {each for view in root.iterfind(f"{_CAS}View") for each in view.get("members", "").split()}
    text = "".join(sofa.get("sofaString", "") for sofa in root.iterfind(f"{_CAS}Sofa"))
    marks = [
        (int(each.get("begin", "")), int(each.get("end", "")), each.get("label", ""))
        for each in root.iterfind(f"{_CUSTOM}{mark.removeprefix('custom.')}")
        if each.get(f"{_XMI}id") in members
    ]
    tags = {
        each.get("label", "")
        for each in root.iterfind(f"{_CUSTOM}{tag.removeprefix('custom.')}")
        if each.get(f"{_XMI}id") in members
    }
    return _proof(key, _Found(text, marks, tags))


def _proof(key: str, found: _Found) -> Proof:
    place, text = from_utf16(found.text), found.text
    spans = sorted(
        (place(start), place(end), label, text[place(start) : place(end)]) for start, end, label in found.marks
    )
    return Proof(key, text, tuple(spans), tuple(sorted(found.tags)))
