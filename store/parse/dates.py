"""Dates as news pages write them, and which of them is the publication and which the last change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
# Months as other languages write them, a line for each; only with a day before and a year behind they are a date.
_MONTHS_TEXT = """
    januar januari janvier janv enero ene gennaio gen janeiro jänner jän ocak oca stycznia ledna
    februar februari février fevrier févr fév febrero febbraio fevereiro fev feber şubat şub lutego února
    märz mär mrz maart mars marzo março mart marca března
    april avril avr abril abr aprile kwietnia nisan dubna
    mai mei maj mayo maggio mag maio mayıs května
    juni juin junio giugno giu junho haziran haz czerwca června
    juli juillet juil julio luglio lug julho temmuz tem lipca července
    august août aout agosto ago augusti augustus ağustos ağu sierpnia srpna
    september septembre septiembre settembre set setembro eylül eyl września září
    october oktober okt octobre octubre ottobre ott outubro out ekim eki października října
    november novembre noviembre novembro kasım kas listopada listopadu
    dezember dez dec december décembre déc diciembre dic dicembre dezembro desember des aralık ara grudnia prosince
"""
_MONTH_NUMBERS = {
    word: number for number, line in enumerate(_MONTHS_TEXT.strip().split("\n"), 1) for word in line.split()
}
_OTHER_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_DATE = re.compile(
    # A digit or the first letter of a month begins every date: what can begin none is passed over at once.
    rf"(?=[\djfmasond])(?:(?<!\d)(?P<y1>{_YEAR})\s?(?:[-./年]|년)\s?(?P<m1>1[0-2]|0?[1-9])\s?(?:[-./月]|월)\s?(?P<d1>3[01]|[12]\d|0?[1-9])(?!\d)"
    rf"\s?(?:일|日|\.)?"
    rf"|(?<![A-Za-z])(?P<m2>{_MONTH})\.?\s{{1,2}}(?P<d2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s?,?\s{{0,2}}(?P<y2>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<d3>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?[\s-](?P<m3>{_MONTH})\.?,?[\s-](?P<y3>{_YEAR})(?!\d)"
    r"|(?<![\d.])(?P<y4>[0-4]\d)[./](?P<m4>1[0-2]|0[1-9])[./](?P<d4>3[01]|[12]\d|0[1-9])(?![\d.])"
    rf"|(?<!\d)(?P<y5>{_YEAR})\s?(?:년|[-./])\s?(?P<m5>1[0-2]|0?[1-9])(?:\s?월|(?![\d./-]))"
    rf"|(?<![A-Za-z])(?P<m6>{_MONTH})\.?,?\s(?P<y6>{_YEAR})(?!\d)"
    # Between dots the day comes first wherever the year comes last.
    rf"|(?<![\d.])(?P<d7>3[01]|[12]\d|0?[1-9])\.\s?(?P<m7>1[0-2]|0?[1-9])\.\s?(?P<y7>{_YEAR})(?!\d)"
    rf"|(?<![\d.])(?P<d8>3[01]|[12]\d|0?[1-9])(?:\.|º|er)?\s?(?:de\s|d’|\.\s?)?(?P<m8>{_OTHER_MONTH})\.?,?\s(?:de\s|del\s)?"
    rf"(?P<y8>{_YEAR})(?!\d)"
    # Between strokes too, but only a number over twelve says which is the day.
    rf"|(?<![\d/])(?P<d9>3[01]|2\d|1[3-9])/(?P<m9>1[0-2]|0?[1-9])/(?P<y9>{_YEAR})(?![\d/])"
    rf"|(?<![\d/])(?P<m0>1[0-2]|0?[1-9])/(?P<d0>3[01]|2\d|1[3-9])/(?P<y0>{_YEAR})(?![\d/]))",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:\s?[(（]?(?:[월화수목금토일](?:요일)?|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)\s?[)）])?"
_TIME_BEFORE = re.compile(
    r"(?<!\d)(?P<h>2[0-3]|[01]?\d):(?P<mi>[0-5]\d)\s?(?P<after>[AP]\.?M\.?)?\s?(?:KST|GMT|UTC|E[SD]T"
    r"|P[SD]T)?,?\s{1,2}(?:\w{3,9}day,?\s|on\s)?$",
    re.IGNORECASE,
)
_TIME = re.compile(
    _WEEKDAY + r"(?:T|[\s,|·–(/-]{0,4}(?:at\s)?)(?P<before>오전|오후|[AP]\.?M\.?(?=\s))?\s?"
    r"(?P<h>2[0-4]|[01]?\d)(?:\s?:\s?(?P<mi>[0-5]\d)(?::(?P<s>[0-5]\d)(?:\.\d{1,6})?)?|\s?시(?:\s?(?P<mi2>[0-5]?\d)\s?분)?)"
    r"(?!\d)(?:\s?(?P<after>[AP]\.?M\b\.?))?(?:\s?(?:Z\b|[+-]\d\d:?\d\d\b|\(?(?:KST|GMT|UTC|[ECP][SD]?T)\)?(?![A-Za-z])))?",
    re.IGNORECASE,
)
_WEEKDAY_AFTER = re.compile(_WEEKDAY, re.IGNORECASE)
_UPDATED = (
    r"최종\s?수정(?:일시?|시간)?|최종\s?업데이트|수정(?:일시?|시간)?|업데이트|갱신|(?<![a-z])(?:last\s(?:updated?|modified|edit(?:ed)?)"
    r"|updated|modified|edited|aktualisiert(?:\sam)?|mis\sà\sjour(?:\sle)?|modifiée?(?:\sle)?"
    r"|actualizado(?:\s(?:el|a))?|atualizado(?:\sem)?"
    r"|aggiornat[oa](?:\s(?:alle|il))?|modifica\sil|bijgewerkt(?:\sop)?|(?:sist\s)?oppdatert|(?:senast\s)?uppdaterad|opdateret"
    r"|güncelleme(?:\starihi)?|aktualizacja)|更新"
)
_PUBLISHED = (
    r"(?:기사|최초|최종)?\s?(?:입력|등록|승인|작성|게재|발행|송고|게시|배포|보도)(?:\s?(?:일시?|시간|시각|시점|날짜|자료))?"
    r"|(?<![a-z])(?:(?:first\s)?(?:posted|published|publication|issued|released?|created)(?:\s(?:date|on|at))?"
    r"|(?<!load[- ])date|(?:zuerst\s)?(?:veröffentlicht|publiziert|erschienen|erstellt)(?:\sam)?"
    r"|publiée?(?:\sle)?|publicado(?:\s(?:el|em))?"
    r"|pubblicato(?:\sil)?|gepubliceerd(?:\sop)?|publisert|publicerad|offentliggjort|giriş(?:\starihi)?|publikacja|opublikowano)"
    r"|날짜|일시"
)
_LABEL = re.compile(rf"(?:(?P<updated>{_UPDATED})|(?P<published>{_PUBLISHED}))(?![A-Za-z])", re.IGNORECASE)
# What a date cannot do without: a year, or two digits before a point or stroke; most lines with digits have neither.
_YEARED = re.compile(r"[0-4]\d(?:\d\d|[./])")
_NOISE = re.compile(r"[\s:：|·,()\[\]<>/\-–—~.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A full or partial date in a line: `value` ISO 8601, `label` "published", "updated" or "" where it says neither."""

    value: str
    label: str
    start: int
    end: int


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates of one line with their labels, in order; positions are code points of the line.

    Relative dates (`26일`, "last Tuesday") are none. Two-digit years and months without a day count only under a label.
    """
    if len(text) > 400 or not _YEARED.search(text):
        return []
    return list(_dates_of(text))


# The rules ask for the dates of one line again and again, one rule after the other.
@lru_cache(maxsize=256)
def _dates_of(text: str) -> tuple[FoundDate, ...]:
    dated = [(found, value) for found in _DATE.finditer(text) if (value := _value(text, found))]
    if not dated:
        return ()
    labels = list(_LABEL.finditer(text))
    suffixed = _labels_follow(dated, labels, text)
    result: list[FoundDate] = []
    for index, (found, (iso, end)) in enumerate(dated):
        before = dated[index - 1][1][1] if index else 0
        after = dated[index + 1][0].start() if index + 1 < len(dated) else len(text)
        low, high = (end, after) if suffixed else (before, found.start())
        near = [label for label in labels if label.start() >= low and label.end() <= high]
        label = near[0 if suffixed else -1] if near else None
        if label is not None and (label.start() - end if suffixed else found.start() - label.end()) > 25:
            label = None
        if label is None and (found["y5"] or found["y6"] or (found["y4"] and "T" not in iso)):
            continue
        name = "" if label is None else "updated" if label["updated"] else "published"
        start, moment = found.start(), iso
        earlier = _TIME_BEFORE.search(text, max(low if not suffixed else before, start - 40), start)
        if earlier and len(iso) == 10:
            start = earlier.start()
            moment = f"{iso}T{_clock(earlier['h'], earlier['mi'], earlier['after'])}"
        result.append(FoundDate(value=moment, label=name, start=start, end=end))
    return tuple(result)


def _labels_follow(dated: list[tuple[re.Match[str], tuple[str, int]]], labels: list[re.Match[str]], text: str) -> bool:
    """Say whether the labels stand behind their dates (`2021-03-24 09:49 송고`), not before them."""
    if not labels:
        return False
    first = dated[0][0].start()
    return labels[0].start() > first and not _NOISE.sub("", text[labels[-1].end() :])


def _value(text: str, found: re.Match[str]) -> tuple[str, int] | None:
    """Return the date of a match with the time behind it, and where that ends; None for a day that does not exist."""
    number = next(number for number in "1234567890" if found[f"y{number}"])
    year = int(found[f"y{number}"])
    year += 2000 if year < 100 else 0
    month_text = found[f"m{number}"]
    month = int(month_text) if month_text.isdigit() else _month(month_text)
    if number in "56":
        return f"{year:04}-{month:02}", found.end()
    try:
        day = date(year, month, int(found[f"d{number}"])).isoformat()
    except ValueError:
        return None
    return _with_time(text, day, found.end())


def _folded_month(word: str) -> str:
    # As the patterns do, which know no difference between the i with and without its dot: `KASIM`, `HAZİRAN`.
    return word.casefold().replace("\u0307", "").replace("ı", "i")


_OTHER_MONTHS = {_folded_month(word): number for word, number in _MONTH_NUMBERS.items()}


def _month(word: str) -> int:
    word = _folded_month(word)
    return _OTHER_MONTHS.get(word) or _MONTHS.index(word[:3]) + 1


def _with_time(text: str, day: str, end: int) -> tuple[str, int]:
    time = _TIME.match(text, end)
    if time is None:
        weekday = _WEEKDAY_AFTER.match(text, end)
        return day, weekday.end() if weekday else end
    clock = _clock(time["h"], time["mi"] or time["mi2"] or "0", time["before"] or time["after"])
    if clock >= "24":
        return day, end
    second = f":{time['s']}" if time["s"] else ""
    return f"{day}T{clock}{second}", time.end()


def _clock(hours: str, minutes: str, half: str | None) -> str:
    """Return `HH:MM` on the 24-hour clock; `half` is 오전, 오후, a.m. or p.m., or None."""
    hour = int(hours)
    half = (half or "").replace(".", "").lower()
    if half in ("오후", "pm") and hour < 12:
        hour += 12
    if half in ("오전", "am") and hour == 12:
        hour = 0
    return f"{hour:02}:{int(minutes):02}"


def cut_dates(text: str) -> str:
    """Return a line with a bar in the place of each date."""
    for found in reversed(find_dates(text)):
        text = text[: found.start] + " | " + text[found.end :]
    return text


@lru_cache(maxsize=256)
def without_dates(text: str) -> str:
    """Return what is left of a line without its dates, their labels and marks: of a pure date line, nothing."""
    return _NOISE.sub(" ", _LABEL.sub(" ", cut_dates(text))).strip()


def is_label(text: str) -> str:
    """Return "published" or "updated" where the line is nothing but such a label, else ""."""
    if len(text) > 30:
        return ""
    found = _LABEL.match(text)
    if found is None or _NOISE.sub("", text[found.end() :]):
        return ""
    return "updated" if found["updated"] else "published"


def choose_dates(lines: Iterable[str]) -> tuple[str | None, str | None]:
    """Return when the article was published and last updated, from its lines of metadata in order of trust.

    The first date labelled so wins; without a label the first full date is the publication.
    """
    published: str | None = None
    updated: str | None = None
    unlabelled: str | None = None
    pending = ""
    for line in lines:
        # "UPDATED. 2018-11-07" heads every page of some sites: it dates the site, not the article.
        dates = [] if line.startswith("UPDATED. ") else find_dates(line)
        for found in dates:
            label = found.label or pending
            if label == "published":
                published = published or found.value
            elif label == "updated":
                updated = updated or found.value
            else:
                unlabelled = unlabelled or found.value
            pending = ""
        pending = "" if dates else is_label(line)
    return published or unlabelled, updated
