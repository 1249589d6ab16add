"""Amounts: money, percentages and counts with their units, normalised where the value is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from store.recognition.borders import GLUED
from store.recognition.compounds import in_two_units
from store.recognition.cues import NUMBERS, Cues
from store.recognition.find import Find
from store.recognition.korean import is_particle, run_after
from store.recognition.lexicon import MONTHS, WESTERN_FIRST_NAMES
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import alternation, words

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_KOREAN_NUMBER = rf"(?:(?:{_NUMBER}) ?[천백십]?[조억만천백십] ?){{0,6}}(?:{_NUMBER})?"
_COUNTED = alternation(
    words(
        """
        도시 국가 기업 공공기관 기관 업체 부스 지자체 기초지자체 광역지자체 지방자치단체 시·군·구 시·군 시군구 시군 자치구
        읍·면·동 읍면동 행정동 시·도 시도 제조사 대학교 대학 팀 지역 지표 분야 과제 사업 시 군 구 도 노선 정류장 정류소
        지점 학교 초등학교 중학교 고등학교 회원사 참가사 협력사 파트너사 계열사 회사 사이트 항목 세션 프로젝트 서비스
        시스템 센터 소 사 국 동 곳 부처 병원 중소기업 대기업 스타트업 은행 단지 산업단지 건물 역 마을 공원 도로 교차로
        구간 거점 권역 언어 시설 단체 컨소시엄 매장 점포 협회 아파트 주차장 부문 영역 품목 제품 기능 연구기관 출연연
        """
    )
)
_UNIT = (
    r"달러|유로|위안|파운드|엔|원|%p|[%％] ?포인트|%|％|퍼센트 ?포인트|퍼센트|년간|개월간|개월|개년|개소|개국|개사"
    rf"|개 자동차 제조사|개(?: ?(?:{_COUNTED}))?"
    r"|명|대|곳|건|가구|세대|가지|킬로미터|㎢|km²|km2|㎞|km|㎡|m²|미터|톤|t(?![A-Za-z])|kg|ℓ|리터|kWh|(?:MWh|MW|GW|kW|TB|GB)(?![A-Za-z])"
    r"|Gbps|Mbps|마리|채|필지|면|호|점|배|사(?=가|의|는|와|를| )"
    r"|주간|일간|시간|분|초|차례|회|편|종|매|장|권|석|기(?=를|가|의| |$|,|\.)"
)
_KOREAN = Sought(
    rf"(?<![\d.,A-Za-z])(?<!\w[\-−])(?:(?=\d)(?P<low>{_KOREAN_NUMBER}) ?(?:원|달러|%|명|대|개)? ?(?P<to>[~∼〜～\-–]) ?)?"
    rf"(?=\d)(?P<number>{_KOREAN_NUMBER})(?P<more>여)? ?(?P<unit>{_UNIT})",
    at=NUMBERS,
)
_GREAT = {"조": 10**12, "억": 10**8, "만": 10**4}
_SMALL = {"천": 10**3, "백": 100, "십": 10}
_UNITS_SAID = {
    "％": "%", "퍼센트": "%", "%포인트": "%p", "% 포인트": "%p", "％포인트": "%p", "퍼센트포인트": "%p",
    "퍼센트 포인트": "%p", "㎞": "km",
}  # fmt: skip
_CURRENCIES = {"달러": "USD", "원": "KRW", "유로": "EUR", "엔": "JPY", "위안": "CNY", "파운드": "GBP"}
_TERMS = re.compile(r" ?(?:정부|대선|총선|국회|대통령|의장|회장|사장|총장|총재|위원장|교육감|왕)")
_AGES = re.compile(r"(?:[1-6]0){2}\Z")
_TERM_OF = re.compile(
    " [가-힣 ]{0,20}(?:위원회|내각|정부|신도시|행정부|지도부|체제|집행부|원내대표|졸업생|수료생|교육생|서포터즈|기자단)"
)
_TERM = re.compile(rf"({_NUMBER}) ?([천백십]?) ?([조억만]?)")
_OFTEN = re.compile(r"(?:하루|매일|매주|매월|매년|연간?|월|주|일|평균|총|모두|최대|최소|누적|약|각각|당)[ 은는에]*$")
_ORDINAL_COUNTS = re.compile(
    r" ?(?:강|핵심|전략|분야|주요|과제|광역|IT|전시|가전|도시|명물|원칙|사업|축|목표|중점|미래|추진|신산업|이상|째|차 )"
)
_NOT_AFTER = re.compile(r"(?:제|No\.?|[:/]|\d\.) ?$|\.$")
_UNIT_TAILS = words("이상 이하 미만 초과 정도 가량 규모 급 가까이 상당 이상의 이하의 규모의 가량의 안팎 씩 당 대")
_CLOCK_BEFORE = re.compile(r"(?:\d{1,2}시 ?(?:\d{1,2}분 ?)?|(?:전반|후반|연장|추가 ?시간) ?)\Z")
_SAME_HOUR = re.compile(r"\d시 ?\d{1,2}분[^.!?\n]*\Z")
_MINUTE = re.compile(r"에(?:는|도)? (?!한|두|세|네|\d)|쯤|경(?![가-힣])")
_IN_RANGES = words("% ％ %p 퍼센트 %포인트 명 배 개 곳 건 가구 년간 개월 개월간 시간 주간 kg km 톤 원 만원 달러")
_PER_TIME = re.compile(r"/(?:h|s|시간|시|분|초)(?![A-Za-z])")

_EN_SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_EN_SIGN = r"US\$|\$|₩|€|£|¥|USD|KRW|EUR|GBP|JPY|CNY"
_EN_SCALE = r"thousand|million|billion|trillion|(?<=\d)(?:bn|mn|tn|[kKmMbB])(?![A-Za-z])"
_EN_MONEY = Sought(
    rf"(?<![A-Za-z])(?P<sign>{_EN_SIGN}) ?(?:(?P<low>{_NUMBER})(?: ?(?P<s0>{_EN_SCALE}))? ?(?:-|–|~) ?"
    rf"(?:{_EN_SIGN})? ?(?=[\d.,]+ ?(?:{_EN_SCALE})|(?<=\d[\-–])\d{{2,3}}(?![\d.,\-–A-Za-z])))?"
    rf"(?P<n1>{_NUMBER})(?:[ \-]?(?P<s1>{_EN_SCALE}))?(?![\w])(?![.,]\d)"
    rf"|(?<![\w.,])(?P<n2>{_NUMBER})(?: (?P<s2>thousand|million|billion|trillion))? (?P<unit>US dollars|"
    rf"U\.S\. dollars|dollars|won|euros|yen|yuan|pounds)\b",
    has=words("$ CNY EUR GBP JPY KRW USD dollars euros pounds won yen yuan £ ¥ ₩ €"),
    at=(NUMBERS, Cues(words("$ CNY EUR GBP JPY KRW USD US$ £ ¥ ₩ €"))),
)
_EN_LOW = rf"(?P<low>{_NUMBER})(?P<to> to |-|–)"
_EN_CODES = {
    "US$": "USD", "$": "USD", "₩": "KRW", "€": "EUR", "£": "GBP", "¥": "JPY", "USD": "USD", "KRW": "KRW", "EUR": "EUR",
    "GBP": "GBP", "JPY": "JPY", "CNY": "CNY",
    "US dollars": "USD", "U.S. dollars": "USD", "dollars": "USD", "won": "KRW", "euros": "EUR", "yen": "JPY",
    "yuan": "CNY", "pounds": "GBP",
}  # fmt: skip
_EN_PERCENT = Sought(
    rf"(?<![\w.,])(?<!\w[\-–])(?:{_EN_LOW})?(?P<number>{_NUMBER}) ?(?:%|percent\b|per cent\b|percentage points\b)",
    has=("%", "per cent", "percent"),
    at=NUMBERS,
)
_EN_COUNT = Sought(
    rf"(?<![\w.,:/$€£₩\-–])(?:{_EN_LOW})?(?P<number>{_NUMBER})(?: (?P<scale>thousand|million|billion|trillion))?"
    r"(?P<noun>(?: [A-Za-z][A-Za-z\-]*){1,5})",
    at=NUMBERS,
)
_MEMORANDUM = re.compile(r" memorand(?:um|ums|a) of understanding(?: documents?)?")
_NO_COUNT = words(
    """
    after before since until while because if then so but not no it he she they we you i who what when where how do does
    did say said told can could would should may might must into between against about per via plus or nor both each
    toward towards near along across through during without within among behind beyond upon onto off out up down around
    above below inside outside throughout like
    of in on at for to from with by and or the a an is was has have had will that which as than over under this
    these those its their his her our percent per won dollars am pm a.m p.m January February March April May June
    July August September October November December st nd rd th year-old years-old times series
    """
)
_NOT_PLURAL = words(
    "us is was has its this as always across plus versus status news series business process access less "
    "class always perhaps thus bus gas focus campus address things says describes feels makes takes goes comes gets keeps "
    "looks seems means shows works wants needs remains stands lives gives helps plays runs leads"
)
_PLURALS_IN_S = words("taxis skis menus")
_LABEL = re.compile(r"(?<![\w.])(?P<word>[A-Za-z][\w\-’']*\.?) \Z")
_LABELS = words(
    "type phase level stage class grade category step page chapter article section figure table line gate terminal route room"
)
_ONE_OF = re.compile(r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine) (?:in|out of|of) \Z")
_STARTERS = words(
    """
    The A About Around Over Nearly Some At With In For From Of Only Almost Roughly Approximately More Less Fewer Up Another
    Other These Those All Its Their His Her Our And But Or To By As Among Under Between Just Last First Next Within After
    Before Since During Through Currently Already Total Both Each Every Than Additionally Also
    """
)
_GLUED = tuple(sorted(word for word in GLUED if len(word) > 3))
_NO_RANGE = re.compile(r"7[0-9]7-|9[-–]11 ")
_SCALE_OF_DEGREES = re.compile(r" (?:Fahrenheit|Celsius|[CF]\b)")
_AIRLINERS = re.compile(r"7[0-9]7 [A-Z]")
_ALARMS = re.compile(r"(?:911|999|112|119|000) (?:calls?|operators?|dispatchers?|reports?|emergency)\b")
_HEAVY = re.compile(
    r"\b(?:los[est]\w*|losing|weigh\w*|gained|shed|heavier|lighter|lift\w*|overweight|obes\w+|ounces)\b", re.I
)
_OF_STUFF = re.compile(
    r" of (?!debt|interest|investment|funding|aid|tax|public|taxpayer|government|savings|damage|revenue|profit)[a-z]"
)
_KEPT_UNITS = words("km kilometers kilometres meters metres tons tonnes hectares people vehicles")


def find_amounts(reading: Reading) -> Iterator[Find]:
    """Yield money, percentages and counts; `value` is `USD 7280000`, `95 %` or a number with its unit."""
    text = reading.text
    yield from in_two_units(text, [*_korean(text), *_english_money(text), *_english_counts(text)])


def _korean(text: str) -> Iterator[Find]:
    for match in _KOREAN.finditer(text):
        number, unit = match["number"].strip(), match["unit"]
        start, end = match.span()
        if not number or not number[0].isdigit() or _NOT_AFTER.search(text[max(0, start - 4) : start]):
            continue
        if match["to"] in ("-", "–") and not (unit in _IN_RANGES and _is_range(match["low"], number)):
            continue  # 3-15호, a score, a telephone number
        sign = _sign(text, start)
        if sign and "%" not in _UNITS_SAID.get(unit, unit):
            continue
        per = _PER_TIME.match(text, end)
        if per:
            end = per.end()
        rest = run_after(text, end)
        short = len(unit) == len("개 소") and not is_particle(unit[-1], rest)
        if unit.startswith("개 ") and (short or not _unit_ends(unit, rest)):
            # Another noun only begins like one of ours: what is counted is left open.
            end, unit, rest = match.start("unit") + 1, "개", ""
        if (
            not _unit_ends(unit, rest)
            or _is_clock_or_score(text, unit, start, end)
            or _is_ordinal(text, unit, number, start, end)
        ):
            continue
        value = sign + _value(number, unit, low=(match["low"] or "").strip()) + (per.group() if per else "")
        yield Find(start=start - len(sign), end=end, type="amount", origin="pattern", score=0.93, value=value)


def _is_range(low: str, high: str) -> bool:
    """Say whether two numbers with a hyphen between them are the ends of a range."""
    one, two = (each.strip().replace(",", "") for each in (low, high))
    return one.replace(".", "").isdigit() and two.replace(".", "").isdigit() and float(one) < float(two)


def _sign(text: str, start: int) -> str:
    """Give the minus before a number, in whichever form, or nothing; after a letter or a digit a dash is none."""
    return "-" if start and text[start - 1] in "-−" and not text[: start - 1][-1:].isalnum() else ""


def _unit_ends(unit: str, rest: str) -> bool:
    if not rest or is_particle(unit[-1], rest) or rest in _UNIT_TAILS:
        return True
    return any(rest.startswith(tail) and is_particle(tail[-1], rest[len(tail) :]) for tail in _UNIT_TAILS)


def _is_clock_or_score(text: str, unit: str, start: int, end: int) -> bool:
    """Say whether the number is a minute of the day or of a match (3시 52분, 전반 6분), or one side of a score (61 대 54)."""
    if unit in ("분", "초"):
        return _CLOCK_BEFORE.search(text, max(0, start - 8), start) is not None or (
            _MINUTE.match(text, end) is not None and _SAME_HOUR.search(text, max(0, start - 60), start) is not None
        )
    if unit != "대" or _TERMS.match(text, end):
        return unit == "대"  # 19대 국회
    return text[end : end + 2].lstrip()[:1].isdigit() and " " in (text[end - 2], text[end : end + 1])


def _is_ordinal(text: str, unit: str, number: str, start: int, end: int) -> bool:
    if unit == "회":
        # 40회 is the fortieth meeting as well as forty times.
        return not _OFTEN.search(text[max(0, start - 8) : start]) and not text.startswith(("씩", "나 ", " 이상"), end)
    if unit == "분" and text[end : end + 1] == "의" and text[end + 1 :].lstrip()[:1].isdigit():
        return True  # 3분의 1, a third
    if (
        (unit == "기" and _TERM_OF.match(text, end))
        or (unit == "면" and len(number) < 3)
        or (unit == "세대" and (len(number) == 1 or _AGES.match(number)))
    ):
        # 2기 과거사위원회, the second; 4면, the fourth page; 5세대, the fifth; 2030세대, those in their twenties and thirties
        return True
    if unit == "대" and (len(number) == 1 or (len(number) == 2 and number.endswith("0"))):
        return True
    if unit in ("대", "가지", "기", "장", "권", "호", "사", "면", "종", "편", "점", "분") and _ORDINAL_COUNTS.match(
        text, end
    ):
        return True
    return (
        unit in ("호", "원", "장", "권", "점", "분", "사", "기", "면")
        and number.isdigit()
        and int(number) < (2 if unit != "호" else 10**9)
    )


def _value(number: str, unit: str, *, low: str = "") -> str:
    """Give currency and sum, or number and unit; of a range both ends (`KRW 10/20`)."""
    said = _plain(_korean_number(number))
    if low:
        if low[-1].isdigit():
            # The ten of 10~20억 are 억 too.
            low += (
                "".join(mark for mark in number if mark in _GREAT or mark in _SMALL) if len(number.split()) == 1 else ""
            )
        said = f"{_plain(_korean_number(low))}/{said}"
    if unit in _CURRENCIES:
        return f"{_CURRENCIES[unit]} {said}"
    return f"{said} {_UNITS_SAID.get(unit, unit)}"


def _korean_number(number: str) -> Decimal:
    """Give the number of 35억 7천 200만: what stands before 조, 억 or 만 is multiplied as a whole."""
    total = part = Decimal(0)
    for match in _TERM.finditer(number):
        part += Decimal(match[1].replace(",", "")) * _SMALL.get(match[2], 1)
        if match[3]:
            total += part * _GREAT[match[3]]
            part = Decimal(0)
    return total + part


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _english_money(text: str) -> Iterator[Find]:
    for match in _EN_MONEY.finditer(text):
        scale = match["s1"] or match["s2"]
        code = _EN_CODES[(match["sign"] or match["unit"]).strip()]
        if match["unit"] == "pounds" and (
            _OF_STUFF.match(text, match.end()) or _HEAVY.search(text, max(0, match.start() - 60), match.end() + 30)
        ):
            code = ""
        said = _plain(_english_number(match["n1"] or match["n2"], scale))
        end, low = match.end(), match["low"]
        if low and not scale and not _is_range(low, match["n1"]):
            said, end = _plain(_english_number(low, None)), match.end("low")
        elif low:
            said = f"{_plain(_english_number(low, match['s0'] or scale))}/{said}"
        yield Find(
            start=match.start(),
            end=end,
            type="amount",
            origin="pattern",
            score=0.95,
            value=f"{code} {said}" if code else f"{said} pounds",
        )
    for match in _EN_PERCENT.finditer(text):
        start = _start_of_range(text, match)
        said = match["number"].replace(",", "")
        if start < match.start("number"):
            said = f"{match['low'].replace(',', '')}/{said}"
        sign = _sign(text, start)
        yield Find(
            start=start - len(sign),
            end=match.end(),
            type="amount",
            origin="pattern",
            score=0.95,
            value=f"{sign}{said} {'%p' if 'point' in match.group() else '%'}",
        )


def _start_of_range(text: str, match: re.Match[str]) -> int:
    """Give where `10 to 15 percent` begins: at the second number where the two are no range (from 10 to 15)."""
    if match["low"] is None:
        return match.start("number")
    grows = match["to"] == " to " and text[: match.start()].lower().endswith("from ")
    return match.start("number") if grows or not _is_range(match["low"], match["number"]) else match.start()


def _english_number(number: str, scale: str | None) -> Decimal:
    return Decimal(number.replace(",", "")) * _EN_SCALES.get((scale or "").lower(), 1)


def _english_counts(text: str) -> Iterator[Find]:
    for match in _EN_COUNT.finditer(text):
        end = _noun_end(text, match)
        if end is None or text[end : end + 1].isalpha() or _is_label(text, match, end):
            continue
        number, start = match["number"], _start_of_range(text, match)
        if "," not in number and len(number) == 4 and number[:2] in ("19", "20") and not match["scale"]:
            continue
        if match["low"] and match["to"] != " to " and (start > match.start() or _NO_RANGE.match(match.group())):
            continue  # a score, the type of an aircraft
        said = _plain(_english_number(number, match["scale"]))
        if start < match.start("number"):
            said = f"{_plain(_english_number(match['low'], match['scale']))}/{said}"
        unit = text[match.start("noun") : end].strip()
        yield Find(start=start, end=end, type="amount", origin="pattern", score=0.88, value=f"{said} {unit}")


def _noun_end(text: str, match: re.Match[str]) -> int | None:
    """Return where the first plural noun after the number ends, or None where the words are no count."""
    memorandum = _MEMORANDUM.match(text, match.start("noun"))
    if memorandum:
        return memorandum.end()
    end = match.start("noun")
    several = match["noun"].split()
    if several[0] in WESTERN_FIRST_NAMES:
        return None  # 16 Erik Jones, in a table of drivers
    for word in several:
        end += 1 + len(word)
        if word in _KEPT_UNITS:
            return end
        low = word.lower()
        if low in _NO_COUNT or word in _NO_COUNT:
            return None
        if _is_plural(low):
            scale = _SCALE_OF_DEGREES.match(text, end) if low == "degrees" else None
            return scale.end() if scale else end
    return None


def _is_plural(word: str) -> bool:
    """Say whether a word in small letters looks like the plural of a noun; Airbus and analysis are none."""
    if not word.endswith("s") or word in _NOT_PLURAL:
        return False
    return word in _PLURALS_IN_S or not word.endswith(("ss", "us", "is"))


def _is_label(text: str, match: re.Match[str], end: int) -> bool:
    """Say whether the number names rather than counts: Article 4 member countries, Oct. 7 attacks, 737 Max jets, 911 calls."""
    start = match.start()
    if _AIRLINERS.match(text, start) or _ALARMS.match(text, start) or _ONE_OF.search(text, max(0, start - 14), start):
        return True
    before = _LABEL.search(text, max(0, start - 24), start)
    if not before or match["scale"] or "," in match["number"] or "." in match["number"]:
        return False
    word = before["word"].rstrip(".")
    if word in MONTHS:
        return True
    # In a headline every word has a capital: City Installs 300 Sensors counts.
    if word.lower() in _LABELS:
        return True
    plain = word.islower() or word in _STARTERS or word.endswith(_GLUED)
    return not plain and not text[match.start("noun") : end].rsplit(maxsplit=1)[-1][0].isupper()
