"""The matrix, the sentences behind it, and the page of an entity."""

from __future__ import annotations

from dataclasses import dataclass

from store.records.entities import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixSpec:
    """What a matrix joins: entities of one type with those of another, and what counts as joined.

    `by` is `co-occurrence` (both are named within one `sentence`, `paragraph` or `article`), `relation` (any predicate) or
    the name of one predicate; background facts, which no article says, are told apart and only where `facts` is set. With
    `roll_up` an entity counts for all that it is part of. Of the articles only those that match `query` count.
    """

    rows: str
    columns: str
    by: str = "co-occurrence"
    within: str = "sentence"
    query: str = ""
    facts: bool = False
    roll_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLine:
    """A row or a column: its entity, and in how many articles it is joined with any of the other side."""

    entity: Entity
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Counts of articles by row and column, the lines joined in most articles first.

    `facts` holds the cells (row, column) that a background fact joins; `more_rows` and `more_columns` count the lines left
    out, `articles` those in which anything is joined.
    """

    spec: MatrixSpec
    rows: tuple[MatrixLine, ...] = ()
    columns: tuple[MatrixLine, ...] = ()
    counts: tuple[tuple[int, ...], ...] = ()
    facts: frozenset[tuple[int, int]] = frozenset()
    more_rows: int = 0
    more_columns: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage that names what was asked about; `[start, end)` lies in the article, in code points.

    `marks` are spans of `text` with the entity type that each names. Evidence of a relation has its predicate, state and
    id; a background fact has no article, and its `text` says it.
    """

    article: int | None
    title: str | None
    outlet: str | None
    published: str | None
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int, str], ...] = ()
    predicate: str = ""
    state: str = ""
    relation: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """Some of the evidence, the newest article first, and how many articles have any."""

    items: tuple[Evidence, ...] = ()
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What relations say of two entities: the predicate, which of them is its subject, and in how many articles.

    `state` is `accepted` where any of them is, else `suggested`; `fact` says that a background fact says so too.
    """

    predicate: str
    subject: bool
    state: str
    articles: int
    fact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PageItem:
    """An entity joined with that of the page: by relations, and by `articles` in which one sentence names both."""

    entity: Entity
    articles: int
    said: tuple[Said, ...] = ()
    best: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGroup:
    """The entities of one type on a page (or, as `agreement`, the partners of agreements), and how many are left out."""

    type: str
    items: tuple[PageItem, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """All that the project knows of one entity; `months` counts its articles by `2021-03`, or `2021` where no more is known.

    What is part of it is counted in where the page was read so.
    """

    entity: Entity
    whole: Entity | None
    parts: tuple[Entity, ...]
    articles: int
    mentions: int
    months: tuple[tuple[str, int], ...]
    undated: int
    groups: tuple[PageGroup, ...]
