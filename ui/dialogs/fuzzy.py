"""Finding a name from a few typed letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

_CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST_SYLLABLE, _LAST_SYLLABLE, _SYLLABLES_A_CONSONANT = 0xAC00, 0xD7A3, 588

T = TypeVar("T")


def fold(text: str) -> str:
    """Return the text as it is compared: NFKC, without case, and without space at its ends."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def initials(text: str) -> str:
    """Return the text with each Hangul syllable replaced by its first consonant: 대구 gives ㄷㄱ."""
    return "".join(_initial(letter) for letter in text)


def _initial(letter: str) -> str:
    if not _FIRST_SYLLABLE <= ord(letter) <= _LAST_SYLLABLE:
        return letter
    return _CONSONANTS[(ord(letter) - _FIRST_SYLLABLE) // _SYLLABLES_A_CONSONANT]


def score(query: str, name: str) -> float:
    """Return how well the name answers the query, from 1 (equal) to 0 (not at all).

    An equal name comes before one that begins so, then one with a word that begins so, then one that holds the query,
    then one whose first consonants do, then one that has the letters of the query in their order.
    """
    wanted, given = fold(query), fold(name)
    if not wanted:
        return 0.1
    if wanted == given:
        return 1.0
    # Of two names that match in the same way the shorter one is nearer.
    kind = _kind_of_match(wanted, given)
    return kind + 0.09 * len(wanted) / max(len(given), len(wanted)) if kind else 0.0


def _kind_of_match(wanted: str, given: str) -> float:
    words = given.replace("/", " ").replace("-", " ").split()
    kinds = (
        (0.8, given.startswith(wanted)),
        (0.7, any(word.startswith(wanted) for word in words)),
        (0.6, wanted in given),
        (0.5, _consonants_match(wanted, given)),
        (0.3, _in_order(wanted, given)),
    )
    return next((kind for kind, matches in kinds if matches), 0.0)


def _typed(text: str) -> str:
    # NFKC turns the consonants that a keyboard types (U+3131…) into conjoining ones (U+1100…): turn them back.
    return "".join(
        _CONSONANTS[ord(letter) - 0x1100] if 0x1100 <= ord(letter) < 0x1100 + len(_CONSONANTS) else letter
        for letter in text
    )


def _consonants_match(wanted: str, given: str) -> bool:
    typed = _typed(wanted)
    return all(letter in _CONSONANTS for letter in typed) and typed in initials(given).replace(" ", "")


def _in_order(wanted: str, given: str) -> bool:
    rest = iter(given)
    return all(letter in rest for letter in wanted if not letter.isspace())


def best(query: str, items: Iterable[T], names: Callable[[T], Sequence[str]]) -> tuple[T, ...]:
    """Return the items one of whose names answers the query, best first, equals in the order they came in."""
    scored = [(max((score(query, name) for name in names(item)), default=0.0), item) for item in items]
    found = [pair for pair in scored if pair[0] > 0]
    return tuple(item for _, item in sorted(found, key=lambda pair: -pair[0]))
