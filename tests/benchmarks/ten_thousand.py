"""Times of the store on 10,000 articles of about 2 KB with 100,000 mentions.

Run with `python -m tests.benchmarks.ten_thousand`.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from store import Store, check, create_project, export
from store.db import writing
from store.intake import Intake
from store.mentions import MentionRow
from store.records import ArticleDraft
from tests.projects import bring, run

ROOT = Path(__file__).parents[2]
ARTICLES = 10_000
MARKS = 10
Result = TypeVar("Result")


def timed(name: str, work: Callable[[], Result]) -> Result:
    """Do some work and print how many seconds it took."""
    began = time.perf_counter()
    result = work()
    sys.stdout.write(f"{name:<32} {time.perf_counter() - began:8.3f} s\n")
    return result


def fill(store: Store) -> None:
    """Write the articles, of random syllables, each with its mentions."""
    draw = random.Random(1)
    syllables = [chr(draw.randrange(0xAC00, 0xD7A3)) for _ in range(600)]
    intake = Intake(store, label="benchmark")
    for start in range(0, ARTICLES, 500):
        with writing(store.db):
            for number in range(start, start + 500):
                text = " ".join("".join(draw.choices(syllables, k=3)) for _ in range(230)) + f" 기사 {number}."
                draft = ArticleDraft(text=text, title=text[:20], language="ko", published="2021-03-01")
                article = intake.add(draft, source=f"{number}.txt", digest="-")
                store.mentions.insert([_mention(article, text, place) for place in range(MARKS)])


def _mention(article: int, text: str, place: int) -> MentionRow:
    start = place * 8
    return MentionRow(
        article=article,
        start=start,
        end=start + 4,
        quote=text[start : start + 4],
        type="place",
        entity=1 + place,
        state="suggested" if place % 2 else "accepted",
        origin="gazetteer",
        score=0.9,
    )


def measure(folder: Path) -> None:
    """Print the times of the acts that a day's work is made of."""
    path, out = folder / "p.galpi", folder / "o.jsonl"
    with create_project(path) as store:
        timed("store and index", lambda: fill(store))
        for number in range(50):
            store.codebook.add(f"branch{number % 5}/leaf{number}")
        tag = store.codebook.find("leaf1").id
        ids = timed("all ids", lambda: store.search.ids(""))
        timed("put a tag on all", lambda: store.taggings.put(tag, ids))
        timed("undo", store.journal.undo)
        timed("redo", store.journal.redo)
        timed("take it off all", lambda: store.taggings.take_off(tag, ids))
        timed("undo", store.journal.undo)
        suggested = store.mentions.where("", state="suggested")
        timed("accept 50,000 mentions", lambda: store.mentions.accept(suggested))
        timed("undo", store.journal.undo)
        timed("rows of the list", lambda: store.articles.rows(ids))
        timed("check", lambda: check(store))
    timed("export jsonl", lambda: run(export(path, out, format="jsonl")))
    timed("export csv", lambda: run(export(path, folder / "csv", format="csv")))
    for arguments in (["list", str(path), "--json"], ["show", str(path), "--where", "", "--json"]):
        command = [sys.executable, "main.py", *arguments]
        timed(
            f"{arguments[0]} --json",
            lambda command=command: subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True),
        )
    other = folder / "q.galpi"
    create_project(other).close()
    timed("import jsonl", lambda: bring(other, out))
    timed("import jsonl again", lambda: bring(other, out))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name))
