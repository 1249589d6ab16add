"""Damage: files of every kind with bytes flipped, cut, doubled and put in, of which none may raise, hang or lie."""

from __future__ import annotations

import gzip
import json
import random
import time
import unicodedata
from io import BytesIO

import pytest

from store.parse import parse_html, parse_text
from store.parse.reading import read
from store.parse.record import Record
from store.parse.source_kind import kind_of
from tests.parse.making import (
    ENGLISH,
    KOREAN,
    SECOND,
    docx,
    epub,
    jsonl,
    ods,
    pdf,
    warc,
    xlsx,
    zipped,
)

PAGE = f"<!doctype html><html><title>가로등</title><body><h1>가로등</h1><p>{KOREAN}</p><p>{SECOND}</p></body></html>"
FEED = (
    '<?xml version="1.0" encoding="euc-kr"?><rss><channel><title>한빛일보</title><item><title>가로등</title>'
    f"<pubDate>Wed, 24 Mar 2021 09:49:00 +0900</pubDate><description><![CDATA[<p>{KOREAN}</p>]]></description></item>"
    "</channel></rss>"
)
MHTML = (
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html;'
    f" charset=utf-8\r\nContent-Location: https://x.example/1\r\n\r\n{PAGE}\r\n--b--\r\n"
)
TABLE = [["title", "date", "body"], ["a", "2021-03-24", f"{KOREAN}\n{SECOND}"], ["b", "24/3/2021", ENGLISH]]
CSV = "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in TABLE)
ROWS = [dict(zip(TABLE[0], row, strict=True)) for row in TABLE[1:]]
NEXIS = f"1 of 2 DOCUMENTS\n\nThe Post\n\nMarch 24, 2021\n\nLamps\n\nLENGTH: 20 words\n\n{ENGLISH}\n\nLOAD-DATE: March 25, 2021\n"
RIS = f"TY  - NEWS\r\nTI  - Lamps\r\nAB  - {ENGLISH}\r\nDA  - 2021/03/24\r\nER  - \r\n"
WHOLE = {
    "a.txt": f"가로등\n\n2021.03.24 홍길동 기자\n\n{KOREAN}\n{SECOND}".encode("cp949"),
    "b.txt": f"{KOREAN}\n{SECOND}".encode("utf-16"),
    "a.html": PAGE.encode("euc-kr"),
    "a.mhtml": MHTML.encode(),
    "a.jsonl": jsonl(*ROWS),
    "a.json": json.dumps({"meta": 1, "articles": ROWS}).encode(),
    "b.json": json.dumps({"n1": ROWS[0], "n2": ROWS[1]}).encode(),
    "a.csv": CSV.encode("cp949"),
    "a.xlsx": xlsx(TABLE),
    "a.ods": ods(TABLE),
    "a.docx": docx(KOREAN, SECOND),
    "a.epub": epub(f"<h1>가로등</h1><p>{KOREAN}</p><p>{SECOND}</p>"),
    "a.pdf": pdf([ENGLISH, ENGLISH], [ENGLISH]),
    "a.warc": warc(("https://x.example/1", "200 OK", "text/html; charset=utf-8", PAGE.encode())),
    "a.warc.gz": gzip.compress(warc(("https://x.example/1", "200 OK", "text/html; charset=utf-8", PAGE.encode()))),
    "a.rss": FEED.encode("euc-kr"),
    "a.zip": zipped({"기사.txt": KOREAN, "b.csv": CSV, "c.zip": zipped({"d.html": PAGE})}),
    "n.txt": NEXIS.encode(),
    "a.ris": RIS.encode(),
}
PUT_IN = (
    b"\x00", b'"', b"<", b"{", b"[", b"]", b"\xff\xfe", b"\r", b"%%EOF", b"PK\x03\x04", b'<!ENTITY x "y">', b"&#x110000;",
    b"1e999", b"9" * 400, b"\xed\xa0\x80", b"\x1b$)C", b"\x1f\x8b",
)  # fmt: skip
ROUNDS = 60


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Do one to ten kinds of damage to a file."""
    result = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 10))):
        if not result:
            break
        place = chance.randrange(len(result))
        what = chance.randrange(6)
        if what == 0:
            result[place] ^= 1 << chance.randrange(8)
        elif what == 1:
            result[place] = chance.randrange(256)
        elif what == 2:
            del result[place:]
        elif what == 3:
            piece = result[place : place + chance.randrange(1, 200)]
            result[place:place] = piece * chance.choice((1, 1, 3, 50))
        elif what == 4:
            del result[place : place + chance.randrange(1, 100)]
        else:
            result[place:place] = chance.choice(PUT_IN)
    return bytes(result)


def is_sound(record: Record) -> bool:
    """Say whether a record is an article that can be stored, or one clear line on why there is none."""
    if record.draft is None:
        sentence = record.failure or ""
        return sentence.isprintable() and sentence.endswith(".") and len(sentence) < 700
    draft = record.draft
    texts = (draft.text, draft.title or "", draft.outlet or "", draft.url or "", *draft.authors, *draft.keywords)
    spans = all(0 <= part.start < part.end <= len(draft.text) for part in draft.parts)
    return spans and all(unicodedata.is_normalized("NFC", text) and text.encode() is not None for text in texts)


@pytest.mark.parametrize("name", WHOLE)
def test_no_damage_raises_hangs_or_makes_an_unsound_article(name: str) -> None:
    chance = random.Random(f"seed of {name}")
    for whole in (True, *[False] * ROUNDS):
        data = WHOLE[name] if whole else damaged(WHOLE[name], chance)
        began = time.process_time()
        kind = kind_of(name, data[:4096])
        found = list(read(BytesIO(data), name=name, kind=kind, html=parse_html, plain=parse_text))
        assert found
        assert all(map(is_sound, found)), (name, data, [record.failure for record in found])
        assert any(record.draft for record in found) or not whole
        assert time.process_time() - began < 5


def test_a_page_whose_restored_text_spells_control_marks_is_read() -> None:
    twice = PAGE.replace("<p>", "<p>\xc2\x81\xed\x95\x9c\xc2\x00 ").encode().decode("latin-1").replace("\x00", "\x01")
    found = list(read(BytesIO(twice.encode()), name="a.html", kind="html", html=parse_html, plain=parse_text))
    assert all(map(is_sound, found))


@pytest.mark.parametrize("name", WHOLE)
def test_no_kind_touches_the_network(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []

    def refuse(*where: object, **_: object) -> None:
        tried.append(where)
        raise OSError("no network")

    for call in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(f"socket.socket.{call}", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    data = WHOLE[name].replace(
        b"</body>", b'<img src="http://x.example/a.png"><script src="http://x.example/a.js"></script></body>'
    )
    data = data if name.endswith((".html", ".mhtml")) else WHOLE[name]
    found = list(read(BytesIO(data), name=name, kind=kind_of(name, data[:4096]), html=parse_html, plain=parse_text))
    assert any(record.draft for record in found)
    assert tried == []
