"""A project of a million articles, made once and kept: `project(1_000_000)` gives its file.

Articles of 1.6 KB in the mean with their parts, in Korean and English (70 : 30), 5 mentions and 1.5 taggings each, 500
outlets, 300 tags, 50,000 entities, ten years; three more articles of 5 KB, 100 KB and 1 MB with 500 marks each. It is kept in
the folder `GALPI_BENCHMARKS`, or in the machine's temporary one. The rows are written straight into the tables of a new
project; index, cuts and bitmaps are made by the store's own code. Sketches, by which copies are found, are made up: every
fiftieth article is a copy of the one before it, and says so.
"""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from store.db import create, writing
from store.fulltext import INDEX_VERSION
from store.query.columns import columns, written
from store.renewing import renew, stale
from store.samples import remove_files
from store.sketches import put_sketches
from store.store import Store, open_project
from store.text.beginnings import beginnings
from store.text.tokens import grams
from tests.benchmarks.million_words import Chooser, Sentence, names, sentences

VERSION = 1
"""Raised with every change of what is made: what was kept of another version is made anew."""

OUTLETS, TAGS, ROOTS, ENTITIES, AUTHORS, SENTENCES = 500, 300, 10, 50_000, 3_000, 60_000
TYPES = ("person", "place", "organisation", "system", "programme", "event", "award", "technology")
FOOT = {"ko": "저작권자 ⓒ 무단전재 및 재배포 금지", "en": "Copyright. All rights reserved."}
LARGE = {"large-5k": 5_000, "large-100k": 100_000, "large-1m": 1_000_000}
"""Sources of the large articles, and their bytes."""
MARKS = 500
_BATCH = 5_000
_BEGIN = date(2014, 1, 1)


@dataclass(slots=True)
class _Rows:
    """The rows of some articles, by table."""

    article: list[tuple[object, ...]] = field(default_factory=list)
    article_text: list[tuple[object, ...]] = field(default_factory=list)
    part: list[tuple[object, ...]] = field(default_factory=list)
    author: list[tuple[object, ...]] = field(default_factory=list)
    mention: list[tuple[object, ...]] = field(default_factory=list)
    tagging: list[tuple[object, ...]] = field(default_factory=list)
    note: list[tuple[object, ...]] = field(default_factory=list)
    indexed: list[tuple[object, ...]] = field(default_factory=list)
    article_fts: list[tuple[object, ...]] = field(default_factory=list)
    duplicate_group: list[tuple[object, ...]] = field(default_factory=list)
    sketches: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)
    cuts: list[tuple[int, tuple[bytes, bytes]]] = field(default_factory=list)


_COLUMNS = {
    "article": "id, uid, batch, source, sha256, language, title, outlet, published, status, length, text_sha256",
    "article_text": "article, text",
    "part": 'article, role, start, "end"',
    "author": "article, position, name",
    "mention": 'uid, article, start, "end", quote, type, entity, state, origin, score',
    "tagging": 'uid, article, tag, start, "end", quote, annotator, at',
    "note": "uid, article, text, annotator, at",
    "indexed": "article, title, parts, version",
    "article_fts": "rowid, title, body, boilerplate",
    "duplicate_group": "article, grp",
}


class _Maker:
    """Makes articles one after the other."""

    def __init__(self, seed: int) -> None:
        self._chance = chance = random.Random(seed)
        self.names = names(ENTITIES, chance)
        self._pool = {language: sentences(language, SENTENCES, self.names, chance) for language in ("ko", "en")}
        self._outlets, self._tags = Chooser(OUTLETS), Chooser(TAGS, slope=0.7)
        self._authors = Chooser(AUTHORS, slope=0.6)
        self._outlet_names = [
            f"{korean} 일보" if number % 3 else f"{english} Times"
            for number, (korean, english) in enumerate(self.names[-OUTLETS:])
        ]
        self._grams: dict[str, str] = {}
        self._last: tuple[str, list[Sentence]] = ("ko", [])

    def add(self, rows: _Rows, number: int) -> None:
        """Add the rows of an article."""
        chance = self._chance
        copy = number % 50 == 0 and bool(self._last[1])
        if copy:
            language, said = self._last
        else:
            language = "ko" if chance.random() < 0.7 else "en"
            said = chance.choices(
                self._pool[language], k=chance.randint(6, 15) if language == "ko" else chance.randint(8, 24)
            )
        self._last = (language, said)
        self._write(rows, number, language, said, source=f"{language}/{number:07d}.txt", head=number - copy)
        self._mark(rows, number, said)
        rows.duplicate_group.append((number, number - copy))

    def add_large(self, rows: _Rows, number: int, source: str, size: int) -> None:
        """Add an article of so many bytes with `MARKS` marks, evenly over it."""
        said: list[Sentence] = []
        while sum(len(each.text.encode()) + 1 for each in said) < size:
            said += self._chance.choices(self._pool["ko"], k=max(1, size // 2_000))
        self._write(rows, number, "ko", said, source=source, head=number)
        rows.duplicate_group.append((number, number))
        start, _, text = self._body(rows)
        step = max(4, (len(text) - start - 8) // MARKS)
        for mark in range(MARKS):
            begin = start + mark * step
            end = begin + min(3, step)
            quote = text[begin:end]
            if mark % 2:
                kind = TYPES[mark % len(TYPES)]
                rows.mention.append(
                    (f"m{number}.{mark}", number, begin, end, quote, kind, 1 + mark, "accepted", "person", None)
                )
            else:
                rows.tagging.append(
                    (f"g{number}.{mark}", number, 1 + mark % TAGS, begin, end, quote, 1, "2024-01-01T00:00:00Z")
                )

    @staticmethod
    def _body(rows: _Rows) -> tuple[int, int, str]:
        text = str(rows.article_text[-1][1])
        return next((int(str(start)), int(str(end)), text) for _, role, start, end in rows.part[-4:] if role == "body")

    def _write(self, rows: _Rows, number: int, language: str, said: list[Sentence], *, source: str, head: int) -> None:
        chance = self._chance
        words = said[0].text.split()
        title = f"{' '.join(words[: 4 if language == 'ko' else 6]).rstrip('.')} {head:,}"
        author = self._authors.several(chance, 1)[0]
        outlet = self._outlet_names[self._outlets.several(chance, 1)[0]]
        lines = [("headline", title), ("byline", f"{self.names[-author - 1][0]} 기자")]
        lines += [("body", "\n".join(each.text for each in said)), ("boilerplate", FOOT[language])]
        text, parts, at = "\n".join(line for _, line in lines), [], 0
        for role, line in lines:
            parts.append((role, at, at + len(line)))
            at += len(line) + 1
        ranges, digest = written(parts), hashlib.sha256(text.encode()).hexdigest()
        published = self._published(number)
        status = ("untagged", "started", "started", "done", "discuss")[number % 5]
        rows.article.append(
            (
                number,
                f"a{number}",
                1 + number % 8,
                source,
                digest,
                language,
                title,
                outlet,
                published,
                status,
                len(text),
                digest,
            )
        )
        rows.article_text.append((number, text))
        rows.part += [(number, *part) for part in parts]
        rows.author.append((number, 0, self.names[-author - 1][0]))
        rows.indexed.append((number, title, ranges, INDEX_VERSION))
        rows.article_fts.append((number, *columns(text, ranges, title).tokens(grams=self._tokens)))
        rows.sketches.append(
            (number, number, tuple(sorted({(head * 2_654_435_761 + step) % 2**32 for step in range(16)})))
        )
        rows.cuts.append((number, beginnings(text)))

    def _published(self, number: int) -> str | None:
        day = (_BEGIN + timedelta(days=self._chance.randrange(3_652))).isoformat()
        return None if number % 50 == 7 else day[:7] if number % 40 == 9 else f"{day}T{number % 24:02}:{number % 60:02}"

    def _tokens(self, text: str) -> str:
        return " ".join(filter(None, map(self._line_tokens, text.split("\n"))))

    def _line_tokens(self, line: str) -> str:
        found = self._grams.get(line)
        if found is None:
            found = grams(line)
            if len(self._grams) < 3 * SENTENCES:
                self._grams[line] = found
        return found

    def _mark(self, rows: _Rows, number: int, said: list[Sentence]) -> None:
        chance = self._chance
        at, _, text = self._body(rows)
        starts = []
        for place, each in enumerate(said):
            starts.append(at)
            if each.entity >= 0:
                start, end = at + each.start, at + each.end
                state = "accepted" if (number + place) % 3 == 0 else "suggested"
                kind = TYPES[each.entity % len(TYPES)]
                rows.mention.append(
                    (
                        f"m{number}.{place}",
                        number,
                        start,
                        end,
                        text[start:end],
                        kind,
                        each.entity + 1,
                        state,
                        "gazetteer",
                        900,
                    )
                )
            at += len(each.text) + 1
        if number % 5 == 0:
            return
        for place, tag in enumerate(self._tags.several(chance, chance.choice((1, 2, 2, 3)) if number % 5 != 1 else 1)):
            whole = chance.random() < 0.7
            sentence = chance.randrange(len(said))
            start = None if whole else starts[sentence]
            end = None if whole else starts[sentence] + len(said[sentence].text)
            quote = None if whole else said[sentence].text
            rows.tagging.append(
                (f"g{number}.{place}", number, tag + 1, start, end, quote, 1 + number % 3, "2024-01-01T00:00:00Z")
            )
        if number % 50 == 3:
            rows.note.append((f"n{number}", number, "다시 읽는다", 1 + number % 3, "2024-01-01T00:00:00Z"))


def _frame(store: Store, maker: _Maker) -> None:
    """Write what the articles point at: batches, annotators, entities, tags."""
    with writing(store.db) as connection:
        for table in ("tag", "entity", "entity_name", "annotator"):
            connection.execute(f"delete from {table}")
        connection.executemany(
            "insert into batch(id, uid, at, label) values (?, ?, ?, ?)",
            [(n, f"b{n}", f"2024-0{n}-01T09:00:00Z", f"part {n}") for n in range(1, 9)],
        )
        connection.executemany(
            "insert into annotator(id, uid, name) values (?, ?, ?)",
            [(1, "p1", "researcher"), (2, "p2", "나리"), (3, "p3", "Ben")],
        )
        _frame_entities(connection, maker)
        _frame_tags(connection)


def _frame_entities(connection: sqlite3.Connection, maker: _Maker) -> None:
    kinds = [TYPES[number % len(TYPES)] for number in range(ENTITIES)]
    connection.executemany(
        "insert into entity(id, uid, type, name, part_of, origin) values (?, ?, ?, ?, ?, 'person')",
        [
            (n + 1, f"e{n}", kinds[n], maker.names[n][0], n // 100 + 1 if n >= 1_000 and n % 10 == 0 else None)
            for n in range(ENTITIES)
        ],
    )
    connection.executemany(
        "insert into entity_name(uid, entity, name, language, preferred, folded) values (?, ?, ?, ?, 1, ?)",
        [
            (f"w{n}.{side}", n + 1, name, ("ko", "en")[side], name.casefold())
            for n, pair in enumerate(maker.names)
            for side, name in enumerate(pair)
        ],
    )


def _frame_tags(connection: sqlite3.Connection) -> None:
    connection.executemany(
        "insert into tag(id, uid, parent, name, colour, position) values (?, ?, ?, ?, ?, ?)",
        [
            (
                n,
                f"t{n}",
                None if n <= ROOTS else (n - 1) % ROOTS + 1,
                f"tag {n}",
                f"#{(n * 97_003) % 0xFFFFFF:06x}",
                n,
            )
            for n in range(1, TAGS + 1)
        ],
    )


def _batches(maker: _Maker, count: int) -> Iterator[_Rows]:
    for start in range(1, count + 1, _BATCH):
        rows = _Rows()
        for number in range(start, min(start + _BATCH, count + 1)):
            maker.add(rows, number)
        yield rows
    rows = _Rows()
    for place, (source, size) in enumerate(LARGE.items(), start=1):
        maker.add_large(rows, count + place, source, size)
    yield rows


def _put(store: Store, rows: _Rows) -> None:
    with writing(store.db) as connection:
        for table, names_ in _COLUMNS.items():
            places = ", ".join("?" * (names_.count(",") + 1))
            connection.executemany(f"insert into {table}({names_}) values ({places})", getattr(rows, table))
        put_sketches(store.db, rows.sketches)
        store.cuts.feed_many(rows.cuts)


def make(path: Path, count: int) -> None:
    """Make a project of so many articles at `path`, telling how far it is."""
    remove_files(path)  # also the log of one that was broken off: the new file would take it for its own
    began = time.monotonic()
    maker = _Maker(7)
    store = Store(path, create(path))
    # What is half made is thrown away anyway: nothing need be safe on the disk.
    store.db.conn.execute("pragma synchronous = off")
    # The rows of the index are written here, not by the store: it gathers their words as those of an older project.
    store.db.conn.execute("delete from index_word_state")
    _frame(store, maker)
    for done, rows in enumerate(_batches(maker, count)):
        _put(store, rows)
        if done % 20 == 0:
            print(
                f"{min(count, done * _BATCH):,} articles after {time.monotonic() - began:,.0f} s",
                file=sys.stderr,
                flush=True,
            )
    store.close()
    for _ in renew(path):
        pass
    print(f"made in {time.monotonic() - began:,.0f} s", file=sys.stderr)


def project(count: int) -> Path:
    """Give the file of the project of so many articles, making it where it is not kept yet."""
    folder = Path(os.environ.get("GALPI_BENCHMARKS") or Path(tempfile.gettempdir()) / "galpi-benchmarks")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"articles-{count}-{VERSION}.galpi"
    if not path.is_file():
        fresh = path.with_suffix(".making")
        make(fresh, count)
        fresh.rename(path)
    with open_project(path) as store:
        # As a window does that is open for some time: else the first one would do it while it is measured.
        waiting = stale(store)
    if waiting:
        for _ in renew(path):
            pass
    return path


if __name__ == "__main__":
    print(project(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
