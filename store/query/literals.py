"""What every match of a pattern must contain, so that the index can choose the articles that are worth reading.

Only what the index surely finds is used: two and more syllables of Hangul or Han side by side, wherever they stand; and
letters A to Z or digits, which are in one word of the text's normal form just as they stand in the pattern, and are all of
it, its beginning or its end where the pattern has a sign, a blank or a syllable beside them. (`\\b` is no such sign: `㎏s`
becomes `kgs`.) A pattern that is not understood is said to need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.query.tree import And, Node, Or, Part, Word
from store.text.tokens import Phrase

_PIECE = re.compile(
    r"\\[pP](?:\{[^}]*\}|.)|\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\(\?:|\(|\)|\||[*+?]|\{[^}]*\}|.", re.DOTALL
)
_REPEAT = re.compile(r"[*+?]|\{[^}]*\}")
_STRANGE = re.compile(r"\(\?(?!:)|\(\*|[&~|-]{2}")
_PLAIN_ESCAPES = "pPsSdDwWbBnrtfvaAZmM"
"""Letters behind a backslash that take nothing with them: `\\x41` is no 41."""

_CJK = "\u4e00-\u9fff\uac00-\ud7a3"
_BLANK, _ANYTHING, _LETTERS = " ", "\n", "\x01"
"""Where surely no word goes on, where anything may stand, and where only letters A to Z may, or nothing."""
_RUN = re.compile(f"[{_CJK}]{{2,}}|[a-z{_LETTERS}]+|[0-9]+")
_STRETCH = re.compile(f"[^{_ANYTHING}{_LETTERS}]+")
_WORD = re.compile(f"[{_CJK}]+|[a-z]+|[0-9]+")
_LETTER_SET = re.compile(r"\[(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[a-zA-Z])+\]")
_COUNT = re.compile(r"[*+?]|\{\d*,?\d*\}")
_MOST, _ALTERNATIVES = 8, 24
_SHORTEST = 3
"""Pieces of fewer letters are in too many words."""


def needed(pattern: str, *, scope: str | None = None) -> Node | None:
    """Give a tree of words and parts that every text with a match of `pattern` satisfies; None where nothing is certain."""
    if _STRANGE.search(pattern):
        return None
    pieces = _PIECE.findall(pattern)
    if any(piece[0] == "\\" and piece[1:2].isalnum() and piece[1] not in _PLAIN_ESCAPES for piece in pieces):
        return None
    found, end = _either(pieces, 0, scope)
    return found if end == len(pieces) else None


def one_word(pattern: str, *, scope: str | None = None) -> Part | None:
    """Give the piece of a word in which alone this pattern is found, where it is of letters A to Z and nothing else."""
    pieces = _PIECE.findall(pattern)
    if _STRANGE.search(pattern) or not all(map(_is_of_letters, pieces)):
        return None
    found = needed(f"(?:{pattern})", scope=scope)
    parts = [each for each in (found.children if isinstance(found, And) else (found,)) if isinstance(each, Part)]
    longest = max(parts, key=lambda part: len(part.text), default=None)
    return None if longest is None else Part(longest.text, pattern, scope)


def certain(node: Node) -> Node | None:
    """Give what is left of a tree where nobody tells which words have its parts."""
    if isinstance(node, Part):
        return None
    if not isinstance(node, And | Or):
        return node
    kept = [left for left in map(certain, node.children) if left is not None]
    if not kept or (isinstance(node, Or) and len(kept) < len(node.children)):
        return None
    return kept[0] if len(kept) == 1 else type(node)(tuple(kept))


def _either(pieces: list[str], at: int, scope: str | None) -> tuple[Node | None, int]:
    """Read alternatives up to a closing bracket or the end."""
    found: list[Node | None] = []
    while True:
        node, at = _sequence(pieces, at, scope)
        found.append(node)
        if at >= len(pieces) or pieces[at] == ")":
            break
        at += 1
    certain = [node for node in found if node is not None]
    if len(certain) < len(found) or len(found) > _ALTERNATIVES:
        return None, at
    return (certain[0] if len(certain) == 1 else Or(tuple(certain))), at


def _sequence(pieces: list[str], at: int, scope: str | None) -> tuple[Node | None, int]:
    """Read what follows one another, up to a bar, a closing bracket or the end."""
    needs: list[Node] = []
    literal, written = "", []
    while at < len(pieces) and pieces[at] not in ("|", ")"):
        start, piece, at = at, pieces[at], at + 1
        inner: Node | None = None
        if piece in ("(", "(?:"):
            inner, at = _either(pieces, at, scope)
            if at >= len(pieces):
                return None, len(pieces) + 1  # a bracket that is not closed: nothing is certain
            at += 1
        unit, repeats = pieces[start:at], at
        while at < len(pieces) and _REPEAT.fullmatch(pieces[at]):
            at += 1
        meant = _meant(unit, pieces[repeats:at])
        literal += meant
        # Behind what is repeated stands more of it: `ab+c` has `ab`, and not surely `abc`.
        written += ["".join(pieces[start:at]), *[""] * (len(meant) - 1)]
        if inner is not None and _once(pieces[repeats:at]):
            needs.append(inner)
    needs += _runs(literal, written, scope)
    if not needs:
        return None, at
    return (needs[0] if len(needs) == 1 else And(tuple(needs[:_MOST]))), at


def _once(repeats: list[str]) -> bool:
    """Say whether what is repeated so stands there at least once."""
    return "".join(repeats) in ("", "+", "+?", "++")


def _meant(unit: list[str], repeats: list[str]) -> str:
    """Give the one letter that a piece or a group stands for, in normal form, or what it may be; and what follows of it."""
    only_letters = all(map(_is_of_letters, unit)) and all(map(_COUNT.fullmatch, repeats))
    if not _once(repeats):
        return _LETTERS if only_letters else _ANYTHING
    meant = _sign(unit[0]) if len(unit) == 1 else _ANYTHING
    if meant == _ANYTHING and only_letters:
        return _LETTERS
    if not repeats or meant == _BLANK:
        return meant
    return meant + (_LETTERS if only_letters else _ANYTHING)


def _is_of_letters(piece: str) -> bool:
    if piece in ("(", "(?:", ")", "|") or _COUNT.fullmatch(piece) or _LETTER_SET.fullmatch(piece):
        return True
    return len(piece) == 1 and piece.isascii() and piece.isalpha()


def _sign(piece: str) -> str:
    """Give the one letter that a piece stands for, as it is in normal form; or a blank, or that it may be anything."""
    if piece in ("(", "(?:", ".", "^", "$") or _REPEAT.fullmatch(piece):
        return _ANYTHING
    if piece[0] != "[" or len(piece) == 1:
        return _letter(piece)
    inner = re.findall(r"\\.|.", piece[1:-1], re.DOTALL)
    if piece[1] == "^" or "[" in inner or "-" in inner[1:-1]:
        return _ANYTHING
    letters = set(map(_letter, inner))
    return letters.pop() if len(letters) == 1 else _ANYTHING


def _letter(piece: str) -> str:
    if piece == r"\s":
        return _BLANK
    sign = piece[-1]
    if len(piece) > 1 and piece[1].isalnum():
        return _ANYTHING
    if sign.isascii():
        return sign.lower() if sign.isalnum() else _BLANK
    return sign if re.match(f"[{_CJK}]", sign) else _ANYTHING


def _runs(literal: str, written: list[str], scope: str | None) -> Iterator[Node]:
    """Give what the index can be asked for of what stands there letter by letter; `written` is how the pattern has it."""
    told: set[int] = set()
    for stretch in _STRETCH.finditer(literal):
        places, asked = _phrases(stretch, scope)
        told |= places
        yield from asked
    for run in _RUN.finditer(literal):
        if run.start() not in told:
            yield from _run(run, literal, written, scope)


def _phrases(stretch: re.Match[str], scope: str | None) -> tuple[set[int], list[Node]]:
    """Give the runs that follow each other in a stretch as one phrase, with the places of those that it says all about."""
    text, found = stretch.group(), [*_WORD.finditer(stretch.group())]
    star = bool(found) and found[-1].end() == len(text) and found[-1].group().isascii()
    if star and len(found[-1].group()) < _SHORTEST:  # the beginning of too many words
        found, star = found[:-1], False
    part: list[Node] = []
    if found and found[0].start() == 0 and found[0].group().isascii():  # perhaps the end of a longer word
        first, after = found[0].group(), tuple(word.group() for word in found[1:])
        if after and len(first) >= _SHORTEST:
            part = [Part(first, f"{first}$", scope, after, star)]
        found = found[1:]
    if len(found) < 2:
        return {stretch.start() for _ in part}, part
    places = {stretch.start() + word.start() for word in found} | {stretch.start() for _ in part}
    return places, [*part, Word(Phrase(tuple(word.group() for word in found), star=star), scope)]


def _run(run: re.Match[str], literal: str, written: list[str], scope: str | None) -> Iterator[Node]:
    text = run.group()
    begins = literal[run.start() - 1 : run.start()] not in ("", _ANYTHING, _LETTERS)
    ends = literal[run.end() : run.end() + 1] not in ("", _ANYTHING, _LETTERS)
    certain = text.split(_LETTERS)
    longest = max(certain, key=len)
    if not text.isascii() or (begins and ends and len(certain) == 1 and len(text) > 1):
        yield Word(Phrase((text,)), scope)
    elif begins and len(certain[0]) >= _SHORTEST:
        yield Word(Phrase((certain[0],), star=True), scope)
    elif len(longest) >= _SHORTEST:
        regex = ("^" if begins else "") + "".join(written[run.start() : run.end()]) + ("$" if ends else "")
        yield Part(longest, "" if regex.lower() == longest else regex, scope)
