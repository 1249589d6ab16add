"""The window on a million articles: filters, words, scrolling, opening, tagging, memory; run as a script, prints a table.

The real window, without a screen, is driven as a user drives it: filters are typed, values of facets clicked, articles stepped to
and tagged by keys. A time ends when what was asked for is painted, and p95 is what nineteen in twenty do not pass. Beside the
clock stands what the processor spent meanwhile, in all threads of the window, for the clock says little where other work runs.
While all this runs a timer watches for how long the loop of events is ever blocked. The starts are processes of their own, timed
from their first instruction to the painted list. `--articles` drives a smaller project. The yardsticks (SQLite's LIKE, FTS5
with its own tokenizers) are measured on the first 20,000 articles, and said so; they are no faster on more.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEvent, QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from tests.benchmarks.million_corpus import LARGE, project
from tests.benchmarks.million_driver import Driver, Took
from tests.benchmarks.million_fuzz import fuzz, tell

if TYPE_CHECKING:
    from store.records import ImportReport, Progress

FACETS = (
    "lang:ko", "lang:en", "date:2016", "date:2016-03..2018-02", "status:done", "has:note", "type:person", "batch:3",
    'tag:"tag 1"', 'tag:"tag 12"', '-tag:"tag 2"', 'tag:"tag 3" tag:"tag 4" lang:ko', "is:duplicate", "has:tag -has:passage",
)  # fmt: skip
WORDS = ("대구", "스마트시티 교통", '"smart city"')
SYLLABLE = "시"
CLICKED = ("lang:ko", "lang:en", "status:done", "status:untagged")
KEYS = "1234567890"
ROUNDS = 3
SAMPLE = 20_000


def p95(times: list[float]) -> float:
    """Give what nineteen in twenty of these do not pass."""
    return sorted(times)[min(len(times) - 1, round(0.95 * len(times)))]


def session(path: Path, app: QApplication) -> None:
    """Drive one window through everything and print the rows of the table."""
    from ui.app import open_window
    from ui.main_window import MainWindow

    chance = random.Random(3)
    window = open_window(path)
    assert isinstance(window, MainWindow)
    window.resize(1440, 900)
    window.show()
    driver = Driver(window, app)
    window.activateWindow()
    driver.until(lambda: driver.counted > 0)
    driver.rest(2)
    driver.watch.longest = Took(0, 0)
    with driver.watch.apart():
        outlets = [value.value for facet in window.store.facets(fields=["outlet"]) for value in facet.values]
        entities = [value.value for facet in window.store.facets(fields=["entity"]) for value in facet.values]
    filters = [*FACETS, *(window.store.facet_term("outlet", each) for each in (outlets[0], outlets[-1]))]
    filters += [window.store.facet_term("entity", each) for each in (entities[0], entities[-1])]
    _find(driver, filters, chance)
    _open_large(driver)
    _tag(driver)
    _with_an_import(driver)
    longest, where = driver.watch.longest, driver.watch.where
    _tell(f"the loop of events, longest block ({where})", [longest], 100)
    memory = _memory()
    print(f"| memory of the window's process | {memory:,.0f} MB | | 350 |", flush=True)
    for _ in range(2 * len(KEYS)):
        window.store.journal.undo()
    batches = window.store.batches
    batches.remove(max(batch.id for batch in batches.all()))
    window.close()


def _find(driver: Driver, filters: list[str], chance: random.Random) -> None:
    """Filter by facets, words and a syllable, and scroll."""
    times = [driver.filter(each)[1] for _ in range(ROUNDS) for each in _shuffled(filters, chance)]
    times += [driver.click(each)[1] for each in CLICKED for _ in _asked_for_all(driver)]
    _tell("facet filter: painted list and all facets", times, 100)
    for words in WORDS:
        times = [driver.filter(query)[0] for _ in range(ROUNDS) for query in (words, "lang:ko")][::2]
        _tell(f"words `{words}`: painted list with count", times, 120)
    _tell(f"the syllable `{SYLLABLE}`: painted list with count", [driver.filter(query)[0] for _ in range(ROUNDS) for query in (SYLLABLE, "lang:ko")][::2], 400)  # fmt: skip  # noqa: E501
    driver.filter("")
    _tell("scroll anywhere: longest frame", [max(driver.scroll(chance, 60), key=lambda took: took.clock)], 60)


def _tag(driver: Driver) -> None:
    """Give ten tags a key, and put each on an article."""
    window = driver.window
    driver.filter("lang:ko")
    window.current.article = window.pane.model.ids[5]
    driver.rest()
    with driver.watch.apart():
        for key, tag in zip(KEYS, window.store.codebook.tags()[20:30], strict=True):
            window.store.codebook.set_key(tag.id, key)
    driver.rest()
    _tell("tag an article: list and facets right again", [driver.tag(key) for key in KEYS], 30)


def _asked_for_all(driver: Driver) -> Iterator[None]:
    """Show all articles, so that a click narrows to something."""
    driver.filter("")
    driver.rest()
    yield


def _open_large(driver: Driver) -> None:
    wanted = {"large-5k": (30, 30), "large-100k": (60, 80), "large-1m": (90, 200)}
    with driver.watch.apart():
        large = "select source, id from article where source like 'large-%'"
        rows = driver.window.store.db.conn.execute(large).fetchall()
    for source, article in sorted(rows, key=lambda row: list(LARGE).index(row[0])):
        driver.filter(f"id:1,{article}")
        found = []
        for _ in range(5):
            driver.window.pane.show_article(1)
            driver.rest()
            found.append(driver.open(article))
        _tell(f"open {source.removeprefix('large-')}B with 500 marks: first screen", [first for first, _ in found], wanted[source][0])  # fmt: skip  # noqa: E501
        _tell("– all marks", [whole for _, whole in found], wanted[source][1])


def _with_an_import(driver: Driver) -> None:
    """Filter while articles come in."""
    with tempfile.TemporaryDirectory() as folder:
        with driver.watch.apart():
            for number in range(400):
                Path(folder, f"{number}.txt").write_text(
                    f"새 기사 {number}\n\n{'대구시는 교통을 살핀다. ' * 40}\n", encoding="utf-8"
                )
        _import(driver, Path(folder))
        for query in ("대구", "lang:en", "스마트시티 교통", ""):
            driver.filter(query)
            driver.rest()
        driver.until(lambda: not driver.window.jobs.running, seconds=300)


def _import(driver: Driver, folder: Path) -> None:
    path = driver.window.store.path

    def work() -> Generator[Progress, None, ImportReport]:
        from store.importing import import_paths

        return (yield from import_paths(path, [folder]))

    driver.window.jobs.run("Import", work, done=lambda _: None)


def _shuffled(queries: list[str], chance: random.Random) -> list[str]:
    return chance.sample(queries, len(queries))


def _tell(name: str, times: list[Took], wanted: float) -> None:
    clock, processor = p95([took.clock for took in times]), p95([took.processor for took in times])
    print(f"| {name} | {clock:,.0f} ms | {processor:,.0f} ms | {wanted} |", flush=True)


def _memory() -> float:
    """Give the proportional set size of this process in MB: shared pages count by those who share them."""
    rows = dict(
        line.split(":") for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    )
    return int(rows["Pss"].split()[0]) / 1024


def starts(path: Path) -> list[Took]:
    """Start the program some times and give how long each took to a painted list, all but the first, which compiles it."""
    words = [sys.executable, "-m", "tests.benchmarks.million", "--start", str(path)]
    found = []
    with tempfile.TemporaryDirectory() as compiled:
        # Whoever starts it a second time has it compiled, also where the environment of this run keeps nothing.
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = {**kept, "PYTHONPYCACHEPREFIX": compiled}
        for _ in range(6):
            began = time.time()
            done = subprocess.run(
                words, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True, env=environment
            )
            at, spent = map(float, done.stdout.split()[-2:])
            found.append(Took(1000 * (at - began), 1000 * spent))
    return found[1:]


def start(path: Path) -> None:
    """Open the window, and print the time at which its list was painted."""
    app = QApplication([])
    from ui.app import open_window

    window = open_window(path)
    window.resize(1440, 900)
    window.show()
    end = time.time() + 60
    while not window.pane.model.ids and time.time() < end:  # type: ignore[attr-defined]
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    window.pane.table.viewport().repaint()  # type: ignore[attr-defined]
    print(time.time(), time.process_time(), flush=True)
    window.close()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def sizes(path: Path) -> tuple[float, float]:
    """Give the bytes of the text and of all that is kept to find it, in MB."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def total(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0] or 0)

    text = total("select sum(length(cast(text as blob))) from article_text")
    index = total("select sum(length(block)) from article_fts_data")
    index += total("select sum(length(sz)) from article_fts_docsize")
    index += total("select sum(length(title) + length(parts) + 8) from indexed")
    index += total("select sum(length(cast(word as blob)) + 4) from index_word")
    index += total("select 4 * count(*) from index_odd")
    for table, column in (("bitmap", "articles"), ("bitmap_pack", "articles"), ("bitmap_pack", "names"), ("bitmap_pack", "starts"), ("bitmap_order", "articles"), ("bitmap_order", "first")):  # fmt: skip  # noqa: E501
        index += total(f"select sum(length({column})) from {table}")
    connection.close()
    return text / 1e6, index / 1e6


def yardsticks(path: Path) -> None:
    """Print what LIKE and FTS5's own tokenizers take on a part of the corpus, and how much of it they find."""
    from store import open_project

    with open_project(path) as store:
        texts = store.db.conn.execute(
            "select article, text from article_text order by article limit ?", (SAMPLE,)
        ).fetchall()
    bare = sqlite3.connect(":memory:")
    bare.execute("create table plain(id integer primary key, text text)")
    bare.executemany("insert into plain values (?, ?)", texts)
    print(f"\n| yardstick, {SAMPLE:,} articles | query | ms | found of what stands there |\n|---|---|--:|--:|")
    for name, options in (("LIKE", ""), ("FTS5 unicode61", "unicode61"), ("FTS5 trigram", "trigram")):
        if options:
            bare.execute(f"create virtual table {options} using fts5(text, content='', tokenize='{options}')")
            bare.executemany(f"insert into {options}(rowid, text) values (?, ?)", texts)
        for query in (*WORDS, SYLLABLE):
            words = [query.strip('"')] if '"' in query else query.split()
            truth = sum(all(word in text.lower() for word in words) for _, text in texts)
            began = time.perf_counter()
            if options:
                match = " AND ".join(f'"{word}"' for word in words)
                found = bare.execute(f"select count(*) from {options} where {options} match ?", (match,)).fetchone()[0]
            else:
                where = " and ".join("text like ?" for _ in words)
                found = bare.execute(
                    f"select count(*) from plain where {where}", [f"%{word}%" for word in words]
                ).fetchone()[0]
            took = 1000 * (time.perf_counter() - began)
            print(f"| {name} | `{query}` | {took:,.1f} | {found:,} of {truth:,} |")


def scans(path: Path, count: int) -> None:
    """Compare random words and phrases of a project with a scan of its normal text, and print how many differ."""
    from store import open_project
    from store.query.lexer import quote
    from store.text.tokens import pattern, phrase

    chance, wrong = random.Random(9), 0
    with open_project(path) as store:
        ids = list(store.search.ids("", sort="id"))
        said = {article: (store.search.searched_text(article) or "") for article in ids}
        from store.text.normal import normal

        normals = {article: normal(text) for article, text in said.items()}
        import re

        for _ in range(count):
            words = said[chance.choice(ids)].split()
            place = chance.randrange(len(words))
            piece = " ".join(words[place : place + chance.choice((1, 1, 2))])
            if chance.random() < 0.5 and len(piece) > 2:
                begin = chance.randrange(len(piece) - 1)
                piece = piece[begin : begin + chance.randint(1, 4)].strip() or piece
            sought = phrase(piece)
            if sought is None:
                continue
            expression = re.compile(pattern(sought))
            truth = {article for article, text in normals.items() if expression.search(text)}
            wrong += truth != set(
                store.search.ids(quote(piece) if quote(piece).startswith('"') else f'"{piece}"', sort="id")
            )
    print(f"\n{count:,} random words and phrases of {len(ids):,} articles against a scan: {wrong} differ.")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument(
        "--words", type=int, default=0, help="compare so many random words with a scan of 10,000 articles"
    )
    parser.add_argument("--fuzz", type=int, default=0, help="ask so many filters drawn at random, and nothing else")
    parser.add_argument("--start", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        if chosen.start:
            start(chosen.start)
            return
        path = project(chosen.articles)
        if chosen.fuzz:
            tell(fuzz(path, chosen.fuzz))
            return
        print(f"| {chosen.articles:,} articles | p95 | of processor | wanted |\n|---|--:|--:|--:|", flush=True)
        _tell("start of the program to the painted list", starts(path), 1_500)
        session(path, QApplication([]))
    text, index = sizes(path)
    print(f"| index ÷ text ({index:,.0f} MB ÷ {text:,.0f} MB) | {index / text:.2f} | | 1.5 |")
    yardsticks(path)
    if chosen.words:
        scans(project(10_000), chosen.words)


if __name__ == "__main__":
    main()
