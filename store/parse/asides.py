"""Lines inside the body that are not of it: captions said again, lists of other articles, and what follows those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from store.parse.kinds import Kind
from store.parse.lines import Line

_PROSE = (Kind.SENTENCE, Kind.BULLET, Kind.FOOTNOTE)
_FURNITURE = (Kind.MENU, Kind.RELATED, Kind.SHORT)
# What begins an item of the article's own lists.
_ITEM_MARKS = frozenset("0123456789-–—―\"“‘'「<[(·•∙●○□■◆◇▪▶►☞※*ㅇ#①②③④⑤⑥⑦⑧⑨")


def asides_of(
    lines: Sequence[Line], kinds: Sequence[Kind], first: int, last: int
) -> tuple[frozenset[int], frozenset[int], int]:
    """Return the lines of the body that are captions said again, those that list other articles, and where it ends.

    A list of others is a run of three titles or more without prose. Where less than half as much prose follows as came
    before, that is theirs too, and the body ends with the list.
    """
    times = Counter(line.text for line in lines)
    repeated = {
        index
        for index in range(first, last)
        if kinds[index] is Kind.SENTENCE and len(lines[index].text) >= 60 and times[lines[index].text] > 1
    }
    listed: set[int] = set()
    index = first
    while index < last:
        if kinds[index] in _PROSE:
            index += 1
            continue
        end = next((other for other in range(index, last) if kinds[other] in _PROSE), last)
        if _is_list(lines, kinds, index, end):
            listed.update(range(index, end))
            before = _prose(lines, kinds, first, index)
            if before > 400 and 2 * _prose(lines, kinds, end, last) < before:
                return frozenset(repeated), frozenset(listed), index
        index = end
    return frozenset(repeated), frozenset(listed), last


def _is_list(lines: Sequence[Line], kinds: Sequence[Kind], start: int, end: int) -> bool:
    titles = sum(
        kinds[index] is Kind.LONG and 18 <= len(lines[index].text) <= 130 and lines[index].text[0] not in _ITEM_MARKS
        for index in range(start, end)
    )
    furniture = any(kinds[index] in _FURNITURE for index in range(start, end))
    return titles >= (3 if furniture else 5)


def _prose(lines: Sequence[Line], kinds: Sequence[Kind], start: int, end: int) -> int:
    return sum(len(lines[index].text) for index in range(start, end) if kinds[index] in _PROSE)
