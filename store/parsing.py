"""Parsing in bulk: items to drafts with their digests, in processes of their own where there are many."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from store.digest import Digest, digest
from store.items import Item, weight, without_bytes
from store.parse import parse_html, parse_text
from store.parse.reading import record_of
from store.parse.rowtext import parse_row_text
from store.records import ArticleDraft, Part
from store.workers import Workers, while_wanted

CHUNK = 24
"""How many items go to a process at once."""

ROWS = 96
"""How many rows of a table do: there is little to each."""

HEAVY = 256 * 1024
"""From how many bytes on a chunk is full, whatever its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What became of an item: a draft with its digest, or why there is none."""

    draft: ArticleDraft | None = None
    digest: Digest | None = None
    failure: str | None = None
    tags: tuple[str, ...] = ()


def parse_items(items: Sequence[Item]) -> list[Parsed]:
    """Parse some items, in their order; content that cannot be read is a failure, never an error."""
    return [_parse(item) for item in while_wanted(items)]


def _parse(item: Item) -> Parsed:
    record = record_of(item.piece, name=item.name, html=parse_html, plain=parse_row_text if item.row else parse_text)
    if record.draft is None:
        return Parsed(failure=record.failure or "There is no article in it.")
    draft = record.draft
    if not draft.parts:
        draft = replace(draft, parts=(Part(role="body", start=0, end=len(draft.text)),))
    return Parsed(draft=draft, digest=digest(draft), tags=record.tags)


def parse_all(items: Iterable[Item], workers: Workers) -> Iterator[tuple[Item, Parsed]]:
    """Parse a stream of items on every core, in order; a bounded number is in memory at any time."""
    under_way: deque[list[Item]] = deque()

    def chunks() -> Iterator[list[Item]]:
        for chunk in _chunks(items):
            under_way.append(chunk)
            yield [without_bytes(item) for item in chunk]

    for parsed in workers.map(parse_items, chunks()):
        yield from zip(under_way.popleft(), parsed, strict=True)


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += weight(item)
        if len(chunk) >= (ROWS if item.row else CHUNK) or size >= HEAVY:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
