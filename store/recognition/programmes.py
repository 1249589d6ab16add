"""Programmes: projects, challenges, visions and living labs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from store.recognition.find import Find
from store.recognition.korean import fits, is_particle, run_after, split_particle
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import sorted_out, words

_HEADS = sorted_out(
    "프로젝트|챌린지|리빙랩|이니셔티브|마스터플랜|뉴딜|로드맵|캠페인|프로그램|지원사업|공모사업|시범사업|"
    "실증사업|조성사업|육성사업|구축사업|보급사업|확산사업|기본계획|종합계획|사업|비전|계획"
)
_QUOTED = re.compile(
    rf"(?:[‘“「『《〈<]|(?<!\w)['\"])\s?"
    rf"(?P<name>[^‘’“”'\"「」『』《》〈〉<>\n]{{2,40}}?(?:{_HEADS})(?: ?20\d\d)?)"
    rf"(?P<short>\([A-Za-z][^()\n]{{2,40}}\))?\s?[’”'\"」』》〉>](?P<asked>[을를] (?:조사|물|묻)| ?(?:허가|면허|인허가|자격증?))?"
)
_SAID = re.compile(r"(?:^더|좋은|나은|새로운|많은|[가-힣]나갈|[가-힣]려는|[가-힣]하는) ")
_PLAN_OF_A_DEED = re.compile(
    r"^(?!.*(?:기본|종합|마스터)).*(?:행동|발사|투자|매각|인수|추진|시행|후속|세부|실행|운영|판매|출시|채용|생산|합병|"
    r"상장|퇴진|방문|공격|테러) ?계획$"
)
_GAMES = re.compile(" (?:매치|컵|리그|시리즈|경기|토너먼트)")
_COMPANY_BEFORE = re.compile(r"사인 \Z")
_OF_THE_UN = re.compile(r"(?:U\.?N\.?|United Nations|World) (?:(?:Environment|Food|Development) )?\Z")
_VISION = Sought(
    r"(?<![가-힣A-Za-z])(?P<name>(?:[가-힣A-Za-z]{1,10} ){0,2}[가-힣A-Za-z]{0,8}(?:비전|플랜|비젼|뉴딜|"
    r"전략) ?(?:20\d\d|\d\.0))(?![\d])",
    has=words("뉴딜 비전 비젼 전략 플랜"),
)
_PROJECT = re.compile(r"(?P<kind>프로젝트|챌린지|리빙랩)(?P<rest>[가-힣]*)(?P<tail> (?:사업|공모사업))?")
_ORDINAL = re.compile(r"\d+차 (?:프로젝트|챌린지|리빙랩)\Z")
_PROPER = re.compile(r"[A-Z]|스마트|디지털")
_LAST_WORD = re.compile(r"[가-힣A-Za-z0-9]{0,10}$")
_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s]))([가-힣A-Za-z0-9·\-+]{1,14}) $")
_VISION_WORDS = ("비전", "플랜", "비젼", "뉴딜", "전략")
_EN = Sought(
    r"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z0-9\-]*[A-Za-z0-9] (?:(?:and|&|of|for) )?){1,6}(?:Project|"
    r"Initiative|Programme|Program|Challenge|Living Lab|Master Plan|Masterplan|Roadmap|New Deal|Campaign|"
    r"Action Plan))(?![\w\-])(?! (?:Manager|Officer|Director|Team|Office))",
    has=(
        "Action Plan",
        "Campaign",
        "Challenge",
        "Initiative",
        "Living Lab",
        "Master Plan",
        "Masterplan",
        "New Deal",
        "Program",
        "Project",
        "Roadmap",
    ),
)
_EN_VISION = Sought(
    r"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z\-]+ ){0,3}(?:Vision|Plan|Agenda|Strategy|Initiative|Horizon|Roadmap|Masterplan) "
    r"(?:20\d\d|\d\.0))(?!\d)",
    has=words("Agenda Horizon Initiative Masterplan Plan Roadmap Strategy Vision"),
)
_EN_CALLED = Sought(
    r"\b(?:project|program|programme|initiative|plan|scheme|campaign),? (?:called|named|dubbed|known as),? (?:the )?"
    r"[‘“'\"](?P<name>[A-Z][^‘’“”'\"\n]{2,48}?)[,.]?[’”'\"]",
    has=("called", "dubbed", "known as", "named"),
)
_EN_PROJECTS = ("roject", "rogram", "nitiative", "hallenge", "ampaign", "Living Lab", "scheme")
_EN_QUOTED = re.compile(
    r"[‘“'\"](?P<name>(?:[A-Za-z][A-Za-z0-9\-]* ){0,5}(?:Living Lab|Project|Challenge|Initiative|Campaign)|"
    r"[A-Z][A-Za-z0-9\- ]{2,40}(?=[’”'\"] (?:project|programme|program|initiative|campaign)\b))[,.]?[’”'\"]"
)
_KO_YEAR = re.compile(r"[‘“'\"「『《](?P<name>[^‘’“”'\"「」『』《》\n]{1,20} 20[3-9][05])[’”'\"」』》]")
_KO_FIELDS = Sought(
    r"(?<![가-힣A-Za-z0-9])(?P<name>(?:[가-힣]{2,6} )?\d\+\d (?:[가-힣]{2,6} ){0,2}[가-힣]{0,4}(?:산업|전략))(?P<rest>[가-힣]*)",
    has=words("+"),
)
_EN_LOWER = Sought(
    r"(?<![\w\-])(?P<name>(?:(?:smart|intelligent|digital|integrated|urban|national|platform|distribution|"
    r"challenge|city|safety|data|demonstration|pilot|integration|support|mobility|regeneration|energy|"
    r"green|autonomous|driving|vehicle|testbed|hub|AI|IoT|ICT|5G|metaverse|twin) ){2,7}(?:projects?|"
    r"programs?|programmes?))(?![\w\-])",
    has=words("pro"),
)
_STOP_FIRST = words(
    "The This That These At In On For From With And Or But By As During Its Our Their His Her A An Such "
    "Each Another New Project"
)
_GENERIC = words(
    "프로젝트 챌린지 리빙랩 사업 비전 계획 캠페인 프로그램 마스터플랜 로드맵 시범사업 실증사업 공모사업 "
    "미래비전 새비전 장기비전 지원사업 스마트시티사업 스마트도시사업 기본계획 종합계획 공동프로젝트 국책프로젝트 대형프로젝트 "
    "글로벌프로젝트 시민리빙랩 신규사업 메가프로젝트"
)
_STOP_LEFT = words(
    "단일 본 당 이른바 일명 가칭 이 그 저 각 이번 해당 관련 다양한 새로운 주요 대형 국책 공동 이러한 지난해 올해 "
    "내년 위한 통한 대한 등 및 또는 함께 여러 첫 대규모 국제 시 시의 도의 한 두 세 특히 또한 한편 이어"
)


_AGENCIES = frozenset({"Environment Programme", "Food Programme", "Development Programme", "Environment Program"})


def find_programmes(reading: Reading) -> Iterator[Find]:
    """Yield programmes with a name of their own, quoted or not."""
    text = reading.text
    if reading.korean:
        yield from _korean(reading)
    if not reading.english:
        return
    for match in _EN.finditer(text):
        yield from _english(text, match)
    for match in _EN_VISION.finditer(text):
        if " " in match["name"] and match["name"].split()[0] not in _STOP_FIRST:
            yield _programme(match.start(), match.end(), match["name"], 0.88)
    for pattern in (_EN_CALLED, _EN_QUOTED) if any(word in text for word in _EN_PROJECTS) else ():
        for match in pattern.finditer(text):
            if len(match["name"]) > 3:
                yield _programme(match.start("name"), match.end("name"), match["name"], 0.9)
    for match in _EN_LOWER.finditer(text):
        name = match["name"]
        if name not in _LOWER_GENERIC and len(name.split()) >= 3:
            yield _programme(match.start(), match.end(), name, 0.72)


_LOWER_GENERIC = frozenset(
    {
        "smart city projects",
        "smart city project",
        "smart city programs",
        "smart city support projects",
        "smart city pilot projects",
        "pilot projects",
        "smart city demonstration projects",
        "national pilot project",
        "urban regeneration project",
        "urban regeneration projects",
    }
)


def _programme(start: int, end: int, name: str, score: float) -> Find:
    return Find(start=start, end=end, type="programme", origin="pattern", score=score, name=name)


def _korean(reading: Reading) -> Iterator[Find]:
    text = reading.text
    for match in _QUOTED.finditer(text):
        name = match["name"]
        if (
            name.replace(" ", "") not in _GENERIC
            and len(name) >= 4
            and not match["asked"]
            and not (match["short"] and name.endswith("비전"))
            and not _SAID.search(name)
            and not _PLAN_OF_A_DEED.search(name)
            and not any(_is_object(word) for word in name.split()[:-1])
        ):
            yield _programme(match.start("name"), match.end("name"), name, 0.88)
    for match in _VISION.finditer(text) if any(word in text for word in _VISION_WORDS) else ():
        name, start = match["name"], match.start("name")
        while " " in name and (split_particle(head := name.split(" ")[0]) != head or head in _STOP_LEFT):
            start += len(head) + 1
            name = name[len(head) + 1 :]
        if not re.match(r"(?:비전|플랜|전략|뉴딜) ?\d", name) or name.startswith("비전"):
            yield _programme(start, match.end("name"), name, 0.85)
    for match in _PROJECT.finditer(text):
        yield from _unquoted(reading, match)
    for match in _KO_YEAR.finditer(text):
        yield _programme(match.start("name"), match.end("name"), match["name"], 0.85)
    for match in _KO_FIELDS.finditer(text) if "+" in text else ():
        if is_particle(match["name"][-1], match["rest"]):
            yield from _fields(reading, match)


def _is_object(word: str) -> bool:
    """Say whether a word ends in a particle, short ones too: 수를, but not 마을."""
    return split_particle(word) != word or (len(word) == 2 and word[1] in "을를" and fits(word[0], word[1]))


def _unquoted(reading: Reading, match: re.Match[str]) -> Iterator[Find]:
    """Yield 스마트챌린지 사업 with the nouns before it, up to the first word with a particle."""
    text = reading.text
    head = _LAST_WORD.search(text[max(0, match.start() - 10) : match.start()])
    start = match.start() - (len(head.group()) if head else 0)
    end = match.end("tail") if match["tail"] and not match["rest"] else match.end("kind")
    if not is_particle(match["kind"][-1], match["rest"]) and not match["rest"].startswith("사업"):
        return
    if _GAMES.match(text, match.end()):
        return  # 보람 챌린지 매치
    if match["tail"] and not is_particle("업", run_after(text, end)):
        end = match.end("kind")
    compound = start < match.start()
    start = _left_border(reading, start)
    name = text[start:end]
    if _COMPANY_BEFORE.search(text, max(0, start - 4), start):
        return  # 출자사인 푸른허브투자프로젝트
    if _ORDINAL.match(name) or (match["kind"] == "프로젝트" and not reading.civic and not _PROPER.search(name)):
        return  # 2차 프로젝트; elsewhere than in cities a project without quotes is one of a kind
    if name.replace(" ", "") not in _GENERIC and (compound or " " in text[start : match.end("kind")]):
        yield _programme(start, end, name, 0.75)


def _fields(reading: Reading, match: re.Match[str]) -> Iterator[Find]:
    """Yield 보람시 5+1 신산업, the word before the numbers only where it is a place."""
    start, name = match.start("name"), match["name"]
    head = name.split(" ")[0]
    if "+" not in head and reading.places.get(start) != start + len(head):
        start += len(head) + 1
    named = _programme(start, match.end("name"), reading.text[start : match.end("name")], 0.82)
    yield replace(named, own=start in reading.places)


def _left_border(reading: Reading, start: int) -> int:
    """Return where the bare nouns before a position begin, three at most."""
    for _ in range(3):
        found = _WORD_BEFORE.search(reading.text[max(0, start - 16) : start])
        if not found:
            break
        word = found[1]
        if word in _STOP_LEFT or split_particle(word) != word or word[-1] in "한된할될인적은는을를":
            break
        if word.endswith(("는", "고", "며", "면", "서")) or reading.places.get(start - len(word) - 1) == start - 1:
            break
        start -= len(word) + 1
    return start


_BODY_BEFORE = re.compile(
    r"(?:\b(?:nonprofit|non-profit|charity|think[ -]tank|NGO|advocacy group|group)(?: called)? (?:the )?(?:[A-Z]\w+ \()?|"
    r"\b(?:C\.?E\.?O\.?|[Cc]hief executive|[Pp]resident|[Cc]hair(?:man|woman)?|[Cc]o-?founder|[Ff]ounder|"
    r"[Ee]xecutive director) of (?:the )?|\bgroup, (?:the )?)\Z"
)
_BODY_AFTER = re.compile(
    r",? (?:is )?an? (?:[\w\-]+ ){0,3}(?:nonprofit|non-profit|charity|think[ -]tank|NGO|advocacy group)\b"
)
_TO_READ = re.compile(r"\b(?:[Dd]ownload|[Gg]et|[Rr]ead|[Ss]ee) (?:the|our|my|your) \Z")


def _english(text: str, match: re.Match[str]) -> Iterator[Find]:
    start, end = match.span("name")
    parts = text[start:end].split(" ")
    while parts and (parts[0] in _STOP_FIRST or parts[0] in ("of", "and", "for", "&")):
        start += len(parts[0]) + 1
        parts = parts[1:]
    if " ".join(parts) in _AGENCIES and _OF_THE_UN.search(text, max(0, start - 18), start):
        return
    if len(parts) < 2 or " ".join(parts) in ("Living Lab", "Master Plan", "Smart City Project"):
        return
    if parts[-1] == "Roadmap" and _TO_READ.search(text, max(0, start - 16), start):
        return
    found = _programme(start, end, text[start:end], 0.85)
    body = _BODY_BEFORE.search(text, max(0, start - 40), start) or _BODY_AFTER.match(text, end)
    yield replace(found, type="organisation") if body else found
