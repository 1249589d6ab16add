"""Ensembles: several fields that look at the same units, applied together.

The score of a label is the sum of the weights of a unit's features. Features follow from values (see `aspects`): no feature is
written out, a value is looked up once for all that see it, and the weights of all fields stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from store.recognition.learned.aspects import PAD, Aspect, Value, Values
from store.recognition.learned.chain import marginals
from store.recognition.learned.morphemes import Placed
from store.recognition.learned.units import Line
from store.recognition.learned.vectors import Vectors
from store.recognition.learned.weights import Floats, Weights

_AT_ONCE = 2_000
"""How many units are scored together: few for the processor to hold what it adds up, many for one call to be worth it."""

_VECTORS = 20_000
"""How many vectors are kept."""

_CERTAIN = 0.97
_LEAST = 0.05

Odds = Sequence[Mapping[str, float]]
"""For each unit the labels that are not O with their probabilities; nothing where none is probable."""


class Described(Protocol):
    """A line of units with the values that describe them, and what Kiwi can be asked of each."""

    @property
    def units(self) -> Line:
        """The units."""

    @property
    def values(self) -> Values:
        """What describes them."""

    @property
    def placed(self) -> Sequence[Placed | None]:
        """The morphemes that the units are, or begin in."""


class Ensemble:
    """Fields whose opinions on the same units are averaged."""

    def __init__(self, fields: Sequence[Weights], aspects: Iterable[Aspect], vectors: Vectors | None = None) -> None:
        self._labels = ["O", *sorted({label for field in fields for label in field.labels} - {"O"})]
        columns = {label: column for column, label in enumerate(self._labels)}
        count = len(self._labels)
        names = sorted({name for field in fields for name in field.features})
        rows = {name: row for row, name in enumerate(names, 1)}
        weights = np.zeros((len(names) + 1, len(fields), count))
        # A label that a field never saw is out of the question there.
        self._none = np.full((len(fields), count), -np.inf)
        self._transitions = np.zeros((len(fields), count, count))
        for number, field in enumerate(fields):
            there = [columns[label] for label in field.labels] or [0]
            self._none[number, there] = 0
            if field.labels:
                self._transitions[number][np.ix_(there, there)] = field.transitions
                mine = np.array([rows[name] for name in field.features], dtype=np.intp)
                weights[mine[:, None], number, there] = field.states
        self._weights = weights.reshape(len(names) + 1, len(fields) * count)
        self._kinds = _kinds(aspects, rows)
        self._vectors, self._rows = vectors, rows
        self._placed: dict[Placed, Floats] = {}

    def odds(self, lines: Sequence[Described]) -> list[Odds]:
        """Give the odds of the units of each line."""
        lengths = [len(line.units.starts) for line in lines]
        held = [line for line, count in zip(lines, lengths, strict=True) if count]
        if not held or len(self._labels) == 1:
            return [[{}] * count for count in lengths]
        scores = np.concatenate([self._scores(some) for some in _parts(held)])
        odds: Floats = marginals(
            scores.reshape(-1, *self._none.shape) + self._none, self._transitions, [count for count in lengths if count]
        )
        # A field that is all but certain that there is nothing says no more than that.
        nothing = odds[:, :, 0]
        odds[nothing > _CERTAIN] = 0
        return self._said(odds.mean(axis=1)[:, 1:], lengths)

    def _said(self, odds: Floats, counts: Iterable[int]) -> list[Odds]:
        names = self._labels[1:]
        probable: list[bool] = np.any(odds >= _LEAST, axis=1).tolist()
        found: list[Odds] = []
        at = 0
        for count in counts:
            found.append(
                [
                    dict(zip(names, odds[row].tolist(), strict=True)) if probable[row] else {}
                    for row in range(at, at + count)
                ]
            )
            at += count
        return found

    def _scores(self, lines: Sequence[Described]) -> Floats:
        """Sum up the weights of the units of lines (units x fields and labels)."""
        counts = [len(line.units.starts) for line in lines]
        # Lines stand one behind the other with what surrounds them; what is summed up there is dropped.
        scores = np.zeros((sum(counts) + 2 * PAD * len(lines), self._weights.shape[1]))
        nothing = [[None] * (count + 2 * PAD) for count in counts]
        for kind, aspects in self._kinds.items():
            several = [line.values.get(kind) for line in lines]
            if any(several):
                values = [*chain.from_iterable(each or none for each, none in zip(several, nothing, strict=True))]
                for shift, known in aspects:
                    rows = np.fromiter(map(known.get, values, repeat(0)), np.intp, len(values))
                    self._add(scores, rows, shift)
        begins = np.cumsum([PAD, *(count + 2 * PAD for count in counts[:-1])])
        there = np.concatenate([np.arange(at, at + count) for at, count in zip(begins, counts, strict=True)])
        scores = scores.take(there, axis=0)
        if self._vectors is not None:
            scores += np.stack([self._at(each) for line in lines for each in line.placed])
        return scores

    def _add(self, scores: Floats, rows: NDArray[np.intp], shift: int) -> None:
        """Add to each unit the weights of what it sees `shift` places away."""
        seen = rows[max(shift, 0) : len(rows) + min(shift, 0)]
        some = seen.nonzero()[0]
        if len(some):
            scores[some + max(-shift, 0)] += self._weights[seen[some]]

    def _at(self, morpheme: Placed | None) -> Floats:
        """Weigh the vector of a morpheme."""
        if morpheme is None or self._vectors is None:
            nothing: Floats = self._weights[0]
            return nothing
        found: Floats | None = self._placed.get(morpheme)
        if found is None:
            if len(self._placed) >= _VECTORS:
                self._placed.clear()
            place = self._vectors.features(*morpheme)
            numbers = np.array(list(place.values()))
            rows = self._weights[[self._rows.get(name, 0) for name in place]] if place else self._weights[:0]
            found = self._placed[morpheme] = np.asarray(numbers @ rows, dtype=np.float64)
        return found


def _parts(lines: Iterable[Described]) -> Iterator[list[Described]]:
    part: list[Described] = []
    for line in lines:
        part.append(line)
        if sum(len(each.units.starts) for each in part) >= _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


_Kinds = Mapping[str, Sequence[tuple[int, Mapping[Value, int]]]]
"""For each kind of values its aspects: how far away they are, and the rows of weights that values stand for."""


def _kinds(aspects: Iterable[Aspect], rows: Mapping[str, int]) -> _Kinds:
    named: dict[str, dict[Value, int]] = {"": dict(rows.items())}
    for feature, row in rows.items():
        name, sign, value = feature.partition("=")
        named.setdefault(name + sign, {})[value] = row
    kinds: dict[str, list[tuple[int, Mapping[Value, int]]]] = {}
    for aspect in aspects:
        if aspect.name in named:
            kinds.setdefault(aspect.kind, []).append((aspect.shift, named[aspect.name]))
    return kinds
