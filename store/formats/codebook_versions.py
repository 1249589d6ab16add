"""Versions of the codebook as JSON: each with its name, its time, and the codebooks as they were."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from store.formats.codebook import read_codebooks, write_codebooks
from store.records import CodebookVersionDraft


def read_version(value: Mapping[str, Any]) -> CodebookVersionDraft:
    """Read one version; raises KeyError where it lacks something, UserError where its codebook is none."""
    return CodebookVersionDraft(
        uid=value["uid"],
        name=value["name"],
        note=value.get("note", ""),
        at=value["at"],
        annotator=value.get("annotator", ""),
        books=read_codebooks(json.dumps(value["content"])),
    )


def version_json(version: CodebookVersionDraft) -> dict[str, Any]:
    """Give the JSON object of a version."""
    return {
        "uid": version.uid,
        "name": version.name,
        "note": version.note,
        "at": version.at,
        "annotator": version.annotator,
        "content": json.loads(write_codebooks(version.books)),
    }
