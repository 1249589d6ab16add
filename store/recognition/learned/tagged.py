"""Kiwi's parts of speech, seen from the units that they cover, as values."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from store.recognition.learned.aspects import Value, whole, whole_aspects
from store.recognition.learned.morphemes import Morpheme, chunks
from store.recognition.learned.units import Line

_EDGES: tuple[Morpheme, Morpheme] = (("<", "<", 0, 0), (">", ">", 0, 0))


def tagged_values(text: str, line: Line, morphemes: Sequence[Morpheme]) -> dict[str, Sequence[Value]]:
    """Describe the units of a line by the morphemes that cover them and by the runs of nouns that these stand in."""
    table = _Table(text, morphemes)
    tags: list[list[str]] = []
    forms: list[list[str]] = []
    runs: list[list[str]] = []
    wholes: list[list[str]] = []
    for each in _cover(line, morphemes):
        number = None if each is None else table.chunk_of.get(each[1])
        tags.append(
            [] if each is None else _tags(each[0], *(table.at(each[1] + step)[1] for step in (-2, -1, 0, 1, 2)))
        )
        forms.append([] if each is None else _forms(each[0], *(table.at(each[1] + step) for step in (-1, 0, 1))))
        runs.append([] if each is None or number is None else list(table.chunk(number, each)))
        wholes.append([] if number is None else [f"qs={table.whole(number)}"])
    return {**whole("tags", tags), **whole("forms", forms), **whole("chunks", runs), **whole("wholes", wholes)}


def _cover(line: Line, morphemes: Sequence[Morpheme]) -> list[tuple[str, int] | None]:
    cover: list[tuple[str, int] | None] = [None] * len(line.starts)
    for index, (_, _, start, end) in enumerate(morphemes):
        first, past = bisect_right(line.ends, start), bisect_left(line.starts, end)
        for at in range(first, past):
            held = cover[at]
            if held is None or held[0][0] == "I":
                cover[at] = (("B" if at == first else "I") + ("e" if at == past - 1 else ""), index)
    return cover


class _Table:
    """The morphemes of a line and the runs of nouns among them."""

    def __init__(self, text: str, morphemes: Sequence[Morpheme]) -> None:
        self._text, self._morphemes = text, morphemes
        self._chunks = chunks(morphemes)
        self.chunk_of: Mapping[int, int] = {
            at: number for number, (first, end) in enumerate(self._chunks) for at in range(first, end)
        }

    def at(self, index: int) -> Morpheme:
        if index < 0:
            return _EDGES[0]
        return self._morphemes[index] if index < len(self._morphemes) else _EDGES[1]

    def whole(self, number: int) -> str:
        start, end = self._chunks[number]
        return self._text[self.at(start)[2] : self.at(end - 1)[3]]

    def chunk(self, number: int, cover: tuple[str, int]) -> Iterator[str]:
        """Tell of a run of nouns: what begins and ends it, what stands before and after, and how long it is."""
        start, end = self._chunks[number]
        opens, closes = cover[1] == start and cover[0][0] == "B", cover[1] == end - 1 and cover[0][-1] == "e"
        place = "B" if opens else "E" if closes else "I"
        first, last, before, after = (self.at(index) for index in (start, end - 1, start - 1, end))
        tags = ".".join(self.at(index)[1] for index in range(start, min(end, start + 5)))
        yield from (
            f"ql={place}{last[0]}",
            f"qf={place}{first[0]}",
            f"qt={place}{tags}",
            f"qa={place}{after[0]}/{after[1]}",
            f"qb={place}{before[0]}/{before[1]}",
            f"qq={place}{before[1]}|{last[1]}|{after[1]}",
            f"qn={place}{min(end - start, 5)}.{min(last[3] - first[2], 7)}",
        )
        yield from self._beside(number, place)

    def _beside(self, number: int, place: str) -> Iterator[str]:
        start, end = self._chunks[number]
        if number + 1 < len(self._chunks):
            first, past = self._chunks[number + 1]
            gap = self.at(first)[2] - self.at(end - 1)[3]
            if gap <= 3:
                opening, closing = self.at(first), self.at(past - 1)
                yield from (
                    f"qnl={place}{gap}{closing[0]}",
                    f"qnf={place}{gap}{opening[0]}",
                    f"qnt={place}{gap}{opening[1]}",
                )
        if number:
            closing = self.at(self._chunks[number - 1][1] - 1)
            gap = self.at(start)[2] - closing[3]
            if gap <= 3:
                yield from (f"qpl={place}{gap}{closing[0]}", f"qpt={place}{gap}{closing[1]}")


def _tags(place: str, earlier: str, before: str, here: str, after: str, later: str) -> list[str]:
    return [
        f"m={place}{here}",
        f"mp={place}{before}",
        f"mn={place}{after}",
        f"mpt={place}{before}|{here}",
        f"mtn={place}{here}|{after}",
        f"m3={place}{before}|{here}|{after}",
        f"mnn={place}{after}|{later}",
        f"mpp={place}{earlier}|{before}",
    ]


def _forms(place: str, before: Morpheme, here: Morpheme, after: Morpheme) -> list[str]:
    return [f"mf={place}{here[0]}", f"mpf={place[0]}{before[0]}/{before[1]}", f"mnf={place}{after[0]}/{after[1]}"]


TAGGED = (
    *whole_aspects("tags", "tags", 8),
    *whole_aspects("forms", "forms", 3),
    *whole_aspects("chunks", "chunks", 12),
    *whole_aspects("wholes", "wholes", 1),
)
"""All that may be seen of them."""
