"""Periods of the filter language: `2021`, `2021-03`, `2021-01..2021-06`, open at either end."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

_DATE = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2})(?:T(\d{2}):(\d{2}))?)?)?")
_FIRST = "0000-01-01T00:00:00"
_LAST = "9999-12-31T23:59:59"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last second, both included, as ISO 8601 strings; None where that end is open.

    The last day of a month is written as the 31st, so that it compares with an end that only names the month.
    """

    first: str | None
    last: str | None


def period(text: str) -> Period:
    """Read `A`, `A..B`, `A..`, `..B` or `..`; raises ValueError with a sentence where it is no period."""
    start, dots, end = text.partition("..")
    if not dots:
        return Period(_first(text), _last(text))
    found = Period(_first(start) if start else None, _last(end) if end else None)
    if found.first and found.last and found.first > found.last:
        raise ValueError("This period ends before it begins; swap its ends.")
    return found


def _first(text: str) -> str:
    date = _read(text)
    return date + _FIRST[len(date) :]


def _last(text: str) -> str:
    date = _read(text)
    if len(date) >= 10 and int(date[8:10]) == monthrange(int(date[:4]), int(date[5:7]))[1]:
        date = date[:8] + "31" + date[10:]
    return date + _LAST[len(date) :]


def _read(text: str) -> str:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        raise ValueError("This is no date; write it as 2021, 2021-03, 2021-03-24 or 2021-01..2021-06.")
    year, month, day, hour, minute = found.groups()
    if not _exists(int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0)):
        raise ValueError("There is no such day; check year, month and day.")
    parts = [year, *(f"{int(number):02d}" for number in (month, day) if number)]
    return "-".join(parts) + (f"T{hour}:{minute}" if hour else "")


def _exists(year: int, month: int, day: int, hour: int, minute: int) -> bool:
    if not (year >= 1 and 1 <= month <= 12 and hour < 24 and minute < 60):
        return False
    return 1 <= day <= monthrange(year, month)[1]
