"""Files of every kind, made from nothing: parsers of what a source holds, and builders of documents in bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO, RawIOBase
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from store.errors import UserError
from store.parse import parse_text
from store.parse.reading import read
from store.parse.record import Record
from store.parse.source_kind import kind_of
from store.records import ArticleDraft

KOREAN = "한빛시는 24일 물빛알파시티에서 스마트 가로등 실증을 시작했다고 밝혔다. 시는 연말까지 40기를 더 세울 계획이다."
SECOND = "시 관계자는 가로등이 사람의 움직임을 읽어 밝기를 바꾸고 전기를 아낀다고 설명했다."
ENGLISH = "The city said on Monday that it had begun a trial of smart street lamps in its eastern district, with more to follow."
PROSE = [
    "The harbour board voted on Monday to widen the northern quay before the next season begins.",
    "Ships will use the southern quay while the work goes on, which may take until the autumn.",
    "Fishermen said that they had waited for the plan since the storm of three winters ago.",
    "The board will publish its costs in the spring and ask the town what it thinks of them.",
]
_PLACES = "Alder Beech Cedar Dogwood Elder Fir Gorse Hazel Ivy Juniper Larch Maple"
MENU = [f"{place} desk" for place in _PLACES.split()]
"""The text of a page, and the lines of a menu on it."""


class Endless(RawIOBase):
    """A stream of one block after another, up to a size; never held whole."""

    def __init__(self, block: bytes, *, size: int, head: bytes = b"") -> None:
        super().__init__()
        self._block = block
        self._left = size
        self._rest = head

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if not self._rest and self._left > 0:
            self._rest = self._block
            self._left -= len(self._block)
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


def parse_page(data: bytes, *, name: str, url: str | None = None) -> ArticleDraft:
    """Read a page as far as these tests need it: which bytes and which address it was given."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if "<p>" not in text:
        raise UserError("There is no article on this page.")
    return parse_text(text.partition("<p>")[2].partition("</p>")[0], url=url)


def records(
    data: bytes, name: str, *, kind: str | None = None, mapping: Mapping[str, str] | None = None
) -> list[Record]:
    """Read a source whole, its kind told as the import tells it."""
    return list(
        read(
            BytesIO(data),
            name=name,
            kind=kind or kind_of(name, data[:4096]),
            mapping=mapping,
            html=parse_page,
            plain=parse_text,
        )
    )


def drafts(data: bytes, name: str, **options: Any) -> list[ArticleDraft]:
    """Read a source of which every record must be an article."""
    found = records(data, name, **options)
    assert [record.failure for record in found if record.failure] == []
    return [record.draft for record in found if record.draft is not None]


def failures(data: bytes, name: str, **options: Any) -> list[str]:
    """Give the failures of a source; each must be one clear line."""
    sentences = [record.failure for record in records(data, name, **options) if record.failure]
    assert all(sentence and "\n" not in sentence and sentence.endswith(".") for sentence in sentences), sentences
    return sentences


def zipped(members: Mapping[str, bytes | str], **options: Any) -> bytes:
    """Give the bytes of a ZIP archive."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, **options) as archive:
        for name, data in members.items():
            # What tells an e-book or an OpenDocument file is never packed.
            archive.writestr(name, data, ZIP_STORED if name == "mimetype" else None)
    return stream.getvalue()


def jsonl(*rows: object) -> bytes:
    """Give JSON lines."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def xlsx(*sheets: Sequence[Sequence[object]]) -> bytes:
    """Give a spreadsheet with inline strings; floats are numbers."""
    book = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, len(sheets) + 1))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    packed = "http://schemas.openxmlformats.org/package/2006"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{packed}/content-types"><Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml"'
            ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            + types
            + "</Types>",
            "_rels/.rels": f'<Relationships xmlns="{packed}/relationships"><Relationship Id="r1"'
            f' Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>{book}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packed}/relationships">{links}</Relationships>',
        }
        | {f"xl/worksheets/sheet{n}.xml": _sheet(main, rows) for n, rows in enumerate(sheets, start=1)}
    )


def _sheet(main: str, rows: Sequence[Sequence[object]]) -> str:
    def cell(row: int, column: int, value: object) -> str:
        place = f"{chr(64 + column)}{row}"
        if isinstance(value, float):
            return f'<c r="{place}"><v>{value}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'

    lines = "".join(
        f'<row r="{n}">{"".join(cell(n, c, value) for c, value in enumerate(row, start=1) if value != "")}</row>'
        for n, row in enumerate(rows, start=1)
        if row
    )
    return f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>'


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    """Give an OpenDocument spreadsheet."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"><manifest:file-entry'
            ' manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
            "content.xml": f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0"'
            f' xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="one">{lines}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )


def docx(*paragraphs: str, body: str = "") -> bytes:
    """Give a Word document of these paragraphs, or with this XML as its body."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = body or "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in paragraphs)
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{inside}</w:body></w:document>',
        }
    )


def epub(*chapters: str) -> bytes:
    """Give an e-book of these chapters, each the inside of a body."""
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(1, len(chapters) + 1)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(1, len(chapters) + 1))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>ko-KR</dc:language></metadata>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        }
        | {
            f"OEBPS/text/c {n}.xhtml": f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{chapter}'
            "</body></html>"
            for n, chapter in enumerate(chapters, start=1)
        }
    )


def pdf(*pages: Sequence[str], trailer: str = "") -> bytes:
    """Give a PDF of these pages, line by line in Latin letters; a page without lines is a picture."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        content = "BT /F1 11 Tf 14 TL 40 800 Td\n" + "".join(f"({line}) Tj T*\n" for line in lines) + "ET"
        content = content if lines else "0 0 100 100 re f"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            f" /Resources << /Font << /F1 {font} >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def warc(*pages: tuple[str, str, str, bytes]) -> bytes:
    """Give a web archive of responses: address, status line, content type, body."""
    data = b""
    for number, (url, status, kind, body) in enumerate(pages):
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-03-24T09:49:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        data += head.encode() + http + b"\r\n\r\n"
    return data
