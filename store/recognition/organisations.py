"""Organisations: companies by their form, offices and institutes by their last word, outlets in credits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.agencies import is_agency
from store.recognition.cues import CAPITALS, LATIN_CAPITALS, Cues
from store.recognition.find import Find
from store.recognition.korean import is_particle, run_after, split_particle
from store.recognition.letters import widened
from store.recognition.lexicon import NOT_IN_NAMES, WESTERN_FIRST_NAMES
from store.recognition.loanwords import COMMON_LOANS, is_foreign_word
from store.recognition.names_korean import is_name
from store.recognition.offices_korean import korean_offices
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import sorted_out, words

_KO_WORD = r"[가-힣A-Za-z0-9&·\-]{2,20}"
_FORM_FIRST = re.compile(rf"(?:㈜|\(주\)|주식회사 |\(사\)|\(재\)|사단법인 |재단법인 ) ?(?P<name>{_KO_WORD})")
_FORM_LAST = Sought(rf"(?<![가-힣A-Za-z])(?P<name>{_KO_WORD})(?:㈜|\(주\)| 주식회사)", has=(" 주식회사", "(주)", "㈜"))
_LED_BY = Sought(
    r"(?<![가-힣A-Za-z0-9&])(?P<name>(?:[A-Z][A-Za-z0-9&]* )*[가-힣A-Za-z0-9&·\-]{2,20})"
    r"\((?:공동 ?)?(?:대표이사|대표|회장|사장|이사장|은행장|CEO)(?: (?:사장|회장))?[ :]{1,2}"
    r"(?P<person>[가-힣]{2,4})[,)]",
    has=("대표", "회장", "사장", "은행장", "이사장", "CEO"),
    at=Cues(("(대표", "(공동", "(회장", "(사장", "(이사장", "(은행장", "(CEO")),
    back=42,
)
_LATIN_FIRM = Sought(
    r"(?<![A-Za-z&\-])(?P<name>[A-Z][A-Za-z0-9&]*(?:[ \-][A-Z][A-Za-z0-9&]*){0,3})"
    r"사(?=[\(는가의와를로에도, ]|$)(?P<land>\((?P<place>[가-힣]{2,6})\))?",
    at=LATIN_CAPITALS,
)
_LATIN_WITH_LAND = Sought(
    r"(?<![A-Za-z&\-])(?P<name>[A-Z][A-Za-z0-9&]+(?: [A-Z][A-Za-z0-9&]*){0,3})\((?P<place>[가-힣]{2,6})\)",
    at=LATIN_CAPITALS,
)

_KOREAN_WITH_LAND = Sought(r"(?<![가-힣A-Za-z])(?P<name>[가-힣]{2,8})사\((?P<place>[가-힣]{2,6})\)", has=words("사("))
_NO_FOUNDED = (
    "기업",
    "회사",
    "업체",
    "스타트업",
    "재단",
    "센터",
    "그룹",
    "단체",
    "학교",
    "대학",
    "협회",
    "공동",
    "벤처",
)

_EN_HEAD_WORDS = (
    r"Ministry|Institute|Association|Corporation|Agency|University|Foundation|Authority|Commission|Council|"
    r"Committee|Department|Bureau|Federation|Society|Administration|Organization|Organisation|Bank|College"
)
_EN_HEADS = sorted_out(_EN_HEAD_WORDS)
_EN_SECOND = (
    r"(?:Affairs|Security|Technology|Planning|Communications?|Development|Safety|Future|Information|"
    r"Engineering|Innovation|Services?|Settlements|Industry|Science|Research|Promotion|Advancement|Startups)"
)
_EN_TAIL = (
    rf"(?:,? [A-Z][A-Za-z\-]+| of [A-Z][A-Za-z\-]+){{0,6}}(?:,? (?:and|&) [A-Z][A-Za-z\-]+(?: {_EN_SECOND}){{0,2}})?"
)
_EN_HEAD_OF = Sought(
    rf"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z\-]+ ){{0,4}}(?:{_EN_HEADS}|Office|Center|Centre|Chamber) (?:of|"
    rf"for) (?:the )?[A-Z][A-Za-z\-]+(?P<tail>{_EN_TAIL}))",
    has=words("for of"),
    at=CAPITALS,
)
_EN_CAPS_HEAD = Sought(
    rf"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z\-&]+ (?:(?:and|of|&) )?){{1,5}}(?:{_EN_HEADS}|Institute of "
    rf"Technology|Group|Electronics|Telecom|Technologies|Motors?|Holdings|Partners|Technopark|Hospital|"
    rf"Chamber of Commerce|Motor Company|Engineering|Robotics|Labs|Software|Heavy Industries|Construction|"
    rf"Semiconductor))(?![\w\-])",
    at=CAPITALS,
)
_EN_AGENCY = Sought(
    r"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z\-]+ (?:(?:and|of|&) )?){1,5}(?:Service|Center|Centre))(?![\w\-])(?! [A-Z])",
    has=words("Service Center Centre"),
)
_EN_FORM = Sought(
    r"(?<![\w\-])(?P<name>[A-Z][A-Za-z0-9&\-]*(?: [A-Z&][A-Za-z0-9&\-]*){0,4}),? (?P<form>Co\., ?Ltd\.?|"
    r"Inc\.?|Ltd\.?|Corp\.?|LLC|GmbH|PLC|plc|S\.A\.|AG|SE|B\.V\.|Pte\.? Ltd\.?)(?![\w])",
    has=words("AG B.V. Co., Corp GmbH Inc LLC Ltd PLC S.A. SE plc"),
    at=CAPITALS,
)
_EN_PRESS = Sought(
    r"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z]+ ){1,3}(?:News|NEWS|Times|Herald|Daily|Post|Press|Tribune|"
    r"Journal|Newspaper|Broadcasting))(?= DB\]|\]|[.,]| (?:has|reported|reports|said)|/|$)",
    has=words("Broadcasting Daily Herald Journal NEWS News Post Press Times Tribune"),
    at=CAPITALS,
)
_KIND_CUES = Cues(
    words(
        "company firm startup start-up organization organisation agency operator manufacturer supplier provider developer "
        "maker giant conglomerate consortium subsidiary carrier automaker chipmaker"
    )
)
_EN_KIND = Sought(
    r"(?:\b(?:company|firm|startup|start-up|organization|organisation|agency|operator|manufacturer|"
    r"supplier|provider|developer|maker|giant|conglomerate|consortium|subsidiary|carrier|automaker|"
    r"chipmaker),? )(?P<name>[A-Z][A-Za-z0-9&]+(?: [A-Z][A-Za-z0-9&]+){0,3})(?=[,.;]| (?:has|have|is|was|"
    r"will|said|to|and|for|in|on|at|which|that|announced|signed|developed|provides|built)\b|['’]s)",
    at=_KIND_CUES,
)
_NAME_BEFORE = re.compile(widened(r"(?<![\w\-])(?P<name>[A-Z]{3,8}|[A-Z][A-Za-z0-9&]+(?: [A-Z][A-Za-z0-9&]+){1,3})$"))
_EN_APPOSED = Sought(
    r", an? (?:[\w\-]+ ){0,4}"
    r"(?:agency|organi[sz]ation|company|firm|institute|association|corporation|startup|manufacturer|operator)\b",
    at=Cues((", a",)),
)
_KO_KIND = Sought(
    r"(?:기업|업체|회사|스타트업|제조사|개발사|운영사) (?P<name>(?=[A-Z]*[a-z]|[A-Z]{4})"
    r"[A-Z][\w&\-]*[A-Za-z](?: [A-Z][A-Za-z0-9&\-]*){0,3})(?![A-Za-z])",
    at=Cues(words("기업 업체 회사 스타트업 제조사 개발사 운영사")),
)
_CREDIT = Sought(
    r"(?:[ⓒ©] ?|저작권자 ?[:ⓒ©(cC)]* ?|(?:사진|자료|제공|출처) ?(?:제공)? ?[=:] ?)"
    r"(?P<name>[가-힣]{2,8}(?:뉴스|일보|신문|방송|통신|투데이|경제|타임즈|타임스|미디어|저널|데일리))"
    r"(?![가-힣])",
    has=words("© ⓒ 사진 자료 저작권자 제공 출처"),
)
_BYLINE = re.compile(
    r"[\[(【](?P<name>[가-힣A-Za-z]{2,12}) (?:[가-힣]{2,4}=)?(?P<person>[가-힣]{2,4}) ?(?:선임|수습|인턴|"
    r"객원|전문)?기자"
)
_DATELINE = Sought(r"[(\[][가-힣]{2,6} ?= ?(?P<name>[가-힣A-Za-z]{2,10})[)\]]", has=words("="))
_FOUNDED = Sought(
    r"(?<![가-힣])(?P<name>[가-힣A-Za-z]{3,14}) (?:공동 ?)?(?:창업자|설립자|창립자)", has=words("설립자 창립자 창업자")
)
_EN_LED = Sought(
    r"\b(?:CEO|CTO|president|founder|co-founder|chairman|chief executive|chief executive officer|managing "
    r"director|vice president|head|director) of (?P<name>[A-Z][A-Za-z0-9&]+(?: [A-Z][A-Za-z0-9&]+){0,3})"
    r"(?=[,.;”\"]| (?:and|said|told|in|at|who|has|is|was|showed|signed)\b)",
    has=(" of ",),
    at=Cues(words("CEO CTO president founder co-founder chairman chief managing vice head director")),
)
_STOP_FIRST = words(
    "About Welcome Visit Contact Photo The This That These A An In On At For From With By And Or But As "
    "Former Current Our Its Their His Her Other Each Many Several Some All Both Such"
)
_EN_CLOSING = frozenset(_EN_HEAD_WORDS.split("|")) | {
    "Group",
    "Electronics",
    "Telecom",
    "Hospital",
    "Holdings",
    "Robotics",
    "Labs",
}
_TITLE_WORDS = words(
    "Minister Leader Officer Director Mayor President Chairman Vice Deputy Chief Secretary CEO Professor Governor Spokesperson"
)
_NO_OUTLET = words(
    "글 사진 취재 정리 편집 서울 부산 대구 인천 광주 대전 울산 세종 제주 경제부 사회부 정치부 문화부 "
    "디지털뉴스팀 온라인뉴스팀"
)
_NO_FIRMS = words("AI IT ICT IoT MOU CEO ESG B2B R&D SW HW VR AR XR")
_ADNOMINAL = ("하는", "되는", "있는", "없는", "갖는", "가진", "라는", "던")
_EN_OF = frozenset(_EN_HEAD_WORDS.split("|")) | {
    "School",
    "Office",
    "Center",
    "Centre",
    "Chamber",
    "Faculty",
    "Academy",
}
_BANKS = ("West Bank", "East Bank", "South Bank", "North Bank", "Left Bank", "Right Bank")
_BAD_TAIL = words("in for the of and & In The")


def find_organisations(reading: Reading) -> Iterator[Find]:
    """Yield organisations; the span of a company takes its form in (㈜제스트), the name does not."""
    text = reading.text
    if reading.korean:
        yield from _companies(reading)
        yield from korean_offices(text)
    yield from _english(reading)


def _org(start: int, end: int, name: str, score: float) -> Find:
    return Find(start=start, end=end, type="organisation", origin="pattern", score=score, name=name)


def _companies(reading: Reading) -> Iterator[Find]:
    text = reading.text
    for match in _FORM_FIRST.finditer(text):
        name = match["name"].rstrip("-·&")
        if text[match.start("name") + len(name) : match.end("name") + 1] not in ("(", "["):
            name = split_particle(name)
        if len(name) >= 2:
            yield _org(match.start(), match.start("name") + len(name), name, 0.95)
    for match in _FORM_LAST.finditer(text):
        end = match.end()
        if text[end - 1] == "사" and (text[end : end + 1] == " " or match["name"].endswith(_ADNOMINAL)):
            continue  # 지분을 갖는 주식회사
        lasts = ("사",) if text[end - 1] == "사" else ("주", match["name"][-1])
        if any(is_particle(last, run_after(text, end)) for last in lasts):
            yield _org(match.start(), end, match["name"], 0.95)
    for match in _LED_BY.finditer(text):
        if is_name(match["person"]) and reading.places.get(match.start("name"), 0) < match.end("name"):
            yield _org(match.start("name"), match.end("name"), match["name"], 0.9)
    yield from _foreign_firms(reading)
    yield from _outlets(text)
    for match in _FOUNDED.finditer(text):
        name = match["name"]
        foreign = is_foreign_word(name) or text.count(name) > 2
        if split_particle(name) == name and foreign and not name.endswith(_NO_FOUNDED) and name not in COMMON_LOANS:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.75)


def _foreign_firms(reading: Reading) -> Iterator[Find]:
    """Yield the firms before 사 or before a country in brackets: INIA Tech사(이스라엘)."""
    text = reading.text
    for match in _LATIN_FIRM.finditer(text):
        yield _org(match.start("name"), match.end("name"), match["name"], 0.9)
    lands = {text[find.start : find.end] for find in reading.known if find.type == "place"}
    for match in _LATIN_WITH_LAND.finditer(text):
        if match["place"] in lands:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.88)
    for match in _KOREAN_WITH_LAND.finditer(text):
        if match["place"] in lands:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.88)


def _outlets(text: str) -> Iterator[Find]:
    """Yield the medium of a byline, a dateline or a credit."""
    for match in _BYLINE.finditer(text):
        if is_name(match["person"]) and match["name"] not in _NO_OUTLET:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.92)
    for match in _DATELINE.finditer(text):
        yield _org(match.start("name"), match.end("name"), match["name"], 0.92)
    for match in _KO_KIND.finditer(text):
        if match["name"] not in _NO_FIRMS:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.82)
    for match in _CREDIT.finditer(text):
        yield _org(match.start("name"), match.end("name"), match["name"], 0.9)


def _english(reading: Reading) -> Iterator[Find]:
    text = reading.text
    for match in _EN_HEAD_OF.finditer(text):
        yield from _trimmed(text, match, 0.93)
    for match in _EN_CAPS_HEAD.finditer(text):
        yield from _trimmed(text, match, 0.88)
    yield from _agencies(text)
    for match in _EN_FORM.finditer(text):
        name = match["name"]
        if name not in NOT_IN_NAMES:
            end = (
                match.end("form")
                if text[match.end("form") - 1] != "." or _ends_abbreviated(text, match.end("form"))
                else match.end("form") - 1
            )
            yield _org(match.start("name"), end, name, 0.95)
    for match in _EN_PRESS.finditer(text):
        yield _org(match.start("name"), match.end("name"), match["name"], 0.88)
    known = {find.start for find in reading.known if find.type != "organisation"}
    for match in _EN_LED.finditer(text):
        if match["name"].split()[0] not in NOT_IN_NAMES and match.start("name") not in known:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.82)
    for apposed in _EN_APPOSED.finditer(text):
        named = _NAME_BEFORE.search(text, max(0, apposed.start() - 60), apposed.start())
        if named and named["name"].split()[0] not in NOT_IN_NAMES:
            yield _org(named.start("name"), named.end("name"), named["name"], 0.85)
    for match in _EN_KIND.finditer(text):
        if match["name"].split()[0] not in NOT_IN_NAMES:
            yield _org(match.start("name"), match.end("name"), match["name"], 0.85)


def _agencies(text: str) -> Iterator[Find]:
    for match in _EN_AGENCY.finditer(text):
        if is_agency(match["name"].split()):
            yield from _trimmed(text, match, 0.88)


_Placed = list[tuple[int, str]]
"""The words of a name, each with the place where it begins."""

_BODIES_OF_OTHERS = ("University", "College", "Institute", "Foundation")
_LEADERS = frozenset({"Founder", "Co-founder", "Head"})


def _ends_abbreviated(text: str, end: int) -> bool:
    return text[end : end + 1] != "" and text[end : end + 2].strip() != "" and not text[end + 1 : end + 2].isupper()


def _trimmed(text: str, match: re.Match[str], score: float) -> Iterator[Find]:
    """Yield the organisation without an article before it and words after it that belong to the sentence."""
    found = _without_office(_one_of_several(_without_edges(_placed(match))))
    if not found or " ".join(word for _, word in found) in _BANKS:
        return
    titles = [at for at, (_, word) in enumerate(found) if at and word.rstrip(",") in _TITLE_WORDS]
    if titles and titles[0] < 2:
        return
    (start, _), (last, word) = found[0], found[titles[0] - 1 if titles else -1]
    end = last + len(word.rstrip(",") if titles else word)
    name = text[start:end]
    yield _org(start, end, name, score)


def _placed(match: re.Match[str]) -> _Placed:
    start, found = match.start("name"), []
    for word in match["name"].split(" "):
        found.append((start, word))
        start += len(word) + 1
    return found


def _without_edges(found: _Placed) -> _Placed:
    """Drop articles before a name and words of the sentence after it; nothing is left of what then is one word."""
    while found and found[0][1].rstrip(",") in _STOP_FIRST:
        found = found[1:]
    while found and found[-1][1].rstrip(",") in _BAD_TAIL:
        found = found[:-1]
    return found if len(found) > 1 else []


def _one_of_several(found: _Placed) -> _Placed:
    """Keep one body of those that “of” and “and” string together."""
    parts = [word for _, word in found]
    owner = next((at for at, word in enumerate(parts[:-2]) if at and word == "of"), 0)
    if owner > 1 and parts[-1] in _BODIES_OF_OTHERS and parts[owner - 1] not in _EN_OF:
        found, parts = found[owner + 1 :], parts[owner + 1 :]
    pairs = [at for at, word in enumerate(parts[:-1]) if at and word in ("and", "&") and parts[at + 1] == "The"]
    if pairs:  # Big Anvil and The Rowan Group: the second is told by its last word
        found, parts = found[pairs[0] + 2 :], parts[pairs[0] + 2 :]
    joined = [at for at, word in enumerate(parts) if word in ("and", "&") and at > 1 and parts[at - 1] in _EN_CLOSING]
    if joined:
        found, parts = found[: joined[0]], parts[: joined[0]]
    if len(parts) > 3 and parts[-2] in ("and", "&") and parts[-1] in WESTERN_FIRST_NAMES:
        return found[:-2]  # Department of Home Affairs and Alex Doe
    return found


def _without_office(found: _Placed) -> _Placed:
    """Drop who leads a body before it: Head of the Harbour Office."""
    parts = [word for _, word in found]
    if parts and parts[0] in _TITLE_WORDS | _LEADERS and "of" in parts[:-1]:
        return found[parts.index("of") + 1 :]
    return found
