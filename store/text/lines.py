"""The lines of a text: where they stand, and the form in which lines that only differ in their numbers are equal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from store.records import Part
from store.text.normal import normal

_NUMBERS = re.compile(r"\d+")
_BLANKS = re.compile(r"[^\S\n]+")
_INVISIBLE = "\u200b\u200c\u200d\u2060\u00ad\u3164"


def masked(text: str) -> str:
    """Give `text` in normal form with every run of digits as `0` and every run of blanks as one; line feeds stay.

    `입력 2022-03-04  09:30` becomes `입력 0-0-0 0:0`. What is masked already stays as it is.
    """
    return _NUMBERS.sub("0", _BLANKS.sub(" ", normal(text))).strip(" ")


def is_visible(text: str) -> bool:
    """Say whether anything of the text can be seen; zero width characters cannot."""
    return any(not (character.isspace() or character in _INVISIBLE) for character in text)


def lines_within(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Give the spans of the visible lines in `[start, end)`, without blanks around them, cut where the span cuts them."""
    spans = []
    at = start
    for raw in text[start:end].split("\n"):
        if is_visible(raw):
            spans.append((at + len(raw) - len(raw.lstrip()), at + len(raw.rstrip())))
        at += len(raw) + 1
    return tuple(spans)


def whole_lines(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Give the spans of the visible lines that `[start, end)` touches, each whole but for the blanks around it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", max(start, end - 1))
    return lines_within(text, first, len(text) if last < 0 else last)


def masked_lines(text: str) -> frozenset[str]:
    """Give the distinct masked forms of the lines of `text`."""
    return frozenset(form.strip() for form in masked(text).split("\n"))


def ruled_lines(text: str, roles: Mapping[str, str]) -> tuple[Part, ...]:
    """Give the lines of `text` whose masked form is a key of `roles`, each with its role, in order."""
    forms = [form.strip() for form in masked(text).split("\n")] if roles else []
    if roles.keys().isdisjoint(forms):
        return ()
    # Leading and trailing blank lines are stripped of blanks alone, so that both lists have the same lines.
    return tuple(_ruled(text, forms, roles))


def _ruled(text: str, forms: Sequence[str], roles: Mapping[str, str]) -> list[Part]:
    found = []
    at = 0
    for raw, form in zip(text.split("\n"), forms, strict=True):
        role = roles.get(form) if is_visible(raw) else None
        if role is not None:
            start = at + len(raw) - len(raw.lstrip())
            found.append(Part(role=role, start=start, end=at + len(raw.rstrip())))
        at += len(raw) + 1
    return found
