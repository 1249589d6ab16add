"""Articles, their parts, and what a page is read into."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = ("headline", "subheading", "byline", "dateline", "body", "caption", "footnote", "boilerplate")
"""What a part may be, in the order in which a reader meets them."""


STATUSES = ("untagged", "started", "done", "discuss")
"""How far the researcher is with an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the text with one of `ROLES`."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """What `parse` makes of one source: a text in normal form, its metadata and its parts.

    Dates are ISO 8601 to the precision known; `None` means that the source does not say. `warnings` are sentences for
    the import report (for example a repaired encoding).
    """

    text: str
    language: str | None = None
    title: str | None = None
    title_derived: bool = False
    subtitle: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    url: str | None = None
    keywords: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    encoding: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One stored article, whole, as `show` gives it but for its marks."""

    id: int
    uid: str
    source: str
    sha256: str
    language: str | None
    title: str | None
    title_derived: bool
    subtitle: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    updated: str | None
    url: str | None
    keywords: tuple[str, ...]
    status: str
    text: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """What one line of the article list shows; `tags` are the tags put on the article or on a passage of it."""

    id: int
    source: str
    title: str | None
    title_derived: bool
    outlet: str | None
    published: str | None
    language: str | None
    status: str
    tags: tuple[str, ...]
    notes: int = 0
    length: int = 0
    duplicates: int = 0
    deleted: bool = False
