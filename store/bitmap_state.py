"""How far the bitmaps of a project are built; apart, so that a small project is opened without what only they need."""

from __future__ import annotations

from dataclasses import dataclass

from store.database import Database

VERSION = 1
"""Raised with every change of what is kept or how: bitmaps of another version are made anew."""


@dataclass(frozen=True, slots=True)
class State:
    """How far the bitmaps of a project are built; `epoch` differs each time they are made anew."""

    version: int
    epoch: int
    built: frozenset[str]
    complete: bool
    folded: int


def state(db: Database) -> State | None:
    """Read how far the bitmaps are built, or None where none are kept."""
    row = db.conn.execute("select version, epoch, built, complete, folded from bitmap_state").fetchone()
    if row is None:
        return None
    version, epoch, built, complete, folded = row
    return State(version, epoch, frozenset(filter(None, built.split(","))), bool(complete), folded)
