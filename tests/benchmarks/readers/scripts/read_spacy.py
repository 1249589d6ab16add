"""Prodigy's JSON lines made into a DocBin by the script that lies beside them, and debugged; CoNLL converted."""

import subprocess
import sys
import tempfile
from pathlib import Path

import spacy
from spacy.tokens import DocBin
from told import Told

exports = Path(sys.argv[1])
told = Told("spacy")
work = Path(tempfile.mkdtemp())


def call(*words):
    ended = subprocess.run([sys.executable, *map(str, words)], capture_output=True, text=True, check=False)
    if ended.returncode:
        raise ValueError((ended.stderr or ended.stdout).strip()[-300:])
    return ended.stdout


def prodigy():
    source = exports / "prodigy" / "set.jsonl"
    call(f"{source}.make_spacy.py", source, work / "set.spacy")
    found = []
    for doc in DocBin().from_disk(work / "set.spacy").get_docs(spacy.blank("xx").vocab):
        found += [(doc.user_data["id"], span.label_, span.text) for span in doc.spans["sc"]]
    return found


def debug():
    call("-m", "spacy", "init", "config", work / "c.cfg", "--lang", "xx", "--pipeline", "ner,spancat", "--force")
    paths = [f"--paths.{part}={work / 'set.spacy'}" for part in ("train", "dev")]
    words = [sys.executable, "-m", "spacy", "debug", "data", work / "c.cfg", *paths]
    said = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False).stdout
    if "Summary" not in said:
        told.complain(f"debug data came to no end: {said[-200:]}")
    for line in said.splitlines():
        # That there are few articles is our choice here, and no fault of the files.
        if "✘" in line and "Low number of examples" not in line and "1 error" not in line:
            told.complain(line)


def conll():
    call("-m", "spacy", "convert", exports / "conll-cut" / "set.conll", work, "-c", "conll")
    if not list(DocBin().from_disk(work / "set.spacy").get_docs(spacy.blank("xx").vocab)):
        told.complain("conll-cut: nothing was converted")


told.read("prodigy", prodigy)
told.read("debug data", debug)
told.read("conll", conll)
told.tell()
