"""Persons in English text: titles, Korean names in Latin letters, bylines, and who is said to have said something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.cues import CAPITALS, Cues
from store.recognition.find import Find
from store.recognition.letters import widened
from store.recognition.lexicon import MONTHS, NOT_IN_NAMES, ROMAN_SURNAMES, WESTERN_FIRST_NAMES
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import alternation, sorted_out, words

_CAP = (
    r"(?:[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:['’][A-Z]?[a-z]+)?(?:-[A-Za-z][a-z]+)*"
    r"|Mc[A-Z][a-z]+|O['’][A-Z][a-z]+)"
)
_PARTICLE = r"(?:bin|ibn|al|el|de|da|di|del|van|von|der|den|ter|zu|la|le|bint)"
_NAME = rf"{_CAP}(?: (?:[A-Z]\.|(?:{_PARTICLE} ){{1,2}}{_CAP}|{_CAP})){{0,3}}"
_ADDRESS = r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? |(?:Sir|Dame|Lord|Lady) )?"
_TITLE_LIST = (
    r"Crown Prince|Prince|Princess|King|Queen|Sheikh|Vice Mayor|Deputy Mayor|Mayor|Prime Minister|Vice "
    r"Minister|Deputy Minister|First Vice Minister|Second Vice Minister|Minister|"
    r"Vice President|Vice-President|President|Vice Governor|Governor|Vice Chairman|Chairman|Chairwoman|"
    r"Chairperson|CEO|CTO|COO|CFO|CIO|Chief Executive Officer|Chief Executive|"
    r"Managing Director|Executive Director|Director General|Director-General|Director|Commissioner|"
    r"Superintendent|Secretary General|Secretary-General|Secretary|Ambassador|Senator|Congressman|"
    r"Congresswoman|"
    r"Representative|Rep\.|Sen\.|Gov\.|Gen\.|Professor|Prof\.|Dr\.|Mr\.|Mrs\.|Ms\.|Sir|Spokesperson|"
    r"Spokesman|Spokeswoman|Officer|Founder|Co-founder|Researcher|Team Leader|Head|Manager|Councilor|"
    r"Councillor|"
    r"Reporter|Correspondent|Architect|Engineer|General Manager|Administrator|Chancellor|Speaker|Captain|"
    r"Judge|Justice|Attorney General|Coach|mayor|president|professor|minister|governor|chairman|director|"
    r"reporter|spokesperson|spokesman|researcher|founder|architect|engineer|analyst|ambassador|chief executive"
)
_TITLES = sorted_out(_TITLE_LIST)
_TITLE_CUES = Cues(title.replace("\\", "") for title in _TITLE_LIST.split("|"))
_TITLE_FIRST = Sought(
    rf"(?<![\w])(?P<title>{_TITLES}) {_ADDRESS}(?P<name>(?:{_PARTICLE} ){{0,2}}{_NAME})",
    at=_TITLE_CUES,
)
_NAME_TITLE = Sought(
    rf"(?<![\w.])(?P<name>{_CAP} (?:[A-Z]\. |{_PARTICLE} )?{_CAP}(?: {_CAP})?), (?!and |or |but |who |which )(?:the |a |an )"
    r"?(?:(?:[A-Za-z\-]+ ){0,4})?"
    r"(?:CEO|CTO|COO|mayor|Mayor|president|President|vice president|director|Director|head|chairman|chair|"
    r"founder|co-founder|professor|Professor|manager|minister|Minister|officer|spokesperson|"
    r"spokesman|researcher|analyst|executive|commissioner|secretary|secretary-general|governor|engineer|"
    r"leader|chief|partner|fellow|architect)\b",
    has=words(
        "CEO COO CTO Director Mayor Minister President Professor analyst architect chair chief "
        "commissioner director engineer executive fellow founder governor head leader manager mayor "
        "minister officer partner president professor researcher secretary spokesman spokesperson"
    ),
    at=CAPITALS,
)
_ROMAN = Sought(
    rf"(?<![\w\-])(?P<surname>{alternation(ROMAN_SURNAMES)}) "
    r"(?P<given>[A-Z][a-z]+-[A-Za-z][a-z]+|[A-Z][a-z]+ [A-Z][a-z]+(?= said| told| added|,))(?![\w\-])",
    at=Cues(ROMAN_SURNAMES),
)
_ROMAN_LAST = Sought(
    r"(?<![\w\-])(?P<given>[A-Z][a-z]+-[A-Za-z][a-z]+),? "
    rf"(?P<surname>{alternation(ROMAN_SURNAMES)})(?![\w\-])",
    has=words("-"),
    at=CAPITALS,
)
_SAYS = r"(?:said|says|told|added|explained|stated|noted|commented|stressed|emphasized|remarked|announced)"
_SAID = Cues(words("said says told added explained stated noted commented stressed emphasized remarked announced"))
_SPEAKER = Sought(
    rf"(?:(?<=[”\",’'] )|(?<=, ))(?:{_SAYS}) (?P<after>{_CAP} (?:[A-Z]\. )?{_CAP}(?: {_CAP}(?=,))?)|(?<![\w\-])"
    rf"(?P<before>{_CAP} (?:[A-Z]\. )?{_CAP}) (?:{_SAYS})\b",
    has=words("added announced commented emphasized explained noted remarked said says stated stressed told"),
    at=(CAPITALS, _SAID),
)
_BYLINE = Sought(
    rf"\b[Bb][Yy] (?P<name>{_NAME}|[A-Z]{{2,}} [A-Z\-]{{3,}}(?: [A-Z]{{2,}})?)(?: (?:and|&) (?P<second>{_NAME}))?",
    has=words("Y y"),
)
_DISTRICT = ("gu", "si", "do", "gun", "dong", "eup", "myeon", "ro", "gil", "ri")
_WORDLIKE = words("In No So Do Go An Oh O U Ma Him")
"""Surnames that are English words: An American Journey is no person."""
_FORMS_OF_ADDRESS = words("Dr Mr Mrs Ms Prof Sir Lady Lord Dame Hon")
_LONGEST_SYLLABLE = 6
_AFTER_NAME = re.compile(
    widened(r"[A-Z][a-z]+ [A-Z][a-z\-]+, (?:(?:Senior|Executive|Group|Vice|Deputy|Acting) ){0,2}\Z")
)
_WEAK = words(
    """
    Head Manager Director Secretary Officer Representative Researcher Founder Engineer Administrator Speaker Judge
    Justice Coach King Queen Sir General Captain Chief Architect
    """
)


def find_english_persons(reading: Reading) -> Iterator[Find]:
    """Yield persons with titles, speakers, bylines, and Korean names in Latin letters; the span is the name alone."""
    text = reading.text
    if not reading.english:
        return
    for match in _TITLE_FIRST.finditer(text):
        yield from _titled(text, match)
    for match in _ROMAN.finditer(text):
        if (
            match["given"].rpartition("-")[2] not in _DISTRICT
            and _is_free(match["given"])
            and _is_spelt(match["given"])
            and not (" " in match["given"] and match["surname"] in _WORDLIKE)
        ):
            yield _person(match.start(), match.end(), match.group(), 0.93)
    for match in _ROMAN_LAST.finditer(text):
        if (
            match["given"].rpartition("-")[2] not in _DISTRICT
            and match["surname"] not in _WORDLIKE
            and _is_spelt(match["given"])
        ):
            yield _person(match.start(), match.end(), match.group(), 0.9)
    for match in _NAME_TITLE.finditer(text):
        if _is_free(match["name"]) and not _is_known(reading, *match.span("name")):
            yield _person(match.start("name"), match.end("name"), match["name"], 0.85)
    for match in _SPEAKER.finditer(text):
        group = "after" if match["after"] else "before"
        if _is_given_name(match[group]):
            yield _person(match.start(group), match.end(group), match[group], 0.85)
    for start, end in reading.bylines:
        for match in _BYLINE.finditer(text, start, end):
            yield from _signed(match)


def _person(start: int, end: int, name: str, score: float) -> Find:
    return Find(start=start, end=end, type="person", origin="pattern", score=score, name=name)


def _titled(text: str, match: re.Match[str]) -> Iterator[Find]:
    """Yield the name after a title, cut before the first word that no person is called."""
    name = _before_stop(match["name"])
    start = match.start("name")
    first = name.split(" ", 1)
    if first[0] in _FORMS_OF_ADDRESS and len(first) > 1:
        start += len(first[0]) + 1
        name = first[1]
    kept = name.split()
    if _AFTER_NAME.search(text, max(0, match.start() - 60), match.start()):
        return  # Jane Doe, President Acme Europe: what follows is the firm
    if not name or (len(kept) == 1 and (match["title"] in _WEAK or match["title"][0].islower())):
        return
    if name.endswith(("’s", "'s")):
        name = name[:-2]
    if (
        len(kept) == 1
        and text[start + len(name) : start + len(name) + 2] in ("’s", "'s")
        and match["title"] not in ("Mayor", "President")
    ):
        return
    yield _person(start, start + len(name), name, 0.93 if len(kept) > 1 else 0.8)


def _before_stop(name: str) -> str:
    """Return the words before the first that no person is called."""
    kept: list[str] = []
    for word in name.split():
        if (word in NOT_IN_NAMES or word in MONTHS) and (kept or word not in WESTERN_FIRST_NAMES):
            break
        if word.endswith(("’s", "'s")):
            kept.append(word[:-2])
            break
        kept.append(word)
        if "-" in word and len(kept) == 2 and kept[0] in ROMAN_SURNAMES:
            break
    while kept and kept[-1].islower():
        kept.pop()
    return " ".join(kept)


def _signed(match: re.Match[str]) -> Iterator[Find]:
    for group in ("name", "second"):
        name = _before_stop(match[group] or "")
        if " " in name:
            yield _person(match.start(group), match.start(group) + len(name), name, 0.93)


def _is_spelt(given: str) -> bool:
    """Say whether both parts of a given name with a hyphen are as short as a Korean syllable is in Latin letters."""
    return "-" not in given or max(map(len, given.split("-"))) <= _LONGEST_SYLLABLE


def _is_free(name: str) -> bool:
    return not any(word in NOT_IN_NAMES or word in MONTHS for word in name.split())


def _is_known(reading: Reading, start: int, end: int) -> bool:
    """Say whether a name begins or ends with one that is known and no person's: Northern Ireland, First Minister."""
    return any((find.start == start or find.end == end) and find.type != "person" for find in reading.known)


def _is_given_name(name: str) -> bool:
    words = name.split()
    return words[0] in WESTERN_FIRST_NAMES or (words[0] in ROMAN_SURNAMES and "-" in words[-1])
