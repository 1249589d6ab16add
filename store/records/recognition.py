"""What recognition finds, and how well what was learned does."""

from __future__ import annotations

from dataclasses import dataclass

from store.records.entities import EntityName


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMention:
    """A mention that recognition proposes.

    It names a known entity by id (`entity`), or one to be made (`new`, an index into the result's new entities), or
    neither (an amount, a date). `value` is the normalised date or amount, `score` is 0 to 1.
    """

    start: int
    end: int
    type: str
    origin: str
    score: float
    entity: int | None = None
    new: int | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEntity:
    """An entity that recognition met for the first time; its first name is the preferred one.

    A system whose name is a general one (smart crosswalk) belongs to who runs it: a known entity by id (`operator`), or
    one to be made (`operator_new`, an index into the result's new entities).
    """

    type: str
    names: tuple[EntityName, ...]
    operator: int | None = None
    operator_new: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """What recognition found in one article: mentions that do not overlap, in order, and new entities."""

    mentions: tuple[FoundMention, ...] = ()
    entities: tuple[FoundEntity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRelation:
    """A relation that the wording of a text suggests between two entities, by their ids, and the sentence that says so.

    `score` is 0 to 1: how sure the wording is.
    """

    subject: int
    predicate: str
    object: int
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well a recogniser does for a type (or overall, where `type` is empty): exact spans, 0 to 1, and the counts."""

    type: str
    marked: int
    offered: int
    precision: float
    recall: float
    f1: float


LEAST_OF_TYPE = 5
"""How many accepted mentions of a type, in two articles at least, it takes to learn that type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantingType:
    """An entity type with too few accepted mentions to be learned."""

    type: str
    marked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnReport:
    """What the project's own recogniser was taught, and how well it does on articles kept back (cross-validated).

    `articles` hold an accepted mention and count as wholly annotated; `patterns` is what the patterns and the gazetteer
    alone do on the same articles and types; `passed_over` are types that were found there often and never accepted, and
    are not suggested any more; `morphemes` says whether Kiwi took part, and `edition` which one; `at` is ISO 8601 in UTC.
    """

    articles: int
    mentions: int
    rejected: int
    overall: Score
    types: tuple[Score, ...]
    patterns: Score
    wanting: tuple[WantingType, ...]
    at: str
    passed_over: tuple[str, ...] = ()
    morphemes: bool = False
    edition: str = ""
    trusted: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognizeReport:
    """What a recognition did: of how many articles, how many of these were up to date, and what is in the others.

    `learned` tells of the project's own recogniser, where one took part; `taught` whether it was trained just now.
    """

    articles: int
    up_to_date: int
    mentions: int
    seconds: float
    learned: LearnReport | None = None
    taught: bool = False
