"""Lines that were broken to fit a page, joined to the paragraphs they were."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENDS = re.compile(r"[.!?…。:;][\"”’')\]]*$|[다요까]\.?$")
_STARTS = re.compile(r"^(?:[□■○●◆▶▲△※*•·ㅇ-]|\d{1,2}[.)]\s|[<\[【(])")
_HYPHEN = re.compile(r"[a-z]-$")
# Words that stand before a hyphen of their own more often than they are broken off.
_COMPOUND = re.compile(
    r"(?:\b(?:well|self|non|ex|high|low|long|short|full|half|part|all|cross|vice|state|data|world|year|one|two|three|ten)"
    r"|-[a-z]+)-$",
    re.IGNORECASE,
)
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uff00-\uff60]")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of lines that were broken at one width: a full line that ends no sentence goes on.

    Where breaks keep the blank they stand at, a Hangul word is made whole that was broken without one.
    """
    widths = sorted(_width(line) for line in lines if line.strip())
    if not widths:
        return []
    full = widths[int(len(widths) * 0.85)] * 0.78
    told = any(line.endswith(" ") for line in lines)
    result: list[str] = []
    open_end = in_word = False
    for line in lines:
        text = " ".join(line.split())
        if not text:
            open_end = in_word = False
            result.append("")
            continue
        if open_end and not _STARTS.match(text):
            result[-1] = _whole(result[-1], text) if in_word else joined(result[-1], text)
        elif result and _HYPHEN.search(result[-1]) and text[:1].islower():
            result[-1] = joined(result[-1], text)
        else:
            result.append(text)
        open_end = _width(line.rstrip()) >= full and full >= 20 and not _ENDS.search(text)
        in_word = told and not line.endswith(" ")
    return result


def _width(line: str) -> int:
    """Return how wide a line is, in Latin letters: one of Korean or Chinese takes the place of two."""
    return len(line) + len(_WIDE.findall(line))


def _whole(first: str, second: str) -> str:
    """Return two lines as one without a blank, where both sides of the break are Hangul."""
    hangul = "가" <= first[-1:] <= "힣" and "가" <= second[:1] <= "힣"
    return first + second if hangul else joined(first, second)


def blocks(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of lines between blank lines, each joined to one line."""
    result: list[str] = []
    fresh = True
    for line in lines:
        text = " ".join(line.split())
        if text and fresh:
            result.append(text)
        elif text:
            result[-1] = joined(result[-1], text)
        fresh = not text
    return result


def joined(first: str, second: str) -> str:
    """Return two lines as one; a word broken by a hyphen is made whole, and keeps one that is its own."""
    if _HYPHEN.search(first) and second[:1].islower():
        return first + second if _COMPOUND.search(first) else first[:-1] + second
    return f"{first} {second}"
