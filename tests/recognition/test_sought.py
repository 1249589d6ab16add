"""Expressions that are looked for only where their words are: they must find what they would find anyway."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator, Sequence
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import store.recognition
from store.recognition.cues import NUMBERS, Cues
from store.recognition.sought import Sought
from tests.material import shared


def _all() -> Iterator[tuple[str, Sought]]:
    for module in pkgutil.iter_modules(store.recognition.__path__):
        home = importlib.import_module(f"store.recognition.{module.name}")
        for name, value in vars(home).items():
            for place, one in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(one, Sought):
                    yield f"{module.name}.{name}{place or ''}", one


SOUGHT = dict(_all())
HAVING = [name for name, sought in SOUGHT.items() if sought.has]
TRIED = [name for name, sought in SOUGHT.items() if sought.at]


def _spans(matches: Iterator[object]) -> list[object]:
    return [match.span() for match in matches]  # type: ignore[attr-defined]


def _must_hold(items: Any, words: Sequence[str]) -> bool:
    """Say whether the structure of an expression alone shows that all it matches holds one of these words."""
    run = ""
    for at, (kind, value) in enumerate(items):
        one = value[0][1] if kind is constants.IN and len(value) == 1 and value[0][0] is constants.LITERAL else value
        if kind is constants.LITERAL or one is not value:
            run += chr(one)
            if any(word in run for word in words):
                return True
            continue
        if kind in (constants.BRANCH, constants.SUBPATTERN) and run:
            # What branches go on with may begin before them: S(?:ep|un).
            before, inside = list(items)[at - len(run) : at], value[3] if kind is constants.SUBPATTERN else None
            branches = value[1] if inside is None else [inside]
            if all(_must_hold([*before, *branch], words) for branch in branches):
                return True
        run = ""
        if _item_must_hold(kind, value, words):
            return True
    return False


def _item_must_hold(kind: Any, value: Any, words: Sequence[str]) -> bool:
    if kind is constants.IN:
        return all(what is constants.LITERAL and chr(code) in words for what, code in value)
    if kind is constants.SUBPATTERN:
        return _must_hold(value[3], words)
    if kind is constants.BRANCH:
        return all(_must_hold(branch, words) for branch in value[1])
    if kind in (constants.MAX_REPEAT, constants.MIN_REPEAT):
        return value[0] > 0 and _must_hold(value[2], words)
    return kind is constants.ASSERT and _must_hold(value[1], words)


@pytest.mark.parametrize("name", HAVING)
def test_every_match_holds_one_of_the_words(name: str) -> None:
    sought = SOUGHT[name]
    assert not sought.expression.flags & re.IGNORECASE
    assert _must_hold(parser.parse(sought.expression.pattern, sought.expression.flags), sought.has)


def test_the_proof_can_fail() -> None:
    assert _must_hold(parser.parse("(?:ab|[b]c)d?"), ["b"])
    assert _must_hold(parser.parse("xa(?:b(?:cc|dd)|ee)"), ["abc", "abd", "aee"])
    assert not _must_hold(parser.parse("xa(?:b(?:cc|dd)|ee)"), ["abc", "abd"])
    for missing in ("(?:ab|c)", "(?:ab)?c", "a(?!b)", "[ab]", "[^b]"):
        assert not _must_hold(parser.parse(missing), ["b"])


def test_real_articles_give_the_same_matches() -> None:
    path = shared("corpora", "korean", "wikinews.jsonl")
    texts = [str(json.loads(line).get("body") or "") for line in path.read_text(encoding="utf-8").splitlines()[:60]]
    for text in texts:
        for sought in SOUGHT.values():
            assert _spans(sought.finditer(text)) == _spans(sought.expression.finditer(text))


@pytest.mark.parametrize("name", TRIED)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(data=st.data())
def test_made_up_matches_are_found_where_the_cues_are(name: str, data: st.DataObject) -> None:
    sought = SOUGHT[name]
    bare = re.compile(_without_looks(sought.expression.pattern), sought.expression.flags)
    letters = sorted({*sought.expression.pattern, *"가나시은는abXY019 .,-(’\n"})
    between = st.sampled_from(("", " ", ", ", "\n", "은 ", "(", "the ", "In ", "from ", "-", "지난 ", "1", "A"))
    match = data.draw(st.from_regex(bare, fullmatch=True, alphabet=st.sampled_from(letters)))
    for text in (match, data.draw(between) + match + data.draw(between) + match):
        assert _spans(sought.finditer(text)) == _spans(sought.expression.finditer(text))


def _without_looks(pattern: str) -> str:
    """Leave out what only looks around: hypothesis would throw most of what it makes away."""
    kept, at = "", 0
    while at < len(pattern):
        look = re.compile(r"\(\?<?[=!]").match(pattern, at)
        if look is None:
            step = 2 if pattern[at] == "\\" else _class_end(pattern, at) - at if pattern[at] == "[" else 1
            kept += "" if pattern[at : at + step] == r"\b" else pattern[at : at + step]
            at += step
            continue
        depth = 0
        while True:
            step = 2 if pattern[at] == "\\" else _class_end(pattern, at) - at if pattern[at] == "[" else 1
            depth += {"(": 1, ")": -1}.get(pattern[at], 0)
            at += step
            if depth == 0:
                break
    return kept


def _class_end(pattern: str, at: int) -> int:
    at += 2 if pattern[at + 1] in "^]" else 1
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


_BEFORE = Sought(r"[ab]{0,4}?c1?", at=Cues(("c",)), back=4)
_SEVERAL = Sought(r"(?<!\d)1|ab|b", at=(NUMBERS, Cues(("ab", "b"))))
_WITHIN = Cues(("ca", "a"))


@given(st.text(alphabet="abc1 ", max_size=40), st.integers(0, 30))
def test_cues_find_what_the_expression_finds(text: str, start: int) -> None:
    for sought in (_BEFORE, _SEVERAL):
        assert _spans(sought.finditer(text, start)) == _spans(sought.expression.finditer(text, start))
    places = [at for at in range(len(text)) for word in ("ca", "a") if text.startswith(word, at)]
    assert sorted(_WITHIN.places(text)) == places


def test_a_stretch_of_a_text_is_looked_through_alone() -> None:
    sought = Sought("a.c", has=("a",))
    assert _spans(sought.finditer("abc abc abc", 1, 8)) == [(4, 7)]
    assert _spans(sought.finditer("xyz")) == []
