"""Which phrases of a text tell most about it: what `like:` and `similar:` search for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from store.text.tokens import Phrase, is_cjk, runs

MOST = 64
"""How many tokens of a long text are searched for."""


def telling(text: str, frequencies: Callable[[Sequence[str]], dict[str, int]]) -> tuple[Phrase, ...]:
    """Give the bigrams and words of `text` that stand in the index; of more than `MOST`, the rarest."""
    tokens = list(dict.fromkeys(_tokens(text)))
    found = frequencies(tokens)
    rare = sorted((token for token in tokens if token in found), key=lambda token: found[token])
    return tuple(Phrase((token,)) for token in rare[:MOST])


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    for run in runs(text):
        if is_cjk(run) and len(run) > 1:
            tokens += map("".join, pairwise(run))
        else:
            tokens.append(run)
    return tokens
