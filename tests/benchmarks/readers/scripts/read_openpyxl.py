"""The workbook, cell by cell."""

import sys
import warnings
from pathlib import Path

from openpyxl import load_workbook
from told import Told

exports = Path(sys.argv[1])
told = Told("openpyxl")


def rows(sheet):
    found = sheet.iter_rows(values_only=True)
    names = next(found)
    return [dict(zip(names, row, strict=True)) for row in found]


def xlsx():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        book = load_workbook(exports / "xlsx" / "set.xlsx")
    for each in caught:
        told.complain(str(each.message))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type in ("f", "e"):
                    told.complain(f"{sheet.title} {cell.coordinate} is a formula or an error")
    texts = {str(row["id"]): row["text"] for row in rows(book["articles"])}
    spans = [(row, row["type"]) for row in rows(book["mentions"])]
    spans += [(row, row["tag"]) for row in rows(book["taggings"]) if row["start"] is not None]
    return [
        (str(row["article"]), label, texts[str(row["article"])][int(row["start"]) : int(row["end"])])
        for row, label in spans
    ]


told.read("xlsx", xlsx)
told.tell()
