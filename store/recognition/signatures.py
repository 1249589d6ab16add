"""Signatures: outlet and authors where a credit, a copyright line or a byline names them, boilerplate too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.recognition.borders import starts_well
from store.recognition.find import Find
from store.recognition.gazetteer import Gazetteer
from store.recognition.korean import is_hangul, is_particle, run_after
from store.records import Part

_RIGHTS = re.compile(r"저작권|무단|Copyright|copyright|ⓒ|©|\(c\)|All [Rr]ights|제공|<[^<>\n]{2,20}>|\bDB\]")
_SCORE = 0.95


def find_signatures(
    text: str, parts: Sequence[Part], gazetteer: Gazetteer, *, outlet: str | None, authors: Sequence[str]
) -> Iterator[Find]:
    """Yield the outlet and the authors wherever they stand, and known outlets in the rights lines of boilerplate."""
    if outlet:
        yield from _named(text, outlet, "organisation", gazetteer)
    for author in authors:
        yield from _named(text, author, "person", gazetteer)
    for part in parts:
        if part.role == "boilerplate" and _RIGHTS.search(text, part.start, part.end):
            yield from _outlets(text, part, gazetteer)


def _named(text: str, name: str, type_: str, gazetteer: Gazetteer) -> Iterator[Find]:
    entity = next(
        (
            known.entity
            for hit in gazetteer.find(name)
            if hit.end - hit.start == len(name)
            for known in hit.names
            if known.type == type_ and not known.operators
        ),
        None,
    )
    for match in re.finditer(re.escape(name), text):
        if starts_well(text, match.start()) and _ends(text, match.end()):
            yield Find(
                start=match.start(),
                end=match.end(),
                type=type_,
                origin="gazetteer" if entity is not None else "pattern",
                score=_SCORE,
                entity=entity,
                name=None if entity is not None else name,
            )


def _ends(text: str, end: int) -> bool:
    rest = run_after(text, end)
    if rest or is_hangul(text[end - 1]):
        return is_particle(text[end - 1], rest) or rest in ("기자",)
    return not text[end : end + 1].isalnum()


def _outlets(text: str, part: Part, gazetteer: Gazetteer) -> Iterator[Find]:
    line = text[part.start : part.end]
    for hit in gazetteer.find(line):
        known = next((known for known in hit.names if known.type == "organisation" and not known.operators), None)
        if known:
            yield Find(
                start=part.start + hit.start,
                end=part.start + hit.end,
                type="organisation",
                origin="gazetteer",
                score=_SCORE,
                entity=known.entity,
            )
