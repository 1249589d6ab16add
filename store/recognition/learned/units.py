"""Units: what a learned recogniser labels, a Hangul syllable, a run of other letters, a run of digits, or a mark."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNIT = re.compile(r"[가-힣]|[^\W\d_가-힣]+|\d+|\S")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, cut: unit i is `text[starts[i]:ends[i]]` (code points of the whole text).

    `words[i]` numbers the stretch between blanks that unit i lies in.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    words: tuple[int, ...]


def cut(text: str) -> list[Line]:
    """Cut a text into lines of units; what is blank is left out."""
    lines = []
    for line in _LINE.finditer(text):
        starts, ends, forms, words = [], [], [], []
        word, last = -1, -1
        for unit in _UNIT.finditer(text, *line.span()):
            start, end = unit.span()
            word += start != last
            last = end
            starts.append(start)
            ends.append(end)
            forms.append(unit.group())
            words.append(word)
        lines.append(Line(tuple(starts), tuple(ends), tuple(forms), tuple(words)))
    return lines
