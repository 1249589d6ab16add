"""Who wrote an article, from bylines of every Korean and English shape; media and agencies are no authors."""

from __future__ import annotations

import re

from store.parse.dates import find_dates, without_dates
from store.parse.lexicon import DOUBLE_SURNAMES, EMAIL, KNOWN_MEDIA, MEDIUM_ENDING, NOT_NAMES, PLACES, SURNAMES

_POST = (
    r"(?:(?:[가-힣A-Za-z·]{1,6}\s?)?(?:전문|선임|수석|인턴|객원|시민|주재|명예|논설|편집)\s?)?기자"
    r"|특파원|통신원|논설(?:위원|실장|주간)|리포터|에디터|앵커|피디|PD|칼럼니스트|편집(?:위원|국장|인)|객원기자|인턴"
)
_POSTED = re.compile(rf"\s?(?P<post>{_POST})(?![가-힣A-Za-z])")
_TOKEN = re.compile(r"[가-힣A-Za-z0-9]+|[·,ㆍ/&]")
_HANGUL_NAME = re.compile(r"[가-힣]{2,4}$")
_TEAM = re.compile(r"(?:팀|부|국|실|단|사|처|청|시|도|군|구|뉴스|일보|신문|경제|방송|자|원|님|인|회)$")
_LABELLED = re.compile(
    r"^[\s\[(<■▶/]*(?:글\s?[·ㆍ,/&+]\s?사진|사진\s?[·ㆍ,/&+]\s?글|글|취재|기자\s?명|기자(?=\s?[:：])|작성자|글쓴이|필자|취재기자|정리)\s?[=:：|]?\s?(?P<rest>[가-힣].{0,80})$"
)
_PHOTO = re.compile(r"(?:사진|영상|그래픽|photo|촬영|이미지)\s?(?:=|:|/|·|ㆍ|by|기자)?\s?[가-힣A-Za-z\s]{0,12}$", re.IGNORECASE)

_BY = re.compile(r"^[\s\[(|•·-]*(?:(?:written|reported|posted|words|story)\s)?by\s?[:：]?\s+(?P<rest>.{2,200})", re.IGNORECASE)
_REPORTER = re.compile(r"^(?:reporter|author|writer|journalist)s?\s?(?:name)?\s?[:：|]\s?(?P<rest>.{2,120})", re.IGNORECASE)
_STOP = re.compile(
    r"\s*(?:[|/•<\[(@\d:：]|\b(?:posted|published|updated|modified|date|last|input|on|in|for|via|from|photos?|contributor|contributing|correspondent|staff|senior|special|chief|reporter|editor|writer|freelance|journalist|news\s?desk|columnist)\b"
    r"|\s[-–—]{1,2}\s|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d)",
    re.IGNORECASE,
)
_ENGLISH_NAME = re.compile(
    r"(?:[A-Z][\w’'.-]*|[A-Z]{2,}[\w’'.-]*)(?:\s(?:[A-Z][\w’'.-]*|de|da|del|der|den|van|von|bin|ibn|al|el|la|le|di|du|ter|dos)){1,4}$"
)
_ROLE_WORD = re.compile(
    r"\b(?:news|staff|desk|team|agency|press|times|herald|daily|journal|editors?|reporters?|correspondents?|writers?|associated|bureau|office|department|ministry|city|government|university|institute|inc|corp|co|ltd|group|media|online|global|world|yonhap|reuters|bloomberg|xinhua|newswire|wire|today|contributors?)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^\s{0,3}[\[［【(<〔](?P<inside>[^\[\]［］【】()<>〔〕]{2,60}(?:\([^()]{1,40}\)[^\[\]()<>]{0,30})?)[\]］】)>〕]\s?(?P<rest>.{0,60})", re.DOTALL)
_EQUALS = re.compile(rf"^\s?(?P<who>[가-힣][^=.\n]{{0,40}}?(?:{_POST}))\s?(?:[=:]|\s[-–])")
_TAIL = re.compile(rf"(?:[.!?다”\"’')\]]\s?|/\s?|^)[\[(/=▲]?\s?(?P<who>[가-힣][가-힣A-Za-z0-9·,ㆍ= ]{{0,30}}?(?:{_POST}))\s?[=/(\[]?\s?(?:{EMAIL.pattern})?\s?[\])/]{{0,2}}$")
_PLACED = re.compile(r"^[가-힣·]{2,9}\s?[=/]\s?(?=[가-힣])")
_PLACE_WORDS = re.compile(r"[\s\[\](){}<>|/·,=:：.&ㆍ\-–—▶■●*'\"“”☎]+")


def authors_of_line(text: str) -> tuple[str, ...]:
    """Return the persons a line of its own names as authors, in order; empty where it names a medium or nobody."""
    text = text[:300]
    english = _BY.match(text) or _REPORTER.match(text)
    if english:
        return _english_names(english["rest"])
    labelled = _LABELLED.match(text)
    if labelled:
        names = _labelled_names(labelled["rest"])
        if names:
            return names
    names = _before_posts(text)
    return names or _with_email(text)


def authors_of_lead(text: str) -> tuple[str, ...]:
    """Return the authors that the first paragraph names before it begins: `[매체 홍길동 기자]`, `홍길동 기자 =`."""
    head = text[:160]
    leading = _LEADING.match(head)
    if leading:
        names = _before_posts(leading["inside"])
        if names:
            return names
        head = leading["rest"]
    equals = _EQUALS.match(_PLACED.sub("", head.lstrip()))
    return _before_posts(equals["who"]) if equals else ()


def authors_of_tail(text: str) -> tuple[str, ...]:
    """Return the authors that stand behind the last sentence of a paragraph: `… 밝혔다. 홍길동 기자 hong@…`."""
    found = _TAIL.search(text[-160:])
    return _before_posts(found["who"]) if found else ()


def is_byline(text: str) -> bool:
    """Say whether a line of its own does little more than name who wrote it."""
    if len(text) > 160:
        return False
    english = _BY.match(text)
    if english:
        return _is_english_byline(text, english["rest"])
    if text.endswith(("다.", "요.")):
        return False
    names = authors_of_line(text)
    if not names and not _POSTED.search(text) and not (EMAIL.search(text) and len(text) < 60):
        return bool(re.match(r"^[가-힣 ]{0,10}(?:뉴스|취재|편집|보도)\s?(?:팀|부|국|룸)$", text))
    return len(_rest(text, names)) <= (14 if names else 8)


def _rest(text: str, names: tuple[str, ...]) -> str:
    """Return what a byline holds beside names, posts, addresses, dates, media and places."""
    rest = EMAIL.sub(" ", text)
    if find_dates(rest):
        rest = without_dates(rest)
    for name in names:
        rest = rest.replace(name, " ", 1)
    rest = re.sub(r"기자\s?명|글\s?[·ㆍ/&]\s?사진|사진|글|취재|기자|작성자|정리|이메일|e-?mail|승인|입력|수정|등록", " ", rest, flags=re.IGNORECASE)
    rest = re.sub(_POST, " ", rest)
    kept = [
        word
        for word in _PLACE_WORDS.split(rest)
        if word and word not in PLACES and not MEDIUM_ENDING.search(word) and word.casefold() not in KNOWN_MEDIA
    ]
    return "".join(kept)


def _is_english_byline(text: str, rest: str) -> bool:
    if _english_names(rest):
        return len(text) < 160 and not (text.endswith(".") and len(text) > 80)
    bare = EMAIL.sub(" ", without_dates(rest))
    return len(bare) < 50 and bool(re.match(r"[A-Z가-힣]", rest)) and not text.endswith((".", "?", "!"))


def _english_names(rest: str) -> tuple[str, ...]:
    """Return the persons of what follows "By": up to a date, an address, a post or a bar."""
    rest = EMAIL.sub("|", rest)
    names: list[str] = []
    for piece in re.split(r"\s+and\s+|\s*&\s*|\s*[,;]\s*|\s*·\s*|\s+with\s+", rest):
        stop = _STOP.search(piece)
        name = (piece[: stop.start()] if stop else piece).strip(" .-–—|")
        if _is_english_name(name):
            names.append(name)
        elif re.fullmatch(r"[가-힣]{2,4}", name) and _is_name(name, strict=True):
            names.append(name)
        elif not names and not stop:
            break
        if stop and not re.fullmatch(r"\s*", piece[: stop.start()]):
            break
    return tuple(dict.fromkeys(names))


def _is_english_name(name: str) -> bool:
    return (
        len(name) <= 50
        and bool(_ENGLISH_NAME.match(name))
        and not _ROLE_WORD.search(name)
        and name.casefold() not in KNOWN_MEDIA
    )


def _before_posts(text: str) -> tuple[str, ...]:
    """Return the names that stand before `기자` and other posts in a short text."""
    names: list[str] = []
    floor = 0
    for found in _POSTED.finditer(text):
        before = text[max(floor, found.start() - 60) : found.start()]
        floor = found.end()
        # "글·사진 홍길동 기자" wrote it; "사진=홍길동 기자" took the picture.
        if _PHOTO.search(before) and not re.search(r"글", before):
            continue
        names.extend(_last_names(before))
    return tuple(dict.fromkeys(names))


def _last_names(before: str) -> list[str]:
    """Return the names at the end of a text, reading backwards until something is no name."""
    names: list[str] = []
    skipped = 0
    joined = True
    for token in reversed(_TOKEN.findall(before)):
        if token in "·,ㆍ/&":
            joined = True
            continue
        if _is_name(token, strict=bool(names) or skipped > 0):
            names.insert(0, token)
        elif not names and skipped < 1 and (token in PLACES or token in NOT_NAMES):
            skipped += 1
        else:
            break
        joined = False
    del joined
    return names


def _is_name(token: str, *, strict: bool) -> bool:
    """Say whether a word can be a person's name; `strict` where nothing but the word itself says so."""
    if not _HANGUL_NAME.match(token) or token in NOT_NAMES or token in PLACES or token.casefold() in KNOWN_MEDIA:
        return False
    if MEDIUM_ENDING.search(token) or re.search(r"(?:팀|취재부|편집국|뉴스룸|본부)$", token):
        return False
    if not strict:
        return True
    known = token[0] in SURNAMES or token.startswith(DOUBLE_SURNAMES)
    return known and len(token) == (4 if token.startswith(DOUBLE_SURNAMES) else 3)


def _labelled_names(rest: str) -> tuple[str, ...]:
    """Return the names behind `기자명`, `글·사진` and such labels, up to a date, a post or another label."""
    names: list[str] = []
    for token in _TOKEN.findall(EMAIL.sub("|", rest)):
        if token in "·,ㆍ/&" or re.fullmatch(_POST, token):
            continue
        word = re.sub(r"(?:기자|특파원)$", "", token)
        if not _is_name(word, strict=bool(names)):
            break
        names.append(word)
    return tuple(dict.fromkeys(names))


def _with_email(text: str) -> tuple[str, ...]:
    """Return the one person whose name stands alone with an e-mail address."""
    found = EMAIL.search(text)
    if found is None or len(text) > 90:
        return ()
    name = text[: found.start()].strip(" \t\u00a0([<|/=,·:")
    if _is_english_name(name):
        return (name,)
    name = _PLACED.sub("", name)
    return (name,) if _is_name(name, strict=True) else ()
