"""The sample articles and the codebook: enough of them, in all their shapes, readable, and nobody else's text."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from tests.material import shared

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ARTICLES = sorted((SEEDS / "articles").glob("*.txt"))
NAMES = [path.stem for path in ARTICLES]
COMMANDS = set("etynjkgruimoafxz/?")
NEAR = {
    ("ko-03-sejong-night-bus-wire", "ko-04-sejong-night-bus-reprint"),
    ("en-06-incheon-harbour-shuttle-wire", "en-07-incheon-shuttle-reprint"),
    ("ko-11-siheung-data-portal", "ko-12-siheung-data-portal-updated"),
}
SHAPES = {
    "share buttons": r"^\s*• (카카오톡|네이버 블로그|url)$",
    "doubled indented caption": r"^(?P<caption>\S.{20,})\n[ \u00a0]+(?P=caption)$",
    "photo credit": r"^ⓒ \S+$",
    "enlarge button": r"^(사진 크게보기|원본사진 열기|큰 사진으로 보기)$",
    "glued words": r"\bMetropolitan City(gathers|turns)\b",
    "bullets": r"^ ?ㅇ .+\n(.*\n)*?^ +- .+",
    "square bullet": r"^□ ",
    "footnote": r"^ *\* .+: ",
    "Korean reference mark": r"^※ ",
    "hashtags": r"^태그:#\S+, #",
    "NBSP line": r"^\u00a0+$",
    "entered and changed": r"입력.*20\d\d.*수정.*20\d\d",
    "posted and updated": r"^By .+ Posted : .+ Updated : ",
    "Korean button on an English page": r"(?a:\A[\x00-\x7f\s].*)(?s:.*)\n(사진 크게 보기|기사 원문 보기)\n*\Z",
    "related news": r"^(관련 ?기사|연관 뉴스|Related Stories)$",
    "copyright": r"(?i)^.{0,3}(copyright|저작권자)",
    "menu": r"^(본문 바로가기|메뉴 열기|전체메뉴|MENU)$",
    "comment box": r"^(댓글|독자의견|댓글 정렬.*)$",
    "archive record": r"^Length: \d+ words$(?s:.*)^Load-Date: .+$(?s:.*)^End of Document$",
    "agency dateline": r"^\(\S+=솔빛통신\) \S+ 기자 = ",
    "English agency dateline": r"^[A-Z]+, [A-Z]\w+ \d+ \(Solbit\) -- ",
    "photographer is author": r"^글·사진 \S+ 기자$",
    "database credit": r"^\[Hangang Ledger DB\]$",
}


@cache
def read(path: Path) -> str:
    """Decode by byte-order mark, else UTF-8, else CP949: all that the sample uses."""
    data = path.read_bytes()
    if data.startswith(b"\xff\xfe"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp949")


@cache
def shingles(path: Path, size: int) -> frozenset[tuple[str, ...]]:
    """All runs of `size` words of an article, whatever their case and composition."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", read(path)).casefold())
    return frozenset(tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def codebook() -> dict[str, Any]:
    """The codebook as it stands in the file."""
    return json.loads((SEEDS / "codebook.json").read_text(encoding="utf-8"))


def walk(tags: list[dict[str, Any]], above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every tag with its path, parents first."""
    for tag in tags:
        path = above + tag["name"]
        yield path, tag
        yield from walk(tag["children"], path + "/")


def test_there_are_enough_articles_in_both_languages() -> None:
    assert sum(name.startswith("ko-") for name in NAMES) >= 16
    assert sum(name.startswith("en-") for name in NAMES) >= 10
    assert all(re.fullmatch(r"(ko|en)-\d\d-[a-z0-9-]+", name) for name in NAMES)
    assert len({name[:5] for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("path", ARTICLES, ids=NAMES)
def test_article_is_readable_and_of_its_language(path: Path) -> None:
    text = read(path)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]", text)
    letters = [char for char in unicodedata.normalize("NFC", text) if char.isalpha()]
    hangul = sum("가" <= char <= "힣" for char in letters) / len(letters)
    assert hangul > 0.6 if path.stem.startswith("ko-") else hangul < 0.05


@pytest.mark.parametrize("path", ARTICLES, ids=NAMES)
def test_article_is_of_a_plausible_size(path: Path) -> None:
    size = len(unicodedata.normalize("NFC", read(path)).encode())
    assert 1_100 <= size <= 5_000 or (path.stem == "ko-18-ten-years-feature" and size > 20_000)


def test_the_odd_encodings_are_there() -> None:
    raw = {path.stem[:5]: path.read_bytes() for path in ARTICLES}
    assert raw["ko-17"].startswith(b"\xff\xfe")
    with pytest.raises(UnicodeDecodeError):
        raw["ko-15"].decode("utf-8")
    assert "통합 앱" in raw["ko-15"].decode("cp949")
    decomposed = raw["ko-16"].decode("utf-8")
    assert "ᄇ" in decomposed
    assert unicodedata.normalize("NFC", decomposed) != decomposed
    assert sum(ord(char) > 0xFFFF for char in raw["ko-14"].decode("utf-8")) >= 10


@pytest.mark.parametrize("shape", SHAPES)
def test_shape_is_there(shape: str) -> None:
    pattern = re.compile(SHAPES[shape], re.MULTILINE)
    assert any(pattern.search(unicodedata.normalize("NFC", read(path))) for path in ARTICLES)


def test_one_page_has_a_list_of_some_forty_sponsors() -> None:
    longest = max(len(re.findall(r"^    • .+$", read(path), re.MULTILINE)) for path in ARTICLES)
    assert 35 <= longest <= 60


def test_one_page_has_no_title() -> None:
    lines = [line.strip() for line in read(SEEDS / "articles" / "ko-02-daegu-ces-pavilion.txt").split("\n")]
    seen = [line for line in lines if line][:6]
    assert seen[:3] == ["본문 바로가기", "메뉴 열기", "close"]
    assert seen[3] == seen[4]  # the first real line is a caption, doubled


def test_only_the_near_copies_are_near() -> None:
    for left, right in combinations(ARTICLES, 2):
        mine, theirs = shingles(left, 4), shingles(right, 4)
        likeness = len(mine & theirs) / min(len(mine), len(theirs))
        pair = (min(left.stem, right.stem), max(left.stem, right.stem))
        assert likeness > 0.7 if pair in NEAR else likeness < 0.1, (pair, likeness)


def test_no_address_belongs_to_anybody() -> None:
    hosts = [host for path in ARTICLES for host in re.findall(r"[\w.+-]+@([\w.-]+\w)", read(path))]
    sites = [host for path in ARTICLES for host in re.findall(r"(?:www\.|https?://)([\w.-]+\w)", read(path))]
    assert len(hosts) >= 10
    assert all(re.search(r"(^|\.)example\.(com|org|net)$", host) for host in hosts + sites)


def test_sources_name_every_article_and_no_other() -> None:
    named = re.findall(r"^\| `((?:ko|en)-\d\d-[a-z0-9-]+)` ", (SEEDS / "SOURCES.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(NAMES)
    assert "CC0 1.0" in (SEEDS / "LICENSE").read_text("utf-8")


def test_dates_spread_over_ten_years() -> None:
    years = {year for path in ARTICLES for year in re.findall(r"\b20(?:1[4-9]|2[0-4])", read(path)[:800])}
    assert years == {str(year) for year in range(2014, 2025)}


def test_codebook_has_the_agreed_shape() -> None:
    book = codebook()
    assert set(book) == {"name", "tags"}
    assert book["name"] == "Smart cities"
    for path, tag in walk(book["tags"]):
        assert set(tag) == {"name", "colour", "key", "definition", "include", "exclude", "children"}, path
        assert re.fullmatch(r"[a-z]+([ -][a-z]+)*", tag["name"]), path
        assert re.fullmatch(r"#[0-9a-f]{6}", tag["colour"]), path
        assert all(tag[part].endswith(".") for part in ("definition", "include", "exclude")), path


def test_codebook_holds_the_fields_of_the_study() -> None:
    paths = [path for path, _ in walk(codebook()["tags"])]
    assert len(set(paths)) == len(paths)
    assert [path for path in paths if "/" not in path] == ["systems", "governance", "innovation", "stance", "scope"]
    wanted = {
        "systems": {"mobility", "safety", "energy", "health", "data", "citizen-services", "trade-fairs"},
        "governance": {"institutions", "ordinance", "partnership", "certification"},
        "innovation": {"living-lab", "start-ups", "private-sector", "pilot"},
        "stance": {"supportive", "critical", "neutral"},
        "scope": {"in scope", "out of scope"},
    }
    assert {f"{top}/{field}" for top, fields in wanted.items() for field in fields} <= set(paths)


def test_last_elements_of_tag_paths_are_unique() -> None:
    last = [path.rsplit("/", 1)[-1] for path, _ in walk(codebook()["tags"])]
    assert len(set(last)) == len(last)


def test_keys_are_unique_and_no_commands() -> None:
    keys = [tag["key"] for _, tag in walk(codebook()["tags"]) if tag["key"] is not None]
    assert len(set(keys)) == len(keys)
    assert set("123456789") <= set(keys)
    assert all(len(key) == 1 for key in keys)
    assert not COMMANDS & set(keys)


@pytest.mark.parametrize("path", ARTICLES, ids=NAMES)
def test_no_sentence_comes_from_the_real_articles(path: Path) -> None:
    real = sorted(shared("seeds").glob("*.txt"))
    assert real
    for other in real:
        assert not shingles(path, 8) & shingles(other, 8), other.name


def test_the_headline_that_opens_a_page_is_its_title() -> None:
    """However much clings to its end, a page that opens with a headline and its date has that headline."""
    from store.parse import parse_plain

    path = SEEDS / "articles" / "ko-01-daegu-taipei-forum.txt"
    data = path.read_bytes()
    draft = parse_plain(data, name=path.name)
    assert draft.title == data.decode("utf-8").partition("\n")[0]
    assert [draft.text[part.start : part.end] for part in draft.parts if part.role == "headline"] == [draft.title]
    assert len(draft.text.split("\n")) > 60
