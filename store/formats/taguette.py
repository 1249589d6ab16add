"""Taguette's codebook: a CSV of tags with their definitions, which its window imports; it takes no texts with marks."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from store.dataset.form import PULSE, Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof
from store.errors import StoreBug
from store.formats.tables import write_rows


def _rows(dataset: Dataset) -> list[list[str]]:
    # Taguette's hierarchy is a dot in the name.
    return [[path.replace("/", "."), tag.definition] for path, tag in dataset.paths().items()]


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    for item in items:
        dataset.losses.add("texts", int(bool(item.text)))
        yield PULSE
    yield Piece(dataset.file, write_rows([("tag", "description"), *_rows(dataset)], flavour="data"))


def _promise(item: Item, dataset: Dataset) -> Proof | None:  # noqa: ARG001
    return None


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:
    rows = list(csv.reader(f"{line}\n" for line in files.lines(dataset.file)))
    if rows[1:] != _rows(dataset):
        raise StoreBug("the codebook for Taguette does not read back as it was written")
    yield from ()


FORMAT = Format(
    name="taguette",
    label="Taguette codebook (CSV): tags and definitions, no texts",
    write=_write,
    read=_read,
    promise=_promise,
    suffix=".csv",
)
"""Two columns."""
