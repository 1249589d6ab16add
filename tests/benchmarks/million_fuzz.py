"""Filters nobody would think of, at a million articles: each is answered or refused in its own words, and never takes long.

`fuzz(path, count, seed)` draws filters from the language (words, phrases, fields with known and unknown values, ranges, patterns,
brackets, negation), and every fourth of them is broken at random; each is asked for its articles, by date or by relevance, and
for its facets. The answer is an order of articles, or a `QueryError` with its place; whatever else is raised is a defect.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from store import QueryError, Store, open_project
from store.query.lexer import quote

LONGEST = 2.0
"""Seconds that no answer may take."""

FIELDS = ("lang", "outlet", "author", "date", "tag", "entity", "type", "status", "has", "is", "batch", "annotator", "id", "source", "keyword", "title")  # fmt: skip  # noqa: E501
BROKEN = '"()-/:*.,~\\ ㄱ가a0\u0301\U0001f600\x00\u200b'


@dataclass(slots=True)
class Fuzzed:
    """What came of the filters: how many were answered or refused, how long each took in seconds, and what broke."""

    outcomes: Counter[str] = field(default_factory=Counter)
    times: list[tuple[float, str]] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


class _Writer:
    """Writes filters, with values and words that the project has."""

    def __init__(self, store: Store, chance: random.Random) -> None:
        self._chance = chance
        ids = list(store.search.ids("", sort="id"))
        texts = [store.search.searched_text(article) or "" for article in chance.sample(ids, min(200, len(ids)))]
        self._words: Sequence[str] = [word for text in texts for word in text.split()]
        self._values = {
            facet.field.partition(".")[0]: [str(value.label) for value in facet.values] for facet in store.facets()
        }

    def filter(self, depth: int = 2) -> str:
        """Write a filter."""
        chance = self._chance
        if depth and chance.random() < 0.4:
            joined = chance.choice((" ", " ", " OR ")).join(self.filter(depth - 1) for _ in range(chance.randint(2, 3)))
            return f"{chance.choice(('', '-'))}({joined})"
        return chance.choice(("", "", "", "-")) + chance.choice((self._word, self._phrase, self._field, self._odd))()

    def broken(self) -> str:
        """Write a filter and break it."""
        text = list(self.filter())
        for _ in range(self._chance.randint(1, 4)):
            text.insert(self._chance.randrange(len(text) + 1), self._chance.choice(BROKEN))
            if len(text) > 1 and self._chance.random() < 0.5:
                del text[self._chance.randrange(len(text))]
        return "".join(text)

    def _piece(self) -> str:
        word = self._chance.choice(self._words)
        begin = self._chance.randrange(len(word))
        return word[begin : begin + self._chance.randint(1, 4)]

    def _word(self) -> str:
        return quote(self._chance.choice((self._piece(), self._chance.choice(self._words)))) + self._chance.choice(
            ("", "", "*")
        )

    def _phrase(self) -> str:
        begin = self._chance.randrange(len(self._words))
        return quote(" ".join(self._words[begin : begin + self._chance.randint(2, 4)]))

    def _field(self) -> str:
        name = self._chance.choice(FIELDS)
        if name == "date":
            first, last = sorted(f"{self._chance.randint(2013, 2025)}-{self._chance.randint(1, 12):02}" for _ in "12")
            return f"date:{self._chance.choice((first, first[:4], f'{first}..{last}', f'..{last}', f'{first}..'))}"
        known = self._values.get(name) or [self._piece()]
        return f"{name}:{quote(self._chance.choice((self._chance.choice(known), self._piece())))}"

    def _odd(self) -> str:
        piece, other = self._piece(), self._piece()
        return self._chance.choice(
            (
                f"near:{quote(f'{piece} {other}')}",
                f"like:{quote(' '.join(self._chance.choices(self._words, k=6)))}",
                f"similar:{self._chance.randint(0, 1_000_010)}",
                f"/{piece}.{{0,3}}{other}/",
                f"/{piece}|{other}/",
                f"in:title {quote(piece)}",
                f"in:all {quote(piece)}",
            )
        )


def fuzz(path: Path, count: int, *, seed: int = 5) -> Fuzzed:
    """Ask a project for the articles and facets of so many filters."""
    chance, found = random.Random(seed), Fuzzed()
    with open_project(path) as store:
        writer = _Writer(store, chance)
        for number in range(count):
            query = writer.broken() if number % 4 == 3 else writer.filter()
            _ask(store, query, chance.choice(("-published", "relevance", "title", "useful")), found)
    return found


def _ask(store: Store, query: str, sort: str, found: Fuzzed) -> None:
    began = time.perf_counter()
    try:
        store.search.ids(query, sort=sort)
        store.facets(query)
        found.outcomes["answered"] += 1
    except QueryError as error:
        found.outcomes["refused"] += 1
        if not 0 <= error.start <= error.end <= len(query):
            found.broken.append(f"{query!r}: the place of {error} is outside of it")
    except Exception as error:  # noqa: BLE001  # what a person would see as a crash is what is sought
        found.broken.append(f"{query!r} by {sort}: {type(error).__name__}: {error}")
    found.times.append((time.perf_counter() - began, f"{query} by {sort}"))


def tell(found: Fuzzed) -> None:
    """Print what came of the filters, with the slowest of them."""
    slowest = sorted(found.times, reverse=True)
    late = sum(seconds > LONGEST for seconds, _ in slowest)
    print(
        f"\n{len(found.times):,} filters drawn and broken at random: {dict(found.outcomes)}, {len(found.broken)} defects,"
    )
    print(
        f"{late} over {LONGEST:.0f} s; p99 {slowest[len(slowest) // 100][0]:.2f} s, the longest {slowest[0][0]:.2f} s."
    )
    for seconds, query in slowest[:12]:
        print(f"    {seconds:.2f} s  {query}")
    for line in found.broken[:20]:
        print(f"    {line}")
