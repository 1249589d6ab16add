"""Plain texts have their letters as their normal form has them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.text.letters import are_plain
from store.text.normal import normal


def _groups(text: str) -> list[str]:
    """Give what stands in a text of three and more letters side by side."""
    return re.findall("[a-z]{3,}", text)


def test_no_sign_changes_letters_side_by_side_in_a_plain_text() -> None:
    for code in (*range(0xD800), *range(0xE000, 0x110000)):
        for text in (f"ab{chr(code)}", f"{chr(code)}ab", f"ab{chr(code)}cd", f"abc{chr(code)}def"):
            if _groups(normal(text)) != _groups(text.lower()):
                assert not are_plain(text), hex(code)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", True),
        ("“대구시”는 ‘스마트’ 사업… 3.5% · ㈜가람 — → ★ 市 ￦", True),
        ("저작권자 ⓒ 무단전재 ⓒ가람뉴스 45㎡ 3℃ ① ½ 12㎞ smart", True),
        ("Galaxy™", False),
        ("ａｂｃ", False),
        ("ab ｃ", True),
        ("sénsor", False),
        ("se\u0301nsor", False),
        ("é ab", True),
        ("ⓐⓑⓒ", False),
        ("㎏s", False),
        ("oﬃ", False),
    ],
)
def test_signs_by_themselves_are_no_harm(text: str, plain: bool) -> None:
    assert are_plain(text) == plain


@settings(max_examples=2_000)
@given(st.text(st.sampled_from("aS2 가ㄱé\u0301\u0345\u0308①ﬁßК·…’ⓒ㎏ａ_"), max_size=12))
def test_letters_of_plain_texts_stay_where_they_are(text: str) -> None:
    if are_plain(text):
        assert _groups(normal(text)) == _groups(text.lower())
