"""RIS, as many references as there are articles, each with what a newspaper article needs."""

import sys
from pathlib import Path

import rispy
from told import Told

exports, articles = Path(sys.argv[1]), int(sys.argv[3])
told = Told("rispy")


def ris():
    with (exports / "ris" / "set.ris").open(encoding="utf-8") as stream:
        found = rispy.load(stream)
    if len(found) != articles:
        told.complain(f"{len(found)} references of {articles} articles")
    for each in found:
        if each.get("unknown_tag") or not each.get("title") or each.get("type_of_reference") != "NEWS":
            told.complain(f"{each.get('id')}: {each.get('unknown_tag') or 'no title, or not NEWS'}")


told.read("ris", ris)
told.tell()
