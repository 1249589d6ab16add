"""Several annotators: samples, merges, disputes, agreement."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A set of articles that was drawn under a name: from what filter, how, by what seed, how many for whom.

    `shares` are pairs of annotator and number; those drawn for everybody stand under "".
    """

    name: str
    query: str = ""
    method: str = ""
    seed: int = 0
    at: str = ""
    articles: int = 0
    shares: tuple[tuple[str, int], ...] = ()
    id: int = 0
    uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeConflict:
    """What two copies of a project say differently: of a `table` row, in a `column` (empty: whether it is there).

    `here` and `there` are both values in words. Taking theirs writes `value` into the column of the row with this `uid`,
    or with no column takes the row away (`value` None) or brings it back (its columns as JSON). `why` says, where theirs
    cannot be taken, what is in the way.
    """

    table: str
    what: str
    article: int | None
    column: str
    here: str
    there: str
    uid: str = ""
    value: str | int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeReport:
    """What a merge brought: counts by word and kind (`added`, `changed`, `removed`), conflicts, what found no place.

    `change` is the label of its step, empty where nothing was to do; `history` says whether both have a common past.
    """

    other: str
    history: bool
    articles: int = 0
    added: tuple[tuple[str, int], ...] = ()
    changed: tuple[tuple[str, int], ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    conflicts: tuple[MergeConflict, ...] = ()
    lost: tuple[str, ...] = ()
    change: str = ""
    dry: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """Who makes marks: a person, a machine, or the consensus of several; with how many articles she has coded."""

    name: str
    kind: str = "person"
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A tag on an article or on a passage of it, and which annotators put just that; `settled`: in the consensus or not.

    `put` has a place for each annotator in their order: True, False, or None where she has not coded the article.
    """

    article: int
    tag: int
    path: str
    start: int | None
    end: int | None
    quote: str
    put: tuple[bool | None, ...]
    settled: bool | None = None
    colour: str = ""

    @property
    def agreed(self) -> bool:
        """Whether all who coded the article put it."""
        return all(each is not False for each in self.put)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """An article that two or more annotators coded, how many of its taggings they differ on, and whether it is settled."""

    article: int
    title: str
    differing: int
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFigures:
    """How far annotators agree on one thing: all tags, a group of tags that exclude each other, or one tag.

    `kind` is `overall`, `group` or `tag`, `tag` a path (empty where it is about all). `units` are those that two or more
    of the `annotators` rated, `percent` is 0 to 100, the others are 1 where all agree, 0 where chance would do as well,
    and None where they are not defined. `alphas` are by level of measurement, where the tags are numbers; `interval`
    holds 95 in 100 alphas of units drawn anew. `disagreements` are articles. `counts` says in a sentence what is counted.
    """

    kind: str
    tag: str
    units: int
    annotators: tuple[str, ...]
    percent: float | None
    cohen_kappa: float | None
    fleiss_kappa: float | None
    scott_pi: float | None
    krippendorff_alpha: float | None
    gwet_ac1: float | None
    level: str = "nominal"
    interval: tuple[float, float] | None = None
    alphas: tuple[tuple[str, float | None], ...] = ()
    passages: int = 0
    alpha_u: float | None = None
    span_f1: float | None = None
    span_f1_overlap: float | None = None
    disagreements: tuple[int, ...] = ()
    counts: str = ""
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement of several annotators over the articles that match a filter: overall, by groups, tag by tag.

    `articles` are those that two or more of them have coded; `pairs` is the overall figure of each two of them.
    """

    query: str
    annotators: tuple[str, ...]
    articles: int
    overall: AgreementFigures
    groups: tuple[AgreementFigures, ...]
    tags: tuple[AgreementFigures, ...]
    pairs: tuple[AgreementFigures, ...]
    level: str
    resamples: int
    seed: int
