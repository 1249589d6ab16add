"""The filter language read into a tree; whatever cannot be read is refused with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from store.errors import QueryError
from store.query.dates import period
from store.query.lexer import Token, tokens
from store.query.patterns import compiled
from store.query.tree import And, Dated, Everything, Field, Like, Near, Node, Not, Or, Pattern, Similar, Word
from store.records import STATUSES
from store.text.tokens import phrase, words

SCOPES = ("all", "title")
"""What may follow `in:`."""

HAS = (
    "note", "tag", "passage", "mention", "relation", "duplicate", "title", "date", "author", "outlet", "language",
)  # fmt: skip
"""What may follow `has:`."""

IS = ("duplicate", "derived", "deleted")
"""What may follow `is:`."""

MAX_TERMS = 200
MAX_VALUES = 400
"""So many values may the fields of a filter have together, and so many times more where they are numbers of articles."""
MAX_LIKE = 20
"""So many texts and articles may be asked for by likeness."""
MAX_DEPTH = 40
_MAX_REGEX = 300
_MAX_ID = 2**63 - 1
_CHOICES = {"status": STATUSES, "has": HAS, "is": IS, "in": SCOPES}
_STAR_INSIDE = re.compile(r"\w\*\w")


def parse(query: str) -> Node:
    """Read a filter; an empty one is `Everything`. Raises QueryError with the place that cannot be read."""
    # A lone surrogate cannot be bound to SQL; a question mark keeps every position.
    query = query.encode("utf-8", "replace").decode("utf-8")
    found = list(tokens(query))
    if not found:
        return Everything()
    if len(found) > MAX_TERMS:
        place = found[MAX_TERMS]
        raise QueryError(
            f'A filter may have up to {MAX_TERMS} words and fields; shorten it, or use like:"…" for a longer text.',
            start=place.start,
            end=len(query),
        )
    _refuse_too_many(found)
    parser = _Parser(found, len(query))
    tree = parser.either(0)
    parser.finish()
    return scoped(tree, "text")


def scoped(node: Node, scope: str) -> Node:
    """Give the tree in which every word that does not say where it is searched is searched in `scope`."""
    if isinstance(node, And | Or):
        return type(node)(tuple(scoped(child, scope) for child in node.children))
    if isinstance(node, Not):
        return Not(scoped(node.child, scope))
    if isinstance(node, Word | Near | Like | Pattern) and node.scope is None:
        return replace(node, scope=scope)
    return node


def _refuse_too_many(found: Sequence[Token]) -> None:
    """Refuse what would take too long, or be more than SQLite takes in one question."""
    values = numbers = likes = 0
    for token in found:
        values += len(token.values) if token.text != "id" else 0
        numbers += len(token.values) if token.text == "id" else 0
        likes += token.kind == "field" and token.text in ("like", "similar")
        if values > MAX_VALUES or numbers > MAX_VALUES * MAX_LIKE:
            raise _error(f"The fields of a filter may have up to {MAX_VALUES} values; leave some out.", token)
        if likes > MAX_LIKE:
            raise _error(f"A filter may ask for likeness {MAX_LIKE} times; leave some out.", token)


class _Parser:
    """A recursive descent: either = both (OR both)*, both = one+, one = -one | (either) | term."""

    def __init__(self, found: Sequence[Token], length: int) -> None:
        self._tokens = found
        self._at = 0
        self._length = length

    def finish(self) -> None:
        """Refuse a bracket that nothing opened."""
        if token := self._peek():
            raise _error("This bracket closes nothing; remove it or open one before it.", token)

    def either(self, depth: int) -> Node:
        children = [self._both(depth)]
        while (token := self._peek()) and token.kind == "or":
            self._at += 1
            children.append(self._both(depth))
        return children[0] if len(children) == 1 else Or(tuple(children))

    def _both(self, depth: int) -> Node:
        children: list[Node] = []
        scope: str | None = None
        first = self._peek()
        while (token := self._peek()) and token.kind not in ("or", ")"):
            if token.kind == "field" and token.text == "in":
                self._at += 1
                scope = _choice(token)
                continue
            node = self._one(depth)
            if node is not None:
                children.append(node)
        if not children and scope is None:
            raise self._nothing(first)
        tree: Node = Everything() if not children else children[0] if len(children) == 1 else And(tuple(children))
        return scoped(tree, scope) if scope else tree

    def _one(self, depth: int) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        if depth > MAX_DEPTH:
            raise _error("There are too many brackets inside each other; remove some.", token)
        if token.kind == "not":
            return self._negated(token, depth)
        if token.kind == "(":
            inner = self.either(depth + 1)
            closing = self._peek()
            if closing is None:
                raise QueryError("This bracket is not closed; add another one.", start=token.start, end=self._length)
            self._at += 1
            return inner
        return _TERMS[token.kind](token)

    def _negated(self, token: Token, depth: int) -> Node | None:
        following = self._peek()
        if following is None or following.kind == "or":
            raise _error("What should be left out is missing; write it right after the minus.", token)
        if following.kind == "field" and following.text == "in":
            raise _error("“in:” cannot be negated; say where to search instead.", following)
        node = self._one(depth + 1)
        return None if node is None else Not(node)

    def _nothing(self, first: Token | None) -> QueryError:
        if first is None:
            return QueryError(
                "Something is missing after “OR” or an open bracket.", start=self._length, end=self._length
            )
        if first.kind in ("or", ")"):
            return _error("Something is missing here; write a word or a field before it.", first)
        return _error("There is nothing to search for here; write a word with a letter or a digit.", first)

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None


def _word(token: Token) -> Node | None:
    if token.kind == "word" and _STAR_INSIDE.search(token.text):
        raise _error("A star may only stand at the end of a word.", token)
    found = phrase(token.text)
    return Word(found) if found else None


def _regex(token: Token) -> Node:
    if len(token.text) > _MAX_REGEX:
        raise _error(f"This pattern is longer than {_MAX_REGEX} characters; shorten it.", token)
    import regex  # only where there is a pattern

    try:
        compiled(token.text)
    except (regex.error, OverflowError, RecursionError, ValueError, MemoryError, Warning) as error:
        raise _error(f"This pattern cannot be read ({error}); correct it or put the text in quotes.", token) from error
    return Pattern(token.text, token.start, token.end)


def _field(token: Token) -> Node:
    return _FIELDS.get(token.text, _equal)(token)


def _equal(token: Token) -> Node:
    if token.text in _CHOICES:
        for value in token.values:
            _allowed(token, value.text)
    return Field(token.text, token.values, token.start, token.end)


def _choice(token: Token) -> str:
    if len(token.values) > 1:
        raise _error("“in:” takes one value: title or all.", token)
    return _allowed(token, token.values[0].text)


def _allowed(token: Token, text: str) -> str:
    choices = _CHOICES[token.text]
    if text.lower() not in choices:
        raise _error(f"“{token.text}:” does not know “{text}”; it takes {', '.join(choices)}.", token)
    return text.lower()


def _dated(token: Token) -> Node:
    try:
        return Dated(tuple(period(value.text) for value in token.values))
    except ValueError as error:
        raise _error(str(error), token) from error


def _near(token: Token) -> Node:
    sought = tuple(dict.fromkeys(words(" ".join(value.text for value in token.values))))
    if not sought:
        raise _error("There is nothing to search for in “near:”; write two words in quotes after it.", token)
    return Word(sought[0]) if len(sought) == 1 else Near(sought)


def _like(token: Token) -> Node:
    text = " ".join(value.text for value in token.values)
    if phrase(text) is None:
        raise _error("There is nothing to search for in “like:”; write some words in quotes after it.", token)
    return Like(text)


def _title(token: Token) -> Node:
    found = [phrase(value.text) for value in token.values]
    sought = tuple(Word(each, "title") for each in found if each is not None)
    if len(sought) < len(found):
        raise _error("There is nothing to search for in “title:”; write words after it.", token)
    return sought[0] if len(sought) == 1 else Or(sought)


def _similar(token: Token) -> Node:
    return Similar(_identifiers(token)[0])


def _id(token: Token) -> Node:
    _identifiers(token)
    return Field(token.text, token.values, token.start, token.end)


def _identifiers(token: Token) -> list[int]:
    texts = [value.text for value in token.values]
    if not all(text.isdecimal() and len(text) < 20 and int(text) <= _MAX_ID for text in texts):
        raise _error(f"“{token.text}:” takes the number of an article.", token)
    return [int(text) for text in texts]


def _error(message: str, token: Token) -> QueryError:
    return QueryError(message, start=token.start, end=token.end)


_TERMS: dict[str, Callable[[Token], Node | None]] = {
    "word": _word,
    "quoted": _word,
    "regex": _regex,
    "field": _field,
}
_FIELDS: dict[str, Callable[[Token], Node]] = {
    "date": _dated,
    "near": _near,
    "like": _like,
    "title": _title,
    "similar": _similar,
    "id": _id,
}
