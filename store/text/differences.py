"""What stands in one text and not in the other: the reason why two articles are taken for copies, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from store.records import Difference
from store.text.normal import normal

MANY = 4_000
"""Beyond so many words of both texts together, sentences are compared in place of words."""

_WORDS = re.compile(r"\S+\s*|\s+")
_SENTENCES = re.compile(r"[^\n.!?。]+[\n.!?。]*\s*|\s+|[\n.!?。]+\s*")


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Compare two texts word by word: what is `equal`, `replace`d, `delete`d or `insert`ed, in order.

    The pieces of either text, put together, are that text. Words are equal in normal form, whatever space follows
    them.
    """
    one, other = _WORDS.findall(before), _WORDS.findall(after)
    if len(one) + len(other) > MANY:
        one, other = _SENTENCES.findall(before), _SENTENCES.findall(after)
    matcher = SequenceMatcher(None, _forms(one), _forms(other), autojunk=False)
    return tuple(
        Difference(op=op, before="".join(one[a:b]), after="".join(other[c:d]))
        for op, a, b, c, d in matcher.get_opcodes()
    )


def _forms(pieces: Sequence[str]) -> list[str]:
    return [normal(piece).strip() for piece in pieces]
