"""Regular expressions that are only looked for in a text that holds what every match of them must hold, and only there.

To look for a few words in a text takes a hundredth of the time that such an expression takes at all places of it, and most
texts hold none of the words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from sys import maxsize

from store.recognition.cues import Cue, Cues
from store.recognition.letters import widened

_LONG = 3
"""Words of so many letters are looked for together with those of all other expressions."""


class Sought:
    """A regular expression, with words one of which stands in each of its matches, or cues that tell where they begin."""

    def __init__(
        self,
        pattern: str,
        flags: int = 0,
        *,
        has: Collection[str] = (),
        at: Cue | Sequence[Cue] = (),
        back: int = 0,
    ) -> None:
        """Compile `pattern`, in which A-Z and a-z take in the letters with marks.

        A text without any of the words in `has` is not looked through. With `at` a match begins where one of these cues
        does, or at most `back` code points before it: nowhere else is the expression tried.
        """
        self.expression = re.compile(widened(pattern), flags)
        # What holds a longer word holds the shorter one within it.
        self.has = tuple(sorted(word for word in has if not any(other != word and other in word for other in has)))
        # Short words stand in nearly every text: to note all their places would cost more than it saves.
        self._short = tuple(word for word in self.has if len(word) < _LONG)
        self._long = Cues(word for word in self.has if len(word) >= _LONG)
        self.at = tuple(at) if isinstance(at, Sequence) else (at,)
        self.back = back

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """Give the matches in `text`, or in a stretch of it, in order, as the expression does."""
        if self.has and not self._is_held(text):
            return iter(())
        if not self.at:
            return self.expression.finditer(text, start, end)
        found = [places for cue in self.at if (places := cue.places(text))]
        return self._tried(text, sorted(chain.from_iterable(found)), start, end) if found else iter(())

    def _is_held(self, text: str) -> bool:
        return bool(self._long.places(text)) or any(word in text for word in self._short)

    def _tried(self, text: str, places: Sequence[int], start: int, end: int) -> Iterator[re.Match[str]]:
        """Try the expression where the cues are, from left to right, never within a match."""
        match_at, back, free = self.expression.match, self.back, start
        for place in places:
            first = place - back if place - back > free else free
            while first <= place:
                match = match_at(text, first, end)
                if match is None:
                    first += 1
                else:
                    yield match
                    first = max(match.end(), first + 1)
            free = first
