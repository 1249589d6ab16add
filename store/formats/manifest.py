"""The manifest that lies with every export: what it is, of which state of the project, and how to check it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.dataset.counts import Counts
from store.dataset.items import Dataset
from store.formats.agreement import as_json
from store.formats.recipe import recipe_json
from store.formats.split_report import split_json

GALPI = "0.1.0"
"""The version of Galpi that writes exports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A file of an export, with its size in bytes and its SHA-256."""

    name: str
    bytes: int
    sha256: str


def write_manifest(dataset: Dataset, counts: Counts, files: tuple[FileEntry, ...], *, unit: str) -> str:
    """Write the manifest as JSON; the same state gives the same bytes. `unit` is what offsets count."""
    recipe = dataset.recipe
    value = {
        "made_by": f"Galpi {GALPI}",
        "format": recipe.format,
        "where": recipe.where,
        "include": recipe.include,
        "flavour": recipe.flavour,
        "one_per_group": recipe.one_per_group,
        "articles": counts.articles,
        "records": counts.records,
        "project": {"name": dataset.project, "change": dataset.change, "at": dataset.at},
        "recipe": recipe_json(recipe),
        "title": recipe.title,
        "creator": recipe.creator,
        "licence": recipe.licence,
        "offsets": f"{unit}, half-open, of the text in NFC with LF",
        "counts": counts_json(counts),
        "codebook": {path: tag.definition for path, tag in dataset.paths().items()},
        "agreement": None if dataset.agreement is None else as_json(dataset.agreement),
        "split": None if dataset.split is None else split_json(dataset.split),
        "losses": list(dataset.losses.sentences()),
        "files": [{"name": file.name, "bytes": file.bytes, "sha256": file.sha256} for file in files],
    }
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def counts_json(counts: Counts) -> dict[str, Any]:
    """Give the numbers of a dataset, each list by its name, so that two of them can be compared."""
    return {
        "articles": counts.articles,
        "records": counts.records,
        "characters": counts.characters,
        "mentions": counts.mentions,
        "relations": counts.relations,
        "notes": counts.notes,
        "first": counts.first,
        "last": counts.last,
        **{
            name: _sorted(getattr(counts, name))
            for name in ("languages", "outlets", "types", "states", "tags", "passages", "annotators", "splits")
        },
    }


def _sorted(counter: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counter.items()))
