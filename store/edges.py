"""Edges: where tagged passages begin and end, moved one border at a time or put somewhere else."""

from __future__ import annotations

from store.database import Database
from store.errors import UserError
from store.journal import Journal
from store.records import Change
from store.text.edges import Edge, Unit, moved, whole_characters

_LABEL = "Move the edge of a passage"


class Edges:
    """Moves the edges of taggings; presses that follow each other on one passage are one step of undo."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def move(self, tagging: int, edge: Edge, *, unit: Unit, forward: bool, origin: str = "") -> Change:
        """Move one edge to the next border of a unit; nothing changes where there is none.

        Raises UserError where the tagging is gone or on a whole article, or where the passage would have its tag twice.
        """
        text, span = self._read(tagging)
        return self._put(tagging, text, moved(text, span, edge=edge, unit=unit, forward=forward), origin=origin)

    def put(self, tagging: int, start: int, end: int, *, origin: str = "") -> Change:
        """Let a passage be `[start, end)` (code points), widened to whole characters; raises UserError as `move` does."""
        text, _ = self._read(tagging)
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise UserError("A passage needs some words of its article.")
        return self._put(tagging, text, whole_characters(text, (start, end)), origin=origin)

    def _read(self, tagging: int) -> tuple[str, tuple[int, int]]:
        row = self._db.conn.execute(
            'select t.text, g.start, g."end" from tagging g join article_text t on t.article = g.article where g.id = ?',
            (tagging,),
        ).fetchone()
        if row is None:
            raise UserError("This tagging is gone.")
        if row[1] is None:
            raise UserError("This tag is on the whole article, which has no edges.")
        return str(row[0]), (int(row[1]), int(row[2]))

    def _put(self, tagging: int, text: str, span: tuple[int, int], *, origin: str) -> Change:
        same = self._db.conn.execute(
            "select 1 from tagging g join tagging o on o.article = g.article and o.tag = g.tag"
            ' and o.annotator = g.annotator and o.id <> g.id where g.id = ? and o.start = ? and o."end" = ?',
            (tagging, *span),
        ).fetchone()
        if same is not None:
            raise UserError("There this tag is already, on just these words.")
        with self._journal.change(_LABEL, origin=origin, joins=True) as step:
            self._db.conn.execute(
                'update tagging set start = ?, "end" = ?, quote = ? where id = ?',
                (*span, text[slice(*span)], tagging),
            )
        return step.change
