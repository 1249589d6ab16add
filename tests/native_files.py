"""Native JSON lines: written by hand, and by an export."""

from __future__ import annotations

import json
from pathlib import Path

from store import export
from tests.projects import run


def write_lines(path: Path, *records: object) -> Path:
    """Write records, or lines as they are."""
    text = "".join((each if isinstance(each, str) else json.dumps(each, ensure_ascii=False)) + "\n" for each in records)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def export_native(project: Path, out: Path, **options: str) -> tuple[bytes, bytes]:
    """Export a project, and give the bytes of its lines and of the companion."""
    run(export(project, out, format="jsonl", **options))
    return out.read_bytes(), Path(f"{out}.project.json").read_bytes()
