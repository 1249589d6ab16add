"""One road for every kind: nothing raises, nothing grows, nothing reaches out."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Iterator
from io import BytesIO, RawIOBase

import pytest

from store.errors import UserError
from store.parse.limits import LONGEST_RECORD
from store.parse.reading import columns_of, pieces
from store.parse.source_kind import KINDS
from tests.parse.making import (
    ENGLISH,
    KOREAN,
    Endless,
    docx,
    epub,
    failures,
    jsonl,
    ods,
    pdf,
    records,
    warc,
    xlsx,
    zipped,
)

SOUND = {
    "text": KOREAN.encode(),
    "html": f"<p>{KOREAN}</p>".encode(),
    "jsonl": jsonl({"title": "a", "body": KOREAN}),
    "json": b'[{"title": "a", "body": "' + ENGLISH.encode() + b'"}]',
    "csv": f"title,text\na,{KOREAN}\n".encode("cp949"),
    "tsv": f"title\ttext\na\t{KOREAN}\n".encode(),
    "xlsx": xlsx([["title", "text"], ["a", KOREAN]]),
    "ods": ods([["title", "text"], ["a", KOREAN]]),
    "warc": warc(("http://x.example", "200 OK", "text/html", f"<p>{KOREAN}</p>".encode())),
    "feed": f"<rss><channel><item><description>{KOREAN}</description></item></channel></rss>".encode(),
    "docx": docx(KOREAN),
    "pdf": pdf([ENGLISH, ENGLISH]),
    "epub": epub(f"<p>{KOREAN}</p><p>{KOREAN}</p>"),
    "ris": f"TY  - NEWS\nAB  - {KOREAN}\nER  - \n".encode(),
    "zip": zipped({"a.txt": KOREAN}),
}


@pytest.mark.parametrize("kind", sorted(SOUND))
def test_what_is_sound_is_read_without_the_network(kind: str) -> None:
    found = records(SOUND[kind], f"a.{kind}", kind=kind)
    assert all(record.draft is not None for record in found)
    assert len(found) == 1


@pytest.mark.parametrize("kind", sorted({*KINDS, "unknown"}))
def test_any_content_as_any_kind_is_a_record_with_a_draft_or_a_failure(kind: str) -> None:
    for name, data in SOUND.items():
        for part in (data, data[: len(data) // 2], b""):
            found = records(part, f"a.{name}", kind=kind)
            assert found
            assert all((record.draft is None) != (record.failure is None) for record in found), (kind, name)


@pytest.mark.parametrize("kind", sorted(SOUND))
def test_damage_is_a_failure_and_never_a_crash(kind: str) -> None:
    dice = random.Random(3)
    for _ in range(40):
        data = bytearray(SOUND[kind])
        for _ in range(dice.randint(1, 8)):
            place = dice.randrange(len(data))
            data[place : place + dice.randint(0, 2)] = dice.randbytes(dice.randint(0, 2))
        found = records(bytes(data), "a", kind=kind)
        assert found
        assert all((record.draft is None) != (record.failure is None) for record in found)


@pytest.mark.parametrize(
    ("kind", "head", "block"),
    [
        ("jsonl", b"", jsonl({"title": "a", "body": KOREAN * 8}) * 400),
        ("csv", b"title,text\n", f"a,{KOREAN * 8}\n".encode() * 400),
        ("json", b"[", (jsonl({"title": "a", "body": KOREAN * 8}).rstrip() + b",") * 400),
        ("feed", b"<rss><channel>", f"<item><description>{KOREAN * 8}</description></item>\n".encode() * 200),
    ],
)
def test_memory_does_not_grow_with_the_file(kind: str, head: bytes, block: bytes) -> None:
    stream = Endless(block, size=24_000_000, head=head)
    tracemalloc.start()
    try:
        count = sum(piece.text is not None for piece in pieces(stream, name="a", kind=kind))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count > 5_000
    assert peak < 12_000_000


@pytest.mark.parametrize("kind", ["jsonl", "csv", "json", "feed", "text", "html", "ris", "nexis"])
def test_a_line_without_end_is_one_failure(kind: str) -> None:
    head = b"<rss>" if kind == "feed" else b'["' if kind == "json" else b"TY  - " if kind == "ris" else b""
    stream = Endless(b"x" * (1 << 18), size=6 * LONGEST_RECORD, head=head)
    sentences = [piece.failure for piece in pieces(stream, name="a", kind=kind)]
    assert len(sentences) == 1
    assert sentences[0]


def test_kinds_that_cannot_be_read_say_what_to_do() -> None:
    old = b"\xd0\xcf\x11\xe0" + bytes(600)
    assert "Hangul documents (HWP) cannot be read; save it as DOCX" in failures(old, "a.hwp")[0]
    assert "unpack it" in failures(b"Rar!\x1a\x07\x00" + bytes(100), "a.rar")[0]
    assert "protected by a password" in failures(old, "a.docx")[0]
    assert failures(b"\x89PNG\r\n\x1a\n" + bytes(100), "a.png")


def test_a_stream_that_breaks_is_a_failure() -> None:
    class Broken(RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    (piece,) = pieces(Broken(), name="a", kind="csv")
    assert piece.failure == "This cannot be read (Input/output error)."


def test_columns_are_shown_with_samples_and_a_guess() -> None:
    columns = columns_of(BytesIO(f"제목,본문\n가로등,{KOREAN}\n".encode()), name="a.csv", kind="csv")
    assert columns.names == ("제목", "본문")
    assert columns.samples == (("가로등", KOREAN),)
    assert dict(columns.mapping) == {"title": "제목", "text": "본문"}
    assert columns_of(BytesIO(b"x"), name="a.txt", kind="text").names == ()
    with pytest.raises(UserError, match=r"a\.csv: The file is empty"):
        columns_of(BytesIO(b""), name="a.csv", kind="csv")


def test_records_come_as_they_are_read() -> None:
    class Watched(Endless):
        taken = 0

        def read(self, size: int = -1, /) -> bytes:
            data = super().read(size)
            self.taken += len(data)
            return data

    stream = Watched(jsonl({"title": "a", "body": KOREAN}) * 100, size=20_000_000)
    found: Iterator[object] = pieces(stream, name="a", kind="jsonl")
    next(found)
    assert stream.taken < 1_000_000
