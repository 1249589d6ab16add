"""What only the texts themselves can tell: patterns, and words near each other; SQL functions of limited time."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from time import monotonic

from store.query.columns import Columns, columns
from store.query.highlight import REGEX_SECONDS
from store.query.near import near
from store.query.patterns import compiled

READING_SECONDS = 1.3
"""How long all that must read the texts for one question may take together."""


class Reading:
    """Reads articles for one question after another, and gives up when the time for one is over."""

    def __init__(self) -> None:
        self.exhausted = False
        self._left = READING_SECONDS

    def restart(self) -> None:
        """Begin a new question."""
        self.exhausted = False
        self._left = READING_SECONDS

    def matches(self, pattern: str, scope: str, title: str | None, text: str, parts: str | None) -> bool:
        """Say whether the pattern is found in what `scope` searches of an article; raises when time is over."""
        sought = compiled(pattern)

        def found(article: Columns) -> bool:
            seconds = min(REGEX_SECONDS, self._left)
            return any(sought.search(stretch, timeout=seconds) for stretch in article.within(scope))

        return self._timed(found, title, text, parts)

    def near(self, patterns: str, scope: str, title: str | None, text: str, parts: str | None) -> bool:
        """Say whether these patterns, a line each, are found near each other in an article; raises when time is over."""
        sought = _several(patterns)
        return self._timed(lambda article: near(article.within(scope), sought), title, text, parts)

    def _timed(self, found: Callable[[Columns], bool], title: str | None, text: str, parts: str | None) -> bool:
        if parts is None:
            return False
        begun = monotonic()
        try:
            return found(columns(text, parts, title or ""))
        except TimeoutError:
            self.exhausted = True
            raise
        finally:
            self._left -= monotonic() - begun
            if self._left <= 0:
                self.exhausted = True
                raise TimeoutError


@lru_cache(maxsize=64)
def _several(patterns: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in patterns.split("\n")]
