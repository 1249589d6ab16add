"""Where the body is: the contiguous run of lines that reads most like an article (Kadane's maximum sum)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.parse.kinds import Kind
from store.parse.lines import Line, words

_FURNITURE = (Kind.MENU, Kind.BYLINE, Kind.DATE, Kind.FIELD, Kind.CREDIT, Kind.CAPTION)
_SECTION_MARKS = "■◆□○◇●①②③④⑤⑥⑦⑧⑨"
_SPEAKER = re.compile(
    r"^[\[<(]?\s?(?:앵커(?:\s?멘트)?|리포트|기자|질문|답변|문|답|Q|A|anchor|report)\s?[\])>]$", re.IGNORECASE
)

# What a line of each kind is worth to a run; prose is worth more the longer it is. A wall no body crosses.
_WORTH = {
    Kind.FOOTNOTE: 0.3,
    Kind.LONG: -0.8,
    Kind.SHORT: -0.7,
    Kind.ITEM: -0.8,
    Kind.CAPTION: -0.3,
    Kind.CREDIT: -0.3,
    Kind.BYLINE: -0.8,
    Kind.DATE: -1.5,
    Kind.KEYWORDS: -5.0,
    Kind.FIELD: -1.0,
    Kind.MENU: -1.0,
    Kind.RELATED: -4.0,
    Kind.END: -1000.0,
}


def find_body(lines: Sequence[Line], kinds: Sequence[Kind]) -> tuple[int, int] | None:
    """Return the half-open range of line numbers of the body, or None where no line reads as prose.

    The source of the method is Kadane's maximum subarray over the worth of each line.
    """
    best = 0.0
    best_range: tuple[int, int] | None = None
    total = 0.0
    start = 0
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        worth = _worth(line, kind)
        if total <= 0:
            total, start = 0.0, index
        total += worth
        if total > best:
            best, best_range = total, (start, index + 1)
    return _extended(lines, kinds, best_range) if best_range else None


def _extended(lines: Sequence[Line], kinds: Sequence[Kind], body: tuple[int, int]) -> tuple[int, int]:
    """Take in prose cut off by a few buttons, if it goes on with the words of the body."""
    first, last = body
    known = set[str]()
    for line in lines[first:last]:
        known |= words(line.text[:2_000])
    for index in range(last, min(last + 16, len(lines))):
        if kinds[index] in (Kind.END, Kind.RELATED, Kind.KEYWORDS):
            break
        if kinds[index] is Kind.FOOTNOTE and not any(kind in _FURNITURE for kind in kinds[last:index]):
            last = index + 1
        own = words(lines[index].text[:2_000])
        enough = 0.12 if index - last < 3 else 0.3
        if kinds[index] in (Kind.SENTENCE, Kind.BULLET) and own & known and len(own & known) >= enough * len(own):
            last = index + 1
    while first and _SPEAKER.match(lines[first - 1].text):
        first -= 1
    return first, last


def _worth(line: Line, kind: Kind) -> float:
    if kind is Kind.SENTENCE:
        return 0.6 + min(len(line.text), 400) / 100
    if kind is Kind.BULLET:
        return 0.6 + min(len(line.text), 200) / 100
    # A marked short line heads a section.
    return -0.2 if kind is Kind.SHORT and line.text[0] in _SECTION_MARKS else _WORTH[kind]
