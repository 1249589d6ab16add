"""BibTeX, as many entries as there are articles."""

import sys
from pathlib import Path

import bibtexparser
from told import Told

exports, articles = Path(sys.argv[1]), int(sys.argv[3])
told = Told("bibtexparser")


def bibtex():
    with (exports / "bibtex" / "set.bib").open(encoding="utf-8") as stream:
        found = bibtexparser.load(stream)
    if len(found.entries) != articles:
        told.complain(f"{len(found.entries)} entries of {articles} articles")
    told.complaints += [f"{each['ID']} has no title" for each in found.entries if not each.get("title")]


told.read("bibtex", bibtex)
told.tell()
