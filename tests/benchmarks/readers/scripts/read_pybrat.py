"""brat's standoff; pybrat does not compare texts with offsets, so that is done here."""

import sys
from pathlib import Path

from pybrat.parser import BratParser
from told import Told

exports = Path(sys.argv[1])
told = Told("pybrat")


def brat():
    folder = exports / "brat" / "set"
    shown = {}
    for line in (folder / "visual.conf").read_text(encoding="utf-8").split("\n"):
        name, bar, label = line.partition(" | ")
        if bar:
            shown[name] = label
    found = []
    for example in BratParser(error="raise").parse(str(folder)):
        number = Path(str(example.id)).name
        text = (folder / f"{number}.txt").read_text(encoding="utf-8")
        if example.text is not None and example.text != text:
            told.complain(f"{number}: the text is read otherwise")
        for entity in example.entities:
            pieces = [text[each.start : each.end] for each in entity.spans]
            # pybrat takes the blanks off the end of each line, and so off a mark that ends with one.
            if " ".join(pieces).strip() != entity.mention.strip():
                told.complain(f"{number}: {entity.mention!r} is not what stands there")
            found.append((number, shown.get(entity.type, entity.type), "".join(pieces)))
    return found


told.read("brat", brat)
told.tell()
