"""What a pattern needs is in every text that it matches."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from store.query.literals import needed
from store.query.patterns import compiled
from store.query.tree import And, Node, Or, Word
from store.text.normal import normal


def holds(node: Node, text: str) -> bool:
    if isinstance(node, And):
        return all(holds(child, text) for child in node.children)
    if isinstance(node, Or):
        return any(holds(child, text) for child in node.children)
    assert isinstance(node, Word)
    return node.phrase.runs[0] in normal(text)


def said(node: Node | None) -> str:
    if isinstance(node, And | Or):
        word = " " if isinstance(node, And) else " | "
        return "(" + word.join(said(child) for child in node.children) + ")"
    return "" if node is None else node.phrase.runs[0]  # type: ignore[union-attr]


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
        (r"\d+억 원어치", "원어치"),
        (r"\w+", ""),
        ("smart city", ""),
        ("(?i)대구", ""),
        ("(?!대구)시청", ""),
        ("대구\\|부산", "(대구 부산)"),
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
PIECES = [*WRITTEN.split(), " "]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), st.text("대구시장부산a 1", max_size=14))
def test_what_is_needed_is_in_every_text_that_matches(pattern: str, text: str) -> None:
    try:
        sought = compiled(pattern)
    except (regex.error, Warning):
        return
    node = needed(pattern)
    if node is not None and sought.search(text):
        assert holds(node, text), (pattern, text, said(node))
