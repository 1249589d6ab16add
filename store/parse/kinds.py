"""What each line of a page is by its own words: menu, credit, byline, date, bullet, sentence and so on."""

from __future__ import annotations

import re
from enum import Enum

from store.parse.byline import is_byline
from store.parse.dates import find_dates, is_label, without_dates
from store.parse.keywords import is_keyword_line
from store.parse.lexicon import (
    CAPTION_END,
    CAPTION_START,
    CREDIT_LINE,
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

_BULLET = re.compile(r"^\s?(?:[□■▢○◦●ㅇ❍◇◆▪◈❏❑▷▶►☞✓✔•∙·*]|[-–—]\s?(?=[^\s-])|o\s|[①-⑳]|[가-하]\.\s|\d{1,2}[.)]\s|\(\d{1,2}\)\s?)")
_FOOTNOTE = re.compile(r"^\s?(?:\*{1,3}|※|†|‡|주\d?\)|\d\)|\[\d{1,2}\])\s?\S")
_BREADCRUMB = re.compile(r"^(?:home|홈|main|메인|뉴스|news)?\s?[>›»/|]?\s?\S{1,20}(?:\s?[>›»]\s?\S{1,20}){1,5}$", re.IGNORECASE)
_MENU_ROW = re.compile(r"^[^\s|ㅣ·/][^|ㅣ]{0,20}(?:\s?[|ㅣ]\s?[^|ㅣ]{1,20}){2,}$")
# "- 대구시, 3개 도시와 협약 -": a headline or subheading between dashes.
_DASHED = re.compile(r"^[-–—―]\s?[^\s-].{4,150}[-–—―]$")
_LIST_ITEM = re.compile(r"^[•∙·●▪▶►>+]\s?")


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
    """Return what a line is by its own words."""
    text = line.text
    if len(text) > 400:
        return Kind.SENTENCE
    return _furniture(line) or _mark(line) or _prose(line)


def _furniture(line: Line) -> Kind | None:
    text = line.text
    if line.bare.rstrip(" :.!?()[]0123456789") in MENU_LINES or line.bare in MENU_LINES:
        return Kind.MENU
    if len(text) <= 250 and END_PATTERN.search(text) and not _CREDIT_ONLY.match(text):
        return Kind.END
    if len(text) <= 60 and RELATED_PATTERN.match(text):
        return Kind.RELATED
    if is_keyword_line(text):
        return Kind.KEYWORDS
    if URL_LINE.match(text) or (len(text) <= 200 and MENU_PATTERN.match(line.bare or text)):
        return Kind.MENU
    if len(text) <= 80 and (_MENU_ROW.match(text) or (_BREADCRUMB.match(text) and ">" in text.replace("›", ">").replace("»", ">"))):
        return Kind.MENU
    return None


_CREDIT_ONLY = re.compile(r"^[ⓒ©Ⓒ]\s?[^\s]{2,20}(?:\s[^\s]{1,12})?$")


def _mark(line: Line) -> Kind | None:
    """Tell lines about the article: when, who, whose picture."""
    text = line.text
    if len(text) <= 200:
        if is_label(text) or (find_dates(text) and len(without_dates(text)) <= 12):
            return Kind.FIELD if RELEASE_FIELD.match(text) else Kind.DATE
        if RELEASE_FIELD.match(text) and (len(text) < 120 and not line.ends_sentence):
            return Kind.FIELD
    if len(text) <= 90 and CREDIT_LINE.match(text) and not text.endswith(("다.", "요.")):
        return Kind.CREDIT
    if is_byline(text):
        return Kind.BYLINE
    if len(text) <= 300 and (CAPTION_START.match(text) or CAPTION_END.search(text[-80:])):
        return Kind.CAPTION
    if len(text) <= 100 and (TELEPHONE.search(text) or EMAIL.search(text)) and not line.ends_sentence:
        return Kind.FIELD
    return None


def _prose(line: Line) -> Kind:
    text = line.text
    if _FOOTNOTE.match(text) and len(text) >= 6:
        return Kind.FOOTNOTE
    if _DASHED.match(text):
        return Kind.LONG
    if _BULLET.match(text):
        long = len(text) >= 30 or line.ends_sentence
        if long:
            return Kind.BULLET
        return Kind.ITEM if _LIST_ITEM.match(text) else Kind.SHORT
    if line.ends_sentence and len(text) >= (15 if re.search("[가-힣]", text) else 35):
        return Kind.SENTENCE
    if len(text) > 160:
        return Kind.SENTENCE
    return Kind.LONG if len(text) >= 12 else Kind.SHORT
