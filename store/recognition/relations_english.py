"""Relations said in English: who does it stands before the verb, what it is done to after it, or the other way by "by"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from store.recognition.saying import Named, Said, Sentence

_LATIN = re.compile(r"[A-Za-z]{3}")
_WORKS = frozenset({"system"})
_ANYONE = frozenset({"place", "organisation", "person"})
_CLAUSE = re.compile(r"[;:]|,? (?:and|but|while|which|where|that|because|after|before|when|whose) |\. ")
_LIST = re.compile(r"(?:,|,? and|,? as well as|;|,? or)?\s*(?:the|a|an|its|their)?\s*[“\"‘'\[(]*")


class _Verb(NamedTuple):
    """A wording, what it says by the type of who does it, and of what it may be said."""

    predicate: Mapping[str, str]
    words: re.Pattern[str]
    objects: frozenset[str]
    score: float


def _forms(*verbs: str) -> str:
    """Give one pattern for several verbs, each with its endings."""
    return "|".join(verbs)


_OPERATES = _forms(
    r"operat(?:e|es|ed|ing)", r"(?:run|runs|ran|running)(?= )", r"provid(?:e|es|ed|ing)", r"us(?:e|es|ed)(?= )",
    r"launch(?:es|ed|ing)?", r"introduc(?:e|es|ed|ing)", r"open(?:s|ed|ing)", r"establish(?:es|ed|ing)?",
    r"install(?:s|ed|ing)?", r"implement(?:s|ed|ing)?", r"deploy(?:s|ed|ing)?", r"adopt(?:s|ed|ing)?",
    r"offer(?:s|ed|ing)?", r"unveil(?:s|ed|ing)?", r"pilot(?:s|ed|ing)?", r"has built", r"expand(?:s|ed|ing)?",
    r"build(?:s|ing)?", r"built", r"set(?:s|ting)? up", r"applie[sd]|apply(?:ing)?", r"test(?:s|ed|ing)?",
)  # fmt: skip
_DEVELOPS = _forms(
    r"develop(?:s|ed|ing)?",
    r"creat(?:e|es|ed|ing)",
    r"design(?:s|ed|ing)?",
    r"invent(?:s|ed)?",
    r"(?:co-)?produc(?:e|es|ed)",
)
_SUPPLIES = _forms(
    r"suppl(?:y|ies|ied|ying)",
    r"deliver(?:s|ed|ing)?",
    r"export(?:s|ed|ing)?",
    r"s(?:ells|old)",
    r"provid(?:e|es|ed|ing)",
)
_JOINS = (
    r"(?:participat(?:e|es|ed|ing)|t(?:ake|akes|ook|aking) part|exhibit(?:s|ed|ing)?|s(?:hows|howed|howcased|howcases))"
    r" (?:in|at)|attend(?:s|ed|ing)?|joined|visit(?:s|ed|ing)?|(?:held|opened|set up|ran) [\w ’'-]{0,40}(?:booth|pavilion) at"
)
_SIGNED = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|conclud(?:e|es|ed)|reach(?:es|ed)|exchang(?:e|es|ed)|inked)\b[^.;]{0,60}?\b(?:MOUs?|LOI|"
    r"memorand(?:um|a|ums)(?: of understanding)?|agreements?|contracts?|partnerships?|pacts?|deals?|letters? of intent)\b"
    r"[^.;]{0,60}?\bwith\b"
)
_TOGETHER = re.compile(
    r"\b(?:signed|concluded|exchanged)\b[^.;]{0,50}?\b(?:MOU|memorandum|agreement|contract|partnership)|"
    r"\b(?:partner(?:ed|s)|team(?:ed|s) up|join(?:ed|s) hands) with\b"
)
_VERBS = (
    _Verb({"place": "operates", "organisation": "operates"}, re.compile(rf"\b(?:{_OPERATES})\b"), _WORKS, 0.75),
    _Verb(
        {"place": "operates", "organisation": "operates"},
        re.compile(
            r"\b(?:run|runs|ran|operat(?:e|es|ed|ing)|launch(?:es|ed)|carr(?:y|ies|ied) out|promot(?:e|es|ed|ing))\b"
        ),
        frozenset({"programme"}),
        0.7,
    ),
    _Verb(dict.fromkeys(_ANYONE, "develops"), re.compile(rf"\b(?:{_DEVELOPS})\b"), _WORKS, 0.8),
    _Verb({"organisation": "supplies"}, re.compile(rf"\b(?:{_SUPPLIES})\b"), _WORKS, 0.78),
    _Verb(
        dict.fromkeys(_ANYONE, "takes part in"),
        re.compile(rf"\b(?:{_JOINS})\b"),
        frozenset({"event", "programme"}),
        0.85,
    ),
)
_CERTIFIES = re.compile(
    r"\b(?:certif(?:y|ies|ied)|accredit(?:s|ed)|(?:grant|award|g(?:i|a)v)(?:e|es|ed|s)?\b[^.;]{0,40}certifi\w+)"
)
_IS_CERTIFIED = re.compile(
    r"\b(?:(?:is|are|was|were|been|being) (?:\w+ )?certified|(?:receiv|obtain|earn|acquir|achiev)(?:es|ed|e|s)\b"
    r"|won|wins|w(?:as|ere) awarded|"
    r"(?:was|were|been) (?:granted|given|selected for))"
)
_ANOTHER = re.compile(r"\b(?:it|they|he|she|we|which|city|company|government)\s(?:has |have |also )?$")
_HELD = re.compile(r",? ?(?:held|taking place|took place|which (?:was|is) held|opened|hosted)? ?(?:in|at) (?:the )?")
_BASED = re.compile(r",? ?(?:is |are |was )?(?:based|headquartered|located|situated) in (?:the )?(?:city of )?")
_BELONGS = re.compile(r",? (?:an? |the )?(?:subsidiary|affiliate|unit|arm|division|part|district|member) of (?:the )?")
_OWN = re.compile(
    r"(?:[’']s?|(?: City| Metropolitan City| Metropolitan Government)[’']s)(?: (?:own|new|first|smart))* ?[“\"‘'\[]?"
)
_BY = re.compile(r"[^.;]{0,30}?\bby (?:the )?(?:city of )?")


def english_relations(sentence: Sentence) -> Iterator[Said]:
    """Give what a sentence says in English; nothing where it has no Latin words."""
    if not _LATIN.search(sentence.text, sentence.start, sentence.end):
        return
    for verb in _VERBS:
        for match in verb.words.finditer(sentence.text, sentence.start, sentence.end):
            if not any(each.start < match.end() and match.start() < each.end for each in sentence.named):
                yield from _done(sentence, verb, match)
    yield from _signed(sentence)
    yield from _certified(sentence)
    yield from _neighbours(sentence)


def _done(sentence: Sentence, verb: _Verb, match: re.Match[str]) -> Iterator[Said]:
    by = _BY.match(sentence.text, match.end(), sentence.end)
    if by and re.search(r"ed$|built|run$", match.group()):
        doers = [
            each for each in sentence.named if by.end() <= each.start <= by.end() + 30 and each.type in verb.predicate
        ]
        things = [each for each in sentence.named if each.end <= match.start() and each.type in verb.objects]
        if doers and things and match.start() - things[-1].end <= 60:
            yield Said(doers[0].entity, verb.predicate[doers[0].type], things[-1].entity, verb.score)
        if doers:
            return
    things = _things(sentence, verb, match.end())
    doer, sure = _doer(sentence, match.start(), verb.predicate)
    if doer is None:
        return
    for each in things:
        if each.entity != doer.entity:
            yield Said(doer.entity, verb.predicate[doer.type], each.entity, round(verb.score * sure, 3))


def _things(sentence: Sentence, verb: _Verb, at: int) -> list[Named]:
    """Give what the verb is said of: the first thing after it in its clause, and those listed with it."""
    after = [each for each in sentence.named if each.start >= at and each.type in verb.objects]
    if not after or after[0].start - at > 70 or _breaks(sentence, at, after[0].start):
        return []
    found = after[:1]
    for each in after[1:]:
        between = sentence.text[found[-1].end : each.start]
        if each.type != found[0].type or not _LIST.fullmatch(between):
            break
        found.append(each)
    return found


def _breaks(sentence: Sentence, start: int, end: int) -> bool:
    return re.search(r"[.;]| (?:said|says|which|who|while|because|but) ", sentence.text[start:end]) is not None


def _doer(sentence: Sentence, at: int, able: Mapping[str, str]) -> tuple[Named | None, float]:
    """Give who does it: the last able one of the clause that is no place where something happens, else the first of all."""
    before = [each for each in sentence.named if each.end <= at and each.type in able]
    doing = [each for each in before if not _is_where(sentence, each) and _heads(sentence, each)]
    if not doing:
        return None, 0.0
    nearest = doing[-1]
    between = sentence.text[nearest.end : at]
    if len(between) <= 24 and not re.search(r"[;:]", between):
        return nearest, 1.0
    return (nearest, 0.9) if len(between) <= 80 and not _CLAUSE.search(between) else (doing[0], 0.8)


def _is_where(sentence: Sentence, each: Named) -> bool:
    before = sentence.text[max(sentence.start, each.start - 10) : each.start]
    return (
        re.search(r"\b(?:in|at|from|to|near|with|for|by|between|across|outside|against)(?: the)? $", before) is not None
    )


def _is_within(sentence: Sentence, each: Named) -> bool:
    """Say whether a place only tells where another party lies: "a port city in central Vietnam"."""
    before = sentence.text[max(sentence.start, each.start - 20) : each.start]
    return (
        re.search(r"\b(?:in|of|from)(?: the)?(?: (?:central|northern|southern|eastern|western))? $", before) is not None
    )


def _heads(sentence: Sentence, each: Named) -> bool:
    """Say whether something is named in its own right: not the place of a mayor or an office that is only mentioned."""
    return (
        re.match(r"[’']s (?!mayor|government|city|metropolitan)", sentence.text[each.end : each.end + 16], re.I) is None
    )


def _signed(sentence: Sentence) -> Iterator[Said]:
    parties = [each for each in sentence.named if each.type in ("organisation", "place")]
    for match in _SIGNED.finditer(sentence.text, sentence.start, sentence.end):
        others = [each for each in parties if each.start >= match.end() and not _is_within(sentence, each)]
        if not others or others[0].start - match.end() > 60:
            continue
        doer, sure = _doer(sentence, match.start(), {"organisation": "", "place": ""})
        listed = _listed(sentence, others)
        for each in listed:
            if doer is not None and doer.entity != each.entity:
                yield Said(doer.entity, "signs with", each.entity, round(0.9 * sure, 3))
    for match in _TOGETHER.finditer(sentence.text, sentence.start, sentence.end):
        before = [each for each in parties if each.end <= match.start() and match.start() - each.end <= 90]
        for one, other in pairwise(before):
            if re.fullmatch(r"[\w ,.()]{0,30}?,? and (?:the )?(?:city of )?", sentence.between(one, other)):
                yield Said(one.entity, "signs with", other.entity, 0.75)


def _listed(sentence: Sentence, things: Sequence[Named]) -> list[Named]:
    found = list(things[:1])
    for each in things[1:]:
        if not _LIST.fullmatch(sentence.text[found[-1].end : each.start]):
            break
        found.append(each)
    return found


def _certified(sentence: Sentence) -> Iterator[Said]:
    takers = [each for each in sentence.named if each.type in ("place", "organisation", "system", "person")]
    awards = [each for each in sentence.named if each.type == "award"]
    for match in _IS_CERTIFIED.finditer(sentence.text, sentence.start, sentence.end):
        taker = next((e for e in reversed(takers) if e.end <= match.start() and not _is_where(sentence, e)), None)
        between = "" if taker is None else sentence.text[taker.end : match.start()]
        if taker is None or len(between) > 90 or _ANOTHER.search(between):
            continue
        for award in awards:
            if 0 <= award.start - match.end() <= 60 and not _breaks(sentence, match.end(), award.start):
                yield Said(award.entity, _of_award(sentence, award), taker.entity, 0.8)
        by = _BY.match(sentence.text, match.end(), sentence.end)
        if by and "certif" in match.group():
            for each in takers:
                if each.type == "organisation" and by.end() <= each.start <= by.end() + 20:
                    yield Said(each.entity, "certifies", taker.entity, 0.85)
    for match in _CERTIFIES.finditer(sentence.text, sentence.start, sentence.end):
        if re.search(
            r"(?:is|are|was|were|been|being) (?:\w+ )?$",
            sentence.text[max(sentence.start, match.start() - 18) : match.start()],
        ):
            continue
        doer, sure = _doer(sentence, match.start(), {"organisation": ""})
        after = [each for each in takers if each.start >= match.end() and each.type in ("place", "system")]
        if doer is None or not after or after[0].start - match.end() > 80:
            continue
        for each in _listed(sentence, after):
            yield Said(doer.entity, "certifies", each.entity, round(0.8 * sure, 3))


def _of_award(sentence: Sentence, award: Named) -> str:
    name = sentence.text[award.start : award.end].lower()
    return "certifies" if re.search(r"certif|\biso\b|standard|\bien\b", name) else "awards"


def _neighbours(sentence: Sentence) -> Iterator[Said]:
    for one, other in pairwise(sentence.named):
        between = sentence.between(one, other)
        if one.entity == other.entity or len(between) > 40:
            continue
        if one.type == "place" and other.type == "system" and _OWN.fullmatch(between):
            yield Said(one.entity, "operates", other.entity, 0.8)
        if one.type == "event" and other.type == "place" and between.strip() and _HELD.fullmatch(between):
            yield Said(one.entity, "located in", other.entity, 0.85)
        if one.type in ("organisation", "system") and other.type == "place" and _BASED.fullmatch(between):
            yield Said(one.entity, "located in", other.entity, 0.85)
        if one.type == other.type and one.type in ("organisation", "place") and _BELONGS.fullmatch(between):
            yield Said(one.entity, "part of", other.entity, 0.8)
