"""Morphemes: the parts of speech that Kiwi gives, where `kiwipiepy` is installed; without it there are none."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

Morpheme = tuple[str, str, int, int]
"""Form, tag, start and end (code points of the text it was cut from)."""

Placed = tuple[str, str]
"""Form and tag: what Kiwi's language model knows a morpheme by."""

NOMINAL = frozenset({"NNG", "NNP", "NNB", "NR", "NP", "SL", "SH", "SN", "XPN", "XSN", "XR", "W_SERIAL"})
"""The tags that a name is made of."""


def available() -> bool:
    """Say whether Kiwi is installed."""
    return find_spec("kiwipiepy") is not None


def edition() -> str:
    """Name the edition of Kiwi and of its language model, or nothing where it is not installed: another one cuts otherwise,
    and numbers morphemes anew.
    """
    try:
        return f"{version('kiwipiepy')} {version('kiwipiepy_model')}"
    except PackageNotFoundError:
        return ""


def cutter(*, wanted: bool) -> Callable[[str], Sequence[Morpheme]]:
    """Give what cuts a text into morphemes, or, where Kiwi is not wanted, what gives none."""
    return _cut if wanted else _none


def _none(_: str) -> Sequence[Morpheme]:
    return ()


def _cut(text: str) -> Sequence[Morpheme]:
    return [(each.form, each.tag, each.start, each.end) for each in _kiwi().tokenize(text)]


def likenesses(morpheme: int | tuple[str, str], others: Sequence[int]) -> Sequence[float]:
    """Give the cosine of a morpheme to each of others in Kiwi's language model, or nothing where it is not in there.

    A number is Kiwi's own of a morpheme, anything else form and tag.
    """
    ask = _kiwi().morpheme_similarity
    try:
        found = [float(ask(morpheme, other)) for other in others]
    except ValueError:
        return ()
    return () if any(map(math.isnan, found)) else found


@lru_cache(maxsize=1)
def _kiwi() -> Any:
    # Loading takes seconds and some hundred megabytes: only where Korean text is labelled.
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1, load_multi_dict=False)


def chunks(morphemes: Sequence[Morpheme]) -> list[tuple[int, int]]:
    """Give the runs of nominal morphemes without a gap, as half-open ranges of indices."""
    found: list[tuple[int, int]] = []
    for at, (_, tag, start, _) in enumerate(morphemes):
        if tag not in NOMINAL:
            continue
        if found and found[-1][1] == at and morphemes[at - 1][3] == start:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found
