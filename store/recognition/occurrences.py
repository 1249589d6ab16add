"""Occurrences: where words stand in a text, and whether a particle or the rest of a longer word follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import is_normalized

from store.errors import UserError
from store.recognition.borders import starts_well
from store.recognition.folding import bare
from store.recognition.korean import is_hangul, is_particle, run_after
from store.text.normal import normal, normal_with_map, original_span
from store.text.tokens import Phrase, expression, literal, phrase

_HANGUL = re.compile("[가-힣0-9 ]+")


class Sought:
    """Words that are looked for, each of them as it stands: case, width and composition never matter."""

    def __init__(self, words: Sequence[str]) -> None:
        """Make ready to look for any of `words`; raises UserError where there is none with a letter or digit."""
        words = [bare(word) for word in words]
        patterns = {written: len(word) for word in words if (written := literal(word)) is not None}
        phrases = [found for word in words if (found := phrase(word)) is not None]
        if not patterns:
            raise UserError("Type the words that are to be found, with a letter or a digit in them.")
        # Of two that begin at the same place the longer one is found.
        longest_first = sorted(patterns, key=lambda written: -patterns[written])
        self._pattern = re.compile("|".join(longest_first))
        self._hangul = all(_HANGUL.fullmatch(normal(word)) for word in words)
        self.expression = " OR ".join(expression(Phrase(found.runs)) for found in phrases)
        """What finds their articles in the full-text index, and perhaps some more."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give the places of the words in a text, in code points, in order and without overlaps."""
        if self._hangul and is_normalized("NFKC", text):
            # Only letters of other scripts would change, and none is looked for.
            yield from (match.span() for match in self._pattern.finditer(text))
            return
        if self._pattern.search(normal(text)) is None:
            return
        form, places = normal_with_map(text)
        done = 0
        for match in self._pattern.finditer(form):
            start, end = original_span(places, *match.span())
            if start >= done:
                yield start, end
                done = end


def kind_of(text: str, start: int, end: int) -> str:
    """Say what a place is: `exact`, `particle` (Korean particles follow it), or `inside` a longer word."""
    if not starts_well(text, start):
        return "inside"
    last, rest = text[end - 1], run_after(text, end)
    if rest:
        return "particle" if is_particle(last, rest) else "inside"
    # Hangul ends where other letters begin; letters and digits do not end where more of either follow.
    runs_on = end < len(text) and text[end].isalnum() and last.isalnum() and not is_hangul(last)
    return "inside" if runs_on else "exact"
