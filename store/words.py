"""What was found of words lately: answers of the full-text index, and of what must read the texts themselves."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from pyroaring import BitMap
from sqlite_utils import Database

from store.query.tree import Node
from store.resident.sets import NONE, bitmap, read_ids

_WORDS = 48
_COSTLY = 8
_CHANGES = 200


class Words:
    """What the full-text index said of expressions lately; an answer is mended where only new articles came since."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[str, tuple[int, int, BitMap]] = OrderedDict()
        self._costly: OrderedDict[Node, tuple[int, BitMap, BitMap]] = OrderedDict()
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
        with self._lock:
            known = self._found.get(expression)
            changed = None if known is None else self._changed(known[0], generation)
        if known is not None and changed is not None:
            _, last, found = known
            if not changed:
                return found
            if changed.min() > last:
                found = found | self._ask(db, expression, since=last)
                return self._keep(expression, generation, found, db)
        return self._keep(expression, generation, self._ask(db, expression), db)

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

    def _changed(self, then: int, generation: int) -> BitMap | None:
        """Give the articles that were indexed anew after a generation, or None where that is not known any more."""
        if not self._forgotten <= then <= generation:
            return None
        return BitMap.union(NONE, NONE, *(articles for at, articles in self._changes if then < at <= generation))

    def _keep(self, expression: str, generation: int, found: BitMap, db: Database) -> BitMap:
        last = db.conn.execute("select max(article) from indexed").fetchone()[0] or 0
        with self._lock:
            self._found[expression] = (generation, last, found)
            self._found.move_to_end(expression)
            if len(self._found) > _WORDS:
                self._found.popitem(last=False)
        return found

    @staticmethod
    def _ask(db: Database, expression: str, *, since: int = 0) -> BitMap:
        # One string, not a row each: Python would take five times as long.
        row = db.conn.execute(
            "select group_concat(rowid) from article_fts where article_fts match ? and rowid > ?", (expression, since)
        ).fetchone()
        return bitmap(read_ids(row[0]))
