"""Judging: how probable a span is, once it is seen as a whole, beside its rivals and what was marked elsewhere.

A field sees labels, and knows the very names that it is taught with better than any other. So what fields think of articles
that were kept back from them teaches a second model (stacked generalisation, Wolpert 1992): a logistic regression of some
facts of spans, by Newton's method, whose ridge draws it towards what the fields thought.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.recognition.learned.facts import Facts, facts_of
from store.recognition.learned.features import Marked
from store.recognition.learned.labels import Span
from store.recognition.learned.marginals import THRESHOLDS, Candidates, chosen
from store.recognition.learned.scoring import Tally
from store.recognition.learned.surfaces import Marks, Surfaces
from store.recognition.learned.weights import Floats

_RIDGE = 5.0
_MANY = 250
"""From how many right spans on the ridge is as said: with fewer, facts seem to tell more than they do, and it is higher."""

_LEAST = 5
"""How many spans a fact must be told of to be weighed."""

_MOST = 30_000
"""From how many spans it is learned: more change little, and would take hundreds of megabytes."""

_ROUNDS = 30
_STEP = 2.0

Judgement = Mapping[str, float]
"""The weights of facts; where there are none, what the fields think holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An article that was kept back from the fields: what was accepted, and the facts of what they think there may be."""

    accepted: tuple[Span, ...]
    found: tuple[tuple[Span, Facts], ...]


class Judge:
    """A judgement, ready to be asked."""

    def __init__(self, judgement: Judgement, marks: Marks) -> None:
        self._judgement, self._surfaces = judgement, Surfaces(marks)

    def judged(self, text: str, found: Candidates, finds: Sequence[Marked]) -> Candidates:
        """Judge the spans of one line of a text anew; `finds` are those of the patterns in the whole text."""
        return _judged(facts_of(text, found, finds, self._surfaces), self._judgement)


def _judged(found: Sequence[tuple[Span, Facts]], judgement: Judgement) -> Candidates:
    if not found:
        return {}
    weight = judgement.get
    sums = [facts[0][1] + sum([weight(name, 0.0) * value for name, value in facts]) for _, facts in found]
    odds = 1 / (1 + np.exp(-np.array(sums)))
    return dict(zip((span for span, _ in found), odds.tolist(), strict=True))


def judgement_of(kept: Sequence[Kept]) -> Judgement:
    """Learn to judge by articles that were kept back."""
    cases = [(facts, span in set(each.accepted)) for each in kept for span, facts in each.found][:_MOST]
    counts = Counter(name for facts, _ in cases for name, _ in facts)
    names = sorted(name for name, count in counts.items() if count >= _LEAST)
    if not names:
        return {}
    columns = {name: column for column, name in enumerate(names)}
    table = np.zeros((len(cases), len(names)))
    for row, (facts, _) in enumerate(cases):
        for name, value in facts:
            if name in columns:
                table[row, columns[name]] = value
    right = np.array([right for _, right in cases])
    ridge = _RIDGE * max(1.0, _MANY / max(1, int(right.sum()))) ** 2
    weights = _fitted(table, right, np.array([facts[0][1] for facts, _ in cases]), ridge=ridge)
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


def _fitted(table: Floats, right: NDArray[np.bool_], begun: Floats, *, ridge: float) -> Floats:
    weights: Floats = np.zeros(table.shape[1])
    for _ in range(_ROUNDS):
        odds = 1 / (1 + np.exp(-(begun + table @ weights)))
        slope = table.T @ (odds - right) + ridge * weights
        bend = (table * (odds * (1 - odds))[:, None]).T @ table + ridge * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        longest = float(np.abs(step).max())
        weights = weights - step * min(1.0, _STEP / longest if longest else 1.0)
        if longest < 1e-3:
            break
    return weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How spans are to be judged, and what each part that was kept back is counted as, by the threshold."""

    judgement: Judgement
    parts: tuple[Mapping[float, Tally], ...]


def judged_of(parts: Sequence[Sequence[Kept]]) -> Judged:
    """Learn to judge by all parts; each is counted as judged by what the others teach."""
    return Judged(
        judgement=judgement_of([each for part in parts for each in part]),
        parts=tuple(
            _counted(part, judgement_of([each for other in parts if other is not part for each in other]))
            for part in parts
        ),
    )


def _counted(part: Sequence[Kept], judgement: Judgement) -> Mapping[float, Tally]:
    tallies = {threshold: Tally() for threshold in THRESHOLDS}
    for each in part:
        odds = _judged(each.found, judgement)
        for threshold, tally in tallies.items():
            tally.add([span[:3] for span in chosen(odds, threshold=threshold)], each.accepted)
    return tallies
