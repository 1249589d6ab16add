"""Sources of any kind to records: one road for all of them, on which bad content is a failure and never a stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

from store.errors import UserError
from store.parse.archives import gz_pieces, zip_pieces
from store.parse.decode import decode
from store.parse.epub import epub_pieces
from store.parse.factiva import factiva_html_pieces, factiva_text_pieces
from store.parse.feeds import feed_pieces
from store.parse.jsonrows import json_rows, jsonl_rows
from store.parse.limits import LARGEST_ARTICLE, LARGEST_DOCUMENT, Ahead, Readable, whole
from store.parse.mapping import Mapped
from store.parse.nexis import nexis_pieces
from store.parse.office import docx_pieces
from store.parse.pdf import pdf_pieces
from store.parse.proquest import proquest_pieces
from store.parse.record import Columns, HtmlParser, Known, Piece, Record, TextParser
from store.parse.references import csl_pieces, ris_pieces
from store.parse.rows import Row, columns_of_rows, pieces_of_rows
from store.parse.sheets import sheet_pieces, sheet_rows
from store.parse.source_kind import DATASET_KINDS, LABELS
from store.parse.tables import table_rows
from store.parse.webarchives import mhtml_pieces, warc_pieces
from store.records import ArticleDraft, Part
from store.text.canonical import canonical

ROW_KINDS = ("jsonl", "native", "json", "csv", "tsv", "xlsx", "xls", "ods")
"""The kinds that have columns, which a mapping assigns to fields."""

_SHEETS = ("xlsx", "xls", "ods")


def read(
    stream: BinaryIO,
    *,
    name: str,
    kind: str,
    mapping: Mapping[str, str] | Mapped | None = None,
    html: HtmlParser,
    plain: TextParser,
) -> Iterator[Record]:
    """Give the records of a source, one in memory at a time where its kind allows that.

    `stream` must be seekable for `zip`; `mapping` is FIELD -> COLUMN over what is guessed. Never raises for bad content:
    what cannot be read is a record with a failure, and the rest goes on.
    """
    for piece in pieces(stream, name=name, kind=kind, mapping=mapping):
        yield record_of(piece, name=name, html=html, plain=plain)


def pieces(
    stream: Readable, *, name: str, kind: str, mapping: Mapping[str, str] | Mapped | None = None
) -> Iterator[Piece]:
    """Give the pieces of a source, not yet parsed: the cheap half of `read`, whose results other processes can parse.

    Never raises for bad content.
    """
    found = False
    try:
        for piece in _open(stream, name=name, kind=kind, mapping=mapping):
            found = True
            yield piece if piece.failure is None else replace(piece, failure=_one_line(piece.failure))
    except UserError as error:
        yield Piece(name="", data=b"", failure=_one_line(str(error)))
    except RecursionError:
        yield Piece(name="", data=b"", failure="This is nested too deeply to be read.")
    except OSError as error:
        yield Piece(name="", data=b"", failure=f"This cannot be read ({error.strerror or error}).")
    else:
        if not found:
            yield Piece(name="", data=b"", failure=f"There is no article in this {LABELS.get(kind, kind)}.")


def _one_line(sentence: str) -> str:
    """Return a failure as one line that can be printed, whatever it quotes of the file."""
    if len(sentence) > 600:
        sentence = f"{sentence[:500]} […] {sentence[-80:]}"
    shown = (character if character.isprintable() else " " for character in sentence)
    return " ".join("".join(shown).split())


def _open(stream: Readable, *, name: str, kind: str, mapping: Mapping[str, str] | Mapped | None) -> Iterator[Piece]:
    inside = partial(pieces, mapping=mapping)
    if kind == "zip":
        # A stream that cannot go back, such as a member of another archive, is held whole.
        seekable = getattr(stream, "seekable", lambda: False)()
        opened: Any = stream if seekable else BytesIO(whole(stream, limit=LARGEST_DOCUMENT))
        return zip_pieces(opened, read=inside)
    if kind == "gz":
        return gz_pieces(stream, name=name, read=inside)
    ahead = stream if isinstance(stream, Ahead) else Ahead(stream)
    if kind in _SHEETS:
        return sheet_pieces(ahead, kind=kind, mapping=mapping)
    if kind in ROW_KINDS:
        return pieces_of_rows(_rows(ahead, kind), mapping)
    reader = _READERS.get(kind)
    if reader is None and kind in DATASET_KINDS:
        raise UserError(f"This is a dataset ({LABELS[kind]}) among other files; unpack it and import the folder.")
    if reader is None:
        raise UserError(_unread(name))
    return reader(ahead)


def _rows(stream: Ahead, kind: str) -> Iterator[Row | Piece]:
    if kind in ("jsonl", "native"):
        return jsonl_rows(stream)
    if kind == "json":
        return json_rows(stream)
    if kind in ("csv", "tsv"):
        return table_rows(stream, tabs=kind == "tsv")
    return sheet_rows(stream, kind=kind)


def columns_of(stream: BinaryIO, *, name: str, kind: str) -> Columns:
    """Return the columns of a source with columns, its first rows and the guessed mapping; empty for other kinds.

    Raises UserError, one sentence, where the file cannot be read. `name` is what the file is called.
    """
    if kind not in ROW_KINDS:
        return Columns()
    try:
        return columns_of_rows(_rows(Ahead(stream), kind))
    except (UserError, OSError, RecursionError) as error:
        raise UserError(f"{name}: {error}") from error


def record_of(piece: Piece, *, name: str, html: HtmlParser, plain: TextParser) -> Record:
    """Return the record of a piece: its text or page parsed, with what the source says of it put over what the text says.

    Text is read as `plain` reads it; a failure of either parser becomes that of the record.
    """
    known = piece.known
    failed = partial(
        Record, name=piece.name, data=piece.data, own_source=known.source, own_id=known.id, tags=known.tags
    )
    if piece.failure is not None:
        return failed(failure=piece.failure)
    try:
        draft = _page(piece, name, html) if piece.page is not None else _text(piece, plain)
    except UserError as error:
        # The parsers of files put the file's name before their sentence; the report has it already.
        return failed(failure=str(error).removeprefix(f"{name}: "))
    except RecursionError:
        return failed(failure="This page is nested too deeply to be read.")
    if known.caption:
        draft = _with_caption(draft, known.caption)
    warnings = tuple(dict.fromkeys((*piece.warnings, *draft.warnings)))
    return failed(draft=replace(draft, warnings=warnings, encoding=draft.encoding or piece.encoding))


def _text(piece: Piece, plain: TextParser) -> ArticleDraft:
    known = piece.known
    return plain(
        piece.text or "",
        title=known.title,
        subtitle=known.subtitle,
        outlet=known.outlet,
        authors=known.authors,
        published=known.published,
        updated=known.updated,
        language=known.language,
        url=known.url,
        keywords=known.keywords,
    )


def _page(piece: Piece, name: str, html: HtmlParser) -> ArticleDraft:
    draft = html(piece.page or b"", name=name, url=piece.known.url)
    return _over(draft, piece.known)


def _over(draft: ArticleDraft, known: Known) -> ArticleDraft:
    """Return a draft with what is known put over what was found."""
    return replace(
        draft,
        title=known.title or draft.title,
        title_derived=draft.title_derived and not known.title,
        subtitle=known.subtitle or draft.subtitle,
        outlet=known.outlet or draft.outlet,
        authors=known.authors or draft.authors,
        published=known.published or draft.published,
        updated=known.updated or draft.updated,
        url=known.url or draft.url,
        keywords=known.keywords or draft.keywords,
        language=known.language or draft.language,
    )


def _with_caption(draft: ArticleDraft, caption: str) -> ArticleDraft:
    """Return a draft whose text ends with a caption that stood in a column of its own."""
    if caption in draft.text:
        return draft
    text = canonical(f"{draft.text.rstrip()}\n\n{caption}")
    start = len(text) - len(caption)
    return replace(draft, text=text, parts=(*draft.parts, Part(role="caption", start=start, end=len(text))))


def _text_pieces(stream: Ahead) -> Iterator[Piece]:
    data = whole(stream, limit=LARGEST_ARTICLE)
    decoded = decode(data)
    yield Piece(name="", data=data, text=decoded.text, warnings=decoded.warnings, encoding=decoded.encoding)


def _html_pieces(stream: Ahead) -> Iterator[Piece]:
    data = whole(stream, limit=LARGEST_ARTICLE)
    if not data.strip():
        raise UserError("The file is empty; there is no article in it.")
    yield Piece(name="", data=data, page=data)


def _database(split: Callable[[str], Iterator[Piece]]) -> Callable[[Ahead], Iterator[Piece]]:
    def pieces_of_text(stream: Ahead) -> Iterator[Piece]:
        found = decode(whole(stream, limit=LARGEST_ARTICLE))
        for piece in split(found.text.replace("\r\n", "\n").replace("\r", "\n")):
            yield replace(piece, warnings=(*piece.warnings, *found.warnings))

    return pieces_of_text


def _factiva(text: str) -> Iterator[Piece]:
    return factiva_html_pieces(text) if text.lstrip("\ufeff \t\n").startswith("<") else factiva_text_pieces(text)


_READERS: Mapping[str, Callable[[Ahead], Iterator[Piece]]] = {
    "text": _text_pieces,
    "html": _html_pieces,
    "mhtml": mhtml_pieces,
    "warc": warc_pieces,
    "feed": feed_pieces,
    "docx": docx_pieces,
    "pdf": pdf_pieces,
    "epub": epub_pieces,
    "nexis": _database(nexis_pieces),
    "factiva": _database(_factiva),
    "proquest": _database(proquest_pieces),
    "csl": csl_pieces,
    "ris": ris_pieces,
}
_ADVICE = {
    "hwp": "Hangul documents (HWP)", "hwpx": "Hangul documents (HWPX)", "doc": "old Word documents (DOC)", "rtf": "RTF documents",
    "odt": "OpenDocument texts", "pages": "Pages documents", "ppt": "presentations", "pptx": "presentations",
    "rar": "RAR archives", "7z": "7-Zip archives", "tar": "TAR archives",
}  # fmt: skip


def _unread(name: str) -> str:
    suffix = name.casefold().rpartition(".")[2] if "." in name else ""
    if suffix in ("rar", "7z", "tar"):
        return f"{_ADVICE[suffix]} cannot be read; unpack it and import the folder."
    if suffix in _ADVICE:
        return f"{_ADVICE[suffix][0].upper()}{_ADVICE[suffix][1:]} cannot be read; save it as DOCX, PDF or plain text."
    if suffix == "qdc":
        return "This is a codebook and holds no article; take it in with the codebook's own import."
    if suffix in ("docx", "xlsx", "xlsm"):
        return "This document is protected by a password or of an older kind; save it anew without one."
    return "This is no text, page, table, document or archive that can be read as an article."
