"""The verbs that concern passages: sentences and paragraphs under the cursor, edges, what a tagging says beside its tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from store.formats.attributes import CERTAINTIES, certainty_text
from store.records import Tagging
from store.text.edges import Edge, Unit, moved, unit_at, widened

if TYPE_CHECKING:
    from store import Store
    from ui.current import Current
    from ui.marks import Marks
    from ui.writes import Writes

Span = tuple[int, int]


class PassageVerbs:
    """Acts on the passage chosen in the reader or in the panel, else on the words selected, else at the text cursor."""

    def __init__(self, store: Store, current: Current, marks: Marks, writes: Writes, window: QWidget) -> None:
        self._store, self._current, self._marks = store, current, marks
        self._writes, self._window = writes, window

    # What is selected

    def sentence(self) -> None:
        """Select the sentence under the cursor; again, one more."""
        self._select("sentence")

    def paragraph(self) -> None:
        """Select the paragraph under the cursor; again, one more."""
        self._select("paragraph")

    def unit_here(self, unit: Unit) -> Span | None:
        """Give the sentence or paragraph under the cursor, or those that the selection touches; None without any."""
        text, selected = self._text(), self._current.selection
        if selected is not None:
            whole = unit_at(text, selected[0], unit)
            return (min(whole[0], selected[0]), selected[1]) if whole and whole[1] < selected[1] else whole
        return unit_at(text, self._current.caret or 0, unit)

    def _select(self, unit: Unit) -> None:
        text, selected = self._text(), self._current.selection
        span = unit_at(text, self._current.caret or 0, unit) if selected is None else widened(text, selected, unit)
        if span is None:
            self._marks.say("There is no text here.")
        else:
            self._current.select(*span)

    def _text(self) -> str:
        article = self._current.article
        return "" if article is None else self._store.articles.text(article)

    # Which passage is chosen

    def choose_passage(self) -> None:
        """Choose the passage under the cursor; again, the next one that lies over the same place."""
        selected = self._current.selection
        point = selected[0] if selected is not None else self._current.caret
        here = [each for each in self._passages() if point is not None and _holds(each, point)]
        if not here:
            self._marks.say("No tagged passage lies under the cursor; < and > go to the others.")
            return
        here.sort(key=lambda each: ((each.end or 0) - (each.start or 0), each.id))
        places = [each.id for each in here]
        at = places.index(self._current.tagging) + 1 if self._current.tagging in places else 0
        self._choose(here[at % len(here)], go=False)

    def next_passage(self) -> None:
        """Go to the next tagged passage of the article."""
        self._step(1)

    def previous_passage(self) -> None:
        """Go to the tagged passage before."""
        self._step(-1)

    def _step(self, by: int) -> None:
        passages = self._passages()
        if not passages:
            self._marks.say("This article has no tagged passages yet.")
            return
        ids = [each.id for each in passages]
        if self._current.tagging in ids:
            at = (ids.index(self._current.tagging) + by) % len(ids)
        else:
            caret = self._current.caret or 0
            after = next((number for number, each in enumerate(passages) if (each.start or 0) >= caret), 0)
            at = after if by > 0 else after - 1
        self._choose(passages[at], go=True)

    def _choose(self, tagging: Tagging, *, go: bool) -> None:
        if go:
            self._current.place(tagging.start or 0, tagging.end or 0)
        self._current.tagging = tagging.id
        beside = "".join(f" · {each}" for each in (certainty_text(tagging.certainty), tagging.note) if each)
        self._marks.say(f"{tagging.tag}: “{_short(tagging.quote or '')}”{beside}")

    def _passages(self) -> list[Tagging]:
        article = self._current.article
        return [] if article is None else [each for each in self._store.taggings.of(article) if each.start is not None]

    def _chosen(self) -> Tagging | None:
        article, wanted = self._current.article, self._current.tagging
        if article is None or wanted is None:
            return None
        return next((each for each in self._store.taggings.of(article) if each.id == wanted), None)

    # Edges

    def start_out(self) -> None:
        """Move the beginning of the passage one word to the left."""
        self._move("start", "word", forward=False)

    def start_in(self) -> None:
        """Move the beginning of the passage one word to the right."""
        self._move("start", "word", forward=True)

    def end_out(self) -> None:
        """Move the end of the passage one word, or its particles, to the right."""
        self._move("end", "word", forward=True)

    def end_in(self) -> None:
        """Move the end of the passage to the left: past particles, then past a word."""
        self._move("end", "word", forward=False)

    def start_out_sentence(self) -> None:
        """Move the beginning of the passage to the beginning of the sentence."""
        self._move("start", "sentence", forward=False)

    def start_in_sentence(self) -> None:
        """Move the beginning of the passage to the next sentence."""
        self._move("start", "sentence", forward=True)

    def end_out_sentence(self) -> None:
        """Move the end of the passage to the end of the sentence."""
        self._move("end", "sentence", forward=True)

    def end_in_sentence(self) -> None:
        """Move the end of the passage to the end of the sentence before."""
        self._move("end", "sentence", forward=False)

    def start_out_character(self) -> None:
        """Move the beginning of the passage one character to the left."""
        self._move("start", "character", forward=False)

    def start_in_character(self) -> None:
        """Move the beginning of the passage one character to the right."""
        self._move("start", "character", forward=True)

    def end_out_character(self) -> None:
        """Move the end of the passage one character to the right."""
        self._move("end", "character", forward=True)

    def end_in_character(self) -> None:
        """Move the end of the passage one character to the left."""
        self._move("end", "character", forward=False)

    def _move(self, edge: Edge, unit: Unit, *, forward: bool) -> None:
        chosen, selected = self._chosen(), self._current.selection
        span = None if chosen is None or chosen.start is None else (chosen.start, chosen.end or 0)
        if chosen is not None and span is not None and selected in (None, span):
            number, follows = chosen.id, selected is not None
            if self._writes.do(lambda store: store.edges.move(number, edge, unit=unit, forward=forward)):
                self._show_moved(follows=follows)
        elif selected is not None:
            self._current.select(*moved(self._text(), selected, edge=edge, unit=unit, forward=forward))
        elif self._current.mentions:
            number = self._current.mentions[0]
            self._writes.do(lambda store: store.edges.move(number, edge, unit=unit, forward=forward, of="mention"))
        else:
            self._marks.say("Choose a passage first: , under the cursor, < and > from one to the next.")

    def put_edges(self, tagging: int, start: int, end: int) -> None:
        """Let a passage be on another span, as the mouse has drawn it."""
        self._writes.do(lambda store: store.edges.put(tagging, start, end))

    def _show_moved(self, *, follows: bool) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.start is not None and chosen.end is not None:
            if follows:
                self._current.select(chosen.start, chosen.end)
            self._marks.say(f"{chosen.tag}: “{_short(chosen.quote or '')}”")

    # What the tagging says

    def describe(self) -> None:
        """Write note, certainty and attributes of the tagging chosen."""
        from ui.dialogs import tagging_sheet

        chosen = self._chosen() or self._of_the_article()
        if chosen is None:
            self._marks.say("Choose a passage or put a tag first; then its note is written here.")
            return
        looked = self._store.history.newest()
        said = tagging_sheet.ask(self._window, chosen, self._store.codebook.get(chosen.tag_id).attributes)
        if said is not None:
            self._writes.settle(*said.writes(chosen), looked=looked, label="Describe a tagging")

    def _of_the_article(self) -> Tagging | None:
        """The tagging put last on the article as a whole, where no passage is chosen."""
        article = self._current.article
        whole = () if article is None else self._store.taggings.of(article)
        return max((each for each in whole if each.start is None), key=lambda each: each.id, default=None)

    def surer(self) -> None:
        """Say that one is surer of the tagging chosen: low, medium, high."""
        self._weigh(1)

    def less_sure(self) -> None:
        """Say that one is less sure of the tagging chosen: high, medium, low, nothing said."""
        self._weigh(-1)

    def _weigh(self, by: int) -> None:
        chosen = self._chosen() or self._of_the_article()
        if chosen is None:
            self._marks.say("Choose a passage first, then say how sure you are of it.")
            return
        number, certainty = chosen.id, weighed(chosen.certainty, by)
        if self._writes.do(lambda store: store.taggings.describe([number], certainty=certainty)):
            self._marks.say(f"{chosen.tag}: {certainty_text(certainty) or 'no certainty said'}")

    def remove_tagging(self) -> None:
        """Take the tag off the passage chosen."""
        chosen = self._chosen()
        if chosen is None:
            self._marks.say("Choose a passage first: , under the cursor, < and > from one to the next.")
            return
        number = chosen.id
        self._writes.do(lambda store: store.taggings.remove([number]))


def weighed(certainty: int | None, by: int) -> int | None:
    """Give the next certainty that has a word, upwards (1) or downwards (-1); below the lowest none is said."""
    steps = sorted(CERTAINTIES.values())
    now = -1 if certainty is None else certainty
    if by > 0:
        return next((step for step in steps if step > now), certainty)
    return next((step for step in reversed(steps) if step < now), None)


def _holds(tagging: Tagging, point: int) -> bool:
    start, end = tagging.start or 0, tagging.end or 0
    return start <= point <= end


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 60 else f"{words[:36].rstrip()} … {words[-20:].lstrip()}"
