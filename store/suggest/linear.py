"""Logistic regression, by L-BFGS (Liu & Nocedal 1989): what sets tags apart once some are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from store.suggest.bayes import sigmoid, softmax
from store.suggest.sparse import Floats, Sparse

DECAY = 0.3
STEPS = 40
_MEMORY = 6
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of features × tags, and what is added to each tag."""

    weights: Floats
    bias: Floats

    def logits(self, texts: Sparse) -> Floats:
        """Give the logits of texts × tags; texts are weighted ones."""
        return texts.times(self.weights) + self.bias


def regress(
    texts: Sparse,
    tagged: Floats,
    *,
    exclusive: bool,
    steps: int = STEPS,
    counts: Floats | None = None,
    start: Linear | None = None,
) -> Linear:
    """Learn from weighted texts and their tags (texts × tags): one of the tags for each text, or any number.

    Tags may be probabilities; `counts` says how much each text counts (one). Features that no text has keep a weight of
    zero; nothing is said of them. It goes on from `start` where one is given.
    """
    used = np.unique(texts.columns)
    numbers = np.zeros(texts.width, np.int32)
    numbers[used] = np.arange(len(used), dtype=np.int32)
    small = Sparse(texts.starts, numbers[texts.columns], len(used), texts.values)
    tags = tagged.shape[1]
    count = np.ones((len(tagged), 1), np.float32) if counts is None else counts[:, None]

    def slope(flat: Floats) -> tuple[float, Floats]:
        model = flat.reshape(len(used) + 1, tags)
        logits = small.times(model[:-1]) + model[-1]
        belief = softmax(logits) if exclusive else sigmoid(logits)
        loss = -float((count * tagged * np.log(belief + _TINY)).sum())
        if not exclusive:
            loss -= float((count * (1 - tagged) * np.log(1 - belief + _TINY)).sum())
        loss += 0.5 * DECAY * float((model[:-1] ** 2).sum())
        wrong = count * (belief - tagged)
        down = small.turned.times(wrong) + DECAY * model[:-1]
        return loss, np.vstack((down, wrong.sum(0, keepdims=True))).ravel()

    begin = np.zeros((len(used) + 1, tags), np.float32)
    if start is not None:
        begin = np.vstack((start.weights[used], start.bias[None])).astype(np.float32)
    elif not exclusive:
        share = (tagged.sum(0) + 0.5) / (len(tagged) + 1)
        begin[-1] = np.log(share / (1 - share))
    model = descend(slope, begin.ravel(), steps=steps).reshape(len(used) + 1, tags)
    weights = np.zeros((texts.width, tags), np.float32)
    weights[used] = model[:-1]
    return Linear(weights, model[-1].copy())


def descend(slope: Callable[[Floats], tuple[float, Floats]], start: Floats, *, steps: int) -> Floats:
    """Go down a smooth function from `start`; `slope` gives its value and its gradient."""
    at, (loss, down) = start, slope(start)
    moves: list[Floats] = []
    turns: list[Floats] = []
    for step in range(steps):
        way = _way(down, moves, turns)
        fall = float(down @ way)
        if fall >= 0:
            break
        length = 1.0
        for _ in range(10):
            new_loss, new_down = slope(at + length * way)
            if new_loss <= loss + 1e-4 * length * fall:
                break
            length /= 2
        else:
            break
        move, turn = length * way, new_down - down
        if float(move @ turn) > _TINY:
            moves, turns = [*moves, move][-_MEMORY:], [*turns, turn][-_MEMORY:]
        settled = step > 4 and abs(loss - new_loss) < 3e-5 * abs(loss)
        at, loss, down = at + move, new_loss, new_down
        if settled:
            break
    return at


def _way(down: Floats, moves: list[Floats], turns: list[Floats]) -> Floats:
    way = down.copy()
    shares = []
    for move, turn in zip(reversed(moves), reversed(turns), strict=True):
        share = float(move @ way) / float(move @ turn)
        shares.append(share)
        way -= share * turn
    if moves:
        way *= float(moves[-1] @ turns[-1]) / float(turns[-1] @ turns[-1])
    else:
        way /= max(_TINY, float(np.sqrt(way @ way)))
    for move, turn, share in zip(moves, turns, reversed(shares), strict=True):
        way += (share - float(turn @ way) / float(move @ turn)) * move
    return np.asarray(-way, np.float32)
