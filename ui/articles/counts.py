"""What the facet panel shows for a filter: read from the store on a thread, handed over as one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from store.records import Facet, FacetValue

if TYPE_CHECKING:
    from store import Store

ALWAYS = ("year", "language", "outlet", "tag", "status")
"""The facets of the store that are shown, besides the entities."""
APART = ("year", "language", "outlet", "status")
"""Facets of which an article has one value: chosen, they still offer the other values."""
TITLES = {"language": "Language", "outlet": "Outlet", "tag": "Tags", "status": "Status"}
STATUS_LABELS = {"untagged": "Untagged", "started": "Started", "done": "Done", "discuss": "To discuss"}
TYPE_LABELS = {
    "system": "systems",
    "place": "places",
    "organisation": "organisations",
    "person": "persons",
    "event": "events",
    "programme": "programmes",
    "award": "awards",
    "technology": "technologies",
}
ENTITY = "entity."
"""How the field of a section begins whose values are the entities of one type."""
MOST = 50
"""So many values of a field are offered; the filter box finds the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value that can be clicked: the filter's words for it, its label, count, depth in its tree, and colour."""

    term: str
    label: str
    count: int
    depth: int = 0
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The values of one field, most frequent first; `more` counts those that are not here."""

    field: str
    title: str
    values: tuple[Value, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """All that the facet panel and the status line say of one filter; `years` pairs a year with its articles."""

    query: str = ""
    total: int = 0
    done: int = 0
    years: tuple[tuple[int, int], ...] = ()
    sections: tuple[Section, ...] = ()


def read_counts(store: Store, query: str) -> Counts:
    """Count everything for a filter; raises QueryError if it cannot be parsed."""
    found = {facet.field: facet for facet in _facets(store, query)}
    named = [_section(store, found[field]) for field in ("language", "outlet", "tag") if field in found]
    status = [_section(store, found["status"])] if "status" in found else []
    entities = _entity_sections(store, [facet for facet in found.values() if facet.field.startswith(ENTITY)])
    # Systems are what most questions are about; the other types are folded and come last.
    systems = [section for section in entities if section.field == f"{ENTITY}system"]
    sections = named + systems + status + [section for section in entities if section not in systems]
    return Counts(
        query=query,
        total=store.search.count(query),
        done=store.search.count(f"({query}) status:done" if query.strip() else "status:done"),
        years=tuple(sorted(_years(found["year"].values if "year" in found else ()))),
        sections=tuple(section for section in sections if section.values),
    )


def _facets(store: Store, query: str) -> tuple[Facet, ...]:
    """The facets under the filter; a field that is filtered by is counted as if it were not."""
    return store.facets(query, fields=[*ALWAYS, "entity"], limit=MOST, by_type=True, apart=APART)


def _years(values: Iterable[FacetValue]) -> Iterator[tuple[int, int]]:
    for value in values:
        if value.value.isdigit():
            yield int(value.value), value.count


def _section(store: Store, facet: Facet) -> Section:
    values = tuple(_value(store, facet.field, value) for value in facet.values if value.value)
    return Section(field=facet.field, title=TITLES[facet.field], values=values, more=facet.more)


def _value(store: Store, field: str, value: FacetValue) -> Value:
    return Value(
        term=store.facet_term(field, value.value),
        label=_label(field, value),
        count=value.count,
        depth=value.depth,
        colour=value.colour,
    )


def _label(field: str, value: FacetValue) -> str:
    if field == "language":
        return language_name(value.value)
    if field == "status":
        return STATUS_LABELS.get(value.value, value.value)
    return value.label or value.value


def language_name(code: str) -> str:
    """The English name of an ISO 639-1 language, or the code where it is unknown."""
    language = QLocale.codeToLanguage(code)
    return code if language == QLocale.Language.AnyLanguage else QLocale.languageToString(language)


def _entity_sections(store: Store, facets: Sequence[Facet]) -> list[Section]:
    """A section for each type of entity that is met: those with a word of ours first, in its order."""
    order = {type_: number for number, type_ in enumerate(TYPE_LABELS)}
    by_type = {facet.field.removeprefix(ENTITY): facet for facet in facets}
    return [
        Section(
            field=facet.field,
            title=f"Entities · {TYPE_LABELS.get(type_, type_)}",
            values=tuple(_value(store, "entity", value) for value in facet.values),
            more=facet.more,
        )
        for type_, facet in sorted(by_type.items(), key=lambda each: (order.get(each[0], len(order)), each[0]))
    ]
