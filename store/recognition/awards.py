"""Awards, certificates and standards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.bare_nouns import is_bare_noun
from store.recognition.cues import Cues
from store.recognition.find import Find
from store.recognition.korean import is_particle, run_after
from store.recognition.lexicon import MONTHS
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import words

_STANDARD = Sought(
    r"(?<![\w])(?P<name>(?:ISO/IEC JTC ?1|ISO/IEC/IEEE|ISO/IEC|ISO/TS|ISO/TR|ISO|IEC|IEEE|ITU-T|ETSI|ASTM|"
    r"KS [A-Z](?: ISO)?|KS|TTAK?\.[A-Z]{2,3}|EN|DIN|NIST SP|FIPS)[ \-]?(?:[A-Z]\.?)?\d{2,6}(?:[.\-]\d{1,5})"
    r"{0,3}(?:(?<=\.\d\d)[a-z]{1,2})?(?::(?:19|20)\d\d)?)(?![A-Za-z0-9_])",
    has=("ASTM", "DIN", "EN", "ETSI", "FIPS", "IEC", "IEEE", "ISO", "ITU-T", "KS", "NIST SP", "TTA"),
)
_OF_STANDARD = ("인증", "표준", "규격", "기준", "시리즈", "등급", "레벨", "요구", "심사", "획득", "취득")
_NOT_STANDARD = re.compile(r"^(?:EN|KS|DIN) ?\d{1,2}$")
_KO_PRIZE = Sought(
    r"(?<![가-힣])(?P<name>(?:[가-힣]{2,12} ?)?(?:장관|대통령|국무총리|총리|도지사|시장|청장|위원장|회장|"
    r"의장|원장|처장|총재|이사장|국회의장) ?(?:상|표창|표창장|기관 ?표창|단체 ?표창))(?P<rest>[가-힣]*)",
    at=Cues(words("장관 대통령 국무총리 총리 도지사 시장 청장 위원장 회장 의장 원장 처장 총재 이사장 국회의장")),
    back=13,
)
_KO_QUOTED = re.compile(
    r"[‘“'\"「『《〈<]\s?(?P<name>[^‘’“”'\"「」『』《》〈〉<>\n]{2,36}?(?:대상|어워드|어워즈|인증|상|"
    r"인증제))\s?[’”'\"」』》〉>](?P<rest>[^\n]{0,25})"
)
_KO_WON = re.compile(r"수상|선정|받|획득|취득|시상|영예|인증|쾌거|차지|올랐|거머|안았|등급|수여")
_KO_CERTIFICATE = Sought(
    r"(?<![가-힣])(?P<name>(?:스마트도시|스마트시티|스마트도시 국제표준|스마트시티 국제표준|우수 "
    r"스마트도시|녹색건축|제로에너지건축물|여성친화도시|아동친화도시|국제안전도시|배리어프리|장애물 없는 "
    r"생활환경|지능형건축물|GS|CC|CSAP|ISMS|ISMS-P|BF|CE|KC|FDA|KOLAS|V-LAP|NEP|NET|CSA|CMMI|HACCP|GMP) "
    r"?(?:\d등급 ?)?인증)(?P<rest>[가-힣]*)",
    has=words("인증"),
)
_KO_OBTAINED = Sought(
    r"(?<![가-힣A-Za-z0-9])(?P<name>(?:[가-힣A-Za-z0-9·\-]{2,14} ){0,3}[가-힣A-Za-z0-9·\-]{1,14} ?인증)"
    r"(?:서)?[을를도]? ?(?:획득|취득|따냈|따내)",
    has=words("인증"),
)
_NO_CERTIFICATE = words("국내 해외 각종 관련 국제 해당 최종 정식 추가 신규 제품 공식 본인 여러 다양한 주요 필수 전")
_KO_AWARD = Sought(
    r"(?<![가-힣A-Za-z])(?P<name>(?:[가-힣A-Za-z]{2,12} ){0,4}[가-힣A-Za-z]{0,10}(?:어워드|어워즈))(?P<rest>[가-힣]*)",
    has=words("어워"),
)
_ALL_PRIZES = words("국내외 각종 주요 해외 국내 국제 글로벌 유명 여러 세계적")
_THE = re.compile(r"(?:^|[\s‘“'\"])더 \Z")
_INITIALS = re.compile(r"(?<![\w.])[A-Z][a-z]+(?: [A-Z]\.)+ \Z")
_IN_A_ROLE = re.compile(r" in a (?:Leading|Supporting) Role\b")
_EN_HEADS = r"Award|Awards|Prize|Certification|Certificate|Medal|Citation|Commendation|Accreditation"
_EN = Sought(
    rf"(?<![\w\-])(?P<name>(?:(?:19|20)\d\d )?(?:[A-Z][A-Za-z\-]*(?:[’']s|s’)? (?:(?:and|&|of|for|the|in) )"
    rf"*){{1,6}}(?:{_EN_HEADS})(?: System| Scheme)?(?: (?:for|of|in) [A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+)"
    rf"{{0,3}})?(?: (?:19|20)\d\d)?)(?![\w\-])",
    has=words("Accreditation Award Certificate Certification Citation Commendation Medal Prize"),
)
_STOP_FIRST = words(
    "The This That These At In On For From With And Or But By As During Its Our Their His Her A An Such "
    "Won Winning Received"
)
_GENERIC_FIRST = words(
    "International Global Overseas Best Many Several Various Numerous Prestigious Official Government"
)


def find_awards(reading: Reading) -> Iterator[Find]:
    """Yield prizes, citations, certifications and the numbers of standards (ISO 37106)."""
    text = reading.text
    for match in _STANDARD.finditer(text):
        rest = run_after(text, match.end())
        if not _NOT_STANDARD.match(match["name"]) and (is_particle("0", rest) or rest.startswith(_OF_STANDARD)):
            yield _award(match.start(), match.end(), match["name"], 0.96)
    if reading.korean:
        yield from _korean(text)
    if not reading.english:
        return
    for match in _EN.finditer(text):
        yield from _english(text, match)


def _award(start: int, end: int, name: str, score: float) -> Find:
    return Find(start=start, end=end, type="award", origin="pattern", score=score, name=name)


def _korean(text: str) -> Iterator[Find]:
    for pattern, score in ((_KO_PRIZE, 0.9), (_KO_CERTIFICATE, 0.88), (_KO_AWARD, 0.85)):
        for match in pattern.finditer(text):
            if is_particle(match["name"][-1], match["rest"]) or match["rest"].startswith(
                ("수상", "획득", "을", "심사", "제도", "시상식")
            ):
                yield from _trimmed(match, score)
    for match in _KO_OBTAINED.finditer(text):
        yield from _obtained(match)
    for match in _KO_QUOTED.finditer(text):
        name = match["name"]
        if len(name) < 4 or name.endswith(
            (
                "세상",
                "이상",
                "일상",
                "영상",
                "보상",
                "현상",
                "비상",
                "향상",
                "협상",
                "정상",
                "예상",
                "대상자",
                "위상",
                "상상",
                "증상",
                "지상",
                "확인증",
            )
        ):
            continue
        if _KO_WON.search(match["rest"]) and not re.search(r"[을를은는] ", name):
            yield _award(match.start("name"), match.end("name"), name, 0.88)


def _obtained(match: re.Match[str]) -> Iterator[Find]:
    """Yield 공간정보 품질 인증 of 공간정보 품질 인증을 획득: what was obtained, with the bare nouns before it."""
    kept: list[str] = []
    for word in reversed(match["name"].split()):
        if kept and not is_bare_noun(word):
            break
        kept.insert(0, word)
    name = " ".join(kept)
    if len(kept) > 1 and kept[0] in _NO_CERTIFICATE:
        kept = kept[1:]
        name = " ".join(kept)
    if len(name.replace(" ", "")) > 3:
        yield _award(match.end("name") - len(name), match.end("name"), name, 0.84)


def _trimmed(match: re.Match[str], score: float) -> Iterator[Find]:
    """Yield the prize without the words before it that carry a particle."""
    name, start = match["name"], match.start("name")
    parts = name.split(" ")
    while len(parts) > 1 and (
        parts[0][-1] in "은는을를의에서로가이도등" or parts[0] in ("이번", "올해", "각각", "함께", "최근")
    ):
        start += len(parts[0]) + 1
        parts = parts[1:]
    name = " ".join(parts)
    if parts[0] in _ALL_PRIZES and len(parts) == 2:
        return  # 국내외 어워드
    if match.re is _KO_AWARD.expression and _THE.search(match.string, max(0, start - 3), start):
        start, name = start - 2, f"더 {name}"
    if len(name) > 3:
        yield _award(start, match.end("name"), name, score)


def _english(text: str, match: re.Match[str]) -> Iterator[Find]:
    start, end = match.span("name")
    parts = text[start:end].split(" ")
    while parts and (parts[0] in _STOP_FIRST or parts[0] in ("of", "and", "for", "in", "the", "&")):
        start += len(parts[0]) + 1
        parts = parts[1:]
    if len(parts) < 2 or (parts[0] in _GENERIC_FIRST and len(parts) == 2) or run_after(text, end):
        return
    if parts[0].endswith(("’s", "'s")) and len(parts) == 2:
        return
    if len(parts) > 3 and parts[-2] == "in" and parts[-1] in MONTHS:
        end -= len(" ".join(parts[-2:])) + 1
    role, initials = _IN_A_ROLE.match(text, end), _INITIALS.search(text, max(0, start - 24), start)
    end, start = role.end() if role else end, initials.start() if initials else start
    yield _award(start, end, text[start:end], 0.88)
