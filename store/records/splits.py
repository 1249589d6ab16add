"""How a dataset was split: what each part was to get and got, how its labels are shared out, and what would have leaked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPart:
    """A part: its share of a hundred, the articles that this makes, and those that it got."""

    name: str
    share: int
    wanted: float
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitLabel:
    """A tag: the articles that have it in each part, in the order of the parts.

    `deviation` is the largest distance between a part's share of them and the share that it was to get, in percentage points.
    """

    label: str
    articles: tuple[int, ...]
    deviation: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitReport:
    """What a split came to.

    Pairs are pairs of copies, exact or near: `pairs` of them are in the dataset, `parted` stand in two parts (none, if all
    is well), and `parted_at_random` would in a plain random split of the same seed and sizes. The same goes for outlets
    with several articles. `undated` articles have no date, `empty` names the parts that got nothing though they have a share.
    """

    parts: tuple[SplitPart, ...]
    labels: tuple[SplitLabel, ...] = ()
    pairs: int = 0
    parted: int = 0
    parted_at_random: int = 0
    outlets: int = 0
    outlets_parted: int = 0
    outlets_parted_at_random: int = 0
    undated: int = 0
    empty: tuple[str, ...] = ()

    @property
    def worst(self) -> SplitLabel | None:
        """The tag that is shared out least evenly; of several the first."""
        return max(self.labels, key=lambda label: label.deviation, default=None)
