"""Borders: where a known name may begin and end, so that 대구 is found in 대구시장은 and not in 동대구역."""

from __future__ import annotations

import re

from store.recognition.korean import is_hangul, is_particle, run_after
from store.recognition.wordlist import words

_LATIN_RUN = re.compile(r"[A-Za-z\u00c0-\u024f]+")

_OFFICES = words(
    """
    시장 부시장 시청 시의회 시민 시내 시정 시 도지사 지사 부지사 도청 도의회 도민 도내 도정 군수 군청 군의회 군민
    구청장 구청 구의회 구민 지역 지역의 정부 대사 대사관 출신 권 산 발 행 현지 전역 일대 일원 내 외 지점 본사
    사무소 시당 도당 경제 시장실 교육감 선수단 대표단 대표팀 대표 당국 국적 총리 대통령 국민 인근 남부 북부 동부
    서부 도심 외곽
    """
)
_BY_LAST = {
    "시": ("장", "청", "의회", "민", "정", "장실", "립"),
    "군": ("수", "청", "의회", "민", "정"),
    "구": ("청장", "청", "의회", "민", "정"),
    "도": ("지사", "청", "의회", "민", "정", "내"),
}
_PEOPLE = words(
    """
    장 회장 부회장 사장 부사장 대표 대표이사 이사장 원장 청장 장관 차관 위원장 총장 교수 연구원 기자 관계자 직원
    대변인 본부장 측 산하 내 소속 사 그룹 본사 지사 노조 임직원 임원 주가 제품 주식 공장 코리아 출신 담당자
    """
)
_TITLES = words(
    """
    시장 지사 도지사 대표 의원 장관 차관 기자 씨 군 양 사장 회장 부회장 원장 청장 총장 교수 대통령 총리 위원장 위원
    구청장 군수 전 센터장 본부장 팀장 과장 국장 실장 부장 이사 감독 선수 박사 변호사 후보 국무총리 부시장 부지사
    특파원 앵커
    """
)
_WORKS = [
    "구축",
    "운영",
    "설치",
    "도입",
    "조성",
    "사업",
    "서비스",
    "시스템",
    "센터",
    "플랫폼",
    "기술",
    "개발",
    "개소",
    "고도화",
    "확대",
    "구현",
    "연계",
    "이용",
    "앱",
    "내",
]
_FAIRS = words(
    """
    장 행사 참가 참석 개최 기간 개막 폐막 개막식 현장 전시장 홍보관 한국관 조직위 사무국
    """
)
_PRIZES = words(
    """
    수상 획득 인증 취득 시상식 수여식 도시
    """
)
_FOLLOWERS: dict[str, frozenset[str]] = {
    "place": frozenset(_OFFICES),
    "organisation": frozenset(_PEOPLE),
    "person": frozenset(_TITLES),
    "system": frozenset(_WORKS),
    "programme": frozenset([*_WORKS, *_PRIZES]),
    "event": frozenset(_FAIRS),
    "award": frozenset(_PRIZES),
    "technology": frozenset(_WORKS),
}
_CLERKS = ("과장", "팀장", "국장", "실장", "담당관", "과장은", "과장이", "팀장은", "팀장이", "국장은", "국장이")
_LONGEST = 4

GLUED = words(
    """
    has is are was were will the and with for from that which who to of in on at by as it its also can have had
    been provides provided operates operated establishes established supports supported builds built building
    installs installed introduces introduced launches launched develops developed runs ran plans planned opens
    opened uses used offers offered won wins received receives selected selects signed signs said says hosts hosted
    held holds makes made announced announces completed completes aims expands expanded began begins started starts
    """
)
"""Words that machine translation glues to a name ("Cityhas", "Anyangis")."""


def starts_well(text: str, start: int) -> bool:
    """Say whether a name may begin here: no letter or syllable of the same script runs into it."""
    if start == 0:
        return True
    before, first = text[start - 1], text[start]
    if is_hangul(first):
        return not is_hangul(before)
    if first.isdigit():
        return not before.isdigit() and not (before in ".," and start > 1 and text[start - 2].isdigit())
    if before == "@":
        return False  # an address is no outlet
    if before in "’'" and text[start : start + 2] in ("s ", "t ") and text[max(0, start - 2) : start - 1].isalnum():
        return False  # the city’s map is no S-Map
    return not before.isalnum() or is_hangul(before)


def ends_well(text: str, start: int, end: int, type_: str) -> bool:
    """Say whether a name of this type may end at `end`: at a border, before a particle, an office or glued words."""
    if end == len(text):
        return True
    last, following = text[end - 1], text[end]
    if is_hangul(following):
        return _ends_before_hangul(text, last, end, type_)
    if is_hangul(last) or not following.isalnum():
        return True
    if last.isdigit():
        return not following.isdigit() and (following.isupper() or not following.isalpha())
    return not following.isdigit() and _glued(text, start, end)


def ends_before_particle(text: str, end: int) -> bool:
    """Say whether what follows `end` is a border or nothing but a particle chain."""
    return is_particle(text[end - 1], run_after(text, end))


def ends_before_noun(last: str, rest: str, type_: str) -> bool:
    """Say whether `rest` begins with a word that may be written together with a name of this type."""
    followers = _FOLLOWERS.get(type_, frozenset())
    endings = _BY_LAST.get(last, ()) if type_ == "place" else ()
    for length in range(min(_LONGEST, len(rest)), 0, -1):
        word = rest[:length]
        if last == "위" and word == "원장":
            continue  # 방통위원장 heads the 방통위, as a word of its own
        if (word in followers or word in endings) and is_particle(word[-1], rest[length:]):
            return True
    return False


def _ends_before_hangul(text: str, last: str, end: int, type_: str) -> bool:
    rest = run_after(text, end)
    if is_particle(last, rest) or ends_before_noun(last, rest, type_):
        return True
    return not is_hangul(last) and type_ == "technology" and not rest.endswith(_CLERKS)


def _glued(text: str, start: int, end: int) -> bool:
    if end - start < 4 or not text[start].isupper():
        return False
    found = _LATIN_RUN.match(text, end)
    rest = found.group() if found else ""
    last = text[end - 1]
    if not last.islower():
        return False
    if rest[:1].isupper() and rest[1:2].islower():
        return True
    if rest in GLUED and (len(rest) > 2 or rest == "is"):
        return True  # the Peru of Peruto is none
    return "-" in text[start:end] and len(rest) > 3 and rest.endswith(("s", "ed", "ing"))
