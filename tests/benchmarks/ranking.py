"""How often the article that answers a question comes first: `like:` against BM25 over character bigrams, in one run.

The questions of KLUE-MRC that have an answer are asked of its articles, imported as any others. The yardstick is BM25 over
bigrams of characters, of the title and the text, in the ways in which bigrams are cut and with the constants that are usual;
the best of them counts. R@1 is the share of questions whose article is first, MRR@10 the mean of one by its place.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import Store, create_project, import_paths
from store.query.lexer import quote

KOREAN = Path(__file__).parents[3] / "shared" / "corpora" / "korean"
ARTICLES, QUESTIONS = KOREAN / "klue_mrc_articles.jsonl", KOREAN / "klue_mrc_queries_dev.jsonl"

Cut = Callable[[str], list[str]]
CONSTANTS = ((1.2, 0.75), (1.5, 0.75), (2.0, 0.75), (2.0, 0.9), (0.9, 0.4))


def within_words(text: str) -> list[str]:
    """Cut each word into its bigrams, as it stands."""
    return [word[at : at + 2] for word in text.split() for at in range(max(1, len(word) - 1))]


def across_words(text: str) -> list[str]:
    """Cut a text into its bigrams, blanks too."""
    return [text[at : at + 2] for at in range(len(text) - 1)]


class Bm25:
    """BM25 (Robertson and Zaragoza 2009) over tokens, in memory."""

    def __init__(self, texts: Iterable[list[str]], *, k1: float, b: float) -> None:
        self._k1, self._b = k1, b
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths: list[int] = []
        for number, tokens in enumerate(texts):
            self._lengths.append(len(tokens))
            for token, times in Counter(tokens).items():
                self._places[token].append((number, times))
        self._mean = sum(self._lengths) / max(1, len(self._lengths))

    def best(self, tokens: Sequence[str]) -> list[int]:
        """Give the ten best texts by their numbers."""
        scores: dict[int, float] = defaultdict(float)
        for token in tokens:
            found = self._places.get(token, ())
            weight = math.log(1 + (len(self._lengths) - len(found) + 0.5) / (len(found) + 0.5))
            for number, times in found:
                length = 1 - self._b + self._b * self._lengths[number] / self._mean
                scores[number] += weight * times * (self._k1 + 1) / (times + self._k1 * length)
        return sorted(scores, key=lambda number: (-scores[number], number))[:10]


def _figures(places: Sequence[int | None]) -> tuple[float, float]:
    """Give R@1 and MRR@10 of the places, from 0, at which the right articles stand."""
    return (
        sum(place == 0 for place in places) / len(places),
        sum(1 / (place + 1) for place in places if place is not None) / len(places),
    )


def _place(found: Sequence[object], wanted: object) -> int | None:
    return found.index(wanted) if wanted in found else None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def ours(store: Store, questions: Sequence[dict[str, str]]) -> tuple[tuple[float, float], float]:
    """Give the figures of `like:` and the milliseconds of the processor that a question takes."""
    sources = dict(store.db.conn.execute("select id, source from article").fetchall())
    names = {source: number for number, source in sources.items()}
    order = {row["id"]: names[f"{ARTICLES.name}#{number}"] for number, row in enumerate(_rows(ARTICLES), start=1)}
    began, places = time.process_time(), []
    for question in questions:
        found = store.search.ids(f"like:{quote(question['query'])}", sort="relevance")[:10]
        places.append(_place(list(found), order[question["relevant"]]))
    return _figures(places), 1000 * (time.process_time() - began) / len(questions)


def main() -> None:
    """Print the table."""
    if not ARTICLES.is_file():
        sys.stdout.write("The questions are not at hand.\n")
        return
    articles = _rows(ARTICLES)
    questions = [row for row in _rows(QUESTIONS) if not row["is_impossible"]]
    sys.stdout.write(f"{len(questions)} questions of {len(articles):,} articles.\n\n")
    sys.stdout.write("| ranking | R@1 | MRR@10 | ms a question |\n|---|--:|--:|--:|\n")
    numbers = {row["id"]: number for number, row in enumerate(articles)}
    for name, cut in (("bigrams within words", within_words), ("bigrams across words", across_words)):
        texts = [cut(f"{row['title']}\n{row['body']}") for row in articles]
        for k1, b in CONSTANTS:
            index = Bm25(texts, k1=k1, b=b)
            found = [_place(index.best(cut(row["query"])), numbers[row["relevant"]]) for row in questions]
            first, mean = _figures(found)
            sys.stdout.write(f"| (yardstick: BM25, {name}, k1 {k1}, b {b}) | {first:.3f} | {mean:.3f} | |\n")
    with tempfile.TemporaryDirectory() as folder, create_project(Path(folder) / "p.galpi") as store:
        for _ in import_paths(store.path, [ARTICLES], recognize=False):
            pass
        (first, mean), took = ours(store, questions)
        sys.stdout.write(f"| `like:` | {first:.3f} | {mean:.3f} | {took:.1f} |\n")


if __name__ == "__main__":
    main()
