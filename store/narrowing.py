"""Narrowing: the articles that the index leaves to be read, by the words and pieces of words that they must hold."""

from __future__ import annotations

from collections.abc import Iterator

from pyroaring import BitMap

from store.database import Database
from store.editions import Edition
from store.query.fulltext import match, needs
from store.query.literals import one_word
from store.query.tree import And, Grams, Near, Node, Or, Part, Pattern
from store.resident.families import gathered
from store.resident.sets import NONE
from store.text.tokens import Phrase
from store.vocabulary import containing, divided

ENOUGH = 500
"""So few articles are read sooner than they are narrowed any further."""

_TOGETHER = 8
"""So many words are asked for at once: SQLite takes longer for each article the more there are."""


class Narrowing:
    """Narrows sets of articles by the index of one edition, whose generation the connection's snapshot stands at."""

    def __init__(self, db: Database, edition: Edition) -> None:
        self._db = db
        self._edition = edition

    def split(self, node: Near | Pattern, within: BitMap) -> tuple[BitMap, BitMap]:
        """Give those of `within` that surely match, and those that must be read to know."""
        part = one_word(node.regex, scope=node.scope or "text") if isinstance(node, Pattern) else None
        words = divided(self._db, part) if part is not None and len(within) > ENOUGH else None
        if part is None or words is None:
            return NONE, self.narrowed(needs(node), within)
        sure = within & self._with_any(words.sure, part.scope)
        odd = self._edition.words.odd(self._db, self._edition.generation)
        return sure - odd, (sure & odd) | (within & self._with_any(words.unsure, part.scope) - sure)

    def narrowed(self, needed: Node | None, within: BitMap) -> BitMap:
        """Give those of `within` that hold what is needed, and perhaps some that do not."""
        if len(within) <= ENOUGH or needed is None:
            return within
        if (expression := match(needed)) is not None:
            return within & self._edition.words.find(self._db, self._edition.generation, expression)
        if isinstance(needed, And):
            for child in _in_turn(needed):
                within = self.narrowed(child, within)
            return within
        if isinstance(needed, Or):
            return gathered([self.narrowed(child, within) for child in needed.children])
        assert isinstance(needed, Part)
        return within if (found := self._with_part(needed)) is None else within & found

    def _with_part(self, part: Part) -> BitMap | None:
        words = containing(self._db, part)
        if words is None:
            return None
        # Of what is but a beginning nobody knows what follows it.
        followed = (word if word.star else Phrase((*word.runs, *part.after), part.star) for word in words)
        return self._with_any(tuple(followed), part.scope)

    def _with_any(self, words: tuple[Phrase, ...], scope: str | None) -> BitMap:
        return self._edition.words.find_any(
            self._db, self._edition.generation, (words, scope), lambda: _expressions(words, scope)
        )


def _expressions(words: tuple[Phrase, ...], scope: str | None) -> Iterator[str]:
    for start in range(0, len(words), _TOGETHER):
        expression = match(Grams(words[start : start + _TOGETHER], scope))
        assert expression is not None
        yield expression


def _in_turn(needs: And) -> list[Node]:
    """Put what is followed by something first, then all that the index answers, then the longest pieces, which are rare."""
    parts = sorted((child for child in needs.children if isinstance(child, Part)), key=lambda part: -len(part.text))
    answered = [child for child in needs.children if match(child) is not None]
    rest = [child for child in needs.children if match(child) is None and not isinstance(child, Part)]
    return [
        *(part for part in parts if part.after),
        *([And(tuple(answered))] if answered else []),
        *(part for part in parts if not part.after),
        *rest,
    ]
