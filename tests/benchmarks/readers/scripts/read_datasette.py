"""The SQLite file as Datasette serves it: inspected, its tables asked for as JSON."""

import json
import subprocess
import sys
from pathlib import Path

from told import Told

exports = Path(sys.argv[1])
told = Told("datasette")
FILE = exports / "sqlite" / "set.db"


def call(*words):
    ended = subprocess.run([sys.executable, "-m", "datasette", *words], capture_output=True, text=True, check=False)
    if ended.returncode:
        raise ValueError((ended.stderr or ended.stdout).strip()[-300:])
    return ended.stdout


def table(name):
    metadata = ["--metadata", f"{FILE}.metadata.json"]
    return json.loads(call(str(FILE), *metadata, "--get", f"/{FILE.stem}/{name}.json?_shape=array&_size=max"))


def sqlite():
    call("inspect", str(FILE))
    texts = {row["record"]: row["text"] for row in table("articles")}
    spans = [(row, row["type"]) for row in table("mentions")]
    spans += [(row, row["tag"]) for row in table("taggings") if row["start"] is not None]
    return [(row["article"], label, texts[row["article"]][row["start"] : row["end"]]) for row, label in spans]


told.read("sqlite", sqlite)
told.tell()
