"""Examples: the taggings that show best what a tag means, linked to their passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from store.blind import seen
from store.database import Database
from store.db import chunks, places
from store.journal import Journal
from store.records import Change, Example, ExampleDraft


class Examples:
    """Says which taggings are examples of their tags."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def mark(self, taggings: Sequence[int], on: bool = True, *, origin: str = "") -> Change:
        """Make taggings examples of their tags, or take that back."""
        what = "a tagging" if len(taggings) == 1 else f"{len(taggings):,} taggings"
        label = f"Make {what} an example" if on else f"Make {what} no example any more"
        with self._journal.change(label, origin=origin) as step:
            for some in chunks(taggings):
                self._db.conn.execute(f"update tagging set example = ? where id in ({places(some)})", [int(on), *some])
        return step.change

    def of(self, tag: int) -> tuple[Example, ...]:
        """List the examples of a tag, by article and place; those of the bin are left out, as in blind mode others' are."""
        rows = self._db.conn.execute(
            seen(
                self._db,
                'select g.id, g.article, a.title, g.start, g."end", g.quote, g.note, n.name from tagging g'
                " join article a on a.id = g.article join annotator n on n.id = g.annotator"
                " where g.tag = ? and g.example = 1 and a.removed = 0"
                # With the plus the index of examples is taken, and not that of all taggings in the order of articles.
                ' order by +g.article, g.start is not null, g.start, g."end", g.id',
            ),
            (tag,),
        )
        return tuple(
            Example(
                tagging=number, article=article, title=title, start=start, end=end, quote=quote, note=note, annotator=by
            )
            for number, article, title, start, end, quote, note, by in rows
        )

    def drafts(self) -> dict[int, list[ExampleDraft]]:
        """Give the examples of each tag, in the order of articles and places."""
        found: dict[int, list[ExampleDraft]] = {}
        for tag, article, start, end, quote, annotator in self._db.conn.execute(
            'select g.tag, a.uid, g.start, g."end", g.quote, n.name from tagging g join article a on a.id = g.article'
            " join annotator n on n.id = g.annotator where g.example = 1 and a.removed = 0"
            ' order by g.tag, g.article, g.start is not null, g.start, g."end", g.id'
        ):
            found.setdefault(tag, []).append(
                ExampleDraft(article=article, start=start, end=end, quote=quote, annotator=annotator)
            )
        return found

    def link(self, examples: Mapping[int, Iterable[ExampleDraft]]) -> int:
        """Make the taggings of these tags that are found here examples, inside the caller's transaction.

        Gives how many were not found.
        """
        missing = 0
        for tag, drafts in examples.items():
            for draft in drafts:
                row = self._db.conn.execute(
                    "select g.id from article a join tagging g on g.article = a.id where a.uid = ? and g.tag = ?"
                    ' and g.start is ? and g."end" is ? and g.quote is ?'
                    " and g.annotator = (select id from annotator where name = ?)",
                    (draft.article, tag, draft.start, draft.end, draft.quote, draft.annotator),
                ).fetchone()
                if row is None:
                    missing += 1
                else:
                    self._db.conn.execute("update tagging set example = 1 where id = ? and example = 0", row)
        return missing
