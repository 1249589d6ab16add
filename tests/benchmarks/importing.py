"""How fast articles come in, on all cores, and in how much memory; run as a script, prints a table.

Articles of about 2 KB are made of random words, so that no two are alike; the yardstick is one pass that only reads the
bytes and one that only writes the texts into a bare SQLite table.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import create_project, import_paths
from store.records import ImportReport

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 and __name__ == "__main__" else 4_000
SYLLABLES = (
    "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소"
    "오조초코토포호구누두루무부수우주추쿠투푸후기니디리미비시이지치키티피히"
)
TARGETS = {"plain text": 500, "plain text, recognised": 250, "JSON lines": 2_000, "CSV": 2_000, "HTML": 40}


def word(chance: random.Random) -> str:
    """Make a word of two or three syllables."""
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3))))


def body(chance: random.Random) -> str:
    """Make six paragraphs of Korean sentences, about 2 KB in UTF-8."""
    sentences = (" ".join(word(chance) for _ in range(10)) + "는 시스템을 구축했다고 밝혔다." for _ in range(18))
    lines = list(sentences)
    return "\n\n".join(" ".join(lines[start : start + 3]) for start in range(0, 18, 3))


def articles(count: int) -> Iterator[tuple[str, str]]:
    """Make titles and bodies, the same at every run."""
    chance = random.Random(7)
    for number in range(count):
        yield f"{word(chance)}시, {word(chance)} {word(chance)} {number}", body(chance)


def write_text(folder: Path, count: int) -> Path:
    """Write one scraped page of text an article, with what clings to it."""
    place = folder / "text"
    place.mkdir()
    for number, (title, text) in enumerate(articles(count)):
        page = (
            f"{title}\n\n입력 2021-03-24 09:49\n카카오톡\nurl\n\n{text}\n\n<저작권자: 새빛일보 무단전재-재배포금지>\n"
        )
        (place / f"{number:06}.txt").write_text(page, encoding="utf-8")
    return place


def write_lines(folder: Path, count: int) -> Path:
    """Write JSON lines."""
    path = folder / "rows.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for title, text in articles(count):
            stream.write(
                json.dumps({"title": title, "text": text, "published": "2021-03-24"}, ensure_ascii=False) + "\n"
            )
    return path


def write_csv(folder: Path, count: int) -> Path:
    """Write a CSV table."""
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["title", "date", "body"])
        writer.writerows((title, "2021-03-24", text) for title, text in articles(count))
    return path


def write_html(folder: Path, count: int) -> Path:
    """Write HTML pages with a menu, a list of links and a footer."""
    place = folder / "html"
    place.mkdir()
    links = "".join(f"<li><a href='/{n}'>다른 기사 {n}</a></li>" for n in range(60))
    for number, (title, text) in enumerate(articles(count)):
        inside = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
        page = (
            f"<html><head><title>{title} - 새빛일보</title></head><body><ul>{links}</ul><h1>{title}</h1>"
            f"<article>{inside}</article><ul>{links}</ul><footer>저작권자 ⓒ 새빛일보</footer></body></html>"
        )
        (place / f"{number:06}.html").write_text(page, encoding="utf-8")
    return place


def timed(path: Path, folder: Path, name: str, *, recognize: bool = False) -> tuple[float, ImportReport]:
    """Import into a new project; gives seconds and the report."""
    create_project(folder / f"{name}.galpi").close()
    began = time.perf_counter()
    steps = import_paths(folder / f"{name}.galpi", [path], recognize=recognize)
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            return time.perf_counter() - began, ended.value


def yardstick(path: Path, folder: Path) -> float:
    """Read all bytes and write them into a bare table; gives seconds."""
    began = time.perf_counter()
    connection = sqlite3.connect(folder / "bare.db")
    connection.execute("create table t(data blob)")
    with connection:
        connection.executemany("insert into t values (?)", ((each.read_bytes(),) for each in sorted(path.iterdir())))
    connection.close()
    return time.perf_counter() - began


def main() -> None:
    """Print the table."""
    kinds: list[tuple[str, Callable[[Path, int], Path], int, bool]] = [
        ("plain text", write_text, COUNT, False),
        ("plain text, recognised", write_text, COUNT, True),
        ("JSON lines", write_lines, COUNT * 3, False),
        ("CSV", write_csv, COUNT * 3, False),
        ("HTML", write_html, max(200, COUNT // 8), False),
    ]
    print("| source | articles | seconds | a second | wanted |\n|---|--:|--:|--:|--:|")
    for name, write, count, recognize in kinds:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            path = write(folder, count)
            seconds, report = timed(path, folder, "p", recognize=recognize)
            assert report.imported == count, report
            print(f"| {name} | {count:,} | {seconds:.1f} | {count / seconds:,.0f} | {TARGETS[name]:,} |", flush=True)
            if name == "plain text":
                bare = yardstick(path, folder)
                print(f"| (yardstick: bytes into a bare table) | {count:,} | {bare:.1f} | {count / bare:,.0f} | |")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nMemory at most: {most:,.0f} MB here, {child:,.0f} MB in a worker.")


if __name__ == "__main__":
    main()
