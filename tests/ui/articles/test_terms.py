"""The filter's text, edited term by term."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.articles import terms

QUERY = '대구 lang:ko -tag:"out of scope"'


def test_terms_know_field_values_negation_and_place() -> None:
    word, lang, tag = terms.terms(QUERY)
    assert (word.field, word.text) == (None, "대구")
    assert (lang.field, lang.values, lang.negated) == ("lang", ("ko",), False)
    assert (tag.field, tag.values, tag.negated) == ("tag", ("out of scope",), True)
    assert QUERY[tag.start : tag.end] == '-tag:"out of scope"'


def test_chips_are_the_field_terms_in_plain_words() -> None:
    assert [chip.label for chip in terms.chips(QUERY)] == ["lang: ko", "not tag: out of scope"]


@pytest.mark.parametrize("text", ["12:30", "http://example.org", '"a:b"', "(lang:ko OR lang:en)", "시간:10"])
def test_what_only_looks_like_a_field_is_a_word(text: str) -> None:
    (term,) = terms.terms(text)
    assert term.field is None


@pytest.mark.parametrize("half", ['tag:"out of', "(대구 OR", "tag:", "-", '"'])
def test_half_typed_text_is_one_term_or_more_and_loses_nothing(half: str) -> None:
    assert " ".join(term.text for term in terms.terms(half)) == half


@pytest.mark.parametrize(
    ("query", "wanted", "result"),
    [
        ("", "lang:ko", "lang:ko"),
        ("대구", "tag:systems/mobility", "대구 tag:systems/mobility"),
        ("대구 lang:ko", "lang:ko", "대구"),
        ("lang:ko 대구", "lang:en", "대구 lang:en"),
        ("lang:ko,en", "lang:en", "lang:ko"),
        ("tag:a", "tag:b", "tag:a tag:b"),
        ("-tag:a", "tag:a", "tag:a"),
        ('outlet:"aving news" x', 'outlet:"AVING NEWS"', "x"),
        ("a OR b", "lang:ko", "(a OR b) lang:ko"),
        ("date:2020", "date:2021", "date:2021"),
    ],
)
def test_toggled(query: str, wanted: str, result: str) -> None:
    assert terms.toggled(query, wanted) == result


@pytest.mark.parametrize(
    ("query", "wanted", "result"),
    [
        ("대구", "lang:ko", "대구 -lang:ko"),
        ("lang:ko", "lang:ko", "-lang:ko"),
        ("-lang:ko 대구", "lang:ko", "대구"),
        ("lang:ko,en", "lang:ko", "lang:en -lang:ko"),
    ],
)
def test_excluded(query: str, wanted: str, result: str) -> None:
    assert terms.excluded(query, wanted) == result


@pytest.mark.parametrize(
    ("query", "wanted", "result"),
    [
        ("lang:ko 대구", "lang:en", "lang:ko,en 대구"),
        ("대구", "lang:en", "대구 lang:en"),
        ("lang:ko,en", "lang:ko", "lang:en"),
        ("tag:a", 'tag:"out of scope"', 'tag:a,"out of scope"'),
        ("-tag:a", "tag:a", "tag:a"),
    ],
)
def test_widened(query: str, wanted: str, result: str) -> None:
    assert terms.widened(query, wanted) == result


def test_state_says_in_out_or_nothing() -> None:
    assert terms.state(QUERY, "lang:ko") == "in"
    assert terms.state(QUERY, 'tag:"Out of Scope"') == "out"
    assert terms.state(QUERY, "lang:en") == ""


@pytest.mark.parametrize(("query", "index", "result"), [("a OR b", 0, "b"), ("a OR b OR c", 2, "a OR c"), ("a", 0, "")])
def test_an_or_left_hanging_goes(query: str, index: int, result: str) -> None:
    assert terms.removed(query, terms.terms(query)[index]) == result


@pytest.mark.parametrize(
    ("query", "expected"),
    [("대구", True), ("lang:ko", False), ("-대구", False), ("lang:ko 대구", True), ('near:"a b"', True), ("", False)],
)
def test_words(query: str, *, expected: bool) -> None:
    assert terms.words(query) is expected


def test_term_at_the_cursor() -> None:
    assert terms.term_at("대구 lang:k", 9).text == "lang:k"
    assert terms.term_at("대구 ", 3).text == ""


def test_quoted_values_keep_commas_and_escaped_quotes() -> None:
    (term,) = terms.terms(r'outlet:"A, B","say \"so\""')
    assert term.values == ("A, B", 'say "so"')


def test_a_pattern_with_spaces_is_one_term() -> None:
    assert [term.text for term in terms.terms("/smart (city|town)/ 대구")] == ["/smart (city|town)/", "대구"]


pieces = st.sampled_from(["대구", "lang:ko", "-tag:c", 'outlet:"A B"', "(a OR b)", "tag:a,b", "smart*"])
queries = st.lists(pieces, max_size=6, unique=True).map(" ".join)
wanteds = st.sampled_from(["lang:ko", "lang:en", "tag:a", "tag:c", 'outlet:"A B"', "status:done"])


@given(queries, wanteds)
def test_a_click_puts_a_term_in_and_a_second_click_takes_it_out(query: str, wanted: str) -> None:
    if terms.state(query, wanted) == "in":
        query = terms.toggled(query, wanted)
    once = terms.toggled(query, wanted)
    assert terms.state(once, wanted) == "in"
    assert terms.state(terms.toggled(once, wanted), wanted) != "in"


@given(st.text(alphabet='ab대:"(),- \tOR', max_size=30))
def test_any_text_splits_into_terms_that_quote_it(query: str) -> None:
    found = terms.terms(query)
    assert all(query[term.start : term.end] == term.text for term in found)
    assert "".join(term.text for term in found).replace(" ", "").replace("\t", "") == "".join(query.split())
