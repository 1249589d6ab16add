"""An answer is given again only where all that it hangs on is the very same."""

from __future__ import annotations

from pyroaring import BitMap

from store.resident.recent import Recent


def test_what_is_known_is_not_made_again() -> None:
    recent, made = Recent(2), list[int]()

    def ask(question: str, articles: set[int], *of: object) -> int:
        def make() -> int:
            made.append(1)
            return len(made)

        return recent.answer(question, BitMap(articles), make, of=of)

    one, two = object(), object()
    assert ask("a", {1, 2}, one) == ask("a", {1, 2}, one) == 1
    assert ask("a", {1, 2}, two) == 2
    assert ask("a", {1}, two) == 3
    assert ask("a", {1}, two, one) == 4
    assert ask("b", {1}, one) == 5
    assert ask("a", {1}, two, one) == 4
    assert ask("c", set(), one) == 6
    assert ask("a", {1}, two, one) == 7
