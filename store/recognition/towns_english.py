"""English towns that no gazetteer knows: a mayor, a list of cities or a unit proves the name, then every use counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from store.recognition.borders import GLUED, ends_well, starts_well
from store.recognition.cues import CAPITALS, Cues
from store.recognition.find import Find
from store.recognition.lexicon import DAYS, ENGLISH_COUNTRIES, MONTHS, NOT_IN_NAMES, WESTERN_FIRST_NAMES
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import alternation, words

_ONE = r"[A-Z][a-z]{2,}(?:-[a-z]+)?"
_NAME = rf"{_ONE}(?: {_ONE})?"
_MAYORS = (
    re.compile(rf"(?<![\w\-.])(?P<name>{_NAME}) (?:City )?(?:Vice |Deputy )?Mayor(?= [A-Z]|[,.’'])"),
    re.compile(rf"\b[Mm]ayor of (?:the city of )?(?P<name>{_NAME})"),
)
_STRONG = (
    Sought(rf"\b(?:district|borough|suburb|city|capital|mayor|citizens|residents|outskirts) (?:of|in) (?P<name>{_ONE})\b",
           at=Cues(words("district borough suburb city capital mayor citizens residents outskirts"))),
    Sought(rf"-gu,? (?:districts? )?(?:in|of) (?P<name>{_ONE})\b", at=Cues(("-gu",))),
    Sought(
        rf"\b(?:[Ee]vent|[Rr]oadshow|[Ff]orum|[Ss]ummit|[Ff]air|[Ee]xpo|[Ee]xhibition|[Cc]onference|delegation|visitors|officials|team)"
        rf" (?:held )?(?:in|from) (?P<name>{_ONE})"
        rf"(?=[,.;]| (?:on|in|from|last|this|with|and|[A-Z][a-z]+ \d))",
        at=Cues(words("Event Roadshow Forum Summit Fair Expo Exhibition Conference event roadshow forum summit fair expo "
                      "exhibition conference delegation visitors officials team"))),
    Sought(rf"\bheld in (?P<name>{_NAME})(?= (?:{alternation(MONTHS)})\b)", at=Cues(("held in",))),
)  # fmt: skip
_DATELINE = re.compile(r"^(?P<name>[A-Z]{3,}(?: [A-Z]{3,})?)(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? (?:--|—|–) ", re.M)
_WEAK = (
    re.compile(rf"\b(?:in|In|across|throughout|for|For) (?P<name>{_ONE})(?=[ ,.;’'])"),
    re.compile(rf"(?<![\w\-])(?P<name>{_ONE})(?=[’']s (?:[a-z]|$))"),
    re.compile(rf"^[ \t\u00a0]*[ㅇ○□•▶◦\-–][ \t\u00a0]?(?P<name>{_ONE})(?=[ ,’'])", re.M),
)
_LONG_WORD = Sought(r"(?<![\w\-])[A-Z][a-z]{5,}(?![\w\-])", at=CAPITALS)
_GLUED_ENDS = tuple(sorted(GLUED, key=lambda word: (-len(word), word)))
_TELLING = (
    Sought(
        rf"(?<![\w\-])(?P<name>{_ONE}) (?:citizens?|residents?|city (?:government|council|hall)|officials)\b",
        at=CAPITALS,
    ),
    Sought(r"(?<![\w\-])(?P<name>[A-Z][a-z]{3,})(?=(?:[A-Z][a-z]{2,}(?:ed|s)|Built|The|Has|Is)\b)", at=CAPITALS),
)
_CITIES = Sought(
    rf"\b(?:cities|districts|municipalities|towns|counties|[Ll]ocal governments)(?: in [A-Z][a-z]+)?,? "
    rf"(?:including|such as|like|of|namely|are|were|:) ?"
    rf"(?P<list>{_ONE}(?: City)?(?:,? (?:and )?{_ONE}(?: City)?)*)",
    has=("cities", "counties", "districts", "municipalities", "ocal governments", "towns"),
)
_LIST = re.compile(
    rf"(?<![\w\-])(?P<list>{_NAME}(?:, (?:and )?{_NAME})+(?:,? and {_NAME})?|{_ONE} and {_ONE})(?![\w\-])"
)
_OPENS = re.compile(r",| --| —| –|/| [A-Z][a-z]|$", re.M)
_SPLIT = re.compile(r",? and |, ")
_TAIL = re.compile(
    r" (?:Metropolitan City|Special City|City)(?! (?:Hall|Council|Expo|Summit|Forum|Project|Association))"
)
_UNIT = re.compile(r"-(?:si|shi)$| (?:Metropolitan City|Special City|City)$")
_COMPOUND = re.compile(r"-[a-z]*(?:ed|ing|wide|born|led|held|run|style|bound|made|like|era|area)\b")
_NO_TOWN = (
    words(
        """
        Former Then Vice Deputy Lord District Our Current Acting Republican Democratic Said Dear Industry Smart Big Data
        English Internet Parliament Congress Windows Virtual Future Green Culture Section Chapter Figure Table Phase
        Level Grade Category Facebook Google Apple Samsung Microsoft Twitter Naver Kakao Hyundai Christmas Ramadan Easter
        Both Here There All Every Other Most Some Many First Second Third Citizens Residents Officials City Town Village
        Building Private Facility Sharing Improvement Expansion Operation Looking Above Lastly Based Through Under Over
        Board Ministry Department Committee Agency Bank Court Embassy University Hospital Council Party Union Army Navy Airport
        Border Trade Labour Labor Justice Defense Defence Treasury Finance
        Metropolitan Special Urban Central Mega Capital Lady Queen King Prince Princess Crown Like About Among Such
        """
    )
    | words(
        """
        Indian Chinese Japanese American British French German Russian Spanish Italian Canadian Mexican Brazilian Australian
        European Asian African Israeli Iranian Iraqi Turkish Dutch Swedish Danish Finnish Norwegian Polish Ukrainian Greek
        Irish Scottish Welsh Filipino Vietnamese Thai Indonesian Malaysian Singaporean Taiwanese Egyptian Saudi Emirati
        Pakistani Afghan Syrian Palestinian Nigerian Kenyan Arab Latin Muslim Christian Jewish Catholic Hindu Colombian
        Chilean Argentine Cuban Western Eastern Northern Southern Federal Military Senior Local State Health Police
        """
    )
    | NOT_IN_NAMES
    | DAYS
    | frozenset(MONTHS)
)


def find_english_towns(reading: Reading, places: Sequence[Find]) -> Iterator[Find]:
    """Yield every use of the towns that the article proves, glued ones (`Boramestablishes`) and `X City` too.

    `places` are the places that their form gave away.
    """
    text = reading.text
    known = {text[find.start : find.end]: find.entity for find in reading.known if find.type == "place"}
    taken = {text[find.start : find.end] for find in reading.known if find.type != "place"}
    proven = _proven(reading, known, places)
    for name in sorted(proven):
        if name in known or name in taken or name in ENGLISH_COUNTRIES:
            continue
        yield from _uses(text, name)
    for name, entity in known.items():
        if entity is not None and name and name[0].isascii() and name not in ENGLISH_COUNTRIES:
            yield from _known_glued(text, name, entity)


def _proven(reading: Reading, known: Iterable[str], places: Sequence[Find]) -> set[str]:
    text = reading.text
    names = [find.name for find in places if find.name and find.name[0].isascii()]
    strong = {_UNIT.sub("", name) for name in names if _is_townlike(name)}
    for pattern in (*_STRONG, *(_MAYORS if "ayor" in text else ())):
        strong.update(match["name"] for match in pattern.finditer(text))
    strong.update(match["name"].title() for match in _DATELINE.finditer(text))
    for match in _CITIES.finditer(text):
        strong.update(item.removesuffix(" City") for item in _SPLIT.split(match["list"]))
    telling = {name for pattern in _TELLING for name in _names(pattern, text)} | _glued(text)
    telling = {name for name in telling - strong - WESTERN_FIRST_NAMES if _stands_free(text, name)}
    if telling:
        listed = {name for name in telling if any(f" {name}{mark}" in text for mark in (",", ".", " and "))}
        strong |= listed | telling.intersection(name for pattern in _WEAK for name in _names(pattern, text))
    proven = {name for name in strong if _may_be_town(name)}
    return proven | _beside(text, proven | set(known))


def _stands_free(text: str, name: str) -> bool:
    """Say whether a name stands somewhere with nothing glued to it."""
    return any(name + mark in text for mark in (" ", ",", ".", "’", "'", "\n"))


def _glued(text: str) -> set[str]:
    """Return what stands before a word that translation glued to it: Boram of Boramestablishes."""
    stems = set()
    for word in {match.group() for match in _LONG_WORD.finditer(text)}:
        if word.endswith(_GLUED_ENDS):
            stem = next(word[: -len(end)] for end in _GLUED_ENDS if word.endswith(end))
            if len(stem) > 3:
                stems.add(stem)
    return stems


def _names(pattern: re.Pattern[str] | Sought, text: str) -> Iterator[str]:
    return (match["name"] for match in pattern.finditer(text))


def _is_townlike(name: str) -> bool:
    """Say whether a place found by its form may be called by its bare name as well (not a district or an island)."""
    return _UNIT.search(name) is not None or ("-" not in name and " " not in name)


def _may_be_town(name: str) -> bool:
    parts = name.split()
    if _COMPOUND.search(name):
        return False  # Indian-controlled Kashmir
    return bool(parts) and len(name) > 2 and not any(part in _NO_TOWN for part in parts)


def _beside(text: str, sure: set[str]) -> set[str]:
    """Return the names that stand in one list with at least two places, or joined to one by `and`."""
    found: set[str] = set()
    for match in _LIST.finditer(text) if len(sure) > 1 else ():
        items = _SPLIT.split(match["list"])
        places = sum(item in sure for item in items)
        if places >= 2 and places * 2 >= len(items):
            found.update(item for item in items if _may_be_town(item))
    return found


def _find(start: int, end: int, name: str, group: str, entity: int | None = None) -> Find:
    return Find(
        start=start,
        end=end,
        type="place",
        origin="pattern",
        score=0.94,
        entity=entity,
        name=None if entity is not None else name,
        group=None if entity is not None else group,
    )


def _uses(text: str, name: str) -> Iterator[Find]:
    for form in (name, name.upper()):
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            if (
                (form == name or _OPENS.match(text, end))
                and _is_whole(text, at)
                and text[at - 1 : at] not in ("-", "@", ".")
                and ends_well(text, at, end, "place")
            ):
                tail = _TAIL.match(text, end)
                stop = tail.end() if tail else end
                if text[stop : stop + 1] != "-" or text[stop : stop + 3] == "-si":
                    stop += 3 * (text[stop : stop + 3] == "-si")
                    yield _find(at, stop, name if stop == end else text[at:stop], name)
            at = text.find(form, end)


def _is_whole(text: str, at: int) -> bool:
    """Say whether a name begins here that is not the second half of South Dakota."""
    return starts_well(text, at) and not text[max(0, at - 6) : at].endswith(
        ("South ", "North ", "West ", "East ", "New ")
    )


def _known_glued(text: str, name: str, entity: int) -> Iterator[Find]:
    """Yield `Suwon City` with the entity of the `Suwon` that is known."""
    at = text.find(name)
    while at >= 0:
        tail = _TAIL.match(text, at + len(name))
        if tail and starts_well(text, at) and ends_well(text, at, tail.end(), "place"):
            yield _find(at, tail.end(), name, name, entity)
        at = text.find(name, at + len(name))
