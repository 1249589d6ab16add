"""What a project has taught about its tags: the model, how it scores texts, and how it is packed to be kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.suggest.bayes import Bayes, sigmoid, softmax
from store.suggest.features import Vocabulary
from store.suggest.linear import Linear
from store.suggest.sparse import Floats, Ints, Sparse

VERSION = 1
"""The version of the model: one that another version made is made anew."""


@dataclass(frozen=True, slots=True)
class Model:
    """Bayes and logistic regression joined: `tags` are the ids of what its columns stand for.

    The logits of tag k are `shares[0, k]` of the one and `shares[1, k]` of the other; `scale` are slope and offset of
    each tag that make true probabilities of them. With `exclusive` they add up to one.
    """

    tags: tuple[int, ...]
    exclusive: bool
    vocabulary: Vocabulary
    bayes: Bayes
    linear: Linear
    shares: Floats
    scale: Floats

    def probabilities(self, hashed: Sparse) -> Floats:
        """Give texts × tags of how likely each tag is."""
        texts = self.vocabulary.of(hashed)
        linear = self.linear.logits(self.vocabulary.weighted(texts))
        return believed(
            joined(self.bayes.evidence(texts), linear, self.shares, self.exclusive), self.scale, self.exclusive
        )

    def says(self, features: Ints) -> Floats:
        """Give for these features × tags what each adds to a tag, against the mean of all where one excludes others.

        Of the two models' weights, each in its share and as much as a text of usual length lets it say.
        """
        from store.suggest.bayes import TEMPER

        weights = self.shares[0] * self.bayes.weights[features] * TEMPER
        weights = (
            weights + self.shares[1] * self.linear.weights[features] * (self.vocabulary.idf[features] / 15)[:, None]
        )
        return np.asarray(weights - weights.mean(axis=1, keepdims=True) if self.exclusive else weights, np.float32)


def joined(bayes: Floats, linear: Floats, shares: Floats, exclusive: bool) -> Floats:
    """Join the logits of both models."""
    if exclusive:
        bayes, linear = _log_softmax(bayes), _log_softmax(linear)
    return np.asarray(shares[0] * bayes + shares[1] * linear, np.float32)


def believed(logits: Floats, scale: Floats, exclusive: bool) -> Floats:
    """Make probabilities of joined logits."""
    scaled = logits * scale[0] + scale[1]
    return softmax(scaled) if exclusive else sigmoid(scaled)


def _log_softmax(logits: Floats) -> Floats:
    top = logits - logits.max(axis=1, keepdims=True)
    return np.asarray(top - np.log(np.exp(top).sum(axis=1, keepdims=True)), np.float32)


def pack(model: Model) -> bytes:
    """Write a model as bytes; the same model gives the same bytes."""
    arrays: dict[str, NDArray[np.generic]] = {
        "tags": np.array(model.tags, np.int64),
        "exclusive": np.array([model.exclusive]),
        "buckets": model.vocabulary.buckets,
        "idf": model.vocabulary.idf,
        "bayes": model.bayes.weights.astype(np.float16),
        "prior": model.bayes.prior,
        "linear": model.linear.weights.astype(np.float16),
        "bias": model.linear.bias,
        "shares": model.shares,
        "scale": model.scale,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, array in arrays.items():
            written = io.BytesIO()
            np.save(written, array, allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), written.getvalue(), zipfile.ZIP_DEFLATED, 1)
    return out.getvalue()


def unpack(packed: bytes) -> Model:
    """Read what `pack` wrote."""
    with np.load(io.BytesIO(packed), allow_pickle=False) as kept:
        return Model(
            tags=tuple(int(tag) for tag in kept["tags"]),
            exclusive=bool(kept["exclusive"][0]),
            vocabulary=Vocabulary(kept["buckets"], kept["idf"]),
            bayes=Bayes(kept["bayes"].astype(np.float32), kept["prior"]),
            linear=Linear(kept["linear"].astype(np.float32), kept["bias"]),
            shares=kept["shares"],
            scale=kept["scale"],
        )


def best_first(tags: Sequence[int], probabilities: Floats) -> list[tuple[int, float]]:
    """Give the tags of one text with their probabilities, the likeliest first, ties in the order of `tags`."""
    order = np.argsort(-probabilities, kind="stable")
    return [(tags[place], float(probabilities[place])) for place in order.tolist()]
