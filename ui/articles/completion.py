"""What could follow in the filter box: fields, and the values that the project has for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.errors import UserError
from store.query.lexer import FIELDS, quote
from store.query.parser import HAS, IS, SCOPES
from store.records import STATUSES
from ui.articles.terms import Term, removed, term_at

if TYPE_CHECKING:
    from store import Store

FIXED = {"has": HAS, "in": SCOPES, "is": IS, "status": STATUSES}
FACETS = {"lang": "language", "outlet": "outlet", "author": "author", "annotator": "annotator", "batch": "batch"}
NAMED: dict[str, Callable[[Store], Iterable[str]]] = {
    "tag": lambda store: (tag.path for tag in store.codebook.tags()),
    "type": lambda store: store.entities.types(),
    "view": lambda store: (view.name for view in store.views.all()),
    "sample": lambda store: store.samples.terms(),
}
UNCOUNTED = frozenset({"in", "like", "near", "similar", "id", "source", "date"})
LIMIT = 10
"""So many proposals are read at a glance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Where the cursor stands in a filter: what was typed of a field or a value, and the text it would replace."""

    field: str | None
    typed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A field or a value that could follow, and how many articles it leaves where that is known."""

    text: str
    count: int | None = None


def gap(query: str, cursor: int) -> Gap | None:
    """What could be completed at the cursor (a code point of `query`), or None inside and after finished text."""
    term = term_at(query, cursor)
    if not term.text or cursor != term.end:
        return None
    if term.field is None:
        return _field_gap(term)
    value = term.text.partition(":")[2]
    inside = value.count('"') % 2 == 1
    last = value.rpartition(",")[2] if not inside else value[value.rfind('"') :]
    if not inside and last.endswith('"'):
        return None
    return Gap(field=term.field, typed=last.strip('"'), start=term.end - len(last), end=term.end)


def completed(query: str, where: Gap, proposal: str) -> tuple[str, int]:
    """The filter with the proposal in the gap, and where the cursor stands then."""
    text = f"{proposal}:" if where.field is None else quote(proposal)
    return query[: where.start] + text + query[where.end :], where.start + len(text)


def proposals(store: Store, where: Gap) -> tuple[str, ...]:
    """The fields or values that fit what was typed, best first."""
    if where.field is None:
        return tuple(field for field in FIELDS if field.startswith(where.typed.lower()))
    return tuple(_fitting(_values(store, where), where.typed))[:LIMIT]


def counted(store: Store, query: str, where: Gap, *, wanted: Callable[[], bool] = lambda: True) -> tuple[Proposal, ...]:
    """The proposals with how many articles each leaves under the rest of the filter; uncounted where that cannot be read.

    Once they are not `wanted` any more there are none, and no further one is counted.
    """
    found = proposals(store, where) if wanted() else ()
    if where.field is None or where.field in UNCOUNTED:
        return tuple(Proposal(text=text) for text in found)
    rest = removed(query, term_at(query, where.end))
    rest = f"({rest}) " if rest else ""
    made: list[Proposal] = []
    try:
        for text in found:
            if not wanted():
                return ()
            made.append(Proposal(text=text, count=store.search.count(f"{rest}{where.field}:{quote(text)}")))
    except UserError:
        return tuple(Proposal(text=text) for text in found)
    return tuple(sorted(made, key=lambda proposal: not proposal.count))  # those that leave nothing come last


def _field_gap(term: Term) -> Gap | None:
    typed = term.text.removeprefix("-")
    if not typed.isascii() or not typed.isalpha():
        return None
    return Gap(field=None, typed=typed, start=term.end - len(typed), end=term.end)


def _values(store: Store, where: Gap) -> Iterable[str]:
    if where.field in FIXED:
        return FIXED[where.field]
    if where.field in NAMED:
        return NAMED[where.field](store)
    if where.field == "entity":
        return _names(store, where.typed) if where.typed else ()
    if where.field in FACETS:
        return (value.value for facet in store.facets("", fields=[FACETS[where.field]]) for value in facet.values)
    return ()


def _names(store: Store, typed: str) -> Iterable[str]:
    """For each entity the name that has what was typed, in the language in which it was typed."""
    for entity in store.entities.complete(typed, limit=LIMIT):
        names = [found.name for found in entity.names]
        yield next((name for name in names if typed.casefold() in name.casefold()), entity.name)


def _fitting(values: Iterable[str], typed: str) -> list[str]:
    """The values that begin with what was typed, then those that have it after a slash or a space, then inside."""
    key = typed.casefold()
    ranked = [(_rank(value.casefold(), key), value) for value in values]
    found = [value for rank, value in sorted(ranked, key=lambda pair: pair[0]) if rank < 3]
    return [] if found == [typed] else list(dict.fromkeys(found))


def _rank(value: str, key: str) -> int:
    if value.startswith(key):
        return 0
    if f"/{key}" in value or f" {key}" in value:
        return 1
    return 2 if key in value else 3
