"""What the facet panel shows for a filter: read from the store on a thread, handed over as one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from store.facets import facets
from store.records import Facet, FacetValue
from ui.articles.terms import terms, without_field

if TYPE_CHECKING:
    from store import Store

ALWAYS = ("year", "language", "outlet", "tag", "status")
"""The facets of the store that are shown, besides the entities."""
FILTER_FIELDS = {"year": "date", "language": "lang", "outlet": "outlet", "status": "status"}
"""Facets of which an article has one value, and their field in a filter: chosen, they still offer the other values."""
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
MOST_ENTITIES = 500
"""So many entities, of all types together, are counted; the filter box finds the others."""
MOST = 200
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
    sections = [_section(store, found[field]) for field in ("language", "outlet", "tag") if field in found]
    status = [_section(store, found["status"])] if "status" in found else []
    entities = _entity_sections(store, query)
    # Systems are what most questions are about; the other types are folded and come last.
    systems = [section for section in entities if section.field == "entity.system"]
    sections += systems + status + [section for section in entities if section not in systems]
    return Counts(
        query=query,
        total=store.search.count(query),
        done=store.search.count(f"({query}) status:done" if query.strip() else "status:done"),
        years=tuple(sorted(_years(found["year"].values if "year" in found else ()))),
        sections=tuple(section for section in sections if section.values),
    )


def _facets(store: Store, query: str) -> Iterator[Facet]:
    """The facets under the filter; a field that is filtered by is counted as if it were not."""
    chosen = {term.field for term in terms(query) if term.field and not term.negated}
    free = [field for field in ALWAYS if FILTER_FIELDS.get(field) not in chosen]
    yield from store.facets(query, fields=free)
    for field in ALWAYS:
        if field not in free:
            yield from store.facets(without_field(query, FILTER_FIELDS[field]), fields=[field])


def _years(values: Iterable[FacetValue]) -> Iterator[tuple[int, int]]:
    for value in values:
        if value.value.isdigit():
            yield int(value.value), value.count


def _section(store: Store, facet: Facet) -> Section:
    values = tuple(_value(store, facet.field, value) for value in facet.values[:MOST] if value.value)
    more = facet.more + max(0, len(facet.values) - MOST)
    return Section(field=facet.field, title=TITLES[facet.field], values=values, more=more)


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


def _entity_sections(store: Store, query: str) -> list[Section]:
    """A section for each type of entity, systems first, then in the order of the project's types."""
    # The filter keeps entities that were never met out of the count: a gazetteer has thousands.
    met = store.entities.counts(f"({query}) has:mention" if query.strip() else "has:mention")
    types = {counted.entity.name: counted.entity.type for counted in reversed(met)}
    by_type: dict[str, list[Value]] = {}
    (facet,) = facets(store.db, store.search, query, fields=["entity"], limit=MOST_ENTITIES)
    for value in facet.values:
        if value.value in types:
            by_type.setdefault(types[value.value], []).append(_value(store, "entity", value))
    order = [*TYPE_LABELS, *(type_ for type_ in store.entities.types() if type_ not in TYPE_LABELS)]
    return [
        Section(
            field=f"entity.{type_}",
            title=f"Entities · {TYPE_LABELS.get(type_, type_)}",
            values=tuple(by_type[type_][:MOST]),
            more=max(0, len(by_type[type_]) - MOST),
        )
        for type_ in order
        if type_ in by_type
    ]
