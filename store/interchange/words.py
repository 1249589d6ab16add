"""Words put together to a text: with the blanks that a dataset tells, else as they are usually written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from store.interchange.document import Mark
from store.interchange.links import pair_of
from store.recognition.korean import PARTICLES, is_hangul

_MARK = re.compile(r"([BIESLUMO])(?:[-_](.+))?")
_CLOSES = re.compile(r"[.,;:!?%)\]}’”»…、。·]+|'(?:s|re|ve|ll|d|m|t)|n't|''", re.IGNORECASE)
_OPENS = re.compile(r"[(\[{‘“«$#]+|``")
_FEW = 0.8
"""From what share of single characters on the words are characters, which are written without blanks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word with its mark (`O`, `B-PER`…) and what stands between it and the next one; None where that is not told."""

    form: str
    mark: str = "O"
    after: str | None = None
    link: str = ""


def is_mark(said: str) -> bool:
    """Say whether a cell is a mark of IOB, BIOES, BILOU or the like."""
    found = _MARK.fullmatch(said)
    return found is not None and (found[1] == "O") == (found[2] is None)


def written(sentences: Sequence[Sequence[Word]]) -> tuple[str, list[Mark]]:
    """Give the text of some sentences, a line each where nothing else is told, and the marks in it (code points)."""
    pieces: list[str] = []
    places: list[tuple[int, int, Word]] = []
    length = 0
    is_spelt = _is_spelt(sentences)
    words = [(word, last) for sentence in sentences for word, last in _with_last(sentence)]
    for number, (word, is_last) in enumerate(words):
        places.append((length, length + len(word.form), word))
        following = words[number + 1][0] if number + 1 < len(words) else None
        after = word.after
        if after is None:
            after = "" if following is None else "\n" if is_last else _blank(word, following, is_spelt=is_spelt)
        pieces += [word.form, after]
        length += len(word.form) + len(after)
    return "".join(pieces), list(_marks(places))


def _with_last(sentence: Sequence[Word]) -> Iterator[tuple[Word, bool]]:
    for number, word in enumerate(sentence):
        yield word, number == len(sentence) - 1


def _is_spelt(sentences: Iterable[Sequence[Word]]) -> bool:
    """Say whether the words are single characters: of Korean there are few that stand alone."""
    forms = [word.form for sentence in sentences for word in sentence]
    return len(forms) > 3 and sum(len(form) == 1 for form in forms) >= _FEW * len(forms)


def _blank(word: Word, following: Word, *, is_spelt: bool) -> str:
    """Give what usually stands between two words."""
    if is_spelt or _CLOSES.fullmatch(following.form) or _OPENS.fullmatch(word.form):
        return ""
    # A particle that was cut off a marked name.
    ends_mark = word.mark != "O" and following.mark == "O"
    return "" if ends_mark and following.form in PARTICLES and is_hangul(word.form[-1:]) else " "


def _marks(places: Iterable[tuple[int, int, Word]]) -> Iterator[Mark]:
    """Give the marked runs, of whatever scheme: one begins with B, S and U, and where the label before is another."""
    run: tuple[int, int, str, str] | None = None
    number = 0
    ended = True
    for start, end, word in places:
        found = _MARK.fullmatch(word.mark)
        kind, label = (found[1], found[2] or "") if found else ("O", "")
        begins = kind in "BSU" or ended or run is None or run[2] != label
        if run is not None and (kind == "O" or begins):
            yield _mark(number, run)
            number, run = number + 1, None
        if kind != "O":
            run = (start, end, label, word.link) if run is None else (run[0], end, label, run[3])
        ended = kind in "OESLU"
    if run is not None:
        yield _mark(number, run)


def _mark(number: int, run: tuple[int, int, str, str]) -> Mark:
    start, end, label, link = run
    pair = pair_of(link) if link else None
    return Mark(
        key=f"w{number}",
        pieces=((start, end),),
        label=label,
        links=(pair,) if pair is not None else (),
        sort="mention" if pair is not None else "",
    )
