"""Who wrote an article, from bylines of every Korean and English shape; media and agencies are no authors."""

from __future__ import annotations

import re

from store.parse.dates import cut_dates, without_dates
from store.parse.lexicon import EMAIL
from store.parse.media import KNOWN_MEDIA, MEDIUM_ENDING
from store.parse.names import NOT_NAMES, PLACES, is_korean_name

_POST = (
    r"(?:(?:(?<=\s)[가-힣A-Za-z]{1,4}전문|전문|선임|수석|인턴|객원|시민|주재|명예|논설|편집)\s?)?기자"
    r"|특파원|통신원|논설(?:위원|실장|주간)|리포터|에디터|앵커|피디|PD|칼럼니스트|편집(?:위원|국장|인)|객원기자|인턴"
)
_POSTED = re.compile(rf"\s?(?P<post>{_POST})(?![가-힣A-Za-z])")
_POST_AT_ALL = re.compile(r"기자|특파원|통신원|논설|리포터|에디터|앵커|피디|PD|칼럼니스트|편집|인턴")
_TOKEN = re.compile(r"[가-힣A-Za-z0-9]+|[·,ㆍ/&]")
_LABELLED = re.compile(
    r"^[\s\[(<■▶/]*(?:글\s?[·ㆍ,/&+]\s?사진|사진\s?[·ㆍ,/&+]\s?글|글|취재|(?P<sure>기자\s?명|기자(?=\s?[:：])|작성자"
    r"|글쓴이|필자|취재기자)|정리)\s?[=:：|]?\s?(?P<rest>[가-힣].{0,80})$"
)
_PHOTO = re.compile(
    r"(?:사진|영상|그래픽|photo|촬영|이미지)\s?(?:=|:|/|·|ㆍ|by|기자)?\s?[가-힣A-Za-z\s]{0,12}$", re.IGNORECASE
)

_BY = re.compile(
    r"^[\s\[(|•·-]*(?:(?:written|reported|posted|words|story)\s)?by\s?[:：]?\s+(?P<rest>.{2,200})", re.IGNORECASE
)
_REPORTER = re.compile(
    r"^(?:byline|reporter|author|writer|journalist)s?\s?(?:name)?\s?[:：|]\s?(?P<rest>.{2,120})", re.IGNORECASE
)
_WITH_POST = re.compile(
    r"^(?P<rest>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){1,3})\s?[,|]\s?(?:[A-Z]\w+\s){0,3}(?:Editor|Reporter|Correspondent|Writer"
    r"|Journalist|Columnist)$"
)
_STOP = re.compile(
    r"\s*(?:[|/•<\[(@\d:：]|(?<![\w-])(?:posted|published|updated|modified|date|last|input|on|in|for|via|from|photos?|contributor"
    r"|contributing"
    r"|correspondent|staff|senior|special|chief|reporter|editor|writer|freelance|journalist|news\s?desk|columnist)(?![\w-])"
    r"|\s[-–—]{1,2}\s|\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d)",
    re.IGNORECASE,
)
_ENGLISH_NAME = re.compile(
    r"(?:[A-Z][\w’'.-]*|[A-Z]{2,}[\w’'.-]*)(?:\s(?:[A-Z][\w’'.-]*|de|da|del|der|den|van|von|bin|ibn|al|el|la|le|di|du|ter"
    r"|dos)){1,4}$"
)
_ROLE_WORD = re.compile(
    r"(?<![\w-])(?:news|staff|desk|team|agency|press|times|herald|daily|journal|editors?|reporters?|correspondents?|writers?"
    r"|associated|bureau"
    r"|office|department|ministry|city|government|university|institute|inc|corp|co|ltd|group|media|online|global|world"
    r"|yonhap|reuters|bloomberg|xinhua|newswire|wire|today|contributors?)(?![\w-])",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^\s{0,3}[\[［【(<〔](?P<inside>[^\[\]［］【】()<>〔〕]{2,60}(?:\([^()]{1,40}\)[^\[\]()<>]{0,30})?)[\]］】)>〕]\s?(?P<rest>.{0,60})",
    re.DOTALL,
)
_EQUALS = re.compile(rf"^\s?(?P<who>[가-힣][^=.\n]{{0,40}}?(?:{_POST}))\s?(?:[=:]|\s[-–])")
_TAIL = re.compile(
    rf"(?:[.!?다”\"’')\]]\s?|/\s?)[\[(/=▲]?\s?"
    rf"(?P<who>[가-힣][가-힣A-Za-z0-9·,ㆍ= ]{{0,30}}?(?:{_POST}))\s?[=/(\[]?\s?(?:{EMAIL.pattern})?\s?[\])/]{{0,2}}$"
)
_WITH_NICKNAME = re.compile(r"^(?P<name>[가-힣]{2,4})\s?\([a-z0-9_.-]{2,20}\)$")
_WITH_CHAIR = re.compile(
    r"^(?P<name>[가-힣]{2,4})\s?[|/·,ㅣ]?\s?[^.|]{0,36}?(?:교수|연구원|연구위원|소장|대표|원장|이사|변호사|작가|평론가|센터장|박사|시인|회장|의원)$"
)
_DESK = re.compile(
    r"^(?:[가-힣 ]{0,10}(?:뉴스|취재|편집|보도)\s?(?:팀|부|국|룸)"
    r"|(?:(?:staff|senior|chief|special|contributing|korea)\s){0,2}(?:reporters?|correspondents?|writers?|editors?))$",
    re.IGNORECASE,
)
# Who speaks next in a broadcast's transcript.
_SPEAKER = re.compile(r"[\[<(]?(?:앵커|기자|리포트|리포터|인터뷰|PD)[\])>:]?")
_LABEL_WORDS = re.compile(
    rf"기자\s?명|글\s?[·ㆍ/&]\s?사진|사진|글|취재|작성자|정리|이메일|e-?mail|{_POST}|기자", re.IGNORECASE
)
_PLACED = re.compile(r"^[가-힣·]{2,9}\s?[=/]\s?(?=[가-힣])")
_PLACE_WORDS = re.compile(r"[\s\[\](){}<>|/·,=:：.&ㆍ\-–—▶■●*'\"“”☎]+")


def authors_of_line(text: str) -> tuple[str, ...]:
    """Return the persons a line of its own names as authors, in order; empty where it names a medium or nobody."""
    text = cut_dates(text[:300])
    english = _BY.match(text) or _REPORTER.match(text) or _WITH_POST.match(text)
    if english:
        return _english_names(english["rest"])
    labelled = _LABELLED.match(text)
    names = _labelled_names(labelled["rest"], strict=not labelled["sure"]) if labelled else ()
    return names or _with_nickname(text) or _before_posts(text) or _with_email(text)


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
    tail = text[-160:]
    found = _TAIL.search(tail) if _POST_AT_ALL.search(tail) else None
    return _before_posts(found["who"]) if found else ()


def is_byline(text: str) -> bool:
    """Say whether a line of its own does little more than name who wrote it."""
    if len(text) > 160 or _SPEAKER.fullmatch(text):
        return False
    english = _BY.match(cut_dates(text)) or _WITH_POST.match(text) or _REPORTER.match(text)
    if english:
        return _is_english_byline(text, english["rest"])
    if text.endswith(("다.", "요.")):
        return False
    names = authors_of_line(text)
    if names:
        return bool(_with_nickname(text)) or len(_rest(text, names)) <= 14
    posted = _POSTED.search(text) or (len(text) < 60 and EMAIL.search(text))
    return bool(_DESK.match(text)) or (posted is not None and len(_rest(text, ())) <= 8)


def authors_of_column(text: str) -> tuple[str, ...]:
    """Return the person of a line such as `홍길동 한빛대 교수`, which is a byline above an opinion piece only."""
    found = _WITH_CHAIR.match(text)
    if found is None or found["name"].endswith(("대", "시", "군", "도")):
        return ()
    return (found["name"],) if is_korean_name(found["name"], strict=True) else ()


def _with_nickname(text: str) -> tuple[str, ...]:
    """Return the person of a line such as `홍길동(gildong)`."""
    found = _WITH_NICKNAME.match(text)
    return (found["name"],) if found and is_korean_name(found["name"], strict=True) else ()


def _rest(text: str, names: tuple[str, ...]) -> str:
    """Return what a byline holds beside names, posts, addresses, dates, media and places."""
    rest = EMAIL.sub(" ", text)
    rest = without_dates(rest)
    for name in names:
        rest = rest.replace(name, " ", 1)
    rest = _LABEL_WORDS.sub(" ", rest)
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
        if _is_english_name(name) or is_korean_name(name, strict=True):
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
    for word in reversed(_TOKEN.findall(before)):
        if word in "·,ㆍ/&":
            continue
        if is_korean_name(word, strict=bool(names) or skipped > 0):
            names.insert(0, word)
        elif not names and skipped < 1 and (word in PLACES or word in NOT_NAMES):
            skipped += 1
        else:
            break
    return names


def _labelled_names(rest: str, *, strict: bool) -> tuple[str, ...]:
    """Return the names behind `기자명`, `글·사진` and such labels, up to a date, a post or another label."""
    names: list[str] = []
    for piece in _TOKEN.findall(EMAIL.sub("|", rest)):
        if piece in "·,ㆍ/&" or re.fullmatch(_POST, piece):
            continue
        word = re.sub(r"(?:기자|특파원)$", "", piece)
        if not is_korean_name(word, strict=strict or bool(names)):
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
    return (name,) if is_korean_name(name, strict=True) else ()
