"""A matrix as a table: TSV to paste into a sheet, CSV to keep; rows and columns in the order that is shown."""

from __future__ import annotations

import csv
import io

from store.formats.tables import defuse
from store.records import Matrix

TOTAL = "all"
"""The heading of the totals: articles in which a line is joined with any of the other side."""
FACT = "fact"
"""What stands in a cell that no article fills, but a background fact."""


def tsv(matrix: Matrix) -> str:
    """Give a matrix as tab-separated lines: the heading, then a row each, its total first."""
    return "".join("\t".join(_clean(cell) for cell in row) + "\n" for row in cells(matrix))


def csv_text(matrix: Matrix) -> str:
    """Give a matrix as CSV (RFC 4180); lines left out are told in a last row."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerows([defuse(cell) for cell in row] for row in cells(matrix))
    left = [
        f"+ {more:,} more {what}"
        for more, what in ((matrix.more_rows, "rows"), (matrix.more_columns, "columns"))
        if more
    ]
    if left:
        rows.writerow([", ".join(left)])
    return out.getvalue()


def cells(matrix: Matrix) -> list[list[str]]:
    """Give the table as texts: names, totals and counts; an empty cell is an empty text."""
    heading = [f"{matrix.spec.rows} × {matrix.spec.columns}", TOTAL, *(line.entity.name for line in matrix.columns)]
    totals = [TOTAL, str(matrix.articles), *(str(line.articles) for line in matrix.columns)]
    table = [heading, totals]
    for number, (line, counts) in enumerate(zip(matrix.rows, matrix.counts, strict=True)):
        told = [cell_text(count, (number, place) in matrix.facts) for place, count in enumerate(counts)]
        table.append([line.entity.name, str(line.articles), *told])
    return table


def cell_text(count: int, fact: bool) -> str:
    """Say what stands in a cell."""
    return str(count) if count else FACT if fact else ""


def _clean(cell: str) -> str:
    return str(defuse(" ".join(cell.split())))
