"""How fast articles are recognised on one core, without storing; run as a script, prints a table.

Articles of 2 KB in UTF-8 are real news, cut at that size, where the shared material is at hand, else made of syllables. The
gazetteer holds 50,000 names: words of the news in pairs, so that many begin to match, and a thousand single ones, which do.
Time is of the processor, so that what else the machine does counts less; the yardstick is one pass with all names and one
that finds the words of the same texts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from store.recognition import Gazetteer, recognize
from store.records import KnownName, Part
from tests.benchmarks.importing import NEWS, body, some_words

ENGLISH = NEWS.parents[1] / "pages" / "aeb" / "ground-truth.json"
SIZE = 2_000
"""The bytes of an article."""

NAMES = 50_000
WANTED = 400
TYPES = ("organisation", "person", "place", "system", "technology", "event")


def cut(text: str) -> str:
    """Cut a text to the size of an article, at a character."""
    return text.encode()[:SIZE].decode(errors="ignore")


def korean(count: int) -> list[str]:
    """Give so many Korean articles, the news again and again where it is not enough."""
    chance = random.Random(11)
    if not NEWS.is_file():
        return [body(chance) for _ in range(count)]
    with NEWS.open(encoding="utf-8") as stream:
        texts = [cut(json.loads(line)["body"]) for line in stream]
    long = [text for text in texts if len(text.encode()) > SIZE * 0.8]
    return [long[number % len(long)] for number in range(count)]


def english(count: int) -> list[str]:
    """Give so many English articles, the same ones again and again, or none where the material is not at hand."""
    if not ENGLISH.is_file():
        return []
    truth = json.loads(ENGLISH.read_text(encoding="utf-8"))
    texts = [cut(found["articleBody"]) for found in truth.values()]
    long = [text for text in texts if len(text.encode()) > SIZE * 0.8]
    return [long[number % len(long)] for number in range(count)]


def names(count: int) -> list[KnownName]:
    """Make the names of a gazetteer, each of an entity of its own."""
    chance = random.Random(12)
    made = dict.fromkeys(" ".join(some_words(chance, 1 if chance.random() < 0.02 else 2)) for _ in range(count * 2))
    return [
        KnownName(entity=number, type=TYPES[number % len(TYPES)], name=name, language="ko")
        for number, name in enumerate(list(made)[:count], 1)
    ]


def rate(articles: Sequence[str], each: Callable[[str], object], *, rounds: int = 3) -> float:
    """Give how many articles a second of the processor takes, the best of a few rounds."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for text in articles:
            each(text)
        best = min(best, time.process_time() - began)
    return len(articles) / best


def recognised(gazetteer: Gazetteer) -> Callable[[str], object]:
    """Give what recognises one text."""

    def each(text: str) -> object:
        part = Part(role="body", start=0, end=len(text))
        return recognize(text, [part], gazetteer=gazetteer, language=None, published="2021-03-24")

    return each


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=400, help="how many articles of each language")
    count = parser.parse_args().count
    began = time.process_time()
    known = Gazetteer(names(NAMES))
    built = time.process_time() - began
    word = re.compile(r"\w+")

    def bare(text: str) -> object:
        return sum(1 for _ in known.find(text)), word.findall(text)

    print("| articles of 2 KB | names | a second of one core | wanted |\n|---|--:|--:|--:|")
    for language, articles in (("Korean", korean(count)), ("English", english(count))):
        for gazetteer in (known, Gazetteer([])) if articles else ():
            found = rate(articles, recognised(gazetteer))
            print(f"| {language} | {len(gazetteer):,} | {found:,.0f} | {WANTED} |", flush=True)
        if articles:
            print(f"| (yardstick: {language}, names and words alone) | {NAMES:,} | {rate(articles, bare):,.0f} | |")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\nThe gazetteer of {NAMES:,} names was built in {built:.1f} s; {memory} MB at the highest.")


if __name__ == "__main__":
    main()
