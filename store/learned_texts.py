"""The texts that suggestions are learned from and made for, as they are read: whole articles, and their sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.database import Database
from store.db import chunks, places
from store.query.columns import stretches_of
from store.suggest.features import READ
from store.suggest.sentences import Span, sentences_read


def learned_texts(db: Database, articles: Sequence[int]) -> tuple[list[int], list[str]]:
    """Read what is learned from, title and text without boilerplate, of articles that are there: their ids in order, texts."""
    ids, found = [], []
    for some in chunks(sorted(articles)):
        for article, title, text, ranges in db.conn.execute(
            "select a.id, a.title, t.text, coalesce(i.parts, '') from article a join article_text t on t.article = a.id"
            f" left join indexed i on i.article = a.id where a.id in ({places(some)}) order by a.id",
            some,
        ):
            ids.append(int(article))
            found.append(_learned_text(title, text, ranges))
    return ids, found


def cut_articles(db: Database, articles: Sequence[int]) -> Iterator[tuple[int, str, tuple[Span, ...]]]:
    """Give id, text and the sentences to read of these articles, in the order of their ids."""
    for some in chunks(sorted(articles)):
        parts: dict[int, list[tuple[int, int, str]]] = {}
        for article, start, end, role in db.conn.execute(
            f'select article, start, "end", role from part where article in ({places(some)}) order by article, start',
            some,
        ):
            parts.setdefault(article, []).append((start, end, role))
        rows = db.conn.execute(
            f"select article, text from article_text where article in ({places(some)}) order by article", some
        )
        for article, text in rows:
            yield article, text, sentences_read(text, parts.get(article, ()))


def _learned_text(title: str | None, text: str, ranges: str) -> str:
    stretches = stretches_of(ranges) if "boilerplate" in ranges else ()
    body = "\n".join(text[start:end] for role, start, end in stretches if role != "boilerplate") if stretches else text
    return body[:READ] if title is None or title in body[: len(title) + 200] else f"{title}\n{body[:READ]}"
