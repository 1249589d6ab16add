"""Holding: whether a text has any of many names in it, whatever stands around them and however they are written."""

from __future__ import annotations

from collections.abc import Iterable

import ahocorasick

from store.recognition.folding import fold_name, fold_text
from store.text.normal import normal


class Forms:
    """Folded forms of names, ready to be looked for: a text without any of them has no place for the names.

    `loose` are names that are compared in normal form too (width, composition and accents do not matter).
    """

    def __init__(self, names: Iterable[str], *, loose: Iterable[str] = ()) -> None:
        self._tight = _automaton(fold_name(name) for name in names)
        self._loose = _automaton(fold_name(normal(name)) for name in loose)

    def stand_in(self, text: str) -> bool:
        """Say whether one of the names may stand in this text."""
        if self._tight is not None and _hits(self._tight, fold_text(text)[0]):
            return True
        return self._loose is not None and _hits(self._loose, fold_text(normal(text))[0])


def _automaton(forms: Iterable[str]) -> ahocorasick.Automaton | None:
    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for form in forms:
        if form:
            automaton.add_word(form)
    if not len(automaton):
        return None
    automaton.make_automaton()
    return automaton


def _hits(automaton: ahocorasick.Automaton, folded: str) -> bool:
    return next(iter(automaton.iter(folded)), None) is not None
