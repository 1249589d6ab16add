"""The codebook as REFI-QDA .qdc (QDA-XML codebook 1.0), which NVivo, ATLAS.ti, MAXQDA, QualCoder and others exchange.

Codes carry name, colour and description. What a tag is beside that stands in named sets, which other programs show and
ours reads again, and in headed lines of the description. See https://www.qdasoftware.org.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID, uuid5

from lxml import etree  # type: ignore[import-untyped]

from store.errors import UserError
from store.formats.codebook import UNNAMED, colour_of
from store.records import CodebookDraft, CodebookFile, TagDraft

NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "Galpi"

_UIDS = UUID("0e9f2f5e-6d0c-4c39-9e58-7b6d5f0a9f11")
_BOOK, _EXCLUSIVE, _DEPRECATED = "Codebook: ", "Exclude one another: ", "Deprecated"
_SCOPES = {"For whole articles": "article", "For passages": "passage"}
_PARTS = (("Include", "include"), ("Exclude", "exclude"), ("Examples", "examples"))
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_codebook_qdc(books: Sequence[CodebookDraft]) -> bytes:
    """Write a .qdc, valid against Codebook.xsd; raises UserError where there is no tag, which the format does not allow."""
    if not any(book.tags for book in books):
        raise UserError("A .qdc cannot be empty; add a tag first.")
    root = etree.Element(_name("CodeBook"), {"origin": ORIGIN}, nsmap={None: NAMESPACE})
    codes = etree.SubElement(root, _name("Codes"))
    sets: dict[str, list[str]] = {}
    for book in books:
        sets[_BOOK + book.name] = [_guid(tag) for tag in book.tags]
        for tag in book.tags:
            _write(codes, tag, tag.name, sets)
    filled = {name: members for name, members in sets.items() if members}
    holder = etree.SubElement(root, _name("Sets"))
    for name, members in filled.items():
        guid = str(uuid5(_UIDS, name)).upper()
        element = etree.SubElement(holder, _name("Set"), {"guid": guid, "name": _clean(name)})
        for member in members:
            etree.SubElement(element, _name("MemberCode"), {"guid": member})
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return data


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _guid(tag: TagDraft) -> str:
    try:
        return str(UUID(tag.uid or "")).upper()
    except ValueError:
        return str(uuid5(_UIDS, tag.uid or tag.name)).upper()


def _write(parent: etree._Element, tag: TagDraft, path: str, sets: dict[str, list[str]]) -> None:
    attributes = {"guid": _guid(tag), "name": _clean(tag.name), "isCodable": "true"}
    colour = colour_of(tag.colour)
    element = etree.SubElement(parent, _name("Code"), attributes | ({"color": colour} if colour else {}))
    said = _description(tag)
    if said:
        etree.SubElement(element, _name("Description")).text = _clean(said)
    if tag.exclusive:
        sets[f"{_EXCLUSIVE}{path}"] = [_guid(tag), *(_guid(child) for child in tag.children)]
    if tag.deprecated:
        sets.setdefault(_DEPRECATED, []).append(_guid(tag))
    for name, scope in _SCOPES.items():
        if tag.scope == scope:
            sets.setdefault(name, []).append(_guid(tag))
    for child in tag.children:
        _write(element, child, f"{path}/{child.name}", sets)


def _description(tag: TagDraft) -> str:
    """Say what the tag means, then what else is said, each under its heading."""
    quotes = [" ".join(each.quote.split()) for each in tag.linked if each.quote]
    examples = "\n".join(filter(None, [tag.examples, *quotes]))
    said = replace(tag, examples=examples)
    parts = [f"{heading}:\n{text}" for heading, field in _PARTS if (text := getattr(said, field))]
    return "\n\n".join([tag.definition, *parts] if tag.definition or parts else [])


def read_codebook_qdc(data: bytes) -> CodebookFile:
    """Read a .qdc, from whatever program; raises UserError where it is none. What it says in vain is in `losses`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UserError(f"This codebook is no XML that can be read ({error}).") from error
    codes = next((each for each in root.iter("{*}Codes")), None)
    if etree.QName(root).localname not in ("CodeBook", "Project") or codes is None:
        raise UserError("This XML is no REFI-QDA codebook: it has no <Codes>.")
    ours = root.get("origin") == ORIGIN
    counted = _Counted()
    tops = [counted.read(each, ours=ours) for each in codes.iterfind("{*}Code")]
    sets = [(each.get("name") or "", _members(each)) for each in root.iter("{*}Set")]
    return _with_sets(tops, sets, counted, ours=ours)


class _Counted:
    """Reads codes and counts what a tag has no place for."""

    def __init__(self) -> None:
        self.folders = 0
        self.renamed = 0

    def read(self, code: etree._Element, *, ours: bool) -> TagDraft:
        name = " ".join((code.get("name") or "").split())
        fitting = name.replace("/", "∕") or "(no name)"
        self.renamed += fitting != name
        self.folders += code.get("isCodable") in ("false", "0")
        description = "".join(code.findtext("{*}Description") or "").replace("\r\n", "\n").strip()
        said = _said(description) if ours else {"definition": description}
        return TagDraft(
            name=fitting,
            uid=_uid(code.get("guid")),
            colour=colour_of(code.get("color")),
            definition=said["definition"],
            include=said.get("include", ""),
            exclude=said.get("exclude", ""),
            examples=said.get("examples", ""),
            children=tuple(self.read(each, ours=ours) for each in code.iterfind("{*}Code")),
        )


def _said(description: str) -> dict[str, str]:
    pattern = "|".join(heading for heading, _ in _PARTS)
    first, *rest = re.split(rf"(?:\n\n|\A)({pattern}):\n", description)
    fields = dict(_PARTS)
    return {"definition": first} | {fields[heading]: text for heading, text in zip(rest[::2], rest[1::2], strict=True)}


def _uid(guid: str | None) -> str | None:
    try:
        return UUID((guid or "").strip("{}")).hex
    except ValueError:
        return None


def _members(element: etree._Element) -> list[str]:
    return [uid for each in element.iterfind("{*}MemberCode") if (uid := _uid(each.get("guid")))]


def _with_sets(
    tops: list[TagDraft], sets: Sequence[tuple[str, list[str]]], counted: _Counted, *, ours: bool
) -> CodebookFile:
    books = [(name.removeprefix(_BOOK), members) for name, members in sets if ours and name.startswith(_BOOK)]
    exclusive = {members[0] for name, members in sets if ours and name.startswith(_EXCLUSIVE) and members}
    deprecated = {each for name, members in sets if ours and name == _DEPRECATED for each in members}
    scopes = {each: _SCOPES[name] for name, members in sets if ours and name in _SCOPES for each in members}

    def marked(tag: TagDraft) -> TagDraft:
        return replace(
            tag,
            exclusive=tag.uid in exclusive,
            deprecated=tag.uid in deprecated,
            scope=scopes.get(tag.uid or "", "both"),
            children=tuple(marked(child) for child in tag.children),
        )

    place = {uid: number for number, (_, members) in enumerate(books) for uid in members}
    found: list[list[TagDraft]] = [[] for _ in books] or [[]]
    for tag in tops:
        found[place.get(tag.uid or "", 0)].append(marked(tag))
    names = [name for name, _ in books] or [UNNAMED]
    fields = {"colour", "definition"}
    if ours:
        fields |= {"include", "exclude", "examples", "scope", "exclusive", "deprecated", "codebook"}
    return CodebookFile(
        books=tuple(CodebookDraft(name=name, tags=tuple(tags)) for name, tags in zip(names, found, strict=True)),
        fields=frozenset(fields),
        losses=tuple(_losses(counted, 0 if ours else len(sets))),
    )


def _losses(counted: _Counted, sets: int) -> Iterator[str]:
    if sets:
        yield f"{sets:,} {'set is' if sets == 1 else 'sets are'} left out: tags stand in one tree only."
    if counted.folders:
        yield f"{counted.folders:,} codes that nothing could be coded with there are tags like the others here."
    if counted.renamed:
        yield f"{counted.renamed:,} names with a / in them, or none, are written otherwise."
