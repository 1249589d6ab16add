"""Lessons of passages: which sentences have which tags, which have not, and which nobody has read yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from store.blind import seen
from store.database import Database
from store.learned_texts import cut_articles
from store.lessons import CELLS, MIXED, drawn
from store.store import Store
from store.suggest.features import BUCKETS, hashed
from store.suggest.learner import Lessons
from store.suggest.sentences import Span, touched
from store.suggest.sparse import Sparse, stacked

FEW = 5
"""From how many tagged sentences on a tag is learned."""

UNREAD = 10_000
"""How many sentences are read at most of which nobody has said anything."""

READ = 60_000
"""How many sentences are read at most of articles with tagged passages."""

WITHOUT = 60
"""So many sentences without any tag there are at least, drawn from those nobody has said anything of where need be.

Where articles were read to the end, what they have without a tag tells how rare tags are, and a few do.
"""

FEW_WITHOUT, WHOLE = 5, 20

_A_TIME = 100
_USUAL = 15


@dataclass(slots=True)
class Judged:
    """What was said of the passages of one article: (start, end, tag); `read_to` is the end of what was read of it."""

    tagged: list[tuple[int, int, int]] = field(default_factory=list)
    rejected: list[tuple[int, int, int]] = field(default_factory=list)
    read_to: int = 0


def passage_fingerprint(store: Store) -> str:
    """Give what changes when tagged or rejected passages, the articles read to the end, or what there is to read change."""
    sql = (
        f"select (select {MIXED} from tagging where start is not null),"
        f" (select {MIXED} from tag_rejection where start is not null),"
        " (select count(*) || '.' || coalesce(sum(a.id), 0) from article a where a.removed = 0"
        " and a.id in (select article from tagging where start is not null) and a.status in ('done', 'discuss')),"
        " (select count(*) || '.' || coalesce(max(id), 0) from article where removed = 0),"
        " (select group_concat(id) from tag where scope = 'article')"
    )
    return " ".join(map(str, store.db.conn.execute(seen(store.db, sql)).fetchone()))


def judged(store: Store) -> dict[int, Judged]:
    """Read what was said of passages, by article.

    What stands before the last passage that a person found herself was read by her, and an article set to done or
    discuss was read to its end; of the rest of a text nothing is known.
    """
    found: dict[int, Judged] = {}
    alive = 'join article a on a.id = g.article where a.removed = 0 and g.start is not null and g."end" is not null'
    tagged = (
        f"select g.article, g.start, g.\"end\", g.tag, g.origin = 'suggested', a.status in ('done', 'discuss')"
        f" from tagging g {alive} and g.tag not in (select id from tag where scope = 'article') order by g.article, g.start"
    )
    for article, start, end, tag, suggested, whole in store.db.conn.execute(seen(store.db, tagged)):
        each = found.setdefault(article, Judged())
        each.tagged.append((start, end, tag))
        each.read_to = max(each.read_to, 1 << 40 if whole else 0 if suggested else end)
    rejected = f'select g.article, g.start, g."end", g.tag from tag_rejection g {alive} order by g.article, g.start'
    for article, start, end, tag in store.db.conn.execute(seen(store.db, rejected)):
        found.setdefault(article, Judged()).rejected.append((start, end, tag))
    return found


@dataclass(slots=True)
class PassageGathering:
    """The sentences that lessons are made of: of each its article, its tags, those it has not, and whether it was read.

    `whole` counts those of articles that were read to the end.
    """

    parts: list[Sparse] = field(default_factory=list)
    tags: list[frozenset[int]] = field(default_factory=list)
    barred: list[frozenset[int]] = field(default_factory=list)
    known: list[bool] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    whole: int = 0

    def read(self, cut: Sequence[tuple[int, str, tuple[Span, ...]]], said: dict[int, Judged]) -> None:
        """Take in the sentences of articles."""
        texts: list[str] = []
        for article, text, spans in cut:
            about = said.get(article, Judged())
            texts += [text[start:end] for start, end in spans]
            self.whole += len(spans) if about.read_to >= len(text) else 0
            tags, barred = _by_sentence(spans, about.tagged), _by_sentence(spans, about.rejected)
            for number, (start, _) in enumerate(spans):
                has, has_not = tags.get(number, frozenset()), barred.get(number, frozenset())
                self.articles.append(article)
                self.tags.append(has)
                self.barred.append(has_not - has)
                self.known.append(start < about.read_to or bool(has or has_not))
        if texts:
            self.parts.append(hashed(texts))

    def lessons(self) -> Lessons | None:
        """Give the lessons; None where no tag is on enough sentences yet."""
        counts = Counter(tag for tags in self.tags for tag in tags)
        tags = tuple(sorted(tag for tag, count in counts.items() if count >= FEW))
        if not tags:
            return None
        place = {tag: number for number, tag in enumerate(tags)}
        tagged = np.zeros((len(self.tags), len(tags)), np.float32)
        barred = np.zeros_like(tagged)
        for row, (has, has_not) in enumerate(zip(self.tags, self.barred, strict=True)):
            tagged[row, [place[tag] for tag in has if tag in place]] = 1
            barred[row, [place[tag] for tag in has_not if tag in place]] = 1
        known = np.array(self.known, np.float32)
        self._add_without(known)
        texts = stacked(self.parts) if self.parts else Sparse(np.zeros(1, np.int64), np.zeros(0, np.int32), BUCKETS)
        return Lessons(texts, tags, tagged, barred, known, False, np.array(self.articles, np.int64))

    def _add_without(self, known: np.ndarray) -> None:
        """Let some unread sentences stand for what has no tag, where too few without one were read."""
        having = sum(bool(has) for has in self.tags)
        without = int(known.sum()) - having
        wanted = (FEW_WITHOUT if self.whole >= WHOLE else max(WITHOUT, having)) - without
        rows = np.flatnonzero(known == 0)
        if wanted > 0 and len(rows):
            order = np.argsort(rows * 2654435761 % 4294967296, kind="stable")
            known[rows[order[:wanted]]] = 1


def _by_sentence(spans: Sequence[Span], passages: Sequence[tuple[int, int, int]]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for start, end, tag in passages:
        for number in touched(spans, (start, end)):
            found.setdefault(number, set()).add(tag)
    return {number: frozenset(tags) for number, tags in found.items()}


def gather_passages(store: Store) -> Iterator[PassageGathering | int]:
    """Read the lessons of a project's passages; gives how many sentences were read so far, and last the whole."""
    said = judged(store)
    found = PassageGathering()
    several = len({tag for each in said.values() for _, _, tag in each.tagged})
    if not several:
        yield found
        return
    room = max(1_000, CELLS // several)
    most = min(READ, room - min(UNREAD, room // 3))
    chosen = drawn(sorted(said), max(50, most // 2))
    yield from _take(store.db, chosen, said, found, most=most)
    others = store.db.conn.execute(
        "select id from article where removed = 0 order by (id * 2654435761) % 4294967296 limit ?",
        (UNREAD // _USUAL * 2 + len(said),),
    )
    unread = [int(row[0]) for row in others if row[0] not in said]
    yield from _take(store.db, unread, said, found, most=len(found.tags) + min(UNREAD, room // 3))
    yield found


def _take(
    db: Database, articles: Sequence[int], said: dict[int, Judged], found: PassageGathering, *, most: int
) -> Iterator[int]:
    for start in range(0, len(articles), _A_TIME):
        if len(found.tags) >= most:
            return
        found.read(list(cut_articles(db, articles[start : start + _A_TIME])), said)
        yield len(found.tags)
