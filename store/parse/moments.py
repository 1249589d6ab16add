"""Dates as tables, feeds and catalogues write them, to ISO 8601 at the precision known, time zones kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from store.parse.dates import find_dates

_ISO = re.compile(
    r"(?P<y>(?:1[5-9]|20)\d\d)\s?[-./년]\s?(?P<m>\d{1,2})(?:\s?[-./월]\s?(?P<d>\d{1,2})\s?[일.]?|\s?월)?"
    r"(?:\s?\(?(?:[월화수목금토일](?:요일)?|[A-Za-z]{3,9})\)?(?=\s|$))?"
    r"(?:[T\s,]+(?P<before>오전|오후|[AaPp][Mm]\b)?\s?(?P<h>\d{1,2})\s?[:시-]\s?(?P<mi>\d{1,2})?분?"
    r"(?:\s?[:-]?\s?(?P<s>\d\d)(?:[.,]\d{1,9})?초?)?\s?(?P<after>[AaPp]\.?[Mm]\.?)?)?"
    r"\s?(?P<zone>Z|UTC|GMT|KST|[+-]\d\d:?\d\d)?$"
)
_COMPACT = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])?"
    r"(?:[T ]?(?P<h>[01]\d|2[0-3]):?(?P<mi>[0-5]\d):?(?P<s>[0-5]\d)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?$"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:년)?$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?$")
_DAY_FIRST = re.compile(
    r"(?P<a>\d{1,2})[-./](?P<b>\d{1,2})[-./](?P<y>(?:19|20)\d\d)(?:[T ,]+(?P<time>\d\d?:\d\d)(?::\d\d)?)?$"
)
_RFC = re.compile(r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4}\s+\d\d?:\d\d")
# A spreadsheet counts days from here; its first years are those of nobody's news.
_SPREADSHEET = datetime(1899, 12, 30)  # noqa: DTZ001  a spreadsheet's days have no time zone


def moment_of(value: str, *, day_first: bool | None = None) -> str | None:
    """Return the date of a cell as ISO 8601 (`2021-03-24T09:49+09:00`, `2021-03-24`, `2021-03`, `2021`), or None.

    Seconds and midnights that a program filled in are left out. `03/04/2021` is read in two ways: `day_first` says
    which; without it only the year is known. Relative dates are none.
    """
    value = value.strip()
    if not value or len(value) > 80:
        return None
    return (
        _by_number(value) or _by_fields(value) or _by_mail(value) or _by_slashes(value, day_first) or _by_words(value)
    )


def is_day_first(values: Iterable[str]) -> bool | None:
    """Say how a column writes dates such as `24/3/2021`, from those that can be read in one way only; None if unsure."""
    found = [match for value in values if (match := _DAY_FIRST.match(value.strip()))]
    days = any(int(match["a"]) > 12 for match in found)
    months = any(int(match["b"]) > 12 for match in found)
    return days if days != months else None


def _by_fields(value: str) -> str | None:
    found = _ISO.match(value)
    if found is None:
        return None
    return _iso(found, half=found["before"] or found["after"])


def _by_number(value: str) -> str | None:
    value = value.removesuffix(".0")
    if _YEAR.match(value):
        return value[:4]
    compact = _COMPACT.match(value)
    if compact:
        return _iso(compact)
    if not _NUMBER.match(value):
        return None
    number = float(value)
    if 25_569 <= number < 65_000:
        return _trimmed(_SPREADSHEET + timedelta(days=number))
    seconds = number / 1000 if number >= 1e11 else number
    return _trimmed(datetime.fromtimestamp(seconds, UTC)) if 631_152_000 <= seconds < 4_000_000_000 else None


def _iso(found: re.Match[str], *, half: str | None = None) -> str | None:
    year, month = int(found["y"]), int(found["m"])
    if not 1 <= month <= 12:
        return None
    if found["d"] is None:
        return f"{year:04}-{month:02}"
    try:
        day = date(year, month, int(found["d"])).isoformat()
    except ValueError:
        return None
    if found["h"] is None:
        return day
    hour, minute, second = int(found["h"]), int(found["mi"] or 0), int(found["s"] or 0)
    half = (half or "").replace(".", "").lower()
    hour += 12 if half in ("오후", "pm") and hour < 12 else -12 if half in ("오전", "am") and hour == 12 else 0
    if hour > 23 or minute > 59 or second > 59 or (found["s"] and hour == minute == second == 0):
        return day
    return f"{day}T{hour:02}:{minute:02}{f':{second:02}' if second else ''}{_zone(found['zone'])}"


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone in ("Z", "UTC", "GMT"):
        return "Z"
    if zone == "KST":
        return "+09:00"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"


def _trimmed(moment: datetime) -> str:
    moment = moment.replace(microsecond=0)
    if moment.hour == moment.minute == moment.second == 0:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds" if moment.second else "minutes").replace("+00:00", "Z")


def _by_mail(value: str) -> str | None:
    """Read `Wed, 24 Mar 2021 09:49:00 +0900`, as mails and feeds write it."""
    if not _RFC.match(value):
        return None
    from email.utils import parsedate_to_datetime  # loads all that reads mails

    try:
        return _trimmed(parsedate_to_datetime(value))
    except (ValueError, IndexError, OverflowError):
        return None


def _by_slashes(value: str, day_first: bool | None) -> str | None:
    found = _DAY_FIRST.match(value)
    if found is None:
        return None
    first, second = int(found["a"]), int(found["b"])
    if first <= 12 and second <= 12 and first != second and day_first is None:
        return found["y"]
    month, day = (second, first) if first > 12 or (day_first and second <= 12) else (first, second)
    return _by_fields(f"{found['y']}-{month}-{day}" + (f" {found['time']}" if found["time"] else ""))


def _by_words(value: str) -> str | None:
    found = find_dates(f"published: {value}")
    return found[0].value if found else None
