"""Which phrases of a text tell most about it: what `like:` and `similar:` search for.

Particles and the words that make a question are left out: in a question they are everywhere, in the articles they are
rare, and BM25 would take them for what is meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from store.query.tree import Stem
from store.text.tokens import Phrase, is_cjk, runs

MOST = 64
"""How many tokens of a long text are searched for."""

ENOUGH, LEAST = 400_000, 3
"""So many articles are looked at for a text, counted for each of its tokens, but at least so many tokens."""

_PARTICLES = re.compile(
    "(?<=..)(?:"
    "은|는|이|가|을|를|의|에|에서|에게|께서|으로|로|와|과|도|만|까지|부터|보다|처럼|이나|나|이며|며|이고|고|인가|인가요|나요|한|하는|된|되는|할|했던"
    "|하고|하기|하여|해|했다|된다|한다|있는|있다|이다|다|으로부터|로부터|라는|이라는|에는|에서는|으로는|로는)$"
)
_QUESTIONS = frozenset(["무엇", "누구", "어디", "언제", "어느", "어떤", "이름", "사람"])


Frequencies = Callable[[Sequence[str]], dict[str, int]]
"""Says of each token of the index in how many articles it stands; unknown ones are left out."""


def telling(text: str, frequencies: Frequencies) -> tuple[Phrase, ...]:
    """Give the bigrams and words of `text` that stand in the index; of more than `MOST`, the rarest.

    Where they stand in very many articles (`ENOUGH` in all), the rarest are enough.
    """
    found = frequencies(list(dict.fromkeys(_tokens(text, bare=True))))
    if not found:
        found = frequencies(list(dict.fromkeys(_tokens(text, bare=False))))
    chosen: list[str] = []
    left = ENOUGH
    for token in sorted(found, key=found.__getitem__)[:MOST]:
        left -= found[token]
        if left < 0 and len(chosen) >= LEAST:
            break
        chosen.append(token)
    return tuple(Phrase((token,)) for token in chosen)


def stems_of(text: str, frequencies: Frequencies, articles: int) -> tuple[Stem, ...]:
    """Give the words of `text` without their particles, each weighed by its rarest token among so many articles."""
    found = dict.fromkeys(stem for stem in _stems(text) if len(stem) > 1)
    tokens = {stem: _grams(stem) for stem in found}
    known = frequencies(list(dict.fromkeys(token for grams in tokens.values() for token in grams)))
    weighed = []
    for stem, grams in tokens.items():
        holding = min(known.get(token, 0) for token in grams)
        if holding:
            # The inverse document frequency of BM25 (Robertson and Spärck Jones), never below nothing.
            weight = math.log(1 + (max(articles, holding) - holding + 0.5) / (holding + 0.5))
            weighed.append(Stem(stem, weight))
    return tuple(weighed)


def _tokens(text: str, *, bare: bool) -> list[str]:
    if bare:
        # A single syllable stands in every other article.
        return [token for stem in _stems(text) if len(stem) > 1 or not is_cjk(stem) for token in _grams(stem)]
    return [token for run in runs(text) for token in _grams(run)]


def _stems(text: str) -> list[str]:
    """Give the runs of a text without their particles, and without what only asks."""
    stems = (_PARTICLES.sub("", run) if is_cjk(run) else run for run in runs(text))
    return [stem for stem in stems if stem not in _QUESTIONS]


def _grams(run: str) -> list[str]:
    return list(map("".join, pairwise(run))) or [run] if is_cjk(run) else [run]
