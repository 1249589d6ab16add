"""Which articles to tag next: those of which the model is least sure, and which are least like each other.

Uncertainty times diversity, chosen one after the other (after Brinker 2003), among the most uncertain.
"""

from __future__ import annotations

import numpy as np

from store.suggest.features import Vocabulary
from store.suggest.sparse import Floats, Ints, Sparse

CHOSEN, LOOKED_AT = 300, 1_500
_DIRECTIONS = 64


def usefulness(probabilities: Floats, texts: Sparse, words: Vocabulary, *, exclusive: bool) -> Ints:
    """Give how useful it would be to know the tags of each text: the larger, the sooner; texts over the vocabulary."""
    doubt = uncertainty(probabilities, exclusive=exclusive)
    found = (doubt * 1_000).astype(np.int64)
    order = np.argsort(-doubt, kind="stable")[:LOOKED_AT]
    if not len(order):
        return found
    # Random directions keep the angles between texts (Johnson & Lindenstrauss 1984).
    directions = np.random.default_rng(0).standard_normal((texts.width, _DIRECTIONS)).astype(np.float32)
    looks = words.weighted(texts.rows(order)).times(directions)
    looks /= np.linalg.norm(looks, axis=1, keepdims=True) + 1e-9
    nearest = np.zeros(len(order), np.float32)
    taken = np.zeros(len(order), np.bool_)
    for rank in range(min(CHOSEN, len(order))):
        best = int(np.where(taken, -1.0, doubt[order] * (1 - nearest)).argmax())
        found[order[best]] = 1_000_000 - rank
        taken[best] = True
        nearest = np.minimum(1, np.maximum(nearest, looks @ looks[best]))
    return found


def uncertainty(probabilities: Floats, *, exclusive: bool) -> Floats:
    """Give for each text how unsure the model is, from 0 to 1: between its two likeliest tags, or of any tag."""
    if exclusive and probabilities.shape[1] > 1:
        best = np.sort(probabilities, axis=1)
        return np.asarray(1 - (best[:, -1] - best[:, -2]), np.float32)
    return np.asarray((1 - np.abs(2 * probabilities - 1)).max(axis=1, initial=0.0), np.float32)
