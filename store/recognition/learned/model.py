"""The model: what a project has taught, as bytes that can lie in a project file and carry no code."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass

from store.recognition.korean import is_hangul
from store.recognition.learned.clusters import Clusters

VERSION = 3
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
    Kiwi, and so needs it. A span is offered from the probability `threshold` on.
    """

    script: str
    members: tuple[Member, ...]
    types: tuple[str, ...]
    passed: tuple[str, ...]
    morphemes: bool
    threshold: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """All that a project has taught: a model a script, and the clusters of its own words."""

    models: tuple[Model, ...]
    clusters: Clusters


def script_of(text: str) -> str:
    """Give the script a text is mainly in, `hangul` or `latin`: each is learned by itself."""
    sample = text[:4000]
    syllables = sum(is_hangul(mark) for mark in sample)
    return "hangul" if 4 * syllables > sum(mark.isalpha() for mark in sample) else "latin"


def pack(taught: Taught) -> bytes:
    """Write a model as bytes: a head in JSON, then the fields one after the other."""
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
                "members": [[member.view, len(member.field)] for member in model.members],
            }
            for model in taught.models
        ],
    }
    first = json.dumps(head, ensure_ascii=False).encode()
    fields = b"".join(member.field for model in taught.models for member in model.members)
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
        models.append(
            Model(
                script=each["script"],
                members=tuple(members),
                types=tuple(each["types"]),
                passed=tuple(each["passed"]),
                morphemes=each["morphemes"],
                threshold=each["threshold"],
            )
        )
    return Taught(models=tuple(models), clusters={word: tuple(numbers) for word, numbers in head["clusters"].items()})
