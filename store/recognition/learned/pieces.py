"""Pieces: a line as the morphemes that Kiwi cuts it into, each described for a field of its own.

They are fewer than syllables and end where names do, so that a few marked sentences teach more by them; what ends within a
morpheme only the syllables can tell. Both together err least. Where there is no Kiwi, words are parted from their particles,
and letters, digits and syllables from each other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.recognition.korean import is_hangul
from store.recognition.learned.aspects import Aspect, Value, Values, padded
from store.recognition.learned.clusters import GRAINS, Clusters, clustered
from store.recognition.learned.features import Known, covering, find_values
from store.recognition.learned.morphemes import Morpheme, Placed, chunks
from store.recognition.learned.shapes import kind_of
from store.recognition.learned.units import Line
from store.recognition.learned.words import bare_of, stem, words_of

VIEW = "pieces"
"""The name of this way of looking, beside those of `features.VIEWS`."""

_RUN = re.compile(r"[가-힣]+|[^\W\d_가-힣]+|\d+|\S")
_EDGES: tuple[Morpheme, Morpheme] = (("<", "<", 0, 0), (">", ">", 0, 0))

_RUNS = ("qs", "qp", "ql", "qf", "qt", "qa", "qb", "qn", "qe1", "qe2")
"""The names of what is told of runs of nouns."""

ASPECTS: tuple[Aspect, ...] = (
    *(
        Aspect(name, 0, VIEW, f"{name}=")
        for name in ("t", "ft", "len", "e1", "a1", "e2", "k", "t3", "sb", "sa", "st", "tl", *_RUNS, "go", "gt")
    ),
    *(Aspect(name, 0, VIEW, "") for name in ("bias", "nothing")),
    *(Aspect(f"cf{grain}", 0, VIEW, f"cf{grain}=") for grain in range(len(GRAINS))),
    Aspect("f", 0, VIEW, "f="),
    *(Aspect("f", step, VIEW, f"f{step}=") for step in (-2, -1, 1, 2)),
    *(Aspect("t", step, VIEW, f"t{step}=") for step in (-2, -1, 1, 2)),
    Aspect("ff", 0, VIEW, "ff1="),
    Aspect("ff", -1, VIEW, "ff-1="),
    *(Aspect("tt", step, VIEW, name) for step, name in ((-2, "pt="), (-1, "tt-1="), (0, "tt1="), (1, "nt="))),
    *(Aspect(f"c{step}.{grain}", 0, VIEW, f"c{step}.{grain}=") for step in (-1, 0, 1) for grain in range(len(GRAINS))),
    *(Aspect("find", step, VIEW, f"g{step}=") for step in (-1, 0, 1)),
)
"""All that may be seen of pieces."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The morphemes of a line as units, the values that describe them, and what Kiwi can be asked of each."""

    units: Line
    values: Values
    placed: Sequence[Placed | None]


NONE = Pieces(Line((), (), (), ()), {}, ())


def pieces_of(text: str, line: Line, known: Known, *, tagged: bool = False) -> Pieces:
    """Cut a line into its morphemes and describe them; `known` holds them, in code points of the whole text.

    Where Kiwi `tagged` them, it can be asked of them.
    """
    held = [each for each in known.morphemes if each[3] > each[2] and each[0]]
    if not held:
        return NONE
    words = _numbered(held, {at: line.words[number] for number, at in enumerate(line.starts)})
    forms, tags, starts, ends = zip(*held, strict=True)
    units = Line(starts, ends, forms, tuple(words))
    return Pieces(
        units, _values(text, units, held, known), list(zip(forms, tags, strict=True)) if tagged else [None] * len(held)
    )


def _values(text: str, units: Line, held: Sequence[Morpheme], known: Known) -> dict[str, Sequence[Value]]:
    forms = ["<", "<", "<", *units.forms, ">", ">", ">"]
    tags = ["<", "<", "<", *(tag for _, tag, _, _ in held), ">", ">", ">"]
    return {
        "bias": padded(["bias"] * len(held)),
        "f": forms,
        "t": tags,
        "ft": padded(f"{form}/{tag}" for form, tag, _, _ in held),
        "len": padded(str(min(end - start, 4)) for _, _, start, end in held),
        "e1": padded(form[-1:] for form in units.forms),
        "e2": padded(form[-2:] for form in units.forms),
        "a1": padded(form[:1] for form in units.forms),
        "k": padded(map(kind_of, units.forms)),
        "ff": [*(f"{one}|{other}" for one, other in pairwise(forms)), None],
        "tt": [*(f"{one}|{other}" for one, other in pairwise(tags)), None],
        "t3": padded(map("|".join, zip(tags[2:], tags[3:], tags[4:-2], strict=False))),
        **_clustered("cf", units.forms, known.clusters),
        **_word_values(text, units, known.clusters),
        **{name: padded(column) for name, column in zip(_RUNS, zip(*_runs(text, held), strict=True), strict=True)},
        **find_values(covering(units, known.finds), tags[3:-3], names=("find", "nothing", "g0", "go", "gt")),
    }


def _clustered(name: str, forms: Sequence[str], clusters: Clusters) -> dict[str, Sequence[Value]]:
    columns = zip(*(clustered(clusters, form) for form in forms), strict=True)
    return {f"{name}{grain}": padded(column) for grain, column in enumerate(columns)}


def _word_values(text: str, units: Line, clusters: Clusters) -> dict[str, Sequence[Value]]:
    words = units.words
    stems = [stem(bare_of(raw)) for raw in words_of(text, units).raw]
    bare = ["", *(each for each, _ in stems), ""]
    found: dict[str, Sequence[Value]] = {
        "sb": padded(str(one != other) for one, other in pairwise((None, *words))),
        "sa": padded(str(one != other) for one, other in pairwise((*words, None))),
        "st": padded(stems[word][0] for word in words),
        "tl": padded(stems[word][1] for word in words),
    }
    for step in (-1, 0, 1):
        found |= _clustered(f"c{step}.", [bare[word + 1 + step] for word in words], clusters)
    return found


def _runs(text: str, morphemes: Sequence[Morpheme]) -> list[Sequence[Value]]:
    """Tell for each morpheme of a run of nouns of the whole run, in the order of the names."""
    found: list[Sequence[Value]] = [(None,) * len(_RUNS)] * len(morphemes)
    edged = [_EDGES[0], *morphemes, _EDGES[1]]
    for first, end in chunks(morphemes):
        opening, closing, before, after = edged[first + 1], edged[end], edged[first], edged[end + 1]
        said = text[opening[2] : closing[3]]
        tags = ".".join(each[1] for each in morphemes[first : min(end, first + 5)])
        placed = (
            *("", closing[0], opening[0], tags, f"{after[0]}/{after[1]}", f"{before[0]}/{before[1]}"),
            *(f"{end - 1 - first}.{min(len(said), 8)}", said[-1:], said[-2:]),
        )
        for at in range(first, end):
            place = _place(at, first, end - 1)
            found[at] = (said, *(place + each for each in placed))
    return found


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


def _place(at: int, first: int, last: int) -> str:
    return "S" if first == last else "B" if at == first else "E" if at == last else "I"
