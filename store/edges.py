"""Edges: where tagged passages and mentions begin and end, moved one border at a time or put somewhere else."""

from __future__ import annotations

from typing import Literal

from store.database import Database
from store.errors import UserError
from store.journal import Journal
from store.records import Change
from store.text.edges import Edge, Unit, moved, whole_characters

Marked = Literal["tagging", "mention"]
"""What has the edges."""

_LABELS = {"tagging": "Move the edge of a passage", "mention": "Move the edge of a mention"}
_SAME = {
    "tagging": "o.tag = g.tag and o.annotator = g.annotator",
    "mention": "o.type = g.type and o.entity is g.entity",
}
"""When two marks on the same words would be one twice."""


class Edges:
    """Moves the edges of marks; presses that follow each other on one of them are one step of undo."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def move(
        self, number: int, edge: Edge, *, unit: Unit, forward: bool, of: Marked = "tagging", origin: str = ""
    ) -> Change:
        """Move one edge of a mark to the next border of a unit; nothing changes where there is none.

        A suggested mention that is moved is accepted. Raises UserError where the mark is gone or on a whole article, or
        would stand there twice.
        """
        text, span = self._read(number, of)
        return self._put(number, of, text, moved(text, span, edge=edge, unit=unit, forward=forward), origin=origin)

    def put(self, number: int, start: int, end: int, *, of: Marked = "tagging", origin: str = "") -> Change:
        """Let a mark be on `[start, end)` (code points), widened to whole characters; raises UserError as `move` does."""
        text, _ = self._read(number, of)
        if not 0 <= start < end <= len(text) or not text[start:end].strip():
            raise UserError("A passage needs some words of its article.")
        return self._put(number, of, text, whole_characters(text, (start, end)), origin=origin)

    def _read(self, number: int, of: Marked) -> tuple[str, tuple[int, int]]:
        row = self._db.conn.execute(
            f'select t.text, g.start, g."end" from {of} g join article_text t on t.article = g.article where g.id = ?',
            (number,),
        ).fetchone()
        if row is None:
            raise UserError(f"This {of} is gone.")
        if row[1] is None:
            raise UserError("This tag is on the whole article, which has no edges.")
        return str(row[0]), (int(row[1]), int(row[2]))

    def _put(self, number: int, of: Marked, text: str, span: tuple[int, int], *, origin: str) -> Change:
        same = self._db.conn.execute(
            f"select 1 from {of} g join {of} o on o.article = g.article and o.id <> g.id and {_SAME[of]}"
            ' where g.id = ? and o.start = ? and o."end" = ?',
            (number, *span),
        ).fetchone()
        if same is not None:
            raise UserError(f"There is such a {of} already, on just these words.")
        with self._journal.change(_LABELS[of], origin=origin, joins=True) as step:
            accepted = ", state = case state when 'suggested' then 'accepted' else state end" if of == "mention" else ""
            self._db.conn.execute(
                f'update {of} set start = ?, "end" = ?, quote = ?{accepted}'
                ' where id = ? and (start <> ? or "end" <> ?)',
                (*span, text[slice(*span)], number, *span),
            )
        return step.change
