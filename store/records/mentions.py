"""Mentions, and the concordance of them."""

from __future__ import annotations

from dataclasses import dataclass

MENTION_STATES = ("suggested", "accepted", "rejected")
"""What became of a mention: only a person accepts or rejects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of an article's text that names an entity or has an entity type.

    `score` is 0 to 1, or None; `value` is a date or amount in normal form.
    """

    id: int
    article: int
    start: int
    end: int
    quote: str
    type: str
    entity: str | None
    entity_id: int | None
    state: str
    origin: str
    score: float | None
    value: str | None = None


CONCORDANCE_SORTS = ("uncertain", "name", "left", "right", "article", "score", "-score")
"""How the lines of a concordance can be sorted; see `ConcordanceQuery`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordanceQuery:
    """Which mentions a concordance shows, and in which order.

    `where` is a filter of articles. What is empty or None narrows nothing: `entities` and `mentions` are ids, `types`
    entity types, `name` any writing of the quote. `sort` is one of `CONCORDANCE_SORTS`: suggestions with the lowest score
    first; the most frequent name first; by what stands left or right of the mention, from the mention outwards; by
    article, the newest first; by score.
    """

    where: str = ""
    states: tuple[str, ...] = ("suggested", "accepted")
    entities: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    name: str | None = None
    mentions: tuple[int, ...] = ()
    sort: str = "uncertain"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcordanceLine:
    """A mention with the text around it, some code points of one line of the article on each side."""

    mention: Mention
    before: str
    after: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCount:
    """How often a name is met among mentions; `name` is its commonest writing, `folded` what all writings share."""

    folded: str
    name: str
    mentions: int
