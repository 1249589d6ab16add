"""Codebooks that come in, go out and are compared."""

from __future__ import annotations

from dataclasses import dataclass

from store.records.tags import Attribute


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A tagging that is an example of its tag: its id, its article with the title, and its passage in code points.

    `start`, `end` and `quote` are None where the whole article is the example.
    """

    tagging: int
    article: int
    title: str | None
    start: int | None
    end: int | None
    quote: str | None
    note: str
    annotator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleDraft:
    """A tagging that is an example of its tag: the uid of its article, and its passage (None: the whole) in code points."""

    article: str
    start: int | None
    end: int | None
    quote: str | None
    annotator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDraft:
    """A tag of a codebook file, with the tags under it.

    `linked` are the taggings that are its examples, `former` the uids of tags that were merged into it; of a tag at the
    top `codebook` is the uid of its codebook.
    """

    name: str
    colour: str | None = None
    key: str | None = None
    definition: str = ""
    include: str = ""
    exclude: str = ""
    uid: str | None = None
    attributes: tuple[Attribute, ...] = ()
    children: tuple[TagDraft, ...] = ()
    examples: str = ""
    scope: str = "both"
    exclusive: bool = False
    deprecated: bool = False
    former: tuple[str, ...] = ()
    linked: tuple[ExampleDraft, ...] = ()
    codebook: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookDraft:
    """A codebook of a file, with its tags; `uid` is None where the file knows none."""

    name: str
    uid: str | None = None
    tags: tuple[TagDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookFile:
    """What a codebook file says: its codebooks, which fields of a tag it has a place for, and what had to be left out.

    Of the tags at the `implied` paths, case-folded, it says no more than that others stand under them.
    """

    books: tuple[CodebookDraft, ...]
    fields: frozenset[str]
    losses: tuple[str, ...] = ()
    implied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDifference:
    """One thing about a tag that is another than before; `field` names it, `place` is its path, `codebook` the tree."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFate:
    """What becomes of a tag: `new`, `changed` or `same` when a file comes in; `added`, `removed` and so on in a comparison.

    `tag` is the id of the one that is meant here, None for a new one.
    """

    path: str
    fate: str
    tag: int | None = None
    differences: tuple[TagDifference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookChange:
    """A change of the journal that touched the codebook: what became of tags, and how many taggings it did what to.

    `moved` taggings have another tag than before. `at` is ISO 8601 in UTC.
    """

    id: int
    at: str
    label: str
    annotator: str
    undone: bool
    fates: tuple[TagFate, ...]
    added: int
    moved: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookVersion:
    """A name for the codebooks as they were at a time (ISO 8601 in UTC); `change` is the latest of the journal then.

    It is None where the version comes from another project.
    """

    id: int
    uid: str
    name: str
    note: str
    at: str
    annotator: str
    change: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookVersionDraft:
    """The codebooks of a project as they were at a time, under a name; `at` is ISO 8601 in UTC."""

    uid: str
    name: str
    note: str
    at: str
    annotator: str
    books: tuple[CodebookDraft, ...]
