"""CoNLL-U by the validator of Universal Dependencies, and its spans by the parser conllu."""

import re
import subprocess
import sys
from pathlib import Path

import conllu
from told import Told

exports = Path(sys.argv[1])
told = Told("udtools")


def valid(name):
    tool = Path(sys.executable).with_name("udvalidate")
    words = [str(tool), "--lang", "ko", "--level", "2", str(exports / name / "set.conllu")]
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    if ended.returncode:
        told.complain(f"{name}: {(ended.stderr or ended.stdout).strip().splitlines()[0][:300]}")


def unescaped(label):
    """Take the escapes back that bars, equals signs and backslashes have in MISC."""
    return re.sub(r"\\(p|u003d|\\)", lambda each: {"p": "|", "u003d": "=", "\\": "\\"}[each[1]], label)


def spans(name):
    found, article, run = [], "", []
    for sentence in conllu.parse((exports / name / "set.conllu").read_text(encoding="utf-8")):
        article = sentence.metadata.get("newdoc id", article)
        for token in [*sentence, None]:
            mark = token["misc"]["NER"] if token is not None else "O"
            if run and not mark.startswith("I-"):
                found.append((article, unescaped(run[0][1]), "".join(word for word, _ in run)))
                run = []
            if mark != "O":
                run.append((token["form"], mark[2:]))
    return found


for name in ("conllu-cut", "conllu-char"):
    told.read(name, lambda name=name: spans(name))
    told.read(f"{name} valid", lambda name=name: valid(name))
told.tell()
