"""The words of the large corpus: sentences in Korean and English, made once, that its articles are put together from.

Words are met as in life: a few of them in most articles, most of them hardly ever (Zipf). About one article in nine says
대구, seven in ten have the syllable 시.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate

SYLLABLES = (
    "가강경고관광교구국군권기김나남내노농단대도동라량력로류리마만명모문미민바박발방백법병보본부북분비사산상서석선성세소속수술승신심안양어업여역연"
    "영예오용우원위유은의이인일임자장재전정조주중지진차천청체촌총추축출충치타태토통특판평포표품하학한해행향현협형호화환회후"
)
_KOREAN = """
    시민 도시 시장 교통 환경 안전 사업 계획 서비스 자료 센터 시설 기관 지역 주민 예산 기술 기업 정책 회의 행사 버스 도로 건물 공원
    학교 병원 하천 에너지 전기 정보 체계 시범 운영 구축 관리 협약 인증 박람회 스마트시티 자율주행 가로등 주차장
    감지기 화면 지도 신호 재난 예보 미세먼지 물관리 돌봄 복지 청년 일자리 시장실 시의회
    구청 공사 연구 대학 전시 수상 평가 국제 표준 해외 방문 투자 대구
"""
_ENGLISH = """
    city the of and to in for on with that system service data project plan water traffic energy street people year public
    new smart platform company government office research safety bus road park school building sensor network map light air
    quality control center agreement budget test district market mayor council report award fair standard visitor energy
    charge station bridge river weather warning camera screen health care young work summer winter open close measure
"""
PARTICLES = ("", "", "은", "는", "이", "가", "을", "를", "의", "에", "에서", "으로", "와", "도")
ENDINGS = (
    "밝혔다.",
    "운영한다.",
    "시작했다.",
    "점검했다.",
    "넓힌다.",
    "마련했다.",
    "알렸다.",
    "구축했다고 전했다.",
    "세웠다.",
)
PAIRS = {"ko": ("스마트시티 교통", "대구시장은"), "en": ("smart city", "Daegu")}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the entity that it names with the place of the name in it; the entity is -1 where it names none."""

    text: str
    entity: int = -1
    start: int = 0
    end: int = 0


class Chooser:
    """Chooses numbers below a limit, the smaller the more often."""

    def __init__(self, size: int, *, slope: float = 1.0) -> None:
        self._numbers = range(size)
        self._weights = list(accumulate(1 / (number + 2) ** slope for number in range(size)))

    def several(self, chance: random.Random, count: int) -> list[int]:
        """Choose so many."""
        return chance.choices(self._numbers, cum_weights=self._weights, k=count)


def vocabulary(language: str, chance: random.Random, size: int) -> list[str]:
    """Make so many words, those of life first."""
    words = list(dict.fromkeys((_KOREAN if language == "ko" else _ENGLISH).split()))
    known = set(words)
    while len(words) < size:
        word = "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 4)))) if language == "ko" else _latin(chance)
        if word not in known:
            known.add(word)
            words.append(word)
    return words


def _latin(chance: random.Random) -> str:
    made = [chance.choice("bcdfglmnprstv") + chance.choice(_VOWELS) for _ in range(chance.choice((2, 3, 3, 4)))]
    return "".join(made) + chance.choice(("", "n", "s", "t", "ing", "ed"))


_VOWELS = ("a", "e", "i", "o", "u", "ou", "ea")


def names(count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Make the names of so many entities, each in Korean and in English, no two alike."""
    found: dict[str, str] = {}
    while len(found) < count:
        korean = "".join(chance.choices(SYLLABLES, k=chance.choice((3, 4, 5))))
        found.setdefault(korean, f"{_latin(chance).title()} {_latin(chance).title()} {len(found)}")
    return list(found.items())


def sentences(language: str, count: int, entities: list[tuple[str, str]], chance: random.Random) -> list[Sentence]:
    """Make so many sentences, of which about half name an entity."""
    words, choose, choose_entity = (
        vocabulary(language, chance, 30_000),
        Chooser(30_000, slope=0.9),
        Chooser(len(entities)),
    )
    made = []
    for _ in range(count):
        said = [words[number] for number in choose.several(chance, chance.randint(7, 12))]
        if chance.random() < 0.01:
            said[0:1] = PAIRS[language][chance.random() < 0.3].split()
        if language == "ko":
            said = [word + chance.choice(PARTICLES) for word in said] + [chance.choice(ENDINGS)]
        else:
            said = [said[0].capitalize(), *said[1:-1], f"{said[-1]}."]
        entity = choose_entity.several(chance, 1)[0] if chance.random() < 0.42 else -1
        made.append(_with_name(said, entity, entities[entity][language == "en"], language, chance))
    return made


def _with_name(said: list[str], entity: int, name: str, language: str, chance: random.Random) -> Sentence:
    if entity < 0:
        return Sentence(" ".join(said))
    place = chance.randrange(1, len(said))
    before = " ".join(said[:place]) + " "
    particle = chance.choice(PARTICLES) if language == "ko" else ""
    text = f"{before}{name}{particle} {' '.join(said[place:])}"
    return Sentence(text, entity, len(before), len(before) + len(name))
