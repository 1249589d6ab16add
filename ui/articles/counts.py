"""What the facet panel shows for a filter: read from the store on a thread, handed over as one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from store.records import Facet, FacetValue
from store.text.normal import folded

if TYPE_CHECKING:
    from store import Store

ALWAYS = (
    "year", "month", "language", "outlet", "author", "tag", "entity_type", "status", "annotator", "batch", "duplicate",
)  # fmt: skip
"""The facets of the store that are shown, besides the entities."""
APART = ("year", "month", "language", "outlet", "status")
"""Facets of which an article has one value: chosen, they still offer the other values."""
TITLES = {
    "language": "Language",
    "outlet": "Outlet",
    "author": "Author",
    "tag": "Tags",
    "entity_type": "Entity types",
    "status": "Status",
    "annotator": "Annotators",
    "batch": "Imports",
    "duplicate": "Copies",
    "date": "Not dated",
}
UNSET = {
    "language": ("-has:language", "No language"),
    "outlet": ("-has:outlet", "No outlet"),
    "author": ("-has:author", "No author"),
    "tag": ("-has:tag", "No tag"),
    "date": ("-has:date", "No date"),
}
"""What articles are found by that have no value of a field, and what it is called."""
FIELDS = {
    "language": "lang", "outlet": "outlet", "author": "author", "tag": "tag", "entity_type": "type", "entity": "entity",
    "status": "status", "annotator": "annotator", "batch": "batch",
}  # fmt: skip
"""The field of the filter language by which the values of a section are found."""
LAST = ("annotator", "batch", "duplicate", "date")
"""The sections that come after the entities."""
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
EVERY = 1_000_000
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
    """All that the facet panel and the status line say of one filter; `years` pairs a year with its articles.

    `months` pairs a month such as `2021-03` with its own.
    """

    query: str = ""
    total: int = 0
    done: int = 0
    years: tuple[tuple[int, int], ...] = ()
    months: tuple[tuple[str, int], ...] = ()
    sections: tuple[Section, ...] = ()


def read_counts(store: Store, query: str) -> Counts:
    """Count everything for a filter; raises QueryError if it cannot be parsed."""
    found = {facet.field: facet for facet in _facets(store, query)}
    asked = [_with(query, term) for term in ("status:done", *(term for term, _ in UNSET.values()))]
    total, done, *without = store.search.counts([query, *asked])
    unset = dict(zip(UNSET, without, strict=True))
    first = [_section(store, field, found, unset) for field in ("language", "outlet", "author", "tag", "entity_type")]
    status = _section(store, "status", found, unset)
    entities = _entity_sections(store, [facet for facet in found.values() if facet.field.startswith(ENTITY)])
    # Systems are what most questions are about; the other types are folded and come last.
    systems = [section for section in entities if section.field == f"{ENTITY}system"]
    others = [section for section in entities if section not in systems]
    last = [_section(store, field, found, unset) for field in LAST]
    return Counts(
        query=query,
        total=total,
        done=done,
        years=tuple(sorted(_years(found["year"].values if "year" in found else ()))),
        months=tuple(sorted((each.value, each.count) for each in found["month"].values) if "month" in found else ()),
        sections=tuple(section for section in (*first, *systems, status, *others, *last) if section.values),
    )


def found_values(store: Store, query: str, field: str, text: str) -> tuple[Value, ...]:
    """Find the values of a section's field whose name begins with a text, then those that hold it, at most `MOST`."""
    sought = folded(text.strip())
    plain, is_entity = field.partition(".")[0], field.startswith(ENTITY)
    facets = store.facets(query, fields=[plain], limit=EVERY, by_type=is_entity, apart=APART)
    values = [_value(store, plain, value) for facet in facets if facet.field == field for value in facet.values]
    names = [(folded(value.label), value) for value in values]
    begin = [value for name, value in names if any(part.startswith(sought) for part in name.split(" · "))]
    within = [value for name, value in names if sought in name and value not in begin]
    return tuple((*begin, *within)[:MOST])


def _with(query: str, term: str) -> str:
    return f"({query}) {term}" if query.strip() else term


def _facets(store: Store, query: str) -> tuple[Facet, ...]:
    """The facets under the filter; a field that is filtered by is counted as if it were not."""
    return store.facets(query, fields=[*ALWAYS, "entity"], limit=MOST, by_type=True, apart=APART)


def _years(values: Iterable[FacetValue]) -> Iterator[tuple[int, int]]:
    for value in values:
        if value.value.isdigit():
            yield int(value.value), value.count


def _section(store: Store, field: str, found: Mapping[str, Facet], unset: Mapping[str, int]) -> Section:
    facet = found.get(field) or Facet(field=field, values=())
    values = [*_values(store, field, facet)]
    if unset.get(field):
        term, label = UNSET[field]
        values.append(Value(term=term, label=label, count=unset[field]))
    return Section(field=field, title=TITLES[field], values=tuple(values), more=facet.more)


_latest: dict[str, tuple[Facet, tuple[Value, ...]]] = {}
"""What was made last of the facet of each field: after most changes of a project it is the very same."""


def _values(store: Store, field: str, facet: Facet) -> tuple[Value, ...]:
    known = _latest.get(facet.field)
    if known is None or known[0] is not facet:
        values = tuple(_value(store, field, value) for value in facet.values if value.value)
        known = _latest[facet.field] = (facet, values)
    return known[1]


def _value(store: Store, field: str, value: FacetValue) -> Value:
    return Value(
        term=store.facet_term(field, value.value),
        label=label_of(field, value.value, value.label),
        count=value.count,
        depth=value.depth,
        colour=value.colour,
    )


def label_of(field: str, value: str, label: str | None = None) -> str:
    """What a value of a section is called; `label` is its own name, if it has another one than its value."""
    if field == "language":
        return language_name(value)
    if field == "status":
        return STATUS_LABELS.get(value, value)
    if field == "entity_type":
        return TYPE_LABELS.get(value, value).capitalize()
    if field == "duplicate":
        return "Has copies"
    return label or value


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
            values=_values(store, "entity", facet),
            more=facet.more,
        )
        for type_, facet in sorted(by_type.items(), key=lambda each: (order.get(each[0], len(order)), each[0]))
    ]
