"""The words of the index: none is ever missing, whatever fed it, and none of what a pattern means is lost by them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from store import Store, UserError, open_project
from store.bitmap_building import build
from store.checking import check
from store.db import create, writing
from store.errors import QueryError
from store.query.columns import columns
from store.query.literals import one_word
from store.query.patterns import compiled
from store.query.tree import Part
from store.renewing import renew, stale
from store.text.letters import are_plain
from store.text.tokens import runs
from store.vocabulary import LONG, containing, divided, gather, is_whole, missing, odd_articles
from tests.shelf import put_article

SAID = [
    "smart", "Smart", "SMARTER", "citysmart", "city", "cities", "kilo", "㎏", "2020", "CES2020", "20", "스마트", "스마트city",
    "시", "sénsor", "sensor", "se\u0301nsor", "ſensor", "ＳＥＮＳＯＲ", "ﬁne", "fine", "straße", "strasse", "İce", "ıce", "ice",
    "Ⅷ", "™", "it's", "smart-city", "smart_city", "㎏smart", "smart㎏", "x" * 300, "y" * 250 + "city", "ᾲ", "市", "カナ", "Ꭰbc", "ꙮice", "\U0001e922ice",  # noqa: E501
]  # fmt: skip
GAPS = [" ", " ", " ", ", ", "\n", "", "-", "\xa0", "…"]


def gathered(store: Store) -> set[str]:
    return {word for (word,) in store.db.conn.execute("select word from index_word")}


def forget_words(store: Store) -> None:
    """Make the project one of the time before its words were kept."""
    with writing(store.db) as connection:
        connection.execute("delete from index_word")
        connection.execute("delete from index_word_state")
        connection.execute("delete from index_odd")


class Written:
    """A project, with title, text and parts of each article."""

    def __init__(self, store: Store, said: dict[int, tuple[str, str, str]]) -> None:
        self.store, self.said = store, said

    def found(self, pattern: str, scope: str) -> set[int]:
        """Look for a pattern in all that a scope searches."""
        sought, within = compiled(pattern), {"": "text", "in:title ": "title", "in:all ": "all"}[scope]
        return {
            article
            for article, (title, text, parts) in self.said.items()
            if any(sought.search(stretch) for stretch in columns(text, parts, title).within(within))
        }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """Three hundred articles of words drawn by chance, with titles and boilerplate, and bitmaps."""
    chance = random.Random(5)
    path = tmp_path_factory.mktemp("written") / "written.galpi"
    with Store(path, create(path)) as store:
        with writing(store.db):
            for _ in range(300):
                body, foot = (_drawn(chance, size) for size in (6, 2))
                title = _drawn(chance, 3) if chance.random() < 0.5 else None
                parts = [("body", body), ("boilerplate", foot)] if chance.random() < 0.5 and foot not in body else []
                put_article(store.db, f"{body}\n{foot}", title=title, parts=parts)
        list(build(store.db))
        rows = store.db.conn.execute(
            "select a.id, coalesce(a.title, ''), t.text, i.parts from article a join article_text t on t.article = a.id"
            " join indexed i on i.article = a.id"
        )
        yield Written(store, {article: (title, text, parts) for article, title, text, parts in rows})


def _drawn(chance: random.Random, size: int) -> str:
    return "".join(chance.choice(SAID) + chance.choice(GAPS) for _ in range(size)).strip() or "x"


LETTERS = (
    "(s)? (ma|t)+ [A-Z]{1,2} sens(or)? citi?y? smart city cit sensor ice kilo kg 20 CES s S ss 스마트 시 é ß xx ty"
)
SIGNS = r"- _ ' . .* .{0,9} ( ) (?: | ? + * {2} [Ss] [a-z] [^s] \s \b \d \w+ ^ $ (?! \. \x63 \bsmart\b"
WHOLE = [
    "smart",
    "[Ss]ensors?",
    "s(mar)t?e?r",
    "citi?",
    "senso?r?",
    "[a-z]ice",
    "fin[eg]",
    "xxx+y?",
    "strass?e",
    "(smart)+(er)?",
    "kgs",
]
PIECES = [*LETTERS.split(), *SIGNS.split(), " ", "[ -]"]


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join),
    st.sampled_from(["", "in:title ", "in:all "]),
)
def test_a_pattern_finds_what_a_scan_finds(written: Written, pattern: str, scope: str) -> None:
    pattern = f"(?:{pattern})"  # a pattern may not begin with a blank
    try:
        compiled(pattern)
    except (regex.error, Warning):
        return
    expected = written.found(pattern, scope)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("store.narrowing.ENOUGH", 0)
        try:
            found = written.store.search.ids(f"{scope}/{pattern}/")
        except QueryError as error:
            assert "too long" in str(error)  # noqa: PT017  as patterns are that try the same again and again
            return
    assert set(found) == expected


@pytest.mark.parametrize("pattern", WHOLE)
@pytest.mark.parametrize("scope", ["", "in:title ", "in:all "])
def test_a_pattern_of_letters_alone_is_answered_without_reading_most_articles(
    written: Written, pattern: str, scope: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.narrowing.ENOUGH", 0)
    expected = written.found(pattern, scope)
    assert set(written.store.search.ids(f"{scope}/{pattern}/")) == expected
    part = one_word(pattern)
    assert part is not None
    words = divided(written.store.db, part)
    assert words is not None
    assert words.sure or words.unsure or not expected


def test_the_odd_articles_of_an_older_project_are_gathered(written: Written) -> None:
    known = odd_articles(written.store.db)
    texts = {article: f"{title} {text}" for article, (title, text, _) in written.said.items()}
    assert known == sorted(article for article, text in texts.items() if not are_plain(text))
    assert 0 < len(known) < len(texts)
    forget_words(written.store)
    list(gather(written.store.db))
    assert odd_articles(written.store.db) == known


def test_what_feeds_the_index_adds_its_words(project: Store) -> None:
    assert is_whole(project.db)
    assert not [*missing(project.db)]
    article = project.search.ids()[0]
    with writing(project.db) as connection:
        connection.execute("update article set title = 'Übergröße Quokka 77' where id = ?", (article,))
        project.search.feed_many([article])
    assert {"ubergrosse", "quokka", "77"} <= gathered(project)
    list(project.search.rebuild(everything=True))
    assert is_whole(project.db)
    assert not [*missing(project.db)]


def test_what_is_taken_back_takes_its_words_with_it(empty: Store) -> None:
    with suppress(UserError), writing(empty.db):
        put_article(empty.db, "quokka")
        raise UserError("This is taken back.")
    assert gathered(empty) == set()
    with writing(empty.db):
        put_article(empty.db, "quokka")
    assert gathered(empty) == {"quokka"}


def test_the_words_of_an_older_project_are_gathered(project: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.vocabulary._GATHERED", 20)
    with writing(project.db):
        for word in SAID:
            put_article(project.db, f"{word} 그리고 {word}")
    known = gathered(project)
    forget_words(project)
    assert containing(project.db, Part("smart")) is None
    assert stale(project) > 0
    steps = gather(project.db)
    next(steps)
    steps.close()
    assert not is_whole(project.db)
    assert containing(project.db, Part("smart")) is None
    with open_project(project.path) as other, writing(other.db):
        put_article(other.db, "aardvark zebra ①")
    list(renew(project.path))
    assert is_whole(project.db)
    assert stale(project) == 0
    assert gathered(project) == known | {"aardvark", "zebra", "1"}
    texts = project.db.conn.execute("select text from article_text").fetchall()
    assert {run[:LONG] for (text,) in texts for run in runs(text) if run[0] < "\u1100"} <= gathered(project)
    assert not [*missing(project.db)]


def test_words_that_hold_a_piece_are_given_with_all_that_are_very_long(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = written.store.db
    held = containing(db, Part("cit"))
    assert held is not None
    assert {"city", "cities", "citysmart", "x" * LONG, "y" * LONG} <= {phrase.runs[0] for phrase in held}
    assert all(phrase.star == (len(phrase.runs[0]) == LONG) for phrase in held)
    ending = containing(db, Part("smart", "smart$"))
    assert ending is not None
    assert {"smart", "citysmart"} <= {phrase.runs[0] for phrase in ending}
    assert "smarter" not in {phrase.runs[0] for phrase in ending}
    chosen = containing(db, Part("cit", "^cit(y|ies)$"))
    assert chosen is not None
    assert {phrase.runs[0] for phrase in chosen if not phrase.star} == {"city", "cities"}
    monkeypatch.setattr("store.vocabulary._SECONDS", 0)
    assert set(containing(db, Part("cit", "^cit(y|ies)$")) or ()) == set(held)
    monkeypatch.setattr("store.vocabulary.MOST", 2)
    assert containing(db, Part("cit")) is None


def test_a_missing_word_is_told(project: Store) -> None:
    with writing(project.db):
        put_article(project.db, "quokka")
    assert check(project) == ()
    with writing(project.db) as connection:
        connection.execute("delete from index_word where word = 'quokka'")
    (problem,) = check(project)
    assert "lacks 1 of them" in problem.sentence
