"""Exports: formats, recipes, and what was written."""

from __future__ import annotations

from dataclasses import dataclass

from store.records.splits import SplitReport


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatInfo:
    """A format that can be exported (`writes`) or imported (`reads`).

    `suffix` ends the one file it writes (empty: it writes a folder), `flavours` are pairs of name and label, `unit` is what
    its offsets count, `lacks` names what it has no place for.
    """

    name: str
    label: str
    reads: bool
    writes: bool
    suffix: str = ""
    flavours: tuple[tuple[str, str], ...] = ()
    unit: str = "code points"
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What an export is asked for, so that it can be made again.

    `where` is a filter, `include` one of `INCLUDES`, `marks` one of `MARKS`, `text` one of `TEXTS`, `overlaps` one of
    `OVERLAPS`. `level` cuts tags to so many names from the root (0: as they are), `annotators` takes their taggings alone
    (empty: everybody's). `split` are the parts of a hundred for train, dev and test (empty: none), kept together by `group`
    (empty: copies alone). `licence`, `creator` and `title` are for the card.
    """

    format: str
    where: str = ""
    include: str = "accepted"
    flavour: str = ""
    marks: str = "all"
    text: str = "whole"
    level: int = 0
    overlaps: str = "keep"
    one_per_group: bool = False
    done: bool = False
    anonymise: bool = False
    annotators: tuple[str, ...] = ()
    split: tuple[int, ...] = ()
    group: str = ""
    seed: int = 0
    target: str = "spec"
    title: str = ""
    creator: str = ""
    licence: str = ""


INCLUDES = ("accepted", "suggested", "all")
"""Which mentions and relations go out: accepted alone, suggested ones too, or all."""


MARKS = ("all", "mentions", "tags")
"""Whether mentions, tagged passages or both go out as marks of the text."""


TEXTS = ("whole", "body", "paragraph", "sentence")
"""Which text goes out: of the whole article, of its body alone, or a record for each paragraph or sentence."""


OVERLAPS = ("keep", "longest", "priority")
"""What becomes of marks that overlap: all are kept, the longest, or the one that stands first in the codebook."""


TARGETS = ("spec", "nvivo", "atlasti", "maxqda")
"""Whose way of counting a REFI-QDA project follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedRecipe:
    """A recipe that is kept with the project under a name."""

    name: str
    recipe: Recipe
    id: int = 0
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export wrote: where, how many articles, records and bytes, and what the format could not hold.

    `writing` and `proving` are seconds of their own, `splits` the records of each part of a split dataset,
    `split` what the split came to.
    """

    path: str
    articles: int
    bytes: int
    seconds: float
    losses: tuple[str, ...] = ()
    records: int = 0
    writing: float = 0.0
    proving: float = 0.0
    splits: tuple[tuple[str, int], ...] = ()
    split: SplitReport | None = None
