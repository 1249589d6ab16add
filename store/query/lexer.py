"""The filter language cut into tokens, each with its place in the query in code points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.errors import QueryError

FIELDS = (
    "lang",
    "outlet",
    "author",
    "title",
    "keyword",
    "entity",
    "type",
    "tag",
    "date",
    "status",
    "has",
    "is",
    "in",
    "near",
    "like",
    "similar",
    "annotator",
    "batch",
    "source",
    "id",
    "view",
    "sample",
)
"""The fields a filter may name, in the order in which they are offered."""

_SPACE = re.compile(r"\s+")
_FIELD = re.compile(r"([A-Za-z_]+):(?!//)")
_WORD = re.compile(r"[^\s()]+")
_VALUE = re.compile(r'[^\s(),"][^\s(),]*')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_REGEX = re.compile(r"/((?:[^/\\\n]|\\.)+)/(?=[\s)]|$)")
_ESCAPED = re.compile(r'\\(["\\])')


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field; `exact` where it was written with `=`."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind is `word`, `quoted`, `regex`, `field`, `or`, `not`, `(` or `)`."""

    kind: str
    text: str
    start: int
    end: int
    values: tuple[Value, ...] = ()


def tokens(query: str) -> Iterator[Token]:
    """Cut a query into tokens; raises QueryError where a quote, a pattern or a field is not finished."""
    at = 0
    while True:
        if space := _SPACE.match(query, at):
            at = space.end()
        if at == len(query):
            return
        token = _token(query, at)
        yield token
        at = token.end


def quote(value: str) -> str:
    """Write a value so that it is read as one value: in quotes where it needs them."""
    if value and _VALUE.fullmatch(value) and value[0] not in "=-/" and "\\" not in value:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _token(query: str, at: int) -> Token:
    character = query[at]
    following = query[at + 1 : at + 2]
    if character in "()":
        return Token(character, character, at, at + 1)
    if character == '"':
        text, end = _quoted(query, at)
        return Token("quoted", text, at, end)
    if character == "-" and following and not following.isspace() and following not in "-)":
        return Token("not", character, at, at + 1)
    if character == "/" and following and not following.isspace() and following not in "/)":
        return _regex(query, at)
    if field := _FIELD.match(query, at):
        return _field(query, field)
    found = _WORD.match(query, at)
    assert found is not None
    kind = "or" if found.group() == "OR" else "word"
    return Token(kind, found.group(), at, found.end())


def _quoted(query: str, at: int) -> tuple[str, int]:
    found = _QUOTED.match(query, at)
    if found is None:
        raise QueryError("This quotation mark is not closed; add another one.", start=at, end=len(query))
    return _ESCAPED.sub(r"\1", found.group(1)), found.end()


def _regex(query: str, at: int) -> Token:
    found = _REGEX.match(query, at)
    if found is None:
        raise QueryError(
            "This pattern is not closed; end it with a slash, or put the text in quotes.", start=at, end=len(query)
        )
    return Token("regex", found.group(1), at, found.end())


def _field(query: str, found: re.Match[str]) -> Token:
    name = found.group(1).lower()
    if name not in FIELDS:
        raise QueryError(
            f"There is no field “{name}”; the fields are {', '.join(FIELDS)}. Put the text in quotes to search for it.",
            start=found.start(),
            end=found.end(),
        )
    values: list[Value] = []
    at = found.end()
    while True:
        value, at = _value(query, at, name, found.start())
        values.append(value)
        if query[at : at + 1] != ",":
            return Token("field", name, found.start(), at, tuple(values))
        at += 1


def _value(query: str, at: int, name: str, start: int) -> tuple[Value, int]:
    exact = query[at : at + 1] == "="
    at += exact
    if query[at : at + 1] == '"':
        text, end = _quoted(query, at)
    else:
        found = _VALUE.match(query, at)
        text, end = (found.group(), found.end()) if found else ("", at)
    if not text.strip():
        raise QueryError(f"What follows “{name}:” is missing; write a value after it.", start=start, end=end)
    return Value(text, exact), end
