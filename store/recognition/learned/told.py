"""What is told of the word that a unit stands in, and of the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from store.recognition.korean import PARTICLES, run_after
from store.recognition.learned.aspects import Value, padded
from store.recognition.learned.clusters import Clusters, clustered
from store.recognition.learned.units import Line
from store.recognition.learned.words import Words, bare_of, stem
from store.recognition.lexicon import SURNAMES


class _Word(NamedTuple):
    bare: str
    stem: str
    tail: str


@lru_cache(maxsize=50_000)
def _word(raw: str) -> _Word:
    bare = bare_of(raw)
    return _Word(bare, *stem(bare))


def word_values(line: Line, words: Words, clusters: Clusters) -> dict[str, Sequence[Value]]:
    """Describe the units of a line by their words."""
    said = [_word(raw) for raw in words.raw]
    values: dict[str, list[Value]] = {
        **_beside(said),
        **_clustered([clustered(clusters, word.stem) for word in said]),
        "st": [word.stem for word in said],
        "e3": [word.stem[-3:] for word in said],
    }
    spread = {name: _spread(some, line.words) for name, some in values.items()}
    return {**spread, **_edged(line, words, said), **_within(line, words, said, clusters)}


def _spread(values: Sequence[Value], words: Iterable[int]) -> list[Value]:
    return padded(map(values.__getitem__, words))


def _beside(said: Sequence[_Word]) -> dict[str, list[Value]]:
    """Give for each word what is told of those before and after it."""
    stems: list[Value] = [word.stem for word in said]
    before, after, count = said[:-1], said[1:], len(said)
    return {
        "w-1": ["<", *stems[:-1]],
        "wb": [None, *(word.bare[-2:] for word in before)],
        "tb": [None, *(word.tail for word in before)],
        "l2": [None, *(word.stem[-2:] for word in before)],
        "w+1": [*stems[1:], ">"],
        "wa": [*(word.bare[:2] for word in after), None],
        "n1": [*(word.stem[-1:] for word in after), None],
        "n2": [*(word.stem[-2:] for word in after), None],
        "nt": [*(word.tail for word in after), None],
        "nl": [*(str(min(len(word.stem), 6)) for word in after), None],
        "w-2": [None, None, *stems][:count],
        "w+2": [*stems[2:], None, None][:count],
    }


def _clustered(numbers: Sequence[Sequence[Value]]) -> dict[str, list[Value]]:
    """Give for each word its clusters and those of the words beside it, at each grain."""
    found: dict[str, list[Value]] = {}
    for grain, own in enumerate(zip(*numbers, strict=True)):
        found |= {f"c-1{grain}": [None, *own[:-1]], f"c0{grain}": [*own], f"c1{grain}": [*own[1:], None]}
    return found


def _edged(line: Line, words: Words, said: Sequence[_Word]) -> dict[str, Sequence[Value]]:
    """Give what is told otherwise of the first unit of a word (B) than of those behind it (I)."""
    numbers = [2 * word + (at != words.first[word]) for at, word in enumerate(line.words)]
    values: dict[str, list[Value]] = {
        "e1": [place + word.stem[-1:] for word in said for place in "BI"],
        "e2": [place + word.stem[-2:] for word in said for place in "BI"],
        "a2": [place + word.stem[:2] for word in said for place in "BI"],
        "sn": [
            f"{place}{min(len(word.stem), 6)}{word.stem[:1] in SURNAMES}{word.tail[:2]}"
            for word in said
            for place in "BI"
        ],
        "lt": [None, None, *(word.tail + place for word in said[:-1] for place in "BI")],
    }
    return {name: _spread(some, numbers) for name, some in values.items()}


def _within(line: Line, words: Words, said: Sequence[_Word], clusters: Clusters) -> dict[str, Sequence[Value]]:
    """Give where in its word a unit stands, and what of the word stands up to its end, from its start and behind it."""
    names = ("at", "tl", "ts", "pre", "suf", "rp", "cp")
    found: list[tuple[Value, ...]] = []
    for number, (first, last) in enumerate(zip(words.first, words.last, strict=True)):
        raw, (_, stem, tail), opening = words.raw[number], said[number], line.starts[first]
        inner, outer, length = f"s{tail}", f"t{tail}", f"{min(len(stem), 5)}.{tail[:1]}"
        numbers = clusters.get(stem, ())
        middle = numbers[min(1, len(numbers) - 1)] if numbers else None
        for at in range(first, last + 1):
            end = line.ends[at] - opening
            inside, before, behind = end <= len(stem), at - first, last - at
            rest = run_after(raw, end)
            found.append(
                (
                    f"{min(before, 4)}.{min(behind, 4)}",
                    inner if inside else outer,
                    ("s" if inside else "t") + length,
                    raw[:end],
                    raw[line.starts[at] - opening :],
                    rest if not rest or rest in PARTICLES else None,
                    None if middle is None else f"{middle}.{min(before, 3)}.{min(behind, 3)}",
                )
            )
    return {name: padded(column) for name, column in zip(names, zip(*found, strict=True), strict=True)}
