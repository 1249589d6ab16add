"""Smart things: whatever noun a city puts `smart` or 스마트 before, a mast, a stairway, a pill box, 빨래방."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.find import Find
from store.recognition.korean import PARTICLES, is_hangul, split_particle
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.systems_english import ENDS_PHRASE, HEAD
from store.recognition.wordlist import words

_SMART = Sought(r"(?<![\w\-])smart(?P<rest>(?: [a-z][a-z\-]*){1,4})", has=words("smart"))
_TITLE = Sought(
    r"(?:(?<=[\[『「‘“])|(?<=\[ )|(?<=[–-] ))(?P<name>Smart(?: [A-Z][a-z]+){1,3})(?=[\]』」’”]| \]| with | in |,)",
    has=words("Smart"),
)
_BEFORE = re.compile(
    r"(?:\b(?:[Aa]n?|[Tt]he|its|this|new|first|state-of-the-art|cutting-edge|called|and a|[Ii]nstalled|of|with|[’']s)|[a-z]The) $"
)
_INSTALLED = re.compile(
    r"\b(?:install|installs|installed|installing|introduced|introduces|introduce|launched|built|build|put|putting|deploy|deploys|"
    r"deployed|operates|operate|runs|run|such as|including|unveiled|supply|supplied) (?:\d+ |\w+ )?$"
)
_NO_THING = words(
    """
    city cities town towns citizen citizens nation growth technology technologies tech solution solutions phone phones
    smartphone factory factories home homes energy mobility device devices way ways people government governance land
    infrastructure work working education health healthcare economy living tourism industry manufacturing village
    villages community communities card cards contract contracts tv tvs watch watches speaker speakers glass glasses
    move moves decision decisions choice choices idea ideas kid kids student students person man woman guy guys
    investment investments investor investors money strategy strategies approach approaches thinking planning plan plans
    policy policies concept concepts model models environment future era transformation construction project projects
    challenge challenges certification agriculture farming farm farms society life lifestyle market markets business
    company companies startup startups firm firms product products appliance appliances car cars vehicle vehicles machine
    machines learning data water things thing region regions area areas space spaces district districts zone zones complex
    leadership power use design logistics retail finance shopping medicine tools tool capabilities capability functions
    function features innovation innovations initiatives initiative program programs programme policing regulation campus
    school schools building buildings house houses enough money materials material components equipment facilities facility
    techniques administration transport transportation traffic safety security services service systems system platform
    platforms urban rural industrial digital new green sustainable resilient global local mega industries sector sectors
    standards standard certifications level levels capacity capital wearables electronics sensor sensors
    chip chips bomb bombs weapon weapons missile
    missiles defense cookie cookies beta grid grids port ports
    """
)
_NO_THING_FIRST = words("city cities person people man woman kid student investor money move choice enough decision")
_AFTER_THING = words(
    "near beside behind along inside outside around trial trials pilot pilots test tests rollout launch opening "
    "bought sold went came won told made gave saw paid cost"
)
_VERBISH = re.compile(r"(?:ed|ly|es|[^siu]s)$")
_PLURAL = re.compile(r"[^siu]s$")
_SMART_KOREAN = Sought(
    r"(?<![가-힣A-Za-z])(?P<left>[가-힣]{2,6} )?(?P<name>스마트 ?(?P<noun>[가-힣]{2,9}))", has=words("스마트")
)
_OPENING = frozenset("‘“'\"[「『")
_CLOSING = frozenset("’”'\"]」』")
_PUT_UP = re.compile(
    r"[^.\n]{0,14}?(?:설치|도입|운영|구축|개소|선보|개발|개통|조성|내놓|내놨|출시|전시|시범|공급|보급|들여|놓|늘|문을 |짓|지을|"
    r"\d+ ?(?:곳|개소|대|개|동|채))"
)
_NO_THING_KOREAN = re.compile(
    "^(?:폰|시티|도시|워치|기기|팩토리|공장|홈|그리드|농업|농장|팜|카드|워크|교육|기술|산업|에너지|라이프|안경|글라스|글래스|스피커|"
    "모빌리티|건설|물류|관광|행정|혁신|챌린지|빌리지|마을|타운|국가|사회|시대|환경|사업|전략|정책|서비스|시스템|플랫폼|솔루션|의료|"
    "헬스|케어|제조|경제|금융|학교|스쿨|캠퍼스|인프라|생활|기능|제품|분야|지수|컨트랙트|계약|머니|뱅킹|러닝|미디어|콘텐츠|산단|그린|"
    "녹색|항만|도로|실증|가전|인재|시장|시민|화|하게|한|함|해|공간|건축|건설|방식|디바이스|단지|국방|축산|양식|어업|상점|센서|기업|"
    "기반|융합|역량|리더|교실|관리|경영|오더|뷰티|푸드|패션|자동차|카|키|글로벌|포럼|엑스포|대회|박람회|인증|이니셔티브|협회|학회)"
)
_ENDS_OTHERWISE = (
    "기술",
    "사업",
    "산업",
    "도시",
    "시티",
    "기업",
    "시장",
    "정책",
    "분야",
    "협회",
    "포럼",
    "엑스포",
    "과장",
    "국장",
    "팀장",
    "담당관",
    "과",
)


def find_smart_things(reading: Reading) -> Iterator[Find]:
    """Yield `smart stairway` and 스마트 빨래방 in articles about cities, whatever the noun, if it is a thing put up."""
    if not reading.civic:
        return
    if reading.english:
        for match in _SMART.finditer(reading.text):
            yield from _english(reading.text, match)
        for match in _TITLE.finditer(reading.text):
            if match["name"].split()[-1].lower() not in _NO_THING and not HEAD.search(match["name"].split()[-1]):
                yield _system(match.start("name"), match.end("name"), match["name"])
    if reading.korean and "스마트" in reading.text:
        matches = list(_SMART_KOREAN.finditer(reading.text))
        runs = frozenset(match["noun"] for match in matches)
        for match in matches:
            yield from _korean(reading, match, runs)


def _system(start: int, end: int, name: str) -> Find:
    return Find(start=start, end=end, type="system", origin="pattern", score=0.8, name=name)


def _english(text: str, match: re.Match[str]) -> Iterator[Find]:
    kept = _things(match["rest"].split())
    if not kept or kept[0] in _NO_THING_FIRST or kept[-1] in _NO_THING:
        return
    end = match.start() + len("smart " + " ".join(kept))
    before = text[max(0, match.start() - 28) : match.start()]
    plural = _PLURAL.search(kept[-1]) is not None
    if (_INSTALLED.search(before) if plural else _BEFORE.search(before) or _INSTALLED.search(before)) is None:
        return
    if not text[end : end + 1].isalnum() and text[end : end + 1] != "-":
        yield _system(match.start(), end, text[match.start() : end])


def _things(following: list[str]) -> list[str]:
    """Return the nouns right after `smart`: up to three, none of them a verb by its form."""
    kept: list[str] = []
    for word in following:
        if (
            word in ENDS_PHRASE
            or word in _AFTER_THING
            or len(kept) == 3
            or (kept and _VERBISH.search(word) and not _is_late_plural(word))
        ):
            break
        kept.append(word)
    return kept


def _is_late_plural(word: str) -> bool:
    return word in ("canopies", "benches", "boxes", "gates", "sticks", "lights", "lamps", "signs", "boards", "sensors")


def _noun(run: str, runs: frozenset[str], *, closed: bool) -> str:
    """Return a run without its particle: 빗물받이 keeps its last syllable where 빗물받이는 or a closing quote stands too."""
    if closed or any(other.startswith(run) and other[len(run) :] in PARTICLES for other in runs if other != run):
        return run
    shorter = [other for other in runs if run.startswith(other) and run[len(other) :] in PARTICLES]
    return max(shorter, key=len, default="") or split_particle(run)


def _korean(reading: Reading, match: re.Match[str], runs: frozenset[str]) -> Iterator[Find]:
    noun = _noun(match["noun"], runs, closed=reading.text[match.end() : match.end() + 1] in _CLOSING)
    rest = match["noun"][len(noun) :]
    if len(noun) < 2 or _NO_THING_KOREAN.match(noun) or noun.endswith(_ENDS_OTHERWISE):
        return
    end = match.start("noun") + len(noun)
    if reading.places.get(match.start("noun"), 0) >= end:
        return  # 스마트 서울
    start = match.start("name")
    closes = reading.text[end : end + 1] in _CLOSING
    if match["left"] and closes and reading.text[match.start("left") - 1 : match.start("left")] in _OPENING:
        start = match.start("left")
    opens = reading.text[start - 1 : start] in _OPENING
    if not (opens and closes) and not (
        _PUT_UP.match(reading.text, end) and (rest or not is_hangul(reading.text[end : end + 1] or " "))
    ):
        return
    yield _system(start, end, reading.text[start:end])
