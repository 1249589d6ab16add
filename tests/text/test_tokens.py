"""Runs, grams and phrases."""

from __future__ import annotations

import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.text.normal import normal
from store.text.tokens import BREAK, LineGrams, Phrase, expression, grams, pattern, phrase, runs, words

PIECES = st.lists(
    st.sampled_from(
        [
            "대구",
            "구",
            "시장은",
            "장",
            "CES",
            "ces2020",
            "2020",
            "2020에",
            "smart",
            "Smarts",
            "s",
            "道市",
            "の",
            ", ",
            " ",
            "-",
            "_",
            ".",
            "é",
        ]
    ),
    max_size=8,
).map("".join)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("대구시장은", "대구 구시 시장 장은 은"),
        ("섬", "섬"),
        ("CES2020에서", "ces 2020 에서 서"),
        ("C-ITS, 5G!", "c its 5 g"),
        ("snake_case", "snake case"),
        ("", ""),
        ("…—!?", ""),
    ],
)
def test_grams(text: str, tokens: str) -> None:
    assert grams(text) == tokens


@given(st.text())
def test_a_run_never_holds_a_break_or_a_space(text: str) -> None:
    assert all(run and BREAK not in run and not run.isspace() for run in runs(text))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("대구", '"대구"'),
        ("대구시", '"대구 구시"'),
        ("시", '"시"*'),
        ("smart", '"smart"'),
        ("smart*", '"smart"*'),
        ("CES2020", '"ces 2020"'),
        ("대구 시장", '"대구 구 시장"'),
        ("2020에", '"2020 에"*'),
    ],
)
def test_a_phrase_for_the_index(typed: str, written: str) -> None:
    found = phrase(typed)
    assert found is not None
    assert expression(found) == written


def test_words_without_a_letter_are_no_phrases() -> None:
    assert phrase("…!") is None
    assert [found.runs for found in words("smart – pole, 등")] == [("smart",), ("pole",), ("등",)]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("대구", "동대구역", True),
        ("smart", "smarts", False),
        ("smart*", "Smarts", True),
        ("ces2020", "CES 2020", True),
        ("ces 2020", "CES2020에서", True),
        ("20", "2020", False),
        ("대구 시장", "대구시장", False),
        ("대구 시장", "동대구, 시장은", True),
    ],
)
def test_a_pattern_over_text(typed: str, text: str, found: bool) -> None:
    sought = phrase(typed)
    assert sought is not None
    assert bool(re.search(pattern(sought), normal(text))) is found


@given(PIECES, PIECES, st.booleans())
def test_index_and_pattern_agree(typed: str, text: str, star: bool) -> None:
    sought = phrase(typed + ("*" if star else ""))
    if sought is None:
        return
    index = sqlite3.connect(":memory:")
    index.execute("create virtual table f using fts5(t, content='', tokenize='unicode61 remove_diacritics 0')")
    index.execute("insert into f(rowid, t) values (1, ?)", (grams(text),))
    by_index = index.execute("select count(*) from f where f match ?", (expression(sought),)).fetchone()[0]
    index.close()
    assert bool(by_index) is bool(re.search(pattern(sought), normal(text)))


def test_the_break_stops_a_phrase() -> None:
    index = sqlite3.connect(":memory:")
    index.execute("create virtual table f using fts5(t, content='', tokenize='unicode61 remove_diacritics 0')")
    index.execute("insert into f(rowid, t) values (1, ?)", (f"{grams('smart')} {BREAK} {grams('city')}",))
    written = expression(Phrase(("smart", "city")))
    assert index.execute("select count(*) from f where f match ?", (written,)).fetchone()[0] == 0
    index.close()


@given(st.text(alphabet="가나다 ab1\n\r\u2028.-ㄱ各é\u0301"))
def test_line_by_line_gives_the_same_tokens(text: str) -> None:
    cut = LineGrams()
    assert cut(text) == cut(text) == grams(text)
