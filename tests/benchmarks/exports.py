"""How long each export takes, writing and proving apart: 10,000 articles of 2 KB with 100,000 marks; run as a command.

`python -m tests.benchmarks.exports [FORMAT[:FLAVOUR]...]` prints a table; each format is exported by a process of its own, so
that its memory is its own. `--articles N` makes so many; `--million [N]` exports the project that the benchmark `million` keeps
instead, JSONL, CSV, Hugging Face and CoNLL unless others are named. The yardsticks are json over the same records and xlsxwriter
over the same cells, in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from xlsxwriter import Workbook

from store import export, known_formats, lint, open_project
from store.formats.jsonl import as_json
from store.formats.tables import COLUMNS, rows
from store.records import MarkedArticle, Progress, Recipe
from store.steps import finished
from tests.benchmarks.exports_corpus import build
from tests.benchmarks.importing import highest
from tests.benchmarks.million_corpus import project as kept

Result = TypeVar("Result")
WANTED = {"jsonl": 2.5, "xlsx": 20.0, "cas": 90.0, "sqlite": None, "parquet": None}
"""The seconds a format may take; one of text that is not named here may take six."""
YARDSTICKS = {"json": "jsonl", "xlsxwriter": "xlsx"}
"""What a bare library does, and the format whose records or cells it writes."""
STREAMED = ("jsonl", "csv", "huggingface", "conll")
WHERE = "-source:large*"
LEFT_OUT = ("morphemes", "bioes")
"""Flavours that are measured only where they are named: Kiwi takes its own time, and the other scheme no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Seconds by the clock and of the processor; megabytes written, and of memory at the highest.

    What is neither writing nor proving is reading the codebook, measuring agreement, manifest and card.
    """

    writing: float
    proving: float
    together: float
    processor_writing: float
    processor_proving: float
    processor: float
    size: float
    memory: float


class _Clock:
    """Takes the time of laps, in seconds by the clock and of the processor."""

    def __init__(self) -> None:
        self.clock: list[float] = []
        self.processor: list[float] = []
        self._at = (time.perf_counter(), time.process_time())

    def lap(self) -> None:
        """End a lap."""
        at = (time.perf_counter(), time.process_time())
        self.clock.append(at[0] - self._at[0])
        self.processor.append(at[1] - self._at[1])
        self._at = at


def exported(project: Path, out: Path, name: str, flavour: str) -> Figures:
    """Export in this process; of the large project without the articles that are only there to be opened in the window."""
    began = time.process_time()
    told: dict[str, float] = {}
    report = finished(_watched(export(project, out, Recipe(format=name, flavour=flavour, where=WHERE)), told))
    return Figures(
        writing=report.writing,
        proving=report.proving,
        together=report.seconds,
        processor_writing=told["Exporting"] - began,
        processor_proving=told["Proving"] - told["Exporting"],
        processor=time.process_time() - began,
        size=report.bytes / 1e6,
        memory=highest(os.getpid()),
    )


def _watched(steps: Generator[Progress, None, Result], told: dict[str, float]) -> Generator[None, None, Result]:
    """Go through steps, keeping the processor's time at the last sign of each kind."""
    while True:
        try:
            told[next(steps).label] = time.process_time()
        except StopIteration as ended:
            result: Result = ended.value
            return result
        yield


def yardstick(project: Path, out: Path, name: str) -> Figures:
    """Write by the bare library what an export writes, all of it held in memory before; json reads it back too."""
    with open_project(project) as store:
        marked = list(store.marked.stream(store.search.ids("", sort="id")))
    clock = (_json if name == "json" else _cells)(marked, out)
    return Figures(
        writing=clock.clock[0],
        proving=sum(clock.clock[1:]),
        together=sum(clock.clock),
        processor_writing=clock.processor[0],
        processor_proving=sum(clock.processor[1:]),
        processor=sum(clock.processor),
        size=out.stat().st_size / 1e6,
        memory=highest(os.getpid()),
    )


def _json(marked: Sequence[MarkedArticle], out: Path) -> _Clock:
    values = [as_json(each) for each in marked]
    clock = _Clock()
    with out.open("w", encoding="utf-8") as stream:
        for value in values:
            stream.write(json.dumps(value, ensure_ascii=False) + "\n")
    clock.lap()
    with out.open(encoding="utf-8") as stream:
        for line in stream:
            json.loads(line)
    clock.lap()
    return clock


def _cells(marked: Sequence[MarkedArticle], out: Path) -> _Clock:
    cells = {table: [row for each in marked for row in rows(table, each)] for table in COLUMNS}
    clock = _Clock()
    with Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for table, values in cells.items():
            sheet = book.add_worksheet(table)
            for number, row in enumerate(values):
                sheet.write_row(number, 0, row)
    clock.lap()
    return clock


def apart(project: Path, folder: Path, name: str, flavour: str) -> Figures | str:
    """Export in a process of its own, or say why it cannot be."""
    out = folder / f"{name}-{flavour}.out"
    words = [sys.executable, "-m", "tests.benchmarks.exports", "--one", str(project), str(out), name, flavour]
    ended = subprocess.run(words, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    if ended.returncode:
        return (ended.stderr.strip().splitlines() or ["no reason given"])[-1][:100]
    return Figures(**json.loads(ended.stdout))


def wanted(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give formats and flavours: those that are named (`conll`, `conll:char`), or all."""
    for each in known_formats():
        for flavour in [flavour for flavour, _ in each.flavours] or [""]:
            if f"{each.name}:{flavour}" in names or (
                (not names or each.name in names) and not any(word in flavour for word in LEFT_OUT)
            ):
                yield each.name, flavour


def table(project: Path, names: Sequence[str], *, yardsticks: bool) -> None:
    """Print the table."""
    print(
        "| format | writing s | proving s | together s | wanted | processor: writing | proving | together | MB | memory MB |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        measured = list(wanted(names))
        for name, like in YARDSTICKS.items():
            if yardsticks and like in dict(measured):
                print(_row(f"(yardstick: {name})", apart(project, Path(folder), name, ""), None), flush=True)
        for name, flavour in measured:
            print(
                _row(f"{name} {flavour}".strip(), apart(project, Path(folder), name, flavour), WANTED.get(name, 6.0)),
                flush=True,
            )


def _row(name: str, figures: Figures | str, limit: float | None) -> str:
    if isinstance(figures, str):
        return f"| {name} | {figures} | | | | | | | | |"
    said = "" if limit is None else f"{limit:g}"
    f = figures
    return (
        f"| {name} | {f.writing:.2f} | {f.proving:.2f} | {f.together:.2f} | {said}"
        f" | {f.processor_writing:.2f} | {f.processor_proving:.2f} | {f.processor:.2f} | {f.size:.1f} | {f.memory:.0f} |"
    )


def linted(project: Path) -> str:
    """Look for what is wrong before an export, and say how long that takes."""
    began, processor = time.perf_counter(), time.process_time()
    found = finished(lint(project, Recipe(format="conll", flavour="eojeol")))
    took = f"{time.perf_counter() - began:.2f} s, {time.process_time() - processor:.2f} of the processor"
    return f"lint, by whole words: {found.articles:,} articles in {took}, {len(found.findings)} findings"


def main() -> None:
    """Measure what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("formats", nargs="*", metavar="FORMAT[:FLAVOUR]")
    asked.add_argument("--articles", type=int, default=10_000)
    asked.add_argument("--million", type=int, nargs="?", const=1_000_000)
    asked.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    words = asked.parse_args()
    if words.one:
        project, out, name, flavour = words.one
        measured = (
            yardstick(Path(project), Path(out), name)
            if name in YARDSTICKS
            else exported(Path(project), Path(out), name, flavour)
        )
        print(json.dumps(asdict(measured)))
    elif words.million:
        table(kept(words.million), words.formats or STREAMED, yardsticks=False)
    else:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "p.galpi"
            build(project, words.articles)
            table(project, words.formats, yardsticks=True)
            if not words.formats:
                print(f"\n{linted(project)}")


if __name__ == "__main__":
    main()
