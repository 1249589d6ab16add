"""What the full-text index can answer of a tree, written in the query language of FTS5."""

from __future__ import annotations

from collections.abc import Iterator

from store.query.literals import needed
from store.query.tree import And, Grams, Like, Near, Node, Not, Or, Pattern, Word
from store.text.tokens import Phrase, expression, is_cjk, words

_COLUMNS = {"text": "{title body} : ", "title": "title : ", "all": ""}


def match(node: Node) -> str | None:
    """Write the FTS5 expression that finds exactly what the node means, or None where the index alone cannot."""
    if isinstance(node, Word):
        return _written(node.phrase, node.scope)
    if isinstance(node, Grams):
        return _any([_written(phrase, node.scope) for phrase in node.phrases])
    if isinstance(node, Or):
        found = [match(child) for child in node.children]
        return None if None in found else _any([item for item in found if item])
    if isinstance(node, And):
        return _both(node)
    return None


def prefilter(node: Near | Pattern) -> str | None:
    """Write the FTS5 expression that finds at least what the node means, or None where the index cannot tell.

    Of words near each other all must be there, however far apart; of a pattern what each of its matches contains.
    """
    if isinstance(node, Near):
        return _all([_written(phrase, node.scope) for phrase in node.phrases])
    found = needed(node.regex, scope=node.scope or "text")
    return None if found is None else match(found)


def ranking(node: Node, *, syllables: bool = True) -> str | None:
    """Write the FTS5 expression to rank by: any of the words and phrases that the node asks for, or None.

    Single syllables may be left out: each is the beginning of thousands of tokens, and says little of what a text is about.
    """
    found = list(dict.fromkeys(_positive(node, syllables=syllables)))
    return _any(found) if found else None


def phrases(node: Node) -> tuple[Phrase, ...]:
    """Give what the node asks for, to be highlighted: words, phrases, and the words of a text to be like."""
    return tuple(dict.fromkeys(_sought(node)))


def _both(node: And) -> str | None:
    wanted = [match(child) for child in node.children if not isinstance(child, Not)]
    unwanted = [match(child.child) for child in node.children if isinstance(child, Not)]
    if not wanted or None in wanted or None in unwanted:
        return None
    written = _all([item for item in wanted if item])
    return f"({written} NOT {_any([item for item in unwanted if item])})" if unwanted else written


def _positive(node: Node, *, syllables: bool) -> Iterator[str]:
    if isinstance(node, Word | Near | Grams):
        for phrase in (node.phrase,) if isinstance(node, Word) else node.phrases:
            if syllables or len(phrase.runs) > 1 or len(phrase.runs[0]) > 1 or not is_cjk(phrase.runs[0]):
                yield _written(phrase, node.scope)
    elif isinstance(node, And | Or):
        for child in node.children:
            yield from _positive(child, syllables=syllables)


def _sought(node: Node) -> Iterator[Phrase]:
    if isinstance(node, Word):
        yield node.phrase
    elif isinstance(node, Near):
        yield from node.phrases
    elif isinstance(node, Like):
        yield from (phrase for phrase in words(node.text) if len(phrase.runs) > 1 or len(phrase.runs[0]) > 1)
    elif isinstance(node, And | Or):
        for child in node.children:
            yield from _sought(child)


def _written(phrase: Phrase, scope: str | None) -> str:
    return _COLUMNS[scope or "text"] + expression(phrase)


def _all(found: list[str]) -> str:
    return found[0] if len(found) == 1 else "(" + " AND ".join(found) + ")"


def _any(found: list[str]) -> str:
    return found[0] if len(found) == 1 else "(" + " OR ".join(found) + ")"
