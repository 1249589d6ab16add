"""Views inside filters: `view:NAME` becomes what the view says, and a name that changes does so in every filter."""

from __future__ import annotations

from collections.abc import Mapping

from store.errors import QueryError
from store.query.lexer import Token, quote, tokens
from store.query.parser import parse
from store.query.tree import And, Field, Node, Not, Or
from store.text.normal import folded

DEEPEST = 20
"""So many views may stand inside each other."""


def expanded(node: Node, known: Mapping[str, str], *, within: tuple[str, ...] = ()) -> Node:
    """Give the tree with every view replaced by the tree of its filter; `known` has the filters by name.

    `within` names the views that the tree stands in. Raises QueryError, at the place of the term, for a view that is not
    there, cannot be read, or leads back to itself.
    """
    if isinstance(node, And | Or):
        return type(node)(tuple(expanded(child, known, within=within) for child in node.children))
    if isinstance(node, Not):
        return Not(expanded(node.child, known, within=within))
    if not isinstance(node, Field) or node.name != "view":
        return node
    forms = {folded(name): (name, query) for name, query in known.items()}
    found = tuple(_opened(value.text, node, forms, known, within) for value in node.values)
    return found[0] if len(found) == 1 else Or(found)


def has_view(node: Node) -> bool:
    """Say whether a view stands anywhere in the tree."""
    if isinstance(node, And | Or):
        return any(has_view(child) for child in node.children)
    return has_view(node.child) if isinstance(node, Not) else isinstance(node, Field) and node.name == "view"


def views_in(query: str) -> tuple[str, ...]:
    """Name the views that a filter uses; none where it cannot be read."""
    return tuple(value.text for token in _tokens(query) if _is_view(token) for value in token.values)


def sole_view(query: str) -> str | None:
    """Name the view that a filter is, or give None where it says anything else besides."""
    found = _tokens(query)
    if len(found) == 1 and _is_view(found[0]) and len(found[0].values) == 1:
        return found[0].values[0].text
    return None


def renamed_in(query: str, old: str, new: str) -> str:
    """Give a filter in which the view `old` is called `new`; all the rest stays as it is written."""
    for token in reversed(_tokens(query)):
        if _is_view(token) and folded(old) in [folded(value.text) for value in token.values]:
            names = [new if folded(value.text) == folded(old) else value.text for value in token.values]
            query = query[: token.start] + "view:" + ",".join(map(quote, names)) + query[token.end :]
    return query


def _opened(
    name: str, node: Field, forms: Mapping[str, tuple[str, str]], known: Mapping[str, str], within: tuple[str, ...]
) -> Node:
    found = forms.get(folded(name))
    if folded(name) in map(folded, within):
        raise QueryError(
            f"The view “{name}” would be made of itself; take “view:{name}” out of one of them.",
            start=node.start,
            end=node.end,
        )
    if found is None:
        names = ", ".join(sorted(known)[:10]) or "none yet; save one first"
        raise QueryError(f"There is no view “{name}”; there are {names}.", start=node.start, end=node.end)
    if len(within) >= DEEPEST:
        raise QueryError("There are too many views inside each other.", start=node.start, end=node.end)
    try:
        return expanded(parse(found[1]), known, within=(*within, found[0]))
    except QueryError as error:
        raise QueryError(f"In the view “{found[0]}”: {error}", start=node.start, end=node.end) from error


def _is_view(token: Token) -> bool:
    return token.kind == "field" and token.text == "view"


def _tokens(query: str) -> list[Token]:
    try:
        return list(tokens(query))
    except QueryError:
        return []
