"""Weights: what CRFsuite wrote of a field, read, so that it can be applied without asking for each feature of each unit.

The layout is that of CRFsuite's `crf1d_model.c` and of the constant quark database of labels and attributes that it holds
(Okazaki 2007), version 100.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
_VERSION = 100


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The labels of a field, for each feature the row of its weights (features x labels), and those of label after label."""

    labels: tuple[str, ...]
    features: Mapping[str, int]
    states: Floats
    transitions: Floats


def read_weights(field: bytes) -> Weights:
    """Read what CRFsuite wrote; raises ValueError where it is of another version."""
    magic, _, _, version, _, _, _, at, labels_at, features_at = struct.unpack_from("<4sI4sI3I3I", field)
    if magic != b"lCRF" or version != _VERSION:
        raise ValueError(f"This is no field of version {_VERSION}.")
    labels, features = _names(field, labels_at), _names(field, features_at)
    (count,) = struct.unpack_from("<I", field, at + 8)
    table = np.frombuffer(field, _FEATURE, count, at + 12)
    states, transitions = np.zeros((len(features), len(labels))), np.zeros((len(labels), len(labels)))
    for whole, kind in ((states, 0), (transitions, 1)):
        some = table[table["kind"] == kind]
        whole[some["source"], some["target"]] = some["weight"]
    return Weights(tuple(labels), {name: row for row, name in enumerate(features)}, states, transitions)


def _names(field: bytes, at: int) -> list[str]:
    count, offsets_at = struct.unpack_from("<II", field, at + 16)
    found = []
    for offset in np.frombuffer(field, "<u4", count, at + offsets_at if count else at).tolist():
        (size,) = struct.unpack_from("<I", field, at + offset + 4)
        start = at + offset + 8
        found.append(field[start : start + size - 1].decode())
    return found
