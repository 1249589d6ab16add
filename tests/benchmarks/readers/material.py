"""What the readers are given: every format, of a project with everything in it, and what each span of it says."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from store import export, known_formats
from store.records import Recipe
from tests.hard import build_hard
from tests.projects import run

ARTICLES = 7
SPLIT = (60, 20, 20)

Span = tuple[str, str, str]
"""The article's number, a label, and what the span says."""

FLAVOURS = {
    "conll-cut": ("conll", "cut"),
    "conll-cut-bioes": ("conll", "cut-bioes"),
    "conll-char": ("conll", "char"),
    "conll-char-bioes": ("conll", "char-bioes"),
    "conllu-cut": ("conllu", "cut"),
    "conllu-char": ("conllu", "char"),
    "csv-excel": ("csv", "excel"),
    "cas-xmi": ("cas", "xmi"),
    "cas-json": ("cas", "json"),
    "doccano-spans": ("doccano", "spans"),
    "doccano-relations": ("doccano", "relations"),
    "doccano-categories": ("doccano", "categories"),
}
"""The exports that are no format's first flavour, by the name of their folder."""


def write(folder: Path) -> None:
    """Export the project in every format, each into a folder of its own."""
    project = build_hard(folder)
    formats = {each.name: each for each in known_formats() if each.writes}
    wanted = {name: Recipe(format=name, include="suggested") for name in formats}
    wanted |= {
        name: Recipe(format=form, flavour=flavour, include="suggested") for name, (form, flavour) in FLAVOURS.items()
    }
    wanted["huggingface-split"] = replace(wanted["huggingface"], split=SPLIT)
    wanted["csv-longest"] = replace(wanted["csv"], overlaps="longest")
    for name, recipe in wanted.items():
        place = folder / "exports" / name
        place.mkdir(parents=True)
        suffix = "" if recipe.split else formats[recipe.format].suffix
        run(export(project, place / f"set{suffix}", recipe))


def truth(folder: Path, *, longest: bool) -> list[Span]:
    """Give what is to be read back of every span, or of those that stay where no two may overlap.

    It is taken from the tables of CSV, which Python's own csv reads, by the offsets in the text.
    """
    tables = folder / "exports" / ("csv-longest" if longest else "csv") / "set"

    def rows(name: str) -> list[dict[str, str]]:
        with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    # Of pieces of articles the marks name the record, not the article.
    texts = {row.get("record", row["id"]): row["text"] for row in rows("articles")}
    spans = [(row, row["type"]) for row in rows("mentions")]
    spans += [(row, row["tag"]) for row in rows("taggings") if row["start"]]
    return [(row["article"], label, texts[row["article"]][int(row["start"]) : int(row["end"])]) for row, label in spans]
