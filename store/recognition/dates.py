"""Dates and times, absolute and relative, normalised to ISO 8601 where the text or the publication date says enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from store.recognition.clock import Clock, clock
from store.recognition.cues import MONTH_CUES, NUMBERS, YEARS, Cues
from store.recognition.find import Find
from store.recognition.lexicon import MONTHS
from store.recognition.periods import find_periods, joined, part_of_year
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import alternation, words

_MONTH = alternation(MONTHS)
_YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
_SECONDS = r"(?: ?\d{1,2}분(?: ?\d{1,2}초)?| ?\d{1,2}초)"
_KO_CLOCK = rf"(?:오전|오후|낮|밤|새벽|저녁|아침) ?(?:\d{{1,2}}시{_SECONDS}?)?|\d{{1,2}}시{_SECONDS}"
_OLD_YEAR = r"(?:19|20|1[0-8])\d\d"
_END = r"(?![0-9])"
_DAY_ENDS = r"(?:일|(?= ?[~∼\-–] ?(?:3[01]|[12]\d|0?[1-9])일))"

_NEAR_DAY = Cues(words("지난 오는 다음 이번 이달 내달"))
_NEAR_MONTH = Cues(words("지난 오는 올해 내년 작년"))
_NEAR_WORD = Cues(words("지난 올해 내년 작년 재작년 내후년 이달 다음 내달 오늘 어제 내일 전날 이날"))
_HALVES = Cues(words("오전 오후 낮 밤 새벽 저녁 아침"))
_LAST = Cues(("지난 ",))
_IN_MONTH = Cues(("early ", "late ", "mid "))

_ISO = Sought(
    rf"(?<![\d.])({_YEAR})(?:-|\. ?|/)(0?[1-9]|1[0-2])(?:-|\. ?|/)(0?[1-9]|[12]\d|3[01])\.?(?![\d])"
    rf"(?:\([월화수목금토일]\))?(?:[T ]({_CLOCK}))?",
    at=YEARS,
)
_KOREAN = Sought(
    rf"(?:(?:(?<![가-힣])지난 )?(?<!\d)({_OLD_YEAR})년 ?)?(?<!\d)(1[0-2]|0?[1-9])월 ?"
    rf"(?:(3[01]|[12]\d|0?[1-9]){_DAY_ENDS})?(?:\([월화수목금토일]\))?"
    rf"(?: ?(?:부터|~|∼|-|–|에서) ?(?:(1[0-2]|0?[1-9])월 ?)?(3[01]|[12]\d|0?[1-9])일)?(?:\([월화수목금토일]\))?(?: ({_CLOCK}))?",
    has=words("월"),
    at=(NUMBERS, _LAST),
)
_KOREAN_YEAR = Sought(
    rf"(?:(?<![가-힣])지난 )?(?<![\d.,])({_YEAR})(?:년(?:도)?"
    rf"(?:(?: ?(상반기|하반기|[초중후]반(?:부(?!터))?|초|말|봄|여름|가을|겨울))"
    rf"(?=[에은는의부까이로도]|[^가-힣]|$))?)(?! ?(?:1[0-2]|[1-9])월)(?!간|만|생|대|산|형|여)"
    r"(?! ?(?:동안|이상|넘|된 |가까이|(?:전|뒤)(?![가-힣])|전[에의부까]))",
    at=(YEARS, _LAST),
)
_KOREAN_DAY = Sought(
    r"(?<![\d월가-힣\-–])(?<!월 )(?:(지난 ?달|지난|오는|다음 ?달|이번 ?달|이달|내달|이번) )?(?<![\d.,])(3[01]|[12]\d|[1-9])"
    rf"{_DAY_ENDS}(?!\d)(?:\([월화수목금토일]\))?(?: ?(?:부터|~|∼|-|–) ?(3[01]|[12]\d|[1-9])일)?"
    r"(?=까지|부터|에|은|는|의|이|과|도|로|[ ,.()…]|$|오전|오후|자|께|쯤|경)(?! ?(?:간|동안|연속|만에|만의|만이|이상|내|치|차|"
    r"정도|이내|가량|남짓|째|씩|안에|안팎|넘게|걸려|걸린|걸리|가까이|미만|(?:전|후|뒤)(?![가-힣])|(?:전|후|뒤)[에까의]))",
    at=(NUMBERS, _NEAR_DAY),
)
_KOREAN_MONTH = Sought(
    rf"(?<![가-힣\d])(지난 ?해|지난|오는|올해|내년|작년) (1[0-2]|[1-9])월(?: ?(3[01]|[12]\d|[1-9]){_DAY_ENDS})?"
    r"(?: ?(?:부터|~|∼|-|–) ?(?:(1[0-2]|[1-9])월 ?)?(3[01]|[12]\d|[1-9])일)?",
    at=_NEAR_MONTH,
)
_KOREAN_WORD = Sought(
    r"(?<![가-힣])(지난 ?해|올해|내년|작년|재작년|내후년|이달|지난달|다음 ?달|내달|오늘|어제|내일|전날|이날)"
    r"(?: ?(상반기|하반기|초|말|연말|연초))?"
    r"(?=[은는의에도과와부까만]|이[후전]|로|[ ,.)…]|$)",
    at=_NEAR_WORD,
)
_KOREAN_TIME = Sought(
    rf"(?<![가-힣\d])(?:{_KO_CLOCK})(?=[에은는의께쯤경부까이로과와도를을]|으로|[ ,.()~]|$)",
    at=(NUMBERS, _HALVES),
)
_SPAN_IN_BRACKETS = Sought(
    r"(?<=[(（])(?:(\d{4})\. ?)?(1[0-2]|0?[1-9])\. ?(3[01]|[12]\d|0?[1-9])\.?(?: ?[-~∼–] ?(?:(1[0-2]|"
    r"0?[1-9])\. ?)?(3[01]|[12]\d|0?[1-9])\.?)?(?=[)）,])",
    at=NUMBERS,
)
_EN_MONTH_FIRST = Sought(
    rf"\b({_MONTH})\.? (3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?{_END}(?! ?(?:%|percent))"
    rf"(?: ?(?:to|through|until|-|–|and|,(?= \d\d?, {_YEAR})) ?(?:({_MONTH})\.? )?"
    rf"(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?{_END}(?!:\d| ?[ap]\.?m\b))?"
    rf"(?:,? ({_YEAR}){_END})?(?:,? (?:at )?({_CLOCK})(?: ?([ap])\.?m\.?)?)?",
    at=MONTH_CUES,
)
_EN_DAY_FIRST = Sought(
    rf"(?<![\d.,])(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?: ?(?:to|-|–) ?(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|"
    rf"th)?)?(?: of)? ({_MONTH})\b\.?(?:,? ({_YEAR}){_END})?(?:,? (?:at )?({_CLOCK}))?",
    has=words("Apr Aug Dec Feb Jan Jul Jun Mar May Nov Oct Sep"),
    at=NUMBERS,
)
_EN_MONTH_YEAR = Sought(
    rf"\b({_MONTH})\.?(?: of)?,? ({_YEAR}){_END}",
    at=MONTH_CUES,
)
_EN_YEAR = Sought(
    rf"({_YEAR})\b",
    at=YEARS,
)
_BEFORE_YEAR = re.compile(r"(?:\b(?P<within>[Ii]n)|[Ss]ince|\b[Bb]y|[Uu]ntil|[Ff]rom|[Dd]uring) \Z")
_GOES_ON = re.compile(r"[-–./,]\d")
_TITLE_GOES_ON = re.compile(r": [A-Z]")
_EN_MONTH_NEAR = Sought(
    rf"\b({_MONTH})\.?(?: of)? (last|this|next) year\b",
    at=MONTH_CUES,
)
_EN_MONTH_ONLY = Sought(
    r"(?<=\b[Ii]n )(?:(?:early|late|mid) )?(January|February|March|April|June|July|August|September|"
    r"October|November|December|May(?! [A-Z]|['’]))\b(?! \d)",
    at=(MONTH_CUES, _IN_MONTH),
)
_EN_TIME = Sought(
    r"(?<![\w:.])(?:1[0-2]|0?[1-9])(?::[0-5]\d)? ?(?:a\.m\.|p\.m\.|am\b|pm\b|AM\b|PM\b)|(?<![\w:.])"
    r"(?:[01]\d|2[0-3]):[0-5]\d(?![\d:])",
    has=words(": AM PM a.m. am p.m. pm"),
    at=NUMBERS,
)
_SENTENCE_OF = re.compile(r"(?:징역|금고|실형|집행유예|자격정지|금고형) ?(?:각각 ?)?(?:\d+년 ?)?\Z")
_HOW_LONG = re.compile(r"\d박 ?\Z|(?<![가-힣])(?:약|최대|최소|최장|총|무려|단|꼬박|평균|불과) \Z")
_SOON = 3
"""So many days after the publication an article may tell of as past: it was dated before it was printed."""
_SCORE = 0.93


def find_dates(reading: Reading) -> Iterator[Find]:
    """Yield dates and times; `value` is ISO 8601 to the precision known, `A/B` for a span, None where it is not known."""
    text = reading.text
    now = clock(text, reading.published)
    found = list(_numeric(text, now))
    if reading.korean:
        found += _korean(text, now)
        found += _korean_relative(text, now)
    if reading.english:
        found += _english(text, now)
    found += find_periods(text, now.published, korean=reading.korean, english=reading.english)
    yield from found
    yield from joined(text, found)


def _found(match: re.Match[str], value: str | None, type_: str = "date", score: float = _SCORE) -> Find:
    quote = match.group()
    start = match.start() + len(quote) - len(quote.lstrip())
    end = match.end() - (len(quote) - len(quote.rstrip(" ,")))
    return Find(start=start, end=end, type=type_, origin="pattern", score=score, value=value)


def _iso(year: int | None, month: int, day: int | None) -> str | None:
    if year is None:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _span(year: int | None, month: int, day: int | None, month_to: int | None, day_to: int | None) -> str | None:
    first = _iso(year, month, day)
    if day_to is None or first is None or year is None:
        return first
    last = _iso(year + (1 if month_to is not None and month_to < month else 0), month_to or month, day_to)
    return f"{first}/{last}" if last else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _numeric(text: str, clock: Clock) -> Iterator[Find]:
    for match in _ISO.finditer(text):
        value = _iso(int(match[1]), int(match[2]), int(match[3]))
        time = f"T{match[4].zfill(5)}" if match[4] and value else ""
        yield _found(match, value and value + time)
    for match in _SPAN_IN_BRACKETS.finditer(text):
        month = int(match[2])
        year = _number(match[1]) or clock.year_near(match.start(), match.end(), month, anywhere=True)
        yield _found(match, _span(year, month, int(match[3]), _number(match[4]), _number(match[5])), score=0.85)


def _korean(text: str, clock: Clock) -> Iterator[Find]:
    for match in _KOREAN.finditer(text):
        month = int(match[2])
        following = text[match.end() : match.end() + 1]
        if not match[3] and (following == "호" or (following == "의" and not match[1])):
            continue  # an issue of a magazine, the songs of May
        if not match[3] and _SENTENCE_OF.search(text, max(0, match.start() - 16), match.start()):
            continue  # ten months of prison
        year = (
            _number(match[1])
            or clock.that_year(match.start())
            or clock.year_near(match.start(), match.end(), month, korean=True)
        )
        value = _span(year, month, _number(match[3]), _number(match[4]), _number(match[5]))
        yield _found(match, _with_time(value, match[6] if match[3] else None, None))
    for match in _KOREAN_YEAR.finditer(text):
        yield _found(match, part_of_year(int(match[1]), match[2]) if match[2] else match[1])
    for match in _KOREAN_TIME.finditer(text):
        if match.group().strip() not in ("낮", "밤", "새벽", "저녁", "아침", "오전", "오후"):
            yield _found(match, None, "time", 0.9)


def _korean_relative(text: str, clock: Clock) -> Iterator[Find]:
    for match in _KOREAN_MONTH.finditer(text):
        yield _found(match, _month_value(match, clock))
    for match in _KOREAN_DAY.finditer(text):
        if not match[1] and _HOW_LONG.search(text, max(0, match.start() - 4), match.start()):
            continue
        yield _found(match, _day_value(match, clock), score=0.9)
    for match in _KOREAN_WORD.finditer(text):
        yield _found(match, _word_value(match[1], match[2], clock), score=0.9)


def _month_value(match: re.Match[str], clock: Clock) -> str | None:
    today, month = clock.published, int(match[2])
    if today is None:
        return None
    shift = {"작년": -1, "지난해": -1, "내년": 1}.get(match[1].replace(" ", ""), 0)
    if match[1] == "지난" and month > today.month:
        shift = -1
    if match[1] == "오는" and month < today.month:
        shift = 1
    day = _number(match[3])
    return _span(today.year + shift, month, day, _number(match[4]), _number(match[5]) if day else None)


def _day_value(match: re.Match[str], clock: Clock) -> str | None:
    """Return the date of 26일: in the month that is told, else the nearest such day to the publication."""
    today, day = clock.published, int(match[2])
    word = match[1].replace(" ", "") if match[1] else None
    if today is None:
        return None
    shift = 0
    if word in ("지난달", "다음달", "내달"):
        shift = -1 if word == "지난달" else 1
    elif word == "오는":
        shift = 1 if day < today.day else 0
    elif word == "지난":
        shift = -1 if day > today.day else 0
    elif word is None:
        told = day - today.day > _SOON and clock.is_told(match.end(), reports=True)
        shift = -1 if told or day - today.day > 15 else 1 if today.day - day > 20 else 0
    index = today.year * 12 + today.month - 1 + shift
    return _span(index // 12, index % 12 + 1, day, None, _number(match[3]))


def _word_value(word: str, part: str | None, clock: Clock) -> str | None:
    today = clock.published
    if today is None or part:
        return None
    years = {"지난해": -1, "작년": -1, "올해": 0, "내년": 1, "재작년": -2, "내후년": 2}
    if word.replace(" ", "") in years:
        return str(today.year + years[word.replace(" ", "")])
    months = {"이달": 0, "지난달": -1, "다음달": 1, "다음 달": 1, "내달": 1}
    if word in months:
        index = today.year * 12 + today.month - 1 + months[word]
        return f"{index // 12:04}-{index % 12 + 1:02}"
    days = {"오늘": 0, "어제": -1, "내일": 1}
    return (today + timedelta(days=days[word])).isoformat() if word in days else None


def _english(text: str, clock: Clock) -> Iterator[Find]:
    yield from _english_months(text, clock)
    for match in _EN_YEAR.finditer(text):
        if _is_told(text, match.start()):
            yield _found(match, match.group())
    for match in _EN_TIME.finditer(text):
        yield _found(match, None, "time", 0.9)


def _is_told(text: str, at: int) -> bool:
    """Say whether a word before a year says that it is one; after “in” the year must be all there is of the number."""
    before = _BEFORE_YEAR.search(text, max(0, at - 8), at)
    if before is None or _TITLE_GOES_ON.match(text, at + 4):
        return False  # 2001: A Space Odyssey
    return not (before["within"] and _GOES_ON.match(text, at + 4))


def _english_months(text: str, clock: Clock) -> Iterator[Find]:
    for match in _EN_MONTH_FIRST.finditer(text):
        month = MONTHS[match[1]]
        year = _number(match[5]) or clock.year_near(match.start(), match.end(), month, tense=True)
        value = _span(year, month, int(match[2]), MONTHS.get(match[3] or ""), _number(match[4]))
        yield _found(match, _with_time(value, match[6], match[7]))
    for match in _EN_DAY_FIRST.finditer(text):
        month = MONTHS[match[3]]
        year = _number(match[4]) or clock.year_near(match.start(), match.end(), month, tense=True)
        yield _found(match, _with_time(_span(year, month, int(match[1]), None, _number(match[2])), match[5], None))
    for match in _EN_MONTH_NEAR.finditer(text):
        shift = {"last": -1, "this": 0, "next": 1}[match[2]]
        of = None if clock.published is None else clock.published.year + shift
        yield _found(match, _iso(of, MONTHS[match[1]], None))
    for match in _EN_MONTH_YEAR.finditer(text):
        yield _found(match, _iso(int(match[2]), MONTHS[match[1]], None))
    for match in _EN_MONTH_ONLY.finditer(text):
        month = MONTHS[match[1]]
        yield _found(
            match, _iso(clock.year_near(match.start(), match.end(), month, tense=True), month, None), score=0.85
        )


def _with_time(value: str | None, clock: str | None, half: str | None) -> str | None:
    if not value or not clock or "/" in value:
        return value
    hour, rest = clock.split(":", 1)
    number = int(hour) % 12 + 12 if half == "p" else int(hour)
    return f"{value}T{number:02}:{rest}"
