"""Settling: of finds that overlap one remains, and finds become mentions and new entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from store.recognition.find import Find
from store.recognition.folding import fold_name
from store.recognition.korean import is_hangul
from store.records import EntityName, FoundEntity, FoundMention, Recognition

_TYPES = (
    "person", "system", "award", "event", "programme", "organisation", "place", "technology", "time", "date", "amount"
)  # fmt: skip
_PRIORITY = {name: rank for rank, name in enumerate(_TYPES)}
_ORIGINS = {"gazetteer": 0, "abbreviation": 1, "pattern": 2, "second": 3}
_GUESSED = {"gazetteer": 3, "abbreviation": 2, "pattern": 3, "second": 4}
_KEEPS_ITS_NAME = ("system", "programme", "person")


def settle(finds: Iterable[Find]) -> list[Find]:
    """Return finds that do not overlap, in order: the longest stay, then known before guessed, then by type
    (a technology gives way to any other: a smart street light that a city puts up is a system).

    A guessed system or programme that only adds words around a known one of its type gives way to the known one.
    """
    pool = _without_padding(list(finds))
    pool.sort(key=_rank)
    taken: list[Find] = []
    occupied = bytearray(max((find.end for find in pool), default=0))
    for find in pool:
        if occupied.find(1, find.start, find.end) < 0:
            taken.append(find)
            occupied[find.start : find.end] = b"\1" * (find.end - find.start)
    taken.sort(key=lambda find: find.start)
    return taken


def recognition(finds: Iterable[Find], operators: Mapping[int, Find] | None = None) -> Recognition:
    """Return the mentions and the new entities behind them: one entity for equal names of a type, or a group.

    `operators` gives, by the place of a find, who runs the system it names: equal names of two operators are two entities.
    """
    entities: list[FoundEntity] = []
    index: dict[tuple[str, str, str], int] = {}
    owned: dict[int, Find] = {}
    mentions = []
    for place, find in enumerate(finds):
        new = None
        if find.entity is None and find.name:
            owner = (operators or {}).get(place)
            new = _entity_of(find, entities, index, _identity(owner))
            if owner is not None:
                owned.setdefault(new, owner)
        mentions.append(
            FoundMention(
                start=find.start,
                end=find.end,
                type=find.type,
                origin=find.origin,
                score=find.score,
                entity=find.entity,
                new=new,
                value=find.value,
            )
        )
    for new, owner in owned.items():
        number = index.get((owner.type, fold_name(owner.name), "")) if owner.name else None
        entities[new] = replace(entities[new], operator=owner.entity, operator_new=number)
    return Recognition(mentions=tuple(mentions), entities=tuple(entities))


def _identity(owner: Find | None) -> str:
    if owner is None:
        return ""
    return (
        str(owner.entity) if owner.entity is not None else f"{owner.type} {fold_name(owner.group or owner.name or '')}"
    )


def _rank(find: Find) -> tuple[int, bool, int, int, float, int]:
    return (
        find.start - find.end,
        find.type == "technology",
        _ORIGINS.get(find.origin, 9) if find.entity is not None else _GUESSED.get(find.origin, 9),
        _PRIORITY.get(find.type, 99),
        -find.score,
        find.start,
    )


def _without_padding(finds: list[Find]) -> list[Find]:
    known: dict[tuple[str, int], list[Find]] = {}
    for find in finds:
        if find.entity is not None and find.type in _KEEPS_ITS_NAME:
            known.setdefault((find.type, find.end), []).append(find)
    if not known:
        return finds
    return [
        find
        for find in finds
        if find.origin != "pattern"
        or find.entity is not None
        or find.own
        or not any(find.holds(other) for other in known.get((find.type, find.end), ()))
    ]


def _entity_of(find: Find, entities: list[FoundEntity], index: dict[tuple[str, str, str], int], operator: str) -> int:
    name = find.name or ""
    keys = [(find.type, fold_name(name), operator)]
    if find.group:
        keys.append((find.type, fold_name(find.group), operator))
    place = next((index[key] for key in keys if key in index), None)
    if place is None:
        place = len(entities)
        entities.append(FoundEntity(type=find.type, names=()))
    for key in keys:
        index.setdefault(key, place)
    entity = entities[place]
    if all(fold_name(known.name) != fold_name(name) for known in entity.names):
        named = EntityName(name=name, language=language_of(name), preferred=not entity.names)
        entities[place] = replace(entity, names=(*entity.names, named))
    return place


def language_of(name: str) -> str | None:
    """Return `ko` for a name with Hangul, `en` for one of Latin letters, None for an acronym or number."""
    if any(is_hangul(mark) for mark in name):
        return "ko"
    return "en" if any(mark.islower() and mark.isascii() for mark in name) else None
