"""What texts say of their entities: who runs, builds, certifies and signs, in Korean and English."""

from __future__ import annotations

import re

import pytest

from store.recognition.relations import find_relations
from store.recognition.saying import Named
from store.text.sentences import sentences

_TYPES = {
    "pl": "place", "or": "organisation", "sy": "system", "ev": "event", "aw": "award", "pe": "person", "pr": "programme"
}  # fmt: skip
_MARKED = re.compile(r"\[(\w\w) ([^\]]+)\]")


def _said(marked: str) -> set[tuple[str, str, str]]:
    """Read a text in which entities are marked `[type name]` and give what is said, by name."""
    text, named, names = "", [], []
    at = 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        name = match.group(2)
        if name not in names:
            names.append(name)
        named.append(Named(len(text), len(text) + len(name), _TYPES[match.group(1)], names.index(name)))
        text += name
        at = match.end()
    text += marked[at:]
    found = find_relations(text, named, sentences(text))
    for each in found:
        assert text[each.start : each.end].strip() == text[each.start : each.end] != ""
        assert 0 < each.score <= 1
    return {(names[each.subject], each.predicate, names[each.object]) for each in found}


KOREAN = [
    ("[pl 가람시]는 [sy 물길 관제망]을 구축했다고 밝혔다.", {("가람시", "operates", "물길 관제망")}),
    ("[pe 홍길동] [pl 가람시]장은 올해 [sy 물길 관제망]과 [sy 빛길]을 운영한다고 말했다.",
     {("가람시", "operates", "물길 관제망"), ("가람시", "operates", "빛길")}),
    ("[pl 가람시](시장 김 모)가 오는 5월부터 ‘[sy 빛길]’ 서비스를 시범 운영한다.", {("가람시", "operates", "빛길")}),
    ("[or ㈜새롬]이 개발한 [sy 빛길]은 [pl 다온구]에서 쓰인다.", {("㈜새롬", "develops", "빛길")}),
    ("[or 새롬]은 [pl 다온구]에 [sy 빛길]을 공급하기로 했다.", {("새롬", "supplies", "빛길")}),
    ("[pl 가람시]의 [sy 빛길]은 세 해째다.", {("가람시", "operates", "빛길")}),
    ("[pl 가람시]는 [or 새롬]과 업무협약을 체결했다.", {("가람시", "signs with", "새롬")}),
    ("[pl 가람시]는 12일 시청에서 [or 새롬], [or 한빛전자]와 MOU를 맺었다.",
     {("가람시", "signs with", "새롬"), ("가람시", "signs with", "한빛전자")}),
    ("[or 새롬](대표 김 모)은 [or Blue Rock]사(미국)와 200만 달러 규모 계약을 성사시켰다.",
     {("새롬", "signs with", "Blue Rock")}),
    ("[pl 가람시]는 [or 한국표준원]으로부터 인증을 받았다.", {("한국표준원", "certifies", "가람시")}),
    ("[pl 가람시]가 [aw ISO 99999] 인증을 획득했다.", {("ISO 99999", "certifies", "가람시")}),
    ("[pl 가람시]는 이날 [aw 물길 대상]을 수상했다.", {("물길 대상", "awards", "가람시")}),
    ("[or 새롬]은 지난 8일 [pl 다온]에서 열린 [ev 물 박람회]에 참가했다.",
     {("물 박람회", "located in", "다온"), ("새롬", "takes part in", "물 박람회")}),
    ("[pl 다온구]에 위치한 [or 새롬]은 작은 회사다.", {("새롬", "located in", "다온구")}),
    # What is not said
    ("[pl 가람시] 옆 [pl 다온구] 주민은 [sy 빛길]을 모른다고 했다.", set()),
    ("[or 새롬]은 [pl 가람시]에서 열린 행사를 마쳤다. [sy 빛길]은 거기 없었다.", set()),
    ("[pl 다온구]는 조용하다. [or 새롬]이 [sy 빛길]을 개발했다.", {("새롬", "develops", "빛길")}),
]  # fmt: skip

ENGLISH = [
    ("[pl Garam] operates [sy Waterway], which counts drops.", {("Garam", "operates", "Waterway")}),
    ("[pl Garam]’s [sy Waterway] counts drops.", {("Garam", "operates", "Waterway")}),
    ("The city of [pl Garam] launched a [sy Waterway], a [sy Lightway] and a booklet.",
     {("Garam", "operates", "Waterway"), ("Garam", "operates", "Lightway")}),
    ("[sy Waterway] was developed by [or Bluestone Ltd].", {("Bluestone Ltd", "develops", "Waterway")}),
    ("[or Bluestone Ltd] supplies [sy Waterway] to three towns.", {("Bluestone Ltd", "supplies", "Waterway")}),
    ("[or Bluestone Ltd] signed a memorandum of understanding with [pl Garam] and [or Redstone].",
     {("Bluestone Ltd", "signs with", "Garam"), ("Bluestone Ltd", "signs with", "Redstone")}),
    ("[pl Garam] and [or Redstone] signed an MOU on Friday.", {("Garam", "signs with", "Redstone")}),
    ("[or Standards House] certified [pl Garam] as a quiet city.", {("Standards House", "certifies", "Garam")}),
    ("[pl Garam] was certified by [or Standards House] in May.", {("Standards House", "certifies", "Garam")}),
    ("[pl Garam] received the [aw ISO 99999] certificate.", {("ISO 99999", "certifies", "Garam")}),
    ("[pl Garam] won the [aw Golden Drop].", {("Golden Drop", "awards", "Garam")}),
    ("[or Redstone] took part in the [ev Water Fair], held in [pl Daon].",
     {("Redstone", "takes part in", "Water Fair"), ("Water Fair", "located in", "Daon")}),
    ("[or Redstone], headquartered in [pl Daon], is small.", {("Redstone", "located in", "Daon")}),
    # What is not said
    ("In [pl Garam], people say they never saw [sy Waterway].", set()),
    ("[pl Garam] is old. [or Redstone] opened [sy Waterway].", {("Redstone", "operates", "Waterway")}),
    ("[pl Garam] signed a treaty with a port in [pl Daon].", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KOREAN + ENGLISH, ids=[text[:40] for text, _ in KOREAN + ENGLISH])
def test_what_is_said(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert _said(text) == expected


def test_what_is_known_of_a_system_is_evidence_where_both_are_named() -> None:
    text = "가람시 이야기다. 물길이라는 것이 있다."
    named = [Named(0, 3, "place", 1), Named(10, 12, "system", 2)]
    found = find_relations(text, named, sentences(text), operators={2: {1}})
    assert [(each.subject, each.predicate, each.object) for each in found] == [(1, "operates", 2)]
    assert text[found[0].start : found[0].end] == text
    apart = text.replace("이야기다. ", "이야기다.\n\n")
    found = find_relations(apart, [named[0], Named(11, 13, "system", 2)], sentences(apart), operators={2: {1}})
    assert [apart[each.start : each.end] for each in found] == ["물길이라는 것이 있다."]
    far = text.replace("이야기다. ", "이야기다.\n" * 300)
    at = far.index("물길")
    assert find_relations(far, [named[0], Named(at, at + 2, "system", 2)], sentences(far), operators={2: {1}}) == ()
