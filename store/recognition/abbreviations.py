"""Abbreviations defined in place: 국토교통부(국토부), Consumer Technology Association (CTA), and their later uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from store.recognition.agencies import is_agency
from store.recognition.borders import ends_before_noun, starts_well
from store.recognition.find import Find
from store.recognition.korean import is_hangul, is_particle, run_after
from store.recognition.letters import widened
from store.recognition.lexicon import KOREAN_TITLES, NOT_IN_NAMES
from store.recognition.reading import Reading
from store.recognition.wordlist import words

_LINKABLE = ("system", "programme", "event", "award", "organisation", "technology")
_SPELT_OUT = ("event", "system", "organisation")
_BRACKET = re.compile(r"[’”'\"』」》\]]?\s?[(（](?P<inner>[^()（）\n]{2,90}(?:\([^()\n]{2,60}\))?)[)）]")
_ACRONYM = re.compile(widened(r"^(?:[A-Z][A-Za-z0-9&.+\-]*[A-Z0-9][A-Za-z0-9&.+\-]*|[A-Z]{2,10})\*?$"))
_SHORT_LATIN = re.compile(widened(r"^[A-Z][A-Za-z0-9\-]{2,14}\*?$"))
_LONG_FORM = re.compile(widened(r"\((?P<short>[A-Z][A-Za-z&\-]*[A-Z][A-Za-z0-9\-]*)\*?(?:[,)])"))
_LINE_WORDS = re.compile(widened(r"[A-Za-z][A-Za-z\-’']*"))
_HEAD_TYPES = {
    "system": "System Systems Platform Service Services Center Centre Network Hub App Infrastructure",
    "organisation": (
        "Ministry Association Institute Agency Corporation Authority Commission Council University "
        "Organization Organisation Bank Foundation Fund Union Committee Society Administration Bureau "
        "Department Company Office Headquarters"
    ),
    "event": "Show Expo Summit Forum Conference Congress Exhibition Fair Festival",
    "programme": "Project Programme Program Initiative Plan",
    "award": "Award Certification Prize",
}  # fmt: skip
_TYPE_OF = {word: type_ for type_, listing in _HEAD_TYPES.items() for word in listing.split()}
_NO_ABBREVIATION = words(
    "AI IT ICT VR AR XR MOU CEO CTO CFO COO CCTV TV PC DB KST GMT USD KRW SNS PDF QR IoT UN EU US UK SOC "
    "VIP PR HD Wi-Fi R&D"
)
_TELLS_OF = KOREAN_TITLES | words(
    "대표자 법인장 지사장 본사 사진 지분 지분율 종목코드 코드 이하 옛 구 현 시가총액 소재지"
)
"""Words in brackets after a name that begin what is told of it, not another name: (대표 한가람)."""
_SCORE = 0.9


def find_abbreviations(reading: Reading, settled: Iterable[Find]) -> Iterator[Find]:
    """Yield names in brackets after what they stand for, and every later use, with the entity of the long form."""
    text = reading.text
    pool = [find for find in settled if text[find.start : find.end].strip()]
    aliases: dict[str, Find] = {}
    starts = {find.start: find for find in pool if find.entity is not None}
    for find in pool:
        if find.type in _LINKABLE:
            yield from _defined(text, find, aliases)
            yield from _adopted(text, find, starts)
    for find in _by_initials(text, pool):
        yield find
        yield from _defined(text, find, aliases)
    for alias, owner in aliases.items():
        yield from _uses(text, alias, owner)


def _named(find: Find, start: int, end: int, name: str) -> Find:
    if find.entity is not None:
        return replace(find, start=start, end=end, origin="abbreviation", score=_SCORE)
    return replace(find, start=start, end=end, origin="abbreviation", score=_SCORE, name=name, group=find.name)


def _defined(text: str, find: Find, aliases: dict[str, Find]) -> Iterator[Find]:
    """Yield what stands in brackets right after a find and is another name of it."""
    bracket = _BRACKET.match(text, find.end)
    if not bracket:
        return
    at = bracket.start("inner")
    quote = text[find.start : find.end]
    for piece in re.split(r"([,/:]\s*|\s*\()", bracket["inner"].rstrip(")")):
        plain = piece.strip().rstrip("*").strip("‘’“”'\"")
        start = at + piece.find(plain) if plain else at
        at += len(piece)
        if plain and is_other_name(plain, quote, find.type):
            aliases.setdefault(plain, find)
            yield _named(find, start, start + len(plain), plain)


def _adopted(text: str, find: Find, starts: dict[int, Find]) -> Iterator[Find]:
    """Yield a new long form with the entity of the known short form that stands in brackets after it."""
    bracket = _BRACKET.match(text, find.end) if find.entity is None else None
    short = starts.get(bracket.start("inner")) if bracket else None
    if short is None or short.type != find.type:
        return
    if is_other_name(text[short.start : short.end], text[find.start : find.end], find.type):
        yield replace(short, start=find.start, end=find.end, origin="abbreviation", score=_SCORE)


def is_other_name(piece: str, name: str, type_: str) -> bool:
    """Say whether what stands in brackets is another name of the thing: an acronym, a shortened or a translated name."""
    if piece in _NO_ABBREVIATION or piece in NOT_IN_NAMES or piece.isdigit() or len(piece) < 2:
        return False
    if _ACRONYM.match(piece):
        return type_ != "organisation" or is_hangul(name[0]) or _is_spelt_in(piece, name)
    if is_hangul(piece[0]):
        return _is_korean_form(piece, name, type_)
    if " " in piece:
        return _is_latin_form(piece, name, type_)
    return bool(_SHORT_LATIN.match(piece)) and piece[0].lower() == name[0].lower() and _is_spelt_in(piece, name)


def _is_korean_form(piece: str, name: str, type_: str) -> bool:
    """Say whether a Korean piece shortens a Korean name (국토부), or spells an acronym out (CES, 국제전자제품박람회)."""
    if is_hangul(name[0]):
        short, long = sorted((piece.replace(" ", ""), name.replace(" ", "")), key=len)
        return 2 <= len(short) < len(long) and _is_subsequence(short, long) and short[0] == long[0]
    plain = len(piece) >= 5 and not re.search(r"[을를은는] ", piece) and piece.split(maxsplit=1)[0] not in _TELLS_OF
    return plain and type_ in _SPELT_OUT and _ACRONYM.match(name) is not None


def _is_latin_form(piece: str, name: str, type_: str) -> bool:
    """Say whether words in Latin letters spell an acronym out, or translate a Korean name."""
    if _ACRONYM.match(name):
        return _initials_fit(name, piece)
    capitals = sum(word[:1].isupper() for word in piece.split())
    return is_hangul(name[0]) and capitals >= 2 and type_ in (*_SPELT_OUT, "programme")


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(mark in rest for mark in short)


def _is_spelt_in(acronym: str, name: str) -> bool:
    letters = [mark.lower() for mark in acronym if mark.isalpha()]
    return bool(letters) and _is_subsequence("".join(letters), name.lower())


def _initials_fit(acronym: str, phrase: str) -> bool:
    initials = [word[0].lower() for word in re.findall(r"[A-Za-z]+", phrase)]
    letters = [mark.lower() for mark in acronym if mark.isalpha()]
    return (
        bool(initials)
        and initials[0] == letters[0]
        and _is_subsequence("".join(letters), phrase.lower().replace(" ", ""))
        and len(initials) >= 2
    )


def _by_initials(text: str, settled: list[Find]) -> Iterator[Find]:
    """Yield long forms that no recogniser found, by the initials of a bracketed acronym: Bus Information System (BIS)."""
    for match in _LONG_FORM.finditer(text):
        short = match["short"]
        if short in _NO_ABBREVIATION or any(find.start <= match.start("short") < find.end for find in settled):
            continue
        before = text[max(text.rfind("\n", 0, match.start()) + 1, match.start() - 90) : match.start()]
        found = list(_LINE_WORDS.finditer(before.rstrip()))
        start = _start_of_long_form([word.group() for word in found], short)
        if start is None or not before[-1:].isspace():
            continue
        at = match.start() - len(before) + found[start].start()
        end = match.start() - len(before) + len(before.rstrip())
        type_ = _TYPE_OF.get(found[-1].group().capitalize()) or next(
            (_TYPE_OF[word.group()] for word in found[start:] if word.group() in _TYPE_OF), None
        )
        if type_ == "system" and is_agency(text[at:end].split()):
            type_ = "organisation"
        if type_ is None or any(
            find.start < end and at < find.end and find.end - find.start > end - at for find in settled
        ):
            continue
        yield Find(start=at, end=end, type=type_, origin="pattern", score=0.88, name=text[at:end])


def _start_of_long_form(before: list[str], short: str) -> int | None:
    """Return the index of the first word of the long form, whose initials are the letters of the short one."""
    letters = [mark.lower() for mark in short if mark.isalpha()]
    index = len(before)
    while letters and index:
        index -= 1
        word = before[index].lower()
        if word in ("and", "of", "for", "the", "in", "on", "&"):
            continue
        if word[0] == letters[-1]:
            letters.pop()
        elif len(before) - index > len(short) + 2:
            return None
        else:
            initials = [part[0] for part in word.split("-") if part]
            if letters[-len(initials) :] == initials and len(initials) > 1:
                del letters[-len(initials) :]
            else:
                return None
    return index if not letters else None


def _uses(text: str, alias: str, owner: Find) -> Iterator[Find]:
    at = text.find(alias)
    while at >= 0:
        end = at + len(alias)
        if starts_well(text, at) and _may_end(text, end, owner.type):
            yield _named(owner, at, end, alias)
        at = text.find(alias, end)


def _may_end(text: str, end: int, type_: str) -> bool:
    rest = run_after(text, end)
    if is_hangul(text[end - 1]) or rest:
        return is_particle(text[end - 1], rest) or ends_before_noun(text[end - 1], rest, type_)
    return not text[end : end + 1].isalnum()
