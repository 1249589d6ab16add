"""Tags, their attributes, and the codebooks they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AttributeKind = Literal["text", "number", "choice"]
"""What the value of an attribute is."""


AttributeValue = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """What a tagging may say beside its tag: a name and the kind of its values; `choices` are those of a `choice`."""

    name: str
    kind: AttributeKind = "text"
    choices: tuple[str, ...] = ()


TAG_SCOPES = ("article", "passage", "both")
"""What a tag can be put on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookRow:
    """One of the project's trees of tags."""

    id: int
    uid: str
    name: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A node of a codebook; `path` joins the names from the root with `/`, `key` is the key that puts it.

    No two tags of a project have the same path, whatever their codebooks. `scope` is one of `TAG_SCOPES`; the tags right
    under an `exclusive` one, with their branches, exclude one another. A `deprecated` tag stays on what has it and is put
    on nothing more. `examples` are examples in words, a line each; `definition` says what it means, `include` and
    `exclude` when it is put and when not.
    """

    id: int
    uid: str
    parent: int | None
    name: str
    path: str
    colour: str
    key: str | None
    definition: str
    position: int
    attributes: tuple[Attribute, ...] = ()
    codebook: int = 1
    include: str = ""
    exclude: str = ""
    examples: str = ""
    scope: str = "both"
    exclusive: bool = False
    deprecated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TagUsage:
    """What a tag is on, without those under it: taggings, how many of them are of passages or examples, and whose."""

    taggings: int = 0
    passages: int = 0
    articles: int = 0
    examples: int = 0
    annotators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """What a relation may say, with its definition, and how many relations say it."""

    id: int
    uid: str
    name: str
    definition: str
    relations: int = 0
