"""Tagged passages to take elsewhere: a table (CSV), and a document to read and cite from (DOCX)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree import ElementTree

from store.formats.attributes import certainty_text
from store.formats.tables import defuse
from store.records import PassageLine

HEADINGS = (
    "tag", "quote", "before", "after", "title", "outlet", "published", "source", "article", "start", "end", "annotator",
    "certainty", "note", "example", "attributes",
)  # fmt: skip
"""The columns of the table."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ElementTree.register_namespace("w", _W)
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNSAYABLE = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
 ContentType="application/xml"/><Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override
 PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
_PACKAGE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""
_DOCUMENT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
 Target="styles.xml"/></Relationships>"""
_STYLES = (
    # name, its words, based on, half points, bold, italic, colour, space before and after in twentieths of a point, indent
    ("Title", "Title", 36, True, False, "1F2328", 0, 120, 0),
    ("Heading1", "heading 1", 28, True, False, "1F2328", 360, 120, 0),
    ("Quote", "Quote", 21, False, False, "1F2328", 160, 40, 284),
    ("Source", "Source", 18, False, False, "5C656D", 0, 40, 284),
    ("Note", "Note", 19, False, True, "1F2328", 0, 80, 284),
)


def csv_rows(lines: Iterable[PassageLine]) -> Iterator[str]:
    """Give the table as CSV (RFC 4180), row by row, the headings first; formulas are defused."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(HEADINGS)
    for line in lines:
        rows.writerow([defuse(cell) for cell in _cells(line)])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _cells(line: PassageLine) -> list[object]:
    tagging = line.tagging
    said = "; ".join(f"{name}={value}" for name, value in tagging.attributes)
    where = [line.title or "", line.outlet or "", line.published or "", line.source]
    span = [tagging.article, tagging.start, tagging.end]
    certainty = "" if tagging.certainty is None else tagging.certainty
    return [
        tagging.tag, tagging.quote or "", line.before, line.after, *where, *span, tagging.annotator, certainty, tagging.note,
        int(tagging.example), said,
    ]  # fmt: skip


def docx(lines: Iterable[PassageLine], *, title: str, definitions: dict[str, str] | None = None) -> bytes:
    """Give the passages as an Office Open XML document (ECMA-376), the same bytes for the same passages.

    A heading for each tag, in the order of the codebook in which the lines must come to stand under one heading each;
    below it the tag's definition, then each quote with its context, its source and what the tagging says.
    """
    document = ElementTree.Element(f"{{{_W}}}document")
    body = ElementTree.SubElement(document, f"{{{_W}}}body")
    _paragraph(body, "Title", [(title, False)])
    for tag, some in groupby(lines, key=lambda line: line.tagging.tag):
        _paragraph(body, "Heading1", [(tag.replace("/", " / "), False)])
        if definitions and definitions.get(tag):
            _paragraph(body, "Source", [(definitions[tag], False)])
        for line in some:
            _write_line(body, line)
    _page(body)
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _PACKAGE.encode(),
        "word/_rels/document.xml.rels": _DOCUMENT.encode(),
        "word/document.xml": _bytes(document),
        "word/styles.xml": _bytes(_styles()),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            # The time of writing is none of the document's business.
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _write_line(body: ElementTree.Element, line: PassageLine) -> None:
    tagging = line.tagging
    quote = [(f"…{line.before}" if line.before else "", False), (tagging.quote or "", True)]
    _paragraph(body, "Quote", [*quote, (f"{line.after}…" if line.after else "", False)])
    where = [line.title or line.source, line.outlet or "", (line.published or "").partition("T")[0]]
    said = [f"{name}: {value}" for name, value in tagging.attributes]
    sure = f"certainty {certainty_text(tagging.certainty)}" if tagging.certainty is not None else ""
    told = [*where, tagging.annotator, sure, "example" if tagging.example else "", *said]
    _paragraph(body, "Source", [("— " + " · ".join(each for each in told if each), False)])
    if tagging.note:
        _paragraph(body, "Note", [(f"✎ {tagging.note}", False)])


def _paragraph(body: ElementTree.Element, style: str, runs: list[tuple[str, bool]]) -> None:
    paragraph = ElementTree.SubElement(body, f"{{{_W}}}p")
    properties = ElementTree.SubElement(paragraph, f"{{{_W}}}pPr")
    ElementTree.SubElement(properties, f"{{{_W}}}pStyle", {f"{{{_W}}}val": style})
    for text, marked in runs:
        for number, piece in enumerate(_sayable(text).split("\n") if text else ()):
            run = ElementTree.SubElement(paragraph, f"{{{_W}}}r")
            if marked:
                look = ElementTree.SubElement(run, f"{{{_W}}}rPr")
                ElementTree.SubElement(look, f"{{{_W}}}b")
            if number:
                ElementTree.SubElement(run, f"{{{_W}}}br")
            said = ElementTree.SubElement(run, f"{{{_W}}}t")
            said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            said.text = piece


def _sayable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return _UNSAYABLE.sub("", text)


def _bytes(element: ElementTree.Element) -> bytes:
    return _DECLARATION + ElementTree.tostring(element, encoding="unicode").encode()


def _page(body: ElementTree.Element) -> None:
    section = ElementTree.SubElement(body, f"{{{_W}}}sectPr")
    ElementTree.SubElement(section, f"{{{_W}}}pgSz", {f"{{{_W}}}w": "11906", f"{{{_W}}}h": "16838"})
    sides = dict.fromkeys(("top", "right", "bottom", "left"), "1304")
    values = {
        f"{{{_W}}}{side}": width for side, width in {**sides, "header": "720", "footer": "720", "gutter": "0"}.items()
    }
    ElementTree.SubElement(section, f"{{{_W}}}pgMar", values)


def _styles() -> ElementTree.Element:
    styles = ElementTree.Element(f"{{{_W}}}styles")
    defaults = ElementTree.SubElement(ElementTree.SubElement(styles, f"{{{_W}}}docDefaults"), f"{{{_W}}}rPrDefault")
    look = ElementTree.SubElement(defaults, f"{{{_W}}}rPr")
    # Word takes the East Asian font for Hangul: without one named it falls back on what its language has.
    fonts = {"ascii": "Calibri", "hAnsi": "Calibri", "cs": "Calibri", "eastAsia": "Malgun Gothic"}
    ElementTree.SubElement(look, f"{{{_W}}}rFonts", {f"{{{_W}}}{name}": font for name, font in fonts.items()})
    ElementTree.SubElement(look, f"{{{_W}}}sz", {f"{{{_W}}}val": "21"})
    ElementTree.SubElement(look, f"{{{_W}}}lang", {f"{{{_W}}}val": "en-GB", f"{{{_W}}}eastAsia": "ko-KR"})
    for name, words, size, bold, italic, colour, before, after, indent in _STYLES:
        style = ElementTree.SubElement(
            styles, f"{{{_W}}}style", {f"{{{_W}}}type": "paragraph", f"{{{_W}}}styleId": name}
        )
        ElementTree.SubElement(style, f"{{{_W}}}name", {f"{{{_W}}}val": words})
        ElementTree.SubElement(style, f"{{{_W}}}qFormat")
        place = ElementTree.SubElement(style, f"{{{_W}}}pPr")
        if name in ("Heading1", "Quote"):
            ElementTree.SubElement(place, f"{{{_W}}}keepNext")
        ElementTree.SubElement(
            place, f"{{{_W}}}spacing", {f"{{{_W}}}before": str(before), f"{{{_W}}}after": str(after)}
        )
        ElementTree.SubElement(place, f"{{{_W}}}ind", {f"{{{_W}}}left": str(indent)})
        if name == "Heading1":
            ElementTree.SubElement(place, f"{{{_W}}}outlineLvl", {f"{{{_W}}}val": "0"})
        letters = ElementTree.SubElement(style, f"{{{_W}}}rPr")
        if bold:
            ElementTree.SubElement(letters, f"{{{_W}}}b")
        if italic:
            ElementTree.SubElement(letters, f"{{{_W}}}i")
        ElementTree.SubElement(letters, f"{{{_W}}}color", {f"{{{_W}}}val": colour})
        ElementTree.SubElement(letters, f"{{{_W}}}sz", {f"{{{_W}}}val": str(size)})
    return styles
