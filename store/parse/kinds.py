"""What each line of a page is by its own words: menu, credit, byline, date, bullet, sentence and so on."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache

from store.parse.byline import authors_of_line, is_byline
from store.parse.credits import CAPTION_END, CAPTION_START, CREDIT_LINE
from store.parse.dates import find_dates, is_label, without_dates
from store.parse.keywords import is_keyword_line
from store.parse.lexicon import (
    COMMENT_COUNT,
    EMAIL,
    END_PATTERN,
    MENU_LINES,
    MENU_PATTERN,
    RELATED_PATTERN,
    RELEASE_FIELD,
    TELEPHONE,
    URL_LINE,
)
from store.parse.lines import Line
from store.parse.media import KNOWN_MEDIA, is_medium

_BULLET = re.compile(
    r"^\s?(?:[□■▢○◦●ㅇ❍◇◆▪◈❏❑▷▶►☞✓✔•∙·*]|[-–—]\s?(?=[^\s-])|o\s|[①-⑳]|[가-하]\.\s|\d{1,2}[.)]\s|\(\d{1,2}\)\s?)"
)
_FOOTNOTE = re.compile(r"^\s?(?:\*{1,3}|※|†|‡|주\d?\)|\d\)|\[\d{1,2}\])\s?\S")
_BREADCRUMB = re.compile(r"^(?:[^\s>›»/|]{1,12}\s?[>›»/|]\s?)?[^\s>›»]{1,20}(?:\s?[>›»]\s?[^>›»]{1,24}){1,5}$")
_MENU_ROW = re.compile(r"^[^\s|ㅣ·/][^|ㅣ]{0,20}(?:\s?[|ㅣ]\s?[^|ㅣ]{1,20}){2,}$")
# "- 대구시, 3개 도시와 협약 -": a headline or subheading between dashes.
_DASHED = re.compile(r"^[-–—―]\s?[^\s-].{4,150}[-–—―]$")
# Prose pauses; a row of links does not.
_PAUSE = re.compile(r"[.,;:!?…。，、]|다\s")
_SAID = re.compile(r"[다요까]\.[\"”’']?$")
_CREDIT_ONLY = re.compile(r"^[ⓒ©Ⓒ]\s?[^\s]{2,20}(?:\s[^\s]{1,12})?$")
_STOP_INSIDE = re.compile(r"[다요까][.?!][\"”’']?\s\S|[a-z]{3}[.?!]\s[A-Z][a-z].{30}")
_LIST_ITEM = re.compile(r"^[•∙·●▪▶►>+]\s?")

_SHORT = 80
"""Up to how many characters a line may well come again on another page."""


class Kind(Enum):
    """The kind of one line, before its neighbours are looked at."""

    SENTENCE = "sentence"
    BULLET = "bullet"
    FOOTNOTE = "footnote"
    LONG = "long"
    SHORT = "short"
    ITEM = "item"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    DATE = "date"
    KEYWORDS = "keywords"
    FIELD = "field"
    MENU = "menu"
    RELATED = "related"
    END = "end"


def kind_of(line: Line) -> Kind:
    """Return what a line is by its own words: the first rule that holds, else what kind of prose it is."""
    if len(line.text) > 400:
        return Kind.SENTENCE
    return _kind_of_short(line.text) if len(line.text) <= _SHORT else _kind_by_rules(line)


# The menus and notices of an outlet stand on all of its pages.
@lru_cache(maxsize=4_096)
def _kind_of_short(text: str) -> Kind:
    return _kind_by_rules(Line(text=text, start=0, end=len(text), gap=0, indent=0))


def _kind_by_rules(line: Line) -> Kind:
    return next((kind for kind, holds in _RULES if holds(line)), None) or _prose(line)


def _is_dated(line: Line) -> bool:
    text = line.text
    if len(text) > 200 or not (is_label(text) or find_dates(text)):
        return False
    rest = without_dates(text)
    return len(rest) <= 12 or is_medium(rest)


def _is_dated_byline(line: Line) -> bool:
    """Say whether it names an author and dates the article at once."""
    return len(line.text) <= 160 and bool(find_dates(line.text) and authors_of_line(line.text)) and is_byline(line.text)


def _is_dated_field(line: Line) -> bool:
    return RELEASE_FIELD.match(line.text) is not None and _is_dated(line)


def _is_button(line: Line) -> bool:
    return line.bare in MENU_LINES or line.bare.rstrip(" :.!?()[]0123456789") in MENU_LINES


def _is_comment_count(line: Line) -> bool:
    return len(line.text) <= 60 and COMMENT_COUNT.match(line.text) is not None


def _is_end(line: Line) -> bool:
    text = line.text
    return len(text) <= 250 and END_PATTERN.search(text) is not None and not _CREDIT_ONLY.match(text)


def _is_menu(line: Line) -> bool:
    text = line.text
    if URL_LINE.match(text) or (len(text) <= 400 and MENU_PATTERN.match(line.bare or text)):
        return True
    return len(text) <= 80 and bool(_BREADCRUMB.match(text) or _MENU_ROW.match(text))


def _is_field(line: Line) -> bool:
    found = RELEASE_FIELD.match(line.text) if len(line.text) < 120 else None
    return found is not None and (not line.ends_sentence or ":" in line.text[:14].replace("：", ":"))


def _is_credit(line: Line) -> bool:
    text = line.text
    return len(text) <= 90 and CREDIT_LINE.match(text) is not None and not text.endswith(("다.", "요."))


def _is_caption(line: Line) -> bool:
    text = line.text
    return len(text) <= 300 and bool(CAPTION_START.match(text) or CAPTION_END.search(text[-120:]))


def _is_contact(line: Line) -> bool:
    text = line.text
    return len(text) <= 100 and not line.ends_sentence and bool(TELEPHONE.search(text) or EMAIL.search(text))


# In order of trust: a line is of the first kind whose rule holds.
_RULES: tuple[tuple[Kind, Callable[[Line], bool]], ...] = (
    (Kind.BYLINE, _is_dated_byline),
    (Kind.FIELD, _is_dated_field),
    (Kind.DATE, _is_dated),
    (Kind.END, _is_comment_count),
    (Kind.MENU, _is_button),
    (Kind.END, _is_end),
    (Kind.RELATED, lambda line: len(line.text) <= 60 and RELATED_PATTERN.match(line.text) is not None),
    (Kind.KEYWORDS, lambda line: is_keyword_line(line.text)),
    (Kind.MENU, _is_menu),
    (Kind.FIELD, _is_field),
    (Kind.MENU, lambda line: line.text.casefold() in KNOWN_MEDIA),
    (Kind.CREDIT, _is_credit),
    (Kind.BYLINE, lambda line: is_byline(line.text)),
    (Kind.CAPTION, _is_caption),
    (Kind.FIELD, _is_contact),
)


def _prose(line: Line) -> Kind:
    text = line.text
    if _FOOTNOTE.match(text) and len(text) >= 6:
        return Kind.FOOTNOTE
    if _BULLET.match(text) and not _DASHED.match(text):
        if len(text) >= 30 or line.ends_sentence:
            return Kind.BULLET
        return Kind.ITEM if _LIST_ITEM.match(text) else Kind.SHORT
    if len(text) > 160 and not line.ends_sentence and len(_PAUSE.findall(text)) * 150 < len(text):
        return Kind.LONG
    said = line.ends_sentence and len(text) >= (8 if _SAID.search(text) else 35)
    goes_on = len(text) >= 60 and _STOP_INSIDE.search(text) is not None
    if len(text) > 160 or ((said or goes_on) and not _DASHED.match(text)):
        return Kind.SENTENCE
    return Kind.LONG if len(text) >= 12 else Kind.SHORT
