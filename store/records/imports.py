"""Imports: what will come in, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.records.articles import ArticleDraft
from store.records.progress import Failure, Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One import: when it was (ISO 8601 in UTC), what was given to it, and how many articles it holds that are live."""

    id: int
    at: str
    label: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source in an import, where its article alone does not tell it.

    `fate` is new, updated, failed or unchanged (`count` sources, not named); `lost` says which marks were not found again.
    """

    fate: str
    source: str = ""
    article: int | None = None
    reason: str = ""
    lost: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Which column of a table with these columns holds which field; a field without one has the empty text."""

    columns: tuple[str, ...]
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that was met: its file, its columns, the first rows (cells in their order), and how it is understood.

    `guess` is the mapping (field to column) of its names and contents alone, `fields` the one in force; `by` says where
    that is from: `guess`, `bigkinds`, `remembered` or `given`.
    """

    file: str
    columns: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    guess: Mapping[str, str]
    fields: Mapping[str, str]
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did, in sources; `duplicates` counts texts that already stood under another source.

    `batch` is the import's id where it brought anything that is kept.
    """

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    failed: tuple[Failure, ...] = ()
    warnings: tuple[Failure, ...] = ()
    seconds: float = 0.0
    batch: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOf:
    """What a source is a copy of: a live article, or (`article` is None) another source that comes in with it.

    `similarity` is 0 to 1; `exact` says that the texts are the same to the letter.
    """

    article: int | None
    source: str
    similarity: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewEntry:
    """What an import would make of one source.

    `fate` is new, updated, unchanged, failed or duplicate (its very text is there already; it comes in all the same);
    `reason` says why it fails. `article` is the one it is, or would be a new version of. `missing` names the fields that
    neither source nor text give, `boilerplate` counts lines of that role, `length` code points. `draft` is as it would be
    stored, rules and corrections applied; None where it was not kept, and where nothing comes in. `file`, `name` and
    `index` say where to read it again; `origin` tells it from all others of the import, also of the same name. `kind` is
    that of its file. `corrected` names what a person put right before it came in, `lost` says which marks of an article
    were not found again in its new version. `brings` counts what comes with it: pairs of a kind (`mention`, `tag`, `note`,
    `relation`) and a number.
    """

    source: str
    file: str
    name: str
    index: int
    fate: str
    reason: str = ""
    article: int | None = None
    title: str | None = None
    title_derived: bool = False
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    missing: tuple[str, ...] = ()
    boilerplate: int = 0
    brings: tuple[tuple[str, int], ...] = ()
    length: int = 0
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    copy_of: CopyOf | None = None
    draft: ArticleDraft | None = None
    origin: str = ""
    kind: str = ""
    subtitle: str | None = None
    updated: str | None = None
    url: str | None = None
    keywords: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewProgress(Progress):
    """A step of a preview, with the entries and the tables that it brought."""

    entries: tuple[PreviewEntry, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do, in sources by their fate; of very many only the first are in `entries`."""

    entries: tuple[PreviewEntry, ...] = ()
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    duplicate: int = 0
    seconds: float = 0.0
