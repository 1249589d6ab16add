"""The kind of a source, by content before name."""

from __future__ import annotations

import gzip

import pytest

from store.interchange.reading import DATASETS
from store.parse.source_kind import DATASET_KINDS, KINDS, LABELS, kind_of
from tests.parse.making import ENGLISH, KOREAN, docx, epub, jsonl, ods, pdf, warc, xlsx, zipped

RIS = b"TY  - NEWS\r\nTI  - x\r\nER  - \r\n"
CSL = b'[{"id": "a", "type": "article-newspaper", "title": "x", "issued": {"date-parts": [[2021]]}}]'
FEED = b"<?xml version='1.0'?>\n<?xml-stylesheet href='x'?><rss version='2.0'><channel></channel></rss>"
NEXIS = b"\n          1 of 2 DOCUMENTS\n\n   The Post\n"
PROQUEST = b"_" * 60 + b"\n\nTitle\n\nPublication info: The Post\n\nFull text: x\n"
FACTIVA = b"HD\nTitle\nBY\nA Kim\nWC\n12 words\nPD\n24 March 2021\nSN\nThe Post\n"
HTML = b"<!DOCTYPE html>\n<html><body><p>x</p></body></html>"
MHTML = b"From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", KOREAN.encode(), "text"),
        ("a.txt", KOREAN.encode("cp949"), "text"),
        ("noname", ENGLISH.encode(), "text"),
        ("a.txt", HTML, "html"),
        ("a.html", HTML, "html"),
        ("a.html", "<html>가".encode("euc-kr"), "html"),
        ("a.xls", HTML, "html"),
        ("a.mhtml", MHTML, "mhtml"),
        ("a.csv", b"a,b\n1,2\n", "csv"),
        ("a.tsv", b"a\tb\n", "tsv"),
        ("a.csv", xlsx([["a"]]), "xlsx"),
        ("a.xlsx", xlsx([["a"]]), "xlsx"),
        ("a.xlsx", b"a,b\n", "text"),
        ("a.ods", ods([["a"]]), "ods"),
        ("a", ods([["a"]]), "ods"),
        ("a.docx", docx("a"), "docx"),
        ("a", docx("a"), "docx"),
        ("a.epub", epub("a"), "epub"),
        ("a", epub("a"), "epub"),
        ("a.zip", zipped({"a.txt": "x"}), "zip"),
        ("a.pdf", pdf(["x"]), "pdf"),
        ("a.txt", pdf(["x"]), "pdf"),
        ("a.warc", warc(("http://x.example", "200 OK", "text/html", b"x")), "warc"),
        ("a.warc.gz", gzip.compress(b"WARC/1.0", mtime=0), "warc"),
        ("a.csv.gz", gzip.compress(b"a,b", mtime=0), "gz"),
        ("a.xml", FEED, "feed"),
        ("a.rss", FEED, "feed"),
        ("a.xml", b"<?xml version='1.0'?><data/>", "unknown"),
        ("a.ris", RIS, "ris"),
        ("a.txt", RIS, "ris"),
        ("a.json", CSL, "csl"),
        ("a.json", b'[{"title": "x", "text": "y"}]', "json"),
        ("a.jsonl", b'{\n  "title": "x"\n}', "json"),
        ("a.jsonl", jsonl({"headline": "x", "body": "y"}), "jsonl"),
        ("a.jsonl", jsonl({"text": "x", "date": "2021"}), "jsonl"),
        ("a.jsonl", jsonl({"text": "x", "title": "y", "tags": []}), "native"),
        ("a.jsonl", jsonl({"id": 1, "uid": "u", "source": "a", "text": "가" * 5_000})[:4096], "native"),
        ("a.txt", b"[The Post] x is y.", "text"),
        ("a.txt", NEXIS, "nexis"),
        ("a.txt", PROQUEST, "proquest"),
        ("a.txt", FACTIVA, "factiva"),
        ("a.htm", b'<html><div class="article enArticle"><table><tr><td><b>HD</b></td></tr></table>', "factiva"),
        ("a.hwp", b"\xd0\xcf\x11\xe0" + bytes(100), "unknown"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "unknown"),
        ("a.bin", bytes(range(256)) * 8, "unknown"),
        ("a.csv", b"", "csv"),
    ],
)
def test_the_kind_is_told(name: str, data: bytes, kind: str) -> None:
    assert kind_of(name, data[:4096]) == kind


def test_every_kind_of_dataset_has_a_reader() -> None:
    assert set(DATASET_KINDS) == set(DATASETS)


def test_every_kind_has_a_label() -> None:
    assert set(LABELS) == {*KINDS, "unknown"}


def test_a_character_cut_in_two_does_not_make_a_text_unknown() -> None:
    data = ("가" * 2_000).encode()
    assert {kind_of("a.txt", data[:size]) for size in (4_094, 4_095, 4_096)} == {"text"}
