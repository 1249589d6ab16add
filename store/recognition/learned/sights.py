"""Sights: a line as each way of looking sees it, and what several fields together make of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from store.recognition.learned import features, pieces
from store.recognition.learned.aspects import Teller, Values
from store.recognition.learned.clusters import Clusters
from store.recognition.learned.ensemble import Ensemble
from store.recognition.learned.features import VIEWS, Known, Marked, values_of
from store.recognition.learned.marginals import Candidates, candidates, merged
from store.recognition.learned.morphemes import Morpheme, Placed
from store.recognition.learned.pieces import Pieces, pieces_of, plain_morphemes
from store.recognition.learned.units import Line, cut
from store.recognition.learned.vectors import Vectors
from store.recognition.learned.weights import read_weights

SHARE, PLAIN_SHARE = 0.5, 0.25
"""How much the field of pieces has to say beside those of syllables: with Kiwi, and where pieces are cut by rules."""

PLACED = frozenset({"lean", pieces.VIEW})
"""The ways of looking that see Kiwi's vectors: one of syllables is to err otherwise."""

Spotted = tuple[int, int, str, float]
"""Start, end (code points), type and probability."""

Features = Sequence[Sequence[str] | Mapping[str, float]]
"""For each unit its features, with a weight each where they are not all of one weight."""


def views_of(script: str, *, morphemes: bool) -> tuple[str, ...]:
    """Name the ways of looking that are taught: Korean is seen in pieces too, and with Kiwi by one field less."""
    if script != "hangul":
        return tuple(VIEWS)
    return ("lean", "wide", pieces.VIEW) if morphemes else (*VIEWS, pieces.VIEW)


@dataclass(frozen=True, slots=True)
class Sight:
    """One line: its units (syllables and words of other letters) with what describes them, and its pieces and their share.

    `placed` is the morpheme that each unit begins in, where Kiwi tells.
    """

    units: Line
    values: Values
    pieces: Pieces
    share: float
    placed: Sequence[Placed | None]

    def seen(self, view: str) -> Sight | Pieces:
        """Give what a way of looking labels."""
        return self.pieces if view == pieces.VIEW else self


class Eyes:
    """What is seen of lines: all features, and Kiwi's vectors, if any."""

    def __init__(self, vectors: Vectors | None = None) -> None:
        self.vectors = vectors
        self._units, self._pieces = Teller(features.ASPECTS), Teller(pieces.ASPECTS)

    def features(self, sight: Sight, view: str) -> Features:
        """Give, for each unit of a line, the features that a way of looking sees."""
        seen, teller = sight.seen(view), self._pieces if view == pieces.VIEW else self._units
        found = teller.told(seen.values, len(seen.units.starts), VIEWS.get(view, (pieces.VIEW,)))
        if self.vectors is None or view not in PLACED or not any(seen.placed):
            return found
        # Made when they are asked for: numbers take many times the memory that words shared by all lines take.
        places = [self.vectors.features(*each) if each else {} for each in seen.placed]
        return [{**dict.fromkeys(each, 1.0), **place} for each, place in zip(found, places, strict=True)]


class Fields:
    """Fields that were taught, by their way of looking, and what they think of lines together."""

    def __init__(self, fields: Mapping[str, bytes], vectors: Vectors | None = None) -> None:
        several = [read_weights(field) for view, field in fields.items() if view != pieces.VIEW]
        self._units = Ensemble(several, features.ASPECTS, vectors)
        piece = fields.get(pieces.VIEW)
        self._pieces = None if piece is None else Ensemble([read_weights(piece)], pieces.ASPECTS, vectors)

    def opinions(self, lines: Sequence[Sight]) -> list[Candidates]:
        """Give the spans that the fields think there may be in each line, with their probabilities."""
        found = [candidates(odds, sight.units) for odds, sight in zip(self._units.odds(lines), lines, strict=True)]
        if self._pieces is None:
            return found
        said = self._pieces.odds([sight.pieces for sight in lines])
        return [
            merged(one, candidates(odds, sight.pieces.units), share=sight.share)
            for one, odds, sight in zip(found, said, lines, strict=True)
        ]


def sights(
    text: str, finds: Sequence[Marked], clusters: Clusters, morphemes: Callable[[str], Sequence[Morpheme]]
) -> Iterator[Sight]:
    """Give each line of a text as it is seen."""
    for line in cut(text):
        start, end = line.starts[0], line.ends[-1]
        shifted = [(form, tag, first + start, last + start) for form, tag, first, last in morphemes(text[start:end])]
        known = Known(finds=finds, morphemes=shifted, clusters=clusters)
        plain = known if shifted else replace(known, morphemes=_plain(text, start, end))
        held = pieces_of(text, line, plain, tagged=bool(shifted))
        yield Sight(
            line,
            values_of(text, line, known),
            held,
            share=SHARE if shifted else PLAIN_SHARE,
            placed=[_begun(held, start) for start in line.starts],
        )


def _begun(held: Pieces, at: int) -> Placed | None:
    """Give the morpheme that a place of the text lies in, the last one where several share it."""
    number = bisect_right(held.units.starts, at) - 1
    return held.placed[number] if number >= 0 and held.units.ends[number] > at else None


def _plain(text: str, start: int, end: int) -> list[Morpheme]:
    return [(form, tag, first + start, last + start) for form, tag, first, last in plain_morphemes(text[start:end])]
