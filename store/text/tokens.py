"""Words as the index sees them: runs of Hangul, Han and Kana, of letters, of digits; the first cut into bigrams.

A run of n syllables gives its n-1 bigrams and its last syllable, so that any stretch of it can be found as a phrase
of bigrams and a single syllable as a beginning. Letters and digits stand as they are. Everything here works on
normal text (`store.text.normal`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.text.normal import normal

CJK = (
    "\u1100-\u11ff\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3\ud7b0-\ud7fb\uf900-\ufaff\U00020000-\U0003ffff"
)
"""The inside of a character class: syllables and signs that are found anywhere in a word."""

BREAK = "\ue000"
"""A token that no text gives and no query asks for: a phrase does not reach across it."""

# What can begin no run is passed over at once.
_RUN = re.compile(rf"(?=[^\W_{CJK}]|[{CJK}])(?:[{CJK}]+|[^\W\d_{CJK}]+|\d+)")
_IS_CJK = re.compile(f"[{CJK}]")
_LETTER = rf"[^\W\d_{CJK}]"
_GAP = r"[\W_]"
_LIGHT = r"(?:[^\S\n]|[-‐‑‒–—·・_'’‘\"“”&/])"


class _Twice(dict[int, str | int]):
    """A table for `str.translate` that makes each CJK sign two, with a space between; grows as it meets them."""

    def __missing__(self, code: int) -> str | int:
        self[code] = f"{chr(code)} {chr(code)}" if is_cjk(chr(code)) else code
        return self[code]


_TWICE = _Twice()
_LINK = "\x00"
# What stands between two runs, with the first of the two that the first sign of the next run has become.
_FIRST = re.compile(f"{_LINK}(?:. )?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Runs in normal form that must follow each other; with `star` the last one is only a beginning."""

    runs: tuple[str, ...]
    star: bool = False


def runs(text: str) -> list[str]:
    """Give the runs of `normal(text)`, in order."""
    return _RUN.findall(normal(text))


def grams(text: str) -> str:
    """Give the tokens of `text` for the index, separated by spaces."""
    # Every syllable but the first stands twice, a space between: `가나다` is `가나 나다 다`. All of a text is doubled at
    # once, and the first syllables are taken out again: run by run it takes twice as long.
    return _FIRST.sub(" ", _LINK.join(["", *_RUN.findall(normal(text))]).translate(_TWICE))[1:]


class LineGrams:
    """Does as `grams` does, line by line, and remembers each line: for a text whose lines are sorted in two ways."""

    def __init__(self) -> None:
        self._lines: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """Give the tokens of `text`, separated by spaces; no run reaches across the end of a line."""
        return " ".join(filter(None, map(self._of_line, text.split("\n"))))

    def _of_line(self, line: str) -> str:
        found = self._lines.get(line)
        if found is None:
            found = self._lines[line] = grams(line)
        return found


def phrase(text: str) -> Phrase | None:
    """Read what a user typed as one phrase, or None where it has no letter or digit; a star may end it."""
    found = tuple(runs(text))
    if not found:
        return None
    return Phrase(found, star=text.rstrip().endswith("*"))


def words(text: str) -> Iterator[Phrase]:
    """Read each word of `text` (what white space separates) as a phrase of its own."""
    for word in text.split():
        if found := phrase(word):
            yield found


def expression(sought: Phrase) -> str:
    """Write a phrase as a string of FTS5's query language, without a column."""
    tokens, star = tokens_of(sought)
    return f'"{" ".join(tokens)}"' + ("*" if star else "")


def tokens_of(sought: Phrase) -> tuple[Sequence[str], bool]:
    """Give the tokens of the index that stand side by side where a phrase does, and whether the last is only a beginning."""
    tokens: list[str] = []
    star = False
    for place, run in enumerate(sought.runs, start=1):
        last = place == len(sought.runs)
        if not is_cjk(run):
            tokens.append(run)
            star = last and sought.star
        else:
            tokens += map("".join, pairwise(run))
            # The last syllable of a run is a token of its own, but only where the run ends.
            if not last or len(run) == 1:
                tokens.append(run[-1])
            star = last and len(run) == 1
    return tokens, star


def pattern(sought: Phrase) -> str:
    """Write a phrase as a regular expression over normal text that matches where the index finds it."""
    first, last = sought.runs[0], sought.runs[-1]
    written = [_border(first, before=True), re.escape(first)]
    for previous, run in pairwise(sought.runs):
        written.append(_GAP + ("+" if _kind(previous) == _kind(run) else "*"))
        written.append(re.escape(run))
    if sought.star and not is_cjk(last):
        written.append(r"\d*" if last[0].isdecimal() else f"{_LETTER}*")
    else:
        written.append(_border(last, before=False))
    return "".join(written)


def literal(text: str) -> str | None:
    """Write words as a regular expression over normal text that matches them as they stand, or None without a run.

    It finds nothing that the index does not find as the phrase of these words. Between two runs stands what stands there
    in `text`, or a blank, hyphen, middle dot or quote, never the end of a line; brackets and signs around count too.
    """
    form = normal(" ".join(text.split()))
    found = list(_RUN.finditer(form))
    if not found:
        return None
    first, last = found[0], found[-1]
    written = [re.escape(form[: first.start()]), _border(first.group(), before=True), re.escape(first.group())]
    for previous, run in pairwise(found):
        least = "1" if _kind(previous.group()) == _kind(run.group()) else "0"
        typed = re.escape(form[previous.end() : run.start()])
        light = f"{_LIGHT}{{{least},2}}"
        written += [f"(?:{typed}|{light})" if typed else light, re.escape(run.group())]
    written += [_border(last.group(), before=False), re.escape(form[last.end() :])]
    return "".join(written)


def _border(run: str, *, before: bool) -> str:
    if is_cjk(run):
        return ""
    same = r"\d" if _kind(run) == "digits" else _LETTER
    return f"(?<!{same})" if before else f"(?!{same})"


def _kind(run: str) -> str:
    if is_cjk(run):
        return "cjk"
    return "digits" if run[0].isdecimal() else "letters"


def is_cjk(run: str) -> bool:
    """Say whether a run is of Hangul, Han or Kana, and so is found anywhere in a word."""
    return _IS_CJK.match(run) is not None
