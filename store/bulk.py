"""Bulk: one verb on many articles as one undoable step, done in steps that tell how far it is.

Stopped at a yield, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence

from store.articles import Articles
from store.bin import Bin
from store.codebook import Codebook
from store.journal import Journal
from store.notes import Notes
from store.records import Change, Progress
from store.taggings import Taggings

STEP = 1_000
"""So many articles are written between two signs of progress."""

Steps = Generator[Progress, None, Change]


class Bulk:
    """Verbs on many articles; each generator yields its progress and returns the change."""

    def __init__(
        self,
        journal: Journal,
        articles: Articles,
        bin_: Bin,
        taggings: Taggings,
        notes: Notes,
        codebook: Codebook,
    ) -> None:
        self._journal = journal
        self._articles = articles
        self._bin = bin_
        self._taggings = taggings
        self._notes = notes
        self._codebook = codebook

    def tag(self, tag: int, ids: Sequence[int], *, origin: str = "") -> Steps:
        """Put a tag on these articles; raises UserError where one of them is not there."""
        label = f"Tag {articles_text(len(ids))} with {self._codebook.get(tag).name}"
        return self._steps(label, ids, lambda some: self._taggings.put(tag, some), origin=origin)

    def untag(self, tag: int, ids: Sequence[int], *, origin: str = "") -> Steps:
        """Take a tag off these articles, whoever put it; passages keep theirs."""
        label = f"Take {self._codebook.get(tag).name} off {articles_text(len(ids))}"
        return self._steps(label, ids, lambda some: self._taggings.take_off(tag, some), origin=origin)

    def toggle(self, tag: int, ids: Sequence[int], *, origin: str = "") -> Steps:
        """Put a tag on these articles, or take it off where all of them have it."""
        return (self.untag if self._taggings.on_all(tag, ids) else self.tag)(tag, ids, origin=origin)

    def set_status(self, ids: Sequence[int], status: str, *, origin: str = "") -> Steps:
        """Give these articles this status; raises UserError for an unknown one."""
        label = f"Set {articles_text(len(ids))} to {status}"
        return self._steps(label, ids, lambda some: self._articles.set_status(some, status), origin=origin)

    def add_note(self, ids: Sequence[int], text: str, *, origin: str = "") -> Steps:
        """Add a text to the annotator's note on each of these articles, below what stands there."""
        label = f"Note on {articles_text(len(ids))}"
        return self._steps(label, ids, lambda some: self._notes.add(some, text), origin=origin)

    def delete(self, ids: Sequence[int], *, origin: str = "") -> Steps:
        """Move these articles to the bin."""
        label = f"Move {articles_text(len(ids))} to the bin"
        return self._steps(label, ids, self._articles.remove, origin=origin)

    def restore(self, ids: Sequence[int], *, origin: str = "") -> Steps:
        """Bring these articles back from the bin."""
        label = f"Restore {articles_text(len(ids))} from the bin"
        return self._steps(label, ids, self._bin.restore, origin=origin)

    def _steps(self, label: str, ids: Sequence[int], act: Callable[[Sequence[int]], Change], *, origin: str) -> Steps:
        with self._journal.change(label, origin=origin) as step:
            for start in range(0, len(ids), STEP):
                act(ids[start : start + STEP])
                done = min(start + STEP, len(ids))
                yield Progress(done=done, total=len(ids), label=label)
        return step.change


def articles_text(count: int) -> str:
    """Say `1 article` or `1,204 articles`."""
    return "1 article" if count == 1 else f"{count:,} articles"
