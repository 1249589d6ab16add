"""What is odd about copies in a dataset: the same text twice, nearly the same, or the same and marked otherwise."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator

from store.dataset.linted import Check, Linted, LintRules, Tally, many
from store.records import Finding, MarkedArticle


def copy_checks(rules: LintRules) -> Iterator[Check]:
    """Give the checks that a recipe needs."""
    cut = rules.recipe.text in ("paragraph", "sentence")
    yield _Copies(split=bool(rules.recipe.split), cut=cut)
    yield _MarkedOtherwise(rules.states, cut=cut)


class _Copies:
    """Articles whose text goes out twice: to the letter, or nearly."""

    def __init__(self, *, split: bool, cut: bool) -> None:
        self._rest = "; a split keeps them together." if split else "; an export can take the earliest of each alone."
        self._cut = cut
        self._texts: dict[int, int] = {}
        self._groups: dict[int, int] = {}
        self._exact = Tally()
        self._near = Tally()

    def see(self, article: Linted) -> None:
        number = article.id
        text = article.chosen.article.text if self._cut or not article.records else article.records[0].article.text
        twin = self._texts.setdefault(hash(text), number) if text.strip() else number
        first = self._groups.setdefault(article.group, number) if article.group else number
        if twin != number:
            self._exact.add_pair(twin, number)
        elif first != number:
            self._near.add_pair(first, number)

    def findings(self) -> Iterator[Finding]:
        for tally, kind, how in (
            (self._exact, "exact_copies", "the same text as"),
            (self._near, "near_copies", "nearly the same text as"),
        ):
            have = "has" if tally.count == 1 else "have"
            sentence = f"{many(tally.count, 'article')} {have} {how} another one that goes out{self._rest}"
            yield from tally.finding(kind, "warning", sentence)


class _MarkedOtherwise:
    """Records with the same text of which one is marked otherwise than the other, or not at all.

    Of paragraphs and sentences only those with marked passages are compared: unmarked ones are alike by chance too often,
    and tags of the whole article are not about them.
    """

    def __init__(self, states: Collection[str], *, cut: bool) -> None:
        self._states = states
        self._cut = cut
        # Of most texts there is one, and most have no mark: a number is kept of each, and its marks where it has some.
        self._first: dict[int, int] = {}
        self._marks: dict[int, int] = {}
        self._otherwise = Tally()
        self._unmarked = Tally()

    def see(self, article: Linted) -> None:
        for record in article.records:
            said = self._said(record)
            if (self._cut and not said) or not record.article.text.strip():
                continue
            text, marks = hash(record.article.text), hash(said) if said else 0
            if text not in self._first:
                self._first[text] = article.id
                if said:
                    self._marks[text] = marks
            elif (other := self._marks.get(text, 0)) != marks:
                (self._otherwise if other and marks else self._unmarked).add_pair(self._first[text], article.id)

    def _said(self, record: MarkedArticle) -> frozenset[Hashable]:
        """Give what is said of a text, whoever said it."""
        mentions = (each for each in record.mentions if each.state in self._states)
        taggings = (each for each in record.taggings if each.start is not None or not self._cut)
        said: set[Hashable] = {(each.start, each.end, each.type) for each in mentions}
        return frozenset(said | {(each.start, each.end, each.tag) for each in taggings})

    def findings(self) -> Iterator[Finding]:
        count = self._otherwise.count
        what = "record" if self._cut else "article"
        sentence = f"{many(count, what)} {'has' if count == 1 else 'have'} the text of another one and other marks."
        yield from self._otherwise.finding("contradictory_copies", "error", sentence)
        count = self._unmarked.count
        sentence = (
            f"Of {many(count, 'pair')} of articles with the same text one is marked and the other is not: to a model that"
            " says that nothing is there."
        )
        yield from self._unmarked.finding("unmarked_copies", "warning", sentence)
