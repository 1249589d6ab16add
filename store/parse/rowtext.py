"""The text of a row: mostly an article's bare text, which is taken as it is; a scraped page among rows is parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.errors import UserError
from store.parse.language import language_of
from store.parse.plain import parse_text
from store.parse.title import derived_title
from store.records import ArticleDraft, Part
from store.text.canonical import canonical
from store.text.lines import is_visible

# What clings to a page and to no bare text: rights, share buttons, bylines with stamps, menus.
_CLINGING = re.compile(
    r"무단\s*전재|재배포|저작권자|ⓒ|©|All [Rr]ights [Rr]eserved|카카오톡|네이버 ?블로그|페이스북|글씨|기사입력|"
    r"입력\s*[:：]?\s*20\d\d|"
    r"댓글|로그인|관련\s?기사|구독|Subscribe|Sign in|Share this|Related (?:articles|stories)|Read more|Advertisement|Posted\s*:|"
    r"기자\s*="
)
# Asked for apart, and only where the word is: what begins with no one letter is slow to look for.
_REPORTERS = (("기자", re.compile(r"[가-힣]{2,4}\s기자\b")), ("By ", re.compile(r"^\s*By [A-Z]", re.M)))
_SHORT = 25
"""A line of fewer characters is a heading or a piece of a menu."""


def parse_row_text(
    text: str,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    outlet: str | None = None,
    authors: Sequence[str] = (),
    published: str | None = None,
    updated: str | None = None,
    language: str | None = None,
    url: str | None = None,
    keywords: Sequence[str] = (),
) -> ArticleDraft:
    """Return the draft of a row's text: all of it body, unless it looks like a page with everything that clings to it.

    What is given wins over what is found, as in `parse_text`. Raises UserError where nothing of the text can be seen.
    """
    text = canonical(text)
    if not is_visible(text):
        raise UserError("There is no text in it, only blanks; there is no article to import.")
    if _looks_scraped(text):
        return parse_text(
            text,
            title=title,
            subtitle=subtitle,
            outlet=outlet,
            authors=authors,
            published=published,
            updated=updated,
            language=language,
            url=url,
            keywords=keywords,
        )
    return ArticleDraft(
        text=text,
        language=language or language_of(text),
        title=title or derived_title(text),
        title_derived=not title,
        subtitle=subtitle,
        outlet=outlet,
        authors=tuple(authors),
        published=published,
        updated=updated,
        url=url,
        keywords=tuple(keywords),
        parts=(Part(role="body", start=0, end=len(text)),),
    )


def _looks_scraped(text: str) -> bool:
    if _CLINGING.search(text) or any(word in text and pattern.search(text) for word, pattern in _REPORTERS):
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 3 and sum(len(line) < _SHORT for line in lines) * 2 > len(lines)
