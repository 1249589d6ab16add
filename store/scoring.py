"""Scoring: BM25 of very many articles at once, as FTS5's own function gives it, to the last bit.

FTS5 calls its function for each article, which takes longer than all else. Of a word that is one token of the index all its
places are read as one string instead, and the formula (Robertson and Zaragoza 2009, with k1 = 1.2 and b = 0.75, as in
fts5_aux.c) is computed over arrays. Phrases are left to FTS5, each by itself. What came of a word is remembered.
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from store.database import Database
from store.editions import Edition
from store.query.fulltext import WEIGHTS, ranking
from store.query.tree import Word
from store.resident.sets import read_ids
from store.text.tokens import tokens_of
from store.vocabulary import TERMS

FEW = 20_000
"""Of no more articles than these FTS5 is asked for just their scores; more are scored whole, which is remembered."""

_K1, _B = 1.2, 0.75
_BY_FTS5 = f"select rowid, bm25(article_fts, {', '.join(map(str, WEIGHTS))}) from article_fts where article_fts match ?"


@dataclass(frozen=True, slots=True)
class Scored:
    """The articles that have a word, and how much each score gains by it."""

    articles: NDArray[np.int64]
    gains: NDArray[np.float64]


class Scoring:
    """Scores articles by one edition, whose generation the connection's snapshot stands at."""

    def __init__(self, db: Database, edition: Edition) -> None:
        self._db = db
        self._edition = edition

    def ranked(self, words: Sequence[Word], found: array[int]) -> tuple[array[int], array[float]]:
        """Sort articles as `store.facets.Engine.ranked` says."""
        ids = np.frombuffer(found, np.int64)
        size = int(ids.max()) + 1 if len(ids) else 0
        sums, has = np.zeros(size), np.zeros(size, np.bool_)
        for word in words:
            scored = self._scored(word, found)
            inside = scored.articles < size
            # In the order of the words: sums of numbers that are rounded hang on it.
            sums[scored.articles[inside]] += scored.gains[inside]
            has[scored.articles[inside]] = True
        with_score = has[ids]
        best = ids[with_score]
        best = best[np.argsort(-sums[best], kind="stable")]
        ordered, scores = array("q"), array("d")
        ordered.frombytes(np.concatenate((best, ids[~with_score])).tobytes())
        scores.frombytes((-1.0 * sums[best]).tobytes())
        return ordered, scores

    def _scored(self, word: Word, found: array[int]) -> Scored:
        tokens, star = tokens_of(word.phrase)
        if len(tokens) == 1 and word.scope != "title":  # which few articles have it in
            return self._edition.words.scored(word, self._edition.generation, lambda: self._by_places(word, star=star))
        if len(found) <= FEW:
            # The plus: FTS5 would look for each of the articles anew.
            return self._by_fts5(word, " and +rowid in (select value from json_each(?))", json.dumps(found.tolist()))
        return self._edition.words.scored(word, self._edition.generation, lambda: self._by_fts5(word))

    def _by_fts5(self, word: Word, only: str = "", *parameters: str) -> Scored:
        rows = self._db.conn.execute(_BY_FTS5 + only, (ranking([word]), *parameters))
        table = np.fromiter(rows, np.dtype([("article", np.int64), ("score", np.float64)]))
        return Scored(table["article"].copy(), -table["score"])

    def _by_places(self, word: Word, *, star: bool) -> Scored:
        """Read where the word stands, and compute what FTS5 would."""
        times = self._times(word, star=star)
        articles = np.nonzero(times)[0]
        times = times[articles]
        count, mean = self._statistics()
        idf = math.log((count - len(articles) + 0.5) / (len(articles) + 0.5)) if len(articles) else 0.0
        if idf <= 0.0:
            idf = 1e-6
        lengths = self._edition.words.lengths(self._db, self._edition.generation)[articles]
        # Operation by operation as FTS5 does it.
        gains = idf * ((times * (_K1 + 1.0)) / (times + _K1 * (1 - _B + _B * lengths / mean)))
        return Scored(articles, gains)

    def _times(self, word: Word, *, star: bool) -> NDArray[np.float64]:
        """Count how often the word stands in each article, by its number; in a title each time counts twice."""
        (token,) = tokens_of(word.phrase)[0]
        self._db.conn.execute(TERMS)
        where, terms = "term = ?", [token]
        if star:
            where, terms = "term >= ? and term < ?", [token, token + "\U0010ffff"]
        if word.scope != "all" and self._stands_in_boilerplate(word):
            where += " and col <> 'boilerplate'"
        row = self._db.conn.execute(
            f"select group_concat(doc * 2 + (col = 'title')) from temp.index_term where {where}", terms
        ).fetchone()
        places = read_ids(row[0])
        return np.bincount(places >> 1, np.where(places & 1, *WEIGHTS[:2])).astype(np.float64, copy=False)

    def _stands_in_boilerplate(self, word: Word) -> bool:
        expression = "boilerplate : " + ranking([Word(word.phrase, "all")])
        row = self._db.conn.execute("select 1 from article_fts where article_fts match ? limit 1", (expression,))
        return row.fetchone() is not None

    def _statistics(self) -> tuple[int, float]:
        """Read how many articles the index holds, and of how many tokens in the mean."""
        block = self._db.conn.execute("select block from article_fts_data where id = 1").fetchone()[0]
        count, *sizes = _numbers(block)
        return count, sum(sizes) / count


def _numbers(block: bytes) -> list[int]:
    """Read SQLite's numbers of variable length, seven bits a byte, the greatest first."""
    numbers, number = [], 0
    for byte in block:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers
