"""RSS and Atom: each entry an article; nothing is resolved or fetched."""

from __future__ import annotations

import pytest

from store.parse.feeds import SUMMARY
from tests.material import shared
from tests.parse.making import ENGLISH, KOREAN, SECOND, drafts, failures, records

LONG = f"{KOREAN} {SECOND}" * 4


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    channel = "<title>한빛일보</title><link>https://x.example</link><language>ko</language>"
    return (
        f'{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{channel}{"".join(items)}</channel></rss>'
    )


ITEM = f"""<item><title>가로등 &amp; 신호등</title><link>https://x.example/1</link><dc:creator>홍길동 기자</dc:creator>
<pubDate>Wed, 24 Mar 2021 09:49:00 +0900</pubDate><category>도시</category><description>짧은 말..</description>
<content:encoded><![CDATA[<p>{LONG}</p><script>no()</script><p>{SECOND}</p>]]></content:encoded></item>"""


def test_an_item_of_rss_is_an_article() -> None:
    (draft,) = drafts(rss(ITEM).encode(), "a.xml")
    assert draft.text == f"{LONG}\n\n{SECOND}"
    assert (draft.title, draft.outlet, draft.authors) == ("가로등 & 신호등", "한빛일보", ("홍길동",))
    assert (draft.published, draft.url, draft.keywords) == ("2021-03-24T09:49+09:00", "https://x.example/1", ("도시",))
    assert not draft.warnings


def test_an_entry_of_atom_is_an_article() -> None:
    entry = f"""<entry><title type="html">&lt;b&gt;Lamps&lt;/b&gt;</title><link rel="self" href="https://x.example/no"/>
    <link href="https://x.example/1"/><id>urn:1</id><author><name>A Kim</name></author><published>2021-03-24T09:49:00Z</published>
    <updated>2021-03-25T10:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{ENGLISH * 2}</p>
    </div></content></entry>"""
    (record,) = records(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title>{entry}</feed>'.encode(), "a.atom"
    )
    draft = record.draft
    assert draft is not None
    assert (draft.title, draft.outlet, draft.authors, draft.text) == ("Lamps", "The Post", ("A Kim",), ENGLISH * 2)
    assert (draft.published, draft.updated) == ("2021-03-24T09:49Z", "2021-03-25T10:00Z")
    assert (draft.url, record.own_id) == ("https://x.example/1", "urn:1")


def test_a_summary_is_said_to_be_one_and_an_empty_entry_a_failure() -> None:
    items = (f"<item><title>a</title><description>{KOREAN}...</description></item>", "<item><title>b</title></item>")
    found = records(rss(*items).encode(), "a.xml")
    assert found[0].draft is not None
    assert SUMMARY in found[0].draft.warnings
    assert "no text" in (found[1].failure or "")


@pytest.mark.parametrize("encoding", ["euc-kr", "cp949", "utf-16"])
def test_a_feed_in_another_encoding_than_it_says_is_read(encoding: str) -> None:
    text = rss(ITEM, head='<?xml version="1.0" encoding="EUC-KR"?>')
    assert drafts(text.encode(encoding), "a.xml")[0].authors == ("홍길동",)


def test_careless_feeds_are_read() -> None:
    item = f"<item><title>A & B &nbsp;\x02C</title><description>{LONG} R&D &hellip;</description></item>"
    (draft,) = drafts(rss(item).encode(), "a.xml")
    assert draft.title == "A & B C"
    assert draft.text.endswith("R&D …")


def test_entities_of_its_own_are_refused() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "other.xml">]>'
    assert "entities" in failures(rss(ITEM, head=head).encode(), "a.xml", kind="feed")[0]


def test_an_entry_is_in_memory_only_while_it_is_read() -> None:
    assert len(drafts(rss(*[ITEM] * 400).encode(), "a.xml")) == 400


def test_a_feed_cut_short_gives_what_came_before() -> None:
    found = records(rss(ITEM, ITEM).encode()[:-300], "a.xml")
    assert found[0].draft is not None


def test_real_feeds_in_korean_encodings_are_read() -> None:
    files = sorted(shared("corpora", "hostile", "korean_encodings").glob("*/*.xml"))
    assert len(files) > 20
    for file in files:
        found = records(file.read_bytes(), file.name)
        read = [record.draft for record in found if record.draft]
        assert read, file.name
        assert all("\ufffd" not in (draft.title or "") for draft in read), file.name


def test_a_feed_with_a_definition_of_its_own_is_no_text() -> None:
    head = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]>'
    data = f"{head}<rss><channel><item><title>{KOREAN}</title></item></channel></rss>"
    assert "entities" in failures(data.encode(), "a.xml")[0]
