"""Amounts: money, percentages and counts with their units, normalised where the value is plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from store.recognition.find import Find
from store.recognition.korean import is_particle, run_after
from store.recognition.reading import Reading
from store.recognition.wordlist import words

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_KOREAN_NUMBER = rf"(?:(?:{_NUMBER}) ?[천백]?[조억만천백] ?){{0,4}}(?:{_NUMBER})?"
_KOREAN = re.compile(
    rf"(?<![\d.,A-Za-z\-])(?=\d)(?P<number>{_KOREAN_NUMBER})(?P<more>여)? ?(?P<unit>"
    r"달러|유로|위안|파운드|엔|원|%p|%|％|퍼센트|개 ?(?:도시|국가|기업|기관|업체|부스|지자체|시·군|시군구|"
    r"시군|자치구|자동차 제조사|제조사|대학교|대학|팀|"
    r"지역|지표|분야|과제|사업|시도|시|군|구|도|노선|정류장|정류소|지점|학교|회원사|참가사|회사|사이트|"
    r"항목|세션|프로젝트|서비스|시스템|센터|소|사|국|동|곳)?"
    r"|명|대|곳|건|가구|세대|개소|가지|킬로미터|㎞|km|㎡|m²|미터|톤|ℓ|리터|kWh|MWh|MW|GW|kW|TB|GB|Gbps|"
    r"Mbps|마리|채|필지|면|호|점|배|사(?=가|의|는|와|를| )"
    r"|년간|개월간|개월|개년|주간|일간|시간|분|초|차례|편|종|매|장|권|석|기(?=를|가|의| |$|,|\.))"
)
_SCALES = {"조": 10**12, "억": 10**8, "만": 10**4, "천": 10**3, "백": 100}
_CURRENCIES = {"달러": "USD", "원": "KRW", "유로": "EUR", "엔": "JPY", "위안": "CNY", "파운드": "GBP"}
_TERM = re.compile(rf"({_NUMBER}) ?([천백]?)([조억만천백]?)")
_ORDINAL_COUNTS = re.compile(
    r" ?(?:강|핵심|전략|분야|주요|과제|광역|IT|전시|가전|도시|명물|원칙|사업|축|목표|중점|미래|추진|신산업|이상|째|차 )"
)
_NOT_AFTER = re.compile(r"(?:제|No\.?|[.:/]) ?$")
_UNIT_TAILS = words("이상 이하 미만 초과 정도 가량 규모 가까이 상당 이상의 이하의 규모의 가량의 안팎 씩 당 대")
_TIMELIKE = ("시간", "분", "초")

_EN_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_EN_MONEY = re.compile(
    rf"(?P<sign>US\$|\$|₩|€|£|¥|USD ?|KRW ?|EUR ?)(?P<n1>{_NUMBER})(?: ?(?P<s1>thousand|million|billion|"
    rf"trillion))?(?![\w])"
    rf"|(?<![\w.,])(?P<n2>{_NUMBER})(?: (?P<s2>thousand|million|billion|trillion))? (?P<unit>US dollars|"
    rf"U\.S\. dollars|dollars|won|euros|yen|yuan|pounds)\b"
)
_EN_CODES = {
    "US$": "USD", "$": "USD", "₩": "KRW", "€": "EUR", "£": "GBP", "¥": "JPY", "USD": "USD", "KRW": "KRW", "EUR": "EUR",
    "US dollars": "USD", "U.S. dollars": "USD", "dollars": "USD", "won": "KRW", "euros": "EUR", "yen": "JPY",
    "yuan": "CNY", "pounds": "GBP",
}  # fmt: skip
_EN_PERCENT = re.compile(rf"(?<![\w.,])({_NUMBER}) ?(?:%|percent\b|per cent\b|percentage points\b)")
_EN_COUNT = re.compile(
    rf"(?<![\w.,:/$€£₩\-–])(?P<number>{_NUMBER})(?: (?P<scale>thousand|million|billion|trillion))?"
    r"(?P<noun>(?: [A-Za-z][A-Za-z\-]*){1,5})"
)
_MEMORANDUM = re.compile(r" memorand(?:um|ums|a) of understanding(?: documents?)?")
_NO_COUNT = words(
    """
    of in on at for to from with by and or the a an is was has have had will that which as than over under this
    these those its their his her our percent per won dollars am pm a.m p.m January February March April May June
    July August September October November December st nd rd th year-old years-old times series
    """
)
_NOT_PLURAL = words(
    "us is was has its this as always across plus versus status news series business process access less "
    "class always perhaps thus bus gas focus campus address"
)
_KEPT_UNITS = words("km kilometers kilometres meters metres tons tonnes hectares people vehicles")


def find_amounts(reading: Reading) -> Iterator[Find]:
    """Yield money, percentages and counts; `value` is `USD 7280000`, `95 %` or a number with its unit."""
    yield from _korean(reading.text)
    yield from _english_money(reading.text)
    yield from _english_counts(reading.text)


def _korean(text: str) -> Iterator[Find]:
    for match in _KOREAN.finditer(text):
        number, unit = match["number"].strip(), match["unit"]
        start, end = match.span()
        if not number or not number[0].isdigit() or _NOT_AFTER.search(text[max(0, start - 4) : start]):
            continue
        rest = run_after(text, end)
        if not _unit_ends(unit, rest) or _is_ordinal(text, unit, number, end):
            continue
        yield Find(start=start, end=end, type="amount", origin="pattern", score=0.93, value=_value(number, unit))


def _unit_ends(unit: str, rest: str) -> bool:
    if not rest or is_particle(unit[-1], rest) or rest in _UNIT_TAILS:
        return True
    return any(rest.startswith(tail) and is_particle(tail[-1], rest[len(tail) :]) for tail in _UNIT_TAILS)


def _is_ordinal(text: str, unit: str, number: str, end: int) -> bool:
    if unit == "면" and len(number) < 3:
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


def _value(number: str, unit: str) -> str | None:
    total = Decimal(0)
    for match in _TERM.finditer(number):
        term = Decimal(match[1].replace(",", ""))
        for scale in match[2] + match[3]:
            term *= _SCALES[scale]
        total += term
    if unit in _CURRENCIES:
        return f"{_CURRENCIES[unit]} {_plain(total)}"
    return f"{_plain(total)} {'%' if unit in ('％', '퍼센트') else unit}"


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _english_money(text: str) -> Iterator[Find]:
    for match in _EN_MONEY.finditer(text):
        number, scale = match["n1"] or match["n2"], match["s1"] or match["s2"]
        code = _EN_CODES[(match["sign"] or match["unit"]).strip()]
        amount = Decimal(number.replace(",", "")) * _EN_SCALES.get(scale or "", 1)
        yield Find(
            start=match.start(),
            end=match.end(),
            type="amount",
            origin="pattern",
            score=0.95,
            value=f"{code} {_plain(amount)}",
        )
    for match in _EN_PERCENT.finditer(text):
        yield Find(
            start=match.start(),
            end=match.end(),
            type="amount",
            origin="pattern",
            score=0.95,
            value=f"{match[1].replace(',', '')} %",
        )


def _english_counts(text: str) -> Iterator[Find]:
    for match in _EN_COUNT.finditer(text):
        end = _noun_end(text, match)
        if end is None:
            continue
        number = match["number"]
        if "," not in number and len(number) == 4 and number[:2] in ("19", "20") and not match["scale"]:
            continue
        amount = Decimal(number.replace(",", "")) * _EN_SCALES.get(match["scale"] or "", 1)
        unit = text[match.start("noun") : end].strip()
        yield Find(
            start=match.start(), end=end, type="amount", origin="pattern", score=0.88, value=f"{_plain(amount)} {unit}"
        )


def _noun_end(text: str, match: re.Match[str]) -> int | None:
    """Return where the first plural noun after the number ends, or None where the words are no count."""
    memorandum = _MEMORANDUM.match(text, match.start("noun"))
    if memorandum:
        return memorandum.end()
    end = match.start("noun")
    for word in match["noun"].split():
        end += 1 + len(word)
        if word in _KEPT_UNITS:
            return end
        low = word.lower()
        if low in _NO_COUNT or word in _NO_COUNT:
            return None
        if low.endswith("s") and low not in _NOT_PLURAL and not low.endswith("ss"):
            return end
    return None
