"""Random histories of 1,000 acts by two processes: `python -m tests.benchmarks.histories [ACTS] [HISTORIES]`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from store import Store
from store.db import create
from tests.projects import bring, write_articles
from tests.walks import walk


def main() -> None:
    """Walk, and print a table."""
    acts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    histories = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    print("| seed | acts | steps | states compared | opened anew | differing | s |\n|--:|--:|--:|--:|--:|--:|--:|")
    for seed in range(histories):
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "p.galpi"
            Store(path, create(path)).close()
            bring(path, write_articles(Path(name) / "articles"))
            began = time.perf_counter()
            walked = walk(path, acts=acts, seed=seed, reopen=50)
            seconds = time.perf_counter() - began
        print(
            f"| {seed} | {walked.acts:,} | {walked.steps:,} | {walked.compared:,} | {walked.reopened} | 0 | {seconds:,.0f} |"
        )


if __name__ == "__main__":
    main()
