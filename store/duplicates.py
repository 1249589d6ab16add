"""Copies of articles: exact ones, and near ones such as wire copies, updated versions and reprints, in groups.

All of it is a cache of the texts. Each article has a sketch; articles whose sketches share shingles are compared by
their real wording, and one that is near to the head of a group joins it. Only the head counts, so that unlike articles
are never chained together over others that lie between them.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from store.database import Database
from store.db import chunks, places, writing
from store.digest import Digest
from store.errors import UserError
from store.records import ArticleDraft, CopyOf, Likeness, Part, Progress
from store.sketches import VERSION, anchored, put_sketches, put_unlike, with_twins
from store.text import nearness
from store.text.differences import differences
from store.text.minhash import Sketch, estimated_containment, sketch, unpacked
from store.text.nearness import Wording, containment, near, similarity
from store.text.shingles import codes, compared, words, words_digest

_BATCH = 50
# Of a shingle that very many chose only the earliest are looked at, and of all found only the likest.
_EACH = 64
_COMPARED = 16
_ESTIMATED = 0.2
_AS_GOOD_AS_HEAD = 0.8
_ELECTORS = 50
# A new head must hold more than a mere member would, or heads would wander off step by step.
_ELECTED = 0.6
_REMEMBERED = 256
_STALE = f"""from article a left join duplicate_sketch s on s.article = a.id
    where a.removed = 0 and (s.article is null or s.version <> {VERSION})"""
_MATES = """from duplicate_group mine join duplicate_group g on g.grp = mine.grp
    join article a on a.id = g.article and a.removed = 0"""
_IN_ORDER = "a.published is null, a.published, a.id"


class _Found(NamedTuple):
    """The head of a group that an article belongs to, and how alike the two are."""

    head: int
    similarity: float


class Duplicates:
    """The groups of copies of a project; articles in the bin keep their places but are not counted or listed."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._wordings: OrderedDict[tuple[int, int], Wording] = OrderedDict()

    # What callers ask

    def of(self, article: int) -> tuple[int, ...]:
        """List the other live articles of this one's group, the earliest first."""
        return self.of_several([article]).get(article, ())

    def of_several(self, articles: Sequence[int]) -> Mapping[int, tuple[int, ...]]:
        """List the other live members of each of these articles' groups; articles without any are left out."""
        found: dict[int, list[int]] = {}
        for some in chunks(articles):
            for article, other in self._db.conn.execute(
                f"select mine.article, g.article {_MATES} and g.article <> mine.article"
                f" where mine.article in ({places(some)}) order by mine.article, {_IN_ORDER}",
                some,
            ):
                found.setdefault(article, []).append(other)
        return {article: tuple(others) for article, others in found.items()}

    def counts(self, articles: Sequence[int]) -> Mapping[int, int]:
        """Count the other live members of each of these live articles' groups; those without any are left out."""
        found: dict[int, int] = {}
        for some in chunks(articles):
            found.update(
                self._db.conn.execute(
                    f"""with size(grp, members) as (
                        select g.grp, count(*) from duplicate_group g join article a on a.id = g.article
                        where a.removed = 0 and g.grp in
                            (select grp from duplicate_group where article in ({places(some)})) group by 1)
                    select m.article, size.members - 1 from duplicate_group m join size on size.grp = m.grp
                    where size.members > 1 and m.article in ({places(some)})""",
                    [*some, *some],
                )
            )
        return found

    def group(self, article: int) -> tuple[int, ...]:
        """List all live articles of this one's group, the earliest published first; alone it is its own group."""
        rows = self._db.conn.execute(
            f"select g.article {_MATES} where mine.article = ? order by {_IN_ORDER}", (article,)
        ).fetchall()
        return tuple(int(row[0]) for row in rows) or (article,)

    def groups(self) -> Mapping[int, int]:
        """Give the number of its group for each live article that is in one; a list folds by it."""
        return dict(
            self._db.conn.execute(
                "select g.article, g.grp from duplicate_group g join article a on a.id = g.article where a.removed = 0"
            )
        )

    def first(self, article: int) -> int:
        """Give the earliest published live article of the group: undated ones come last, ties go to the lowest id."""
        return self.group(article)[0]

    def find(self, draft: ArticleDraft, *, apart_from: int = 0) -> CopyOf | None:
        """Find the live article that a draft not yet stored is a copy of: one with its text, else the likest near one.

        Nothing is written. The article `apart_from` does not count: the draft is a new version of it.
        """
        twin = self._db.conn.execute(
            "select id, source from article where text_sha256 = ? and removed = 0 and id <> ? order by id limit 1",
            (sha256(draft.text.encode()).hexdigest(), apart_from),
        ).fetchone()
        if twin is not None:
            return CopyOf(article=twin[0], source=twin[1], similarity=1.0, exact=True)
        title = "" if draft.title_derived else draft.title or ""
        wording = nearness.wording(compared(draft.text, draft.parts, title=title))
        heads: dict[int, float] = {}
        for other in self._candidates(apart_from, sketch(codes(wording.words))):
            for each in {self._head(other), other} - heads.keys() - {apart_from}:
                against = self._wording(each)
                heads[each] = similarity(wording, against) if near(wording, against) else 0.0
        for each in sorted((each for each in heads if heads[each]), key=lambda each: (-heads[each], each)):
            live = self._live(each, apart_from)
            if live is not None:
                return CopyOf(article=live[0], source=live[1], similarity=heads[each], exact=False)
        return None

    def _live(self, article: int, apart_from: int) -> tuple[int, str] | None:
        """Give this article if it is live, else another live one of its group, with its source."""
        row = self._db.conn.execute(
            "select a.id, a.source from article a left join duplicate_group g on g.article = a.id"
            " where a.removed = 0 and a.id <> :apart and (a.id = :id"
            " or g.grp = (select grp from duplicate_group where article = :id)) order by a.id <> :id, a.id limit 1",
            {"id": article, "apart": apart_from},
        ).fetchone()
        return None if row is None else (int(row[0]), str(row[1]))

    def why(self, one: int, other: int) -> Likeness:
        """Say how much two articles share and where they differ; raises UserError where one of them is not there."""
        texts = [self._compared(article) for article in (one, other)]
        first, second = map(nearness.wording, texts)
        return Likeness(
            similarity=similarity(first, second),
            containment=containment(first, second),
            differences=differences("\n".join(texts[0]), "\n".join(texts[1])),
        )

    # What keeps the groups true

    def feed_new(self, digests: Sequence[tuple[int, Digest]]) -> None:
        """Find the groups of new articles, one after the other, inside the caller's transaction.

        Each comes with the digest of it as it is stored. Most are like nothing that is there: these are told by two
        questions for all of them, and written together.
        """
        met = anchored(self._db, {number for _, digest in digests for number in digest.sketch})
        twins = with_twins(self._db, [article for article, _ in digests])
        plain: list[tuple[int, Digest]] = []
        for article, digest in digests:
            if article in twins or sum(number in met for number in digest.sketch) >= _needed(digest.sketch):
                put_unlike(self._db, plain)
                plain.clear()
                self._put(article, digest.wording, digest.sketch)
            else:
                plain.append((article, digest))
            met.update(digest.sketch)
        put_unlike(self._db, plain)

    def feed(self, article: int, *, prepared: Digest | None = None) -> None:
        """Bring one article's sketch and group up to date, inside the caller's transaction; cheap if nothing changed.

        `prepared` is the digest of the article as it stands, where the caller has worked it out.
        """
        stretches = None if prepared else self._read(article)
        if prepared is None and stretches is None:
            self.forget(article)
            return
        wording = words(stretches or ())
        digest = prepared.wording if prepared else words_digest(wording)
        row = self._db.conn.execute(
            "select digest, version from duplicate_sketch where article = ?", (article,)
        ).fetchone()
        if row is not None and (row[1] != VERSION or row[0] == digest):
            return  # an old version is made anew as a whole, by `rebuild`
        if row is not None:
            self.forget(article)
        self._put(article, digest, prepared.sketch if prepared else sketch(codes(wording)))

    def _put(self, article: int, digest: int, chosen: Sketch) -> None:
        put_sketches(self._db, [(article, digest, chosen)])
        self._join(article, chosen)

    def forget(self, article: int) -> None:
        """Take one article out, inside the caller's transaction; the others of its group find together anew."""
        chosen = self._sketch(article)
        self._db.conn.executemany(
            "delete from duplicate_anchor where shingle = ? and article = ?", [(number, article) for number in chosen]
        )
        self._db.conn.execute("delete from duplicate_sketch where article = ?", (article,))
        group = self._head(article)
        members = [member for member in self._members(group) if member != article]
        self._db.conn.execute("delete from duplicate_group where article = ?", (article,))
        if group == article or len(members) == 1:
            self._db.conn.execute("delete from duplicate_group where grp = ?", (group,))
        if group == article:
            for member in members:
                self._join_again(member)

    def stale(self) -> int:
        """Count the live articles that have no sketch, or one of another version."""
        return int(self._db.conn.execute(f"select count(*) {_STALE}").fetchone()[0])

    def rebuild(self, *, everything: bool = False) -> Iterator[Progress]:
        """Feed every stale article, or all of them, in batches of their own transactions; may be stopped at any yield.

        Groups of another version are emptied first.
        """
        old = self._db.conn.execute("select 1 from duplicate_sketch where version <> ? limit 1", (VERSION,)).fetchone()
        if everything or old is not None:
            with writing(self._db) as connection:
                for table in ("duplicate_group", "duplicate_anchor", "duplicate_sketch", "cache_stamp"):
                    connection.execute(f"delete from {table}")
        waiting = [row[0] for row in self._db.conn.execute(f"select a.id {_STALE} order by a.id")]
        for start in range(0, len(waiting), _BATCH):
            with writing(self._db):
                for article in waiting[start : start + _BATCH]:
                    self.feed(article)
            yield Progress(done=min(start + _BATCH, len(waiting)), total=len(waiting), label="Finding copies")

    # How an article finds its group

    def _join(self, article: int, chosen: Sketch) -> None:
        found = self._nearest(article, chosen)
        if found is not None:
            self._db.conn.executemany(
                "insert or replace into duplicate_group(article, grp) values (?, ?)",
                [(found.head, found.head), (article, found.head)],
            )
        if found is None or found.similarity < _AS_GOOD_AS_HEAD:
            self._drop_anchors(article, chosen)

    def _join_again(self, article: int) -> None:
        chosen = self._sketch(article)
        if self._is_grouped(article):
            self._drop_anchors(article, chosen)  # one with the same text has made it the head
        else:
            self._join(article, chosen)

    def _drop_anchors(self, article: int, chosen: Sketch) -> None:
        self._db.conn.executemany(
            "insert or ignore into duplicate_anchor(shingle, article) values (?, ?)",
            [(number, article) for number in chosen],
        )

    def _nearest(self, article: int, chosen: Sketch) -> _Found | None:
        twin = self._twin(article)
        if twin is not None:
            return _Found(self._head(twin), similarity(self._wording(article), self._wording(self._head(twin))))
        candidates = self._candidates(article, chosen)
        if not candidates:
            return None
        wording = self._wording(article)
        best: _Found | None = None
        seen: set[int] = set()
        for other in candidates:
            head = self._head(other)
            if head in seen:
                continue
            seen.add(head)
            against = self._wording(head)
            if near(wording, against):
                found = _Found(head, similarity(wording, against))
                best = max(best or found, found, key=lambda each: each.similarity)
                if best.similarity >= _AS_GOOD_AS_HEAD:
                    break
            elif best is None and other != head and self._elect(other, wording):
                best = _Found(other, similarity(wording, self._wording(other)))
        return best

    def _twin(self, article: int) -> int | None:
        """Find an article with the same text to the letter: a copy however its parts were read."""
        row = self._db.conn.execute(
            "select b.id from article a join article b on b.text_sha256 = a.text_sha256 and b.id <> a.id"
            " join duplicate_sketch s on s.article = b.id where a.id = ? order by b.id limit 1",
            (article,),
        ).fetchone()
        return None if row is None else int(row[0])

    def _candidates(self, article: int, chosen: Sketch) -> list[int]:
        """List the articles whose sketches share most with this one, the likest first."""
        if not chosen:
            return []
        shared = Counter([row[0] for row in self._db.conn.execute(_sharing(len(chosen)), chosen)])
        shared.pop(article, None)
        needed = _needed(chosen)
        likest = sorted((each for each in shared if shared[each] >= needed), key=lambda each: (-shared[each], each))
        return [
            other for other in likest[:_COMPARED] if estimated_containment(chosen, self._sketch(other)) >= _ESTIMATED
        ]

    def _elect(self, candidate: int, wording: Wording) -> bool:
        """Make a member the head of its group where a newcomer and all members are near to it, but not to the head."""
        standard = self._wording(candidate)
        if not _holds(standard, wording):
            return False
        members = self._members(self._head(candidate))
        if len(members) > _ELECTORS or not all(_holds(standard, self._wording(member)) for member in members):
            return False
        self._db.conn.executemany(
            "update duplicate_group set grp = ? where article = ?", [(candidate, member) for member in members]
        )
        # The others were measured by the old head: from now on each must be found by itself.
        for member in members:
            self._drop_anchors(member, self._sketch(member))
        return True

    # Rows

    def _head(self, article: int) -> int:
        row = self._db.conn.execute("select grp from duplicate_group where article = ?", (article,)).fetchone()
        return article if row is None else int(row[0])

    def _is_grouped(self, article: int) -> bool:
        row = self._db.conn.execute("select 1 from duplicate_group where article = ?", (article,)).fetchone()
        return row is not None

    def _members(self, group: int) -> list[int]:
        rows = self._db.conn.execute("select article from duplicate_group where grp = ? order by article", (group,))
        return [int(row[0]) for row in rows]

    def _sketch(self, article: int) -> Sketch:
        row = self._db.conn.execute("select shingles from duplicate_sketch where article = ?", (article,)).fetchone()
        return () if row is None else unpacked(row[0])

    def _compared(self, article: int) -> list[str]:
        stretches = self._read(article)
        if stretches is None:
            raise UserError(f"There is no article {article}; 'list' shows the ids.")
        return stretches

    def _read(self, article: int) -> list[str] | None:
        row = self._db.conn.execute(
            "select t.text, a.title, a.title_derived from article a join article_text t on t.article = a.id"
            " where a.id = ?",
            (article,),
        ).fetchone()
        if row is None:
            return None
        parts = [
            Part(role=role, start=start, end=end)
            for role, start, end in self._db.conn.execute(
                'select role, start, "end" from part where article = ? order by start', (article,)
            )
        ]
        text, title, derived = row
        return compared(text, parts, title="" if derived else title or "")

    def _wording(self, article: int) -> Wording:
        """Read an article's wording, or remember it: the head of a large group is asked for again and again."""
        row = self._db.conn.execute("select digest from duplicate_sketch where article = ?", (article,)).fetchone()
        if row is None:
            return nearness.wording(self._compared(article))
        key = (article, int(row[0]))
        found = self._wordings.get(key) or nearness.wording(self._compared(article))
        self._wordings[key] = found
        self._wordings.move_to_end(key)
        if len(self._wordings) > _REMEMBERED:
            self._wordings.popitem(last=False)
        return found


def _needed(chosen: Sketch) -> int:
    """Say how many shingles of a sketch another article must have chosen to be looked at."""
    return min(2, len(chosen)) or 1


@cache
def _sharing(size: int) -> str:
    """Write the statement that lists the articles that chose one of so many shingles, each as often as it shares one."""
    one = f"select article from (select article from duplicate_anchor where shingle = ? order by article limit {_EACH})"
    return " union all ".join([one] * size)


def _holds(standard: Wording, wording: Wording) -> bool:
    return near(wording, standard) and containment(wording, standard) >= _ELECTED
