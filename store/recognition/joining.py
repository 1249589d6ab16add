"""Joining: names of one thing that differ in words, brought under one entity once the finds are settled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from store.recognition.find import Find
from store.recognition.folding import fold_name
from store.recognition.korean import is_hangul
from store.recognition.reading import Reading
from store.recognition.wordlist import words

_CAPTION = re.compile(r"^[ \t\u00a0]*\[([^\[\]\n]{3,90})\][ \t\u00a0]*$")
_WORD = re.compile(r"[A-Za-z][a-z]*|[A-Z]+")
_COMMON = words(
    "smart city cities urban integrated based data system service platform management operation public private the of and "
    "for with a an in on to construction building improvement expansion new function information ai big"
)
_YEAR_MARK = re.compile(r"(?<=\d)년")
_ACRONYM = re.compile(r"\(([A-Z]{2,8})\*?\)")
_NUMBERS = re.compile(r"\d\+\d")
_LONG_LINE = 60


def join(reading: Reading, finds: Sequence[Find]) -> list[Find]:
    """Return the finds with those of one thing tied together: captions to what they picture, short names to full ones."""
    joined = list(finds)
    for step in (_persons, _events, _fields, _brackets, _captions):
        step(reading, joined)
    _plurals(joined)
    return joined


def _tie(find: Find, other: Find) -> Find:
    """Return a find that names the same entity as the other one."""
    if other.entity is not None:
        return replace(find, entity=other.entity, name=None, group=None)
    return replace(find, group=other.name, own=find.own or other.own)


def _persons(reading: Reading, finds: list[Find]) -> None:
    """Tie the Jassim of Prince Jassim to Jassim bin Rashid, where one fuller name holds it."""
    persons = [find for find in finds if find.type == "person"]
    full: dict[str, list[Find]] = {}
    for find in persons:
        parts = reading.text[find.start : find.end].replace(",", "").split()
        for part in set(parts) if len(parts) > 1 else ():
            full.setdefault(part, []).append(find)
    for index, find in enumerate(finds):
        quote = reading.text[find.start : find.end]
        if find.type != "person" or find.entity is not None or " " in quote or is_hangul(quote[:1] or " "):
            continue
        owners = full.get(quote, ())
        if owners and len({(owner.entity, owner.name) for owner in owners}) == 1 and find.group is None:
            finds[index] = _tie(find, owners[0])


def _events(reading: Reading, finds: list[Find]) -> None:
    """Tie 2021년 타이베이 서밋 to 2021 서밋: the mark of the year and the place may lack."""
    first: dict[str, Find] = {}
    events = [index for index, find in enumerate(finds) if find.type == "event"]
    for index in sorted(events, key=lambda at: finds[at].entity is None):
        key = _event_key(reading, finds[index])
        other = first.setdefault(key, finds[index])
        if other is not finds[index] and finds[index].entity is None and any(mark.isdigit() for mark in key):
            finds[index] = _tie(finds[index], other)


def _event_key(reading: Reading, find: Find) -> str:
    quote = reading.text[find.start : find.end]
    for start, end in reading.places.items():
        if find.start < start and end < find.end:
            quote = quote.replace(reading.text[start:end], "")
    return fold_name(_YEAR_MARK.sub("", quote))


def _fields(reading: Reading, finds: list[Find]) -> None:
    """Tie 5+1 미래 신산업 to 보람시 5+1 신산업."""
    first: dict[str, Find] = {}
    for index, find in enumerate(finds):
        numbers = _NUMBERS.search(reading.text, find.start, find.end) if find.type == "programme" else None
        if numbers:
            other = first.setdefault(numbers.group(), find)
            if other is not find and find.entity is None:
                finds[index] = _tie(find, other)


def _brackets(reading: Reading, finds: list[Find]) -> None:
    """Tie the B of `A (B)` to A, and `Boram Smart City SPC` to `joint corporation (SPC)`."""
    short: dict[str, Find] = {}
    for index, find in enumerate(finds):
        if find.type != "system":
            continue
        quote = reading.text[find.start : find.end]
        defined = _ACRONYM.search(reading.text, find.start, min(find.end + 12, len(reading.text)))
        if defined and defined.start() <= find.end + 1:
            short.setdefault(defined[1], find)
        known = short.get(quote.split()[-1])
        if known is not None and known is not find and find.entity is None and " " in quote and known.name != find.name:
            finds[index] = _tie(find, known)
        before = finds[index - 1] if index else None
        if (
            before
            and before.type == "system"
            and reading.text[before.end : find.start] in ("(", " (")
            and find.group is None
        ):
            _tie_pair(finds, index)


def _tie_pair(finds: list[Find], index: int) -> None:
    left, right = finds[index - 1], finds[index]
    if right.entity is None:
        if not any(other.name == right.name for other in finds[: index - 1] if other.type == "system"):
            finds[index] = _tie(right, left)
        elif left.entity is None and left.group is None:
            finds[index - 1] = _tie(left, right)
    elif left.entity is None:
        finds[index - 1] = _tie(left, right)


def _captions(reading: Reading, finds: list[Find]) -> None:
    """Tie what a bracketed line names to the system of the paragraph above that it pictures."""
    for index, find in enumerate(finds):
        if find.type != "system" or find.entity is not None:
            continue
        start, end = reading.line(find.start)
        caption = _CAPTION.match(reading.text[start:end])
        if caption is None:
            continue
        floor = _paragraph_above(reading, start)
        above = [other for other in finds if other.type == "system" and floor <= other.start < start]
        inner = caption[1] if find.own else reading.text[find.start : find.end]
        best = max(above, key=lambda other: _likeness(reading, inner, other), default=None)
        if (
            best is not None
            and _likeness(reading, inner, best) >= 2
            and fold_name(best.name or "") != fold_name(find.name or "")
        ):
            if best.entity is None and find.own and not best.own:
                _rename(finds, best, find)
            else:
                finds[index] = _tie(find, best)


def _rename(finds: list[Find], plain: Find, named: Find) -> None:
    """Tie the plain description to the proper name that the caption gives."""
    finds[finds.index(plain)] = _tie(plain, named)


def _paragraph_above(reading: Reading, at: int) -> int:
    """Return where the last long line before a position begins."""
    start = at
    while start > 0:
        start, end = reading.line(start - 1)
        if end - start > _LONG_LINE and not reading.text[start:end].lstrip().startswith(("*", "[", "※")):
            return start
    return 0


def _likeness(reading: Reading, caption: str, other: Find) -> int:
    """Return how many telling words two names share, one more if they end alike."""
    quote = reading.text[other.start : other.end]
    shared = _telling(caption) & _telling(quote)
    alike = _head(caption) == _head(quote)
    if not shared:
        return 0
    return len(shared) + alike + (alike and _head(quote) in shared)


def _telling(name: str) -> frozenset[str]:
    return frozenset(_singular(word) for word in _WORD.findall(name)) - _COMMON


def _head(name: str) -> str:
    found = _WORD.findall(name.partition(" for ")[0])
    return _singular(found[-1]) if found else ""


def _singular(word: str) -> str:
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > 3 else low


def _plurals(finds: list[Find]) -> None:
    """Tie `smart poles` to `smart pole` where both stand."""
    names = {(find.type, fold_name(find.name)): find for find in finds if find.entity is None and find.name}
    for index, find in enumerate(finds):
        if (
            find.type != "system"
            or find.entity is not None
            or find.group
            or not find.name
            or not find.name.endswith("s")
        ):
            continue
        single = names.get((find.type, fold_name(find.name[:-1])))
        if single is not None:
            finds[index] = _tie(find, single)
