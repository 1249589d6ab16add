"""Arbitration: what is offered where the taught recogniser and the patterns both have a say.

Of a type that was taught only what the taught recogniser sees is offered; a find of the patterns that it agrees with
lends it the entity and the value. Finds of other types stay, where nothing taught overlaps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from store.recognition.learned.sights import Spotted
from store.records import FoundEntity, FoundMention, Recognition

ORIGIN = "learned"
"""The origin of a mention that the project's own recogniser offers."""


def arbitrate(found: Recognition, seen: Sequence[Spotted], taught: frozenset[str]) -> Recognition:
    """Settle what the patterns found with what the taught recogniser sees, of the types it was taught."""
    learned = [_mention(each, found.mentions) for each in seen]
    rest = [
        each
        for each in found.mentions
        if each.type not in taught and not any(_overlap(each, other) for other in learned)
    ]
    mentions = sorted([*learned, *rest], key=lambda mention: (mention.start, mention.end, mention.type))
    return _without_unused(mentions, found.entities)


def _mention(seen: Spotted, found: Iterable[FoundMention]) -> FoundMention:
    start, end, kind, odd = seen
    mention = FoundMention(start=start, end=end, type=kind, origin=ORIGIN, score=odd)
    for each in found:
        if each.type != kind or not _overlap(each, mention):
            continue
        if (each.start, each.end) == (start, end):
            return replace(mention, entity=each.entity, new=each.new, value=each.value)
        if each.value is not None:
            mention = replace(mention, value=each.value)
    return mention


def _overlap(one: FoundMention, other: FoundMention) -> bool:
    return one.start < other.end and other.start < one.end


def _without_unused(mentions: Sequence[FoundMention], entities: Sequence[FoundEntity]) -> Recognition:
    """Drop the new entities that no mention names any more, nor operates what one names, and number the rest anew."""
    needed = {each.new for each in mentions if each.new is not None}
    needed |= {operator for each in needed if (operator := entities[each].operator_new) is not None}
    numbers = {old: number for number, old in enumerate(sorted(needed))}
    kept = [
        entity if entity.operator_new is None else replace(entity, operator_new=numbers[entity.operator_new])
        for entity in (entities[old] for old in numbers)
    ]
    renumbered = [each if each.new is None else replace(each, new=numbers[each.new]) for each in mentions]
    return Recognition(mentions=tuple(renumbered), entities=tuple(kept))
