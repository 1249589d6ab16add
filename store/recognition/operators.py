"""Operators: which city or company a system of a general name belongs to, so that two cities' systems stay two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.recognition.find import Find
from store.recognition.folding import fold_name
from store.recognition.lexicon import ENGLISH_COUNTRIES, KOREAN_COUNTRIES
from store.recognition.reading import Reading

_SENTENCE_END = re.compile(r"[.!?。]['\"’”)]?\s|\n")
_SUBJECT = re.compile(
    r"(?:시|군|구|도)?(?:는|은|가|이|도|에서는|의)(?![가-힣])|(?:시장|군수|구청장|지사)(?:은|이|는)|\([^()\n]{2,20}\)(?:는|은|가|이|도)|"
    r"[’']s\b| (?:[Cc]ity )?(?:has|is|was|will|opened|operates?|runs?|built|builds|installed|launched|introduced|plans?|"
    r"provides?|said|says|[a-z]{3,}ed|[a-z]{3,}s)\b|(?=[a-z])|(?=The |Installed)"
)
_VENUE = re.compile(r"(?:\b(?:in|at|from|to|near)|에서 열린|held in) $")
_VENUE_AFTER = re.compile(r"에서|서 열|에 위치|을 방문|를 방문")
_COMPANY_SUBJECT = re.compile(
    r"㈜?(?:\([^()\n]{2,20}\))?(?:는|은|가|이|의|도)(?![가-힣])|[’']s\b| (?:supplied|developed|unveiled|showed|built)\b"
)


def find_operators(reading: Reading, finds: Sequence[Find]) -> dict[int, Find]:
    """Return, by its place in `finds`, who runs each new system of a general name (a place or an organisation found).

    The subject of the sentence runs it, else whoever ran it when it was last named, else the nearest town before it.
    """
    proper = _proper_names(reading, finds)
    candidates = _candidates(reading, finds)
    last: dict[str, Find] = {}
    found: dict[int, Find] = {}
    for index, find in enumerate(finds):
        if find.type != "system" or find.entity is not None or not find.name or not proper.isdisjoint(_keys(find)):
            continue
        before = next((last[key] for key in _keys(find) if key in last), None)
        owner = _owner(candidates, find, before)
        if owner is not None:
            found[index] = owner
            last.update(dict.fromkeys(_keys(find), owner))
    return found


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Who may run a system: subjects of sentences (countries too, which run none), towns, and whether cities are at issue."""

    text: str
    subjects: tuple[Find, ...]
    countries: frozenset[int]
    towns: tuple[Find, ...]
    civic: bool


def _candidates(reading: Reading, finds: Sequence[Find]) -> _Candidates:
    text = reading.text
    countries = {find.start for find in finds if find.type == "place" and _is_country(text[find.start : find.end])}
    subjects = [
        find
        for find in finds
        if (find.type == "place" and _SUBJECT.match(text, find.end) and _may_run(text, find))
        or (find.type == "organisation" and _COMPANY_SUBJECT.match(text, find.end))
    ]
    towns = [find for find in finds if find.type == "place" and find.start not in countries and _may_run(text, find)]
    return _Candidates(text, tuple(subjects), frozenset(countries), tuple(towns), reading.civic)


def _owner(candidates: _Candidates, find: Find, before: Find | None) -> Find | None:
    """Return who runs a system; what a town and a company are said of in turn stays with the first."""
    floor = _sentence_start(candidates.text, find.start)
    subject = next((one for one in reversed(candidates.subjects) if floor <= one.start < find.start), None)
    if subject is not None and subject.start in candidates.countries:
        return before
    if subject is not None and (before is None or before.type == subject.type):
        return subject
    return before or (_nearest(candidates, find) if candidates.civic else None)


def _keys(find: Find) -> list[str]:
    return [fold_name(name) for name in (find.name, find.group) if name]


def _proper_names(reading: Reading, finds: Sequence[Find]) -> set[str]:
    """Return the names of systems that are told by their name alone, a place in it or not, and what is tied to them."""
    return {
        key
        for find in finds
        if find.type == "system" and (find.own or _has_place(reading, find))
        for key in _keys(find)
    }


def _has_place(reading: Reading, find: Find) -> bool:
    if any(at in reading.places and reading.places[at] <= find.end for at in range(find.start, find.end)):
        return True
    name = find.name or ""
    return any(name.startswith(reading.text[start:end]) for start, end in reading.places.items())


def _is_country(quote: str) -> bool:
    return quote in KOREAN_COUNTRIES or quote in ENGLISH_COUNTRIES


def _may_run(text: str, find: Find) -> bool:
    """Say whether a place may be the one that acts: not where it is only where something is held."""
    if not text[find.start : find.end].strip() or _VENUE.search(text[max(0, find.start - 8) : find.start]):
        return False
    return _VENUE_AFTER.match(text, find.end) is None


def _sentence_start(text: str, at: int) -> int:
    start = 0
    for match in _SENTENCE_END.finditer(text, max(0, at - 700), at):
        start = match.end()
    return max(start, at - 700) if at > 700 else start


def _nearest(candidates: _Candidates, find: Find) -> Find | None:
    """Return the town named last before a system, subjects of their sentence first; else the first named after it."""
    towns = candidates.towns
    subjects = [town for town in candidates.subjects if town in towns]
    for pool in (subjects, towns):
        before = [town for town in pool if town.start < find.start]
        if before:
            return before[-1]
    return towns[0] if towns else None
