"""Search against a scan: what the index finds is what reading every normalised text finds."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.db import create, writing
from store.errors import QueryError
from store.query.lexer import FIELDS, quote
from store.search import Search
from store.text.normal import normal
from tests.material import shared
from tests.shelf import put_article

WORDS = [
    "나루",
    "나루시",
    "시장은",
    "섬",
    "여섬",
    "스마트폴",
    "폴",
    "ces",
    "2020",
    "CES2020",
    "smart",
    "smarter",
    "s",
    "市廳",
    "café",
    "12",
    "길",
    "물길",
    "길을",
]
GAPS = st.sampled_from([" ", ", ", "-", "\n", ""])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Search, dict[int, str]]]:
    """Two hundred texts of words drawn by chance."""
    chance = random.Random(7)
    db = create(tmp_path_factory.mktemp("sample") / "sample.galpi")
    texts: dict[int, str] = {}
    with writing(db):
        for _ in range(200):
            text = "".join(chance.choice(WORDS) + chance.choice([" ", " ", ", ", "-", ""]) for _ in range(12)).strip(
                " ,-"
            )
            texts[put_article(db, text)] = text
    yield Search(db), texts
    db.close()


def scan(text: str, typed: str) -> bool:
    """Look for words one character at a time: the same promise as the index's, by another road."""
    separated = cut(text)
    sought = cut(typed)
    return any(fits(separated[at : at + len(sought)], sought) for at in range(len(separated) - len(sought) + 1))


def cut(text: str) -> list[str]:
    """Cut normal text where the kind of character changes; what is neither letter nor digit is a gap."""
    kinds = [(kind(character), character) for character in normal(text)]
    pieces: list[list[str]] = []
    before = ""
    for now, character in kinds:
        if now != "gap":
            if now == before:
                pieces[-1].append(character)
            else:
                pieces.append([character])
        before = now
    return ["".join(piece) for piece in pieces]


def kind(character: str) -> str:
    if not character.isalnum():
        return "gap"
    if character.isdecimal():
        return "digit"
    return "cjk" if "\u1100" <= character <= "\u11ff" or character >= "\u3005" else "letter"


def fits(pieces: list[str], sought: list[str]) -> bool:
    if len(sought) == 1:
        return sought[0] in pieces[0] if kind(sought[0][0]) == "cjk" else pieces[0] == sought[0]
    for place, (piece, want) in enumerate(zip(pieces, sought, strict=True)):
        first, last = place == 0, place == len(sought) - 1
        if kind(want[0]) != "cjk" or not (first or last):
            good = piece == want
        else:
            good = piece.endswith(want) if first else piece.startswith(want)
        if not good:
            return False
    return True


@given(st.lists(st.tuples(st.sampled_from(WORDS), GAPS), min_size=1, max_size=3))
@settings(deadline=None, max_examples=200)
def test_a_phrase_finds_what_a_scan_finds(sample: tuple[Search, dict[int, str]], drawn: list[tuple[str, str]]) -> None:
    search, texts = sample
    typed = "".join(word + gap for word, gap in drawn)
    assert set(search.ids(f'"{typed}"')) == {article for article, text in texts.items() if scan(text, typed)}


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), st.sampled_from(WORDS))
@settings(deadline=None, max_examples=100)
def test_words_and_negation_find_what_a_scan_finds(
    sample: tuple[Search, dict[int, str]], wanted: list[str], unwanted: str
) -> None:
    search, texts = sample
    expected = {
        article
        for article, text in texts.items()
        if all(scan(text, word) for word in wanted) and not scan(text, unwanted)
    }
    assert set(search.ids(f"{' '.join(wanted)} -{unwanted}")) == expected


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2))
@settings(deadline=None, max_examples=100)
def test_what_is_found_has_hits(sample: tuple[Search, dict[int, str]], drawn: list[str]) -> None:
    search, texts = sample
    query = f'"{" ".join(drawn)}"'
    matching = set(search.ids(query))
    assert matching == {article for article, text in texts.items() if search.hits(query, text)}


PIECES = st.lists(
    st.sampled_from(
        [
            *(f"{field}:" for field in FIELDS),
            *'()"-*/\\,=.:;%_[{+?|^$',
            " ",
            " ",
            "OR",
            "나루",
            "smart",
            "2021",
            "..",
            "1",
            "title",
        ]
    ),
    max_size=14,
).map("".join)


@given(
    st.one_of(
        PIECES, st.text(), PIECES.map(lambda text: f"/{text}/"), st.text().map(lambda text: f"like:{quote(text)}")
    )
)
@settings(deadline=None, max_examples=400)
def test_any_string_gives_a_result_or_a_query_error(sample: tuple[Search, dict[int, str]], query: str) -> None:
    search, texts = sample
    try:
        ids = search.ids(query, sort="relevance")
        assert search.count(query) == len(ids)
        search.hits(query, next(iter(texts.values())))
    except QueryError as error:
        assert 0 <= error.start <= error.end <= len(query)  # noqa: PT017  most strings are no error


def read_corpus(name: str) -> list[dict[str, str]]:
    path = shared("corpora", "korean", name)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_words_of_real_articles_are_found_as_by_a_scan(tmp_path: Path) -> None:
    rows = read_corpus("klue_mrc_articles.jsonl")[:400]
    db = create(tmp_path / "real.galpi")
    with writing(db):
        texts = {put_article(db, row["body"]): row["body"] for row in rows}
    search = Search(db)
    chance = random.Random(11)
    cuts = {article: cut(text) for article, text in texts.items()}
    joined = {article: "".join(pieces) for article, pieces in cuts.items()}
    for _ in range(300):
        words = re.findall(r"\w+", chance.choice(rows)["body"])
        at = chance.randrange(len(words))
        typed = " ".join(words[at : at + chance.choice([1, 1, 2, 3])])
        sought = cut(typed)
        if not sought:
            continue
        expected = {
            article
            for article, pieces in cuts.items()
            if "".join(sought) in joined[article]  # most articles need no closer look
            and any(fits(pieces[at : at + len(sought)], sought) for at in range(len(pieces) - len(sought) + 1))
        }
        assert set(search.ids(f'"{typed}"')) == expected, typed
    db.close()


def test_questions_find_the_article_that_answers_them(tmp_path: Path) -> None:
    rows = read_corpus("klue_mrc_articles.jsonl")
    questions = [row for row in read_corpus("klue_mrc_queries_dev.jsonl") if not row["is_impossible"]]
    db = create(tmp_path / "questions.galpi")
    with writing(db):
        names = {put_article(db, row["body"], title=row["title"]): row["id"] for row in rows}
    search = Search(db)
    first = 0
    for question in questions[:150]:
        ids = search.ids(f"like:{quote(question['query'])}", sort="relevance")
        first += bool(ids) and names[ids[0]] == question["relevant"]
    db.close()
    assert first / 150 > 0.85


@pytest.mark.parametrize(
    "query",
    [
        "date:" + ",".join(f"{year}-01..{year}-06" for year in range(1000, 3000)),
        "lang:" + ",".join(f"x{number}" for number in range(40_000)),
        "has:" + ",".join(["note", "tag"] * 1_000),
        "source:" + ",".join(f"a{number}" for number in range(3_000)),
        "id:" + ",".join(map(str, range(1, 40_000))),
        " OR ".join(f"similar:{number}" for number in range(1, 60)),
        " ".join("outlet:" + ",".join(f"x{number}" for number in range(300)) for _ in range(150)),
    ],
)
def test_more_than_can_be_asked_for_is_refused(sample: tuple[Search, dict[int, str]], query: str) -> None:
    with pytest.raises(QueryError, match="leave some out") as told:
        sample[0].ids(query)
    assert 0 <= told.value.start < told.value.end <= len(query)


def test_as_much_as_may_be_asked_for_is_answered(sample: tuple[Search, dict[int, str]]) -> None:
    search = sample[0]
    dates = ",".join(f"{year}-01..{year}-06" for year in range(1600, 2000))
    assert list(search.ids(f"date:{dates}")) == []
    deep = "(" * 38 + " OR ".join(f"-has:note {word} source:*a*" for word in WORDS) + ")" * 38
    assert search.ids(deep) is not None
    numbers = ",".join(map(str, range(1, 8_000)))
    assert len(search.ids(f"id:{numbers}")) == 200
    assert list(search.ids(f"like:{quote('나루 길을 ' * 100_000)}")) is not None


def test_a_title_is_searched_by_its_words(sample: tuple[Search, dict[int, str]]) -> None:
    search = sample[0]
    for typed in ("나루", "길", "smart*", "ces 2020"):
        assert search.ids(f'title:"{typed}"') == search.ids(f'in:title "{typed}"')
    assert search.ids("title:나루,길") == search.ids("(in:title 나루) OR (in:title 길)")
    with pytest.raises(QueryError, match="nothing to search for"):
        search.ids("title:…")


def test_keywords_are_found_whole_whatever_their_writing(tmp_path: Path) -> None:
    db = create(tmp_path / "p.galpi")
    with writing(db):
        first, second = put_article(db, "가"), put_article(db, "나")
        for article, name in ((first, "Smart City"), (second, "smart-city"), (second, "시티")):
            db.conn.execute("insert into keyword(article, position, name) values (?, 0, ?)", (article, name))
    search = Search(db)
    assert set(search.ids("keyword:ＳＭＡＲＴcity")) == {first, second}
    assert list(search.ids('keyword:시티,"x"')) == [second]
    assert list(search.ids("-keyword:smart-city")) == []
    assert list(search.ids("keyword:smart")) == []
    db.conn.close()
