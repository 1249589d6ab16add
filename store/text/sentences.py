"""The sentences of a text, Korean and English, as spans of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_CLOSING = "'\"’”」』)\\]〉》"
# A stop ends a sentence where white space follows it; within numbers and addresses none does.
# It begins with a set, so that every other character is passed over at once.
_STOP = re.compile(
    rf"[.!?…。！？](?:(?<![。！？])[.!?…]*[{_CLOSING}]*(?=\s|$)|(?<=[。！？])(?:[{_CLOSING}]*(?=\s|$))?)"
)
_BLANKS = re.compile(r"\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Gen|Col|Capt|Lt|Sgt|Gov|Sen|Rep|Hon|St|Jr|Sr|vs|etc|approx|No|Nos|Vol|Fig|Art|Ch|"
    r"pp|cf|Inc|Ltd|Co|Corp|Bros|Dept|Univ|Ave|Blvd|Rd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z]|\b[A-Za-z]\.[A-Za-z]|\b(?:e\.g|i\.e|a\.m|p\.m|Ph\.D))$"
)
_LONGEST = len("approx")
_FIRM = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Bros|etc|[aApP]\.m|Jr|Sr|U\.S|U\.K|U\.N)$")
_DAY = re.compile(r"\d{4}\.\s?\d{1,2}\.\s?\d{1,2}$|(?<![\d.])\d{4}(?:\.\s?\d{1,2})?$")
_MONTH = re.compile(r"\.\s\d{1,2}\.(?!\d)")
_LETTER = re.compile(r"[^\W\d_]")
_WRAPPED = 50
"""From how many code points on a line may have been broken only for its width."""


def sentences(text: str, *, within: Iterable[tuple[int, int]] | None = None) -> Iterator[tuple[int, int]]:
    """Give the spans of the sentences, in order, without the white space around them; they never overlap.

    A line ends a sentence, unless it was plainly broken for its width: it is long, has no stop, and the next one goes on
    in the middle (a lower case letter or a digit begins it). Abbreviations and initials end none. `within` are the
    paragraphs, where they are known.
    """
    for start, end in paragraphs(text) if within is None else within:
        yield from _cut(text, start, end)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of lines that belong together, in order, blank ones too; no sentence goes across two of them."""
    start = at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if not _goes_on(text, line, end):
            yield start, end
            start = end + 1
        at = end + 1


def _goes_on(text: str, line: str, end: int) -> bool:
    following = text[end + 1 : end + 2]
    if len(line) < _WRAPPED or not (following.islower() or following.isdecimal()):
        return False
    return line.rstrip()[-1:].isalnum() or line.rstrip().endswith(",")


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = _BLANKS.match(text, start, end).end()  # type: ignore[union-attr]  # it always matches
    for stop in _STOP.finditer(text, at, end):
        over = stop.end()
        if over <= at or not _ends(text, at, stop, end):
            continue
        yield at, over
        at = _BLANKS.match(text, over, end).end()  # type: ignore[union-attr]
    last = end
    while last > at and text[last - 1].isspace():
        last -= 1
    if last > at:
        yield at, last


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    # What is neither ASCII nor a digit ends no abbreviation, date or number.
    at = stop.start()
    last = text[at - 1 : at]
    if stop.group() != "." or not (last.isascii() or last.isdecimal()):
        return True
    before = text[max(start, at - 12) : at]
    # Nor is a word that is longer than all of them one: most that end a sentence are.
    if len(before) > _LONGEST and before[-_LONGEST - 1 :].isalpha():
        return True
    if last.isdecimal() and _is_in_date(text, before, stop):
        return False
    if not _ABBREVIATION.search(before):
        return not before.isdecimal() or at - start > len(before)  # "1. " numbers a line
    following = _LETTER.search(text, stop.end(), min(end, stop.end() + 4))
    return _FIRM.search(before) is not None and following is not None and not following.group().islower()


def _is_in_date(text: str, before: str, stop: re.Match[str]) -> bool:
    """Say whether a stop belongs to a date as Koreans write it: `2021. 3. 24. 대구에서`."""
    day = _DAY.search(before)
    if day is None:
        return False
    return bool(_MONTH.match(text, stop.start())) or (day.group().count(".") == 2 and stop.end() < len(text))
