"""What a filter means: a tree of frozen nodes."""

from __future__ import annotations

from dataclasses import dataclass

from store.query.dates import Period
from store.query.lexer import Value
from store.text.tokens import Phrase


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles: the empty filter."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or quoted phrase; `scope` says where it is searched: `text`, `title` or `all` (None: not said yet)."""

    phrase: Phrase
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Words within 10 words of each other, in any order."""

    phrases: tuple[Phrase, ...]
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Like:
    """Whatever shares a word with this text."""

    text: str
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Similar:
    """Whatever shares a telling word with this article, which is left out itself."""

    article: int


@dataclass(frozen=True, slots=True)
class Grams:
    """Whatever has any of these phrases: what `Like` and `Similar` come to once the project has been asked."""

    phrases: tuple[Phrase, ...]
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tagged, wholly or in a passage, with one of these tags: what the field `tag` comes to."""

    tags: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression over the text as it stands, whatever the case; the place is kept for complaints."""

    regex: str
    start: int
    end: int
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """Published wholly inside one of these periods."""

    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that equals one of these values; the place is kept for complaints."""

    name: str
    values: tuple[Value, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class And:
    """All of these."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of these."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All but this."""

    child: Node


Node = Everything | Word | Near | Like | Similar | Grams | Tagged | Pattern | Dated | Field | And | Or | Not
"""Any node of the tree."""


def has_pattern(node: Node) -> bool:
    """Say whether a regular expression stands anywhere in the tree."""
    if isinstance(node, And | Or):
        return any(has_pattern(child) for child in node.children)
    return has_pattern(node.child) if isinstance(node, Not) else isinstance(node, Pattern)
