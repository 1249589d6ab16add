"""Word documents: their paragraphs, tables and text boxes as lines; a Nexis download falls into its articles."""

from __future__ import annotations

from collections.abc import Iterator
from zipfile import ZipFile

from store.errors import UserError
from store.parse.limits import CHUNK, LARGEST_DOCUMENT, Ahead, whole
from store.parse.markup import Element, elements_of, forget, refuse_entities, xml_root
from store.parse.nexis import is_nexis_uni, nexis_uni_pieces
from store.parse.packed import office_zip, read_member
from store.parse.record import Piece

_PARAGRAPHS = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}p",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(["del", "moveFrom", "instrText", "delText", "Fallback", "rPr", "pPr", "sectPr"])
_BREAKS = frozenset(["br", "cr"])


def docx_pieces(stream: Ahead) -> Iterator[Piece]:
    """Give the article of a DOCX file, or those of a Nexis Uni download, numbered from 1.

    Raises UserError where the file is damaged, protected, or holds no text.
    """
    data = whole(stream, limit=LARGEST_DOCUMENT)
    lines = docx_lines(data)
    if is_nexis_uni(lines):
        yield from nexis_uni_pieces(lines)
        return
    if not any(line.strip() for line in lines):
        raise UserError("This Word document holds no text, only pictures perhaps.")
    yield Piece(name="", data=data, text="\n".join(lines))


def docx_lines(data: bytes) -> list[str]:
    """Return the paragraphs of a DOCX file in reading order, those of tables and text boxes included."""
    archive = office_zip(data)
    document = read_member(archive, "word/document.xml", limit=LARGEST_DOCUMENT)
    if document is None:
        raise UserError("This is no Word document, or a damaged one: its text is not there.")
    refuse_entities(document[:65_536])
    lines: list[str] = []
    fallback = 0
    for event, node in elements_of(document[place : place + CHUNK] for place in range(0, len(document), CHUNK)):
        if node.tag == _FALLBACK:
            # What older programs are shown instead, the same text once more.
            fallback += 1 if event == "start" else -1
        elif event == "end" and node.tag in _PARAGRAPHS:
            lines += [] if fallback else _text(node).split("\n")
            forget(node)
    return [*lines, *_notes(archive, "word/footnotes.xml"), *_notes(archive, "word/endnotes.xml")]


def _notes(archive: ZipFile, part: str) -> list[str]:
    """Return the notes of a document, a line each, called by the numbers they are shown with."""
    data = read_member(archive, part, limit=LARGEST_DOCUMENT)
    if data is None:
        return []
    found = (
        " ".join(" ".join(_text(node) for node in note.iter(*_PARAGRAPHS)).split())
        for note in xml_root(data)
        # What separates them from the text is a note too, of a type of its own.
        if isinstance(note.tag, str) and not any(key.endswith("}type") for key in note.attrib)
    )
    return [f"[{number}] {text}" for number, text in enumerate(filter(None, found), start=1)]


def _text(paragraph: Element) -> str:
    """Return the text of one paragraph, without what was deleted in it and without paragraphs inside it."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if name in _LEFT_OUT or name == "p":
            continue
        if name == "t":
            pieces.append(node.text or "")
        elif name == "tab":
            pieces.append("\t")
        elif name in _BREAKS:
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        stack.extend(reversed(node))
    return "".join(pieces)
