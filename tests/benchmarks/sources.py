"""How fast tables are cut into rows and parsed, and how much memory that takes; run as a script with megabytes to read."""

from __future__ import annotations

import csv
import io
import json
import resource
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2]))

from store.parse import parse_text
from store.parse.reading import pieces, read
from tests.parse.making import KOREAN, SECOND, Endless, parse_page

ROW = {
    "title": "스마트 가로등 실증",
    "body": f"{KOREAN} {SECOND}\n" * 8,
    "date": "2021-03-24 09:49:00",
    "publisher": "한빛일보",
    "author": "홍길동 기자",
    "url": "https://x.example/1",
}  # about 2 KB


def main() -> None:
    """Print, for each kind, rows cut in a second of CPU, rows cut and parsed, and the memory at its highest."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerow(ROW.values())
    line = json.dumps(ROW, ensure_ascii=False).encode()
    for kind, head, row in (
        ("jsonl", b"", line + b"\n"),
        ("csv", ",".join(ROW).encode() + b"\n", table.getvalue().encode()),
        ("json", b"[", line + b","),
    ):
        cut = _rate(pieces(Endless(row * 128, size=megabytes << 20, head=head), name="a", kind=kind))
        stream = io.BytesIO(head + row * 2_000)
        parsed = _rate(read(stream, name="a", kind=kind, html=parse_page, plain=parse_text))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(f"{kind:>6}: {cut:>7,.0f} rows/s cut, {parsed:>6,.0f} rows/s parsed, {memory} MB\n")


def _rate(found: object) -> float:
    began = process_time()
    count = sum(1 for _ in found)  # type: ignore[attr-defined]
    return count / (process_time() - began)


if __name__ == "__main__":
    main()
