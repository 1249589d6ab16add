"""Facets with their counts, and saved views."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value that can be filtered by, how many matching articles have it, and how deep it stands in its tree."""

    value: str
    count: int
    label: str = ""
    depth: int = 0
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """All offered values of one field, most frequent first (trees in their own order)."""

    field: str
    values: tuple[FacetValue, ...]
    more: int = 0


Key = int | str
"""What stands for a value of a facet: the id of a batch, tag or entity, else the value itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The name that an entity goes by, and how it is labelled: in Korean and English, where it has both."""

    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many articles have each value of one field; `more` counts the values that are not here."""

    field: str
    counts: tuple[tuple[Key, int], ...]
    more: int = 0


MODES = ("lines", "columns")
"""The forms of the list: each article on lines of its own, or in columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A saved view: a filter under a name, with the order (one of `SORTS`) and the form (one of `MODES`) of its list."""

    name: str
    query: str
    sort: str = "-published"
    mode: str = "lines"
    id: int = 0
    uid: str = ""
