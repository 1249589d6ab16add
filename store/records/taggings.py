"""Taggings, passages, and notes."""

from __future__ import annotations

from dataclasses import dataclass

from store.records.tags import AttributeValue

PERSON, SUGGESTED = "person", "suggested"
"""Where a tagging is from: a person put it, or accepted what a machine had proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging:
    """A tag put on an article (`start` is None) or on a passage of it; an `example` shows best what the tag means.

    `certainty` is 0 to 100, or None where none is said; `attributes` are values by the names that the tag defines. Its
    `origin` is PERSON, or SUGGESTED where the annotator accepted what a machine had proposed.
    """

    id: int
    uid: str
    article: int
    tag_id: int
    tag: str
    start: int | None
    end: int | None
    quote: str | None
    note: str
    annotator: str
    certainty: int | None = None
    attributes: tuple[tuple[str, AttributeValue], ...] = ()
    example: bool = False
    origin: str = PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A tagged passage with what stands around it, for lists across articles."""

    tagging: Tagging
    title: str | None
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedTag:
    """A suggested tag, by its path, that an annotator said an article or (with `start`) a passage does not have."""

    tag: str
    annotator: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note on an article, or on the project where `article` is None."""

    id: int
    article: int | None
    text: str
    annotator: str


PASSAGE_SORTS = (
    "published", "article", "tag", "quote", "outlet", "title", "annotator", "certainty", "-certainty", "note", "put"
)  # fmt: skip
"""How tagged passages can be sorted; see `PassageQuery`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageQuery:
    """Which tagged passages a list shows, and in which order.

    `tags` are ids, each with what is under it (none: all); `where` is a filter of articles; `words` must stand in the
    quote, the note or the annotator's name, case, width and composition aside. `sort` is one of `PASSAGE_SORTS`: the
    newest article first; by the number of the article; in the order of the codebook; by what is quoted; by outlet,
    title, annotator; the least or the most certain first; those with a note first; those put last first.
    """

    tags: tuple[int, ...] = ()
    where: str = ""
    words: str = ""
    sort: str = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageLine:
    """A tagged passage with the text around it, and where it stands."""

    tagging: Tagging
    before: str
    after: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
