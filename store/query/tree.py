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
class Part:
    """A word of letters or digits that holds this, in normal form, and in which `regex` is found, unless it is empty.

    It is followed by the runs `after`, of which with `star` the last is only a beginning.

    It stands in no filter: it is what a pattern needs, and which words hold it must be asked.
    """

    text: str
    regex: str = ""
    scope: str | None = None
    after: tuple[str, ...] = ()
    star: bool = False


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
class Stem:
    """A word of a text to be like, without its particle, in normal form; the rarer it is, the greater its weight."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Grams:
    """Whatever has any of these phrases: what `Like` and `Similar` come to once the project has been asked.

    The best of them are told apart by the `stems` that they say side by side, if there are any.
    """

    phrases: tuple[Phrase, ...]
    scope: str | None = None
    stems: tuple[Stem, ...] = ()


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


Node = Everything | Word | Part | Near | Like | Similar | Grams | Tagged | Pattern | Dated | Field | And | Or | Not
"""Any node of the tree."""


def stems(node: Node) -> tuple[Stem, ...]:
    """Give the stems of the text that the tree asks to be like, whatever else it asks for; none inside a negation."""
    if isinstance(node, And | Or):
        return tuple(stem for child in node.children for stem in stems(child))
    return node.stems if isinstance(node, Grams) else ()


def asks_deleted(node: Node) -> bool:
    """Say whether `is:deleted` stands anywhere in the tree: only then are articles in the bin found at all."""
    if isinstance(node, And | Or):
        return any(asks_deleted(child) for child in node.children)
    if isinstance(node, Not):
        return asks_deleted(node.child)
    return isinstance(node, Field) and node.name == "is" and any(v.text.lower() == "deleted" for v in node.values)


def has_pattern(node: Node) -> bool:
    """Say whether a regular expression stands anywhere in the tree."""
    if isinstance(node, And | Or):
        return any(has_pattern(child) for child in node.children)
    return has_pattern(node.child) if isinstance(node, Not) else isinstance(node, Pattern)


def pattern_place(node: Node) -> tuple[int, int] | None:
    """Give where the first regular expression stands in the query, or None where there is none."""
    if isinstance(node, And | Or):
        return next(filter(None, map(pattern_place, node.children)), None)
    if isinstance(node, Not):
        return pattern_place(node.child)
    return (node.start, node.end) if isinstance(node, Pattern) else None
