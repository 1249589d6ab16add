"""Shapes: the outer form of a unit, its script, its case and its digits."""

from __future__ import annotations

import re
from functools import lru_cache

from store.recognition.korean import is_hangul


@lru_cache(maxsize=50_000)
def kind_of(form: str) -> str:
    """Give the kind of a unit: H for a syllable, 9 for digits, A, Aa or a for Latin letters by case, Z for others."""
    first = form[0]
    if is_hangul(first):
        return "H"
    if form.isdigit():
        return "9"
    if not first.isalpha():
        return "P" + first
    if not first.isascii():
        return "Z"
    case = "A" if form.isupper() else "Aa" if first.isupper() else "a"
    return f"{case}1" if len(form) == 1 else case


@lru_cache(maxsize=50_000)
def shape_of(form: str) -> str:
    """Give a word's shape: X for capitals, x for small letters, 0 for digits, runs cut to two."""
    plain = re.sub(r"\d", "0", re.sub("[a-z]", "x", re.sub("[A-Z]", "X", form)))
    return re.sub(r"(.)\1+", r"\1\1", plain)
