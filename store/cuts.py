"""Cuts: where the sentences and paragraphs of each article begin; a cache, made with the text and kept by the project.

Asking which names stand in one sentence would otherwise mean reading every text of the project again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from store.database import Database
from store.db import chunks, places, writing
from store.records import Progress
from store.text.beginnings import Beginnings, beginnings, packed, unpacked
from store.text.sentences import paragraphs, sentences

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Unit = Literal["sentence", "paragraph", "article"]
"""Within what two names must stand together."""

SHIFT = 24
"""Texts are shorter than 2 to this power, in code points."""

VERSION = 1
"""Raised with every change of how sentences are cut: cuts of another version are made anew."""

_BATCH = 200
_STALE = f"""from article a left join cut c on c.article = a.id
    where a.removed = 0 and (c.article is null or c.version <> {VERSION})"""


class Cuts:
    """The beginnings of sentences and paragraphs, in code points."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, articles: Collection[int], unit: Unit) -> Mapping[int, Sequence[int]]:
        """Give the beginnings of the units of these articles, ascending; an article as a whole is not cut.

        What the cache does not hold is cut now, and not kept.
        """
        if unit == "article":
            return dict.fromkeys(articles, (0,))
        kept = self._kept(articles, unit)
        missing = [article for article in articles if article not in kept]
        return {**kept, **self._cut_now(missing, unit)} if missing else kept

    def flat(self, articles: Sequence[int], unit: Unit) -> npt.NDArray[np.int64]:
        """Give the beginnings of the units of these articles as one array of `article << SHIFT | beginning`, ascending."""
        import numpy as np

        rows = self._db.conn.execute(
            f"select article, {unit}s from cut where version = {VERSION} and article in (select value from json_each(?))",
            (f"[{','.join(map(str, articles))}]",),
        ).fetchall()
        missing = set(articles) - {row[0] for row in rows} if len(rows) < len(articles) else ()
        if missing:
            rows += [(article, packed(starts)) for article, starts in self._cut_now(sorted(missing), unit).items()]
        rows.sort()
        numbers = np.frombuffer(b"".join(row[1] for row in rows), dtype="<u4").astype(np.int64)
        owners = np.repeat(np.array([row[0] for row in rows], dtype=np.int64), [len(row[1]) // 4 for row in rows])
        return owners << SHIFT | numbers

    def _kept(self, articles: Collection[int], unit: Unit) -> dict[int, Sequence[int]]:
        rows = self._db.conn.execute(
            f"select article, {unit}s from cut where version = {VERSION}"
            " and article in (select value from json_each(?))",
            (f"[{','.join(map(str, articles))}]",),
        )
        return {article: unpacked(blob) for article, blob in rows}

    def _cut_now(self, articles: Sequence[int], unit: Unit) -> dict[int, Sequence[int]]:
        cut = sentences if unit == "sentence" else paragraphs
        found: dict[int, Sequence[int]] = {}
        for some in chunks(articles):
            for article, text in self._db.conn.execute(
                f"select article, text from article_text where article in ({places(some)})", some
            ):
                found[article] = [start for start, _ in cut(text)]
        return found

    def feed(self, article: int, text: str) -> None:
        """Cut the text of an article, new or as it is from now on, inside the caller's transaction."""
        self.feed_many([(article, beginnings(text))])

    def feed_many(self, cut: Iterable[tuple[int, Beginnings]]) -> None:
        """Keep how the texts of these articles were cut, inside the caller's transaction."""
        self._db.conn.executemany(
            "insert or replace into cut(article, version, sentences, paragraphs) values (?, ?, ?, ?)",
            [(article, VERSION, *starts) for article, starts in cut],
        )

    def stale(self) -> int:
        """Count the articles that are not cut yet, or were in another way."""
        return int(self._db.conn.execute(f"select count(*) {_STALE}").fetchone()[0])

    def rebuild(self) -> Iterator[Progress]:
        """Cut every article that is stale, in batches of their own transactions; may be stopped at any yield."""
        waiting = [row[0] for row in self._db.conn.execute(f"select a.id {_STALE} order by a.id")]
        for start in range(0, len(waiting), _BATCH):
            with writing(self._db) as connection:
                for article in waiting[start : start + _BATCH]:
                    text = connection.execute("select text from article_text where article = ?", (article,)).fetchone()
                    self.feed(article, text[0])
            yield Progress(done=min(start + _BATCH, len(waiting)), total=len(waiting), label="Cutting into sentences")
