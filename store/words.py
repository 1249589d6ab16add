"""What was found of words lately: answers of the full-text index, and of what must read the texts themselves."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap
from sqlite_utils import Database

from store.query.tree import Node, Word
from store.resident.sets import NONE, bitmap, read_ids
from store.vocabulary import odd_articles

if TYPE_CHECKING:
    from store.scoring import Scored

_WORDS = 48
_COSTLY = 8
_SCORED = 4
_CHANGES = 200


class Words:
    """What the full-text index said of expressions lately; an answer is mended where only new articles came since."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[Hashable, tuple[int, int, BitMap]] = OrderedDict()
        self._costly: OrderedDict[Node, tuple[int, BitMap, BitMap]] = OrderedDict()
        self._scored: OrderedDict[Word, tuple[int, Scored]] = OrderedDict()
        self._lengths: tuple[int, NDArray[np.int32]] | None = None
        self._odd: tuple[int, BitMap] | None = None
        self._changes: list[tuple[int, BitMap]] = []
        self._forgotten = 0

    def note(self, generation: int, articles: BitMap) -> None:
        """Take down that these articles were indexed anew by this generation."""
        with self._lock:
            self._changes.append((generation, articles))
            if len(self._changes) > _CHANGES:
                self._forgotten = self._changes.pop(0)[0]

    def find(self, db: Database, generation: int, expression: str) -> BitMap:
        """Give the articles that match an expression of FTS5 at this generation, not to be changed."""
        return self.find_any(db, generation, expression, lambda: (expression,))

    def find_any(
        self, db: Database, generation: int, name: Hashable, expressions: Callable[[], Iterable[str]]
    ) -> BitMap:
        """Give the articles that match any of the expressions that this name stands for, not to be changed."""
        with self._lock:
            known = self._found.get(name)
            changed = None if known is None else self._changed(known[0], generation)
        if known is not None and changed is not None:
            _, last, found = known
            if not changed:
                return found
            if changed.min() > last:
                found = found | self._ask(db, expressions(), since=last)
                return self._keep(name, generation, found, db)
        return self._keep(name, generation, self._ask(db, expressions()), db)

    def find_costly(self, node: Node, generation: int, within: BitMap, ask: Callable[[], BitMap]) -> BitMap:
        """Give what `ask` says of which of `within` match a node whose texts must be read; a list and its facets ask alike."""
        with self._lock:
            known = self._costly.get(node)
            if known is not None and known[1] == within:
                changed = self._changed(known[0], generation)
                if changed is not None and not changed & within:
                    return known[2]
        found = ask()
        with self._lock:
            self._costly[node] = (generation, within, found)
            self._costly.move_to_end(node)
            if len(self._costly) > _COSTLY:
                self._costly.popitem(last=False)
        return found

    def scored(self, word: Word, generation: int, make: Callable[[], Scored]) -> Scored:
        """Give what `make` says of how much articles gain by a word, or said while the index was the same."""
        with self._lock:
            known = self._scored.get(word)
            if known is not None and self._is_same(known[0], generation):
                return known[1]
        scored = make()
        with self._lock:
            self._scored[word] = (generation, scored)
            self._scored.move_to_end(word)
            if len(self._scored) > _SCORED:
                self._scored.popitem(last=False)
        return scored

    def lengths(self, db: Database, generation: int) -> NDArray[np.int32]:
        """Give how many tokens each article has in the index, by its number; not to be changed."""
        with self._lock:
            known = self._lengths
            if known is not None and self._is_same(known[0], generation):
                return known[1]
        lengths = read_lengths(db)
        with self._lock:
            self._lengths = (generation, lengths)
        return lengths

    def odd(self, db: Database, generation: int) -> BitMap:
        """Give the articles whose letters the index may have otherwise than they are written; not to be changed."""
        with self._lock:
            known = self._odd
            if known is not None and self._is_same(known[0], generation):
                return known[1]
        odd = BitMap(odd_articles(db))
        with self._lock:
            self._odd = (generation, odd)
        return odd

    def _is_same(self, then: int, generation: int) -> bool:
        changed = self._changed(then, generation)
        return changed is not None and not changed

    def _changed(self, then: int, generation: int) -> BitMap | None:
        """Give the articles that were indexed anew after a generation, or None where that is not known any more."""
        if not self._forgotten <= then <= generation:
            return None
        return BitMap.union(NONE, NONE, *(articles for at, articles in self._changes if then < at <= generation))

    def _keep(self, name: Hashable, generation: int, found: BitMap, db: Database) -> BitMap:
        last = db.conn.execute("select max(article) from indexed").fetchone()[0] or 0
        with self._lock:
            self._found[name] = (generation, last, found)
            self._found.move_to_end(name)
            if len(self._found) > _WORDS:
                self._found.popitem(last=False)
        return found

    @staticmethod
    def _ask(db: Database, expressions: Iterable[str], *, since: int = 0) -> BitMap:
        # One string, not a row each: Python would take five times as long.
        rows = (
            db.conn.execute(
                "select group_concat(rowid) from article_fts where article_fts match ? and rowid > ?", (each, since)
            ).fetchone()
            for each in expressions
        )
        return BitMap.union(NONE, NONE, *(bitmap(read_ids(row[0])) for row in rows))


def read_lengths(db: Database) -> NDArray[np.int32]:
    """Read how many tokens each article has in the index, by its number; nought where it is not in it.

    The index keeps three numbers for each article, of seven bits a byte, the greatest first. All of them are read as one
    string: a row each would take seconds for a million.
    """
    packed, count, last = db.conn.execute(
        "select cast(group_concat(sz, '') as blob), count(*), max(id) from article_fts_docsize"
    ).fetchone()
    if not count:
        return np.zeros(1, np.int32)
    stream = np.frombuffer(packed, np.uint8)
    ends = np.nonzero(stream < 0x80)[0]
    sizes = np.diff(ends, prepend=-1)
    numbers = stream[ends].astype(np.int32)
    for place in range(1, int(sizes.max())):
        longer = sizes > place
        numbers[longer] += (stream[ends[longer] - place] & 0x7F).astype(np.int32) << 7 * place
    lengths = np.zeros(last + 1, np.int32)
    if count == last:
        lengths[1:] = numbers.reshape(count, -1).sum(axis=1)
    else:
        rows = db.conn.execute("select group_concat(id) from article_fts_docsize").fetchone()
        lengths[read_ids(rows[0])] = numbers.reshape(count, -1).sum(axis=1)
    return lengths
