"""The model: what a project has taught, as bytes that can lie in a project file and carry no code."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from store.recognition.learned.clusters import Clusters
from store.recognition.learned.judging import Judgement
from store.recognition.learned.surfaces import Marks
from store.recognition.learned.vectors import Axes

_SYLLABLES = re.compile("[가-힣]+")

VERSION = 6
"""A model of another version is not used: its features were others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One conditional random field: the way it looks (of `sights.views_of`), and what CRFsuite wrote."""

    view: str
    field: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What is taught for one script: the members, whose judgements are averaged, and the entity types they know.

    `passed` are types that the reader passes over, so that none is offered; `morphemes` says whether it was taught with
    Kiwi, and so needs it; `edition` of Kiwi is the one that its fields hold good for which see vectors, and `axes` turn
    Kiwi's likenesses into these. What the members think of a span is judged by `judgement`, which knows the `marks` that
    taught them, and it is offered from the probability `threshold` on.
    """

    script: str
    members: tuple[Member, ...]
    types: tuple[str, ...]
    passed: tuple[str, ...]
    morphemes: bool
    threshold: float
    judgement: Judgement
    marks: Marks
    edition: str = ""
    axes: Axes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """All that a project has taught: a model a script, and the clusters of its own words."""

    models: tuple[Model, ...]
    clusters: Clusters


def script_of(text: str) -> str:
    """Give the script a text is mainly in, `hangul` or `latin`: each is learned by itself."""
    sample = text[:4000]
    syllables = sum(map(len, _SYLLABLES.findall(sample)))
    return "hangul" if 4 * syllables > sum(map(str.isalpha, sample)) else "latin"


def pack(taught: Taught) -> bytes:
    """Write a model as bytes: a head in JSON, then the fields one after the other, each model's axes behind its own."""
    head = {
        "version": VERSION,
        "clusters": {word: list(numbers) for word, numbers in taught.clusters.items()},
        "models": [
            {
                "script": model.script,
                "types": list(model.types),
                "passed": list(model.passed),
                "morphemes": model.morphemes,
                "threshold": model.threshold,
                "judgement": dict(model.judgement),
                "marks": {surface: dict(counts) for surface, counts in model.marks.items()},
                "edition": model.edition,
                "axes": [] if model.axes is None else list(model.axes.axes.shape),
                "members": [[member.view, len(member.field)] for member in model.members],
            }
            for model in taught.models
        ],
    }
    first = json.dumps(head, ensure_ascii=False).encode()
    fields = b"".join(
        each for model in taught.models for each in (*(member.field for member in model.members), _written(model.axes))
    )
    return zlib.compress(struct.pack("<I", len(first)) + first + fields, 6)


def unpack(packed: bytes) -> Taught | None:
    """Read what `pack` wrote, or None where another version wrote it."""
    whole = zlib.decompress(packed)
    (length,) = struct.unpack_from("<I", whole)
    head = json.loads(whole[4 : 4 + length])
    if head["version"] != VERSION:
        return None
    at = 4 + length
    models = []
    for each in head["models"]:
        members = []
        for view, size in each["members"]:
            members.append(Member(view=view, field=whole[at : at + size]))
            at += size
        axes, at = _read_axes(whole, at, each["axes"])
        models.append(
            Model(
                script=each["script"],
                members=tuple(members),
                types=tuple(each["types"]),
                passed=tuple(each["passed"]),
                morphemes=each["morphemes"],
                threshold=each["threshold"],
                judgement=each["judgement"],
                marks=each["marks"],
                edition=each["edition"],
                axes=axes,
            )
        )
    return Taught(models=tuple(models), clusters={word: tuple(numbers) for word, numbers in head["clusters"].items()})


def _written(axes: Axes | None) -> bytes:
    return b"" if axes is None else b"".join(each.astype("<f4").tobytes() for each in (axes.centre, axes.axes))


def _read_axes(whole: bytes, at: int, shape: Sequence[int]) -> tuple[Axes | None, int]:
    """Read axes where there are some, and say where they end."""
    if not shape:
        return None, at
    anchors, dimensions = shape
    values = np.frombuffer(whole, "<f4", anchors * (1 + dimensions), at).astype(np.float32)
    return Axes(values[:anchors], values[anchors:].reshape(anchors, dimensions)), at + 4 * len(values)
