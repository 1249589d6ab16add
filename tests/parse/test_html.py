"""HTML pages that are damaged, mislabelled, hidden, empty or no article; and what reading one must never do."""

from __future__ import annotations

import socket

import pytest

from store.errors import UserError
from store.parse import parse_html
from store.records import ArticleDraft

PROSE = (
    "<p>The harbour city has begun to switch off every second street lamp after midnight, the council said.</p>"
    "<p>Engineers counted the lamps twice and found that the plan saves power for nine hundred homes a year.</p>"
    "<p>Nobody has complained so far, the mayor told reporters who had walked along the quay with her.</p>"
)
KOREAN = (
    "<h1>다온시, 버스 정류장에 냉난방 쉼터 놓는다</h1><p>입력 2021.06.01 10:20 길소담 기자</p>"
    "<div id='articleBody'><p>다온시가 버스 정류장 서른 곳에 냉난방 쉼터를 놓는다고 1일 밝혔다.</p>"
    "<p>쉼터에는 공기 청정기와 비상벨이 들어간다. 시는 내년까지 두 배로 늘린다.</p></div>"
)


def _page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def _read(page: str | bytes, **options: str) -> ArticleDraft:
    return parse_html(page.encode() if isinstance(page, str) else page, name="page.html", **options)


def _body(draft: ArticleDraft) -> str:
    return "\n".join(draft.text[part.start : part.end] for part in draft.parts if part.role == "body")


@pytest.mark.parametrize("declared", ["euc-kr", "ks_c_5601-1987", "utf-8", "iso-8859-1", ""])
def test_korean_bytes_are_read_whatever_the_page_declares(declared: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    draft = _read(_page(KOREAN, head).encode("cp949"))
    assert draft.title == "다온시, 버스 정류장에 냉난방 쉼터 놓는다"
    assert draft.authors == ("길소담",)
    assert draft.encoding == "cp949"
    assert draft.warnings == ()


def test_utf8_wins_over_a_wrong_label() -> None:
    draft = _read(_page(KOREAN, '<meta charset="euc-kr">').encode("utf-8"))
    assert draft.encoding == "utf-8"
    assert draft.published == "2021-06-01T10:20"


def test_other_encodings_are_taken_as_declared() -> None:
    text = "<h1>Ночной город экономит свет</h1><p>Город начал выключать каждый второй фонарь после полуночи, сообщил совет.</p>"
    draft = _read(_page(text * 2, '<meta charset="windows-1251">').encode("cp1251"))
    assert draft.encoding == "cp1251"
    assert "каждый второй фонарь" in _body(draft)


@pytest.mark.parametrize("entities", [False, True])
def test_text_decoded_twice_is_restored_and_reported(entities: bool) -> None:
    broken = KOREAN.encode("cp949").decode("latin-1")
    page = _page(
        broken, '<meta property="og:title" content="' + "다온시 냉난방 쉼터".encode("cp949").decode("latin-1") + '">'
    )
    data = page.encode("ascii", "xmlcharrefreplace") if entities else page.encode("utf-8")
    draft = _read(data)
    assert "다온시가 버스 정류장 서른 곳에" in _body(draft)
    assert draft.title is not None
    assert "다온시" in draft.title
    assert [warning for warning in draft.warnings if "decoded twice" in warning]


def test_curly_quotes_side_by_side_are_no_broken_korean() -> None:
    quotes = "<p>“Yes,” she said. “No.”—“Why?” ‘Because’—“so.” It went on “‘like this’” for hours.</p>"
    draft = _read(_page("<h1>Quotes and nothing else</h1>" + PROSE + quotes * 3))
    assert "“‘like this’”" in draft.text
    assert draft.warnings == ()


def test_scripts_styles_and_hidden_elements_are_left_out() -> None:
    hidden = (
        "<script>var secret = 1;</script><style>.a{}</style><template>unseen</template><div hidden>unseen</div>"
        "<div style='display: none'>unseen</div><noscript>unseen</noscript><textarea>unseen</textarea>"
    )
    draft = _read(_page("<h1>Lamps go dark at midnight</h1>" + hidden + PROSE))
    assert "secret" not in draft.text
    assert "unseen" not in draft.text


def test_an_article_that_a_script_would_show_is_read() -> None:
    draft = _read(_page(f"<h1>Lamps go dark at midnight</h1><div style='display:none'>{PROSE * 2}</div>"))
    assert "nine hundred homes" in _body(draft)


def test_everything_visible_is_kept_as_boilerplate() -> None:
    page = _page(
        f"<nav><a href='/'>Front page</a></nav><h1>Lamps go dark at midnight</h1>{PROSE}<footer>Imprint and so on</footer>"
    )
    draft = _read(page)
    roles = {draft.text[part.start : part.end]: part.role for part in draft.parts}
    assert roles["Front page"] == "boilerplate"
    assert roles["Imprint and so on"] == "boilerplate"
    assert roles["Lamps go dark at midnight"] == "headline"


def test_words_of_neighbouring_elements_do_not_run_together() -> None:
    page = _page(
        f"<h1>Lamps go dark at midnight</h1><p><span class='a'>Anna Berg</span><time>3 May 2021</time></p>{PROSE}"
    )
    assert "Anna Berg 3 May 2021" in _read(page).text


def test_cells_of_a_row_stay_together() -> None:
    table = "<table><tr><td>Lamps</td><td>1,200</td></tr><tr><td>Streets</td><td>88</td></tr></table>"
    assert "Lamps\t1,200\nStreets\t88" in _read(_page("<h1>Lamps go dark at midnight</h1>" + PROSE + table)).text


def test_the_given_address_wins() -> None:
    page = _page("<h1>Lamps go dark at midnight</h1>" + PROSE, '<link rel="canonical" href="https://a.example/1">')
    assert _read(page).url == "https://a.example/1"
    assert _read(page, url="https://b.example/2").url == "https://b.example/2"


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ('{"@type": "Person", "name": "Anna Berg"}', ("Anna Berg",)),
        (
            '[{"@type": "Person", "name": "Anna Berg"}, {"@type": "Person", "name": "Jonas Vik"}]',
            ("Anna Berg", "Jonas Vik"),
        ),
        ('"By Anna Berg and Jonas Vik"', ("Anna Berg", "Jonas Vik")),
        ('{"@type": "Organization", "name": "Quay Gazette"}', ()),
        ('{"@type": "Person", "name": "Quay Gazette"}', ()),
        ('{"@type": "Person", "name": "admin"}', ()),
        ('{"@type": "Person", "name": "https://quay.example/staff/anna"}', ()),
        ('{"@type": "Person", "name": "anna@quay.example"}', ()),
        ('{"@type": "Person", "name": "길소담 기자"}', ("길소담",)),
        ('{"@type": "Person", "name": "입력"}', ()),
        ('{"@type": "Person", "name": "편집국"}', ()),
        ('{"@type": "Organization", "name": "Associated Press"}', ("Associated Press",)),
    ],
)
def test_authors_are_persons(author: str, expected: tuple[str, ...]) -> None:
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Lamps go dark at midnight",'
        f' "publisher": {{"name": "Quay Gazette"}}, "author": {author}}}</script>'
    )
    assert _read(_page("<h1>Lamps go dark at midnight</h1>" + PROSE, data)).authors == expected


def test_broken_json_is_passed_over() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>'
    assert _read(_page("<h1>Lamps go dark at midnight</h1>" + PROSE, data)).title == "Lamps go dark at midnight"


def test_relative_dates_make_no_date() -> None:
    draft = _read(_page("<h1>Lamps go dark at midnight</h1><p class='date'>2 hours ago</p>" + PROSE))
    assert draft.published is None


TEASERS = "".join(
    f"<div class='card'><h3><a href='/{number}'>{what} opens in the old harbour quarter</a></h3>"
    f"<p><a href='/{number}'>A short word on what is to be seen there.</a></p></div>"
    for number, what in enumerate(
        ("Museum", "School", "Market", "Library", "Theatre", "Station", "Garden", "Clinic", "Bridge", "Bath")
    )
)


@pytest.mark.parametrize(
    "page",
    [
        _page("<nav><a href='/'>News</a><a href='/'>Sport</a></nav>" + TEASERS, "<title>Quay Gazette</title>"),
        _page("<ul>" + "".join(f"<li><a href='/{n}'>링크 {n}</a></li>" for n in range(30)) + "</ul>"),
    ],
    ids=["front page", "list of links"],
)
def test_a_page_without_an_article_says_so(page: str) -> None:
    with pytest.raises(UserError, match=r"^page\.html: The page .*\.$"):
        _read(page)


@pytest.mark.parametrize(
    "data", [b"", b"   \n ", b"<html><script>1</script></html>", b"\x00\x01\x02" * 50, b"<html></html>"]
)
def test_nothing_to_see_is_one_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match=r"^page\.html: .*\.$"):
        _read(data)


def test_hostile_markup_neither_hangs_nor_breaks() -> None:
    deep = "<div>" * 3_000 + PROSE + "</div>" * 3_000
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><p>&b;</p>'
    unclosed = "<p><b><i><a href='x'>" * 500
    draft = _read("<h1>Lamps go dark at midnight</h1>\x00" + bomb + PROSE + unclosed + deep)
    assert "nine hundred homes" in draft.text
    assert "\x00" not in draft.text


def test_one_very_long_line_is_read_in_time() -> None:
    draft = _read(_page("<h1>Lamps go dark at midnight</h1><p>" + "A lamp is a lamp. " * 60_000 + "</p>"))
    assert len(_body(draft)) > 1_000_000


def test_nothing_touches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = _page(
        "<h1>Lamps go dark at midnight</h1><img src='http://a.example/x.png'><iframe src='http://a.example/'></iframe>"
        + PROSE,
        '<link rel="stylesheet" href="http://a.example/x.css"><base href="http://a.example/">',
    )
    dtd = '<!DOCTYPE html PUBLIC "-//X//DTD//EN" "http://a.example/x.dtd">' + page.removeprefix("<!doctype html>")
    assert _read(dtd, url="http://a.example/1").title == "Lamps go dark at midnight"
