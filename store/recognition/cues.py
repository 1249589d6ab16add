"""Cues: words and signs that tell where in a text an expression can match at all, looked for once for all expressions.

All cue words are found by one pass of Aho-Corasick over a text; what many expressions begin with (a number, a capital) is
found once and kept for the text that is being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar

import ahocorasick

from store.recognition.letters import widened
from store.recognition.lexicon import MONTHS


class Cues:
    """Words, each a cue; all that are made take part in the same pass over a text."""

    _made: ClassVar[list[Cues]] = []
    _automaton: ClassVar[ahocorasick.Automaton | None] = None
    _last: ClassVar[tuple[str, dict[int, list[int]]]] = ("", {})

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._number = len(Cues._made)
        Cues._made.append(self)
        Cues._automaton = None

    def places(self, text: str) -> Sequence[int]:
        """Give where the words begin in a text, in the order of their ends."""
        if Cues._last[0] is not text or Cues._automaton is None:
            Cues._last = (text, _read(text))
        return Cues._last[1].get(self._number, ())


def _read(text: str) -> dict[int, list[int]]:
    automaton = Cues._automaton or _built()
    found: dict[int, list[int]] = {}
    for last, (back, numbers) in automaton.iter(text):
        for number in numbers:
            if number in found:
                found[number].append(last - back)
            else:
                found[number] = [last - back]
    return found


def _built() -> ahocorasick.Automaton:
    """Build the automaton of all words: each with how far back it begins, and the numbers of the cues it is one of."""
    owners: dict[str, list[int]] = {}
    for number, cues in enumerate(Cues._made):
        for word in cues.words:
            owners.setdefault(word, []).append(number)
    automaton = ahocorasick.Automaton()
    for word, numbers in owners.items():
        automaton.add_word(word, (len(word) - 1, tuple(numbers)))
    automaton.make_automaton()
    Cues._automaton = automaton
    return automaton


class Sign:
    """A cue that is no word but a kind of character, told by a short expression that is quick to look for."""

    def __init__(self, pattern: str) -> None:
        self.expression = re.compile(widened(pattern))
        self._last: tuple[str, tuple[int, ...]] = ("", ())

    def places(self, text: str) -> Sequence[int]:
        """Give where the expression matches in a text, ascending."""
        if self._last[0] is not text:
            self._last = (text, tuple(match.start() for match in self.expression.finditer(text)))
        return self._last[1]


Cue = Cues | Sign

# Expressions that begin with a class of characters are looked for many times as fast as those with a look behind.
NUMBERS = Sign(r"\d\d*")
"""Where a run of digits begins."""

CAPITALS = Sign(r"[A-Z](?<!\w.)")
"""Where a word begins with a capital letter."""

YEARS = Cues(("19", "20"))
"""Where a year of these two centuries may begin."""

MONTH_CUES = Cues(MONTHS)
"""Where the name of a month begins in English."""

LATIN_CAPITALS = Sign(r"[A-Z](?<![A-Za-z].)")
"""Where a run of Latin letters begins with a capital, after digits and Hangul too."""
