"""Processor time of finding and marking every occurrence of a name: 20,000 places in 10,000 articles of about 2 KB.

The yardstick is one `str.count` of the name over all texts, read from the same file: what no program can do without.
Run with `python -m tests.benchmarks.occurrences`.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from store import Store, create_project
from store.db import writing
from store.intake import Intake
from store.mentions import MentionRow
from store.records import ArticleDraft, OccurrenceQuery, Part

ARTICLES, WORDS, MARKS, ROUNDS = 10_000, 230, 10, 3
NAME = "가람시청"
TAILS = ("은", "에서", "", "의", " 관계자는", "과")
Result = TypeVar("Result")


def seconds(work: Callable[[], Result]) -> tuple[float, Result]:
    """Do some work and give the processor time it took, with what it gave."""
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


def fill(store: Store) -> None:
    """Write articles of random words; each says the name twice, has an ellipsis now and then, and suggestions."""
    draw = random.Random(1)
    syllables = [chr(draw.randrange(0xAC00, 0xD7A3)) for _ in range(600)]
    intake = Intake(store, label="benchmark")
    for start in range(0, ARTICLES, 500):
        with writing(store.db):
            for number in range(start, start + 500):
                words = ["".join(draw.choices(syllables, k=3)) for _ in range(WORDS)]
                for place in (20, 120):
                    words[place] = NAME + draw.choice(TAILS)
                words[60] += draw.choice(("…", " ·", ",", " “인용”", ""))
                text = f"기사 {number}\n{' '.join(words)}."
                parts = (
                    Part(role="headline", start=0, end=len(f"기사 {number}")),
                    Part(role="body", start=len(f"기사 {number}") + 1, end=len(text)),
                )
                draft = ArticleDraft(
                    text=text, title=f"기사 {number}", language="ko", parts=parts, published="2021-03-01"
                )
                article = intake.add(draft, source=f"{number}.txt", digest="-")
                store.mentions.insert([_suggestion(article, text, 40 + 9 * place) for place in range(MARKS)])


def _suggestion(article: int, text: str, start: int) -> MentionRow:
    return MentionRow(
        article=article,
        start=start,
        end=start + 4,
        quote=text[start : start + 4],
        type="place",
        entity=None,
        state="suggested",
        origin="pattern",
        score=0.5,
    )


def measure(folder: Path) -> dict[str, list[float]]:
    """Give the times of each act by its name, over some rounds."""
    times: dict[str, list[float]] = {}

    def note(name: str, work: Callable[[], Result]) -> Result:
        took, result = seconds(work)
        times.setdefault(name, []).append(took)
        return result

    with create_project(folder / "p.galpi") as store:
        fill(store)
        tag = store.codebook.find("mobility").id if store.codebook.tags() else _tag(store)
        for _ in range(ROUNDS):
            note("read and count (yardstick)", lambda: _count(store))
            found = note(
                "find, with kinds and overlaps", lambda: store.occurrences.find(OccurrenceQuery(words=(NAME,)))
            )
            assert len(found) == 2 * ARTICLES
            as_entity = partial(store.occurrences.mark, found, type="organisation", name=NAME)
            note("mark as mentions of an entity", as_entity)
            note("undo", store.journal.undo)
            note("tag as passages", partial(store.occurrences.tag, found, tag))
            note("undo of the tags", store.journal.undo)
    return times


def _tag(store: Store) -> int:
    store.codebook.add("mobility")
    return store.codebook.find("mobility").id


def _count(store: Store) -> int:
    rows = store.db.conn.execute("select text from article_text")
    return sum(text.count(NAME) for (text,) in rows)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        times = measure(Path(name))
    sys.stdout.write(f"{2 * ARTICLES:,} places in {ARTICLES:,} articles; {ROUNDS} rounds, processor time.\n\n")
    sys.stdout.write("| act | median s | least s |\n|---|--:|--:|\n")
    for act, each in times.items():
        sys.stdout.write(f"| {act} | {median(each):.2f} | {min(each):.2f} |\n")


if __name__ == "__main__":
    main()
