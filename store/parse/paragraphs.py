"""Lines that were broken to fit a page, joined to the paragraphs they were."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENDS = re.compile(r"[.!?…。:;][\"”’')\]]*$|[다요까]\.?$")
_STARTS = re.compile(r"^(?:[□■○●◆▶▲△※*•·ㅇ-]|\d{1,2}[.)]\s|[<\[【(])")
_HYPHEN = re.compile(r"[a-z]-$")


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs of lines that were broken at one width: a full line that ends no sentence goes on."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if not lengths:
        return []
    full = lengths[int(len(lengths) * 0.85)] * 0.78
    result: list[str] = []
    open_end = False
    for line in lines:
        text = " ".join(line.split())
        if not text:
            open_end = False
            result.append("")
            continue
        if open_end and not _STARTS.match(text):
            result[-1] = joined(result[-1], text)
        else:
            result.append(text)
        open_end = len(line.rstrip()) >= full and full >= 20 and not _ENDS.search(text)
    return result


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
    """Return two lines as one; a word broken by a hyphen is made whole."""
    if _HYPHEN.search(first) and second[:1].islower():
        return first[:-1] + second
    return f"{first} {second}"
