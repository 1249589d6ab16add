"""Keywords that a page lists under an article: hashtags, `태그:`, `Keywords:`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LABEL = re.compile(
    r"^[\s\[(]*(?:관련\s?)?(?:태그|해시태그|키워드|검색어|핵심어|tags?|keywords?|key\s?words?|topics?)[\])]?\s*[:：|]?\s*",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^[\s\[(]*(?:관련\s?)?(?:태그|해시태그|키워드|핵심어|tags?|keywords?|key\s?words?|topics?)[\])]?\s*(?:[:：|]\s*\S|#)",
    re.IGNORECASE,
)
_HASHTAG = re.compile(r"#\s?([^\s#,，、]{1,60})")
_SEPARATORS = re.compile(r"[,，、;/|·ㆍ]+")


def is_keyword_line(text: str) -> bool:
    """Say whether the line only lists keywords."""
    if len(text) > 1_000:
        return False
    if _LABELLED.match(text):
        return not text.endswith(("다.", "."))
    tags = _HASHTAG.findall(text)
    return bool(tags) and not re.sub(r"[\s,，、]+", "", _HASHTAG.sub("", text))


def keywords_of(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the keywords of the lines, in order, each once, without `#`."""
    found: dict[str, None] = {}
    for line in lines:
        bare = _LABEL.sub("", line, count=1) if _LABELLED.match(line) else line
        tags = _HASHTAG.findall(bare)
        for tag in tags or _SEPARATORS.split(bare):
            word = tag.strip(" \t\u00a0#[]().")
            if word:
                found.setdefault(word)
    return tuple(found)
