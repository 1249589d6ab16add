"""Chains: how probable each label of each unit is in linear chains, many lines and several fields at a time.

The forward-backward algorithm, scaled at each unit (Rabiner 1989).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from store.recognition.learned.weights import Floats


def marginals(scores: Floats, transitions: Floats, lengths: Sequence[int]) -> Floats:
    """Give the probabilities of labels (units x fields x labels) for lines that follow each other in `scores`.

    `scores` are of units x fields x labels, `transitions` of fields x labels x labels, `lengths` the units of each line,
    none of them empty.
    """
    order = np.argsort(-np.asarray(lengths), kind="stable")
    long = np.asarray(lengths)[order]
    ends = np.cumsum(lengths)[order]
    # At step t the first of the lines, from the longest on, are those that reach it.
    running = [int(count) for count in np.searchsorted(-long, -np.arange(long[0]), side="left")]
    states = np.exp(scores - scores.max(axis=-1, keepdims=True))
    after = np.exp(transitions)
    # What is known from the start on and from the end on is summed up side by side: two algorithms, one loop.
    both = np.concatenate([after, after.swapaxes(1, 2)])
    found: Floats = np.empty_like(states)
    later = np.empty_like(states)
    fields = len(after)
    now: Floats = np.empty(0)
    for step, count in enumerate(running):
        forth, back = (ends - long)[:count] + step, ends[:count] - 1 - step
        here = np.concatenate([states[forth], states[back]], axis=1).swapaxes(0, 1)
        before = now[:, :count] @ both if step else np.ones_like(here)
        later[back] = before[fields:].swapaxes(0, 1)
        now = before * here
        now /= now.sum(axis=-1, keepdims=True)
        found[forth] = now[:fields].swapaxes(0, 1)
    found *= later
    found /= found.sum(axis=-1, keepdims=True)
    return found
