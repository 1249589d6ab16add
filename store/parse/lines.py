"""The lines of a text and what their wording alone says about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from store.text.lines import is_visible

_TERMINAL = re.compile(r"[.!?。…][\"”’'」』)\]》]{0,3}(?:\s?\([^().]{2,30}\))?$")
_KOREAN_END = re.compile(r"(?:다|까|죠|[어아해세네에지예]요)[.!?]?[\"”’'」』)]{0,2}$")
_CLOSED_QUOTE = re.compile(r"[.!?,][\"”’'」』]$")
_WORD = re.compile(r"[^\W_]{2,}")
_BROKEN = re.compile(r"[,;.)](?:[\s”\"’]|$)")
_OFTEN_BROKEN = 3
_LITTLE_WORDS = """
the of and to in for on at by with from is are was be as it its this that an or new how what why more your you our has have
will not but can all der die das und ist den von zu mit auf im le la les des du et en un une de el los
"""
_LITTLE = frozenset(_LITTLE_WORDS.split())
_MARKER = re.compile(r"^[\s\-–—·•∙●○◦□■▢ㅇ❍◇◆▪▸▶►☞→※*#|+>~=]+")


@dataclass(frozen=True)
class Line:
    """A line with something to see in it: `text` without the blanks around it, `start` and `end` in the whole text.

    `gap` is the number of blank lines before it, `indent` the number of blanks it began with.
    """

    text: str
    start: int
    end: int
    gap: int
    indent: int

    @cached_property
    def bare(self) -> str:
        """The text without a bullet or other mark before it, in lower case; of a long line only the beginning."""
        return _MARKER.sub("", self.text[:400]).strip().casefold()

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        tail = self.text[-40:]
        if _TERMINAL.search(tail):
            return True
        # Headlines end in a bare verb too (`…줄인다`); prose seldom lacks its full stop.
        return len(self.text) > 60 and bool(_KOREAN_END.search(tail))

    @cached_property
    def ends_in_quote(self) -> bool:
        """Whether its last mark is the end of a quotation, as in many headlines."""
        return bool(_CLOSED_QUOTE.search(self.text[-2:]))


def split_lines(text: str) -> list[Line]:
    """Return the lines of a canonical text that have a visible character, in order."""
    lines: list[Line] = []
    start = 0
    gap = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped and is_visible(stripped):
            indent = len(raw) - len(raw.lstrip())
            lines.append(
                Line(text=stripped, start=start + indent, end=start + indent + len(stripped), gap=gap, indent=indent)
            )
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1
    return lines


def rejoined(lines: list[Line]) -> list[Line]:
    """Return the lines with sentences made whole that were broken at each link and emphasis, as some programs flatten a page.

    Only a text in which several lines begin with a comma or full stop was broken so; any other comes back as it is.
    """
    if sum(_BROKEN.match(line.text) is not None for line in lines) < _OFTEN_BROKEN:
        return lines
    result: list[Line] = []
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        if result and line.gap == 0 and _goes_on(result[-1].text, line.text, following):
            last = result[-1]
            result[-1] = Line(
                text=f"{last.text} {line.text}", start=last.start, end=line.end, gap=last.gap, indent=last.indent
            )
        else:
            result.append(line)
    return result


def _goes_on(text: str, line: str, following: str) -> bool:
    if _BROKEN.match(line):
        return True
    if len(text) < 20 or _TERMINAL.search(text[-40:]):
        return False
    # After the name in a link the sentence goes on in small letters.
    return line[0].islower() or (len(text) >= 40 and bool(_BROKEN.match(following) or following[:1].islower()))


# Headline, body and captions are weighed by the words of the same lines.
@lru_cache(maxsize=256)
def words(text: str) -> frozenset[str]:
    """Return the words of a text that mean something, in lower case.

    Korean ones are cut to their first two syllables, to lose their particles.
    """
    found = {word[:2] if "\uac00" <= word < "\ud7a4" else word for word in _WORD.findall(text.casefold())}
    return frozenset(found - _LITTLE)
