"""Which phrases of a text tell most about it: what `like:` and `similar:` search for.

Particles and the words that make a question are left out: in a question they are everywhere, in the articles they are
rare, and BM25 would take them for what is meant.
"""

from __future__ import annotations

import math
import re
from bisect import insort
from collections.abc import Callable, Sequence
from itertools import pairwise

from store.query.tree import Stem
from store.text.tokens import Phrase, is_cjk, runs

READ = 10_000
"""How many code points of a long text are read, from its beginning: what it is about is said there."""

MOST = 64
"""How many tokens of a long text are searched for."""

ENOUGH, LEAST = 250_000, 3
"""So many articles are looked at for a text, counted for each of its tokens, but at least so many tokens."""

_ENDINGS = (
    "되었나요 으로부터 됐나요 되나요 되는가 되었나 되었던 들에게 로부터 스러운 시키는 았나요 았는가 었나요 었는가 에게서 "
    "에서는 에서의 였나요 으로는 으로의 이라고 이라는 이었던 인가요 적으로 하기도 하기로 하나요 하는가 하는지 하려는 "
    "하면서 하였던 했나요 했는가 했으며 과의 까지 께서 나요 는가 는지 대로 던가 됐나 됐다 됐던 되기 되나 되는 되던 되어 "
    "되었 된다 들과 들도 들은 들을 들의 들이 라고 라는 로는 로의 마다 면서 밖에 받는 받은 보다 부터 뿐만 시킨 씨가 씨는 "
    "씨의 았나 았다 았던 었나 었다 었던 에게 에는 에서 에의 였나 였던 와의 으로 으며 으면 은가 을까 이고 이나 이다 이라 "
    "이란 이랑 이며 이자 인가 인지 일까 있는 있다 적인 조차 처럼 하게 하고 하기 하나 하는 하던 하며 하면 하여 하지 한다 "
    "한지 한테 했나 했다 했던 가 고 과 까 나 는 다 던 도 된 될 들 란 랑 로 를 만 며 뿐 씨 에 와 은 을 의 이 인 적 한 할 "
    "해"
)
"""What ends a word in Korean without saying what it is about: particles, and endings of verbs made of nouns; longest first."""

_ENDING = re.compile(f"(?<=..)(?:{'|'.join(_ENDINGS.split())})$")
_ASKING = (
    "무엇 누구 어디 언제 어느 어떤 이름 사람 what who whom whose which when where why how did does do is was are were"
)
_QUESTIONS = frozenset(_ASKING.split())

FEW = 1_000
"""So far is counted at first in how many articles a token stands: to count a frequent one takes long."""

Frequency = Callable[[str, int], int]
"""Says of a token of the index in how many articles it stands, or the number given where those are more."""


def telling(text: str, frequency: Frequency) -> tuple[Phrase, ...]:
    """Give the bigrams and words of `text` that stand in the index; of more than `MOST`, the rarest.

    Where they stand in very many articles (`ENOUGH` in all), the rarest are enough.
    """
    text = text[:READ]
    found = _rarest(_tokens(text, bare=True), frequency) or _rarest(_tokens(text, bare=False), frequency)
    return tuple(Phrase((token,)) for token in found)


def _rarest(tokens: Sequence[str], frequency: Frequency) -> list[str]:
    """Choose the rarest tokens that stand in the index, of equal ones the first; each is counted only as far as it matters."""
    waiting = list(enumerate(dict.fromkeys(tokens)))
    counted: list[tuple[int, int, str]] = []
    limit, last = FEW, math.inf
    while waiting:
        more: list[tuple[int, str]] = []
        for place, token in waiting:
            most = int(min(limit, last + 1))
            count = frequency(token, most)
            if 0 < count < most:
                insort(counted, (count, place, token))
                last = _last(counted)
            elif count and most == limit:
                more.append((place, token))
        waiting = more if last >= limit else []
        limit *= 8
    return [token for _, _, token in counted[: _enough(counted)]]


def _enough(counted: Sequence[tuple[int, int, str]]) -> int:
    """Say how many of these, the rarest first, are searched for."""
    left = ENOUGH
    for place, (count, _, _) in enumerate(counted[:MOST]):
        left -= count
        if left < 0 and place >= LEAST:
            return place
    return min(MOST, len(counted))


def _last(counted: Sequence[tuple[int, int, str]]) -> float:
    """Give the count beyond which no other token is searched for any more."""
    enough = _enough(counted)
    if enough == MOST:
        return counted[MOST - 1][0]
    return counted[enough][0] if enough < len(counted) else math.inf


def stems_of(text: str, frequency: Frequency, articles: int) -> tuple[Stem, ...]:
    """Give the words of `text` without their particles, each weighed by its rarest token among so many articles."""
    weighed = []
    for stem in dict.fromkeys(stem for stem in _stems(text[:READ]) if len(stem) > 1):
        holding = _least(_grams(stem), frequency)
        if holding:
            # The inverse document frequency of BM25 (Robertson and Spärck Jones), never below nothing.
            weight = math.log(1 + (max(articles, holding) - holding + 0.5) / (holding + 0.5))
            weighed.append(Stem(stem, weight))
    return tuple(weighed)


def _least(tokens: Sequence[str], frequency: Frequency) -> int:
    """Give in how many articles the rarest of these tokens stands."""
    limit = FEW
    while True:
        least = limit
        for token in tokens:
            least = min(least, frequency(token, least))
            if not least:
                return 0
        if least < limit:
            return least
        limit *= 8


def _tokens(text: str, *, bare: bool) -> list[str]:
    if bare:
        # A single syllable stands in every other article.
        return [token for stem in _stems(text) if len(stem) > 1 or not is_cjk(stem) for token in _grams(stem)]
    return [token for run in runs(text) for token in _grams(run)]


def _stems(text: str) -> list[str]:
    """Give the runs of a text without their endings, and without what only asks."""
    stems = (_ENDING.sub("", run) if is_cjk(run) else run for run in runs(text))
    return [stem for stem in stems if stem not in _QUESTIONS]


def _grams(run: str) -> list[str]:
    return list(map("".join, pairwise(run))) or [run] if is_cjk(run) else [run]
