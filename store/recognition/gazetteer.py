"""The gazetteer: all known names at once, found by Aho-Corasick on the folded text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from store.recognition.borders import ends_well, starts_well
from store.recognition.folding import SEPARATORS, bare, fold_name, fold_text
from store.recognition.korean import is_hangul
from store.recognition.lexicon import HARMLESS_ONE_WORD
from store.records import KnownName

_QUOTES = frozenset("'’‘`")
_INSENSITIVE = ("system", "programme", "event", "award", "technology")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A stretch of the text that spells known names; they all have the same folded form."""

    start: int
    end: int
    names: tuple[KnownName, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    known: KnownName
    spelling: str


class Gazetteer:
    """Known names, ready to be found; built once for many articles and picklable."""

    def __init__(self, names: Iterable[KnownName]) -> None:
        """Build the automaton; of equal names (entity, folded form) one remains. 50,000 names take about a second."""
        self._names = tuple(names)
        entries: dict[str, list[_Entry]] = {}
        for known in self._names:
            folded = fold_name(known.name)
            if len(folded) >= 2:
                entries.setdefault(folded, []).append(_Entry(known, bare(known.name)))
        self.short_names = _short_names(self._names)
        self._automaton = ahocorasick.Automaton()
        for folded, group in entries.items():
            self._automaton.add_word(folded, (len(folded), tuple(group)))
        self._empty = not entries
        if entries:
            self._automaton.make_automaton()

    def __reduce__(self) -> tuple[Callable[..., Gazetteer], tuple[tuple[KnownName, ...]]]:
        return Gazetteer, (self._names,)

    def __len__(self) -> int:
        return len(self._names)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield every known name of the text at its borders, overlapping ones too, in order of their ends."""
        if self._empty:
            return
        folded, positions = fold_text(text)
        for last, (length, entries) in self._automaton.iter(folded):
            start, end = positions[last - length + 1], positions[last] + 1
            if not starts_well(text, start):
                continue
            hit = _verified(text, start, end, entries)
            if hit:
                yield hit


def _short_names(names: Iterable[KnownName]) -> dict[int, frozenset[str]]:
    """Return the acronyms of each system that has any."""
    found: dict[int, set[str]] = {}
    for known in names:
        if known.type == "system" and known.name.isupper() and known.name.isascii() and known.name.isalpha():
            found.setdefault(known.entity, set()).add(known.name)
    return {entity: frozenset(short) for entity, short in found.items()}


def _verified(text: str, start: int, end: int, entries: tuple[_Entry, ...]) -> Hit | None:
    found: list[KnownName] = []
    furthest = end
    for entry in entries:
        stop = _end_for(text, start, end, entry)
        if stop and entry.known not in found:
            found.append(entry.known)
            furthest = max(furthest, stop)
    return Hit(start=start, end=furthest, names=tuple(found)) if found else None


def _end_for(text: str, start: int, end: int, entry: _Entry) -> int | None:
    """Return where the name ends (its plural included), or None where it may not stand like this."""
    quote, type_ = text[start:end], entry.known.type
    if quote != entry.spelling and not (
        _same_case(quote, entry.spelling, type_) and _same_words(quote, entry.spelling, type_)
    ):
        return None
    if ends_well(text, start, end, type_):
        return end
    if type_ in _INSENSITIVE and " " in entry.spelling and text[end - 1].isalpha() and text[end - 1] != "s":
        for plural in ("s", "es"):
            stop = end + len(plural)
            if text[end:stop] == plural and ends_well(text, start, stop, type_):
                return stop
    return None


def _same_case(quote: str, name: str, type_: str) -> bool:
    if quote == name or not any(mark.isascii() and mark.isalpha() for mark in name):
        return True
    letters = [mark for mark in name if mark.isalpha()]
    if " " not in name and "-" not in name:
        if name.islower():
            return name not in HARMLESS_ONE_WORD or quote.islower()
        if sum(mark.isupper() for mark in letters) > 1:
            return _letters(quote) == _letters(name)
        return quote[0] == name[0] and (quote[1:].islower() or quote.isupper()) and len(name) > 2
    if type_ in _INSENSITIVE:
        return True
    return quote.isupper() or _capitals_kept(quote, name)


def _letters(name: str) -> str:
    return "".join(mark for mark in name if mark not in SEPARATORS)


def _capitals_kept(quote: str, name: str) -> bool:
    return all(
        not wanted.isupper() or there.isupper() for there, wanted in zip(_letters(quote), _letters(name), strict=False)
    )


def _same_words(quote: str, name: str, type_: str) -> bool:
    """Say whether the separators differ only as one writes them: CityPass and City Pass, 국토 교통부 and 국토교통부."""
    if len(quote) == len(name) and quote.lower() == name.lower():
        return True
    gaps, wanted = _gaps(quote), _gaps(name)
    plain = _letters(name)
    if any("," in gap for gap in gaps.values()) and "," not in name:
        return False
    for at, gap in gaps.items():
        if not _QUOTES.isdisjoint(gap) and _QUOTES.isdisjoint(wanted.get(at, "")):
            return False
        if at not in wanted and (len(gap) > 1 or not _may_split(plain, at, type_)):
            return False
    return all(at in gaps or _may_join(_letters(quote), at) for at in wanted)


def _gaps(name: str) -> dict[int, str]:
    """Return the separators of a name by how many other characters stand before them."""
    gaps: dict[int, str] = {}
    count = 0
    for mark in name:
        if mark in SEPARATORS:
            gaps[count] = gaps.get(count, "") + mark
        else:
            count += 1
    return gaps


def _may_split(plain: str, at: int, type_: str) -> bool:
    before, after = plain[at - 1], plain[at]
    if is_hangul(before) and is_hangul(after):
        return len(plain) >= 5 and type_ not in ("place", "person")
    if before.isdigit() != after.isdigit() or is_hangul(before) != is_hangul(after):
        return True
    return before.islower() and after.isupper()


def _may_join(plain: str, at: int) -> bool:
    if at >= len(plain):
        return True
    before, after = plain[at - 1], plain[at]
    if is_hangul(before) or is_hangul(after) or before.isdigit() != after.isdigit():
        return True
    return (before.islower() and after.isupper()) or len(plain) >= 8 or not before.isalnum() or not after.isalnum()
