"""CSL-JSON by its schema."""

import json
import sys
from pathlib import Path

import jsonschema
from told import Told

exports, schemas = Path(sys.argv[1]), Path(sys.argv[2])
told = Told("jsonschema")


def csl() -> None:
    schema = json.loads((schemas / "csl-data.json").read_text(encoding="utf-8"))
    value = json.loads((exports / "csl" / "set.json").read_text(encoding="utf-8"))
    for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(value):
        told.complain(error.message)


told.read("csl", csl)
told.tell()
