"""What every match of a pattern must contain, so that the index can choose the articles that are worth reading.

Only what the index finds wherever it stands is used: two and more syllables of Hangul or Han side by side. A pattern that is
not understood is said to need nothing.
"""

from __future__ import annotations

import re

from store.query.tree import And, Node, Or, Word
from store.text.tokens import Phrase

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\(\?:|\(|\)|\||[*+?]|\{[^}]*\}|.", re.DOTALL)
_REPEAT = re.compile(r"[*+?]|\{[^}]*\}")
_RUN = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]{2,}")
_STRANGE = re.compile(r"\(\?(?!:)|\(\*|[&~|-]{2}")
_MOST = 8


def needed(pattern: str, *, scope: str | None = None) -> Node | None:
    """Give a tree of words that every text with a match of `pattern` satisfies; None where nothing is certain."""
    if _STRANGE.search(pattern):
        return None
    pieces = _PIECE.findall(pattern)
    found, end = _either(pieces, 0, scope)
    return found if end == len(pieces) else None


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
    if len(certain) < len(found) or len(found) > _MOST:
        return None, at
    return (certain[0] if len(certain) == 1 else Or(tuple(certain))), at


def _sequence(pieces: list[str], at: int, scope: str | None) -> tuple[Node | None, int]:
    """Read what follows one another, up to a bar, a closing bracket or the end."""
    needs: list[Node] = []
    literal = ""
    while at < len(pieces) and pieces[at] not in ("|", ")"):
        piece, at = pieces[at], at + 1
        inner: Node | None = None
        if piece in ("(", "(?:"):
            inner, at = _either(pieces, at, scope)
            if at >= len(pieces):
                return None, len(pieces) + 1  # a bracket that is not closed: nothing is certain
            at += 1
        repeat = ""
        while at < len(pieces) and _REPEAT.fullmatch(pieces[at]):
            repeat, at = repeat + pieces[at], at + 1
        once = repeat in ("", "+", "+?", "++")
        if len(piece) == 1 and not _REPEAT.fullmatch(piece) and piece not in "(.^$":
            literal += piece if once else "\n"
            # What is repeated breaks the run behind it: `ab+c` has `ab`, and not surely `abc`.
            literal += "\n" if repeat else ""
        else:
            literal += "\n"
            if inner is not None and once:
                needs.append(inner)
    needs += [Word(Phrase((run,)), scope) for run in _RUN.findall(literal)]
    if not needs:
        return None, at
    return (needs[0] if len(needs) == 1 else And(tuple(needs[:_MOST]))), at
