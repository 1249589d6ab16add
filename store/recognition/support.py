"""Names that are also words: 인도 is a country and a pavement, 경기 a province and a match."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.recognition.gazetteer import Hit
from store.recognition.korean import is_hangul, is_particle, run_after, split_particle
from store.recognition.letters import widened
from store.recognition.lexicon import NOT_IN_NAMES, WESTERN_FIRST_NAMES, WORDLIKE_PLACES
from store.recognition.loanwords import is_foreign_word
from store.recognition.wordlist import words

_COUNTRIES = words("인도 이란 가나 오만 수단 토고 말리 차드 통가 기니 조지아 니제르")
_AFTER = re.compile(
    r"(?:시장|시청|시의회|시민|시|군수|군청|군|구청장|구청|구|도지사|도청|도|지역|권|산)"
    r"?(?:[은는이가을를의에와과도로]|에서|으로)?(?![가-힣])"
)
_ABROAD = re.compile(r" ?(?:정부|대통령|총리|국왕|공화국|대사|뉴델리|뭄바이|테헤란|현지|출신|국적|시장에|시장 진출)")
_PAVEMENT = re.compile("차도|보행|횡단|걷|걸어|돌진|덮쳐|덮친|자전거|보도블록|킥보드|가로수|노점|불법 주")
_NAMESAKES = ("place", "organisation")
_GIVEN_PLACES = words("Chad Jordan")
_LANDSCAPE = words("Valley River Rift Basin Lake Mountains Desert Tech State Southern Power")
_LIST = "·,/()ㆍ、"
_QUOTED_COPULA = re.compile("[’”'\"』」》>)]$")


def is_supported(text: str, hit: Hit, places: Sequence[Hit]) -> bool:
    """Say whether a hit may stand: always for names that are no common words, else where something near bears it out."""
    quote = text[hit.start : hit.end]
    if quote in _WORDLIKE_EVENTS and hit.names[0].type == "event":
        return _WORDLIKE_EVENTS[quote].search(text) is not None
    if quote not in WORDLIKE_PLACES or any(known.type != "place" for known in hit.names):
        return True
    if is_common_word(text, hit):
        return False
    if quote in _COUNTRIES:
        return _country_is_meant(text, hit, places)
    return _town_is_meant(text, hit, places)


_WORDLIKE_EVENTS = {"슬러시": re.compile("핀란드|헬싱키|스타트업|창업|콘퍼런스|컨퍼런스")}
_FORTRESS = re.compile(
    r" ?(?:성곽|행궁|장대|문화제|서북공심돈|팔달문|장안문|화서문|탐사|표면|착륙|이주|대기권|궤도|유인)"
)
_WORD_BEFORE = re.compile(r"(?<![가-힣])([가-힣]{2,5}) \Z")
_HYPHEN_BEFORE = re.compile(r"(?<![A-Za-z])[A-Z]{1,2}-\Z")
_HYPHEN_AFTER = re.compile(r"-(?:[A-Z]{1,2}|\d+)(?![A-Za-z\d])")
_GOES_ON = re.compile(r"&[A-Z]|-\d")
_REIGN = re.compile(r" ?(?:\d{1,2}년|대왕|실록|임금|때)")
_CLUB_AFTER = re.compile(
    r" (?:United|F\.?C\.?|C\.?F\.?|Rovers|Wanderers|Hotspur|Albion|Islanders|Lakers|Yankees)(?![\w-])"
)
_CLUB_BEFORE = re.compile(
    r"(?<!\w)(?:F\.?C|A\.?C|A\.?S|C\.?F|S\.?C|Inter|Real|Atl[eé]tico|Sporting|Dyn?amo|Dinamo|Spartak)\.? \Z"
)
_CLUBS_CITY = re.compile(r" City(?! [A-Z]| (?:council|centre|hall|region))")
_CLUB_CITIES = words(
    "Manchester Leicester Norwich Stoke Hull Cardiff Swansea Bristol Birmingham Coventry Bradford Exeter York"
)
_PAPER = re.compile(
    r" (?:Times|Post|Standard|Herald|Tribune|Gazette|Chronicle|Telegraph|Inquirer|Examiner|Observer|Globe|Courier)(?![\w\-])"
)
_VEHICLES = re.compile(r"(?<![가-힣])(?:두|세|네|몇|여러|단 한|\d+) ?\Z|(?<![가-힣])(?P<one>한 ?)\Z")
_VERB_AFTER = re.compile("만 (?:다니|다닐|있|남|팔|들어|지나|운행|세우|세울|운영|보유|갖|움직)")
_BANKS = re.compile(" ?(?:자기자본 ?)?비율| 자기자본| 기준| ratio")
_IN_NAMES = {
    "Africa": re.compile(r"(?:North|South|East|West|Central|Southern|Northern|Eastern|Western) Africa"),
    "Asia": re.compile(r"(?:North|South|East|West|Central|Southeast|Northeast|Southern|Northern|Eastern|Western) Asia"),
    "Europe": re.compile(r"(?:Northern|Southern|Eastern|Western|Central) Europe"),
    "대전": re.compile("(?:세계 ?|[12]차 ?|여의도 )대전"),
    "Mongolia": re.compile(r"Inner Mongolia"),
    "런던": re.compile("잭 런던"),
    "경기도": re.compile(
        r"(?:유로존|세계|글로벌|실물|국내|내수|부동산|건설|체감|소비|미국|중국|일본|유럽|수출|업황) 경기도"
    ),
    "China": re.compile(r"(?:South|East) China Sea"),
    "Madrid": re.compile(r"(?:Real|Atletico|Atlético) Madrid"),
    "Milan": re.compile(r"(?:Inter|AC) Milan"),
    "Mexico": re.compile(r"Gulf of Mexico|New Mexico"),
    "Japan": re.compile(r"Sea of Japan"),
}
_DEFINES = re.compile(r"([가-힣]{3,14})\(\Z")
_FAIR = re.compile(
    "(?:박람회|전시회|포럼|회의|총회|축제|엑스포|대회|서밋|페어|모터쇼|쇼|콘퍼런스|컨퍼런스|올림픽|월드컵)$"
)
_POULTRY = re.compile("조류 ?인플루엔자|조류 ?독감|고병원성|살처분|[Aa]vian (?:influenza|flu)")
_GIVEN_BEFORE = re.compile(widened(r"(?<![\w.\-])(?P<given>[A-Z][a-z]+|[A-Z]\.)(?: [A-Z]\.)? \Z"))
_SURNAME_AFTER = re.compile(widened(r" (?P<surname>[A-Z][a-z]+)(?![\w\-])"))


def surnames(text: str, hits: Sequence[Hit]) -> frozenset[str]:
    """Return the one-word names that are somebody's surname in this text: Ford of John M. Ford, Jordan of Robert Jordan."""
    found: set[str] = set()
    for hit in hits:
        quote = text[hit.start : hit.end]
        if quote in found or not quote.isascii() or not quote.istitle() or hit.names[0].type not in _NAMESAKES:
            continue
        before = _GIVEN_BEFORE.search(text, max(0, hit.start - 24), hit.start)
        if before and (before["given"] in WESTERN_FIRST_NAMES or before["given"][1:] == "."):
            found.add(quote)
    return frozenset(found)


def otherwise_meant(text: str, hits: Sequence[Hit], ends: frozenset[int]) -> frozenset[str]:
    """Return the acronyms that this text uses for something else: 자문업자(IFA) is no fair, AI among poultry no technology.

    `ends` are the ends of all known names: what stands in brackets after one of them is that one's.
    """
    found: set[str] = set()
    for hit in hits:
        quote = text[hit.start : hit.end]
        if hit.names[0].type != "event" or not (quote.isascii() and quote.isupper()) or quote in found:
            continue
        before = _DEFINES.search(text, max(0, hit.start - 24), hit.start)
        if before and text[hit.end : hit.end + 1] in ")," and before.end(1) not in ends and not _FAIR.search(before[1]):
            found.add(quote)
    if _POULTRY.search(text):
        found.add("AI")
    return frozenset(found)


def is_given_name(text: str, hit: Hit) -> bool:
    """Say whether a place's name is somebody's given name here: Chad Miller, Jordan Reed."""
    if text[hit.start : hit.end] not in _GIVEN_PLACES:
        return False
    after = _SURNAME_AFTER.match(text, hit.end)
    return after is not None and after["surname"] not in NOT_IN_NAMES and after["surname"] not in _LANDSCAPE


def is_namesake(text: str, hit: Hit, ends: frozenset[int]) -> bool:
    """Say whether a person's surname in Hangul stands after another foreign given name: 에릭 트럼프 is not 도널드 트럼프.

    `ends` are the ends of all known names; what a known place or organisation stands before is left alone.
    """
    quote = text[hit.start : hit.end]
    if hit.names[0].type != "person" or " " in quote or not is_hangul(quote[0]) or hit.start - 1 in ends:
        return False
    before = _WORD_BEFORE.search(text, max(0, hit.start - 8), hit.start)
    if before is None or split_particle(before[1]) != before[1] or before[1][-1] in "은는이가을를에도의와과":
        return False
    return is_foreign_word(before[1]) and is_foreign_word(quote)


def is_part_of_name(text: str, hit: Hit) -> bool:
    """Say whether a name only begins or ends a longer one: Manchester United, South China Sea, TD-LTE, 세종 10년."""
    quote, kind = text[hit.start : hit.end], hit.names[0].type
    if kind == "technology":
        return quote.isupper() and (
            _HYPHEN_BEFORE.search(text, max(0, hit.start - 4), hit.start) is not None
            or _HYPHEN_AFTER.match(text, hit.end) is not None
        )
    if kind != "place":
        return (quote == "BIS" and _BANKS.match(text, hit.end) is not None) or (
            kind == "organisation" and quote.isascii() and _GOES_ON.match(text, hit.end) is not None
        )
    if quote == "세종":
        return _REIGN.match(text, hit.end) is not None
    longer = _IN_NAMES[quote].finditer(text, max(0, hit.start - 16), hit.end + 8) if quote in _IN_NAMES else ()
    if any(match.start() <= hit.start and hit.end <= match.end() for match in longer):
        return True
    return quote.isascii() and _is_of_club_or_paper(text, hit)


def _is_of_club_or_paper(text: str, hit: Hit) -> bool:
    """Say whether a place's name belongs to a club or a newspaper: FC Porto, Manchester City, The London Standard."""
    if _CLUB_AFTER.match(text, hit.end) or _CLUB_BEFORE.search(text, max(0, hit.start - 12), hit.start):
        return True
    if text[hit.start : hit.end] in _CLUB_CITIES and _CLUBS_CITY.match(text, hit.end):
        return True
    return _PAPER.match(text, hit.end) is not None


def is_club(name: str) -> bool:
    """Say whether a name is a football club's and never the city's: Manchester City."""
    return name.removesuffix(" City") in _CLUB_CITIES and name.endswith(" City")


def is_common_word(text: str, hit: Hit) -> bool:
    """Say whether what stands around a place's name shows that the word is meant, though the place is named elsewhere."""
    quote = text[hit.start : hit.end]
    if any(known.type != "place" for known in hit.names):
        return False
    if quote == "인도":
        return _PAVEMENT.search(text, max(0, hit.start - 25), hit.end + 25) is not None
    if quote == "화성":
        return text[max(0, hit.start - 3) : hit.start] == "수원 " or _FORTRESS.match(text, hit.end) is not None
    if quote == "대만":
        counted = _VEHICLES.search(text, max(0, hit.start - 5), hit.start)
        return counted is not None and (not counted["one"] or _VERB_AFTER.match(text, hit.end - 1) is not None)
    return quote == "이란" and hit.start > 0 and _QUOTED_COPULA.search(text[hit.start - 1]) is not None


def _country_is_meant(text: str, hit: Hit, places: Sequence[Hit]) -> bool:
    if _ABROAD.match(text, hit.end) or (text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] == ")"):
        return True
    return _beside_place(text, hit, places)


def _town_is_meant(text: str, hit: Hit, places: Sequence[Hit]) -> bool:
    rest = run_after(text, hit.end)
    if rest and not is_particle(text[hit.end - 1], rest):
        return _AFTER.match(text, hit.end) is not None
    if text[hit.start - 1 : hit.start] == "#":
        return True
    return _beside_place(text, hit, places)


def _beside_place(text: str, hit: Hit, places: Sequence[Hit]) -> bool:
    """Say whether a place that is no common word stands right beside, in a list or as the wider region."""
    for other in places:
        if text[other.start : other.end] in WORDLIKE_PLACES and other.end - other.start == hit.end - hit.start:
            continue
        before, after = hit.start - other.end, other.start - hit.end
        if (0 < before <= 3 and _joins(text[other.end : hit.start])) or (
            0 < after <= 3 and _joins(text[hit.end : other.start])
        ):
            return True
    return False


def _joins(gap: str) -> bool:
    """Say whether two names with this between them are listed together: 이란·이라크, 한국과 가나."""
    return gap in ("와 ", "과 ", " 및 ") or all(mark in _LIST or mark == " " for mark in gap)
