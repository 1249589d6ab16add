"""Which medium published an article: copyright line, byline, source line, and weaker signs after them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.parse.byline import authors_of_lead
from store.parse.dates import find_dates
from store.parse.lexicon import EMAIL
from store.parse.media import AGENCIES, ENGLISH_MEDIA_OF_DOMAIN, KNOWN_MEDIA, MEDIA_OF_DOMAIN, is_medium
from store.parse.names import NOT_NAMES, PLACES

_OWNER = re.compile(r"저작권자?\s?(?:는|:|：)?\s?(?:ⓒ|©|Ⓒ|\(c\))?\s?(?:\d{4}\s)?(?P<name>.{2,60})", re.IGNORECASE)
_RIGHTS = re.compile(
    r"(?:(?:copyrights?|ⓒ|©|Ⓒ|\(c\))\s?(?:ⓒ|©|Ⓒ|\(c\))?)\s?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d"
    r"|present))?,?\s?)?(?:by\s)?(?P<name>.{2,60})",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:[,，<>(\[\])&|【】]|\s[-–—]\s|\.\s|\.$|무단|재배포|전재|all rights|rights reserved|reserved|co\.,|co\.|inc\b"
    r"|ltd\b|corp\b|\s(?:19|20)\d\d\b|[ㅣ/])",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?:co\.?,?\s?ltd|inc\b|corp\b|주식회사|㈜|\(주\)|llc)", re.IGNORECASE)
_SOURCE = re.compile(
    r"^[\s\[(<※*-]*(?:출처|자료\s?출처|기사\s?출처|원문\s?출처|매체|매체명|언론사|source|publisher"
    r"|outlet)\s?[:：=\]]\s?(?P<name>[^(\[<|,]{2,40})",
    re.IGNORECASE,
)
_BRACKET = re.compile(
    r"^\s{0,3}(?:[\[［](?P<square>[^\[\]［］]{2,60})[\]］]|【(?P<thick>[^【】]{2,60})】|\((?P<round>[^()]{2,60})\)"
    r"|<(?P<angle>[^<>]{2,60})>|〔(?P<shell>[^〔〕]{2,60})〕)"
)
# "SEOUL, March 24 (Yonhap) --", "HANUL, South Korea, March 22, 2017 /PRNewswire/ --", "서울--(뉴스와이어)--"
_WIRE = re.compile(
    r"^(?:[A-Z][A-Za-z.,’' \d-]{2,60}\s?[(/](?P<name>[A-Z][A-Za-z ]{1,25})[)/]\s?(?:--|[–—-])"
    r"|[가-힣]{2,8}\s?-{1,2}\((?P<korean>[가-힣A-Za-z ]{2,20})\))"
)
# "… NEWS has reported the most news on the fair", "… NEWS plans to report major issues"; not "… has reported that".
_SELF = re.compile(
    r"(?P<name>(?:[A-Z][A-Za-z]+\s){1,3})(?:has|have|plans|is|are|will|continues)\b[^.]{0,40}?"
    r"\b(?:report(?:ed|ing|ers?)?|cover(?:ed|ing|age)?)\b(?!\sthat)"
)
_ANGLED = re.compile(
    r"[<《〈‘'「](?P<name>[가-힣A-Za-z0-9 ]{2,20})[>》〉’'」]\s?(?:의|에|은|는|이|가|를|을|과|와|로|,)?"
)
_ARCHIVE = re.compile(r"^[\[(<]?\s?(?P<name>[A-Za-z가-힣0-9 ]{2,30}?)\s?(?:DB|자료사진|file photo|사진DB)\s?[\])>]?$")
_SIGNED = re.compile(
    r"(?:^by\s|photo(?:s|graph)?\s(?:by\s|[:=]\s?)|사진\s?[=:]\s?|[ⓒ©]\s?)(?P<name>[A-Za-z가-힣0-9 ]{2,30})[\])>.]?$",
    re.IGNORECASE,
)
_KOREAN_LOGO = re.compile(r"[가-힣A-Za-z0-9]+(?:일보|신문|뉴스\d{0,2}|투데이|타임즈|헤럴드)")
_ENGLISH_LOGO = re.compile(
    r"(?:[A-Z][a-z]+\s){1,3}(?:Times|Herald|Post|Daily|Tribune|Journal|Gazette|Chronicle|Ledger|Review|News)",
    re.IGNORECASE,
)
_OWN_PAGE = re.compile(r"\bthe\s(?P<name>(?:[A-Z][\w&]+\s){1,4})(?:special|news|home|web|main)")
_TITLE_END = re.compile(r"\s(?:[-–—|:<ㅣ]|::|&lt;)\s?(?P<name>[^-–—|:<ㅣ]{2,30})$")

_ALL_OF_DOMAIN = MEDIA_OF_DOMAIN | ENGLISH_MEDIA_OF_DOMAIN


def outlet_of(
    *, body: Sequence[str], around: Sequence[str], opening: str, title: str | None, language: str | None = None
) -> tuple[str | None, str | None]:
    """Return the outlet and what of the title is left without it (`제목 - 매체`); None where the page does not say.

    `body` holds the lines of the body, `around` all other lines, both in order; `opening` is how the body begins,
    dateline included.
    """
    short = _title_without_outlet(title)
    # The first that says something: none after it is asked.
    outlet = (
        _by_copyright(around, owner=True)
        or _by_owner(around)
        or _by_bracket(body[:3], posted=True)
        or _by_bracket(around, posted=True)
        or _by_source(around)
        or _by_copyright(around, owner=False)
        or _by_bracket(body[:3], posted=False)
        or (short[0] if short else _by_title_again(around, title))
        or _by_wire([opening])
        or _by_piece(around[:12])
        or _by_self(body)
        or _by_angle(around)
        or _by_archive([*around, *body])
        or _by_own_page(around)
        or _by_credit(around)
        or _by_logo(around)
        or _by_address([*around, *body[-2:], *body[:1]], english=language == "en")
        or None
    )
    return outlet, (short[1] if short else title)


def _clean(name: str) -> str:
    """Return a name without quotation marks, company forms and what follows it in a copyright line."""
    name = name.strip(" \t\u00a0:：.·*")
    name = re.sub(r"^[‘'“\"「][^’'”\"」]{2,30}[’'”\"」]\s?(?=\S)", "", name).strip(" '‘’\"“”「」<>《》")
    cut = _CUT.search(name)
    name = (name[: cut.start()] if cut else name).strip(" \t\u00a0:：'‘’\"“”.·*「」-–—")
    name = re.sub(r"^(?:주식회사|㈜|\(주\))\s?|\s?(?:주식회사|㈜|\(주\))$", "", name)
    name = re.sub(r"(?<=신문|일보|방송)사$", "", name)
    short = re.sub(r"\s?(?:신문|코리아|미디어|닷컴)$", "", name)
    name = short if short.casefold() in KNOWN_MEDIA and name.casefold() not in KNOWN_MEDIA else name
    return name if len(name) >= 2 and not re.fullmatch(r"[\d\W]+|(?:www\.)?[\w-]+(?:\.[\w-]+)+", name) else ""


def _by_copyright(lines: Sequence[str], *, owner: bool) -> str | None:
    """Find the holder of the rights: one that reads as a medium (`owner`), or any but a bare company."""
    for line in lines:
        text = line[:300]
        if not re.search(r"저작권|copyright|ⓒ|©|Ⓒ|\(c\)", text, re.IGNORECASE):
            continue
        if not re.search(r"무단|재배포|전재|rights|copyright|금지|저작권자|prohibited|reserved", text, re.IGNORECASE):
            continue
        found = _OWNER.search(text) or _RIGHTS.search(text)
        if found is None:
            continue
        name = _clean(found["name"])
        company = bool(_COMPANY.search(found["name"])) and not is_medium(name)
        # Of a company only the rights are known, not what its paper is called.
        if name and (is_medium(name) or (not company and not owner and _plain_name(name))):
            return name
    return None


def _by_owner(lines: Sequence[str]) -> str | None:
    """Find whom `저작권자` names, whatever that is called."""
    for line in lines:
        found = _OWNER.search(line[:300])
        name = _clean(found["name"]) if found else ""
        if name and _plain_name(name):
            return name
    return None


def _plain_name(name: str) -> bool:
    return len(name.split()) <= 5 and not re.search(r"(?:금지|있습니다|법|보호|기사|콘텐츠|본 )", name)


def _by_bracket(lines: Sequence[str], *, posted: bool) -> str | None:
    """Find `[매체 홍길동 기자]`, `(서울=연합뉴스)`, and (`posted` false) a medium alone in brackets."""
    for line in lines:
        found = _BRACKET.match(line[:120])
        if found is None:
            continue
        inside = next(filter(None, found.groups()))
        persons = authors_of_lead(f"[{inside}]")
        if posted and not persons:
            continue
        name = _medium_in(inside.partition(persons[0])[0] if persons else inside, sure=bool(persons))
        if name:
            return name
    return None


def _medium_in(text: str, *, sure: bool) -> str | None:
    """Return the medium of a bracket's words; `sure` where a reporter stands beside it."""
    text = re.sub(r"\([^()]*\)", " ", text)
    pieces = [piece.strip() for piece in re.split(r"[=|/·:]", text) if piece.strip()]
    pieces = [piece for piece in pieces if piece not in PLACES]
    for piece in pieces:
        kept = [word for word in piece.split() if word not in PLACES and word not in NOT_NAMES]
        name = " ".join(kept)
        if is_medium(name) or (sure and len(name) >= 2 and not re.search(r"(?:팀|부|국|실)$", name) and len(kept) <= 3):
            return name
    return None


def _by_source(lines: Sequence[str]) -> str | None:
    for line in lines:
        found = _SOURCE.match(line[:200])
        name = _clean(found["name"]) if found else ""
        if name and not name.lower().startswith(("http", "getty", "게티", "픽사")):
            return name
    return None


def _title_without_outlet(title: str | None) -> tuple[str, str] | None:
    found = _TITLE_END.search(title) if title else None
    if found is None or title is None:
        return None
    name = found["name"].strip()
    return (name, title[: found.start()].strip()) if is_medium(name) and found.start() >= 8 else None


def _by_title_again(lines: Sequence[str], title: str | None) -> str | None:
    """Find the medium behind the headline where the page says that twice, once with its own name (`제목 - 매체`)."""
    for line in lines[:30]:
        found = _title_without_outlet(line) if title and line.startswith(title) else None
        if found:
            return found[0]
    return None


def _by_wire(lines: Sequence[str]) -> str | None:
    for line in lines:
        found = _WIRE.match(line[:160])
        if found:
            return found["name"] or found["korean"]
    return None


def _by_self(lines: Sequence[str]) -> str | None:
    """Find a medium that speaks of its own reporting at the end of the body."""
    for line in reversed(lines[-2:]):
        for found in _SELF.finditer(line[:2000]):
            if is_medium(found["name"].strip()):
                return found["name"].strip()
    return None


def _by_angle(lines: Sequence[str]) -> str | None:
    for line in lines:
        for found in _ANGLED.finditer(line[:300]):
            if is_medium(found["name"].strip()):
                return found["name"].strip()
    return None


def _by_piece(lines: Sequence[str]) -> str | None:
    """Find a medium that shares a line of the head with the date or the author (`매체 | 2016.10.05 15:07`)."""
    for line in lines:
        if len(line) < 120 and (find_dates(line) or re.search(r"기자|특파원", line)):
            pieces = [piece.strip() for piece in re.split(r"[|·/ㅣ]|\s{2,}|\s-\s", line)]
            name = next((piece for piece in pieces if is_medium(piece) and not find_dates(piece)), None)
            if name:
                return name
    return None


def _by_own_page(lines: Sequence[str]) -> str | None:
    """Find the medium that invites to a page of its own (`→ Open the … special page`)."""
    for line in lines:
        found = _OWN_PAGE.search(line[:200])
        if found and is_medium(found["name"].strip()):
            return found["name"].strip()
    return None


def _by_archive(lines: Sequence[str]) -> str | None:
    for line in lines:
        found = _ARCHIVE.match(line) if len(line) < 60 else None
        # "[… DB]" is always a medium's own store of pictures.
        if found and (is_medium(found["name"].strip()) or line.endswith("DB]")):
            return found["name"].strip()
    return None


def _by_credit(lines: Sequence[str]) -> str | None:
    """Find a medium that signs as author or photographer and is no agency."""
    for line in lines:
        found = _SIGNED.search(line[-200:]) if len(line) < 400 else None
        name = found["name"].strip() if found else ""
        if is_medium(name) and (name.casefold() not in AGENCIES or line.lower().startswith("by ")):
            return name
    return None


def _by_logo(lines: Sequence[str]) -> str | None:
    """Find a line near the top that is nothing but the name of a medium."""
    for text in lines[:8]:
        line = re.sub(r"\s?(?:뉴스|NEWS)$", "", text) if text not in KNOWN_MEDIA else text
        line = line if line.casefold() in KNOWN_MEDIA else text
        if len(line) <= 30 and line.casefold() in KNOWN_MEDIA:
            return line
        if 3 <= len(line) <= 12 and _KOREAN_LOGO.fullmatch(line) and is_medium(line):
            return line
        if len(line) <= 30 and _ENGLISH_LOGO.fullmatch(line) and is_medium(line):
            return line
    return None


def _by_address(lines: Sequence[str], *, english: bool) -> str | None:
    known = _ALL_OF_DOMAIN if english else MEDIA_OF_DOMAIN
    for line in lines:
        for found in EMAIL.finditer(line[-400:]):
            domain = found.group().rpartition("@")[2].lower()
            while domain.count("."):
                if domain in known:
                    return known[domain]
                domain = domain.partition(".")[2]
    return None
