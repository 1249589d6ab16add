"""The fields of an article as a form shows them: their words, and where in the text a value was found."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from store.parse.dates import find_dates
from store.parse.fields import FIELDS, LISTS
from store.records import Article
from store.text.normal import normal

LABELS = MappingProxyType(
    {
        "title": "&Title",
        "subtitle": "&Subtitle",
        "authors": "&Authors",
        "outlet": "&Outlet",
        "published": "&Published",
        "updated": "&Updated",
        "language": "&Language",
        "url": "A&ddress",
        "keywords": "&Keywords",
    }
)
"""The label of each field, with the letter that goes to it."""
HINTS = MappingProxyType(
    {
        "authors": "several with a comma between",
        "keywords": "several with a comma between",
        "published": "2021, 2021-03, 2021-03-24 or 2021-03-24T09:49",
        "updated": "2021, 2021-03, 2021-03-24 or 2021-03-24T09:49",
        "language": "two letters, such as ko or en",
        "url": "https://…",
    }
)
SHARED = ("authors", "outlet", "published", "updated", "language", "keywords")
"""The fields that several articles can be given together."""
DATES = ("published", "updated")


def shown(article: Article, field: str) -> str:
    """Give the value of a field as it is written into the form; a title that was only derived is none."""
    if field == "title" and article.title_derived:
        return ""
    value = getattr(article, field)
    return ", ".join(value) if field in LISTS else value or ""


def typed(field: str, text: str) -> str | tuple[str, ...]:
    """Give what was written into the form as the value to store; the store looks whether it is one."""
    if field not in LISTS:
        return text.strip()
    return tuple(each for piece in text.replace(";", ",").replace("、", ",").split(",") if (each := piece.strip()))


def line_of(text: str, field: str, value: str) -> tuple[int, str] | None:
    """Find the first line of a text that says a field's value: its number from 1 and the line, or None."""
    value = value.strip()
    if not value or field not in FIELDS or field == "language" or not typed(field, value):
        return None
    says = _dated(value, field) if field in DATES else _worded(value, field)
    for number, line in enumerate(text.split("\n"), start=1):
        if says(line):
            return number, line.strip()
    return None


def _worded(value: str, field: str) -> Callable[[str], bool]:
    wanted = normal(typed(field, value)[0] if field in LISTS else value)
    return lambda line: wanted in normal(line)


def _dated(value: str, field: str) -> Callable[[str], bool]:
    def says(line: str) -> bool:
        return any(found.value[:16] == value[:16] and found.label in ("", field) for found in find_dates(line))

    return says
