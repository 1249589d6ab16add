"""Runs all benchmarks and writes their tables into the page beside this file: `python -m tests.benchmarks`.

Each runs in a process of its own; what it prints stands in the page between two marks that bear its name, so that the
words around the tables stay.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE / "README.md"
NAMES = (
    "pages",
    "corpora",
    "exports",
    "histories",
    "importing",
    "kills",
    "learning",
    "matrix",
    "million",
    "near_duplicates",
    "occurrences",
    "ranking",
    "reader",
    "recognition",
    "starting",
    "tagging_curve",
    "ten_thousand",
    "words",
)


def run(name: str) -> str:
    """Run one benchmark and give what it printed; a benchmark that fails says so in its place."""
    words = [sys.executable, "-m", f"tests.benchmarks.{name}"]
    ended = subprocess.run(words, cwd=HERE.parents[1], capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        return f"This benchmark failed: {(ended.stderr.strip().splitlines() or ['no reason given'])[-1]}"
    return ended.stdout.strip()


def put(page: str, name: str, table: str) -> str:
    """Put a table between its marks, or in a section of its own at the end."""
    block = f"<!-- {name} -->\n{table}\n<!-- end of {name} -->"
    marks = re.compile(rf"<!-- {name} -->.*?<!-- end of {name} -->", re.S)
    if marks.search(page):
        return marks.sub(lambda _: block, page)
    return f"{page.rstrip()}\n\n## {name.replace('_', ' ')}\n\n`python -m tests.benchmarks.{name}`\n\n{block}\n"


def main() -> None:
    """Run those that are named, or all, and write the page."""
    for name in sys.argv[1:] or NAMES:
        print(f"{name} …", file=sys.stderr, flush=True)
        PAGE.write_text(put(PAGE.read_text(encoding="utf-8"), name, run(name)), encoding="utf-8")


if __name__ == "__main__":
    main()
