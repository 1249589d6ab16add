"""Lessons: what of a project its tags are learned from, read in bounded portions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from store.blind import seen
from store.database import Database
from store.learned_texts import learned_texts
from store.store import Store
from store.suggest.features import BUCKETS, READ, hashed
from store.suggest.learner import Lessons
from store.suggest.sparse import Sparse, stacked

UNTAGGED = 50_000
"""How many untagged articles are read at most; which, is drawn by their ids."""

CHARACTERS = 16_000_000
"""How much text is read at most for learning, in code points."""

CELLS = 8_000_000
"""How many pairs of article and tag are held at most: with many tags fewer articles are read."""

_PORTION = 1_000
_DRAW = "(id * 2654435761) % 4294967296"
# No one tagged it, and it was not read to the end either, which would say that no tag is meant for it.
UNTAGGED_SQL = "a.removed = 0 and not exists (select 1 from tagging g where g.article = a.id)"


@dataclass(frozen=True, slots=True)
class Known:
    """The tagged articles with their tags, and which tags a person said an article does not have."""

    tags: dict[int, tuple[int, ...]]
    rejected: dict[int, tuple[int, ...]]

    @property
    def exclusive(self) -> bool:
        """Whether every tagged article has just one tag, and there are several tags."""
        several = {tag for tags in self.tags.values() for tag in tags}
        return len(several) > 1 and all(len(tags) == 1 for tags in self.tags.values())


# Mixed so that no two sets of rows are told apart by luck alone: a sum of ids would not see two tags change places.
MARK = '((article * 2654435761 + tag * 40503 + coalesce(start, -1) * 7919 + coalesce("end", -1) * 104729) % 2147483629)'
MIXED = f"count(*) || '.' || coalesce(sum({MARK} * ({MARK} % 65521) % 1000000007), 0)"


def fingerprint(store: Store) -> str:
    """Give what changes when taggings, rejections, statuses, scopes of tags or the articles there are change."""
    sql = (
        f"select (select {MIXED} from tagging), (select {MIXED} from tag_rejection where start is null),"
        " (select count(*) || '.' || coalesce(sum(a.id), 0) from article a where a.removed = 0 and a.status = 'done'),"
        " (select count(*) || '.' || coalesce(max(id), 0) from article where removed = 0),"
        " (select group_concat(id) from tag where scope = 'passage')"
    )
    row = store.db.conn.execute(seen(store.db, sql)).fetchone()
    return " ".join(map(str, row))


def known(store: Store) -> Known:
    """Read which articles have which tags, on the whole or on passages; those done without any tag have none."""
    tags: dict[int, tuple[int, ...]] = {}
    db = store.db
    for article, joined in db.conn.execute(
        seen(
            db,
            "select g.article, group_concat(distinct g.tag) from tagging g join article a on a.id = g.article"
            f" where a.removed = 0{_on_articles(db)} group by g.article",
        )
    ):
        tags[article] = tuple(sorted(map(int, joined.split(","))))
    for (article,) in db.conn.execute(
        seen(db, f"select a.id from article a where {UNTAGGED_SQL} and a.status = 'done'")
    ).fetchall():
        tags[article] = ()
    rejected: dict[int, tuple[int, ...]] = {}
    for article, tag in db.conn.execute(
        seen(db, "select article, tag from tag_rejection where start is null order by article, tag")
    ):
        if tag not in tags.get(article, ()):
            rejected[article] = (*rejected.get(article, ()), tag)
    return Known(tags, rejected)


def _on_articles(db: Database) -> str:
    """Give the condition that leaves out taggings that say nothing of whole articles.

    These are of tags for passages alone, and of those never put on a whole article, as long as there are others: each
    article has one topic still where its quotations are tagged too.
    """
    whole = seen(db, "select 1 from tagging where start is null limit 1")
    if db.conn.execute(whole).fetchone() is None:
        return " and g.tag not in (select id from tag where scope = 'passage')"
    return (
        " and g.tag not in (select id from tag where scope = 'passage')"
        " and g.tag in (select tag from tagging where start is null)"
    )


@dataclass(slots=True)
class Gathering:
    """Which articles lessons are made of, in the order of their rows."""

    articles: list[int]
    known: Known
    parts: list[Sparse]

    def lessons(self) -> Lessons:
        """Give the lessons once all texts are there."""
        tags = tuple(sorted({tag for several in self.known.tags.values() for tag in several}))
        place = {tag: number for number, tag in enumerate(tags)}
        tagged = np.zeros((len(self.articles), len(tags)), np.float32)
        barred = np.zeros_like(tagged)
        said = np.zeros(len(self.articles), np.float32)
        for row, article in enumerate(self.articles):
            if article in self.known.tags:
                said[row] = 1
                tagged[row, [place[tag] for tag in self.known.tags[article]]] = 1
            elif article in self.known.rejected:
                barred[row, [place[tag] for tag in self.known.rejected[article] if tag in place]] = 1
        if said.any() and (tagged[said > 0] > 0).all():
            # Nothing is without these tags: what is untagged has to stand for what does not have them.
            said[:] = 1
        texts = stacked(self.parts) if self.parts else Sparse(np.zeros(1, np.int64), np.zeros(0, np.int32), BUCKETS)
        return Lessons(texts, tags, tagged, barred, said, self.known.exclusive)


def gather(store: Store) -> Iterator[Gathering | int]:
    """Read the lessons of a project; gives how many articles were read so far, and last the whole."""
    what = known(store)
    room = max(1_000, CELLS // max(1, len({tag for tags in what.tags.values() for tag in tags})))
    chosen = drawn(sorted(what.tags), room // 2)
    kept = Known({article: what.tags[article] for article in chosen}, what.rejected)
    length = store.db.conn.execute(
        "select coalesce(avg(min(length, ?)), 1) from (select length from article where removed = 0 limit 5000)",
        (READ,),
    ).fetchone()[0]
    count = min(UNTAGGED, room - len(chosen), int(CHARACTERS / max(1, length)))
    rows = store.db.conn.execute(
        seen(
            store.db, f"select a.id from article a where {UNTAGGED_SQL} and a.status <> 'done' order by {_DRAW} limit ?"
        ),
        (count,),
    )
    chosen = sorted({*chosen, *(int(row[0]) for row in rows)})
    found = Gathering([], kept, [])
    for start in range(0, len(chosen), _PORTION):
        ids, several = learned_texts(store.db, chosen[start : start + _PORTION])
        found.articles += ids
        found.parts.append(hashed(several))
        yield len(found.articles)
    yield found


def drawn(articles: Sequence[int], most: int) -> list[int]:
    """Draw so many of these articles at most, by their ids: the same ones each time; in order."""
    if len(articles) <= most:
        return list(articles)
    return sorted(sorted(articles, key=lambda article: article * 2654435761 % 4294967296)[:most])
