"""Bare nouns: the words that may stand before the head noun of a Korean name (침수 예측 of 침수 예측 시스템)."""

from __future__ import annotations

import re

from store.recognition.korean import ENDS_LIKE_PARTICLE, closes, is_hangul, split_particle
from store.recognition.wordlist import words

_STOP_LEFT = words(
    """
    갖가지 온갖 불법
    역시 일부 아닌 사회적 국제적 세계적 갑자기 잇따라 오래 이른바 일명 가칭 곧 다시 새로 모두 바로 아주 거의 함께 서로 스스로
    미리 자주 각각 매일 매년 이제 그동안 지금 곳곳 여기 거기 이곳 그곳 기간 무엇 누구 하나 둘 셋 등 및 또는 이번 해당
    관련 각 모든 여러 다양한 새로운 주요 이 그 저 첫 기존 국내 해외 최초 최초로 세계 전국 최대 지난해 올해 내년
    오늘 어제 내일 모레 그제 이날 전날 다음날 작년 재작년 내후년 이달 지난달 내달 올 연말 연초 상반기 하반기 주말 오전 오후
    올해부터 오는 지난 특히 또 또한 한편 위한 통한 대한 따른 같은 있는 없는 이를 시민 주민 지역 우리 더 가장 매우
    많은 향후 앞으로 현재 기반의 수준 규모 일환 구축 운영 도입 설치 추진 개발 제공 지원 소개 활용 이용 개통 개소
    확대 시작 완료 공개 대표 우수 선정 참가 참여 총 약 시 도 구 군 시는 맞춤 가운데 중 위해 통해 따라 대해 관해
    의해 이후 이전 당시 최근 이미 먼저 핵심 중점 과제 성과 사업 시정 대규모 소규모 전용 신규 실제 직접 본격 시범
    개인 공동 대표적 획기적 체계적 종합적 안정적 효율적
    """
)
_COUNT = re.compile(r"\d+[가-힣]{0,3}|\d.*[^A-Za-z가-힣]")
_NOUNS_IN_MYEON = (
    "화면",
    "측면",
    "표면",
    "도면",
    "라면",
    "지면",
    "전면",
    "정면",
    "평면",
    "노면",
    "수면",
    "장면",
    "국면",
    "비대면",
    "대면",
)
_NOUNS_IN_GO = ("사고", "보고", "신고", "창고", "경고", "광고", "판다", "재고")
_OR = re.compile("[가-힣]{2,}나$")
_NOUNS_IN_NA = ("코로나", "바나나", "안테나", "아레나", "마리나", "사우나", "하나")
_CONNECTIVE = re.compile(r"[라아어여워려켜겨쳐춰져줘와해내]$")
_NOT_CONNECTIVE = words(
    """
    카메라 코로나 인프라 오로라 제어 방어 언어 영어 용어 유아 소아 영유아 육아 치아 아시아 코리아 소프트웨어
    하드웨어 헬스케어 케어 동해 서해 남해 침해 재해 피해 이해 자연재해 안내 시내 실내 국내 도내 사내 장내
    맞춤형안내 길안내 스마트케어 시니어 엔지니어 타이어 배리어 프런티어 참여 대여 기여 수여 투여 부여 급여 증여 관여 잔여 와이어
    웨어 스퀘어 미디어 아이디어 디어
    """
)
_VERB_END = re.compile(
    r"(?:다며|라며|자며|으며|거나|도록|려고|든지|자마자|라면|으면|되면|하면|다면|들면|내면|리면|기면|치면|하며|지만|는데|면서|"
    r"친|킨|낸|뀐|춘|운데|한|된|할|될|하는|되는|하고|하며|하여|해|되어|돼|인|적인|적|있는|없는|위한|통한|"
    r"대한|린|진|던|운|른|온|간|갈|했던|됐던|시킨|시킬|하던|받은|받는|들인|나선|세운|만든|만드는|쓰는|오는|"
    r"가는|높은|낮은|많은|같은|좋은|늦은|깊은|넓은|빠른|다른|편리한)$"
)
_NOUN_LIKE_VERB = words(
    "시간 공간 인간 민간 야간 주간 구간 기간 무인 개인 디자인 온라인 오프라인 라인 확인 할인 노인 장애인 "
    "외국인 사진 선진 추진 진 통신 위한 제한 무제한 북한 한한 안전 보행자 인 최적 목적 실적 음식 전자적 "
    "도로 화재 자동 회전 운전 환경 체인 블록체인 증진 검진 자율운전 실시간 시공간 승인 터미널 신한 상대 "
    "방한 권한"
)


def is_bare_noun(word: str) -> bool:
    """Say whether a word may stand before a head as a bare noun: no particle, no verb, no number."""
    if (len(word) == 1 and is_hangul(word)) or word[0] == "(" or word in _STOP_LEFT or _COUNT.fullmatch(word):
        return False
    if word in ENDS_LIKE_PARTICLE:
        return True
    return not _has_particle(word) and not _is_verb(word)


def _has_particle(word: str) -> bool:
    if split_particle(word, keep=1 if len(word) == 2 else 2) != word or word[-1] in "은는을를의와":
        return True
    if _OR.search(word) and not word.endswith(_NOUNS_IN_NA) and closes(word[-2]) is False:
        return True  # 제조사나 애플리케이션
    return word.endswith(("에서", "으로", "부터", "까지"))


def _is_verb(word: str) -> bool:
    """Say whether a word is a verb or adverb by its ending, as far as no noun is known to end so."""
    if _CONNECTIVE.search(word) and not any(word.endswith(noun) for noun in _NOT_CONNECTIVE):
        return True
    if word[-1] == "면" and not word.endswith(_NOUNS_IN_MYEON):
        return True
    if word.endswith(("다", "고", "께")) and not word.endswith(_NOUNS_IN_GO):
        return True
    if not _VERB_END.search(word) or word in _NOUN_LIKE_VERB:
        return False
    return not any(word.endswith(noun) for noun in _NOUN_LIKE_VERB if len(noun) > 1)
