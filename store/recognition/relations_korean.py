"""Relations said in Korean: the verb comes last, particles tell who does what, and the doer holds over many clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from store.recognition.saying import Named, Said, Sentence

_HANGUL = re.compile("[가-힣]")

_MAYOR = (
    r"(?:\([^()\n]{1,24}\))?(?:시|군|구|도|특별시|광역시|특별자치시|특별자치도)?"
    r"(?:청|청장|시장|장|지사|군수| 시장| 군수| 구청장| 도지사)?"
)
_SUBJECT = re.compile(
    _MAYOR + r"(?:은|는|이|가|도|에서는|에서도|에서|께서|측은|측이|측이|와|과)?(?:는|도)?(?=[\s,(]|$)"
)
_DOER = re.compile(_MAYOR + r"(?:은|는|이|가|도|에서는|에서|측은|측이)(?=[\s,]|$)")
_TO = re.compile(_MAYOR + r"(?:에|에게|에는|에도|로부터)(?=[\s,]|$)")
_WITH = re.compile(r"(?:사|측|그룹)?(?:\([^()\n]{1,24}\))?" + _MAYOR + r"(?:\s?등)?(?:와|과|이랑|하고)(?=[\s,]|$)")
_WHAT = re.compile(
    r"(?:\([^()\n]{1,40}\)|[’'”\"」』)])*(?:을|를|도|은|는| 등을| 등| 서비스를| 시스템을| 사업을| 구축 사업을)?(?=[\s,]|$)"
)
_JOINED = re.compile(r"(?:사|측)?(?:\([^()\n]{1,24}\))?[\s,·ㆍ/및’'”\"‘“「」『』()]*(?:와|과|이나|및)?[\s,·‘“「『'\"]*")
_FROM_WHOM = re.compile(_MAYOR + r"(?:으?로부터|에서|에게서|의)(?=\s|$)")


class _Verb(NamedTuple):
    """A wording, what it says by the type of who does it, and of what it may be said."""

    predicate: dict[str, str]
    words: re.Pattern[str]
    objects: frozenset[str]
    score: float


_FINITE = (
    r"(?:하|했|해|한|할|키로|하기로|하고|하며|하여|에 나|을 완료|를 완료|을 마|를 마|을 시작"
    r"|를 시작|에 들어|을 추진|를 추진| 중| 완료| 예정|됐|되|돼)"
)

_WORKS = frozenset({"system"})
_VERBS = (
    _Verb(
        {"place": "operates", "organisation": "operates"},
        re.compile(rf"(?:추진|시행|운영|진행|공모){_FINITE}"),
        frozenset({"programme"}),
        0.7,
    ),
    _Verb(
        {"place": "operates", "organisation": "operates"},
        re.compile(
            rf"(?:운영|가동|시행|운행|시범 운영|시범운영|서비스|공개|개시|보급){_FINITE}|(?:선보이|선보였|운영에)"
        ),
        _WORKS,
        0.8,
    ),
    _Verb(
        {"place": "operates", "organisation": "develops"},
        re.compile(
            rf"(?:구축|도입|설치|조성|마련|개소|개통|적용|확대|고도화|완공|개설){_FINITE}|(?:세웠|세운다|깔았|열었|문을 열)"
        ),
        _WORKS,
        0.75,
    ),
    _Verb(
        {"place": "develops", "organisation": "develops", "person": "develops"},
        re.compile(rf"(?:개발|제작|고안|설계|자체 개발){_FINITE}|만들(?:었|어|고)"),
        _WORKS,
        0.8,
    ),
    _Verb(
        {"place": "operates", "organisation": "supplies"},
        re.compile(rf"(?:공급|납품|수출|제공|출시){_FINITE}"),
        _WORKS,
        0.75,
    ),
    _Verb(
        {"organisation": "takes part in", "place": "takes part in", "person": "takes part in"},
        re.compile(
            r"(?:참가|참여|참석|출품|출전)(?:하|했|해|한|할|키로)|(?:부스|전시관|공동관|홍보관)[을를]? ?(?:운영|마련|차)"
        ),
        frozenset({"event", "programme"}),
        0.85,
    ),
)
_SIGNED = re.compile(
    r"(?:업무협약|협약|양해각서|MOU|계약|협정|의향서|협약서|LOI|자매결연|우호협약|파트너십|협력각서)(?:\([A-Za-z ]{2,40}\))?"
    r"(?:을|를|도|서를)? ?(?:잇따라 |각각 |공식 )?(?:체결|맺|교환|서명|갱신|성사)"
    r"|(?:계약|협약|제휴)(?:했|하고|한 )|손(?:을 )?잡(?:았|고|는)"
)
_CERTIFIED_BY = re.compile(r"인증(?:서)?(?:을|를)?\s?(?:받|획득|취득|따)")
_CERTIFIES = re.compile(r"(?:인증(?:을|를|서를)?\s?(?:했|하|수여|부여|줬|내줬)|(?:으로|로) 인증)")
_AWARDED = re.compile(r"(?:을|를|도)?\s?(?:수상|받았|받는|차지|거머쥐|수여받|영예)")
_LOCATED = re.compile(
    r"\s?(?:소재(?:의|한|지)?|에 (?:위치한|위치해|위치하고|자리한|자리 잡은|자리잡은|본사를 둔|있는"
    r"|들어선|마련된|문을 연|설치된))\s*"
)
_HELD = re.compile(r"\s?(?:에서|서) (?:열린|열리는|개최된|개최되는|개최한|열릴)\s*")
_OWN = re.compile(
    r"(?:시|군|구|도)?(?:의|가 운영하는|가 운영 중인|가 구축한|이 운영하는|에서 운영하는)?\s?[‘“'\"「『]?"
)


def korean_relations(sentence: Sentence) -> Iterator[Said]:
    """Give what a sentence says in Korean; nothing where it has no Hangul."""
    if not _HANGUL.search(sentence.text, sentence.start, sentence.end):
        return
    for verb in _VERBS:
        for match in verb.words.finditer(sentence.text, sentence.start, sentence.end):
            yield from _done(sentence, verb, match)
    yield from _signed(sentence)
    yield from _certified(sentence)
    yield from _awarded(sentence)
    yield from _neighbours(sentence)


# Who does what


def _done(sentence: Sentence, verb: _Verb, match: re.Match[str]) -> Iterator[Said]:
    objects = _objects(sentence, verb, match)
    if not objects:
        return
    first = objects[0]
    doer, sure = _doer(sentence, min(first.start, match.start()), verb, objects)
    if doer is None:
        return
    predicate = verb.predicate[doer.type]
    for each in objects:
        yield Said(doer.entity, predicate, each.entity, round(verb.score * sure, 3))


def _objects(sentence: Sentence, verb: _Verb, match: re.Match[str]) -> list[Named]:
    """Give what the verb is said of: the thing before it that has an object's particle, or the one that it describes."""
    before = [each for each in sentence.named if each.end <= match.start() and each.type in verb.objects]
    if before and _reaches(sentence.text[before[-1].end : match.start()]):
        return _list_back(sentence, before)
    attribute = re.match(
        r"[가-힣]*(?:한|하는|할|된|되는|있는|중인|온)\s*[‘“'\"「『]?", sentence.text[match.end() - 1 : match.end() + 8]
    )
    if attribute:
        after = [each for each in sentence.named if each.start >= match.end() and each.type in verb.objects]
        if (
            after
            and after[0].start - match.end() <= 16
            and not re.search(r"[,.]", sentence.text[match.end() : after[0].start])
        ):
            return after[:1]
    return []


def _reaches(between: str) -> bool:
    """Say whether a verb this far away is still said of the thing before it: no other clause comes in between."""
    if len(between) > 34 or re.search(r"[.;!?]|[했됐었]다|하고 |하며 |해 |지만 |는데 ", between):
        return False
    return _WHAT.match(between) is not None or len(between) < 3


def _list_back(sentence: Sentence, things: Sequence[Named]) -> list[Named]:
    """Give the last thing and those listed before it: A와 B, C를."""
    found = [things[-1]]
    for each in reversed(things[:-1]):
        between = sentence.text[each.end : found[-1].start]
        if each.type != found[-1].type or not between or not _JOINED.fullmatch(between):
            break
        found.append(each)
    return found[::-1]


def _doer(sentence: Sentence, before: int, verb: _Verb, objects: Sequence[Named]) -> tuple[Named | None, float]:
    """Give who does it: the nearest with the particle of a subject before the thing, else the sentence's first topic."""
    doing = {each.entity for each in objects}
    able = [
        each
        for each in sentence.named
        if each.type in verb.predicate and each.end <= before and each.entity not in doing
    ]
    for each in reversed(able):
        if _DOER.match(sentence.text, each.end) and not _is_venue(sentence, each):
            return each, 1.0
    first = next((each for each in able if each.start - sentence.start < 20), None)
    if first is not None and _SUBJECT.match(sentence.text, first.end) and not _is_venue(sentence, first):
        return first, 0.8
    return None, 0.0


def _is_venue(sentence: Sentence, each: Named) -> bool:
    return re.match(
        r"에서 (?:열|개최|만|가진|진행)|에서(?= )", sentence.text[each.end : each.end + 8]
    ) is not None and (each.type == "place")


# Agreements


def _signed(sentence: Sentence) -> Iterator[Said]:
    """Give who signed with whom: the one with 와 or 과 is the other side."""
    parties = [each for each in sentence.named if each.type in ("organisation", "place")]
    for match in _SIGNED.finditer(sentence.text, sentence.start, sentence.end):
        before = [each for each in parties if each.end <= match.start()]
        others = [each for each in before if _WITH.match(sentence.text, each.end)]
        if not others:
            continue
        listed = _list_back(sentence, [each for each in before if each.end <= others[-1].end])
        sides = {each.entity for each in listed}
        doer = next(
            (each for each in reversed(before) if each.entity not in sides and _DOER.match(sentence.text, each.end)),
            None,
        )
        if doer is None:
            doer = next((each for each in before if each.entity not in sides), None)
        for each in listed:
            if doer is not None:
                yield Said(doer.entity, "signs with", each.entity, 0.85)
        if doer is None and len(listed) > 1:
            yield Said(listed[0].entity, "signs with", listed[-1].entity, 0.7)


# Certificates and prizes


def _certified(sentence: Sentence) -> Iterator[Said]:
    for match in _CERTIFIED_BY.finditer(sentence.text, sentence.start, sentence.end):
        yield from _given(sentence, match.start(), "certifies", 40)
    for match in _CERTIFIES.finditer(sentence.text, sentence.start, sentence.end):
        before = [each for each in sentence.named if each.end <= match.start()]
        who = next((e for e in before if e.type == "organisation" and _DOER.match(sentence.text, e.end)), None)
        if who is None:
            continue
        for each in before:
            if (
                each.type in ("place", "system")
                and each.entity != who.entity
                and (_TO.match(sentence.text, each.end) or _WHAT.match(sentence.text, each.end))
            ):
                yield Said(who.entity, "certifies", each.entity, 0.75)


def _given(sentence: Sentence, at: int, predicate: str, reach: int) -> Iterator[Said]:
    """Give who was given a certificate or a prize, by whom, and which one it is, by the verb at `at`."""
    before = [each for each in sentence.named if each.end <= at]
    takers = [each for each in before if each.type in ("place", "organisation", "system", "person")]
    taker = next((e for e in takers if _DOER.match(sentence.text, e.end) and not _is_venue(sentence, e)), None)
    if taker is None:
        return
    for each in before:
        if each.type == "award" and at - each.end <= reach:
            yield Said(each.entity, predicate, taker.entity, 0.8)
        elif (
            each.type == "organisation"
            and each.entity != taker.entity
            and (_FROM_WHOM.match(sentence.text, each.end) and at - each.end <= reach)
        ):
            yield Said(each.entity, predicate, taker.entity, 0.75)


def _awarded(sentence: Sentence) -> Iterator[Said]:
    for award in sentence.named:
        if award.type != "award":
            continue
        rest = sentence.text[award.end : min(sentence.end, award.end + 24)]
        if _AWARDED.search(rest) and "인증" not in rest:
            yield from _given(sentence, award.end, "awards", 3)


# What stands side by side


def _neighbours(sentence: Sentence) -> Iterator[Said]:
    """Give what neighbours say: a city's own system, where something lies or is held."""
    for one, other in pairwise(sentence.named):
        between = sentence.between(one, other)
        if one.entity == other.entity or len(between) > 24:
            continue
        if one.type == "place" and other.type == "system" and between and _OWN.fullmatch(between):
            yield Said(one.entity, "operates", other.entity, 0.75 if between.strip() else 0.65)
        if one.type == "place" and other.type in ("organisation", "system") and _LOCATED.fullmatch(between):
            yield Said(other.entity, "located in", one.entity, 0.8)
        if one.type == "place" and other.type == "event" and _HELD.fullmatch(between):
            yield Said(other.entity, "located in", one.entity, 0.85)
