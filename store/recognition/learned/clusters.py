"""Clusters: words that stand in the same surroundings in the project's own text, found without a single mark.

Each word is described by its neighbours and by the particles attached to it, weighted by positive pointwise mutual
information with smoothed contexts (Levy, Goldberg & Dagan 2015), reduced by a randomised singular value decomposition
(Halko, Martinsson & Tropp 2011), and grouped by spherical k-means (Dhillon & Modha 2001) at several grains, which serve
a tagger as Brown clusters do (Miller, Guinness & Zamanian 2004).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from store.recognition.learned.words import Stem

GRAINS = (32, 128, 512)
"""How many clusters there are at each grain."""

_LEAST = 3
_WORDS = 20_000
_CONTEXTS = 3_000
_DIMENSIONS = 64
_SMOOTHING = 0.75
_ROUNDS = 15
_SEED = 7

Clusters = Mapping[str, tuple[int, ...]]
"""For a stem the number of its cluster at each grain, the coarsest first."""

_Floats = NDArray[np.float32]


def learn_clusters(lines: Iterable[Sequence[Stem]], *, grains: Sequence[int] = GRAINS) -> dict[str, tuple[int, ...]]:
    """Group the stems of a text, line by line; the same lines always give the same clusters.

    Stems seen fewer than three times are left out, and so is a grain with fewer than two stems a cluster.
    """
    held = [line for line in lines if line]
    counts = Counter(word for line in held for word, _ in line)
    names = [word for word, count in _by_frequency(counts) if count >= _LEAST][:_WORDS]
    grains = [grain for grain in grains if 2 * grain <= len(names)]
    if not grains:
        return {}
    vectors = _reduced(_weights(held, {word: row for row, word in enumerate(names)}))
    sizes = np.sqrt(np.array([counts[word] for word in names], dtype=np.float32))[:, None]
    columns = [_grouped(vectors, sizes, grain) for grain in grains]
    return {word: tuple(int(column[row]) for column in columns) for row, word in enumerate(names)}


_NONE: tuple[str | None, ...] = (None,) * len(GRAINS)


def clustered(clusters: Clusters, word: str) -> Sequence[str | None]:
    """Give the numbers of a word's clusters as text, None for a grain at which it has none."""
    numbers = clusters.get(word)
    return _NONE if numbers is None else [*map(str, numbers), *_NONE][: len(GRAINS)]


def _by_frequency(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _contexts(line: Sequence[Stem], at: int) -> Iterator[str]:
    yield "t" + line[at][1]
    if at:
        before, tail = line[at - 1]
        yield from ("l" + before, "m" + tail, "k" + before[-1:])
    else:
        yield "l"
    if at + 1 < len(line):
        after, tail = line[at + 1]
        yield from ("r" + after, "n" + tail, "s" + after[:2])
    else:
        yield "r"


def _weights(lines: Sequence[Sequence[Stem]], rows: Mapping[str, int]) -> _Floats:
    pairs: Counter[tuple[int, str]] = Counter()
    totals: Counter[str] = Counter()
    for line in lines:
        for at, (word, _) in enumerate(line):
            row = rows.get(word)
            if row is not None:
                seen = list(_contexts(line, at))
                totals.update(seen)
                pairs.update((row, context) for context in seen)
    columns = {context: column for column, (context, _) in enumerate(_by_frequency(totals)[:_CONTEXTS])}
    held = [(row, columns[context], count) for (row, context), count in pairs.items() if context in columns]
    row_of, column_of, count_of = (np.array(each) for each in zip(*held, strict=True))
    by_row = np.bincount(row_of, count_of, len(rows))
    by_column = np.bincount(column_of, count_of, len(columns)) ** _SMOOTHING
    weights = np.log(count_of * by_column.sum() / (by_row[row_of] * by_column[column_of]))
    whole = np.zeros((len(rows), len(columns)), dtype=np.float32)
    whole[row_of, column_of] = np.maximum(weights, 0)
    return whole


def _reduced(weights: _Floats) -> _Floats:
    width = min(_DIMENSIONS, *weights.shape)
    random = np.random.RandomState(_SEED)
    basis = weights @ random.standard_normal((weights.shape[1], min(width + 16, weights.shape[1]))).astype(np.float32)
    for _ in range(3):
        basis = weights @ np.linalg.qr(weights.T @ np.linalg.qr(basis)[0])[0]
    basis = np.linalg.qr(basis)[0]
    left, strengths, _ = np.linalg.svd(basis.T @ weights, full_matrices=False)
    return _unit((basis @ left)[:, :width] * np.sqrt(strengths[:width]))


def _unit(vectors: _Floats) -> _Floats:
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return np.asarray(vectors / lengths, dtype=np.float32)


def _grouped(vectors: _Floats, sizes: _Floats, grain: int) -> NDArray[np.int64]:
    centres = _first_centres(vectors[: max(6 * grain, 200)], grain)
    nearest: NDArray[np.int64] = np.argmax(vectors @ centres.T, axis=1)
    for _ in range(_ROUNDS):
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors * sizes)
        empty = np.linalg.norm(sums, axis=1) < 1e-6
        sums[empty] = centres[empty]
        centres = _unit(sums)
        fresh = np.argmax(vectors @ centres.T, axis=1)
        if (fresh == nearest).all():
            break
        nearest = fresh
    return nearest


def _first_centres(pool: _Floats, grain: int) -> _Floats:
    """Choose centres far from each other among the frequent words (k-means++, Arthur & Vassilvitskii 2007)."""
    random = np.random.RandomState(_SEED)
    chosen = [0]
    distance = np.maximum(1 - pool @ pool[0], 0)
    for _ in range(grain - 1):
        odds = distance**2 + 1e-9
        chosen.append(int(random.choice(len(pool), p=odds / odds.sum())))
        distance = np.minimum(distance, np.maximum(1 - pool @ pool[chosen[-1]], 0))
    return pool[chosen].copy()
