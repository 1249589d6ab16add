"""Capitals: what a tagger sees of the run of capitalised words that a word stands in, which in English a name mostly fills."""

from __future__ import annotations

from collections.abc import Sequence

_LINKS = frozenset({"of", "the", "and", "&", "-", ".", "'", "de", "for"})
"""What may stand between two capitalised words of one name."""


def runs(forms: Sequence[str]) -> list[tuple[int, int] | None]:
    """Give for each unit the first and the last of the run of capitalised words that it stands in, or None."""
    found: list[tuple[int, int] | None] = [None] * len(forms)
    at = 0
    while at < len(forms):
        if not _capital(forms, at):
            at += 1
            continue
        last = _last(forms, at)
        found[at : last + 1] = [(at, last)] * (last + 1 - at)
        at = last + 1
    return found


def _last(forms: Sequence[str], first: int) -> int:
    last = first
    while True:
        if _capital(forms, last + 1):
            last += 1
        elif last + 1 < len(forms) and forms[last + 1] in _LINKS and _capital(forms, last + 2):
            last += 2
        else:
            return last


def _capital(forms: Sequence[str], at: int) -> bool:
    return at < len(forms) and forms[at][0].isupper()


def told(forms: Sequence[str], at: int, run: tuple[int, int] | None) -> list[str]:
    """Describe a unit by its run: what begins and ends it, what stands before and after, how long it is, all of it."""
    if run is None:
        return []
    first, last = run
    place = "S" if first == last else "B" if at == first else "E" if at == last else "I"
    low = [form.lower() for form in ("<", "<", *forms[max(0, first - 2) : last + 3], ">", ">")]
    begin = 2 + min(first, 2)
    end = begin + last - first
    before, after = low[begin - 1], low[end + 1]
    return [
        f"rl={place}{low[end]}",
        f"rf={place}{low[begin]}",
        f"rb={place}{before}",
        f"ra={place}{after}",
        f"rn={place}{min(last - first, 5)}",
        f"rs={place}{low[end][-3:]}",
        f"r-2={place}{low[begin - 2]}_{before}",
        f"r+2={place}{after}_{low[end + 2]}",
        f"rw={'_'.join(low[begin : end + 1])}",
    ]
