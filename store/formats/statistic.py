"""A statistic as a table: CSV to keep, TSV to paste into a sheet, and the values of one cell as they are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from store.formats.tables import defuse
from store.records import Statistic, StatisticColumn


def csv_text(statistic: Statistic) -> str:
    """Give a statistic as CSV (RFC 4180): headings, then a row each, decimal points whatever the country."""
    out = io.StringIO()
    # Labels alone are words of others: a number below nothing is no formula.
    csv.writer(out, lineterminator="\r\n").writerows([defuse(row[0]), *row[1:]] for row in cells(statistic))
    return out.getvalue()


def tsv(statistic: Statistic) -> str:
    """Give a statistic as tab-separated lines."""
    rows = ([" ".join(cell.split()) for cell in row] for row in cells(statistic))
    return "".join("\t".join([str(defuse(row[0])), *row[1:]]) + "\n" for row in rows)


def cells(statistic: Statistic) -> list[list[str]]:
    """Give the table as texts, its heading first."""
    heading = [statistic.heading, *headings(statistic.columns)]
    return [heading] + [
        [row.label, *(number(value, column) for value, column in zip(row.values, statistic.columns, strict=True))]
        for row in statistic.rows
    ]


def headings(columns: Sequence[StatisticColumn]) -> list[str]:
    """Name the columns, a name that comes twice by what stands before it: `articles elsewhere` after `articles here`."""
    names: list[str] = []
    for column in columns:
        before = names[-1] if names else ""
        twice = column.label in names
        names.append(f"{before.partition(' ')[0]} {column.label}" if twice else column.label)
    return names


def number(value: float, column: StatisticColumn) -> str:
    """Write one value with the decimals of its column."""
    return f"{value:.{column.decimals}f}"
