"""What was answered lately: it holds as long as what it was made from is the same, and the same articles are found."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from pyroaring import BitMap

T = TypeVar("T")


class Recent:
    """Answers by question, the latest few; for all readers of a project."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._known: OrderedDict[Hashable, tuple[tuple[object, ...], BitMap, Any]] = OrderedDict()

    def answer(self, question: Hashable, found: BitMap, make: Callable[[], T], *, of: tuple[object, ...]) -> T:
        """Give the answer that is known, or make it; `of` are the very objects, never changed, that it is made of."""
        with self._lock:
            known = self._known.get(question)
        if known is not None and _same(known[0], of) and known[1] == found:
            answer: T = known[2]
            return answer
        answer = make()
        with self._lock:
            self._known[question] = (of, found, answer)
            self._known.move_to_end(question)
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        return answer


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))
