"""Progress of long work, and what failed in it."""

from __future__ import annotations

from dataclasses import dataclass

from store.records.changes import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of long work: `done` of `total` (0 where unknown), what is being done, and what it changed."""

    done: int
    total: int
    label: str
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source that could not be read, and why, in one sentence."""

    source: str
    reason: str
