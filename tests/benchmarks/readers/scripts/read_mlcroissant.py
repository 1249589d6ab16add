"""The Croissant description, validated, and its records loaded."""

import sys
from pathlib import Path

import mlcroissant
from told import Told

exports = Path(sys.argv[1])
told = Told("mlcroissant")


def plain(value):
    return value.decode() if isinstance(value, bytes) else value


def croissant():
    dataset = mlcroissant.Dataset(jsonld=exports / "croissant" / "set" / "croissant.json")
    for problem in (*dataset.metadata.ctx.issues.errors, *dataset.metadata.ctx.issues.warnings):
        told.complain(problem)
    sets = {each.uuid: each for each in dataset.metadata.record_sets}

    def records(name):
        return [
            {key.rpartition("/")[2]: plain(value) for key, value in record.items()} for record in dataset.records(name)
        ]

    texts = {str(each["id"]): each["text"] for each in records(next(name for name in sets if "article" in name))}
    marks = records(next(name for name in sets if "mark" in name))
    return [
        (str(each["article"]), each["label"], texts[str(each["article"])][int(each["start"]) : int(each["end"])])
        for each in marks
    ]


told.read("croissant", croissant)
told.tell()
