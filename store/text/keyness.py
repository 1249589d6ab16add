"""Words that stand out in some articles against others: whole words, counted, compared by the log-likelihood ratio.

Korean words are counted without their particles, as far as the articles themselves show what is a particle: 교통을 and
교통이 are both 교통 where 교통 stands alone too, or where it is met with several particles. G² after T. Dunning,
“Accurate Methods for the Statistics of Surprise and Coincidence” (1993), in the form of P. Rayson and R. Garside (2000);
the ratio after A. Hardie's “Log Ratio” (2014).
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence

from store.recognition.korean import split_particle
from store.records import KeyWord
from store.text.tokens import is_cjk, runs

SURE = 15.13
"""G² at p < 0.0001 with one degree of freedom: what is less sure is not told."""

_HERE, _ELSEWHERE = 0, 1


class WordCounts:
    """Counts the words of articles of two sides: those looked at (`here`) and the others."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._uses: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        self._articles: tuple[list[array[int]], list[array[int]]] = ([], [])

    def add(self, text: str, *, here: bool) -> None:
        """Count the words of one article."""
        side = _HERE if here else _ELSEWHERE
        # A syllable alone is most often a unit, a particle or a numeral: 년, 등, 두.
        found = Counter(run for run in runs(text) if len(run) > 1 and not run[0].isdecimal())
        numbers, uses = self._numbers, self._uses[side]
        met = array("I")
        for run, times in found.items():
            number = numbers.setdefault(run, len(numbers))
            uses[number] += times
            met.append(number)
        self._articles[side].append(met)

    def compared(self, *, least_articles: int = 1) -> Iterator[KeyWord]:
        """Give the words that surely (`SURE`) are used more or less here than elsewhere, in no order.

        A word must stand in at least `least_articles` articles of the side that uses it more.
        """
        for word in self._words():
            articles = word.articles_here if word.ratio > 0 else word.articles_elsewhere
            if word.likelihood >= SURE and articles >= least_articles:
                yield word

    def _words(self) -> Iterator[KeyWord]:
        stems = _stems(self._numbers)
        uses = [_by_stem(side, stems) for side in self._uses]
        articles = [Counter(stem for met in side for stem in {stems[each] for each in met}) for side in self._articles]
        totals = [sum(side.values()) for side in uses]
        if not all(totals):
            return
        words = list(self._numbers)
        for stem in uses[_HERE].keys() | uses[_ELSEWHERE].keys():
            here, elsewhere = uses[_HERE][stem], uses[_ELSEWHERE][stem]
            yield KeyWord(
                word=words[stem],
                here=here,
                elsewhere=elsewhere,
                articles_here=articles[_HERE][stem],
                articles_elsewhere=articles[_ELSEWHERE][stem],
                likelihood=log_likelihood(here, elsewhere, *totals),
                ratio=log_ratio(here, elsewhere, *totals),
            )


def surest(words: Sequence[KeyWord], *, limit: int) -> tuple[KeyWord, ...]:
    """Choose the words used more here, then those used less, the surest first, at most `limit` of each."""
    ranked = sorted(words, key=lambda word: (-word.likelihood, word.word))
    more, less = ([word for word in ranked if (word.ratio > 0) is here][:limit] for here in (True, False))
    return (*more, *less)


def log_likelihood(here: int, elsewhere: int, all_here: int, all_elsewhere: int) -> float:
    """Give G² of a word used `here` times among `all_here` words and `elsewhere` times among `all_elsewhere`."""
    share = (here + elsewhere) / (all_here + all_elsewhere)
    told = 0.0
    for used, everything in ((here, all_here), (elsewhere, all_elsewhere)):
        if used:
            told += used * math.log(used / (everything * share))
    return 2 * told


def log_ratio(here: int, elsewhere: int, all_here: int, all_elsewhere: int) -> float:
    """Give the binary logarithm of how much more often a word is used here; a side without it counts as half a use."""
    return math.log2((here or 0.5) / all_here) - math.log2((elsewhere or 0.5) / all_elsewhere)


def _by_stem(uses: Counter[int], stems: array[int]) -> Counter[int]:
    summed: Counter[int] = Counter()
    for number, times in uses.items():
        summed[stems[number]] += times
    return summed


def _stems(numbers: dict[str, int]) -> array[int]:
    """Give for each word's number the number of the word that it is counted as."""
    stems = array("I", range(len(numbers)))
    ways = _ways(numbers)
    for stem, found in ways.items():
        attested = stem in numbers
        # A name that is never alone is called by the first of its forms only where several particles point to it.
        if not attested and len(found) < 2:
            continue
        number = numbers.setdefault(stem, len(numbers))
        if number == len(stems):
            stems.append(number)
        for word in found:
            stems[numbers[word]] = number
    return stems


def _ways(numbers: dict[str, int]) -> dict[str, list[str]]:
    """Give for each stem the words that are it and a particle."""
    ways: dict[str, list[str]] = {}
    for word in numbers:
        stem = split_particle(word) if len(word) > 2 and is_cjk(word) else word
        if stem != word:
            ways.setdefault(stem, []).append(word)
    return ways
