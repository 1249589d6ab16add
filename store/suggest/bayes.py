"""Naive Bayes that learns from untagged texts too, by expectation and maximisation (Nigam, McCallum, Thrun & Mitchell 2000).

The evidence of a text is tempered: features of a text are far from independent, and what a text of 50 features says is
multiplied by `TEMPER` before it is believed, what a longer one says by as much less. Untempered, EM believes its first
guesses and drifts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from store.suggest.sparse import Floats, Sparse

SMOOTHING = 0.1
TEMPER, LENGTH = 0.15, 50
ROUNDS = 15
_SETTLED = 1e-3


@dataclass(frozen=True, slots=True)
class Bayes:
    """What a feature says for each tag (features × tags), and what is believed before anything is read (tags)."""

    weights: Floats
    prior: Floats

    def evidence(self, texts: Sparse) -> Floats:
        """Give for texts × tags the tempered logarithm: of likelihoods times prior, or of odds, as it was learned."""
        return texts.times(self.weights) * temper(texts)[:, None] + self.prior


def temper(texts: Sparse) -> Floats:
    """Give by how much the evidence of each text is believed."""
    return (TEMPER * np.minimum(1.0, LENGTH / np.maximum(1, texts.lengths))).astype(np.float32)


def exclusive(
    texts: Sparse, tagged: Floats, *, weight: float, barred: Floats | None = None, rounds: int = ROUNDS
) -> Bayes:
    """Learn tags of which each text has just one.

    `tagged` is texts × tags, with a one in the rows of tagged texts and zeros in those of the others, each of which counts
    `weight` as much. `barred` has ones where an untagged text does not have a tag.
    """
    known = np.flatnonzero(tagged.any(axis=1))
    found = _exclusive(texts.rows(known).turned.times(tagged[known]), tagged.sum(0))
    if not weight or len(known) == texts.height:
        return found
    before = None
    for _ in range(rounds):
        belief = softmax(found.evidence(texts))
        if barred is not None:
            belief *= 1 - barred
        belief *= weight
        belief[known] = tagged[known]
        found = _exclusive(texts.turned.times(belief), belief.sum(0))
        if before is not None and np.abs(belief - before).mean() < _SETTLED * weight:
            break
        before = belief
    return found


def _exclusive(counts: Floats, texts: Floats) -> Bayes:
    smoothed = counts + SMOOTHING
    return Bayes(np.log(smoothed / smoothed.sum(0)), np.log((texts + 1) / (texts + 1).sum()))


def one_against_rest(
    texts: Sparse, tagged: Floats, known: Floats, *, weight: float, barred: Floats | None = None, rounds: int = ROUNDS
) -> Bayes:
    """Learn tags of which a text may have any number, each against what does not have it.

    `known` has a one for each text of which is said which tags it has; the others count `weight` as much.
    """
    total = texts.turned.times(known[:, None])
    found = _odds(texts.turned.times(tagged), total, tagged.sum(0), float(known.sum()))
    if not weight or known.all():
        return found
    share = known + weight * (1 - known)
    total = texts.turned.times(share[:, None])
    unknown = known == 0
    for _ in range(rounds):
        belief = sigmoid(found.evidence(texts))
        if barred is not None:
            belief *= 1 - barred
        belief = np.where(unknown[:, None], belief * weight, tagged).astype(np.float32)
        found = _odds(texts.turned.times(belief), total, belief.sum(0), float(share.sum()))
    return found


def _odds(counts: Floats, total: Floats, texts: Floats, all_texts: float) -> Bayes:
    with_it = counts + SMOOTHING
    without = np.maximum(total - counts, 0) + SMOOTHING
    weights = np.log(with_it / with_it.sum(0)) - np.log(without / without.sum(0))
    return Bayes(weights, np.log((texts + 0.5) / (np.maximum(all_texts - texts, 0) + 0.5)))


def softmax(logits: Floats) -> Floats:
    """Give probabilities that add up to one in each row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Give the probability for each logarithm of odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)
