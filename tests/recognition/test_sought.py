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

import store.recognition
from store.recognition.sought import Sought
from tests.material import shared


def _all() -> Iterator[tuple[str, Sought]]:
    for module in pkgutil.iter_modules(store.recognition.__path__):
        home = importlib.import_module(f"store.recognition.{module.name}")
        for name, value in vars(home).items():
            if isinstance(value, Sought):
                yield f"{module.name}.{name}", value


SOUGHT = dict(_all())


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


@pytest.mark.parametrize("name", SOUGHT)
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


def test_a_stretch_of_a_text_is_looked_through_alone() -> None:
    sought = Sought("a.c", has=("a",))
    assert _spans(sought.finditer("abc abc abc", 1, 8)) == [(4, 7)]
    assert _spans(sought.finditer("xyz")) == []
