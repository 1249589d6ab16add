"""Whether every row of the shared corpora comes in as an article or is told; run as a script, prints a table."""

from __future__ import annotations

import sys
import tempfile
import time
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import create_project, import_paths
from store.records import ImportReport
from store.steps import finished

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
PARTS = (
    "import/bigkinds_300rows_cp949.csv",
    "import/bigkinds_200rows_nfd.csv",
    "korean/wikinews.jsonl",
    "korean/klue_mrc_articles.jsonl",
    "hostile",
)


def bring(project: Path, path: Path) -> ImportReport:
    """Import one path without recognition."""
    return finished(import_paths(project, [path], recognize=False))


def main() -> None:
    """Print the table."""
    if not CORPORA.exists():
        sys.exit("The shared corpora are not there; there is nothing to measure.")
    print("| source | articles | failed | not NFC | seconds | commonest reason |\n|---|--:|--:|--:|--:|---|")
    for part in PARTS:
        with tempfile.TemporaryDirectory() as folder:
            store = create_project(Path(folder) / "p.galpi")
            began = time.perf_counter()
            report = bring(store.path, CORPORA / part)
            seconds = time.perf_counter() - began
            rows = store.db.conn.execute(
                "select t.text, coalesce(a.title, ''), coalesce(a.outlet, '') from article a"
                " join article_text t on t.article = a.id"
            ).fetchall()
            odd = sum(not all(unicodedata.is_normalized("NFC", text) for text in row) for row in rows)
            store.close()
        reasons = [each.reason for each in report.failed]
        commonest = max(set(reasons), key=reasons.count) if reasons else ""
        print(f"| {part} | {report.imported:,} | {len(reasons):,} | {odd} | {seconds:.1f} | {commonest} |", flush=True)


if __name__ == "__main__":
    main()
