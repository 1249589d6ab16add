"""Exports read by the tools that they are for; run as a command.

`python -m tests.benchmarks.readers [READER...]` makes an environment for each reader with pip, once, outside of the
repository (`GALPI_READERS` names another folder), exports a project with everything in it in every format (emoji, decomposed
sources, line breaks inside marks, Korean labels, overlaps, relations, notes), lets each reader read what is for it, and
prints a table. Schemas are read at `../shared/formats/schemas`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.readers.environments import READERS, Reader, ready
from tests.benchmarks.readers.material import ARTICLES, Span, truth, write

HERE = Path(__file__).parent
SCHEMAS = HERE.parents[2].parent / "shared" / "formats" / "schemas"
PATIENCE = 900
TOKENS = ("conll-cut", "conll-cut-bioes", "conll-char", "conll-char-bioes", "conllu-cut", "conllu-char", "brat")
"""Exports that hold no white space at the ends of marks, or none at all."""
ONE_EACH = ("conll", "conllu")
"""Formats in which no two marks overlap."""


def told_by(reader: Reader, folder: Path) -> Mapping[str, Any]:
    """Let a reader read; gives what it told, or the failure as a complaint."""
    failure = ready(reader)
    if failure:
        return {"version": "not installed", "files": 0, "complaints": [failure[:200]], "spans": {}}
    words = [reader.python, HERE / "scripts" / f"read_{reader.name}.py", folder / "exports", SCHEMAS, ARTICLES]
    ended = subprocess.run(
        list(map(str, words)), capture_output=True, text=True, check=False, timeout=PATIENCE, cwd=folder
    )
    if ended.returncode:
        reason = (ended.stderr.strip().splitlines() or ["it ended without a word"])[-1]
        return {"version": "failed", "files": 0, "complaints": [reason[:300]], "spans": {}}
    value: Mapping[str, Any] = json.loads(ended.stdout.strip().splitlines()[-1])
    return value


def compared(name: str, spans: Iterable[Sequence[str]], folder: Path) -> tuple[int, int, list[str]]:
    """Say how many of the spans that are to be read are read, of how many, and what is read otherwise."""
    tokens = name in TOKENS
    marks = truth(folder, longest=name.startswith(ONE_EACH))
    # No token holds white space alone: such a mark is told as lost.
    wanted = Counter(_key(each, tokens) for each in marks if each[2].strip() or not tokens)
    found = Counter(_key(each, tokens) for each in spans)
    odd = [f"{name}: {each!r} is read and not there" for each in found - wanted]
    odd += [f"{name}: {each!r} is not read" for each in wanted - found]
    return (wanted & found).total(), wanted.total(), odd


def _key(span: Sequence[str], tokens: bool) -> Span:
    article, label, text = span
    if tokens:
        return str(article), "_".join(label.split()), "".join(text.split())
    return str(article), label, text


def main(names: Sequence[str]) -> None:
    """Print the table; what is odd goes to the error stream."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write(folder)
        print("| reader | version | files | complaint | spans equal |")
        print("|---|---|--:|---|--:|")
        for reader in READERS:
            if names and reader.name not in names:
                continue
            told = told_by(reader, folder)
            equal = total = 0
            odd = list(told["complaints"])
            for name, spans in told["spans"].items():
                one, of, other = compared(name, spans, folder)
                equal, total, odd = equal + one, total + of, odd + other
            for each in odd:
                print(f"{reader.name}: {each}", file=sys.stderr)
            complaint = "no complaint" if not odd else odd[0].replace("|", "\\|")[:120]
            more = f" (and {len(odd) - 1} more)" if len(odd) > 1 else ""
            spans_said = f"{equal} of {total}" if total else "–"
            row = f"| {reader.name} | {told['version']} | {told['files']} | {complaint}{more} | {spans_said} |"
            print(row, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
