"""What is known of a mark beside its place and its name, as JSON formats write it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from store.records import Tagging

if TYPE_CHECKING:
    from store.dataset.items import Span


def written_attributes(tagging: Tagging) -> str:
    """Write the attributes of a tagging as one JSON object, in the order that its tag defines; empty where it has none."""
    return json.dumps(dict(tagging.attributes), ensure_ascii=False) if tagging.attributes else ""


def tagging_details(tagging: Tagging) -> dict[str, Any]:
    """Give the tag, and what is known of the tagging: annotator, note, certainty in per cent, attributes."""
    details = {
        "annotator": tagging.annotator,
        "note": tagging.note,
        "certainty": tagging.certainty,
        "attributes": dict(tagging.attributes),
    }
    return {"tag": tagging.tag, **{name: value for name, value in details.items() if value not in (None, "", {})}}


def span_details(span: Span) -> dict[str, Any]:
    """Give what is known of a span: the normal form of a date or an amount, certainty in per cent, attributes."""
    details: dict[str, Any] = {}
    if span.value is not None:
        details["value"] = span.value
    if span.certainty is not None:
        details["certainty"] = span.certainty
    if span.attributes:
        details["attributes"] = json.loads(span.attributes)
    return details
