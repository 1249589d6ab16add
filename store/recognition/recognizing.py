"""Recognition of one article: the gazetteer and the patterns, settled into mentions that do not overlap."""

from __future__ import annotations

from collections.abc import Sequence

from store.recognition.abbreviations import find_abbreviations
from store.recognition.amounts import find_amounts
from store.recognition.awards import find_awards
from store.recognition.borders import ends_before_particle
from store.recognition.dates import find_dates
from store.recognition.events import find_events
from store.recognition.find import Find
from store.recognition.gazetteer import Gazetteer
from store.recognition.joining import join
from store.recognition.korean import run_after
from store.recognition.linking import link
from store.recognition.operators import find_operators
from store.recognition.organisations import find_organisations
from store.recognition.persons_english import find_english_persons
from store.recognition.persons_korean import find_korean_persons
from store.recognition.places import find_places
from store.recognition.programmes import find_programmes
from store.recognition.reading import Reading, masked, read, with_known
from store.recognition.seconds import find_seconds
from store.recognition.settling import recognition, settle
from store.recognition.signatures import find_signatures
from store.recognition.smart_things import find_smart_things
from store.recognition.systems_english import find_english_systems
from store.recognition.systems_korean import find_korean_systems
from store.recognition.systems_named import find_named_systems, without_overruled
from store.recognition.towns_english import find_english_towns
from store.recognition.towns_korean import find_korean_towns
from store.records import Part, Recognition

_PATTERNS = (
    find_dates,
    find_amounts,
    find_korean_persons,
    find_english_persons,
    find_organisations,
    find_events,
    find_awards,
    find_programmes,
    find_korean_systems,
    find_english_systems,
    find_named_systems,
    find_smart_things,
)


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
    signed = list(find_signatures(text, parts, gazetteer, outlet=outlet, authors=authors))
    known = link(seen, list(gazetteer.find(seen)), signed=signed, short_names=gazetteer.short_names)
    reading = read(seen, parts, known=known, published=published, language=language)
    reading = with_known(reading, _new_places(reading))
    finds = [*without_overruled(reading), *signed]
    for find_all in _PATTERNS:
        finds.extend(find_all(reading))
    settled = settle(_without_particles(seen, finds, known))
    for find_more in (find_abbreviations, find_seconds):
        finds = [*settled, *find_more(reading, settled)]
        settled = settle(finds)
    joined = join(reading, settled)
    return recognition(joined, find_operators(reading, joined))


def _without_particles(text: str, finds: list[Find], known: list[Find]) -> list[Find]:
    """Drop guessed systems that are a known name and its particle: 스마트챌린지도 is no map (지도)."""
    ends = {find.end for find in known if find.entity is not None and text[find.end : find.end + 1].strip()}
    return [
        find
        for find in finds
        if find.origin != "pattern"
        or find.type not in ("system", "programme")
        or not any(
            at in ends and ends_before_particle(text, at) and at + len(run_after(text, at)) == find.end
            for at in range(max(find.start + 2, find.end - 3), find.end)
        )
    ]


def _new_places(reading: Reading) -> list[Find]:
    """Return the places that the text itself proves: they are needed before persons and systems can be told."""
    found = list(find_places(reading))
    if reading.korean:
        found += find_korean_towns(reading, found)
    if reading.english:
        found += find_english_towns(reading, found)
    return found
