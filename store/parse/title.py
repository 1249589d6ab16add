"""The headline, the lines under it, and a title made from the first sentence where there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.parse.kinds import Kind
from store.parse.lines import Line, words
from store.parse.media import is_medium

_TAGGED = re.compile(r"^[\[<【「(][^\]>】」)]{1,20}[\]>】」)]\s?\S")
_REPORTER = re.compile(r"^[\[<【(][^\]>】)]{0,40}(?:기자|특파원|=)")
_DASHES = re.compile(r"^[\s\-–—―·▶■□◆●▲☞]+|[\s\-–—―]+$")
_LEAD = re.compile(
    r"^(?:[\[［【(<][^\]］】)>\n]{2,60}[\]］】)>]\s?)?(?:[가-힣·, ]{2,30}(?:기자|특파원"
    r"|통신원)\s?=\s?)?(?:[A-Z][A-Za-z.,() \d]{2,50}\s(?:--|[–—])\s)?(?:[□■○◦●ㅇ❍◇◆▪•▶*-]\s?)*"
)
_SENTENCE_END = re.compile(r"(?<=[다요음됨함임])[.!?](?=[\s\"”’']|$)|(?<=[^\s.][^\s.][^\s.])[.!?][\"”’']?(?=\s|$)")
_ENOUGH = 1.6
# On a bare page even a headline that shares no word with its article is told from a menu.
_ENOUGH_OF_FEW = 0.9
_LENGTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Line numbers of the headline (None: there is none) and of the subheadings under it."""

    title: int | None = None
    subheadings: tuple[int, ...] = ()


def find_head(lines: Sequence[Line], kinds: Sequence[Kind], first: int, last: int) -> Head:
    """Find headline and subheadings above the body, which is the lines from `first` to before `last`."""
    body_words = set[str]()
    for line in lines[first:last][:12]:
        body_words |= words(line.text[:1_000])
    candidates = [index for index in range(first) if _may_be_title(lines[index], kinds[index])]
    scored = [(index, _score(lines, kinds, index, first, body_words)) for index in candidates]
    title = max(scored, key=lambda pair: (pair[1], -pair[0]), default=None)
    few = sum(kinds[index] is not Kind.SHORT for index in candidates) <= 3
    if title is None or title[1] < (_ENOUGH_OF_FEW if few else _ENOUGH):
        return Head()
    title = _topmost(lines, scored, title)
    below = [
        index
        for index, _ in scored
        if index > title[0]
        and (kinds[index] is not Kind.SHORT or lines[index].text.startswith(("-", "–", "―")))
        and lines[index].text != lines[title[0]].text
        and _overlap(lines[index], body_words) >= 0.3
    ]
    return Head(title=title[0], subheadings=tuple(below))


def _topmost(lines: Sequence[Line], scored: Sequence[tuple[int, float]], title: tuple[int, float]) -> tuple[int, float]:
    """Return the first of long lines that follow each other, for a subheading often says more of the body's words."""
    by_line = dict(scored)
    while title[0] - 1 in by_line:
        above, text = title[0] - 1, lines[title[0] - 1].text
        enough = 12 if any("가" <= character <= "힣" for character in text) else 25
        if len(text) < enough or len(text) < 0.5 * len(lines[title[0]].text) or by_line[above] < 0.7:
            break
        title = (above, by_line[above])
    return title


def opens_with_title(lines: Sequence[Line], kinds: Sequence[Kind], first: int, last: int) -> bool:
    """Say whether the first line of the body is a headline that only looks like a sentence."""
    if last - first < 2 or kinds[first] is not Kind.SENTENCE:
        return False
    text = lines[first].text
    if len(text) > 250 or _REPORTER.match(text):
        return False
    if kinds[first + 1] in (Kind.BYLINE, Kind.DATE):
        return True
    tagged = bool(_TAGGED.match(text))
    quoted = lines[first].ends_in_quote and lines[first + 1].gap > 0 and text.count(". ") == 0
    return (tagged and text.count("다. ") == 0) or (quoted and len(text) < len(lines[first + 1].text))


def clean_title(text: str) -> str:
    """Return a headline without the dashes and marks that stand around it."""
    return _DASHES.sub("", text).strip() or text


def derived_title(text: str) -> str:
    """Return a title of at most some 80 characters from the first sentence of a body, cut at the border of a word."""
    head = text.strip()[:600].partition("\n")[0]
    bare = _LEAD.sub("", head, count=1).strip() or head.strip()
    end = _SENTENCE_END.search(bare)
    sentence = bare[: end.end()].rstrip(".") if end and end.end() >= 8 else bare
    if len(sentence) <= _LENGTH:
        return sentence
    cut = sentence.rfind(" ", 40, _LENGTH)
    return sentence[: cut if cut > 0 else _LENGTH - 1].rstrip(" ,·") + "…"


def _may_be_title(line: Line, kind: Kind) -> bool:
    if len(line.text) > 250 or is_medium(line.text):
        return False
    return kind in (Kind.LONG, Kind.SENTENCE, Kind.BULLET) or (kind is Kind.SHORT and len(line.text) >= 5)


def _overlap(line: Line, body_words: set[str]) -> float:
    own = words(line.text)
    return len(own & body_words) / len(own) if own else 0.0


def _score(lines: Sequence[Line], kinds: Sequence[Kind], index: int, first: int, body_words: set[str]) -> float:
    """Rate a line as headline: length, words shared with the body, a byline or date after it, and that it comes early."""
    line = lines[index]
    score = 1.0 if 15 <= len(line.text) <= 120 else 0.3 if len(line.text) >= 8 else 0.0
    score += 2.0 * _overlap(line, body_words) * min(1.0, len(words(line.text)) / 4)
    score -= 0.4 if line.gap == 0 and index and kinds[index - 1] is Kind.MENU and len(line.text) < 20 else 0.0
    following = kinds[index + 1 : min(index + 4, first)]
    score += 0.5 if any(kind in (Kind.BYLINE, Kind.DATE) for kind in following) else 0.0
    score += 0.4 if any(other.text == line.text for other in lines[index + 1 : first]) else 0.0
    score -= 0.5 if line.text.endswith(("다.", ".")) and not line.ends_in_quote else 0.0
    earlier = sum(kinds[other] in (Kind.LONG, Kind.SENTENCE) for other in range(index))
    between = sum(kinds[other] in (Kind.LONG, Kind.SHORT) for other in range(index + 1, first))
    return score - 0.1 * min(earlier, 6) - 0.02 * min(between, 30)
