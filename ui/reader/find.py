"""Stepping through the search hits of one article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


class Hits:
    """The hits of an article in text order, and which of them one is at (none until one steps)."""

    def __init__(self, spans: Sequence[tuple[int, int]] = ()) -> None:
        self.spans = tuple(sorted(span for span in spans if span[0] < span[1]))
        self.at: int | None = None

    def step(self, *, forward: bool, start: int = 0) -> tuple[int, int] | None:
        """Go to the next or previous hit, round the end; the first step goes to the one nearest after `start`.

        Returns the hit's span, or None where there is none.
        """
        if not self.spans:
            return None
        if self.at is None:
            after = bisect_left(self.spans, (start, start))
            self.at = (after if forward else after - 1) % len(self.spans)
        else:
            self.at = (self.at + (1 if forward else -1)) % len(self.spans)
        return self.spans[self.at]

    def label(self) -> str:
        """Return where one is, for people: `2 of 7 hits`, `7 hits`, or nothing where there is none."""
        count = len(self.spans)
        if not count:
            return ""
        if self.at is None:
            return "1 hit" if count == 1 else f"{count:,} hits"
        return "1 of 1 hit" if count == 1 else f"{self.at + 1:,} of {count:,} hits"
