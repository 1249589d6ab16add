"""What a number picks of a project: a row of a table, a span of an article."""

from __future__ import annotations

from store import Store

Numbers = tuple[int, int, int]
"""What one act is driven by."""


def pick(known: list[int], number: int) -> int:
    """Give one of these, or 1 where there is none."""
    return known[number % len(known)] if known else 1


def ids(store: Store, table: str) -> list[int]:
    """List the ids of a table."""
    return [row[0] for row in store.db.conn.execute(f"select id from {table} order by id")]


def span(store: Store, article: int, n: Numbers) -> tuple[int, int]:
    """Give up to twelve code points of an article."""
    length = len(store.articles.text(article))
    start = n[1] % length
    return start, min(length, start + 1 + n[2] % 12)
