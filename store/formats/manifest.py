"""The manifest and the card that lie with every export: what it is, of which state, and how to check it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from store.records import Tag

GALPI = "0.1.0"
"""The version of Galpi that writes exports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """A file of an export, with its size in bytes and its SHA-256."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an export is: its options, the state of the project (`change`, `at`) and its files."""

    format: str
    where: str
    include: str
    flavour: str
    one_per_group: bool = False
    articles: int
    change: int
    at: str
    files: tuple[FileEntry, ...]


def write_manifest(manifest: Manifest) -> str:
    """Write the manifest as JSON; the same state gives the same bytes."""
    value = {
        "made_by": f"Galpi {GALPI}",
        "format": manifest.format,
        "where": manifest.where,
        "include": manifest.include,
        "flavour": manifest.flavour,
        "one_per_group": manifest.one_per_group,
        "articles": manifest.articles,
        "project": {"change": manifest.change, "at": manifest.at},
        "offsets": "code points, half-open, of the text in NFC with LF",
        "files": [{"name": file.name, "bytes": file.bytes, "sha256": file.sha256} for file in manifest.files],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write_card(manifest: Manifest, tags: Sequence[Tag]) -> str:
    """Write the card in Markdown: what is in the dataset, how it was chosen, and what its tags mean."""
    lines = [
        "# Dataset card",
        "",
        f"- Articles: {manifest.articles:,}",
        f"- Format: {manifest.format}" + (f" ({manifest.flavour})" if manifest.format == "csv" else ""),
        f"- Filter: `{manifest.where}`" if manifest.where else "- Filter: none, all articles",
        *(["- Of copies of one text only the earliest is here."] if manifest.one_per_group else []),
        f"- Mentions: {manifest.include}" if manifest.format != "jsonl" else "- Mentions: all, each with its state",
        f"- State of the project: change {manifest.change}, {manifest.at or 'never changed'}",
        f"- Made by Galpi {GALPI}",
        "- Positions are code points, half-open, of the text in NFC with LF.",
        "- Licence of the articles: theirs; ask their publishers before you pass them on.",
        "",
    ]
    if tags:
        lines += ["## Codebook", "", "| tag | definition |", "|---|---|"]
        lines += [f"| {_cell(tag.path)} | {_cell(tag.definition)} |" for tag in tags]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
