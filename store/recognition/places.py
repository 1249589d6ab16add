"""Places that the gazetteer does not know: by their ending, by the land they are said to be in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.borders import GLUED
from store.recognition.cues import CAPITALS, Cues
from store.recognition.find import Find
from store.recognition.korean import is_particle, run_after, split_particle
from store.recognition.lexicon import MONTHS, NOT_IN_NAMES
from store.recognition.loanwords import COMMON_LOANS, is_foreign_word, is_strong
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.support import is_club
from store.recognition.wordlist import words

_KO_CITY = re.compile(r"(?<![가-힣])(?P<name>[가-힣]{2,7})(?P<kind>시|주|현|성|구)(?P<rest>[가-힣]*)")
_KO_MAYOR = Sought(
    r"(?<![가-힣])(?P<name>[가-힣]{2,8}) (?=(?:시장|부시장|주지사|시청|시의회|시 정부|공항|항구)"
    r"(?:[은는이가을를의과와]|[ ,.]|$))",
    at=Cues(("공항", "시 정부", "시의회", "시장", "부시장", "시청", "주지사", "항구")),
    back=9,
)
_AFTER_LAND = re.compile(r" (?P<run>[가-힣]{2,12})(?=[ ,.(]|$)")
_PLACE_FOLLOWS = re.compile(r" (?:시장|시내|현지|국제공항|공항|지역|항)")
_DONG = re.compile(r" (?P<name>[가-힣]{1,4}(?:\d?(?:동|읍|면|리)|\d가))(?P<rest>[가-힣]*)(?=[ ,.()]|$)")
_ROMAN_UNIT = Sought(
    r"(?<![\w\-])(?P<name>[A-Z][a-z]+(?:-(?:si|gun|gu|dong|do|eup|myeon|ri|ro|gil)))(?P<glued>[A-Za-z]*)(?![\-])",
    has=words("-"),
    at=CAPITALS,
)
_EN_CITY = Sought(
    r"(?<![\w\-])(?P<name>(?:[A-Z][a-z]+(?:-[a-z]+)? ){1,2}(?:City|Metropolitan City|Special City|Province|"
    r"County|District|Prefecture|Special District|Island|Bay|Peninsula))(?P<glued>[a-z]*)(?![\-])",
    has=words("Bay City County District Island Peninsula Prefecture Province"),
    at=CAPITALS,
)
_CITY_OF = Sought(r"\b[Cc]ity of (?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?)", has=("ity of ",))
_IN_LAND = Sought(
    r"\b(?:in|In|at|from|to|near|of) (?P<name>[A-Z][a-z]+(?:[ \-][A-Z][a-z]+){0,2}), (?=[A-Z])",
    at=Cues(("in ", "In ", "at ", "from ", "to ", "near ", "of ")),
)
_HELD_IN = Sought(
    r"\b(?:held|based|headquartered|located|born|takes place|took place|hosted|staged) in "
    r"(?P<name>[A-Z][a-z]+(?:[ \-][A-Z][a-z]+){0,2})(?=[,.;)]| (?:on|in|from|this|last|with|and|"
    r"where|that|for|by)\b|$)",
    at=Cues(words("held based headquartered located born takes took hosted staged")),
)
_HYPHENATED = words("dominated documented donated situated")
_NOT_CITY = words(
    """
    One Two Three Four Five Six Several Multiple Music Sin Motor Windy Dream Holy Forbidden Lost Golden
    Smart The This Our New Each Safe Green Future Capital Host Inner Old Any Digital Sister Integrated Global Home
    Special Business Industrial Historic Central Innovation Knowledge Ubiquitous Your Eco Test World Metropolitan
    Urban National Pilot Anyang’s Mega Model Data Financial School Free Economic Development Science Tech Another
    Every Participating Certified Korean Culture Sponge Compact Megacity
    """
)
_NOT_KOREAN = words(
    "도시 주요 동시 임시 즉시 역시 표시 실시 전시 일시 다시 당시 제시 중시 무시 감시 지시 택시 대도시 "
    "신도시 소도시 중소도시 스마트시 거주 이주 제주 광주 전주 표현 실현 구현 재현 출현 완성 구성 조성 "
    "달성 특성 여성 남성 안성 장성 지구 기구 연구 요구 도구 구구 시도지사 광역"
)


def find_places(reading: Reading) -> Iterator[Find]:
    """Yield places by their ending (-si, City, Province), after a country's name, or before 시장."""
    if reading.korean:
        yield from _korean(reading)
    if reading.english:
        yield from _english(reading)


def _place(start: int, end: int, name: str, score: float) -> Find:
    return Find(start=start, end=end, type="place", origin="pattern", score=score, name=name)


def _korean(reading: Reading) -> Iterator[Find]:
    text = reading.text
    for match in _KO_CITY.finditer(text):
        name = match["name"]
        if (
            match["kind"] == "시"
            and name[-1] != "도"
            and _is_city_context(reading, match)
            and _is_foreign_place(name)
            and is_particle("시", match["rest"])
        ):
            office = match["rest"].startswith(("장", "청", "의회"))
            yield _place(match.start(), match.end("name" if office else "kind"), name, 0.85)
    for match in _KO_MAYOR.finditer(text):
        if (
            reading.ends.get(match.start() - 1)
            and _is_foreign_place(match["name"])
            and split_particle(match["name"]) == match["name"]
        ):
            yield _place(match.start("name"), match.end("name"), match["name"], 0.85)
    for start, end in reading.places.items():
        if text[start] < "가":
            continue
        after_land = _AFTER_LAND.match(text, end) if not _is_domestic(text[start:end]) else None
        if after_land:
            yield from _abroad(text, after_land)
        dong = _DONG.match(text, end)
        if (
            dong
            and text[end - 1] in "시군구읍면"
            and is_particle(dong["name"][-1], dong["rest"])
            and len(dong["name"]) > 2
        ):
            yield _place(dong.start("name"), dong.end("name"), dong["name"], 0.85)


def _is_city_context(reading: Reading, match: re.Match[str]) -> bool:
    """Say whether a country stands before a word in -시, or a city's office after it."""
    owner = reading.ends.get(match.start() - 1)
    return (owner is not None and owner.type == "place") or match["rest"].startswith(("장", "청", "의회", "에서"))


def _abroad(text: str, match: re.Match[str]) -> Iterator[Find]:
    """Yield 코펜하겐 of 덴마크 코펜하겐에서: a foreign word right after a country, and something that happens there."""
    run = match["run"]
    name = split_particle(run)
    if name.endswith("계"):
        return  # 프랑스 패션계
    if _HELD.match(text, start := match.start("run")) and name not in _NOT_HELD and len(name) <= 5:
        yield _place(start, start + len(name), name, 0.85)
        return
    if (
        not run[len(name) :].startswith("에")
        and not name.endswith("시")
        and not _PLACE_FOLLOWS.match(text, match.end())
    ):
        return
    if name.endswith("시") and _is_foreign_place(name[:-1]):
        name = name[:-1] if not is_strong(name[-1]) or len(name) > 3 else name
    if _is_foreign_place(name):
        start = match.start("run")
        yield _place(start, start + len(name), name, 0.75)


_HELD = re.compile("[가-힣]{2,5}에서 (?:열린|열리는|열렸|개최된|개최되는|개막한)")
_NOT_HELD = words(
    "현지 전역 수도 각지 시장 본사 지역 등지 곳곳 남부 북부 동부 서부 중부 국내 공동 전국 의회 대학 올해 지난해 최근"
)


def _is_domestic(name: str) -> bool:
    return name[-1] in "시군구도" or name in ("한국", "대한민국", "서울", "국내", "북한")


def _is_foreign_place(name: str) -> bool:
    return (
        name not in _NOT_KOREAN
        and name not in COMMON_LOANS
        and is_foreign_word(name)
        and not any(name.endswith(loan) for loan in COMMON_LOANS if len(loan) > 1)
        and "에게" not in name
        and (len(name) > 2 or sum(map(is_strong, name)) == 2)
        and not run_after(name, 0).endswith(("하는", "되는", "하고", "으로", "에서"))
    )


def _english(reading: Reading) -> Iterator[Find]:
    text = reading.text
    for match in _ROMAN_UNIT.finditer(text):
        glued = match["glued"]
        if not glued or glued in GLUED or glued[0].isupper() or (len(glued) > 6 and _is_verb(match["name"], glued)):
            yield _place(match.start("name"), match.end("name"), match["name"], 0.93)
    for match in _EN_CITY.finditer(text):
        parts = match["name"].split()
        if match["glued"] and match["glued"] not in GLUED:
            continue
        while parts and (parts[0] in _NOT_CITY or parts[0] in NOT_IN_NAMES - {"South", "North"}):
            parts = parts[1:]
        name = " ".join(parts)
        if (
            len(parts) < 2
            or is_club(name)
            or any(word in _NOT_CITY - {"Special", "Metropolitan"} for word in parts[:-1])
        ):
            continue
        yield _place(match.end("name") - len(name), match.end("name"), name, 0.9)
    for match in _CITY_OF.finditer(text):
        if match["name"].split()[0] not in NOT_IN_NAMES:
            yield _place(match.start("name"), match.end("name"), match["name"], 0.9)
    for match in _IN_LAND.finditer(text):
        if match.end() in reading.places and _is_name(match["name"]):
            yield _place(match.start("name"), match.end("name"), match["name"], 0.85)
    for match in _HELD_IN.finditer(text):
        if _is_name(match["name"]):
            yield _place(match.start("name"), match.end("name"), match["name"], 0.75)


def _is_verb(name: str, glued: str) -> bool:
    """Say whether a verb is glued to a district, and not the end of its unit to half of one: Republican-dominated."""
    return glued.endswith(("s", "ed")) and name.rpartition("-")[2] + glued not in _HYPHENATED


def _is_name(name: str) -> bool:
    return not any(word in NOT_IN_NAMES or word in MONTHS for word in name.split())
