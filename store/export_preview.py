"""A look at an export before it is made: its first records exactly as they will be written, and how large it will be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.dataset.items import Losses, Piece
from store.export_articles import Items, chosen, dataset_of, parts_of, refuse_unknown
from store.export_formats import export_format
from store.exporting import settled
from store.records import Recipe, SplitReport
from store.store import Store

FIRST = 3
"""How many articles are shown, and how many are measured for the estimate."""

_SHOWN = 6_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPreview:
    """The first records as they will be written (binary formats: what they are), the articles, the bytes expected, the split."""

    text: str
    articles: int
    bytes: int
    losses: tuple[str, ...] = ()
    split: SplitReport | None = None


def preview(store: Store, recipe: Recipe, ids: Sequence[int] | None = None) -> ExportPreview:
    """Write the first articles of an export to memory; raises UserError for what is not offered."""
    recipe = settled(recipe)
    form = export_format(recipe.format)
    refuse_unknown(store, recipe)
    found = chosen(store, recipe, ids)
    apart = Losses()
    parts, report = parts_of(store, found, recipe, apart)
    split, some = next(((name, part) for name, part in parts.items() if part), ("", ()))
    name = f"{split or Path(store.path).stem}{form.suffix}"
    dataset = dataset_of(store, recipe, file=name)
    dataset.losses.counts.update(apart.counts)
    items = Items(store, recipe, dataset).stream(some[:FIRST], split=split)
    files = _files(form.write(items, dataset))
    size = _size(files)
    # What is there without any article, such as a codebook, is there once.
    alone = _size(_files(form.write((), dataset_of(store, recipe, file=name))))
    shown = max(1, len(some[:FIRST]))
    return ExportPreview(
        text="\n\n".join(_shown(name, pieces) for name, pieces in files.items())[:_SHOWN],
        articles=len(found),
        bytes=alone + (size - alone) * len(found) // shown,
        losses=dataset.losses.sentences(),
        split=report,
    )


def _files(pieces: Iterable[Piece]) -> dict[str, list[str | bytes]]:
    files: dict[str, list[str | bytes]] = {}
    for piece in pieces:
        if piece.name:
            files.setdefault(piece.name, []).append(piece.data)
    return files


def _size(files: Mapping[str, Sequence[str | bytes]]) -> int:
    return sum(len(data.encode() if isinstance(data, str) else data) for pieces in files.values() for data in pieces)


def _shown(name: str, pieces: Sequence[str | bytes]) -> str:
    if all(isinstance(each, str) or _is_text(each) for each in pieces):
        text = "".join(each if isinstance(each, str) else each.decode() for each in pieces)
        return f"── {name}\n{text[:_SHOWN]}"
    return f"── {name}\n(a file of bytes: {sum(map(len, pieces)):,} of them)"


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in data
