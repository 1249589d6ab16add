"""Systems that an article names outright: in lists, footnotes, bracketed captions, after `called`, by a short name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.find import Find
from store.recognition.korean import split_particle
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.systems_english import modifiers_before
from store.recognition.wordlist import words

_SHORT = r"[A-Z][A-Z0-9\-]{1,6}"
_SHORT_LIST = Sought(
    rf"\b(?:[Pp]rojects|[Ss]ystems|[Pp]latforms|[Ss]olutions|[Nn]etworks|[Ff]acilities) (?:such as|like|including|called|named) "
    rf"(?:the )?(?P<list>{_SHORT}(?:(?:, and |, | and | or )(?:the )?{_SHORT})*)(?![\w\-])(?! [A-Z])",
    has=("called", "including", "like", "named", "such as"),
)
_SHORT_LIST_KOREAN = Sought(
    rf"(?<![\w\-])(?P<list>{_SHORT}(?:(?:, ?|·|와 |과 | 및 ){_SHORT})+) ?등 ?(?:의 )?(?:[가-힣]{{2,6}} )?"
    r"(?:시스템|사업|서비스|체계)",
    has=words("사업 서비스 시스템 체계"),
)
_NO_SYSTEM = words(
    "AI IT ICT VR AR XR IOT 5G 6G GPS LED CCTV USB TV PC EV EVS UAM ESG MOU R&D B2B SNS LTE QR CEO EU US UK UN USA"
)
_OPEN, _CLOSE = "‘“'\"「『", "’”'\"」』"
_ITEM = rf"[{_OPEN}](?P<name>[^{_OPEN}{_CLOSE}\n]{{2,28}}),?[{_CLOSE}]"
_ITEMS = Sought(
    rf"(?:[{_OPEN}][^{_OPEN}{_CLOSE}\n]{{2,28}}[{_CLOSE}](?:, and |, | and |·| )?){{2,8}}",
    has=('"', "'", "’", "”", "」", "』"),
)
_ONE_ITEM = re.compile(_ITEM)
_AFTER_ENGLISH = re.compile(r" ?(?:and )?other (?:\w+ )?(?:services?|systems?|apps?|platforms?|programs?)\b")
_AFTER_KOREAN = re.compile(
    r" ?등(?:의|을|은|이|과)? ?[^.\n]{0,24}?(?:노력|서비스|시스템|시책|앱|성과|호평|기술|플랫폼|솔루션|사례|$|\n)"
)
_SYSTEMLIKE = re.compile(
    "QR|AI|스마트|안심번호|드론|로봇|앱|맵|센터|진료소|검사소|시스템|서비스|플랫폼|지도|관리|등록|관제|알림|원격|드라이브|"
    "워킹스루|모바일|온라인|비대면|무인|자동|실시간"
)
_DEEDS = re.compile(
    "(?:시행|행사|캠페인|운동|의무화|지원|교육|축제|대회|협약|정책|전략|사업|프로젝트|계획|포럼|엑스포|박람회|비전|조례|"
    "체험|방문|나눔|만들기|하기|되기|챌린지|선언|기준|세대|시대|도시|다|요|까|니)$"
)
_FOOTNOTE = re.compile(
    rf"^[ \t\u00a0]*(?:\*+|※) ?(?P<long>[^\W\d][^():\n]{{3,60}}?) ?\((?P<short>{_SHORT}|[A-Z][A-Za-z]*-[A-Z][A-Za-z]+)"
    r"(?:, ?(?P<spelt>[A-Za-z][A-Za-z \-]{5,80}))?\) ?[:：] ?(?P<what>[^\n]{0,90})",
    re.M,
)
_IS_SYSTEM = re.compile(
    r"^(?:An? |The )?(?:[\w\-]+ ){0,4}?(?:system|service|platform|network|center|app|infrastructure)s?\b|"
    r"시스템|서비스|플랫폼|체계|망"
)
_IS_TECHNOLOGY = re.compile(r"^(?:An? )?(?:technology|concept|method|environment)\b|기술(?:이다|$|로)")
_CAPTION = re.compile(r"^[ \t\u00a0]*\[ ?(?P<inner>[^\[\]\n]{3,80}?) ?\][ \t\u00a0]*$", re.M)
_DEED_OF = re.compile(
    r"^(?:Operation|Expansion|Construction|Improvement|Introduction|Establishment|Installation|Provision|Building|"
    r"Development|Launch|Opening|Spread|Use) (?:of )?(?:the |a |an )?"
)
_CAPTION_TAIL = re.compile(
    r" (?:nationwide|citywide|across .+|with .+|in .+|[Cc]onstruction|[Bb]uilding|[Oo]peration|[Ii]nstallation)$"
)
_CAPTION_HEAD = re.compile(
    r"(?:service|system|platform|network|hub|center|centre|app|map|robot|SPC|kiosk|portal|dashboard|testbed)s?$", re.I
)
_VIRTUAL = Sought(
    r"(?<![\w])(?P<long>Virtual [A-Z][a-z]+(?: City)?) ?\((?P<short>[A-Z][A-Za-z0-9]*-?[A-Z][A-Za-z0-9\-]*)\*?\)",
    has=("Virtual ",),
)
_COMPANY = Sought(r"(?<![\w\-])(?P<name>(?:[A-Z][A-Za-z\-]+ ){1,4}SPC)(?![\w])", has=words("SPC"))
_CALLED = re.compile(
    rf"(?P<head>platform|system|app|service|chatbot|robot|network|portal|tool),? (?:called|named|dubbed|known as),? (?:the )?"
    rf"[{_OPEN}](?P<name>[A-Z][^{_OPEN}{_CLOSE}\n]{{1,28}}?)[,.]?[{_CLOSE}]"
)


_KOREAN_CALLED = re.compile(
    r"(?:앱|플랫폼|시스템|서비스|챗봇|로봇|인형|키오스크|포털|(?<!까)지도|카드|셔틀|단말기|네트워크|스피커) "
    rf"[{_OPEN}](?P<name>[가-힣A-Za-z0-9]{{2,10}}(?: [가-힣A-Za-z0-9]{{1,8}})?)[{_CLOSE}]"
)
_CARD = re.compile(
    rf"[{_OPEN}](?:the )?(?P<name>(?:[A-Z][A-Za-z]+ ){{1,3}}"
    rf"(?:Card|Pass|Key|App|Map|Pay|Talk|Bell|Call|Bot|Guide|Ticket|Wallet|Box))"
    rf",?[{_CLOSE}]"
)


def find_named_systems(reading: Reading) -> Iterator[Find]:
    """Yield systems from lists of short names or of quoted names, footnotes that define one, captions, and `called`."""
    text = reading.text
    if reading.civic:
        yield from _listed(text)
        yield from _quoted_lists(text)
        yield from _captions(text)
        for match in _COMPANY.finditer(text):
            yield _system(match.start("name"), match.end("name"), match["name"], 0.9)
        for match in (*_CARD.finditer(text), *_KOREAN_CALLED.finditer(text)):
            yield _system(match.start("name"), match.end("name"), match["name"], 0.86, own=True)
    yield from _footnotes(text)
    for match in _VIRTUAL.finditer(text):
        yield _system(match.start("long"), match.end("long"), match["long"], 0.88, own=True)
        yield _system(match.start("short"), match.end("short"), match["short"], 0.88, match["long"], own=True)
    for match in _CALLED.finditer(text):
        yield from _called(reading, match)


def _system(start: int, end: int, name: str, score: float, group: str | None = None, *, own: bool = False) -> Find:
    return Find(start=start, end=end, type="system", origin="pattern", score=score, name=name, group=group, own=own)


def _listed(text: str) -> Iterator[Find]:
    """Yield QXS and WPS of `projects such as QXS and WPS`."""
    for pattern in (_SHORT_LIST, _SHORT_LIST_KOREAN):
        for match in pattern.finditer(text):
            for item in re.finditer(_SHORT, match["list"]):
                if item.group() not in _NO_SYSTEM and len(item.group()) > 2:
                    start = match.start("list") + item.start()
                    yield _system(start, start + len(item.group()), item.group(), 0.9)


def without_overruled(reading: Reading) -> list[Find]:
    """Return what is known, without the organisations whose short name the article lists as a system (QXS and WPS)."""
    listed = {find.name for find in _listed(reading.text)} if reading.civic else frozenset()
    return [
        find
        for find in reading.known
        if find.type != "organisation" or reading.text[find.start : find.end] not in listed
    ]


def _quoted_lists(text: str) -> Iterator[Find]:
    """Yield the quoted names of a list of services: ‘…’ ‘…’ 등, or '…', '…' and other services."""
    for run in _ITEMS.finditer(text):
        if not (_AFTER_ENGLISH.match(text, run.end()) or _AFTER_KOREAN.match(text, run.end())):
            continue
        items = list(_ONE_ITEM.finditer(text, run.start(), run.end()))
        korean = text[run.end() : run.end() + 2].strip()[:1] == "등"
        if korean and not any(_SYSTEMLIKE.search(item["name"]) for item in items):
            continue
        for item in items:
            name = item["name"].strip()
            if _may_be_system(name, korean=korean):
                start = item.start("name") + item["name"].index(name)
                yield _system(start, start + len(name), name, 0.84, own=not korean or " " not in name)


def _may_be_system(name: str, *, korean: bool) -> bool:
    if not korean:
        return name[0].isupper() and len(name.split()) <= 5
    head = name.split()[:-1]
    return not _DEEDS.search(name) and all(split_particle(word) == word for word in head) and not name.isdigit()


def _footnotes(text: str) -> Iterator[Find]:
    """Yield what a footnote defines as a system: its name, its short name and what that is short for."""
    for match in _FOOTNOTE.finditer(text):
        what = match["what"].strip()
        if match["short"] in _NO_SYSTEM or _IS_TECHNOLOGY.search(what) or not _IS_SYSTEM.search(what):
            continue
        for part in ("long", "short", "spelt"):
            if match[part]:
                yield _system(match.start(part), match.end(part), match[part], 0.92, match["short"])


def _captions(text: str) -> Iterator[Find]:
    """Yield the system that a line in square brackets names, without the deed before it and what follows it."""
    for match in _CAPTION.finditer(text):
        inner, start = match["inner"], match.start("inner")
        deed = _DEED_OF.match(inner)
        dash = max(inner.rfind(" – "), inner.rfind(" - "))
        cut = dash + 3 if dash >= 0 else deed.end() if deed else 0
        name = inner[cut:]
        while tail := _CAPTION_TAIL.search(name):
            name = name[: tail.start()]
        if deed and len(name.split()) >= 3 and _CAPTION_HEAD.search(name) and "(" not in name and name.isascii():
            yield _system(start + cut, start + cut + len(name), name, 0.8)


def _called(reading: Reading, match: re.Match[str]) -> Iterator[Find]:
    """Yield `container tracking platform` of `… platform called "Box Trail"`, one system with what it is called."""
    name = match["name"].rstrip()
    yield _system(match.start("name"), match.start("name") + len(name), name, 0.9, own=True)
    start, modifiers = modifiers_before(reading, match.start("head"))
    if len(modifiers) >= 2:
        end = match.end("head")
        yield _system(start, end, reading.text[start:end], 0.82, name, own=True)
