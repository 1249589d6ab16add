"""The Data Package with its keys and constraints, and the tables on their own."""

import sys
from pathlib import Path

from frictionless import Package, Resource, system, validate
from told import Told

exports = Path(sys.argv[1])
told = Told("frictionless")
system.trusted = True


def complain(report):
    for _, description, message in report.flatten(["type", "title", "message"]):
        told.complain(f"{description}: {message}")
    for warning in report.warnings:
        told.complain(warning)


def package():
    path = exports / "frictionless" / "set" / "datapackage.json"
    complain(validate(str(path)))
    tables = {each.name: [row.to_dict() for row in each.read_rows()] for each in Package(str(path)).resources}
    texts = {str(row["id"]): row["text"] for row in tables["articles"]}
    spans = [(row, row["type"]) for row in tables["mentions"]]
    spans += [(row, row["tag"]) for row in tables["taggings"] if row["start"] is not None]
    return [(str(row["article"]), label, texts[str(row["article"])][row["start"] : row["end"]]) for row, label in spans]


def table(name, file):
    complain(Resource(path=file, basepath=str(exports / name / "set")).validate())


told.read("frictionless", package)
for name in ("csv", "csv-excel"):
    for file in ("articles.csv", "mentions.csv", "taggings.csv", "relations.csv"):
        told.read(f"{name} {file}", lambda name=name, file=file: table(name, file))
told.tell()
