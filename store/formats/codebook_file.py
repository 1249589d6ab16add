"""A codebook file of any kind: native JSON, REFI-QDA .qdc, or a table; told apart by what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from store.errors import UserError
from store.formats.codebook import read_codebooks, write_codebooks
from store.formats.codebook_csv import read_codebook_csv, write_codebook_csv
from store.formats.codebook_qdc import read_codebook_qdc, write_codebook_qdc
from store.parse.decode import decode
from store.records import CodebookDraft, CodebookFile, TagDraft

KINDS = {"json": "Galpi codebook", "csv": "Table", "qdc": "REFI-QDA codebook"}
"""The kinds of codebook files, by their ending, as a person calls them."""

ALL_FIELDS = frozenset(
    {"colour", "key", "definition", "include", "exclude", "examples", "scope", "exclusive", "deprecated", "attributes",
     "codebook"}
)  # fmt: skip
"""What a file of ours says of a tag."""


def read_codebook_file(data: bytes) -> CodebookFile:
    """Read a codebook from a file's bytes; raises UserError, one sentence, where it is none."""
    start = data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1]
    if start == b"<":
        return read_codebook_qdc(data)
    if start in (b"{", b"["):
        return CodebookFile(books=read_codebooks(_utf8(data)), fields=ALL_FIELDS)
    try:
        return read_codebook_csv(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return read_codebook_csv(decode(data).text)


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"This codebook is not UTF-8 ({error}).") from error


def write_codebook_file(books: Sequence[CodebookDraft], kind: str) -> bytes:
    """Write codebooks as a kind of file; raises UserError for an unknown kind, or where it cannot hold them."""
    if kind == "json":
        return write_codebooks(books).encode()
    if kind == "qdc":
        return write_codebook_qdc(books)
    if kind == "csv":
        # With the mark that tells spreadsheets it is UTF-8.
        return write_codebook_csv(books).encode("utf-8-sig")
    raise UserError(f"“{kind}” is no kind of codebook file; choose one of {', '.join(KINDS)}.")


def losses(books: Sequence[CodebookDraft], kind: str) -> tuple[str, ...]:
    """Say what a kind of file does not carry of these codebooks."""
    tags = [*_all(books)]
    said: list[str] = []
    if kind != "json" and any(tag.linked for tag in tags):
        said.append("Examples go out as words, without the link to their passages.")
    if kind == "qdc" and any(tag.key for tag in tags):
        said.append("Keys do not go into a .qdc.")
    if kind != "json" and any(tag.attributes for tag in tags):
        said.append(f"Attributes of tags do not go into a .{kind}.")
    return tuple(said)


def _all(books: Sequence[CodebookDraft]) -> list[TagDraft]:
    found: list[TagDraft] = []
    waiting = [tag for book in books for tag in book.tags]
    while waiting:
        tag = waiting.pop()
        found.append(tag)
        waiting += tag.children
    return found
