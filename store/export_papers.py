"""The papers of an export, its manifest and card: written beside the file or into the folder."""

from __future__ import annotations

from pathlib import Path

from store.dataset.counts import Counts
from store.dataset.items import Dataset
from store.export_files import entries
from store.export_formats import export_format
from store.formats.card import write_card
from store.formats.manifest import write_manifest


def write_papers(dataset: Dataset, counts: Counts, folder: Path, file: str | None) -> None:
    """Write manifest and card of what lies in `folder`: beside the file of this name, or into the folder."""
    unit = export_format(dataset.recipe.format).unit
    files = entries(folder)
    beside = f"{file}." if file is not None else ""
    manifest = write_manifest(dataset, counts, files, unit=unit)
    (folder / f"{beside}manifest.json").write_text(manifest, encoding="utf-8", newline="\n")
    card = write_card(dataset, counts, unit=unit)
    (folder / f"{beside}card.md").write_text(card, encoding="utf-8", newline="\n")
