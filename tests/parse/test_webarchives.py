"""WARC and MHTML: pages with the address they came from."""

from __future__ import annotations

import base64
import gzip
import quopri

import pytest

from tests.parse.making import KOREAN, drafts, failures, records, warc

PAGE = f"<html><body><p>{KOREAN}</p></body></html>"
URL = "https://x.example/news/1"


def test_pages_fetched_with_success_are_read_and_nothing_else() -> None:
    data = warc(
        (URL, "200 OK", "text/html; charset=utf-8", PAGE.encode()),
        (URL, "404 Not Found", "text/html", PAGE.encode()),
        (URL, "200 OK", "image/png", b"\x89PNG"),
        (f"{URL}2", "200 OK", "text/html; charset=euc-kr", PAGE.encode("euc-kr")),
    )
    for name, each in (("a.warc", data), ("a.warc.gz", gzip.compress(data))):
        found = drafts(each, name)
        assert [(draft.text, draft.url) for draft in found] == [(KOREAN, URL), (KOREAN, f"{URL}2")]


def test_a_page_without_an_article_is_a_failure_and_the_rest_goes_on() -> None:
    data = warc(
        (URL, "200 OK", "text/html", b"<html></html>"),
        (URL, "200 OK", "text/html", b""),
        (URL, "200 OK", "text/html", PAGE.encode()),
    )
    found = records(data, "a.warc")
    assert [record.draft is not None for record in found] == [False, False, True]
    assert URL in (found[1].failure or "")


def test_an_archive_without_pages_or_cut_short_is_said() -> None:
    assert "no HTML page" in failures(warc((URL, "200 OK", "image/png", b"x")), "a.warc")[0]
    whole = gzip.compress(warc((URL, "200 OK", "text/html", PAGE.encode())))
    assert failures(whole[: len(whole) // 2], "a.warc.gz")
    assert failures(b"WARC/1.0\r\nWARC-Type: nonsense\r\n\r\n" + b"x" * 500, "a.warc")


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "euc-kr"])
def test_a_saved_page_is_read(encoding: str, charset: str) -> None:
    body = PAGE.encode(charset)
    packed = base64.encodebytes(body) if encoding == "base64" else quopri.encodestring(body)
    head = f"""From: <Saved by Blink>
Snapshot-Content-Location: {URL}
Subject: =?utf-8?Q?x?=
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html; charset={charset}
Content-Transfer-Encoding: {encoding}
Content-Location: {URL}

"""
    tail = b"\n------b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n------b--\n"
    (draft,) = drafts(head.encode() + packed + tail, "a.mhtml")
    assert (draft.text, draft.url) == (KOREAN, URL)


def test_a_saved_page_without_a_page_is_said() -> None:
    assert "no HTML" in failures(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx", "a.mhtml")[0]
    assert failures(b"", "a.mhtml")


def test_what_stands_before_the_damage_of_a_packed_archive_is_read() -> None:
    noise = "".join(f"<i>{number * 7919 % 1_000_003}</i>" for number in range(3_000))
    pages = [(f"{URL}{n}", "200 OK", "text/html", f"{PAGE}{noise}{n}".encode()) for n in range(4)]
    apart = b"".join(gzip.compress(warc(page)) for page in pages)
    found = records(apart[: len(apart) * 7 // 8], "a.warc.gz")
    assert [record.draft is not None for record in found][:3] == [True, True, True]
    assert "cut short" in (found[-1].failure or "")


def test_a_page_that_nobody_calls_one_is_known_by_its_looks() -> None:
    data = warc((URL, "200 OK", "", PAGE.encode()), (URL, "200 OK", "", b"\x00\x01"))
    assert [draft.text for draft in drafts(data, "a.warc")] == [KOREAN]
