"""Second mentions: 권 시장 after 권영진, Choi after Choi Dae-ho, CES after CES 2020, and a new name wherever it stands again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from store.recognition.borders import ends_well, starts_well
from store.recognition.find import Find
from store.recognition.folding import lower
from store.recognition.korean import is_hangul
from store.recognition.letters import widened
from store.recognition.lexicon import LONG_SURNAMES, NOT_IN_NAMES, ROMAN_SURNAMES, WESTERN_FIRST_NAMES
from store.recognition.persons_korean import find_second_titles
from store.recognition.reading import Reading

_EDITION = re.compile(r"^(?P<series>[A-Z][A-Za-z&\-]{2,9}) ?(?:19|20)\d\d$")
_SENTENCE_END = re.compile(r"[.,\n]")
_YEAR = re.compile(r" ?(?:19|20)\d\d")
_PIECES = re.compile(r"[ \-]+|(?<=[a-z])(?=[A-Z])")
_GIVEN_BEFORE = re.compile(widened(r"(?<![\w\-.])(?P<given>[A-Z][a-z]+) (?P<initial>[A-Z]\. )?\Z"))
_SURNAME_AFTER = re.compile(widened(r" (?P<surname>[A-Z][a-z]+)(?![\w\-])"))
_SCORE = 0.85
_AGAIN = ("system", "programme", "award", "event", "organisation", "person", "place")


def find_seconds(reading: Reading, settled: Iterable[Find]) -> Iterator[Find]:
    """Yield shorter and repeated mentions of what `settled` has named; each links to the entity of the fuller name."""
    pool = [find for find in settled if (find.entity is not None or find.name) and _is_seen(reading.text, find)]
    persons = [find for find in pool if find.type == "person"]
    yield from _korean_persons(reading.text, persons)
    yield from _latin_persons(reading.text, persons)
    yield from _series(reading.text, pool)
    yield from _again(reading.text, pool)


def _is_seen(text: str, find: Find) -> bool:
    """Say whether a find stands in the text that is read, not in boilerplate that was blanked out."""
    return bool(text[find.start : find.end].strip())


def _short(find: Find, start: int, end: int) -> Find:
    return replace(find, start=start, end=end, origin="second", score=min(find.score, _SCORE))


def _korean_persons(text: str, persons: list[Find]) -> Iterator[Find]:
    """Yield the 권 of 권 시장, linked to the person of that surname who has the title, or was named last."""
    groups: dict[str, list[Find]] = {}
    for person in persons:
        name = text[person.start : person.end]
        if len(name) >= 3 and all(is_hangul(mark) for mark in name):
            groups.setdefault(name[:2] if name[:2] in LONG_SURNAMES else name[0], []).append(person)
    if not groups:
        return
    for start, end, title in find_second_titles(text, groups):
        if text[start:end] == "전" and any(person.end + 1 == start for person in persons):
            continue  # 전두환 전 대통령: the former president, not President 전
        meant = _meant(text, groups[text[start:end]], start, title)
        if meant:
            yield _short(meant, start, end)


def _meant(text: str, candidates: list[Find], at: int, title: str) -> Find | None:
    """Return the last of the persons named before who has the title, else the last of them."""
    before = [person for person in candidates if person.end <= at]
    starts = sorted(person.start for person in before)
    titled = [person for person in before if _has_title(text, person, title[-2:], starts)]
    return (titled or before)[-1] if before else None


def _has_title(text: str, person: Find, title: str, starts: list[int]) -> bool:
    """Say whether a title stands right before a name, or after it and before the next name."""
    following = next((start for start in starts if start > person.start), person.end + 24)
    after = _SENTENCE_END.split(text[person.end : min(person.end + 24, following)])[0]
    return title in after or text[max(0, person.start - 6) : person.start].rstrip().endswith(title)


def _latin_persons(text: str, persons: list[Find]) -> Iterator[Find]:
    """Yield Choi after Choi Dae-ho, Shashua after Amnon Shashua, Mohammed after Mohammed bin Salman."""
    forms: dict[str, list[Find]] = {}
    for person in persons:
        name = text[person.start : person.end]
        parts = name.replace(",", "").split()
        if len(parts) < 2 or is_hangul(name[0]):
            continue
        for form in _short_forms(parts):
            forms.setdefault(form, []).append(person)
    for form, owners in forms.items():
        for start, end in _whole_words(text, form):
            if _stands_alone(text, start, end):
                before = [owner for owner in owners if owner.start < start]
                if before:
                    yield _short(before[-1], start, end)


def _whole_words(text: str, form: str) -> Iterator[tuple[int, int]]:
    """Yield where a Latin word stands by itself, not as part of a hyphenated one."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not _joins(text[at - 1] if at else "") and not _joins(text[end : end + 1]):
            yield at, end
        at = text.find(form, end)


def _joins(mark: str) -> bool:
    return mark != "" and ((mark.isalnum() and not is_hangul(mark)) or mark in "-&_")


def _short_forms(parts: list[str]) -> list[str]:
    if parts[0] in ROMAN_SURNAMES and ("-" in parts[-1] or len(parts) == 3):
        return [parts[0]]
    if any(part in ("bin", "ibn", "al") for part in parts):
        return [parts[0], parts[-1]]
    if "-" in parts[0] and parts[-1] in ROMAN_SURNAMES:
        return [parts[-1]]
    return [parts[-1]] if len(parts[-1]) > 2 else []


_NEXT_WORD = re.compile(r",? ([A-Z][A-Za-z\-]*)")
_WORD_BEFORE = re.compile(r"([A-Za-z\-]+\.?) $")
_BEFORE_NAME = frozenset(
    {
        "Mr.",
        "Ms.",
        "Mrs.",
        "Dr.",
        "Mayor",
        "President",
        "Minister",
        "Prince",
        "Governor",
        "Professor",
        "Chairman",
        "Director",
        "Secretary",
        "King",
        "Ambassador",
        "CEO",
        "Prof.",
        "Officer",
    }
)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if text.startswith(" &", end):
        return False
    following = _NEXT_WORD.match(text, end)
    if (
        following
        and text[end] == " "
        and following[1] not in ("I", "However")
        and following[1] not in ("He", "She", "The")
    ):
        return False
    before = _WORD_BEFORE.search(text[max(0, start - 24) : start])
    if before and before[1].endswith(".") and before[1] not in _BEFORE_NAME and len(before[1]) > 3:
        return True
    if before and before[1][0].isupper() and before[1] not in _BEFORE_NAME:
        return before[1] in NOT_IN_NAMES and text[
            max(0, start - len(before[1]) - 3) : start - len(before[1]) - 1
        ].strip() in ("", ".", "“", '"')
    return True


def _series(text: str, pool: list[Find]) -> Iterator[Find]:
    """Yield CES wherever it stands alone after CES 2020: the series, an entity of its own."""
    for series in sorted(
        {
            match["series"]
            for find in pool
            if find.type == "event" and (match := _EDITION.match(text[find.start : find.end]))
        }
    ):
        for start, end in _whole_words(text, series):
            if not _YEAR.match(text, end) and ends_well(text, start, end, "event"):
                yield Find(start=start, end=end, type="event", origin="second", score=_SCORE, name=series)


def _again(text: str, pool: list[Find]) -> Iterator[Find]:
    """Yield new names wherever they stand again, in capitals or not where they are of several words."""
    low = lower(text)
    done: set[tuple[str, str]] = set()
    for find in pool:
        name = text[find.start : find.end]
        key = (find.type, lower(name))
        town = find.type == "place" and find.group is not None
        if find.entity is not None or find.type not in _AGAIN or key in done or town:
            continue
        done.add(key)
        yield from _other_spellings(text, find)
        loose = " " in name and find.type in ("system", "programme", "award")
        for wanted in {name, _bare_firm(find, name)}:
            haystack, needle = (low, lower(wanted)) if loose else (text, wanted)
            at = haystack.find(needle)
            while at >= 0:
                end = at + len(needle)
                alone = len(needle) > 2 or _is_quoted(text, at, end)
                if alone and at != find.start and _may_begin(text, at) and ends_well(text, at, end, find.type):
                    yield _short(find, *(_whole_name(text, at, end) if find.type == "person" else (at, end)))
                at = haystack.find(needle, end)


def _whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Give where a person's name begins and ends of which one word stands there: Mike Farrow, Franklin D. Rosewood."""
    word = text[start:end]
    if not word.isascii() or not word.isalpha():
        return start, end
    given = _GIVEN_BEFORE.search(text, max(0, start - 24), start)
    if given and (given["initial"] or given["given"] in WESTERN_FIRST_NAMES):
        return given.start(), end
    surname = _SURNAME_AFTER.match(text, end) if word in WESTERN_FIRST_NAMES else None
    return start, surname.end() if surname and surname["surname"] not in NOT_IN_NAMES else end


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("‘", "“", "'", '"', "「", "『") and text[end : end + 1] in (
        "’",
        "”",
        "'",
        '"',
        "」",
        "』",
    )


def _bare_firm(find: Find, name: str) -> str:
    """Return the name of a company without its form (가람노트 of ㈜가람노트), if it is long enough to stand alone."""
    bare = find.name or ""
    return bare if find.type == "organisation" and len(bare) > 2 and bare in name else name


def _other_spellings(text: str, find: Find) -> Iterator[Find]:
    """Yield BoxPath after Box Path, Box Path after BoxPath, safe home after safe-home."""
    name = text[find.start : find.end]
    if find.type not in ("system", "programme") or not name.isascii() or not name[0].isalpha():
        return
    pieces = [piece for piece in _PIECES.split(name) if piece]
    if len(pieces) < 2:
        return
    proper = all(piece[0].isupper() for piece in pieces)
    joint = "[ -]?" if proper else "[ -]"
    for match in re.finditer(joint.join(map(re.escape, pieces)), text):
        if (
            match.group() != name
            and _may_begin(text, match.start())
            and not text[match.end() : match.end() + 1].isalnum()
        ):
            yield _short(find, match.start(), match.end())


def _may_begin(text: str, at: int) -> bool:
    return starts_well(text, at) and not (is_hangul(text[at]) and text[at - 1 : at].isalnum())
