"""The lines of the list of tagged passages as Qt sees them: taggings by their ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject

from store.formats.attributes import certainty_text
from store.records import PassageLine
from ui.analysis.kwic import AFTER, BEFORE, QUOTE, Line, Role, place_of
from ui.analysis.kwic_ids import KwicIds

TAG, CERTAINTY, NOTE, ANNOTATOR, ARTICLE = range(3, 8)


class TaggedModel(KwicIds[PassageLine]):
    """Taggings by id, in the order given; the lines themselves are read through `read_lines` in pages."""

    columns = ("Before", "Passage", "After", "Tag", "Certainty", "Note", "Annotator", "Article")

    def __init__(
        self, read_lines: Callable[[Sequence[int]], Sequence[PassageLine]], parent: QObject | None = None
    ) -> None:
        super().__init__(read_lines, parent)
        self.colours: Mapping[int, str] = {}
        """The colours of the tags by their ids."""

    def number_of(self, line: PassageLine) -> int:
        """Give the id of a line's tagging."""
        return line.tagging.id

    def cell(self, line: Line, column: int) -> str:
        """Say as what, how sure, with what note, by whom, and where."""
        assert isinstance(line, PassageLine)
        tagging = line.tagging
        if column == TAG:
            return f"★ {tagging.tag}" if tagging.example else tagging.tag
        if column == CERTAINTY:
            return certainty_text(tagging.certainty)
        if column == NOTE:
            return " ".join(tagging.note.split())
        return tagging.annotator if column == ANNOTATOR else place_of(line)

    def ink(self, line: Line) -> tuple[str, bool] | None:
        """Underline a passage in the colour of its tag."""
        assert isinstance(line, PassageLine)
        return self.colours.get(line.tagging.tag_id, "#888888"), False

    def _text(self, line: Line, column: int, role: int) -> str | None:
        assert isinstance(line, PassageLine)
        quote = line.tagging.quote or ""
        if role == Role.ToolTipRole:
            said = "".join(f"\n{name}: {value}" for name, value in line.tagging.attributes)
            if column == TAG:
                return f"{line.tagging.tag}{said}"
            return {NOTE: line.tagging.note}.get(
                column, f"{line.before}{quote}{line.after}" if column <= AFTER else None
            )
        if column in (BEFORE, AFTER):
            return line.before.lstrip() if column == BEFORE else line.after.rstrip()
        return " ".join(quote.split()) if column == QUOTE else self.cell(line, column)
