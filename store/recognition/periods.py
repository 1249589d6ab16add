"""Periods: halves, quarters, weeks, beginnings and ends, days of a week, and spans from one date to another.

Values are ISO 8601: a period within a year is the span of its months, a week the span of its days, the end of a year its
last month. What is counted from the publication has no value where that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from store.recognition.cues import MONTH_CUES, NUMBERS, YEARS, Cues
from store.recognition.find import Find
from store.recognition.korean import is_particle, run_after
from store.recognition.lexicon import MONTHS
from store.recognition.sought import Sought
from store.recognition.wordlist import alternation, words

_YEAR = r"(?:19|20)\d\d"
_MONTH = alternation(MONTHS)
_SCORE = 0.92

_KO_YEARS = {"재작년": -2, "지난해": -1, "작년": -1, "올해": 0, "올": 0, "내년": 1, "내후년": 2}
_YEAR_WORDS = Cues(words("재작년 지난해 작년 올해 내년 내후년 올"))
_MONTH_WORDS = Cues(words("지난 작년 올해 내년 오는 이달 이번 다음 내달"))
_WEEK_WORDS = Cues(words("지지난 지난 이번 금주 다음 다다음 내주"))
_KO_IN_YEAR = Sought(
    rf"(?<![가-힣\d])(?:(?:(?P<year>{_YEAR})년|(?P<word>재작년|지난해|작년|올해|내년|내후년)) ?"
    r"(?P<part>상반기|하반기|[1-4]분기|연초|연말|[초중후]반(?:부(?!터))?|초|말|봄|여름|가을|겨울)|"
    r"(?P<bare>올 ?(?:상반기|하반기|연말)))",
    at=(YEARS, _YEAR_WORDS),
)
_KO_SHORT_YEAR = Sought(
    r"(?<!\w)['’‘](\d\d)년(?: ?(1[0-2]|0?[1-9])월(?: ?(3[01]|[12]\d|0?[1-9])일)?)?",
    at=Cues(("년",)),
    back=3,
)
_KO_IN_MONTH = Sought(
    rf"(?<![가-힣\d.,])(?:(?:(?P<year>{_YEAR})년 ?|(?P<word>지난해|작년|올해|내년|지난|오는) ?)?(?P<month>1[0-2]|0?[1-9])월|"
    r"(?P<near>이달|이번 ?달|지난 ?달|다음 ?달|내달)) ?(?P<part>초순|중순|하순|초|말)",
    at=(NUMBERS, _MONTH_WORDS),
)
_KO_WEEK = Sought(
    r"(?<![가-힣])(?P<week>지지난 ?주|지난 ?주|이번 ?주|금주|다음 ?주|다다음 ?주|내주)"
    r"(?:(?= ?[월화수목금토일]요일) ?(?P<day>[월화수목금토일])요일)?",
    at=_WEEK_WORDS,
)
_KO_DAY = Sought(
    r"(?<![가-힣])(그저께|그제|모레|글피)",
    at=Cues(words("그저께 그제 모레 글피")),
)
_KO_MONTHS = Sought(
    rf"(?<![\d.,가-힣])(?:({_YEAR})년 ?|(?P<word>지난해|작년|올해|내년|지난|오는) )?(1[0-2]|0?[1-9])월? ?[~∼〜-] ?"
    r"(1[0-2]|0?[1-9])월(?! ?\d{1,2}일)",
    at=(NUMBERS, _MONTH_WORDS),
)
_KO_YEARS_SPAN = Sought(
    rf"(?<![\d.,\-])({_YEAR})년? ?[~∼〜–-] ?({_YEAR})년(?!생|산|형|식)",
    at=YEARS,
)
_KO_NUMERIC_SPAN = Sought(
    rf"(?<![\d.])({_YEAR})\. ?(1[0-2]|0?[1-9])\. ?(3[01]|[12]\d|0?[1-9])\.? ?[~∼〜–-] ?"
    rf"(?:({_YEAR})\. ?)?(1[0-2]|0?[1-9])\. ?(3[01]|[12]\d|0?[1-9])\.?(?![\d.])",
    at=YEARS,
)
_WEEKDAYS = "월화수목금토일"
_KO_WEEKS = {"지지난주": -2, "지난주": -1, "이번주": 0, "금주": 0, "다음주": 1, "내주": 1, "다다음주": 2}
_KO_DAYS = {"그저께": -2, "그제": -2, "모레": 2, "글피": 3}

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = Cues(("Last ", "Next ", "This ", "last ", "next ", "this "))
_EN_DAY = Sought(
    r"\b([Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?) (Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
    at=_NEAR,
)
_EN_NEAR = Sought(
    r"(?<!the )(?<!over )\b([Ll]ast|[Nn]ext|[Tt]his) (year|month|week)\b(?!-)",
    at=_NEAR,
)
_EN_DAYS = Sought(
    r"(?<!of )\b([Yy]esterday|[Tt]omorrow)\b(?!['’]s (?:world|cit))",
    at=Cues(words("Yesterday yesterday Tomorrow tomorrow")),
)
_EN_TODAY = Sought(
    r"(?:\b(?:said|announced|unveiled|opened|signed|launched|released|reported|began|started|held)(?: [a-z]+){0,2} )(today)\b"
    r"|\b([Tt]oday)(?= (?:announced|said|unveiled|signed|launched|released|opened)\b)",
    has=("oday",),
    at=Cues(words("said announced unveiled opened signed launched released reported began started held Today today")),
)
_EN_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_EN_YEARS = r"(?:19|20)\d\d|last year|this year|next year"
_EN_PART_YEAR = Sought(
    rf"(?P<year>{_EN_YEARS})\b(?!-\d)",
    at=(YEARS, _NEAR),
)
# Years are few: what stands before each of them is looked at, not every place of a text.
_EN_PART = re.compile(
    r"\b(?:(?:the )?(?P<half>first|second) half|(?:the )?(?P<quarter>first|second|third|fourth) quarter"
    r"|(?:the )?(?P<edge>beginning|start|middle|end)|(?P<vague>(?:[Ee]arly|[Mm]id|[Ll]ate))[ -](?:in )?|Q(?P<q>[1-4]))"
    r"(?: of)? ?\Z"
)
_LONGEST_PART = 32
_EN_MONTHS = Sought(
    rf"\b({_MONTH})\.? ?(?:to|through|until|-|–) ?({_MONTH})\.?,? ({_YEAR})\b",
    at=MONTH_CUES,
)
_EN_BETWEEN = Sought(
    rf"(?<=\b[Bb]etween )({_MONTH}) and ({_MONTH}),? ({_YEAR})\b",
    at=MONTH_CUES,
)
_EN_YEARS_SPAN = Sought(
    rf"({_YEAR}) ?(?:to|through|until|-|–) ?({_YEAR})\b(?!-)",
    at=YEARS,
)
_BEFORE_SPAN = re.compile(r"\b(?:[Ff]rom|[Dd]uring|[Ff]or) \Z")
_EN_YEAR_MORE = Sought(
    rf"(?<=\b[Ii]n {'.' * 4} and )({_YEAR})\b",
    at=YEARS,
)
_UP_FROM = re.compile(r"부터 ")
_BETWEEN = re.compile(r"(?:부터|에서)? ?[~∼〜–-] ?|부터 |에서 (?=\d+월|\d{4}년)| ?(?:to|through|until|–|-) ")


def find_periods(text: str, published: date | None, *, korean: bool, english: bool) -> Iterator[Find]:
    """Yield periods, and days that are told by their week."""
    if korean:
        yield from _korean_parts(text, published)
        yield from _korean_near(text, published)
        yield from _korean_spans(text, published)
    if english:
        yield from _english_near(text, published)
        yield from _english_parts(text, published)
        yield from _english_spans(text)


def joined(text: str, dates: Iterable[Find]) -> Iterator[Find]:
    """Yield the spans of two dates with nothing but 부터, a dash or `to` between them, where both are known alike; where
    neither is, 부터 alone joins them.
    """
    known = sorted((find for find in dates if find.type == "date"), key=lambda find: (find.start, -find.end))
    for place, first in enumerate(known):
        following = next((other for other in known[place + 1 :] if other.start >= first.end), None)
        if following is None or following.start - first.end > 6:
            continue
        one, two = first.value, following.value
        if one is None and two is None and _UP_FROM.fullmatch(text, first.end, following.start):
            yield _find(first.start, following.end, None)
        if one is None or two is None or "/" in one or "/" in two or len(one) != len(two) or one >= two:
            continue
        if _BETWEEN.fullmatch(text, first.end, following.start):
            yield _find(first.start, following.end, f"{one}/{two}")


def _find(start: int, end: int, value: str | None) -> Find:
    return Find(start=start, end=end, type="date", origin="pattern", score=_SCORE, value=value)


def _ends(text: str, end: int) -> bool:
    """Say whether a Korean period may end here: nothing but a particle follows."""
    rest = run_after(text, end)
    return (
        is_particle(text[end - 1], rest)
        or rest.startswith(("까지", "부터"))
        or rest
        in (
            "중",
            "내",
            "이후",
            "이전",
            "께",
            "경",
            "무렵",
            "중에",
            "이후로",
        )
    )


def part_of_year(year: int | None, part: str) -> str | None:
    """Give the months of 상반기, 3분기, 초 or 말 of a year; of a part without plain borders the year."""
    if year is None:
        return None
    months = {"상반기": (1, 6), "하반기": (7, 12), "초": (1, 1), "연초": (1, 1), "말": (12, 12), "연말": (12, 12)}
    if part[0].isdigit():
        first = 3 * int(part[0]) - 2
        months[part] = (first, first + 2)
    if part not in months:
        return str(year)  # when spring or the middle begins is anybody's guess
    one, two = months[part]
    return f"{year:04}-{one:02}" + (f"/{year:04}-{two:02}" if two > one else "")


def _korean_parts(text: str, published: date | None) -> Iterator[Find]:
    for match in _KO_IN_YEAR.finditer(text):
        if not _ends(text, match.end()):
            continue
        if match["year"]:
            year: int | None = int(match["year"])
        else:
            year = None if published is None else published.year + _KO_YEARS[match["word"] or "올해"]
        part = match["part"] or match["bare"].removeprefix("올").strip()
        yield _find(match.start(), match.end(), part_of_year(year, part))
    for match in _KO_SHORT_YEAR.finditer(text):
        if _ends(text, match.end()) or text[match.end() : match.end() + 1] == "도":
            yield _find(match.start(), match.end(), f"20{'-'.join(each.zfill(2) for each in match.groups() if each)}")
    for match in _KO_IN_MONTH.finditer(text):
        if _ends(text, match.end()):
            yield _find(match.start(), match.end(), _month_of(match, published))


def _month_of(match: re.Match[str], published: date | None) -> str | None:
    if match["year"]:
        return f"{match['year']}-{int(match['month']):02}"
    if published is None:
        return None
    if match["near"]:
        shift = {"지난달": -1, "다음달": 1, "내달": 1}.get(match["near"].replace(" ", ""), 0)
        index = published.year * 12 + published.month - 1 + shift
        return f"{index // 12:04}-{index % 12 + 1:02}"
    month = int(match["month"])
    return f"{_year_of(match['word'], month, published):04}-{month:02}"


def _year_of(word: str | None, month: int, published: date) -> int:
    """Give the year of a month beside 지난해, 내년, 지난, 오는; of one alone the nearest to the publication."""
    if word in _KO_YEARS:
        return published.year + _KO_YEARS[word]
    if word == "지난":
        return published.year - (month > published.month)
    if word == "오는":
        return published.year + (month < published.month)
    return published.year - (month > published.month + 6) + (month < published.month - 8)


def _korean_near(text: str, published: date | None) -> Iterator[Find]:
    for match in _KO_WEEK.finditer(text):
        if _ends(text, match.end()):
            shift = _KO_WEEKS[match["week"].replace(" ", "")]
            day = _WEEKDAYS.index(match["day"]) if match["day"] else None
            yield _find(match.start(), match.end(), _week(published, shift, day))
    for match in _KO_DAY.finditer(text):
        if _ends(text, match.end()):
            yield _find(match.start(), match.end(), _day(published, _KO_DAYS[match[1]]))


def _week(published: date | None, shift: int, day: int | None) -> str | None:
    if published is None:
        return None
    monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
    if day is not None:
        return (monday + timedelta(days=day)).isoformat()
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _day(published: date | None, shift: int) -> str | None:
    return None if published is None else (published + timedelta(days=shift)).isoformat()


def _korean_spans(text: str, published: date | None) -> Iterator[Find]:
    for match in _KO_YEARS_SPAN.finditer(text):
        if int(match[1]) < int(match[2]):
            yield _find(match.start(), match.end(), f"{match[1]}/{match[2]}")
    for match in _KO_MONTHS.finditer(text):
        first, last = int(match[3]), int(match[4])
        year = int(match[1]) if match[1] else None if published is None else _year_of(match["word"], first, published)
        value = None if year is None else f"{year:04}-{first:02}/{year + (last < first):04}-{last:02}"
        yield _find(match.start(), match.end(), value)
    for match in _KO_NUMERIC_SPAN.finditer(text):
        year = int(match[1])
        later = int(match[4] or year + (int(match[5]) < int(match[2])))
        one = _valid(year, int(match[2]), int(match[3]))
        two = _valid(later, int(match[5]), int(match[6]))
        if one and two and one <= two:
            yield _find(match.start(), match.end(), f"{one}/{two}")


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _english_near(text: str, published: date | None) -> Iterator[Find]:
    for match in _EN_DAY.finditer(text):
        yield _find(match.start(), match.end(), _weekday(published, match[1].lower(), _DAYS.index(match[2].lower())))
    for match in _EN_NEAR.finditer(text):
        shift = {"last": -1, "this": 0, "next": 1}[match[1].lower()]
        yield _find(match.start(), match.end(), _near(published, shift, match[2]))
    for match in _EN_DAYS.finditer(text):
        yield _find(match.start(), match.end(), _day(published, -1 if match[1].lower() == "yesterday" else 1))
    for match in _EN_TODAY.finditer(text):
        start, end = match.span(1) if match[1] else match.span(2)
        yield _find(start, end, _day(published, 0))


def _weekday(published: date | None, word: str, day: int) -> str | None:
    """Give the last such day before the publication, the one in the week after it, or the one in its week."""
    if published is None:
        return None
    if word in ("last", "this past"):
        return _day(published, -((published.weekday() - day - 1) % 7 + 1))
    if word == "this coming":
        return _day(published, (day - published.weekday() - 1) % 7 + 1)
    return _week(published, 1 if word == "next" else 0, day)


def _near(published: date | None, shift: int, unit: str) -> str | None:
    if published is None:
        return None
    if unit == "year":
        return str(published.year + shift)
    if unit == "week":
        return _week(published, shift, None)
    index = published.year * 12 + published.month - 1 + shift
    return f"{index // 12:04}-{index % 12 + 1:02}"


def _english_parts(text: str, published: date | None) -> Iterator[Find]:
    if " year" not in text and "19" not in text and "20" not in text:
        return
    for told in _EN_PART_YEAR.finditer(text):
        match = _EN_PART.search(text, max(0, told.start() - _LONGEST_PART), told.start())
        if match is None:
            continue
        said = told["year"]
        year = int(said) if said[0].isdigit() else None
        if year is None and published is not None:
            year = published.year + {"last": -1, "this": 0, "next": 1}[said.split()[0]]
        start = match.start() + (4 if match.group().startswith("the ") else 0)
        yield _find(start, told.end(), part_of_year(year, _part_of(match)))


def _part_of(match: re.Match[str]) -> str:
    """Name the part of a year that stands before it, as Korean does."""
    if match["half"]:
        return "상반기" if match["half"] == "first" else "하반기"
    if match["quarter"] or match["q"]:
        return f"{_EN_ORDER[match['quarter']] if match['quarter'] else match['q']}분기"
    return {"beginning": "초", "start": "초", "end": "말"}.get(match["edge"] or "", "중반")


def _english_spans(text: str) -> Iterator[Find]:
    for pattern in (_EN_MONTHS, _EN_BETWEEN):
        for match in pattern.finditer(text):
            one, two, year = MONTHS[match[1]], MONTHS[match[2]], int(match[3])
            yield _find(match.start(), match.end(), f"{year - (one > two):04}-{one:02}/{year:04}-{two:02}")
    for match in _EN_YEARS_SPAN.finditer(text):
        if match[1] < match[2] and _BEFORE_SPAN.search(text, max(0, match.start() - 8), match.start()):
            yield _find(match.start(), match.end(), f"{match[1]}/{match[2]}")
    for match in _EN_YEAR_MORE.finditer(text):
        yield _find(match.start(), match.end(), match[1])
