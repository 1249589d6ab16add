"""How the tagging panel shares out its height: few rows take only those rows, the codebook gets what is left."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the sections of the panel would need to show all they have, in pixels, the height of a row, and how
    many rows the suggestions have."""

    codebook: int
    suggestions: int
    taggings: int
    entities: int
    relations: int
    note: int
    row: int
    suggested: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Heights:
    """What each section gets, in pixels, from top to bottom."""

    codebook: int
    suggestions: int
    taggings: int
    entities: int
    relations: int
    note: int


TAGS = 10
"""So many rows the codebook keeps, if it has them, before the lists below it get more than the least."""
LEAST_NOTE = 80
"""So much of the note stays in a low panel, in pixels: its heading and a line or two."""
_TAGGINGS, _ENTITIES, _RELATIONS = (1, 4), (2, 6), (2, 4)
"""Fewest and most rows of a list while the codebook still wants more."""


def shared(room: int, wanted: Wanted) -> Heights:
    """Share out `room` pixels.

    The lists get the rows they have, up to some; the codebook all that is left. What it does not need goes to the
    entities, then to the relations, the taggings and the note. In a low panel the lists, and then the note, give
    height back to the codebook first.
    """
    suggestions, note = wanted.suggestions, wanted.note
    relations = _cut(wanted.relations, _RELATIONS[1], wanted)
    most_taggings, most_entities = (
        _cut(wanted.taggings, _TAGGINGS[1], wanted),
        _cut(wanted.entities, _ENTITIES[1], wanted),
    )
    taggings, entities = most_taggings, most_entities
    codebook = room - suggestions - note - taggings - entities - relations
    least = min(wanted.codebook, _least_codebook(wanted))
    relations, codebook = _given(relations, _cut(wanted.relations, _RELATIONS[0], wanted), codebook, least)
    entities, codebook = _given(entities, _cut(wanted.entities, _ENTITIES[0], wanted), codebook, least)
    taggings, codebook = _given(taggings, _cut(wanted.taggings, _TAGGINGS[0], wanted), codebook, least)
    note, codebook = _given(note, min(note, LEAST_NOTE), codebook, least)
    codebook, entities = _given(codebook, wanted.codebook, entities, wanted.entities)
    codebook, relations = _given(codebook, wanted.codebook, relations, wanted.relations)
    codebook, taggings = _given(codebook, wanted.codebook, taggings, wanted.taggings)
    codebook, note = _given(codebook, wanted.codebook, note, room)
    return Heights(
        codebook=codebook,
        suggestions=suggestions,
        taggings=taggings,
        entities=entities,
        relations=relations,
        note=note,
    )


def _least_codebook(wanted: Wanted) -> int:
    # Its heading and its foot are as high as two rows and some pixels.
    return (TAGS + 2) * wanted.row + 12


def _cut(height: int, rows: int, wanted: Wanted) -> int:
    """A list's height with at most so many rows; its heading is as high as the suggestions without their rows."""
    return min(height, wanted.suggestions + (rows - wanted.suggested) * wanted.row)


def _given(giver: int, keeps: int, taker: int, wants: int) -> tuple[int, int]:
    """Let one section give what it has over `keeps` to another, as far as that one still wants."""
    amount = max(0, min(giver - keeps, wants - taker))
    return giver - amount, taker + amount
