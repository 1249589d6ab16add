"""The mentions of an article, grouped by the entity they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.records import ENTITY_TYPES, Entity, Mention
from ui.tagging.names import both_names


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityGroup:
    """One entity (or, where none is known, one wording of one type) with its mentions in the order of the text."""

    id: int
    type: str
    name: str
    second: str
    known: bool
    mentions: tuple[Mention, ...]

    @property
    def suggested(self) -> tuple[Mention, ...]:
        """The mentions that wait for review."""
        return tuple(mention for mention in self.mentions if mention.state == "suggested")


def entity_groups(
    mentions: Sequence[Mention], entities: Mapping[int, Entity], language: str | None
) -> tuple[EntityGroup, ...]:
    """Group mentions by entity; ordered by type, then by where each is first mentioned, so that review moves nothing.

    The id of a group is that of its entity, or below 0 where there is none.
    """
    grouped: dict[tuple[object, ...], list[Mention]] = {}
    for mention in sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.id)):
        grouped.setdefault(_key(mention), []).append(mention)
    groups = [_group(tuple(found), entities, language) for found in grouped.values()]
    return tuple(sorted(groups, key=lambda group: (_rank(group.type), group.mentions[0].start)))


def _key(mention: Mention) -> tuple[object, ...]:
    if mention.entity_id is not None:
        return (mention.entity_id,)
    return (mention.type, " ".join(mention.quote.split()).casefold())


def _group(mentions: tuple[Mention, ...], entities: Mapping[int, Entity], language: str | None) -> EntityGroup:
    first = mentions[0]
    entity = entities.get(first.entity_id) if first.entity_id is not None else None
    name, second = both_names(entity, language) if entity else (" ".join(first.quote.split()), "")
    return EntityGroup(
        id=first.entity_id if first.entity_id is not None else -first.id,
        type=entity.type if entity else first.type,
        name=name,
        second=second,
        known=entity is not None,
        mentions=mentions,
    )


def _rank(kind: str) -> int:
    # Types of the project's own stand behind the names and before the values.
    return ENTITY_TYPES.index(kind) if kind in ENTITY_TYPES else ENTITY_TYPES.index("technology")


def count_text(group: EntityGroup) -> str:
    """Say how often a group is mentioned and how much of it is only suggested."""
    total, waiting = len(group.mentions), len(group.suggested)
    if waiting == total:
        return "suggested" if total == 1 else f"suggested · {total:,}"
    return f"{total - waiting:,} · {waiting:,} suggested" if waiting else f"{total:,}"
