"""What only the texts themselves can tell: patterns, and words near each other; SQL functions of limited time."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING

from store.query.columns import are_apart, columns, is_within
from store.query.highlight import REGEX_SECONDS
from store.query.near import near
from store.query.patterns import compiled, is_free_of_context, is_quick, looks_at_borders_alone

if TYPE_CHECKING:
    import regex

READING_SECONDS = 1.5
"""How long all that must read the texts for one question may take together, by the clock and from the first text on."""


class Reading:
    """Reads articles for one question after another, and gives up when the time for one is over."""

    def __init__(self) -> None:
        self.exhausted = False
        self._until: float | None = None

    def restart(self) -> None:
        """Begin a new question."""
        self.exhausted = False
        self._until = None

    def matches(self, pattern: str, scope: str, title: str | None, text: str, parts: str | None) -> bool:
        """Say whether the pattern is found in what `scope` searches of an article; raises when time is over."""
        if parts is None:
            return False
        search, is_free, has_borders, may_last = _sought(pattern)
        try:
            left = self._left()
            if left <= 0:
                raise TimeoutError
            # To look at the clock takes longer than to look through most texts.
            limit = {"timeout": max(0.001, min(REGEX_SECONDS, left))} if may_last else {}
            if is_free or (has_borders and are_apart(parts, text)):
                # Most articles need no sorting into stretches, which takes three times as long as to look into them.
                whole = search(text, **limit)
                said = not title or (is_free and title in text)
                if whole is None and (said or search(title, **limit) is None):
                    return False
                if whole is not None and is_within(parts, scope, *whole.span()):
                    return True
            article = columns(text, parts, title or "")
            return any(search(stretch, **limit) for stretch in article.within(scope))
        except TimeoutError:
            self.exhausted = True
            raise

    def near(self, patterns: str, scope: str, title: str | None, text: str, parts: str | None) -> bool:
        """Say whether these patterns, a line each, are found near each other in an article; raises when time is over."""
        if parts is None:
            return False
        try:
            if self._left() <= 0:
                raise TimeoutError
            return near(columns(text, parts, title or "").within(scope), _several(patterns))
        except TimeoutError:
            self.exhausted = True
            raise

    def _left(self) -> float:
        """Give the seconds that are left: fetching the texts counts as well, and more than reading where they are many."""
        if self._until is None:
            self._until = monotonic() + READING_SECONDS
        return self._until - monotonic()


@lru_cache(maxsize=64)
def _several(patterns: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in patterns.split("\n")]


@lru_cache(maxsize=64)
def _sought(pattern: str) -> tuple[Callable[..., regex.Match[str] | None], bool, bool, bool]:
    looks = is_free_of_context(pattern), looks_at_borders_alone(pattern)
    return compiled(pattern).search, *looks, not is_quick(pattern)
