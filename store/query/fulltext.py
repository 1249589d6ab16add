"""What the full-text index can answer of a tree, written in the query language of FTS5."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.query.literals import certain, needed
from store.query.tree import And, Grams, Like, Near, Node, Not, Or, Pattern, Word
from store.text.tokens import Phrase, expression, is_cjk, words

WEIGHTS = (2.0, 1.0, 1.0)
"""How much a word counts in each column of the index: title, body, boilerplate."""

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
    """Write the FTS5 expression that finds at least what the node means, or None where the index alone cannot tell."""
    found = needs(node)
    sure = None if found is None else certain(found)
    return None if sure is None else match(sure)


def needs(node: Near | Pattern) -> Node | None:
    """Give a tree of words and parts that finds at least what the node means, or None where the index cannot tell.

    Of words near each other all must be there, however far apart; of a pattern what each of its matches contains.
    """
    if isinstance(node, Near):
        return And(tuple(Word(phrase, node.scope) for phrase in node.phrases))
    return needed(node.regex, scope=node.scope or "text")


def ranking(words: Sequence[Word]) -> str:
    """Write the FTS5 expression to rank by: any of these."""
    return _any([_written(word.phrase, word.scope) for word in words])


def ranked_by(node: Node, *, syllables: bool = True) -> tuple[Word, ...]:
    """Give the words and phrases that the node asks for, to rank by.

    Single syllables may be left out: each is the beginning of thousands of tokens, and says little of what a text is about.
    """
    found = {_written(word.phrase, word.scope): word for word in _positive(node, syllables=syllables)}
    return tuple(found.values())


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


def _positive(node: Node, *, syllables: bool) -> Iterator[Word]:
    if isinstance(node, Word | Near | Grams):
        for phrase in (node.phrase,) if isinstance(node, Word) else node.phrases:
            if syllables or len(phrase.runs) > 1 or len(phrase.runs[0]) > 1 or not is_cjk(phrase.runs[0]):
                yield Word(phrase, node.scope)
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
