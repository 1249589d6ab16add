"""Persons of foreign names in Korean text: words of foreign sounds right before a title."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.recognition.cues import Cues
from store.recognition.find import Find
from store.recognition.korean import split_particle
from store.recognition.lexicon import COMMON_SURNAMES, NO_NAMES
from store.recognition.loanwords import COMMON_LOANS, GIVEN_NAMES, is_foreign_word, is_strong
from store.recognition.names_korean import AFTER_TITLE, is_name, person
from store.recognition.reading import Reading
from store.recognition.sought import Sought

_FOREIGN_TITLE = (
    "상원의장|하원의장|상원의원|하원의원|부사무총장|원내대표|대변인|부총재|부총리|주지사|부시장|시장|부통령|대통령|총리|장관|CEO|CTO|최고경영자|최고기술책임자|공동창업자|창업자|"
    "설립자|공동대표|대표이사|대표|부회장|회장|부사장|사장|명예교수|교수|박사|대사|왕세자|국왕|왕자|"
    "사무총장|총장|의장|감독|의원|이사장|총재|변호사|원장|본부장|건축가|작가|연구원|부국장|국장"
)
ANY_FOREIGN_TITLE = re.compile(_FOREIGN_TITLE)
"""Any of the titles that stand after foreign names."""
_FOREIGN = Sought(
    rf"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣]{{1,6}}(?:[ ·][가-힣]{{1,6}}){{1,3}}) (?P<between>(?:(?:전|현|"
    rf"당시|신임) )?)(?P<title>{_FOREIGN_TITLE})(?:\([A-Z]{{2,4}}\))?{AFTER_TITLE}",
    at=Cues(_FOREIGN_TITLE.split("|")),
    back=31,
)


def find_foreign_persons(reading: Reading) -> Iterator[Find]:
    """Yield 암논 샤슈아 of 암논 샤슈아 최고경영자: words of foreign sounds right before a title."""
    for match in _FOREIGN.finditer(reading.text):
        kept: list[str] = []
        start = match.end("name")
        parts = re.split("[ ·]", match["name"])
        if len(parts) > 2 and reading.places.get(start - len(parts[-1])) == start:
            start -= len(parts.pop()) + 1
        last = start
        for word in reversed(parts):
            if not _may_be_foreign_part(word) or _is_known(reading, start - len(word), start):
                break
            kept.insert(0, word)
            start -= len(word) + 1
        start += 1
        if len(kept) > 2 and reading.text[start - 2 : start] in ("를 ", "을 "):
            start += len(kept.pop(0)) + 1
        of_both = len(kept) == 2 and kept[0] in GIVEN_NAMES and kept[1] in COMMON_SURNAMES - {"이", "전", "한"}
        if of_both:
            yield person(start, last, reading.text[start:last], 0.85)
            continue  # 앤드루 김
        if kept and (len(kept[-1]) < 2 or (len(kept[0]) == 3 and is_name(kept[0])) or kept[0].endswith("여")):
            continue
        if kept and is_name(kept[-1]) and not is_foreign_word(kept[-1]):
            continue
        if len(kept) < 2 or sum(map(len, kept)) < 4 or not _opens_word(reading.text, start):
            continue
        chief = match["title"].startswith("최고") and any(is_strong(mark) for word in kept for mark in word)
        if sum(is_foreign_word(word) for word in kept) * 2 < len(kept) and not chief:
            continue
        yield person(start, last, reading.text[start:last], 0.85)


def _opens_word(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in " \n\u00a0‘“'\"([·"


_NO_PART = frozenset(
    {
        "대해",
        "관해",
        "위해",
        "통해",
        "따라",
        "실제로",
        "따라서",
        "그러나",
        "이후로",
        "때문에",
        "그리고",
        "한편",
        "이어",
        "다만",
        "또한",
        "특히",
    }
)


_CLAUSES = ("다고", "라고", "다며", "라며", "하고", "지만", "면서", "있다", "했다", "해서", "으며")


def _may_be_foreign_part(word: str) -> bool:
    if word in _NAME_PARTS:
        return True
    if (
        word in NO_NAMES
        or word in COMMON_LOANS
        or word in _NO_PART
        or word.endswith(_CLAUSES)
        or (len(word) == 2 and word[1] in "도은는만을를에" and not is_strong(word[0]))
        or split_particle(word) != word
        or word[-1] in "의인된한할신전현"
        or (word[-1] in "관부청당" and not is_strong(word[-2:-1]))
    ):
        return False
    if any(
        word.endswith(loan)
        for loan in ("뉴스", "일보", "신문", "시티", "코리아", "그룹", "테크", "센터", "포럼", "엑스포")
    ):
        return False
    return is_foreign_word(word) or len(word) <= 3


_NAME_PARTS = frozenset({"기시다", "아베", "빈", "알", "이븐", "한", "반", "판", "데", "드", "폰"})


def _is_known(reading: Reading, start: int, end: int) -> bool:
    return any(find.start <= start and find.end >= end and find.type != "person" for find in reading.known)
