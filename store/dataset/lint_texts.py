"""What is odd in the texts of a dataset: nothing to be seen, characters beyond the BMP, cells that are too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.dataset.linted import Check, Linted, LintRules, Tally, are, many, marks_of
from store.records import Finding
from store.text.lines import is_visible

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_LONGEST_CELL = 32_767


def text_checks(rules: LintRules) -> Iterator[Check]:
    """Give the checks that a recipe needs."""
    yield _Empty()
    if rules.counts_utf16:
        yield _BeyondBMP()
    if rules.form.name == "xlsx":
        yield _LongCells()


class _Empty:
    """Records without text, and articles that give no record."""

    def __init__(self) -> None:
        self._found = Tally()

    def see(self, article: Linted) -> None:
        self._found.add(article.id, sum(not is_visible(record.article.text) for record in article.records))
        self._found.add(article.id, int(not article.records))

    def findings(self) -> Iterator[Finding]:
        have = "has" if self._found.count == 1 else "have"
        yield from self._found.finding("empty", "error", f"{many(self._found.count, 'record')} {have} no text.")


class _BeyondBMP:
    """Characters that are two units in UTF-16, before the end of a mark: all offsets behind them are shifted."""

    def __init__(self) -> None:
        self._found = Tally()

    def see(self, article: Linted) -> None:
        for record in article.records:
            first = _ASTRAL.search(record.article.text)
            if first is not None:
                ends = [each.end for each in marks_of(record) if each.end is not None]
                self._found.add(article.id, int(any(end > first.start() for end in ends)))

    def findings(self) -> Iterator[Finding]:
        have = "has" if self._found.count == 1 else "have"
        yield from self._found.finding(
            "utf16",
            "note",
            f"{many(self._found.count, 'record')} {have} marks behind characters beyond the BMP (emoji, rare Han);"
            " their offsets count UTF-16 units and differ from code points.",
        )


class _LongCells:
    """Texts that no cell of a spreadsheet holds."""

    def __init__(self) -> None:
        self._found = Tally()

    def see(self, article: Linted) -> None:
        for record in article.records:
            text = record.article.text
            units = len(text) if len(text) > _LONGEST_CELL else len(text) + len(_ASTRAL.findall(text))
            self._found.add(article.id, int(units > _LONGEST_CELL))

    def findings(self) -> Iterator[Finding]:
        number = self._found.count
        yield from self._found.finding(
            "long_cell",
            "warning",
            f"{many(number, 'text')} {are(number)} longer than a cell can hold and cut off at {_LONGEST_CELL:,} units.",
        )
