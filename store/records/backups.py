"""Backups, and what was salvaged from a damaged project."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup of a project: its file, when and why it was made (`at` is ISO 8601 in UTC), and its bytes."""

    path: str
    at: str
    reason: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SalvageReport:
    """What was read of a damaged project: articles and rows, how many rows were lost, and what else is to be said."""

    articles: int
    rows: int
    lost: int
    problems: tuple[str, ...] = ()
