"""Korean towns that no gazetteer knows: an article proves 보람시 by its offices and particles, then 보람 counts too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.recognition.borders import ends_before_particle, ends_well, starts_well
from store.recognition.find import Find
from store.recognition.korean import PARTICLES, is_hangul, is_particle, run_after, split_particle
from store.recognition.lexicon import KOREAN_COUNTRIES
from store.recognition.loanwords import COMMON_LOANS, is_foreign_word
from store.recognition.names_korean import is_name
from store.recognition.reading import Reading
from store.recognition.wordlist import words

_RUN = re.compile("[가-힣][가-힣]{2,13}")
_UNITS = "시군구도"
_OFFICES = {
    "시": ("청", "의회", "의원", "민", "청사", "장", "장단"),
    "군": ("청", "수", "의회", "의원", "민"),
    "구": ("청", "청장", "의회", "의원", "민"),
    "도": ("청", "지사", "의회", "의원", "민"),
}
_SUBJECT = frozenset({"는", "가"})
_TELLING = frozenset({"는", "가", "와", "를", "로", "에서", "도", "와의", "에서는", "의", "로부터", "와는"})
_SURE_PARTICLES = frozenset({"가", "와", "를", "에서", "에서는", "와의"})
_WHERE = frozenset({"에서", "에서는"})
_NO_TOWN = {
    "시": words(
        """
        다시 역시 동시 즉시 혹시 잠시 일시 택시 표시 실시 전시 제시 지시 감시 무시 중시 당시 임시 도시 드시 래시 하시
        되시 러시 대시 캐시 메시 섹시 퍼시 상시 수시 접시 응시 게시 공시 낚시 암시 명시 고시 과시 멸시 계시 으시 시시
        특별시 광역시 직할시 자치시 통합시 해당시 우리시 발생시 필요시 이용시 사용시 재난시 비상시 유사시 평상시
        위반시 구매시 참여시 신청시 방문시 소비시 표준시 세계시 개최시 운영시 설치시 도입시
        """
    ),
    "구": words(
        """
        연구 지구 기구 야구 축구 농구 배구 탁구 당구 인구 입구 출구 요구 청구 촉구 가구 도구 친구 교구 선거구 지역구
        자치구 특구 추구 항구 복구 전구 영구 강구 장구 비상구 창구 식구 누구 문구 기초구 재구 허구 투구
        배출구 환풍구 통풍구 배수구 혈구 직구 왜구 일부구 해당구 우리구 양구 행정구 관구
        """
    ),
    "군": words(
        "미군 적군 아군 국군 해군 공군 육군 반군 민군 유엔군 정부군 연합군 다국적군 일본군 북한군 중국군 해당군"
    ),
    "도": words(
        """
        제도 속도 정도 온도 습도 지도 각도 강도 밀도 농도 보도 인도 철도 수도 선도 주도 유도 빈도 궤도 난이도 만족도
        신뢰도 완성도 혼잡도 반도 고도 태도 연도 년도 의도 시도 부도 차도 해도 이도 그도 파도 용도 구도 기도 남도 북도
        한도 양도 과도 관도 명도 무도 포도 대도 효도 타도 진도 해당도 우리도 각시도 전국도 편도 제한속도 참여도 호감도
        """
    ),
}
_NO_STEM = words(
    "특별 광역 해당 우리 각각 전국 인근 주변 대부분 여러 다른 통합 자치 행정 경제 혁신 기업 신도 전통 수산 부동산 "
    "주식 세계 국내 해외 글로벌 청약 금융 노동 채권 아파트 주택 자동차 반도체 스마트폰 중고차 농산물 도매 재래 "
    "벼룩 야시 소비 자본 원유 가전 외환 증권 게임 모바일 전기차 에너지 서비스 콘텐츠 광고 대상 특례 기초 대통령 "
    "국회 지방 보안 스마트시티 스마트도 도시 온라인 북미 유럽 아시아 중동 동남아 통신 취업 고용 인력 선물 임대 매매"
)
_PERSON_BEFORE = re.compile("(?<![가-힣])([가-힣]{2,4}) $")
_OF_PERSONS = frozenset({"", "은", "이", "과", "의", "도", "께서"})
_SENTENCE_START = re.compile(
    r"(?:^|[.!?”’\"'\])]\s{0,2}|[\n□ㅇ○▲△◇◆■●·\-–*]\s{0,3}|특히 |또한 |이에 |한편 |이날 |앞서 )$"
)
_WITH_HEAD = re.compile(r"\((?:시장|군수|구청장|도지사|지사)[ ,:]")
_ABROAD = re.compile(
    r" (?P<name>[가-힣]{2,7}) ?(?P<what>부시장|시장단|시장|현지|시의회|시청|시내|국제공항)"
    r"(?=[은는이가을를의에과와]|에서|[ ,.)]|$)"
)
_COUNTED = re.compile(r" ?(?:\d|지역|도지사|도청|기업|시장)")
_UNIT_BEFORE = re.compile(r"[가-힣]{2,4}(?P<unit>[시군구도])(?:과|와|·|, ?| 및 ) ?$")
_UNIT_AFTER = re.compile(r"(?:과|와|·|, ?| 및 ) ?[가-힣]{2,4}?(?P<unit>[시군구])[은는이가을를도의에]")


@dataclass
class _Town:
    """What speaks for a word of the article being a town's name."""

    votes: int = 0
    sure: bool = False


def find_korean_towns(reading: Reading, places: Sequence[Find]) -> Iterator[Find]:
    """Yield every mention of the towns, counties, districts and provinces that the article itself proves.

    `places` are the places that their form or the country before them gave away.
    """
    known = {reading.text[find.start : find.end]: find.entity for find in reading.known if find.type == "place"}
    taken = {reading.text[find.start : find.end] for find in reading.known if find.type != "place"}
    towns = set(_proven(reading))
    names = {find.name.removesuffix("시") for find in places if find.name and is_hangul(find.name[0])}
    towns |= {(name, "시") for name in names if len(name) > 1 and name[-1] not in "시군구읍면동리가도"}
    for stem, unit in sorted(towns):
        if stem in taken or stem + unit in taken:
            continue
        entity = known.get(stem + unit, known.get(stem) if unit == "시" else None)
        yield from _uses(reading.text, stem, unit, entity)
        if unit == "도" and len(stem) == 3 and stem[-1] in "남북":
            yield from _short_province(reading.text, stem)
    yield from _abroad(reading, {stem for stem, unit in towns if unit == "시"})


def _proven(reading: Reading) -> dict[tuple[str, str], _Town]:
    text = reading.text
    towns: dict[tuple[str, str], _Town] = {}
    for match in _RUN.finditer(text):
        ways = _readings(match.group())
        if not ways or not starts_well(text, match.start()):
            continue
        for stem, unit, rest in ways:
            town = towns.setdefault((stem, unit), _Town())
            weight, sure = _weight(reading, match.start(), stem, unit, rest)
            town.votes += weight
            town.sure = town.sure or sure
    return {
        key: town for key, town in towns.items() if town.votes >= 2 and town.sure and not _is_word(key[0], key[1], town)
    }


@lru_cache(maxsize=1 << 16)
def _readings(run: str) -> tuple[tuple[str, str, str], ...]:
    """Return the ways to read a run of syllables as a town, its unit and what follows; kept, for words come again."""
    return tuple(_read(run))


def _read(run: str) -> Iterator[tuple[str, str, str]]:
    for at in range(2, min(6, len(run))):
        if run[at] in _UNITS:
            rest = run[at + 1 :]
            deputy = run[at - 1] == "부" and rest.startswith("장")
            if not deputy and (not rest or rest in PARTICLES or _office(run[at], rest)):
                yield run[:at], run[at], rest


def _office(unit: str, rest: str) -> str | None:
    """Return the office (청, 의회, 장) that `rest` begins with, if nothing but a particle follows it."""
    for office in _OFFICES[unit]:
        if rest.startswith(office) and is_particle(office[-1], rest[len(office) :]):
            return office
    return None


def _weight(reading: Reading, start: int, stem: str, unit: str, rest: str) -> tuple[int, bool]:
    """Return how much one occurrence says, and whether it is of a kind that hardly any other word has."""
    text = reading.text
    end = start + len(stem) + 1
    office = _office(unit, rest) if rest else None
    if office in ("장", "장단"):
        return (2, True) if _is_mayor(reading, start, end + len(office or "")) else (1, False)
    if (office and rest not in PARTICLES) or _WITH_HEAD.match(text, end):
        return 2, unit != "시" or office != "민"
    return _weight_of_particle(text, start, stem, unit, rest)


def _weight_of_particle(text: str, start: int, stem: str, unit: str, rest: str) -> tuple[int, bool]:
    end = start + len(stem) + 1
    opens = _SENTENCE_START.search(text[max(0, start - 8) : start]) is not None
    if unit == "도":
        sure = len(stem) == 3 and stem[-1] in "남북" and rest in _TELLING
        return (2, True) if sure or (opens and rest in _SUBJECT and "도내" in text) else (0, False)
    if unit != "시":
        paired = bool(rest) and _is_paired(text, start, end)
        return (2, True) if paired else (int(opens and rest in _SUBJECT), False)
    if opens and (text[end : end + 1] == "," or rest in _SUBJECT):
        return 2, not is_foreign_word(stem)
    return int(rest in _TELLING), rest in _SURE_PARTICLES and (rest in _WHERE or not is_foreign_word(stem))


def _is_paired(text: str, start: int, end: int) -> bool:
    """Say whether another unit stands beside: 바람군과 솔밭구."""
    before = _UNIT_BEFORE.search(text[max(0, start - 8) : start])
    after = _UNIT_AFTER.match(text, end)
    return any(found is not None and found["unit"] != text[end - 1] for found in (before, after))


def _is_mayor(reading: Reading, start: int, end: int) -> bool:
    """Say whether a person's name stands before `보람시장`, and not the district that a market is in."""
    text = reading.text
    before = _PERSON_BEFORE.search(text[max(0, start - 6) : start])
    if before is None or not is_name(before[1]) or before[1][-1] in "시군구동면읍":
        return False
    return start - 1 not in reading.ends and run_after(text, end) in _OF_PERSONS


def _is_word(stem: str, unit: str, town: _Town) -> bool:
    """Say whether the word is a common one that only looks like a town."""
    if stem in _NO_STEM or any(stem.endswith(word) for word in ("특별", "광역", "전통", "수산")):
        return True
    if stem in COMMON_LOANS or split_particle(stem) != stem or stem in KOREAN_COUNTRIES:
        return True
    word = stem + unit
    looks = word in _NO_TOWN[unit] or word[-2:] in _NO_TOWN[unit] or word[-3:] in _NO_TOWN[unit]
    if looks and (unit != "도" or stem[-1] not in "남북"):
        return unit != "시" or town.votes < 5
    return False


def _find(start: int, end: int, name: str, stem: str, unit: str, entity: int | None) -> Find:
    return Find(
        start=start,
        end=end,
        type="place",
        origin="pattern",
        score=0.9 if name != stem else 0.85,
        entity=entity,
        name=None if entity is not None else name,
        group=None if entity is not None else stem + unit,
    )


def _uses(text: str, stem: str, unit: str, entity: int | None) -> Iterator[Find]:
    """Yield the town wherever it stands: with its unit, or bare before particles, offices and borders."""
    at = text.find(stem)
    while at >= 0:
        end = at + len(stem)
        if starts_well(text, at):
            for long in (unit, "광역시", "특별시") if unit == "시" else (unit,):
                whole = end + len(long)
                if not text.startswith(long, end):
                    continue
                office = _office(unit, run_after(text, whole)) if unit in "군구" else None
                if ends_before_particle(text, whole) or (office and office != "수"):
                    yield _find(at, whole, text[at:whole], stem, unit, entity)
            if (unit == "시" or text.startswith(("도지사", "군수"), end)) and ends_well(text, at, end, "place"):
                yield _find(at, end, stem, stem, unit, entity)
        at = text.find(stem, end)


def _short_province(text: str, stem: str) -> Iterator[Find]:
    """Yield 새북 for 새봄북도 where a number, an office or another place beside it shows that the province is meant."""
    short = stem[0] + stem[-1]
    at = text.find(short)
    while at >= 0:
        end = at + len(short)
        beside = text[at - 1 : at] in ("·", "/") or text[end : end + 1] in ("·", "/")
        if starts_well(text, at) and (beside or _COUNTED.match(text, end)) and ends_well(text, at, end, "place"):
            yield _find(at, end, short, stem, "도", None)
        at = text.find(short, end)


def _abroad(reading: Reading, towns: set[str]) -> Iterator[Find]:
    """Yield 브라가 of 포르투갈 브라가 부시장: a name between a country and what only a town has."""
    text = reading.text
    for start, end in sorted(reading.places.items()):
        if text[start:end] not in KOREAN_COUNTRIES:
            continue
        match = _ABROAD.match(text, end)
        if match is None:
            continue
        name = match["name"]
        sure = match["what"] != "시장" or is_foreign_word(name) or name in towns
        plain = split_particle(name) == name or (match["what"] == "부시장" and is_foreign_word(name))
        if sure and plain and name not in _NO_STEM and name not in COMMON_LOANS:
            yield _find(match.start("name"), match.end("name"), name, name, "시", None)
            yield from _uses(text, name, "시", None)
