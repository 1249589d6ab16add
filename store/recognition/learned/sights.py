"""Sights: a line as each way of looking sees it, and what several fields together make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from store.recognition.learned import pieces
from store.recognition.learned.clusters import Clusters
from store.recognition.learned.features import VIEWS, Described, Known, Marked, describe, seen
from store.recognition.learned.marginals import Candidates, Field, averaged, candidates, merged
from store.recognition.learned.morphemes import Morpheme
from store.recognition.learned.pieces import Pieces, pieces_of, plain_morphemes
from store.recognition.learned.units import Line, cut

SHARE, PLAIN_SHARE = 0.5, 0.25
"""How much the field of pieces has to say beside those of syllables: with Kiwi, and where pieces are cut by rules."""

Spotted = tuple[int, int, str, float]
"""Start, end (code points), type and probability."""


def views_of(script: str, *, morphemes: bool) -> tuple[str, ...]:
    """Name the ways of looking that are taught: Korean is seen in pieces too, and with Kiwi by one field less."""
    if script != "hangul":
        return tuple(VIEWS)
    return ("lean", "wide", pieces.VIEW) if morphemes else (*VIEWS, pieces.VIEW)


@dataclass(frozen=True, slots=True)
class Sight:
    """One line: its units (syllables and words of other letters) described by group, and its pieces with their share."""

    line: Line
    described: Described
    pieces: Pieces
    share: float

    def units(self, view: str) -> Line:
        """Give the units that a way of looking labels."""
        return self.pieces.units if view == pieces.VIEW else self.line

    def features(self, view: str) -> list[list[str]]:
        """Give, for each of its units, the features that a way of looking sees."""
        return self.pieces.features if view == pieces.VIEW else seen(self.described, view)


def sights(
    text: str, finds: Sequence[Marked], clusters: Clusters, morphemes: Callable[[str], Sequence[Morpheme]]
) -> Iterator[Sight]:
    """Give each line of a text as it is seen."""
    for line in cut(text):
        start, end = line.starts[0], line.ends[-1]
        shifted = [(form, tag, first + start, last + start) for form, tag, first, last in morphemes(text[start:end])]
        known = Known(finds=finds, morphemes=shifted, clusters=clusters)
        plain = known if shifted else replace(known, morphemes=_plain(text, start, end))
        yield Sight(
            line, describe(text, line, known), pieces_of(text, line, plain), share=SHARE if shifted else PLAIN_SHARE
        )


def _plain(text: str, start: int, end: int) -> list[Morpheme]:
    return [(form, tag, first + start, last + start) for form, tag, first, last in plain_morphemes(text[start:end])]


def opinion(fields: Mapping[str, Field], sight: Sight) -> Candidates:
    """Give the spans that the fields think there may be in a line, with their probabilities."""
    said = averaged([field.odds(sight.features(view)) for view, field in fields.items() if view != pieces.VIEW])
    found = candidates(said, sight.line)
    if pieces.VIEW not in fields:
        return found
    other = candidates(fields[pieces.VIEW].odds(sight.pieces.features), sight.pieces.units)
    return merged(found, other, share=sight.share)
