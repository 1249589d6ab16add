"""Recognition of one article: the gazetteer and the patterns, settled into mentions that do not overlap."""

from __future__ import annotations

from collections.abc import Sequence

from store.recognition.gazetteer import Gazetteer
from store.recognition.linking import link
from store.recognition.reading import masked, read
from store.recognition.settling import recognition, settle
from store.records import Part, Recognition


def recognize(
    text: str,
    parts: Sequence[Part],
    *,
    gazetteer: Gazetteer,
    language: str | None,
    published: str | None,
    outlet: str | None = None,
    authors: Sequence[str] = (),
) -> Recognition:
    """Return the mentions of an article and the entities it names for the first time.

    Positions are code points of `text`; mentions are in order and never overlap. `published` (ISO 8601) is what
    relative dates are counted from. The result depends on the arguments alone, so running again changes nothing.
    """
    seen = masked(text, parts)
    known = link(seen, list(gazetteer.find(seen)))
    reading = read(seen, parts, known=known, published=published, language=language)
    finds = list(reading.known)
    return recognition(settle(finds))
