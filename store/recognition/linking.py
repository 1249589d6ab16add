"""From names to entities: which entity a known name means in this article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from store.recognition.borders import ends_before_particle
from store.recognition.find import Find
from store.recognition.folding import bare
from store.recognition.gazetteer import Hit
from store.recognition.korean import is_hangul
from store.recognition.support import (
    is_common_word,
    is_given_name,
    is_namesake,
    is_part_of_name,
    is_supported,
    otherwise_meant,
    surnames,
)
from store.records import KnownName

_SCORE = 0.95
_ALONE = 0.7
_ACRONYM = re.compile(r" ?\(([A-Z]{3,8})\*?[,)]")


def link(
    text: str,
    hits: Sequence[Hit],
    *,
    signed: Iterable[Find] = (),
    short_names: Mapping[int, frozenset[str]] | None = None,
) -> list[Find]:
    """Return a find for every hit that holds in this text, linked where the article says which entity is meant.

    A name with operators means an entity only when one of its operators stands in the article; of several the one
    whose operator is nearest wins, before the name and in the same paragraph first. With none it is a name of its own.
    A system to which the article gives another short name than the known one (`short_names`, by entity) is another one.
    `signed` are finds outside the text read here (outlet and authors) that may be operators too.
    """
    places = _place_stretches(hits)
    borne_out = {text[hit.start : hit.end] for hit in hits if is_supported(text, hit, places)}
    persons = surnames(text, hits)
    ends = frozenset(hit.end for hit in hits)
    others = otherwise_meant(text, hits, ends)
    sure = [
        hit
        for hit in hits
        if (quote := text[hit.start : hit.end]) in borne_out
        and quote not in persons
        and quote not in others
        and not is_common_word(text, hit)
        and not is_given_name(text, hit)
        and not is_namesake(text, hit, ends)
        and not is_part_of_name(text, hit)
    ]
    anchors = _anchors(sure)
    for find in signed:
        if find.entity is not None:
            anchors.setdefault(find.entity, []).append(find.start)
    fuller = _fuller_names(sure)
    finds = []
    for hit in sure:
        names = [known for known in hit.names if not _needs_fuller(known) or known.entity in fuller]
        if names:
            finds.append(_find(text, hit, names, anchors))
    return _otherwise_called(text, _before_offices(text, finds), short_names or {})


def _otherwise_called(text: str, finds: list[Find], short_names: Mapping[int, frozenset[str]]) -> list[Find]:
    """Unlink the systems that the article calls by an acronym of another: `Information Platform (QXS)` is not TOPIS."""
    others: set[int] = set()
    for find in finds:
        own = short_names.get(find.entity) if find.entity is not None else None
        told = _ACRONYM.match(text, find.end) if own else None
        if own and told and told[1] not in own:
            others.add(find.entity or 0)
    return [
        replace(find, entity=None, name=bare(text[find.start : find.end]), score=_ALONE)
        if find.entity in others and text[find.start : find.end] not in short_names[find.entity or 0]
        else find
        for find in finds
    ]


def _before_offices(text: str, finds: list[Find]) -> list[Find]:
    """Drop the 대구시 of 대구시장 where 대구 is known too: there 시장 is the office."""
    stretches = {(find.start, find.end, find.entity) for find in finds if find.type == "place"}
    return [
        find
        for find in finds
        if find.type != "place"
        or (find.start, find.end - 1, find.entity) not in stretches
        or ends_before_particle(text, find.end)
    ]


def _place_stretches(hits: Iterable[Hit]) -> list[Hit]:
    return [hit for hit in hits if any(known.type == "place" for known in hit.names)]


def _anchors(hits: Iterable[Hit]) -> dict[int, list[int]]:
    """Return where each entity stands that is named without doubt."""
    anchors: dict[int, list[int]] = {}
    for hit in hits:
        for known in hit.names:
            if not known.operators:
                anchors.setdefault(known.entity, []).append(hit.start)
    return anchors


def _needs_fuller(known: KnownName) -> bool:
    """Say whether the name is too short to mean a person by itself: Choi, Mohammed, 권."""
    if known.type != "person" or known.operators:
        return False
    name = known.name.strip()
    return " " not in name and "," not in name and (len(name) < 2 or not is_hangul(name[0]))


def _fuller_names(hits: Iterable[Hit]) -> frozenset[int]:
    return frozenset(known.entity for hit in hits for known in hit.names if not _needs_fuller(known))


def _find(text: str, hit: Hit, names: list[KnownName], anchors: dict[int, list[int]]) -> Find:
    candidates = [(rank, index) for index, known in enumerate(names) if (rank := _rank(text, hit, known, anchors))]
    if candidates:
        known = names[min(candidates)[1]]
        return Find(
            start=hit.start, end=hit.end, type=known.type, origin="gazetteer", score=_SCORE, entity=known.entity
        )
    known = names[0]
    return Find(
        start=hit.start,
        end=hit.end,
        type=known.type,
        origin="gazetteer",
        score=_ALONE,
        name=bare(text[hit.start : hit.end]),
    )


def _rank(text: str, hit: Hit, known: KnownName, anchors: dict[int, list[int]]) -> tuple[int, int, int] | None:
    """Return how well an entity fits (less is better), or None where its operators are not in the article."""
    if not known.operators:
        return (1, 0, 0)
    best: tuple[int, int, int] | None = None
    for operator in known.operators:
        for at in anchors.get(operator, ()):
            between = text[min(at, hit.start) : max(at, hit.start)]
            rank = (0, 2 * ("\n" in between) + (at > hit.start), len(between))
            best = min(best, rank) if best else rank
    return best
