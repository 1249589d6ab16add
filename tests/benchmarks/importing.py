"""How fast articles come in, on all cores, and in how much memory; run as a script, prints a table.

Articles of about 2 KB are made of random words, so that no two are alike: of the words of Korean news where the shared
material is at hand, else of random syllables, which are the worst case for an index. The yardstick is one pass that only
reads the bytes and writes them into a bare SQLite table. On a machine that does other things too, processor time says
more than the clock: `here` is what the process that writes takes, `workers` what the others take, starting included, and
from both follows what two free cores would give. Memory is the sum of what each process held at its highest.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import create_project, import_paths
from store.records import ImportReport, Progress

NEWS = Path(__file__).parents[3] / "shared" / "corpora" / "korean" / "klue_mrc_articles.jsonl"
LINE = 2_100
"""How many bytes a JSON line has, about."""

SYLLABLES = (
    "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소"
    "오조초코토포호구누두루무부수우주추쿠투푸후기니디리미비시이지치키티피히"
)
TARGETS = {"plain text": 500, "plain text, recognised": 250, "JSON lines": 2_000, "CSV": 2_000, "HTML": 40}


class Speed(NamedTuple):
    """What an import took: seconds by the clock, and of processor time here and in the workers."""

    clock: float
    here: float
    workers: float


@cache
def known_words() -> tuple[str, ...]:
    """Read the words of the shared Korean news, each as often as it stands there; none where it is not at hand."""
    if not NEWS.is_file():
        return ()
    with NEWS.open(encoding="utf-8") as stream:
        return tuple(word for line in stream for word in json.loads(line)["body"].split())


def some_words(chance: random.Random, number: int) -> list[str]:
    """Choose words of the news, or make some of two or three syllables."""
    if known_words():
        return chance.choices(known_words(), k=number)
    return ["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))) for _ in range(number)]


def body(chance: random.Random) -> str:
    """Make six paragraphs of Korean sentences, about 2 KB in UTF-8."""
    sentences = [" ".join(some_words(chance, 9)) + " 시스템을 구축했다고 밝혔다." for _ in range(18)]
    return "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, 18, 3))[:830]


def articles(count: int) -> Iterator[tuple[str, str]]:
    """Make titles and bodies, the same at every run."""
    chance = random.Random(7)
    for number in range(count):
        city, *others = some_words(chance, 3)
        yield f"{city}시, {' '.join(others)} {number}", body(chance)


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


def processor(who: int) -> float:
    """Give the seconds of processor time taken so far, by this process or by those that have ended."""
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def timed(
    path: Path, folder: Path, *, recognize: bool = False, each: Callable[[], object] = int
) -> tuple[Speed, ImportReport]:
    """Import into a new project; gives what it took and the report."""
    create_project(folder / "p.galpi").close()
    before = (time.perf_counter(), processor(resource.RUSAGE_SELF), processor(resource.RUSAGE_CHILDREN))
    report = finished(import_paths(folder / "p.galpi", [path], recognize=recognize), each=each)
    after = (time.perf_counter(), processor(resource.RUSAGE_SELF), processor(resource.RUSAGE_CHILDREN))
    return Speed(*(end - start for start, end in zip(before, after, strict=True))), report


def finished(steps: Generator[Progress, None, ImportReport], *, each: Callable[[], object] = int) -> ImportReport:
    """Run an import to its end, calling `each` at each step."""
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            return ended.value
        each()


def yardstick(path: Path, folder: Path) -> float:
    """Read all bytes and write them into a bare table; gives seconds."""
    began = time.perf_counter()
    connection = sqlite3.connect(folder / "bare.db")
    connection.execute("create table t(data blob)")
    with connection:
        connection.executemany("insert into t values (?)", ((each.read_bytes(),) for each in sorted(path.iterdir())))
    connection.close()
    return time.perf_counter() - began


def speeds(count: int) -> None:
    """Print the table of speeds."""
    kinds: list[tuple[str, Callable[[Path, int], Path], int, bool]] = [
        ("plain text", write_text, count, False),
        ("plain text, recognised", write_text, count, True),
        ("JSON lines", write_lines, count * 3, False),
        ("CSV", write_csv, count * 3, False),
        ("HTML", write_html, max(200, count // 8), False),
    ]
    print(
        "| source | articles | a second | on two free cores | wanted | processor, ms an article: here | workers"
        " | size, KB an article |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for name, write, number, recognize in kinds:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            path = write(folder, number)
            speed, report = timed(path, folder, recognize=recognize)
            assert report.imported == number, report
            here, workers = (1000 * seconds / number for seconds in (speed.here, speed.workers))
            size = (folder / "p.galpi").stat().st_size / number / 1024
            print(
                f"| {name} | {number:,} | {number / speed.clock:,.0f} | {on_two_cores(here, workers):,.0f}"
                f" | {TARGETS[name]:,} | {here:.2f} | {workers:.2f} | {size:.1f} |",
                flush=True,
            )
            if name == "plain text":
                bare = yardstick(path, folder)
                print(f"| (yardstick: bytes into a bare table) | {number:,} | {number / bare:,.0f} | | | | | |")


def on_two_cores(here: float, workers: float) -> float:
    """Give the articles a second that two free cores allow, from the milliseconds that one takes of each side."""
    return 1000 / max(here, (here + workers) / 2)


def highest(process: int) -> float:
    """Give the most memory in MB that a process has held so far, 0 where it has just ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def stream(megabytes: int, write: Callable[[Path, int], Path]) -> None:
    """Import a file of so many MB and print how long it took and the most memory that was held, here and in all."""
    most: dict[int, float] = {}
    steps = [0.0]
    last = time.perf_counter()

    def look() -> None:
        nonlocal last
        steps.append(time.perf_counter() - last)
        last += steps[-1]
        for process in [multiprocessing.current_process(), *multiprocessing.active_children()]:
            most[process.pid or 0] = max(most.get(process.pid or 0, 0.0), highest(process.pid or 0))

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        path = write(folder, megabytes * 1_000_000 // LINE)
        speed, report = timed(path, folder, each=look)
        here, workers = (1000 * seconds / report.imported for seconds in (speed.here, speed.workers))
        print(
            f"\nA file {path.name} of {path.stat().st_size / 1e6:,.0f} MB, {report.imported:,} articles: {speed.clock:,.0f} s,"
            f" {report.imported / speed.clock:,.0f} a second, {on_two_cores(here, workers):,.0f} on two free cores; at most"
            f" {most[multiprocessing.current_process().pid or 0]:,.0f} MB in the process that writes,"
            f" {sum(most.values()):,.0f} MB in all (wanted: 400). After the first one the longest step, which a stop waits for,"
            f" took {max(steps[2:]):.1f} s, half of them {sorted(steps[2:])[len(steps) // 2 - 1]:.2f} s."
        )


def main() -> None:
    """Print the table, then the memory that a large file takes (in a process of its own, which starts small)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=4_000, help="how many articles of plain text")
    parser.add_argument("--memory", type=int, default=300, metavar="MB", help="how large a file is streamed; 0: none")
    parser.add_argument("--stream", type=int, default=0, metavar="MB", help="only stream a file of this size")
    parser.add_argument("--csv", action="store_true", help="stream CSV, not JSON lines")
    chosen = parser.parse_args()
    if chosen.stream:
        stream(chosen.stream, write_csv if chosen.csv else write_lines)
        return
    speeds(chosen.count)
    if chosen.memory:
        subprocess.run([sys.executable, __file__, "--stream", str(chosen.memory)], check=True)


if __name__ == "__main__":
    main()
