"""Occurrences of words over the project, to be marked or tagged at once."""

from __future__ import annotations

from dataclasses import dataclass

OCCURRENCE_KINDS = ("exact", "particle", "inside", "overlapping")
"""What an occurrence may be: the words alone, with a Korean particle after them, inside a longer word, or over a mark."""


OCCURRENCE_SCOPES = ("body", "text", "all")
"""Where occurrences are looked for: in the body alone, in all but boilerplate, or everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceQuery:
    """Which words are looked for, and where.

    `words` are writings of which any is found; `where` is a filter of articles, `scope` one of `OCCURRENCE_SCOPES`. What
    overlaps a mention that a person has judged counts as overlapping, or, with a `tag` (its id), what has that tag.
    """

    words: tuple[str, ...]
    where: str = ""
    scope: str = "text"
    tag: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A place in an article where the words stand, quoted as they are written there."""

    article: int
    start: int
    end: int
    quote: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceLine:
    """An occurrence with what stands around it in its line of the article."""

    occurrence: Occurrence
    before: str
    after: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
