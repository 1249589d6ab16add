"""Documents of other tools: a text as they give it, with marks, relations, tags and notes, offsets not yet ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from store.parse.limits import Readable
from store.records import Attribute


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked stretch of a document, or of several pieces of it, each half-open in the tool's own way of counting.

    `sort` is `tag` or `mention` where the tool says so, `type` where its label is a type of entity here. `entity` is a
    name, `links` pairs of scheme and identifier, `certainty` 0 to 100, `value` the normal form of a date or an amount.
    `prefix` and `suffix` are what stands around it, where the tool says that; `hint` may be how it begins, or anything.
    """

    key: str
    pieces: tuple[tuple[int, int], ...]
    label: str
    quote: str | None = None
    sort: str = ""
    entity: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    state: str = "accepted"
    score: float | None = None
    annotator: str = ""
    note: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    certainty: int | None = None
    value: str | None = None
    prefix: str = ""
    suffix: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A relation between two marks of a document, by their keys."""

    subject: str
    predicate: str
    object: str
    state: str = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeTag:
    """A tag on a whole document."""

    tag: str
    annotator: str = ""
    note: str = ""
    certainty: int | None = None
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document: its text as the tool gives it, and what was said of it.

    `name` tells it from the others in a report, `source` is what its article is kept under. `facts` are what the tool
    says of the article, under the keys of native JSONL. `counts` are the ways in which its offsets may count, the most
    likely first: `codepoints` or `utf16`; with `may_break` a line break may count otherwise than it is given, also where
    no mark quotes anything. `unplaced` says what the reader found no place for, `remarks` what is
    to be said of the dataset once.
    """

    name: str
    source: str
    text: str
    data: bytes
    marks: tuple[Mark, ...] = ()
    joins: tuple[Join, ...] = ()
    tags: tuple[WholeTag, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    counts: tuple[str, ...] = ("codepoints", "utf16")
    may_break: bool = False
    unplaced: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A document that nothing can be read of, and why, in one sentence; `is_valid` says that the tool did no wrong."""

    name: str
    reason: str
    data: bytes = b""
    is_valid: bool = False


Found = Document | Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class TagLook:
    """What a dataset says of one of its labels or codes; one that `is_defined` is a tag also where nothing has it."""

    colour: str | None = None
    definition: str = ""
    uid: str | None = None
    attributes: tuple[Attribute, ...] = ()
    sort: str = ""
    is_defined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article that the project has already."""

    source: str
    uid: str
    text: str


class Bundle(Protocol):
    """The files that one dataset is made of; names are relative, with `/`."""

    @property
    def name(self) -> str:
        """What it is called in a report."""
        ...

    @property
    def main(self) -> str:
        """The name of the file that it is read from; empty where all of them are."""
        ...

    def names(self) -> list[str]:
        """List the files in the order of their names."""
        ...

    def known(self, address: str) -> Known | None:
        """Find an article of the project by its address or uid: its source and its text."""
        ...

    def data(self, name: str) -> bytes:
        """Read a file whole; raises UserError if that is too large or not there."""
        ...

    def open(self, name: str) -> AbstractContextManager[Readable]:
        """Open a file to be read a piece at a time."""
        ...


class Reader(Protocol):
    """Reads one kind of dataset; raises UserError, one sentence, where a file is not of that kind or out of shape."""

    def __call__(self, bundle: Bundle) -> Iterator[Found]: ...


class Codebook(Protocol):
    """Tells what a dataset says of its labels, by the paths of the tags that they are."""

    def __call__(self, bundle: Bundle) -> Mapping[str, TagLook]: ...
