"""Korean borders: which syllables after a name are particles, and where a name may begin and end."""

from __future__ import annotations

import re

from store.recognition.wordlist import words

_SIMPLE = words(
    """
    은 는 이 가 을 를 의 에 와 과 도 만 로 으로 서 에서 에게 께 께서 한테 로서 으로서 로써 으로써 로부터 으로부터
    부터 까지 보다 처럼 마다 조차 마저 밖에 이나 나 이라 이란 란 이며 이고 이자 이다 다 인데 이었다 였다 이던 이든
    이라는 라는 이라고 라고 이라며 라며 이라면 라면 이라도 라도 이랑 랑 하고 뿐 만큼 대로 이여 입니다 이었던 였던
    이지만 이어서 에선 에겐 께선 씩 쯤 측 간 등 이라서 라서 인지 일 인 이자면 에다 에다가 로선 으로선 같은 같이 별
    별로 이었으며 였으며 이었고 였고 이어 이었지만 임 임을 이면서 와는 과는 때문에 며 지만 든지 이든지 은커녕 는커녕 커녕 치고
    """
)
_STACKING = words(
    """
    에 에서 에게 로 으로 까지 부터 와 과 만 로서 으로서 로부터 으로부터 보다 처럼 께서 뿐 마다 하고 만큼 대로
    에게서 측 등 들 간 별 로써 으로써
    """
)
_TAILS = words(
    """
    는 은 도 만 의 까지 나 이나 부터 만이 만의 뿐 이 가 을 를 와 과 에 에서 에는 에도 에게 으로 로 으로는 에서도
    에서는 들
    """
)
_NOT_STACKED = frozenset(
    {"에은", "에이", "에가", "에을", "에를", "로이", "로가", "로을", "로를", "으로이", "으로가", "으로를"}
)

PARTICLES: frozenset[str] = frozenset(_SIMPLE) | (
    frozenset(head + tail for head in _STACKING for tail in _TAILS) - _NOT_STACKED
)
"""Particle chains and copulas that may follow a name within one eojeol."""

_AFTER_CONSONANT = frozenset({"은", "이", "을", "과", "으"})
_AFTER_VOWEL = frozenset({"는", "가", "를", "와", "랑", "란", "였", "라", "다", "나", "며"})
_RUN = re.compile("[가-힣]*")


def is_hangul(mark: str) -> bool:
    """Say whether the character is a Hangul syllable."""
    return "가" <= mark <= "힣"


def closes(syllable: str) -> bool | None:
    """Say whether a syllable ends in a consonant; None for what is no Hangul syllable."""
    if not is_hangul(syllable):
        return None
    return (ord(syllable) - 0xAC00) % 28 != 0


def run_after(text: str, at: int) -> str:
    """Return the Hangul syllables that stand at this position without a gap."""
    found = _RUN.match(text, at)
    return found.group() if found else ""


def fits(last: str, particle: str) -> bool:
    """Say whether a particle may follow a syllable: 은 after a consonant, 는 after a vowel, either after Latin."""
    if not particle:
        return True
    closed = closes(last)
    if closed is None:
        return True
    if particle[0] == "로":
        return not closed or (ord(last) - 0xAC00) % 28 == 8
    if particle[0] in _AFTER_CONSONANT:
        return closed or (len(particle) > 1 and particle[0] == "이")
    if particle[0] in _AFTER_VOWEL:
        return not closed
    return True


def is_particle(last: str, rest: str) -> bool:
    """Say whether `rest` (what follows `last` up to the end of the Hangul run) is nothing or a particle chain."""
    return not rest or (rest in PARTICLES and fits(last, rest))


def split_particle(word: str, *, keep: int = 2) -> str:
    """Return the word without a particle chain at its end, at least `keep` characters long.

    The longest chain that fits is cut, and only where it is one of the common ones; a word that may end in such a
    syllable by itself (도로, 코로나) is left alone.
    """
    if word in ENDS_LIKE_PARTICLE or not word or not is_hangul(word[-1]):
        return word
    for cut in range(max(keep, len(word) - 5), len(word)):
        stem, rest = word[:cut], word[cut:]
        if rest in _COMMON and fits(stem[-1], rest) and not _word_within(word, stem):
            return stem
    return word


def _word_within(word: str, stem: str) -> bool:
    """Say whether the word ends in a noun whose last syllable only looks like a particle."""
    over = len(word) - len(stem)
    return over <= 2 and any(word[-length:] in ENDS_LIKE_PARTICLE for length in range(over + 1, 6))


_COMMON = words(
    """
    은 는 이 가 을 를 의 에 와 과 도 로 으로 에서 에게 에는 에도 에서는 에서도 에서의 에의 으로는 으로도 으로의
    로는 로도 로의 로서 으로서 부터 까지 까지의 보다 처럼 이라는 라는 이라고 라고 이라며 이며 이나 이고 이자 이다
    였다 이었다 만 만의 와의 과의 와는 과는 로부터 으로부터 마다 이란 에서만 뿐 뿐만 들은 들이 들을 들의 들과
    들에게 등 등을 등의 등이 등은 등과 등에 등으로 께서 입니다
    """
)

ENDS_LIKE_PARTICLE: frozenset[str] = words(
    """
    귀가 안심귀가 심의 문의 예의 토의 유의 창의 편의 사의 용의 호의 근로 진료로 연료 원료 자료로 만나 구나 어나
    온도계로 완도 청도 진도 남도 북도 반도 한반도 고도 제한속도 주행속도 차이 나이 회이 재이 메이 페이 제로페이
    데이 웨이 레이 스프레이 플레이 릴레이 하이웨이 사과 강화 도로 차로 경로 통로 진로 항로 선로 활로 회로 수로 대로
    종로 구로 세로 가로 미로 위로 별로 서로 코로나 하나 지도 온도 습도 속도 제도 강도 밀도 농도 각도 정도 보도 인도
    철도 수도 상수도 하수도 지하도 차도 횡단보도 선도 주도 유도 제주도 경기도 강원도 경상북도 경상남도 전라북도
    전라남도 충청북도 충청남도 경북도 경남도 전북도 전남도 충북도 충남도 빈도 궤도 난이도 만족도 신뢰도 완성도
    혼잡도 독도 여의도 송도 영종도 거제도 국가 평가 물가 증가 추가 허가 참가 단가 주가 전문가 작가 요가 여가 휴가
    국토부가 인가 대가 시가 농가 상가 주택가 번화가 회의 협의 동의 주의 강의 논의 합의 정의 민주주의 건의 결의 거의
    결과 효과 성과 통과 경과 초과 학과 도시과 정책과 교통과 관리과 담당과 과 부과 내과 외과 교과 전과 어린이 놀이
    높이 길이 깊이 쓰레기 종이 아이 먹이 모이 사이 베이 타이베이 두바이 상하이 하와이 브루나이 모빌아이 에이아이
    의견 은행 조은 지은 불만 대만 오만 기만 비만 욕만 사고 보고 광고 창고 재고 권고 신고 참고 경고 예고 차고 금고
    최고 재제고 제고 토마토 도쿄도 부처 상처 거처 출처 매매 해로 태도 연도 년도 의도 시도 온실가 세계로 프로 제로
    유로 미나리 스튜디오로 마이크로 메트로 네트로 와이파이 하이파이 스파이 하이 프라이 디스플레이 게이트웨이
    고속도로 고속국도 자전거도로 태양의 서울로 서비스나 지로 하마 카메라 라 소나 나 무나 코리아 시리아 캐나다
    카나다 르완다 우간다 도요타 혼다 마쓰다 판다 바다 에너지 이미지 단지 부지 토지 기지 폐지 유지 복지 메시지
    패키지 마을 서울 가을 겨울 마음 처음 다음 얼음 소음 음은 젊은 많은 좋은 작은 의 은 는 이 가
    """
)
"""Nouns that end in a syllable that could be a particle."""
