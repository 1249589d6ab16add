"""How sure to be: scores turned into probabilities, and how right they were on texts kept back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from store.records import TagReliability
from store.suggest.bayes import sigmoid
from store.suggest.sparse import Floats

BINS = 5
"""Into how many bins of equal width probabilities are sorted to see whether they are true."""

TRUSTED = 5
"""From how many texts with a tag on what is said of it is worth something."""

_PULL, _STEEPEST = 0.5, 8.0


def platt(logits: Floats, truth: Floats) -> tuple[float, float]:
    """Give slope and offset by which one tag's logits become those of true probabilities (Platt 1999).

    The targets are drawn in from 0 and 1 as he does it, so that few texts make nobody sure; fitted by Newton's method with
    steps that are halved until they lead down (Lin, Lin & Weng 2007).
    """
    yes, no = float(truth.sum()), float(len(truth) - truth.sum())
    target = np.where(truth > 0, (yes + 1) / (yes + 2), 1 / (no + 2))
    at = np.array([1.0, float(np.log((yes + 1) / (no + 1)))])
    loss = _platt_loss(logits, target, at)
    for _ in range(50):
        belief = sigmoid(at[0] * logits + at[1]).astype(np.float64)
        wrong, spread = belief - target, belief * (1 - belief) + 1e-9
        down = np.array([(wrong * logits).sum() + _PULL * (at[0] - 1), wrong.sum()])
        curve = np.array(
            [
                [(spread * logits * logits).sum() + _PULL, (spread * logits).sum()],
                [(spread * logits).sum(), spread.sum() + 1e-6],
            ]
        )
        step = np.linalg.solve(curve, down)
        for _ in range(20):
            # Where the curve is flat a whole step goes far beyond.
            further = np.array([np.clip(at[0] - step[0], 0.05, _STEEPEST), at[1] - step[1]])
            loss_there = _platt_loss(logits, target, further)
            if loss_there <= loss:
                break
            step /= 2
        settled = loss - loss_there < 1e-7 * max(1.0, loss)
        if loss_there <= loss:
            at, loss = further, loss_there
        if settled:
            break
    return float(at[0]), float(at[1])


def _platt_loss(logits: Floats, target: Floats, at: NDArray[np.float64]) -> float:
    # A little pull to a slope of one: it settles what few texts leave open.
    said = np.clip(at[0] * logits.astype(np.float64) + at[1], -30, 30)
    return float((np.log1p(np.exp(said)) - target * said).sum() + 0.5 * _PULL * (at[0] - 1) ** 2)


def log_loss(probabilities: Floats, truth: Floats) -> Floats:
    """Give the loss of each probability of something that is so (1) or not (0), in nats."""
    belief = np.clip(probabilities, 1e-6, 1 - 1e-6)
    return np.asarray(-np.where(truth > 0, np.log(belief), np.log(1 - belief)), np.float32)


def reliability(tags: Sequence[int], probabilities: Floats, truth: Floats, *, bar: float) -> tuple[TagReliability, ...]:
    """Say of each tag how it did on texts kept back: texts × tags of probabilities, and of what is so.

    Precision and recall are those of what is suggested from `bar` on; bins are (mean probability, share that was so, count).
    """
    return tuple(_of_tag(tag, probabilities[:, place], truth[:, place] > 0, bar=bar) for place, tag in enumerate(tags))


def _of_tag(tag: int, belief: Floats, so: np.ndarray, *, bar: float) -> TagReliability:
    offered = belief >= bar
    hits = int((offered & so).sum())
    bins = []
    places = np.minimum((belief * BINS).astype(int), BINS - 1)
    for each in range(BINS):
        inside = places == each
        if inside.any():
            bins.append((float(belief[inside].mean()), float(so[inside].mean()), int(inside.sum())))
    gap = sum(abs(mean - share) * count for mean, share, count in bins) / max(1, len(belief))
    return TagReliability(
        tag=tag,
        tagged=int(so.sum()),
        precision=hits / int(offered.sum()) if offered.any() else 0.0,
        recall=hits / int(so.sum()) if so.any() else 0.0,
        offered=int(offered.sum()),
        gap=float(gap),
        bins=tuple(bins),
        trusted=int(so.sum()) >= TRUSTED,
    )
