"""Where a relation is anchored: the marks of the text that name its two entities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from store.dataset.items import Item, Losses, Span
from store.records import SaidRelation


class Anchored(NamedTuple):
    """A relation with the mark of its subject and that of its object."""

    said: SaidRelation
    subject: Span
    object: Span


def anchored(item: Item, losses: Losses | None = None) -> list[Anchored]:
    """Give the relations of an item whose entities are both marked in it; the others are counted where `losses` is given.

    Of several marks of an entity the first one in the passage that says so is taken, else the first in the text; accepted
    ones come before suggestions.
    """
    if not item.marked.relations:
        return []
    named: dict[int, list[Span]] = {}
    for span in sorted(item.spans, key=lambda span: span.state != "accepted"):
        if span.entity_id is not None:
            named.setdefault(span.entity_id, []).append(span)
    found = []
    for said in item.marked.relations:
        start, end = said.relation.start or 0, said.relation.end or len(item.text)
        subject = _first(named.get(said.relation.subject, ()), start, end)
        other = _first(named.get(said.relation.object, ()), start, end)
        if subject is not None and other is not None:
            found.append(Anchored(said, subject, other))
        elif losses is not None:
            losses.add("unanchored")
    return found


def ends(item: Item) -> Iterator[tuple[SaidRelation, str | None, str | None]]:
    """Give every relation of an item with the keys of the marks of its two entities; None where they are not marked."""
    found = {id(each.said): each for each in anchored(item)}
    for said in item.marked.relations:
        each = found.get(id(said))
        yield said, each and each.subject.key, each and each.object.key


def _first(spans: Sequence[Span], start: int, end: int) -> Span | None:
    inside = next((span for span in spans if start <= span.start and span.end <= end), None)
    return inside or (spans[0] if spans else None)
