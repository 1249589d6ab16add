"""REFI-QDA projects (.qdpx, or a bare .qde): texts, codes as tags, codings as taggings, notes, links.

Ends are exclusive. The standard counts code points, NVivo is reported to count UTF-16 units, and texts may have CRLF that
counts two or one: the way that fits a project best is taken. See https://www.qdasoftware.org.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from lxml import etree  # type: ignore[import-untyped]

from store.errors import UserError
from store.formats.codebook import colour_of
from store.formats.refi import guid
from store.interchange.document import Bundle, Document, Found, Join, Mark, Refused, TagLook, WholeTag
from store.interchange.links import pair_of
from store.interchange.packed import Members, members
from store.interchange.values import facts_of, integer, source_of
from store.parse.decode import decode

_SCHEME = re.compile(r"(?:internal|relative|absolute):/{2,3}")
_LINKED = re.compile(r"(.+?)(?: \(((?:[^():,\s]+:[^(),]+)(?:, [^():,\s]+:[^(),]+)*)\))?")
_OURS = "Galpi"
_LEFT = {
    "Set": "sets", "Graph": "graphs", "Case": "cases", "PictureSource": "pictures", "AudioSource": "recordings",
    "VideoSource": "films", "PDFSelection": "selections in PDF pages", "PictureSelection": "selections in pictures",
    "AudioSelection": "selections in recordings", "VideoSelection": "selections in films",
    "TranscriptSelection": "selections in transcripts",
}  # fmt: skip


def read_refi(bundle: Bundle) -> Iterator[Found]:
    """Give the texts of a project, with what is coded in them; raises UserError where it is none."""
    with members(bundle) as files:
        project = _Project(_root(bundle, files))
        left = project.left()
        for element in project.texts():
            yield project.document(bundle, files, element, left)


def refi_looks(bundle: Bundle) -> dict[str, TagLook]:
    """Give the codes of a project as tags by their paths, with colours and descriptions."""
    with members(bundle) as files:
        return _Project(_root(bundle, files)).looks()


def refi_memos(bundle: Bundle) -> tuple[tuple[str, str], ...]:
    """Give the notes of a project that are on no text, with who wrote them."""
    with members(bundle) as files:
        return tuple(_Project(_root(bundle, files)).memos())


def _root(bundle: Bundle, files: Members) -> Any:
    name = files.find("project.qde") or files.find(bundle.main)
    if name is None:
        raise UserError("There is no project.qde in this archive.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(files.data(name), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UserError(f"This project is no XML that can be read ({error}).") from error
    if etree.QName(root).localname != "Project":
        raise UserError("This XML is no REFI-QDA project; a codebook comes in by the codebook's own import.")
    return root


def _key(said: str | None) -> str:
    return (said or "").strip("{} ").upper()


def _local(element: Any) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


class _Project:
    """A project.qde, read once."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._is_ours = root.get("origin") == _OURS
        self._users = {_key(each.get("guid")): each.get("name") or "" for each in root.iter("{*}User")}
        self._paths: dict[str, str] = {}
        self._looks: dict[str, TagLook] = {}
        self._types: set[str] = set()
        for codes in root.iterfind("{*}CodeBook/{*}Codes"):
            for code in codes.iterfind("{*}Code"):
                self._code(code, "", is_type=False)
        self._notes = {_key(each.get("guid")): each for each in root.iterfind("{*}Notes/{*}Note")}
        self._variables = {_key(each.get("guid")): each.get("name") or "" for each in root.iter("{*}Variable")}

    def _code(self, code: Any, above: str, *, is_type: bool) -> None:
        number = _key(code.get("guid"))
        name = " ".join((code.get("name") or "").split())
        name = name if self._is_ours and not above else name.replace("/", "∕")
        path = f"{above}/{name or '(no name)'}" if above else name or "(no name)"
        holds_types = self._is_ours and number == guid("types")
        if is_type:
            path = name
            self._types.add(number)
        elif not holds_types:
            self._looks[path] = TagLook(
                colour=(colour_of(code.get("color")) or "").lower() or None,
                definition="".join(code.findtext("{*}Description") or "").replace("\r\n", "\n").strip(),
                uid=_uid(code.get("guid")),
                sort="tag",
                is_defined=True,
            )
        self._paths[number] = path
        for child in code.iterfind("{*}Code"):
            self._code(child, "" if holds_types else path, is_type=holds_types)

    def looks(self) -> dict[str, TagLook]:
        """Give the codes by their paths."""
        return self._looks

    def texts(self) -> Iterator[Any]:
        """Give what has a text: text sources, texts of PDF documents, transcripts."""
        for element in self._root.iter("{*}TextSource", "{*}Representation", "{*}Transcript"):
            above = element.getparent()
            # A region of a picture or a page has a text of its own, which is no document.
            if not (_local(element) == "Representation" and _local(above).endswith("Selection")):
                yield element

    def left(self) -> tuple[str, ...]:
        """Say what of the project has no place here."""
        counted: Counter[str] = Counter()
        for element in self._root.iter("{*}*"):
            counted[_local(element)] += 1
        said = [f"{counted[name]:,} {words}" for name, words in _LEFT.items() if counted[name]]
        ends = {_key(mark.get("guid")) for mark in self._root.iter("{*}PlainTextSelection")}
        odd = sum(
            not {_key(each.get("originGUID")), _key(each.get("targetGUID"))} <= ends
            for each in self._root.iterfind("{*}Links/{*}Link")
        )
        said += [f"{odd:,} links of anything but marked passages"] if odd else []
        return (f"Left in the source alone: {', '.join(said)}.",) if said else ()

    def memos(self) -> Iterator[tuple[str, str]]:
        """Give the notes that no text refers to."""
        on_texts = {
            _key(ref.get("targetGUID")) for text in self._root.iterfind("{*}Sources") for ref in text.iter("{*}NoteRef")
        }
        for number, note in self._notes.items():
            said = self._note(note)
            if number not in on_texts and said:
                yield said, self._by(note)
        description = (self._root.findtext("{*}Description") or "").strip()
        if description and not self._is_ours:
            yield description, ""

    def _note(self, note: Any) -> str:
        said = (note.findtext("{*}PlainTextContent") or "").replace("\r\n", "\n").strip()
        description = (note.findtext("{*}Description") or "").strip()
        name = (note.get("name") or "").strip()
        if self._is_ours:
            return said
        return "\n".join(filter(None, [name, description, said])) if said or description else ""

    def _by(self, *elements: Any) -> str:
        for element in elements:
            name = self._users.get(_key(element.get("creatingUser")))
            if name:
                return "" if self._is_ours and name == _OURS else name
        return ""

    # A text

    def document(self, bundle: Bundle, files: Members, element: Any, left: tuple[str, ...]) -> Found:
        """Give one text with what is coded in it, or why it cannot be had."""
        above = element if element.get("name") else element.getparent()
        name = " ".join((above.get("name") or "").split()) or _key(element.get("guid"))
        raw, reason = _text(files, element)
        if not raw.strip():
            reason = reason or "This text is empty."
            number = sum(1 for _ in element.iter("{*}Coding"))
            lost = f" {number:,} codings in it are left out." if number else ""
            return Refused(name=name, reason=reason + lost, is_valid=True)
        facts, title = self._facts(element, name)
        marks, unplaced = self._marks(element)
        data = raw.encode("utf-8", "replace") + b"\n--- codings ---\n" + etree.tostring(element)
        return Document(
            name=name,
            source=source_of(facts, bundle.name, name),
            text=raw,
            data=data,
            marks=tuple(marks),
            joins=tuple(self._joins(marks)),
            tags=tuple(
                WholeTag(tag=path, annotator=self._by(coding), note=(coding.findtext("{*}Description") or "").strip())
                for coding in element.iterfind("{*}Coding")
                if (path := self._coded(coding)) is not None
            ),
            notes=tuple(self._notes_on(element)),
            facts={**facts, "title": title},
            counts=("utf16", "codepoints")
            if "nvivo" in (self._root.get("origin") or "").lower()
            else ("codepoints", "utf16"),
            may_break=True,
            unplaced=tuple(unplaced),
            remarks=left,
        )

    def _coded(self, coding: Any) -> str | None:
        reference = coding.find("{*}CodeRef")
        return None if reference is None else self._paths.get(_key(reference.get("targetGUID")))

    def _facts(self, element: Any, name: str) -> tuple[dict[str, object], str]:
        values: dict[str, Any] = {}
        for value in element.iterfind("{*}VariableValue"):
            reference = value.find("{*}VariableRef")
            said = next((each.text for each in value if _local(each).endswith("Value") and each.text), "")
            if reference is not None and said:
                values[self._variables.get(_key(reference.get("targetGUID")), "")] = said
        facts = facts_of({**values, "authors": values.get("authors", "").split("; ")} if self._is_ours else values)
        if self._is_ours:
            facts |= {key: values[key] for key in ("source", "status") if values.get(key)}
            return facts, name.removeprefix(f"{values.get('record', '')} ")
        return facts, re.sub(r"\.(?:txt|docx?|rtf|pdf)$", "", name, flags=re.I)

    def _notes_on(self, element: Any) -> Iterator[tuple[str, str]]:
        for reference in element.iterfind("{*}NoteRef"):
            note = self._notes.get(_key(reference.get("targetGUID")))
            if note is not None:
                yield self._note(note), self._by(note)
        if not self._is_ours:
            yield (element.findtext("{*}Description") or "").strip(), ""
            for selection in element.iterfind("{*}PlainTextSelection"):
                # What is not coded, but written about.
                said = self._said(selection)
                if said and selection.find("{*}Coding") is None:
                    yield f"{(selection.get('name') or '').strip()}: {said}".lstrip(": "), self._by(selection)

    def _said(self, selection: Any) -> str:
        said = [(selection.findtext("{*}Description") or "").replace("\r\n", "\n").strip()]
        notes = (self._notes.get(_key(each.get("targetGUID"))) for each in selection.iter("{*}NoteRef"))
        said += [self._note(note) for note in notes if note is not None]
        return "\n".join(filter(None, said))

    def _marks(self, element: Any) -> tuple[list[Mark], list[str]]:
        marks: list[Mark] = []
        unplaced: list[str] = []
        for selection in element.iterfind("{*}PlainTextSelection"):
            start, end = integer(selection.get("startPosition")), integer(selection.get("endPosition"))
            said = self._said(selection)
            for number, coding in enumerate(selection.iterfind("{*}Coding")):
                path = self._coded(coding)
                if path is None or start is None or end is None:
                    unplaced.append(f"A coding has no code or no position: {(selection.get('name') or '')[:40]}.")
                    continue
                own = (coding.findtext("{*}Description") or "").strip()
                key = _key(selection.get("guid"))
                mark = Mark(
                    key=f"{key}/{number}" if number else key,
                    pieces=((start, end),),
                    label=path,
                    sort="tag",
                    annotator=self._by(coding, selection),
                    note="\n".join(filter(None, [said, own])),
                    hint=selection.get("name") or "",
                )
                reference = _key(coding.find("{*}CodeRef").get("targetGUID"))
                marks.append(_mention(mark) if reference in self._types else mark)
        return marks, unplaced

    def _joins(self, marks: list[Mark]) -> Iterator[Join]:
        keys = {mark.key for mark in marks}
        for link in self._root.iterfind("{*}Links/{*}Link"):
            ends = [_key(link.get("originGUID")), _key(link.get("targetGUID"))]
            if set(ends) <= keys:
                yield Join(subject=ends[0], predicate=link.get("name") or "related to", object=ends[1])


def _mention(mark: Mark) -> Mark:
    """Give a mark of ours as that of a type: its description says the entity, where that is elsewhere, and its state."""
    lines = mark.note.split("\n") if mark.note else []
    state = lines.pop() if lines and lines[-1] in ("suggested", "rejected") else "accepted"
    found = _LINKED.fullmatch(lines[-1]) if lines else None
    links = [pair_of(each) for each in (found[2] or "").split(", ")] if found and found[2] else []
    return Mark(
        key=mark.key,
        pieces=mark.pieces,
        label=mark.label,
        sort="type",
        state=state,
        entity=found[1] if found else None,
        links=tuple(pair for pair in links if pair is not None),
        hint=mark.hint,
    )


def _text(files: Members, element: Any) -> tuple[str, str]:
    """Give the plain text of a source, or why it is not there."""
    inline = element.find("{*}PlainTextContent")
    if inline is not None and inline.text:
        return str(inline.text), ""
    path = element.get("plainTextPath")
    if not path:
        return "", "Its plain text is not in the project; save it from the program that made it with its texts."
    name = files.find(f"sources/{_SCHEME.sub('', path)}") or files.find(_SCHEME.sub("", path))
    if name is None:
        return "", f"Its text {_SCHEME.sub('', path)} is not there; export the project with its sources."
    data = files.data(name)
    if not data.strip():
        return "", ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return decode(data).text, ""


def _uid(said: str | None) -> str | None:
    try:
        return UUID(_key(said)).hex
    except ValueError:
        return None
