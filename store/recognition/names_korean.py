"""Korean personal names: what can be one, and how it becomes a find."""

from __future__ import annotations

from store.recognition.find import Find
from store.recognition.korean import split_particle
from store.recognition.lexicon import GIVEN_FIRST, GIVEN_LAST, LONG_SURNAMES, NO_NAMES, SURNAMES
from store.recognition.wordlist import words

_OFFICES = words(
    "부장 과장 차장 국장 실장 팀장 대표 사장 회장 의원 시장 군수 검사 판사 교수 기자 박사 장관 총리 원장 소장"
)
AFTER_TITLE = r"(?=[은는이가을를의에와과도로께만]|에게|에서|으로|이[라며자고었다]|였|등|님|팀|[^가-힣]|$)"
"""What may follow a title: a particle, a form of address, or no syllable."""


def is_name(word: str) -> bool:
    """Say whether a word can be a Korean person's name of two to four syllables."""
    if word in NO_NAMES or not 2 <= len(word) <= 4 or split_particle(word) in NO_NAMES:
        return False
    if len(word) == 3 and word[1:] in _OFFICES:
        return False  # 김부장, 정대표: a surname and what he is
    if word[:2] in LONG_SURNAMES and len(word) >= 3:
        return word[2] in GIVEN_FIRST and word[-1] in GIVEN_LAST
    if word[0] not in SURNAMES or len(word) == 4:
        return False
    if len(word) == 2:
        return word[1] in GIVEN_LAST
    return word[1] in GIVEN_FIRST and word[2] in GIVEN_LAST


def person(start: int, end: int, name: str, score: float, group: str | None = None) -> Find:
    """Return the find of a person; `group` is the name that one entity has besides."""
    return Find(start=start, end=end, type="person", origin="pattern", score=score, name=name, group=group)
