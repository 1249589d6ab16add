"""Values of facets written as terms of the filter language."""

from __future__ import annotations

from functools import lru_cache

from store.errors import StoreBug
from store.query.lexer import quote

FACET_FIELDS = (
    "language", "outlet", "year", "month", "author", "tag", "entity_type", "entity", "status", "annotator", "batch",
    "duplicate",
)  # fmt: skip
"""The fields whose values are counted."""

_FILTER_FIELDS = {
    "language": "lang",
    "outlet": "outlet",
    "year": "date",
    "month": "date",
    "author": "author",
    "tag": "tag",
    "entity_type": "type",
    "entity": "entity",
    "status": "status",
    "annotator": "annotator",
    "batch": "batch",
    "duplicate": "has",
}


@lru_cache(maxsize=8_192)
def query_term(field: str, value: str) -> str:
    """Write one value of a facet as a term, such as `outlet:"AVING NEWS"`; raises StoreBug for an unknown field."""
    if field not in _FILTER_FIELDS:
        raise StoreBug(f"There is no facet {field}.")
    return f"{_FILTER_FIELDS[field]}:{quote(value)}"
