"""Amounts said in two units, as one: 13시간 35분, 3년 6개월, 4 minutes and 15 seconds, 2 pounds 3 ounces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from store.recognition.find import Find
from store.recognition.wordlist import words

_GREATER: dict[str, frozenset[str]] = {
    "개월": words("년"),
    "개월간": words("년"),
    "분": words("시간"),
    "초": words("시간 분"),
    "months": words("year"),
    "weeks": words("year month"),
    "days": words("year month week"),
    "hours": words("day week"),
    "minutes": words("hour day"),
    "seconds": words("minute hour"),
    "ounces": words("pound"),
    "inches": words("foot feet"),
}
"""By a unit those that may stand before it, in the singular."""

_BEFORE = re.compile(
    r"(?<![\w.,\-])(?P<number>\d{1,2}) ?(?P<unit>년|시간|분) ?\Z"
    r"|(?<![\w.,\-$€£])(?P<count>\d{1,3}) (?P<measure>(?:year|month|week|day|hour|minute|pound)s?|foot|feet)(?:,? and |, | )\Z"
)
_LONGEST = 24


def in_two_units(text: str, finds: Iterable[Find]) -> list[Find]:
    """Give amounts with the greater unit that stands right before each; what such an amount holds is left out."""
    held = list(finds)
    found = [_with_greater(text, find) for find in held]
    wide = [wider for find, wider in zip(held, found, strict=True) if wider is not find]
    return [find for find in found if not any(other is not find and other.holds(find) for other in wide)]


def _with_greater(text: str, find: Find) -> Find:
    while True:
        number, smallest = [*(find.value or "").split(" "), ""][:2]
        before = _BEFORE.search(text, max(0, find.start - _LONGEST), find.start) if smallest in _GREATER else None
        unit = before and (before["unit"] or before["measure"])
        if before is None or unit is None or "/" in number or unit.removesuffix("s") not in _GREATER[smallest]:
            return find
        value = f"{before['number'] or before['count']} {unit} {find.value}"
        find = replace(find, start=before.start(), value=value)
