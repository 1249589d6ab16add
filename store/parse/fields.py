"""What a person writes into a field of an article, to the value that is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from store.errors import UserError
from store.parse.dates import find_dates
from store.text.canonical import canonical

LISTS = ("authors", "keywords")
"""The fields that hold several values, in order."""

FIELDS = ("title", "subtitle", "authors", "outlet", "published", "updated", "language", "url", "keywords")
"""The fields of an article that can be corrected."""

FieldValue = str | Sequence[str] | None
"""What a field may be given: a text or None, and for `LISTS` a list of texts."""

_LINES = re.compile(r"\s*\n\s*")
_LANGUAGE = re.compile(r"[a-z]{2}")
_URL = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?P<zone>Z|[+-]\d\d:\d\d)?)?)?)?"
)


def field_value(field: str, value: FieldValue) -> str | tuple[str, ...] | None:
    """Give the value to store in `field`; what is empty becomes None, or an empty list.

    Texts are canonical and of one line, dates ISO 8601 to the precision written, languages ISO 639-1. Raises UserError,
    one sentence, where the field is none of `FIELDS` or the value none of its kind.
    """
    if field not in FIELDS:
        raise UserError(f"“{field}” is no field that can be corrected; choose one of {', '.join(FIELDS)}.")
    if field in LISTS:
        given = [value] if isinstance(value, str) else value or ()
        return tuple(dict.fromkeys(text for text in map(_line, given) if text))
    if value is not None and not isinstance(value, str):
        raise UserError(f"The {field} is one text, not a list.")
    text = _line(value or "")
    if not text:
        return None
    if field in ("published", "updated"):
        return _date(text)
    if field == "language":
        return _language(text)
    return _url(text) if field == "url" else text


def _line(value: str) -> str:
    return _LINES.sub(" ", canonical(value).strip())


def _language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text.lower()):
        raise UserError(f"“{text}” is no language; write its two letters, such as ko or en.")
    return text.lower()


def _url(text: str) -> str:
    if not _URL.fullmatch(text):
        raise UserError(f"“{text[:80]}” is no address; it begins with http:// or https:// and has no blanks.")
    return text


def _date(text: str) -> str:
    iso = _ISO.fullmatch(text)
    if iso is not None:
        value = text.replace(" ", "T")
    else:
        found = [date for date in find_dates(text) if (date.start, date.end) == (0, len(text))]
        value = found[0].value if found else ""
        iso = _ISO.fullmatch(value)
    if iso is None or not _exists(iso):
        raise UserError(f"“{text[:80]}” is no date; write it as 2021, 2021-03, 2021-03-24 or 2021-03-24T09:49.")
    return value


def _exists(iso: re.Match[str]) -> bool:
    parts = (iso["year"], iso["month"] or "01", iso["day"] or "01")
    try:
        datetime.fromisoformat("-".join(parts) + "T" + (iso["time"] or "00:00") + (iso["zone"] or ""))
    except ValueError:
        return False
    return True
