"""One stretch that a recogniser points at, before overlaps are settled and entities are made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """A stretch `[start, end)` in code points that may become a mention.

    `entity` is a known entity's id; `name` is what a new entity would be called (None for amounts and dates, which
    have none); `group` ties finds that name one new entity under different names. `own` says that the name is a proper one
    (City Pass), which needs no owner to tell it from others.
    """

    start: int
    end: int
    type: str
    origin: str
    score: float
    entity: int | None = None
    name: str | None = None
    value: str | None = None
    group: str | None = None
    own: bool = False

    def overlaps(self, other: Find) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Find) -> bool:
        """Say whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end
