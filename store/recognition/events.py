"""Events: fairs, summits and forums, the series and its editions apart (CES and CES 2020)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.find import Find
from store.recognition.korean import is_particle, run_after
from store.recognition.lexicon import REGIONS
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import sorted_out, words

_YEAR = r"(?:19|20)\d\d"
_HEADS = sorted_out(
    "엑스포|박람회|전시회|서밋|포럼|콘퍼런스|컨퍼런스|컨벤션|심포지엄|세미나|페스티벌|축제|총회|정상회의|"
    "정상회담|경진대회|해커톤|페어|워크숍|간담회|회의|대회|위크|어워즈|올림픽|대전|설명회|상담회|로드쇼|"
    "공모전|보고회|토론회|공청회|발표회|시연회|선포식|협약식|출범식|개소식|준공식|발대식"
)
_QUOTED = re.compile(
    rf"(?:[‘“「『《〈<]|(?<!\w)['\"])\s?(?P<name>[^‘’“”'\"「」『』《》〈〉<>\n]{{2,40}}?(?:{_HEADS})(?: ?{_YEAR})?)"
    rf"(?:\((?P<alias>[^()\n]{{2,50}})\))?\s?[’”'\"」』》〉>]"
)
_EDITION = re.compile(
    rf"(?<![가-힣\d\-])(?P<name>(?:(?:{_YEAR})년? |제 ?\d{{1,3}}[회차] ?|\d{{1,3}}회 )(?:[가-힣A-Za-z&·]{{1,12}} "
    rf"(?:& )?){{0,5}}?[가-힣A-Za-z]{{0,12}}?(?:{_HEADS}))(?P<year> ?{_YEAR})?(?P<rest>[가-힣]*)"
)
_WIDE = ("국제", "세계", "월드", "아시아", "코리아", "대한민국", "글로벌", "한국", "유엔", "바르셀로나", "타이베이")
_CLEVER = ("스마트시티", "스마트도시", "스마트")
_PROPER_START = (*_WIDE, *REGIONS, *_CLEVER)
_PROPER_WORD = "|".join((*_WIDE, *REGIONS, *_CLEVER))
_PROPER = Sought(
    rf"(?<![가-힣A-Za-z])(?P<name>(?:(?:{_PROPER_WORD})[가-힣A-Za-z]{{0,8}} (?:& )?){{0,3}}(?:{_PROPER_WORD})?"
    rf"[가-힣A-Za-z]{{0,10}}?(?:엑스포|박람회|서밋|포럼|콘퍼런스|컨퍼런스|전시회|심포지엄|페스티벌|"
    rf"정상회의|축제|페어))(?P<year> (?:{_PROPER_WORD}) {_YEAR}(?!년)| ?{_YEAR})?(?P<rest>[가-힣]*)",
    has=words("박람회 서밋 심포지엄 엑스포 전시회 정상회의 축제 컨퍼런스 콘퍼런스 페스티벌 페어 포럼"),
)
_WITH_YEAR = Sought(
    rf"(?<![가-힣A-Za-z])(?P<name>[가-힣A-Za-z]{{2,10}}(?:엑스포|박람회|서밋|포럼|콘퍼런스|컨퍼런스|전시회|페스티벌|페어|위크) "
    rf"?{_YEAR})(?!\d|년)",
    has=words("박람회 서밋 엑스포 위크 전시회 컨퍼런스 콘퍼런스 페스티벌 페어 포럼"),
)
_LATIN_EDITION = Sought(
    rf"(?<![\w\-/])(?P<name>(?P<series>[A-Z][A-Z0-9&]{{1,7}}|[A-Z]+(?:-[A-Z]+)+)(?: (?:Barcelona|Asia|"
    rf"Shanghai|Las Vegas|Korea|Seoul|Busan|Taipei|Berlin))? ?(?P<year>{_YEAR}))(?![\d,.]\d|\d|년)",
    has=words("19 20"),
)
_NOT_SERIES = words(
    "ISO IEC IEEE KS ITU EN DIN ASTM TTA FY GDP COVID SDG SDGS RFC UTC KST GMT AD BC CO NO HB Q1 Q2 Q3 Q4 "
    "JAN FEB MAR APR MAY JUN JUNE JUL JULY AUG SEP SEPT OCT NOV DEC "
    "H1 H2 USD KRW MOU NDC RE100 GTX KTX SRT VISION II III IV LED OLED QLED LCD HDTV UHD CPU GPU DVD USB LTE"
)
_EN_HEADS = sorted_out(
    r"Expo|Summit|Forum|Conference|Exhibition|Congress|Fair|Festival|Symposium|Show|Convention|Week|Olympics|"
    r"Hackathon|Roadshow|Biennale|Fest|World's Fair|EXPO"
)
_EN = Sought(
    rf"(?<![\w\-])(?P<name>(?:(?:{_YEAR}|[1-9]\d?(?:st|nd|rd|th)|First|Second|Third|[A-Z][a-z]+th) )"
    rf"?(?:[A-Z][A-Za-z\-’']*[a-zA-Z] (?:(?:and|&|of|on|for|the|in) )*){{1,7}}(?:{_EN_HEADS})(?: (?:& |and )"
    rf"(?:{_EN_HEADS}))?(?: (?:on|of|for) [A-Z][a-z]+(?: [A-Z][a-z]+){{0,3}})?(?: {_YEAR})?)(?![\w\-])",
    has=words(
        "Biennale Conference Congress Convention EXPO Exhibition Expo Fair Fest Forum Hackathon Olympics "
        "Roadshow Show Summit Symposium Week"
    ),
)
_STOP_FIRST = words(
    "The This That These At In On For From With And Or But By As During Its Our Their His Her A An Visit "
    "Join Attend After Before Since Annual Next Last Today"
)
_GENERIC = words(
    """
    박람회 전시회 포럼 서밋 엑스포 세미나 축제 총회 회의 간담회 대회 설명회 상담회 국제전시회 국제박람회 국제회의
    국제포럼 세계대회 전국대회 정상회의 정상회담 온라인포럼 스마트시티전시회 스마트시티포럼 국제행사 글로벌전시회
    세계박람회 지역축제 한국축제 국제대회 스마트전시회 글로벌포럼 글로벌박람회 글로벌컨퍼런스 국제컨퍼런스
    국제콘퍼런스 국제심포지엄 국제세미나 해외전시회 무역박람회 취업박람회 채용박람회
    """
)
_LAST_YEAR = 2045
_GATHERS = words(
    "World International Global European Asian Pacific African Annual Mobile Smart Forum Expo Congress Health"
)
_LEAGUES = words(
    "Eastern Western Southeastern Mid-American Atlantic Big Sun Northern Southern Mountain Ivy Pacific-12 Pac-12"
)
_OF_A_LEAGUE = re.compile(
    r"(?:’s|'s)? (?:East|West|North|South|title|championship|finals?|Finals?|play|standings|rivals?|foes?|Division|opener|"
    r"games?)\b"
)
_BODIES_OF = ("연대회의", "교회의", "협회의", "위원회의", "의회의", "국회의")
"""What ends like a meeting and is a body with a particle."""

_LED = re.compile(r" (?:명예|공동|상임)?(?:회장|이사장|사무총장|사무국장|대표|이사|위원장)(?![가-힣]{3})")
"""Whoever leads a forum leads an organisation."""

_KIND_ONLY = re.compile(rf"^(?:제 ?\d+[회차]|\d+회|{_YEAR}년?) (?:(?:이|그|본|동|해당|같은) )?(?:{_HEADS})$")
_COMMITTEE = re.compile(" ?(?:조직)?위원회")
_BID = re.compile(r" 유치")
_YEAR_OF_BID = re.compile(rf"{_YEAR}년 ")
_GROUP_BEFORE = re.compile(r"(?:모임|그룹|단체|연구회|협의체|극장|영화관) ?[‘“'\"「『]\Z")
_TREATIES = words(
    "Genocide Geneva Hague Vienna Rights Framework Refugee Ottawa Basel Minamata Stockholm Ramsar Bern Warsaw Chicago Istanbul "
    "Torture Biodiversity Diversity Weapons Climate Tobacco Heritage"
)
_TREATY_BEFORE = re.compile(
    r"(?:[Vv]iolat\w+|[Uu]nder|[Bb]reach\w*|[Rr]atif\w+|[Ss]ign\w*|parties) (?:of |to |with )?(?:the )?\Z"
)
_FELLOW_OF = re.compile(
    r"\b(?:fellow|director|president|analyst|expert|head|chair|chairman|scholar|researcher|member)s? (?:at|of|with) "
    r"(?:the )?(?:[a-z\-]+ ){0,2}\Z"
)
_NO_OWNERS = words("Women Men Children World Year People Mayors Girls Boys Kids Farmers Veterans New Workers Players")
_VERBISH = re.compile(r"(?:[을를은는의]|에서|하는|하고|되는|열린|개최된|위한|에게|으로|년부터|까지|에) ")


def find_events(reading: Reading) -> Iterator[Find]:
    """Yield events; one with a year or an ordinal is an edition, an entity of its own."""
    text = reading.text
    if reading.korean:
        yield from _korean(text)
    for match in _LATIN_EDITION.finditer(text):
        if match["series"] not in _NOT_SERIES and len(match["series"]) > 2 and 1980 <= int(match["year"]) <= _LAST_YEAR:
            yield _event(
                match.start(),
                match.end(),
                f"{match['series']} {match['year']}"
                if match["name"].startswith(match["series"] + match["year"])
                else match["name"],
                0.88,
            )
    if not reading.english:
        return
    for match in _EN.finditer(text):
        yield from _english(text, match)


def _event(start: int, end: int, name: str, score: float) -> Find:
    return Find(start=start, end=end, type="event", origin="pattern", score=score, name=name)


def _korean(text: str) -> Iterator[Find]:
    for match in _QUOTED.finditer(text):
        if _is_quoted_event(text, match):
            yield _event(match.start("name"), match.end("name"), match["name"], 0.9)
    for match in _EDITION.finditer(text):
        yield from _edition(text, match)
    for match in _WITH_YEAR.finditer(text):
        yield _event(match.start(), match.end(), match["name"], 0.84)
    for match in _PROPER.finditer(text):
        name = match["name"]
        if name.replace(" ", "") in _GENERIC or len(name.replace(" ", "")) < 5 or not name.startswith(_PROPER_START):
            continue
        if name.split(" ")[0].endswith("적"):
            continue  # 세계적 전시회
        end = match.end("year") if match["year"] else match.end("name")
        if (match["year"] or _ends(match)) and not _VERBISH.search(name) and not _LED.match(text, end):
            yield _event(match.start("name"), end, text[match.start("name") : end], 0.82)


def _is_quoted_event(text: str, match: re.Match[str]) -> bool:
    name, start = match["name"], match.start("name")
    if name.replace(" ", "") in _GENERIC or len(name) < 4 or _VERBISH.search(name):
        return False
    if name.endswith(("회의", "대회", "대전", "위크")) and len(name) < 6:
        return False
    if name.endswith(" 대전") and name.count(" ") == 1:
        return False  # two banks at war: ‘여의도 대전’
    return not name.endswith(_BODIES_OF) and _GROUP_BEFORE.search(text, max(0, start - 6), start) is None


def _edition(text: str, match: re.Match[str]) -> Iterator[Find]:
    name, start = match["name"], match.start("name")
    end = match.end("year") if match["year"] else match.end("name")
    if name.endswith(_BODIES_OF) or _KIND_ONLY.match(name) or _VERBISH.search(name) or _COMMITTEE.match(text, end):
        return
    # The year is that of the bid, not of the games: 2009년 평창 동계올림픽 유치위원장.
    bid = _YEAR_OF_BID.match(name) if _BID.match(text, end) else None
    start += bid.end() if bid else 0
    if match["year"] or _ends(match):
        yield _event(start, end, text[start:end], 0.88)


def _ends(match: re.Match[str]) -> bool:
    return is_particle(match["name"][-1], match["rest"]) or match["rest"] in (
        "장",
        "장에서",
        "장을",
        "참가",
        "개최",
        "행사",
    )


def _is_assembly(text: str, parts: list[str], end: int) -> bool:
    """Say whether the words name a parliament, a church's board or a league of clubs: US Congress, Eastern Conference."""
    heads = [word for word in parts if word[:1].isupper()]
    if "Congress" in heads:
        return not any(word in _GATHERS or word[:1].isdigit() for word in parts if word != "Congress")
    if "Conference" not in heads:
        return False
    return parts[0] in _LEAGUES or _OF_A_LEAGUE.match(text, end) is not None or " of Clerks" in " ".join(parts)


def _is_treaty(text: str, parts: list[str], start: int) -> bool:
    """Say whether states made it rather than met there: the Genocide Convention."""
    if parts[-1] != "Convention":
        return False
    return bool(_TREATIES.intersection(parts)) or _TREATY_BEFORE.search(text, max(0, start - 30), start) is not None


def _after_owner(start: int, parts: list[str]) -> int:
    """Give where a meeting begins whose name somebody's own stands before: Mina Lee’s Harbor Fashion Week."""
    for at, part in enumerate(parts[:-2]):
        if part.endswith(("’s", "'s")) and part[:-2] not in _NO_OWNERS:
            return start + len(" ".join(parts[: at + 1])) + 1
    return start


def _english(text: str, match: re.Match[str]) -> Iterator[Find]:
    start, end = match.span("name")
    parts = text[start:end].split(" ")
    while parts and (
        parts[0] in _STOP_FIRST
        or parts[0].capitalize() in _STOP_FIRST
        or parts[0] in ("of", "and", "for", "on", "in", "the", "&")
    ):
        start += len(parts[0]) + 1
        parts = parts[1:]
    if len(parts) < 2 or (run_after(text, end) and not is_particle("x", run_after(text, end))):
        return
    if _is_assembly(text, parts, end) or _is_treaty(text, parts, start) or text.startswith(" Jumping", end):
        return
    if parts[-1] == "Forum" and _FELLOW_OF.search(text, max(0, start - 70), start):
        return
    start = _after_owner(start, parts)
    parts = text[start:end].split(" ")
    heads = [word for word in parts if word[:1].isupper() or word[:1].isdigit()]
    if len(heads) < 2 or (parts[0] in ("International", "Global", "World", "Local") and len(parts) == 2):
        return
    yield _event(start, end, text[start:end], 0.88)
