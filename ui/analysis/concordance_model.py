"""The lines of the concordance as Qt sees them: mentions by their ids."""

from __future__ import annotations

from store.records import ConcordanceLine
from ui import theme
from ui.analysis.kwic import Line, place_of
from ui.analysis.kwic_ids import KwicIds

AS, SCORE, STATE, ARTICLE = range(3, 7)


class ConcordanceModel(KwicIds[ConcordanceLine]):
    """Mentions by id, in the order given; the lines themselves are read through `read_lines` in pages."""

    columns = ("Before", "Mention", "After", "As", "Score", "State", "Article")

    def number_of(self, line: ConcordanceLine) -> int:
        """Give the id of a line's mention."""
        return line.mention.id

    def cell(self, line: Line, column: int) -> str:
        """Say as what, how sure, what became of it, and where."""
        assert isinstance(line, ConcordanceLine)
        mention = line.mention
        if column == AS:
            return f"{mention.entity} · {mention.type}" if mention.entity else mention.type
        if column == SCORE:
            return "" if mention.score is None else f"{mention.score:.2f}"
        return mention.state if column == STATE else place_of(line)

    def ink(self, line: Line) -> tuple[str, bool] | None:
        """Underline a mention in the colour of its type, dashed while it is suggested; a rejected one not at all."""
        assert isinstance(line, ConcordanceLine)
        if line.mention.state == "rejected":
            return None
        return theme.entity_colour(line.mention.type).name(), line.mention.state == "suggested"
