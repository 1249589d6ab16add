"""The words of letters or digits that the full-text index holds, so that it can be asked for a piece of one.

The list is kept true by whatever feeds the index, in the same transaction. It may hold words that no article has any
more, and never lacks one that an article has: what is chosen by it holds all that is meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic

from store.database import Database
from store.db import writing
from store.query.patterns import compiled
from store.query.tree import Part
from store.records import Progress
from store.text.letters import are_plain
from store.text.tokens import BREAK, CJK, Phrase, is_cjk

VERSION = 2
"""Raised with every change of what is kept: words of another version are gathered anew."""

LONG = 200
"""Of a longer word only so much is kept; whatever is asked for may stand in the rest of it."""

MOST = 2_000
"""A piece that more words hold says too little to be worth looking them all up."""

TERMS = "create virtual table if not exists temp.index_term using fts5vocab('main', 'article_fts', 'instance')"
"""Makes the table of all places of all tokens of the index; with the end of the transaction it may be gone again."""

_GATHERED = 5_000
_READ = 2_000
_SECONDS = 0.2
_BEGIN = "insert or replace into index_word_state(id, version, reached, read) values"
_BEYOND = "\u1100"
"""The first letter of CJK: below it no word need be looked at to know of which kind it is."""
_RANGES = [(piece[0], piece[-1]) for piece in re.findall(".-.|.", CJK)]


def put(db: Database, tokens: Iterable[str]) -> None:
    """Add the words among the tokens of the index, separated by spaces, inside the caller's transaction."""
    words: set[str] = set()
    for each in tokens:
        words.update(each.split())
    kept = {word[:LONG] for word in words if word[0] < _BEYOND or (word != BREAK and not is_cjk(word))}
    _insert(db, kept)


def put_odd(db: Database, articles: Sequence[int]) -> None:
    """Add articles with letters that the index has otherwise than they are written, inside the caller's transaction."""
    db.conn.executemany("insert or ignore into index_odd(article) values (?)", [(article,) for article in articles])


def start_anew(db: Database) -> None:
    """Forget all words, inside the caller's transaction, in which the index is emptied."""
    db.conn.execute("delete from index_word")
    db.conn.execute("delete from index_odd")
    db.conn.execute(f"{_BEGIN} (1, ?, null, null)", (VERSION,))


def is_whole(db: Database) -> bool:
    """Say whether no word is missing, and no odd article."""
    return _state(db) == (VERSION, None, None)


def gather(db: Database) -> Iterator[Progress]:
    """Gather the words of an index that was fed before they were kept, and the odd articles.

    May be stopped at any yield and taken up again. What is fed meanwhile adds its own, so that no writer need wait while
    something is read here.
    """
    with writing(db):
        state = _state(db)
        if state is None or state[0] != VERSION:
            db.conn.execute("delete from index_word")
            db.conn.execute(f"{_BEGIN} (1, ?, '', 0)", (VERSION,))
            state = (VERSION, "", 0)
    done, (_, reached, read) = 0, state
    while reached is not None:
        found = _next(db, reached)
        reached = found[-1] if len(found) == _GATHERED else None
        with writing(db):
            _insert(db, found)
            db.conn.execute("update index_word_state set reached = ?", (reached,))
        done += len(found)
        yield Progress(done=done, total=0, label="Indexing words")
    while read is not None:
        odd, read = _next_odd(db, read)
        with writing(db):
            put_odd(db, odd)
            db.conn.execute("update index_word_state set read = ?", (read,))
        yield Progress(done=read or 0, total=0, label="Indexing words")


def _next_odd(db: Database, after: int) -> tuple[list[int], int | None]:
    """Look through some articles after this one; gives the odd ones, and the last one looked at unless all were."""
    rows = db.conn.execute(
        "select i.article, i.title, t.text from indexed i join article_text t on t.article = i.article"
        " where i.article > ? order by i.article limit ?",
        (after, _READ),
    ).fetchall()
    odd = [article for article, title, text in rows if not (are_plain(text) and are_plain(title))]
    return odd, rows[-1][0] if len(rows) == _READ else None


def containing(db: Database, part: Part) -> tuple[Phrase, ...] | None:
    """Give the words, or beginnings of very long ones, that hold this piece; None where that is not known or they are many."""
    found = divided(db, part)
    return None if found is None else (*found.sure, *found.unsure)


@dataclass(frozen=True, slots=True)
class Divided:
    """Words that hold a piece, and such as perhaps do: beginnings of very long ones, and what took too long to tell."""

    sure: tuple[Phrase, ...]
    unsure: tuple[Phrase, ...]


def divided(db: Database, part: Part) -> Divided | None:
    """Give the words that hold a piece; None where that is not known or they are many."""
    if not is_whole(db):
        return None
    rows = db.conn.execute(
        "select word from index_word where instr(word, ?) or length(word) >= ?", (part.text, LONG)
    ).fetchall()
    is_meant = _test(part.regex)
    sure: list[Phrase] = []
    unsure: list[Phrase] = []
    for (word,) in rows:
        if len(word) >= LONG:
            unsure.append(Phrase((word,), star=True))
        elif (meant := is_meant(word)) is not False:
            (unsure if meant is None else sure).append(Phrase((word,)))
    return None if len(sure) + len(unsure) > MOST else Divided(tuple(sure), tuple(unsure))


def odd_articles(db: Database) -> list[int]:
    """Give the articles that may have letters which the index has otherwise than they are written."""
    return [row[0] for row in db.conn.execute("select article from index_odd")]


def _test(regex: str) -> Callable[[str], bool | None]:
    """Give what tells whether a word is meant, or None where telling it of all words takes too long."""
    if not regex:
        return lambda _: True
    search, until = compiled(regex).search, monotonic() + _SECONDS

    def is_meant(word: str) -> bool | None:
        left = until - monotonic()
        try:
            return None if left <= 0 else search(word, timeout=left) is not None
        except TimeoutError:
            return None

    return is_meant


def missing(db: Database) -> Iterator[str]:
    """Give the words of the index that the list lacks, though it is said to be whole; looks at each of them."""
    if not is_whole(db):
        return
    reached: str | None = ""
    while reached is not None:
        found = _next(db, reached)
        kept = {
            word
            for (word,) in db.conn.execute(
                "select word from index_word where word in (select value from json_each(?))", (json.dumps(found),)
            )
        }
        yield from (word for word in found if word not in kept)
        reached = found[-1] if len(found) == _GATHERED else None


def _state(db: Database) -> tuple[int, str | None, int | None] | None:
    row = db.conn.execute("select version, reached, read from index_word_state").fetchone()
    return None if row is None else (row[0], row[1], row[2])


def _insert(db: Database, words: Iterable[str]) -> None:
    db.conn.execute(
        "insert or ignore into index_word(word) select value from json_each(?)", (json.dumps(sorted(words)),)
    )


def _next(db: Database, reached: str) -> list[str]:
    """Give the words of the index after this one, as they are kept.

    From word to word it is jumped: to go through the index would read all the places of each.
    """
    db.conn.execute(TERMS)
    found: list[str] = []
    at = _after(reached) if reached else ""
    while len(found) < _GATHERED:
        row = db.conn.execute(
            "select cast(term as blob) from temp.index_term where term >= ? limit 1", (at,)
        ).fetchone()
        if row is None:
            break
        # The index cuts what is longer than 32 KB, perhaps in the middle of a letter.
        word = row[0].decode(errors="ignore")[:LONG]
        if is_cjk(word):
            at = next(chr(ord(last) + 1) for first, last in _RANGES if first <= word[0] <= last)
            continue
        if word != BREAK:
            found.append(word)
        at = _after(word)
    return found


def _after(word: str) -> str:
    """Give what is greater than a word, and than all of which no more than that is kept."""
    return word + ("\U0010ffff" if len(word) >= LONG else "\0")
