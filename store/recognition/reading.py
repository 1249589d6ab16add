"""What the recognisers look at: the article's text with what they must not see blanked out, and what is known in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from store.recognition.find import Find
from store.records import Part

_HASHTAG = re.compile(r"#[\w가-힣]+")
_HANGUL_WORD = re.compile("[가-힣]{2}")
_LATIN_WORD = re.compile("[a-z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article made ready: `text` has the positions of the stored text, with boilerplate turned into line breaks.

    `known` are the finds of the gazetteer, overlapping ones too; `published` is ISO 8601 or None. `places` maps the
    start of a known place to its furthest end, `ends` the end of a known name to the longest name that ends there;
    `korean` and `english` say whether words of that script occur at all, `civic` whether the text is about cities,
    `elsewhere` whether it is long enough to tell that it is not.
    """

    text: str
    known: tuple[Find, ...] = ()
    published: str | None = None
    language: str | None = None
    bylines: tuple[tuple[int, int], ...] = ()
    lines: tuple[int, ...] = ()
    places: dict[int, int] = field(default_factory=dict)
    ends: dict[int, Find] = field(default_factory=dict)
    korean: bool = True
    english: bool = True
    civic: bool = False
    elsewhere: bool = False

    def line(self, at: int) -> tuple[int, int]:
        """Return the half-open span of the line that holds this position."""
        index = bisect_right(self.lines, at) - 1
        start = self.lines[index]
        end = self.lines[index + 1] - 1 if index + 1 < len(self.lines) else len(self.text)
        return start, end


_CIVIC_WORDS = (
    "smart cit",
    "smart ",
    "mayor",
    "citizens",
    "residents",
    "district",
    "urban",
    " city",
    "-gu",
    "-si",
    "스마트시티",
    "스마트도시",
    "시장",
    "시민",
    "구청",
    "시청",
    "지자체",
    "도시",
    "시는 ",
    "시가 ",
    "구는 ",
    "군수",
    "군은 ",
    "군청",
    "도는 ",
    " county",
)


_TELLING = 400
"""So many code points tell what a text is about."""


def _is_civic(text: str) -> bool:
    """Say whether at least two different words tell of a city, its people or its offices."""
    low = text.lower()
    return sum(word in low for word in _CIVIC_WORDS) >= 2


def read(
    text: str, parts: Sequence[Part], *, known: Iterable[Find], published: str | None, language: str | None
) -> Reading:
    """Return the reading of a masked text (see `masked`) and what the gazetteer found in it."""
    civic = _is_civic(text)
    reading = Reading(
        text=text,
        published=published,
        language=language,
        bylines=tuple((part.start, part.end) for part in parts if part.role == "byline"),
        lines=(0, *(match.end() for match in re.finditer("\n", text))),
        korean=_HANGUL_WORD.search(text) is not None,
        english=_LATIN_WORD.search(text) is not None,
        civic=civic,
        elsewhere=not civic and len(text) > _TELLING,
    )
    return with_known(reading, known)


def with_known(reading: Reading, more: Iterable[Find]) -> Reading:
    """Return the same reading where these finds are known too."""
    finds = (*reading.known, *more)
    places: dict[int, int] = {}
    ends: dict[int, Find] = {}
    for find in finds:
        if find.type == "place":
            places[find.start] = max(find.end, places.get(find.start, 0))
        previous = ends.get(find.end)
        if previous is None or find.start < previous.start:
            ends[find.end] = find
    return replace(reading, known=finds, places=places, ends=ends)


def masked(text: str, parts: Sequence[Part]) -> str:
    """Return the text with boilerplate turned into line breaks, hashtags excepted; positions stay."""
    pieces = list(text)
    for part in parts:
        if part.role != "boilerplate":
            continue
        kept = [match.span() for match in _HASHTAG.finditer(text, part.start, part.end)]
        for at in range(part.start, part.end):
            pieces[at] = "\n"
        for start, end in kept:
            pieces[start:end] = text[start:end]
    return "".join(pieces)
