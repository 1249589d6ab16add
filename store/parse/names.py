"""Persons by name: Korean surnames, and the words that stand where a name could."""

from __future__ import annotations

import re

from store.parse.media import KNOWN_MEDIA, MEDIUM_ENDING

_PLACES_TEXT = """
    서울 부산 대구 인천 광주 대전 울산 세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 수원 성남 용인 고양 안양 부천 안산
    화성 평택 의정부 남양주 파주 김포 시흥 광명 군포 하남 오산 이천 안성 구리 의왕 포천 양주 동두천 과천 여주 춘천 원주 강릉
    동해 속초 삼척 태백 청주 충주 제천 천안 공주 보령 아산 서산 논산 계룡 당진 홍성 전주 군산 익산 정읍 남원 김제 목포 여수
    순천 나주 광양 무안 포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 창원 진주 통영 사천 김해 밀양 거제 양산 서귀포
    경기남부 경기북부 전국 종합 수도권 대구·경북 대구경북 부산·경남 광주·전남 대전·충남 워싱턴 뉴욕 도쿄 베이징 상하이 홍콩
    런던 파리 베를린 브뤼셀 모스크바 제네바 하노이 방콕 자카르타 싱가포르 타이베이 라스베이거스 라스베가스 로스앤젤레스
    실리콘밸리 샌프란시스코 시드니 두바이 리야드 카이로 뮌헨 바르셀로나 한국 seoul busan daegu incheon gwangju daejeon ulsan
    sejong suwon seongnam anyang jeju
"""
PLACES = frozenset(_PLACES_TEXT.split())
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염"
    "여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부가복목형두감음호빈동온승시범견당피라계"
)
_DOUBLE_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "독고", "서문", "동방")
_NOT_NAMES_TEXT = """
    입력 수정 승인 등록 작성 송고 편집 사진 자료 뉴스 기자 전문 인턴 온라인 디지털 지역 이전 정치 경제 사회 문화 국제 연예
    연합 조선 한겨레 신문 전자 이데일리 기사 기획 취재 선임 수석 객원 시민 명예 대학생 교육 의학 과학 산업 금융 증권 부동산
    공동 공동취재 사진공동취재 사회부 정치부 경제부 산업부 문화부 편집국 편집부 취재부 보도국 뉴스룸 보도부 사진부 본지 본보
    특별 특별취재 주재 지방 전국 종합 동영상 영상 방송 이슈 이슈팀 연구 시사 정보 정책 주간 한국 경북 경남 경기 전북 전남
    강원 제주 서울 부산 대구 인천 광주 대전 울산 세종 안양 부천 성남 용인 고양 안산 화성 하남 오산 이천 구미 경주 안동 문경
    진주 양산 여수 순천 목포 나주 전주 원주 천안 아산 공주 청주 충주 최초 최종 최신 제보 독자 구독 관련 다음 모든 다른 해당
    우리 오늘 어제 현장 담당 본부 도쿄 모바일 파이낸셜 헤럴드 노컷 오피니언 사설 칼럼 기고 논설 선임기자 전문기자 명단 주요
    인기 이메일 구글 네이버 대표 기자명 성명 도시 안내 소식 소개 정리 진행 표지
"""
NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_HANGUL_NAME = re.compile(r"[가-힣]{2,4}$")
_TEAM = re.compile(r"(?:팀|취재부|편집국|뉴스룸|본부)$")


def is_korean_name(word: str, *, strict: bool) -> bool:
    """Say whether a word can be a person's name; `strict` where nothing but the word itself says so."""
    if not _HANGUL_NAME.match(word) or word in NOT_NAMES or word in PLACES or word.casefold() in KNOWN_MEDIA:
        return False
    if MEDIUM_ENDING.search(word) or _TEAM.search(word):
        return False
    if not strict:
        return True
    if word.startswith(_DOUBLE_SURNAMES) and len(word) == 4:
        return True
    return word[0] in _SURNAMES and len(word) == 3
