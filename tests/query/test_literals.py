"""What a pattern needs is in every text that it matches."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from store.query.literals import certain, needed
from store.query.patterns import compiled, is_free_of_context, is_quick, looks_at_borders_alone
from store.query.tree import And, Node, Or, Part, Word
from store.text.normal import normal
from store.text.tokens import is_cjk, runs


def holds(node: Node, text: str) -> bool:
    if isinstance(node, And):
        return all(holds(child, text) for child in node.children)
    if isinstance(node, Or):
        return any(holds(child, text) for child in node.children)
    said = runs(text)
    if isinstance(node, Part):
        firsts = [place for place, run in enumerate(said) if node.text in run and compiled(node.regex).search(run)]
        return any(not node.after or _follows(said[place + 1 :], node.after, star=node.star) for place in firsts)
    assert isinstance(node, Word)
    sought, star = node.phrase.runs, node.phrase.star
    if len(sought) == 1 and is_cjk(sought[0]):
        return sought[0] in normal(text)
    if is_cjk(sought[0]):
        ends = [place for place, run in enumerate(said) if run.endswith(sought[0])]
        return any(_follows(said[place + 1 :], sought[1:], star=star) for place in ends)
    return any(_follows(said[place:], sought, star=star) for place in range(len(said)))


def _follows(said: list[str], sought: tuple[str, ...], *, star: bool) -> bool:
    if len(said) < len(sought) or tuple(said[: len(sought) - 1]) != sought[:-1]:
        return False
    last = said[len(sought) - 1]
    return last.startswith(sought[-1]) if star or is_cjk(sought[-1]) else last == sought[-1]


def said(node: Node | None) -> str:
    if isinstance(node, And | Or):
        word = " " if isinstance(node, And) else " | "
        return "(" + word.join(said(child) for child in node.children) + ")"
    if isinstance(node, Part):
        after = "".join(f"-{run}" for run in node.after) + "*" * node.star
        return f"*{node.text}*" + (f"~{node.regex}" if node.regex else "") + after
    assert node is None or isinstance(node, Word)
    return "" if node is None else "-".join(node.phrase.runs) + "*" * node.phrase.star


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("대구.*시장", "(대구 시장)"),
        ("대구|부산", "(대구 | 부산)"),
        ("대구|x", ""),
        ("(대구|부산)시청", "((대구 | 부산) 시청)"),
        ("(?:대구)?시청", "시청"),
        ("(대구){0,2}시청", "시청"),
        ("대구시?청사", "(대구 청사)"),
        ("대구시+청사", "(대구시 청사)"),
        ("대구시{2}", "대구"),
        ("[대구]시청", "시청"),
        (r"\d+억 원어치", "억-원어치"),
        (r"\w+", ""),
        ("smart city", "(*smart*~smart$-city* city*)"),
        ("smart.{0,9}city", "(*smart* *city*)"),
        (r"smart\s+city", "(*smart*~smart$-city* city*)"),
        (r"smart[ -]city\.", "(*smart*~smart$-city city)"),
        ("smart-?city", "(*smart* *city*)"),
        (r"\bsmart\b", "*smart*"),
        ("[Ss]ensor(s|ed)?", "*sensor*~[Ss]ensor(s|ed)?"),
        ("[Ss]en(sor|ses)", "((*sor* | *ses*) *sen*~[Ss]en(sor|ses))"),
        ("colou?r", "*colo*~colou?r"),
        ("CES ?2020", "(*ces* *2020*)"),
        ("ces2020x", "(*ces*~ces$-2020 2020)"),
        ("a smart city plan", "smart-city-plan*"),
        ("대구 시 smart", "대구-시-smart*"),
        ("대구 smart시 x", "대구-smart-시"),
        ("smart 시 x", "*smart*~smart$-시"),
        (" smart ci(ty)?", "smart"),
        (" smart cit(y|ies)", "smart-cit*"),
        ("스마트city시", "스마트-city-시"),
        ("_5g_", "5-g"),
        ("-5g-", "5-g"),
        ("_ict_", "ict"),
        ("_ab*c", ""),
        ("smart|city", "(*smart* | *city*)"),
        ("smart|5g", ""),
        ("[a-z]smart[^x]", "*smart*~[a-z]smart"),
        ("[-s]mart", "*mart*"),
        (r"\x41BCD", ""),
        (r"\p{L}ict", "*ict*"),
        (r"\pLict", "*ict*"),
        (r"(smart)\1", ""),
        ("cafés", "*caf*"),
        ("smart{e<=1}", "*smar*"),
        ("ab+cde", "*cde*~ab+cde"),
        ("smart+s", "*smart*~smart+s"),
        (" sens(or)?s ", "sens*"),
        ("20s?mart", "*mart*~^s?mart"),
        ("(?:sensor|detector)s?x", "(*sensor* | *detector*)"),
        ("(smart|city){2,}", ""),
        ("[^a-z]smart[A-z]", "*smart*"),
        ("(?i)대구", ""),
        ("(?!대구)시청", ""),
        ("대구\\|부산", "대구-부산"),
        ("대구+?시청", "(대구 시청)"),
        ("", ""),
        ("[](]대구", "대구"),
        ("[^]]대구", "대구"),
        ("(대구", ""),
        ("([](])대구)", ""),
    ],
)
def test_what_patterns_need(pattern: str, wanted: str) -> None:
    assert said(needed(pattern)) == wanted


WRITTEN = r"대구 시 장 부산 a . .* ( (?: ) | ? * + {2} {0,1} [대구] \d \b ^ $ ?? (?! \ [ ] {"
LATIN = r"(s)? (ma|t)+ [A-Z]{1,2} [A-z] smart kilo ice 20 S K I é ſ ß _ - \s \s+ [sS] [ -] [a-z] [^a] \w \W \x41 \p{L}"
PIECES = [*WRITTEN.split(), " "]
TEXTS = [
    *[
        "smart",
        "kilo",
        "ice",
        "20",
        "smart",
        "2",
        "대",
        "구",
        "시장",
        "ﬁ",
        "㎏",
        "㎡",
        "①",
        "½",
        "é",
        "ſ",
        "ß",
        "İ",
        "ı",
        "K",
        "Ａ",
        "™",
        "Ⅷ",
        "ͅ",
        "_",
        "-",
        "'",
        "·",
        "€",
    ],
    "e\u0301",
    " ",
    "\n",
    "\xa0",
    "t\u0302",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), st.text("대구시장부산a 1", max_size=14))
def test_what_is_needed_is_in_every_text_that_matches(pattern: str, text: str) -> None:
    _compare(pattern, text)


def matches(pattern: str, text: str) -> bool:
    """Say whether a pattern is one, and matches in a text."""
    try:
        return compiled(pattern).search(text) is not None
    except (regex.error, Warning):
        return False


@settings(max_examples=1_000, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, *LATIN.split()]), max_size=7).map("".join),
    st.lists(st.sampled_from(TEXTS), max_size=8).map("".join),
)
def test_what_is_needed_of_letters_is_in_every_text_that_matches(pattern: str, text: str) -> None:
    _compare(pattern, text)


@settings(max_examples=1_000, deadline=None)
@given(
    st.lists(st.sampled_from(["smart", "ice", "kilo", "20", "g", *"-_ 시é."]), min_size=1, max_size=5),
    st.lists(st.sampled_from(TEXTS), max_size=5).map("".join),
    st.lists(st.sampled_from(TEXTS), max_size=5).map("".join),
)
def test_what_is_needed_of_letters_is_in_a_text_that_holds_them(words: list[str], before: str, after: str) -> None:
    pattern = "".join(words)
    _compare(pattern, before + pattern.upper() + after)


def _compare(pattern: str, text: str) -> None:
    try:
        sought = compiled(pattern)
    except (regex.error, Warning):
        return
    node = needed(pattern)
    if node is not None and sought.search(text):
        assert holds(node, text), (pattern, text, said(node))


def test_letters_match_only_what_has_their_normal_form() -> None:
    """What the needs of a pattern stand on, for each sign of Unicode."""
    for letter in "abcdefghijklmnopqrstuvwxyz0123456789":
        sought = compiled(letter)
        alike = [chr(code) for code in range(0x110000) if sought.fullmatch(chr(code))]
        assert {normal(sign) for sign in alike} == {letter}


@pytest.mark.parametrize(
    ("pattern", "left"), [("대구.*smart", "대구"), ("대구|smart", ""), ("a smart", "smart*"), ("smart", "")]
)
def test_parts_are_left_out_where_nobody_knows_the_words(pattern: str, left: str) -> None:
    node = needed(pattern)
    assert node is not None
    assert said(certain(node)) == left


@settings(max_examples=1_000, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, *LATIN.split()]), max_size=6).map("".join),
    *[st.lists(st.sampled_from(TEXTS), max_size=4).map("".join)] * 3,
)
def test_a_pattern_free_of_context_matches_whatever_stands_around(
    pattern: str, before: str, text: str, after: str
) -> None:
    if is_free_of_context(pattern) and matches(pattern, text):
        assert matches(pattern, before + text + after)


@settings(max_examples=1_000, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, *LATIN.split(), r"\b"]), max_size=6).map("".join),
    *[st.lists(st.sampled_from(TEXTS), max_size=4).map("".join)] * 3,
)
def test_a_pattern_of_borders_matches_whatever_stands_behind_signs(
    pattern: str, before: str, text: str, after: str
) -> None:
    if looks_at_borders_alone(pattern) and matches(pattern, text):
        assert matches(pattern, f"{before}\n{text}.{after}")


def test_what_looks_at_borders_alone_is_known() -> None:
    assert looks_at_borders_alone(r"\bsmart\b.{0,9}\bcity\b")
    assert not any(
        map(looks_at_borders_alone, ["smart", r"\\bsmart", r"\b^smart", r"\B\bsmart", r"\bsmart$", r"[\b]^"])
    )


def test_what_cannot_last_is_known() -> None:
    assert all(map(is_quick, ["smart", "smart.{0,9}city", r"\bcolou?rs?\b", "sensor(s|ed)?", r"a\+b", "a{3}"]))
    lasting = [
        "a+",
        ".*x",
        "a{2,}",
        "(a|b){20}",
        ".{0,9}.{0,9}",
        "a{e<=1}",
        "a?" * 7,
        "a{0,100}",
        "(?:a{0,9}){0,9}",
        r"\\+",
    ]
    assert not any(map(is_quick, lasting))
