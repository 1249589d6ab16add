"""What a source falls into: pieces as its format gives them, and records as the store takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from store.records import ArticleDraft

FIELDS = (
    "text",
    "title",
    "subtitle",
    "outlet",
    "authors",
    "published",
    "updated",
    "url",
    "keywords",
    "language",
    "source",
    "id",
    "caption",
    "tags",
)
"""What a column of a table, or a key of a JSON object, may be mapped to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article's worth of a source, or why there is none.

    `name` is "" for the whole file, "7" for its record 7, a path for a member of an archive (`a.csv#7` for a record of
    that). `data` are the bytes kept, as they were where the format lets them be had, else a canonical form of them.
    Either `draft` or `failure`, one sentence, is given. `own_source`, `own_id` and `tags` are what the record itself says.
    """

    name: str
    data: bytes
    draft: ArticleDraft | None = None
    failure: str | None = None
    own_source: str | None = None
    own_id: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a source says of an article beside its text; it wins over what the text says. Texts are canonical."""

    title: str | None = None
    subtitle: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    source: str | None = None
    id: str | None = None
    caption: str | None = None
    tags: tuple[str, ...] = ()


NOTHING_KNOWN = Known()
"""What is known of an article whose source says nothing but its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article's worth of a source before it is parsed: a text, or an HTML page, or why there is neither.

    Pieces are cheap to make and can be handed to another process, which makes records of them.
    """

    name: str
    data: bytes
    text: str | None = None
    page: bytes | None = None
    known: Known = NOTHING_KNOWN
    failure: str | None = None
    warnings: tuple[str, ...] = ()
    encoding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table, the first of its rows as text, and the guessed mapping of fields to columns."""

    names: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    mapping: Mapping[str, str] = field(default_factory=dict)


class HtmlParser(Protocol):
    """Makes a draft of an HTML page; raises UserError where there is no article in it."""

    def __call__(self, data: bytes, *, name: str, url: str | None = None) -> ArticleDraft: ...


class TextParser(Protocol):
    """Makes a draft of a text; what is given wins over what is found. Raises UserError where there is nothing to see."""

    def __call__(
        self,
        text: str,
        *,
        title: str | None = None,
        subtitle: str | None = None,
        outlet: str | None = None,
        authors: tuple[str, ...] = (),
        published: str | None = None,
        updated: str | None = None,
        language: str | None = None,
        url: str | None = None,
        keywords: tuple[str, ...] = (),
    ) -> ArticleDraft: ...
