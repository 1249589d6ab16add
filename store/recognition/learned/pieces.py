"""Pieces: a line as the morphemes that Kiwi cuts it into, each described for a field of its own.

They are fewer than syllables and end where names do, so that a few marked sentences teach more by them; what ends within a
morpheme only the syllables can tell. Both together err least. Where there is no Kiwi, words are parted from their particles,
and letters, digits and syllables from each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.recognition.korean import is_hangul
from store.recognition.learned.clusters import Clusters
from store.recognition.learned.features import Known, Marked, covered
from store.recognition.learned.morphemes import Morpheme, chunks
from store.recognition.learned.shapes import kind_of
from store.recognition.learned.units import Line
from store.recognition.learned.words import Words, stem, words_of

VIEW = "pieces"
"""The name of this way of looking, beside those of `features.VIEWS`."""

_RUN = re.compile(r"[가-힣]+|[^\W\d_가-힣]+|\d+|\S")
_EDGES: tuple[Morpheme, Morpheme] = (("<", "<", 0, 0), (">", ">", 0, 0))


@dataclass(frozen=True, slots=True)
class Pieces:
    """The morphemes of a line as units, and the features of each."""

    units: Line
    features: list[list[str]]


NONE = Pieces(Line((), (), (), ()), [])


def pieces_of(text: str, line: Line, known: Known) -> Pieces:
    """Cut a line into its morphemes and describe them; `known` holds them, in code points of the whole text."""
    held = [each for each in known.morphemes if each[3] > each[2] and each[0]]
    if not held:
        return NONE
    words = _numbered(held, {at: line.words[number] for number, at in enumerate(line.starts)})
    units = Line(
        tuple(each[2] for each in held), tuple(each[3] for each in held), tuple(each[0] for each in held), tuple(words)
    )
    table = _Table(text, units, held, words_of(text, line), known.clusters, _covering(units, known.finds), _runs(held))
    return Pieces(units, [_told(table, at) for at in range(len(held))])


def plain_morphemes(text: str) -> list[Morpheme]:
    """Cut a line without Kiwi: stems, particles, runs of letters and of digits, and marks."""
    found: list[Morpheme] = []
    for run in _RUN.finditer(text):
        form, start, end = run.group(), run.start(), run.end()
        if not is_hangul(form[0]):
            found.append((form, "SN" if form.isdigit() else "SL" if form[0].isalpha() else "SP", start, end))
            continue
        # Before letters or digits no particle ends a word.
        bare, tail = (form, "") if text[end : end + 1].isalnum() else stem(form)
        found.append((bare, "NNG", start, start + len(bare)))
        if tail:
            found.append((tail, "J", start + len(bare), end))
    return found


def _numbered(morphemes: Sequence[Morpheme], word_at: Mapping[int, int]) -> list[int]:
    """Number the words that the morphemes stand in, one after the other; one that begins amid a unit stays in its word."""
    numbers: list[int] = []
    word = word_at.get(morphemes[0][2], 0)
    for _, _, start, _ in morphemes:
        here = word_at.get(start, word)
        numbers.append((numbers[-1] if numbers else 0) + (here != word))
        word = here
    return numbers


@dataclass(frozen=True, slots=True)
class _Table:
    text: str
    units: Line
    morphemes: Sequence[Morpheme]
    words: Words
    clusters: Clusters
    finds: Sequence[tuple[str, str, str] | None]
    runs: Sequence[tuple[int, int] | None]

    def at(self, index: int) -> Morpheme:
        if index < 0:
            return _EDGES[0]
        return self.morphemes[index] if index < len(self.morphemes) else _EDGES[1]


def _covering(units: Line, finds: Iterable[Marked]) -> list[tuple[str, str, str] | None]:
    cover: list[tuple[str, str, str] | None] = [None] * len(units.starts)
    for start, end, kind, origin in finds:
        touched = covered(units, start, end)
        for at in touched:
            cover[at] = (_place(at, touched[0], touched[-1]), kind, origin)
    return cover


def _runs(morphemes: Sequence[Morpheme]) -> list[tuple[int, int] | None]:
    """Give for each morpheme the first and the last of the run of nouns that it stands in."""
    runs: list[tuple[int, int] | None] = [None] * len(morphemes)
    for first, end in chunks(morphemes):
        runs[first:end] = [(first, end - 1)] * (end - first)
    return runs


def _place(at: int, first: int, last: int) -> str:
    return "S" if first == last else "B" if at == first else "E" if at == last else "I"


def _told(table: _Table, at: int) -> list[str]:
    return [*_itself(table, at), *_neighbours(table, at), *_word(table, at), *_run(table, at), *_found(table, at)]


def _itself(table: _Table, at: int) -> list[str]:
    form, tag, start, end = table.at(at)
    return [
        "bias", f"f={form}", f"t={tag}", f"ft={form}/{tag}", f"len={min(end - start, 4)}",
        f"e1={form[-1:]}", f"e2={form[-2:]}", f"a1={form[:1]}", f"k={kind_of(form)}",
        *(f"cf{grain}={number}" for grain, number in enumerate(table.clusters.get(form, ()))),
    ]  # fmt: skip


def _neighbours(table: _Table, at: int) -> list[str]:
    earlier, before, here, after, later = (table.at(at + step) for step in (-2, -1, 0, 1, 2))
    features = [
        f"{name}{step}={each[part]}"
        for step, each in ((-2, earlier), (-1, before), (1, after), (2, later))
        for name, part in (("f", 0), ("t", 1))
    ]
    return [
        *features, f"tt-1={before[1]}|{here[1]}", f"tt1={here[1]}|{after[1]}",
        f"t3={before[1]}|{here[1]}|{after[1]}", f"ff1={here[0]}|{after[0]}", f"ff-1={before[0]}|{here[0]}",
        f"nt={after[1]}|{later[1]}", f"pt={earlier[1]}|{before[1]}",
    ]  # fmt: skip


def _word(table: _Table, at: int) -> list[str]:
    words, stems = table.units.words, table.words.stems
    word = words[at]
    features = [
        f"sb={at == 0 or words[at - 1] != word}",
        f"sa={at + 1 == len(words) or words[at + 1] != word}",
        f"st={stems[word][0]}",
        f"tl={stems[word][1]}",
    ]
    for step in (-1, 0, 1):
        if 0 <= word + step < len(stems):
            numbers = table.clusters.get(stems[word + step][0], ())
            features += [f"c{step}.{grain}={number}" for grain, number in enumerate(numbers)]
    return features


def _run(table: _Table, at: int) -> list[str]:
    run = table.runs[at]
    if run is None:
        return []
    first, last = run
    place, opening, closing = _place(at, first, last), table.at(first), table.at(last)
    before, after = table.at(first - 1), table.at(last + 1)
    said = table.text[opening[2] : closing[3]]
    tags = ".".join(table.at(index)[1] for index in range(first, min(last + 1, first + 5)))
    return [
        f"qp={place}", f"ql={place}{closing[0]}", f"qf={place}{opening[0]}", f"qt={place}{tags}",
        f"qa={place}{after[0]}/{after[1]}", f"qb={place}{before[0]}/{before[1]}", f"qs={said}",
        f"qn={place}{last - first}.{min(len(said), 8)}", f"qe1={place}{said[-1:]}", f"qe2={place}{said[-2:]}",
    ]  # fmt: skip


def _found(table: _Table, at: int) -> list[str]:
    features = []
    for step in (-1, 0, 1):
        find = table.finds[at + step] if 0 <= at + step < len(table.finds) else None
        if find is not None:
            features.append(f"g{step}={find[0]}{find[1]}")
        elif step == 0:
            features.append("g0")
    here = table.finds[at]
    if here is not None:
        place, kind, origin = here
        features += [f"go={place}{kind}{origin}", f"gt={place}{kind}{table.at(at)[1]}"]
    return features
