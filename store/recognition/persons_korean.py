"""Persons in Korean text: a name with a title before or after it, an age, or its Latin spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from store.recognition.borders import ends_before_particle
from store.recognition.cues import Cues, Sign
from store.recognition.find import Find
from store.recognition.korean import closes, is_particle, run_after
from store.recognition.lexicon import (
    COMMON_SURNAMES,
    GIVEN_FIRST,
    GIVEN_LAST,
    KOREAN_TITLES,
    LONG_SURNAMES,
    SURNAME_CHARACTERS,
    SURNAMES,
)
from store.recognition.loanwords import is_foreign_word
from store.recognition.names_korean import AFTER_TITLE, is_name, person
from store.recognition.persons_foreign import ANY_FOREIGN_TITLE, find_foreign_persons
from store.recognition.reading import Reading
from store.recognition.sought import Sought
from store.recognition.wordlist import alternation, words

_TITLE = alternation(KOREAN_TITLES)
_SURNAME = "".join(sorted(SURNAMES))
_GIVEN = "".join(sorted(GIVEN_FIRST | GIVEN_LAST))
_NAME = rf"(?:(?:{'|'.join(sorted(LONG_SURNAMES))})[{_GIVEN}]{{1,2}}|[{_SURNAME}][{_GIVEN}]{{1,2}})"
_TITLE_CUES = Cues(KOREAN_TITLES)
_FIRST_TWO = Sign(
    rf"[{_SURNAME}{''.join(sorted({each[0] for each in LONG_SURNAMES}))}](?<![가-힣].)"
    rf"[{_GIVEN}{''.join(sorted({each[1] for each in LONG_SURNAMES}))}]"
)
_NAME_FIRST = Sought(
    rf"(?<![가-힣])({_NAME})(?P<gap> (?:(?:전|현|신임|당시|초대|제?\d+대) )?(?:[가-힣A-Za-z0-9·&]{{1,14}}"
    rf"(?:\([가-힣A-Za-z]{{1,10}}\))? ){{0,3}}?|)(?P<before>(?:제?\d)?[가-힣A-Za-z·]{{0,12}}?)(?P<title>{_TITLE}){AFTER_TITLE}",
    at=_FIRST_TWO,
)
_TITLE_FIRST = Sought(
    rf"(?P<title>{_TITLE})(?:\([A-Z]{{2,4}}\))?(?:인| 겸 [가-힣]{{2,6}})? ?[:·]? ?(?<=[ :·])([가-힣]{{2,4}})"
    rf"(?=[^가-힣]|[은는이가을를의와과도]|에게|에서|으로|이라|씨|님)",
    at=_TITLE_CUES,
)
_NUMBERED = Sought(
    r"(?<![가-힣\d])제?[1-3](?:차관|부시장|부지사|차장) (?P<name>[가-힣]{2,4})(?=[^가-힣]|[은는이가을를의와과도]|에게|이라)",
    has=words("차관 부시장 부지사 차장"),
)
_AGED = Sought(
    r"(?<![가-힣])([가-힣]{2,4})(?:\((?:(?:\d{2}|여|남|(?P<characters>[一-龥]{2,4}))(?:[세,·)])|(?:맨 ?)?(?:오른쪽|왼쪽|가운데)"
    r"[^()\n]{0,14}\))| ?씨(?=[는가를의도와,( ]))",
    at=Cues(("(", "씨")),
    back=5,
)
_LATIN = Sought(
    r"(?<![가-힣])(?P<ko>[가-힣]{1,6}(?:,? [가-힣]{1,6}){0,3}) ?\((?P<en>[A-Z][a-z]+(?:-[a-z]+)?(?:,? "
    r"[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?){1,3})(?=[),])",
    at=Sign(r"\([A-Z]"),
    back=31,
)
_REPORTER = Sought(
    r"(?<![가-힣])([가-힣]{2,4}) ?(?:선임|수습|인턴|객원|시민|전문|의학|사진)?기자(?=[^가-힣]|$|의|가|는)",
    has=words("기자"),
)
_CREDIT = Sought(
    r"[ⓒ©] ?([가-힣]{3})(?=\s|$|[,·/])|(?:글|사진|글·사진|촬영|취재) ?[=:·] ?([가-힣]{3})(?=\s|$|[,·/])",
    has=words(": = © · ⓒ"),
)
_SECOND = Sought(
    rf"(?<![가-힣])(?P<surname>[가-힣]{{1,2}}) (?:전 )?(?P<title>[가-힣]{{0,6}}?(?:{_TITLE})){AFTER_TITLE}",
    at=_TITLE_CUES,
    back=11,
)
_OPENS = ("(", "（", "[", "·", ",", "/")
_OF_PLACES = ("시장", "군수", "구청장", "도지사", "지사", "부시장")
_SCHOLARS = ("교수", "명예교수", "박사", "연구원")
_MARKET_LIKE = ("시장", "의사", "대사", "지사", "감사", "이사", "의장")
_SURE_TITLES = words(
    """
    기자 특파원 장관 차관 교수 명예교수 대통령 총리 국무총리 부총리 국회의원 의원 회장 부회장 대표이사 도지사
    구청장 군수 위원장 부위원장 원장 청장 총장 이사장 사장 부사장 센터장 본부장 팀장 과장 국장 실장 단장 감독
    변호사 연구원 책임연구원 수석연구원 선임연구원 주무관 사무관 서기관 대변인 사무총장 최고경영자 교육감 박사 앵커
    부시장 부지사 부의장 원내대표 시의원 도의원 구의원 검사 판사 CEO CTO
    """
)


def find_korean_persons(reading: Reading) -> Iterator[Find]:
    """Yield persons whom a title, an age, a credit or a Latin spelling gives away; the span is the name alone."""
    text = reading.text
    if not reading.korean:
        return
    taken = {find.start: find for find in reading.known if find.type != "person"}
    for find in _all(reading):
        other = taken.get(find.start)
        if other is None or other.end < find.end or find.score > 0.9:
            quote = text[find.start : find.end]
            if quote and not quote[0].isspace():
                yield find


def _all(reading: Reading) -> Iterator[Find]:
    text = reading.text
    for match in _NAME_FIRST.finditer(text):
        yield from _before_title(reading, match)
    for match in _TITLE_FIRST.finditer(text):
        yield from _after_title(match)
    for match in _NUMBERED.finditer(text):
        yield from _named_in(match, "name")
    for pattern, score in ((_AGED, 0.85), (_REPORTER, 0.95)):
        for match in pattern.finditer(text):
            if is_name(match[1]) and (len(match[1]) > 2 or score > 0.9) and _is_so_written(match):
                yield person(match.start(1), match.end(1), match[1], score)
    for match in _CREDIT.finditer(text):
        group = 1 if match[1] else 2
        if is_name(match[group]):
            yield person(match.start(group), match.end(group), match[group], 0.85)
    yield from find_foreign_persons(reading)
    yield from _with_latin(text)


def _is_so_written(match: re.Match[str]) -> bool:
    """Say whether Chinese characters after a name, where there are some, can be read so: one a syllable, a surname first."""
    told = match.groupdict().get("characters")
    return told is None or (len(told) == len(match[1]) and told[0] in SURNAME_CHARACTERS)


def _before_title(reading: Reading, match: re.Match[str]) -> Iterator[Find]:
    """Yield 권영진 of 권영진 대구시장, where nothing between the two is a clause of its own."""
    name, before, title = match[1], match["before"], match["title"]
    between = match["gap"].split()
    if between and not before and title in _SURE_TITLES and all(map(_is_full_name, (name, *between))):
        yield from _listed(match)
        return
    if not is_name(name) or not _name_fits_title(match) or any(_breaks_off(word) for word in between):
        return
    glued = match["gap"] == "" and bool(before)
    placed = glued or (len(name) == 2 and bool(before)) or bool(title in _MARKET_LIKE and (before or between))
    if placed and not _is_of_place(reading, match):
        return
    yield person(match.start(1), match.end(1), name, 0.95 if len(name) >= 3 and not before else 0.9)


def _is_full_name(word: str) -> bool:
    return len(word) == 3 and word[-1] not in "시도군구부처청원장국과대당" and is_name(word)


def _listed(match: re.Match[str]) -> Iterator[Find]:
    """Yield both names of 이가람 김보람 변호사, those of frequent surnames."""
    for word in re.finditer("[가-힣]+", match.string[match.start() : match.end("gap")]):
        if word.group()[0] in COMMON_SURNAMES:
            yield person(match.start() + word.start(), match.start() + word.end(), word.group(), 0.88)


def _name_fits_title(match: re.Match[str]) -> bool:
    """Say whether a name is likely enough for its title: short and rare names need a sure one right beside them."""
    name, before, title = match[1], match["before"], match["title"]
    between = match["gap"].split()
    common = name[0] in COMMON_SURNAMES or name[:2] in COMMON_SURNAMES
    if not between and _is_part_of_word(match):
        return False
    if len(name) == 2:
        sure = title in _SURE_TITLES if not before else title in _OF_PLACES
        return common and match["gap"] == " " and sure
    if (name[-1] == "이" and closes(name[-2])) or (name[-1] == "학" and title in _SCHOLARS):
        return False
    if title == "씨" and (between or before):
        return False
    return common or (len(between) <= 1 and (title in _SURE_TITLES or bool(before)))


def _is_part_of_word(match: re.Match[str]) -> bool:
    """Say whether a title only ends a word that the name begins: 보람출판사, 여주지청장, 보람의원 원장."""
    name, title = match[1], match["title"]
    if match["gap"]:
        return title == "청장" and name[-1] == "지"
    if any(name[at:] + title in KOREAN_TITLES for at in (0, 1)):
        return True  # the 사무총장 of 부사무총장
    clinic = title == "의원" and match.string.startswith((" 원장", " 의료진"), match.end("title"))
    return clinic or (name[-1], title) in (("출", "판사"), ("지", "청장"))


def _breaks_off(word: str) -> bool:
    """Say whether a word between a name and a title shows that the title is somebody else's."""
    if word in _FINE_BETWEEN:
        return False
    if _CLAUSE_END.search(word) or len(word) > 14 or (len(word) == 1 and word in SURNAMES and word not in "전현"):
        return True
    return len(word) == 3 and is_name(word) and word[-1] not in "시도군구부처청원장국과대"


def _is_of_place(reading: Reading, match: re.Match[str]) -> bool:
    """Say whether what stands before 시장 is a city: 전통시장 and 부동산 시장 are markets, nobody's title."""
    words_between = match["gap"].split()
    if match["before"]:
        start = match.start("before")
        return reading.places.get(start, 0) >= match.end("before") or match["before"].endswith(("특별", "광역"))
    if words_between == [] or words_between[-1] in ("전", "현", "신임", "당시", "초대"):
        return True
    start = match.end("gap") - 1 - len(words_between[-1])
    return reading.places.get(start, 0) >= match.end("gap") - 1


_CLAUSE_END = re.compile(r"(?:[은는을를의에와과며고한된할인등]|에서|으로|에게|하여|해|까지|부터)$")
_FINE_BETWEEN = frozenset(
    {
        "북한",
        "이란",
        "요르단",
        "한국도로공사",
        "서울",
        "전라남도",
        "경기도",
        "충청남도",
        "경상북도",
        "강원도",
        "제주도",
        "인",
        "국회의",
        "외교",
    }
)


def _after_title(match: re.Match[str]) -> Iterator[Find]:
    """Yield 박대규 of (대표 박대규) and 대표: 박대규."""
    text = match.string
    opened = text[match.start("title") - 1 : match.start("title")] in _OPENS
    if opened or ":" in text[match.end("title") : match.start(2)]:
        yield from _named_in(match, 2)


def _named_in(match: re.Match[str], group: str | int) -> Iterator[Find]:
    """Yield the name that a run after a title begins with, particles cut off; one of two syllables only in brackets."""
    text, run, start, end = match.string, match[group], match.start(group), match.end(group)
    for length in (3, 4, 2):
        name, rest = run[:length], run[length:] + run_after(text, end)
        if len(name) == length and is_name(name) and is_particle(name[-1], rest):
            if length > 2 or text[end : end + 1] == ")":
                yield person(start, start + length, name, 0.93)
            return


def _with_latin(text: str) -> Iterator[Find]:
    """Yield both spellings of 커, 원저(Wen-je, Ko), one person under two names."""
    for match in _LATIN.finditer(text):
        korean = match["ko"]
        latin_words = match["en"].replace(",", "").split()
        plain = korean.replace(",", "").split()
        own = is_name(korean)
        if not own and not ("," in korean and "," in match["en"]) and not _is_titled(match, plain):
            continue
        if len(latin_words) != len(plain) and not own:
            continue
        if any(word in _NOT_PERSON for word in latin_words):
            continue
        yield person(match.start("ko"), match.end("ko"), korean, 0.85)
        yield person(match.start("en"), match.end("en"), match["en"], 0.85, group=korean)


def _is_titled(match: re.Match[str], plain: list[str]) -> bool:
    """Say whether words of foreign sound stand with a title, before or after the Latin spelling."""
    text = match.string
    around = text[max(0, match.start() - 10) : match.start()] + text[match.end() : match.end() + 16]
    return all(is_foreign_word(word) for word in plain) and ANY_FOREIGN_TITLE.search(around) is not None


_NOT_PERSON = words(
    """
    Networks Technologies Systems Solutions Labs Group Inc Company Corporation Holdings Partners Software
    Smart City System Center Centre Platform Service Expo Summit Forum Network Group Electronics Show Solution Data
    Digital
    """
)


def find_second_titles(text: str, surnames: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans of surnames that stand alone before a title (권 시장), with the title."""
    wanted = frozenset(surnames)
    for match in _SECOND.finditer(text):
        if match["surname"] in wanted and ends_before_particle(text, match.end("title")):
            yield match.start("surname"), match.end("surname"), match["title"]
