"""The filter language read into a tree, or refused at its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from store.errors import QueryError
from store.query.lexer import FIELDS, Value, quote
from store.query.parser import parse
from store.query.tree import And, Dated, Everything, Field, Near, Not, Or, Word
from store.text.tokens import Phrase

PIECES = st.lists(
    st.sampled_from(
        [
            *(f"{field}:" for field in FIELDS),
            *'()"-*/\\,=.:;',
            " ",
            "OR",
            "대구",
            "smart",
            "2021",
            "..",
            "ko",
            "title",
            "x" * 30,
        ]
    ),
    max_size=14,
).map("".join)


def word(*runs: str, star: bool = False, scope: str = "text") -> Word:
    return Word(Phrase(runs, star=star), scope)


@pytest.mark.parametrize("query", ["", "   ", "\n\t"])
def test_nothing_is_everything(query: str) -> None:
    assert parse(query) == Everything()


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("대구", word("대구")),
        ("CES2020", word("ces", "2020")),
        ("smart*", word("smart", star=True)),
        ('"smart city"', word("smart", "city")),
        ("“smart city”", And((word("smart"), word("city")))),
        ("a b OR c", Or((And((word("a"), word("b"))), word("c")))),
        ("a (b OR c)", And((word("a"), Or((word("b"), word("c")))))),
        ("-a b", And((Not(word("a")), word("b")))),
        ('-"a b"', Not(word("a", "b"))),
        ("-(a OR b)", Not(Or((word("a"), word("b"))))),
        ("a or b", And((word("a"), word("or"), word("b")))),
        ("a & b – c", And((word("a"), word("b"), word("c")))),
        ("12:30", word("12", "30")),
        ("http://example.org/x", word("http", "example", "org", "x")),
        ("a in:title b", And((word("a", scope="title"), word("b", scope="title")))),
        ("in:title a OR b", Or((word("a", scope="title"), word("b")))),
        ("in:title (a OR b)", Or((word("a", scope="title"), word("b", scope="title")))),
        ("a (in:all b)", And((word("a"), word("b", scope="all")))),
        ('near:"smart pole"', Near((Phrase(("smart",)), Phrase(("pole",))), "text")),
        ('near:"smart"', word("smart")),
    ],
)
def test_trees(query: str, tree: object) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("lang:ko,en", (Value("ko"), Value("en"))),
        ('LANG:"ko"', (Value("ko"),)),
        ('outlet:"AVING NEWS",Aju', (Value("AVING NEWS"), Value("Aju"))),
        ('outlet:"say \\"hi\\""', (Value('say "hi"'),)),
        ("entity:=Daegu,Busan", (Value("Daegu", exact=True), Value("Busan"))),
        ("tag:systems/mobility", (Value("systems/mobility"),)),
    ],
)
def test_values(query: str, values: tuple[Value, ...]) -> None:
    tree = parse(query)
    assert isinstance(tree, Field)
    assert tree.values == values


@pytest.mark.parametrize(
    ("query", "start", "end"),
    [
        ("tag:", 0, 4),
        ("a tag:", 2, 6),
        ('"대구', 0, 3),
        ('a tag:"x', 6, 8),
        ("(대구", 0, 3),
        ("대구)", 2, 3),
        ("a OR", 4, 4),
        ("OR a", 0, 2),
        ("a OR OR b", 5, 7),
        ("()", 1, 2),
        ("-", 0, 1),
        ("!!!", 0, 3),
        ("a colour:red", 2, 9),
        ("lang:ko,", 0, 8),
        ("date:soon", 0, 9),
        ("date:2021-13", 0, 12),
        ("date:2022..2021", 0, 15),
        ("status:finished", 0, 15),
        ("has:everything", 0, 14),
        ("is:nice", 0, 7),
        ("in:body", 0, 7),
        ("-in:title", 1, 9),
        ("similar:x", 0, 9),
        ("id:99999999999999999999", 0, 23),
        ("sm*rt", 0, 5),
        ("/abc", 0, 4),
        ("/a(/", 0, 4),
        ("like:…", 0, 6),
    ],
)
def test_what_breaks_is_shown_where_it_breaks(query: str, start: int, end: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert (caught.value.start, caught.value.end) == (start, end)
    assert str(caught.value).endswith(".")


def test_an_unknown_field_is_told_the_known_ones() -> None:
    with pytest.raises(QueryError, match="lang, outlet, author"):
        parse("publisher:x")


def test_brackets_and_length_have_a_limit() -> None:
    with pytest.raises(QueryError, match="brackets"):
        parse("(" * 80 + "a" + ")" * 80)
    with pytest.raises(QueryError, match="shorten"):
        parse("a " * 1000)


@given(st.one_of(PIECES, st.text()))
@example("\ud800 outlet:\udfff")
@example("a\x00b")
def test_any_string_is_read_or_refused_in_its_own_bounds(query: str) -> None:
    try:
        parse(query)
    except QueryError as error:
        assert 0 <= error.start <= error.end <= len(query)  # noqa: PT017  most strings are no error


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_any_value_can_be_written(value: str) -> None:
    tree = parse(f"outlet:{quote(value)}")
    assert isinstance(tree, Field)
    assert tree.values == (Value(value),)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01T00:00:00", "2021-12-31T23:59:59"),
        ("2021-2", "2021-02-01T00:00:00", "2021-02-31T23:59:59"),
        ("2021-02-28", "2021-02-28T00:00:00", "2021-02-31T23:59:59"),
        ("2020-02-28", "2020-02-28T00:00:00", "2020-02-28T23:59:59"),
        ("2021.03.24", "2021-03-24T00:00:00", "2021-03-24T23:59:59"),
        ("2021-03-24T09:49", "2021-03-24T09:49:00", "2021-03-24T09:49:59"),
        ("2021-01..2021-06", "2021-01-01T00:00:00", "2021-06-31T23:59:59"),
        ("2021..", "2021-01-01T00:00:00", None),
        ("..2021", None, "2021-12-31T23:59:59"),
        ("..", None, None),
    ],
)
def test_periods(text: str, first: str | None, last: str | None) -> None:
    tree = parse(f"date:{text}")
    assert isinstance(tree, Dated)
    assert (tree.periods[0].first, tree.periods[0].last) == (first, last)
