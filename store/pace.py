"""The pace of an import: how many articles make one step, which nothing can stop in its middle."""

from __future__ import annotations

from time import perf_counter

STEP = 0.4
"""How many seconds a step is to take: whoever stops an import, or writes meanwhile, waits no longer than two of them."""

FIRST = 100
FEWEST = 20
MOST = 600
"""More at once make the index no faster, and only take memory."""


class Pace:
    """Chooses `size`, the number of articles of the next step, by how long the last one took."""

    def __init__(self) -> None:
        self.size = FIRST
        self._began = perf_counter()

    def begin(self) -> None:
        """Say that a step begins now."""
        self._began = perf_counter()

    def end(self, articles: int) -> None:
        """Say that the step is done, and how many articles it had."""
        seconds = max(perf_counter() - self._began, 1e-6)
        self.size = min(MOST, max(FEWEST, int(articles / seconds * STEP)))
