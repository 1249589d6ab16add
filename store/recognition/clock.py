"""What dates without a year are counted from: the publication, or a year that the text tells beside them.

Where an article has no date, a year that stands anywhere else in it is of no use: on dated news the only other year of the
sentence, of the paragraph or of the article was that of the publication in a third of the cases.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from store.recognition.cues import YEARS
from store.recognition.lexicon import MONTHS
from store.recognition.sought import Sought
from store.recognition.wordlist import alternation

_YEAR = r"(?:19|20)\d\d"
_ANY_YEAR = Sought(rf"(?<![\d,.])({_YEAR})(?![\d,])(?!\.\d)", at=YEARS)
_THAT_YEAR = re.compile(r"(?:(?P<next>이듬해|다음 ?해)|그 ?해|같은 ?해|동년) \Z")
_OF_AN_EVENT = re.compile(rf"(?<![\w\-])[A-Z]{{2,9}} ?({_YEAR})\b(?!년)|(?<!\d)({_YEAR}) [A-Z]{{2,9}}(?![\w\-])")
_WITH_MONTH = re.compile(rf"({_YEAR})년 ?\d{{1,2}}월|\b(?:{alternation(MONTHS)})\.? (?:\d{{1,2}},? )?({_YEAR})\b")
_SENTENCE = re.compile(r"[.!?][\"”’)]?(?=\s|[가-힣])|\n")
_UP_TO = re.compile(rf" ?(?:to|and|until|through|[-–~∼]) ?[A-Za-z\d.]+ [A-Za-z\d]+,? ({_YEAR})\b")
_PAST = re.compile(
    r"\b(?:was|were|had|did|began|took|won|lost|gave|held|fell|rose|grew|met|made|went|came|left|saw|ran|(?!hundred\b)[a-z]{2,}"
    r"(?<!e)ed)\b"
)
_WHEN = re.compile(r"\b(?:[Ii]n|[Oo]n|[Ss]ince|[Dd]uring|[Ff]rom)(?: (?:early|late|mid))? \Z")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|may|might|can|could|must|is|are|plans?|planned|planning|scheduled|slated|expect(?:s|ed)?|"
    r"due|set|upcoming|forthcoming|next|ahead|hopes?|hoped|aims?|aimed|proposed|invited|agreed|decided|starting|beginning|"
    r"by|until|till|through|registration|deadline|to (?!the\b|an?\b|its\b|their\b|his\b|her\b|this\b|that\b)[a-z]+)\b"
)
"""Words beside which a month that is named may be one to come: “decided to open in September”."""
_TOLD_KOREAN = re.compile(
    r"(?P<told>[했됐었았였렸졌쳤났갔왔봤섰랐겼켰냈웠](?:다|고 |으며|는데|지만))|"
    r"연기|미뤄|미룬|예정|계획|전망|목표|방침|기로|키로|[가-힣]겠| 것(?:으로|이)|[한된린는진온간난]다(?:고|며|는|\.)|"
    r"[가-힣](?:할|될|릴|칠|낼) |"
    r"열리는|되는|하는"
)
"""The first that tells in a Korean clause whether it is past, after the time it names."""
_REPORTS = re.compile(
    "(?:밝|말|전|발표|설명|강조|약속|예고|공개|공고|제안|요청|확정|결정|선언|합의|신청|접수|승인|주문|연기|예상)"
    "(?:[했혔됐]|되었|하였)"
)
_NEAR, _FAR = 60, 250


@dataclass(frozen=True, slots=True)
class Clock:
    """The publication date of a text, and where it tells years."""

    published: date | None
    text: str
    years: tuple[tuple[int, int], ...]

    def that_year(self, at: int) -> int | None:
        """Return the year that a word before the position takes up: 그해, 이듬해; None where there is none."""
        told = _THAT_YEAR.search(self.text, max(0, at - 6), at)
        index = bisect_left(self.years, (at, 0)) - 1
        if told is None or index < 0:
            return None
        return self.years[index][1] + (told["next"] is not None)

    def year_near(
        self, start: int, end: int, month: int, *, anywhere: bool = False, tense: bool = False, korean: bool = False
    ) -> int | None:
        """Return the year of a month and day that name none: the one told right before, else by the publication.

        Where that is unknown, the year of the date before it in its paragraph, or of an event in its sentence; else, where
        any year will do (`anywhere`), the only one that the text tells. With `tense` an English sentence, with `korean` a
        Korean clause in the past tense tells of no month to come.
        """
        up_to = _UP_TO.match(self.text, end)
        if up_to:
            return int(up_to[1])  # 30 June to 2 July 2022
        line = self.text.rfind("\n", 0, start) + 1
        before = self._between(max(line, start - _NEAR), start)
        if len(before) == 1 and not self._is_aside(start):
            return before.pop()
        if self.published:
            year = self.published.year
            if month > self.published.month + 6:
                return year - 1
            if month > self.published.month and (self.is_told(end) if korean else tense and self._is_past(start, end)):
                return year - 1
            return year + 1 if month < self.published.month - 8 else year
        found = self._of_paragraph(max(line, start - _FAR), start) or self._of_sentence(start, end)
        all_told = {year for _, year in self.years} if anywhere and found is None else set()
        return all_told.pop() if len(all_told) == 1 else found

    def _is_aside(self, at: int) -> bool:
        """Say whether the last year before the position stands in brackets that are closed: (1982년 ~ )."""
        index = bisect_left(self.years, (at, 0)) - 1
        return index >= 0 and ")" in self.text[self.years[index][0] : at].split("(", 1)[0]

    def _of_paragraph(self, first: int, at: int) -> int | None:
        """Give the year of the months told before the position, where no other year is told there."""
        told = {int(match[1] or match[2]) for match in _WITH_MONTH.finditer(self.text, first, at)}
        return told.pop() if len(told) == 1 and told == self._between(first, at) else None

    def _of_sentence(self, start: int, end: int) -> int | None:
        """Give the year of the events that are named in the sentence: CES 2020."""
        told = {int(match[1] or match[2]) for match in _OF_AN_EVENT.finditer(self.text, *self._sentence(start, end))}
        return told.pop() if len(told) == 1 else None

    def is_told(self, end: int, *, reports: bool = False) -> bool:
        """Say whether the Korean clause after a time tells what was done then; what was said then only with `reports`."""
        line = self.text.find("\n", end)
        last = min(end + _NEAR, line) if line >= 0 else end + _NEAR
        stop = _SENTENCE.search(self.text, end, last)
        first = _TOLD_KOREAN.search(self.text, end, stop.end() if stop else last)
        if first is None or first["told"] is None:
            return False
        return reports or _REPORTS.search(self.text, max(end, first.start() - 4), first.start() + 1) is None

    def _is_past(self, start: int, end: int) -> bool:
        """Say whether the English sentence around a date is in the past tense and speaks of nothing to come."""
        if not _WHEN.search(self.text, max(0, start - 15), start):
            return False  # tickets for the June 7 summit were sold
        first, last = self._sentence(start, end)
        return bool(_PAST.search(self.text, first, last)) and not _TO_COME.search(self.text, first, last)

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        ends = [match.end() for match in _SENTENCE.finditer(self.text, max(0, start - _FAR), start)]
        after = _SENTENCE.search(self.text, end, end + _FAR)
        return ends[-1] if ends else max(0, start - _FAR), after.start() if after else end + _FAR

    def _between(self, first: int, last: int) -> set[int]:
        """Return the years told in a stretch."""
        return {
            year for _, year in self.years[bisect_left(self.years, (first, 0)) : bisect_left(self.years, (last, 0))]
        }


def clock(text: str, published: str | None) -> Clock:
    """Read a text for the years it tells; `published` is a day or a month of ISO 8601."""
    return Clock(
        published=_day(published),
        text=text,
        years=tuple((match.start(1), int(match[1])) for match in _ANY_YEAR.finditer(text)),
    )


def _day(published: str | None) -> date | None:
    if not published or len(published) < 10:
        return date(int(published[:4]), int(published[5:7]), 28) if published and len(published) == 7 else None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
