"""Features: what a learned recogniser sees of each unit, in groups, so that several may look at different ones.

The ways of looking (`VIEWS`) differ on purpose: recognisers that err differently are better together (Dietterich 2000).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.recognition.korean import PARTICLES, is_hangul, run_after
from store.recognition.learned.capitals import runs, told
from store.recognition.learned.clusters import Clusters
from store.recognition.learned.morphemes import Morpheme, chunks
from store.recognition.learned.shapes import kind_of, shape_of
from store.recognition.learned.units import Line
from store.recognition.learned.words import Words, words_of
from store.recognition.lexicon import SURNAMES

Marked = tuple[int, int, str, str]
"""What the patterns and the gazetteer point at: start, end, type, origin."""

VIEWS: Mapping[str, tuple[str, ...]] = {
    "near": ("core", "shape", "capitals", "finds", "clusters", "pairs", "kinds", "triples", "words", "tags", "forms"),
    "lean": ("core", "shape", "capitals", "finds", "clusters", "ends", "tags", "chunks"),
    "wide": (
        "core",
        "shape",
        "capitals",
        "finds",
        "clusters",
        "pairs",
        "words",
        "ends",
        "far",
        "tags",
        "forms",
        "chunks",
        "wholes",
    ),
}
"""By the name of a way of looking the groups that it sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a text from elsewhere."""

    finds: Sequence[Marked] = ()
    morphemes: Sequence[Morpheme] = ()
    clusters: Clusters


@dataclass(frozen=True, slots=True)
class _Table:
    """A line made ready: per unit its form with a sign where a blank precedes, its kind, and what covers it."""

    text: str
    line: Line
    words: Words
    tokens: tuple[str, ...]
    kinds: tuple[str, ...]
    finds: tuple[tuple[str, str, str] | None, ...]
    morphemes: tuple[tuple[str, int] | None, ...]
    known: Known
    chunks: tuple[tuple[int, int], ...]
    chunk_of: Mapping[int, int]
    capitals: Sequence[tuple[int, int] | None]


Described = Mapping[str, list[list[str]]]
"""By group, for each unit of a line, its features."""


def describe(text: str, line: Line, known: Known) -> Described:
    """Describe each unit of a line."""
    table = _table(text, line, known)
    units = range(len(line.starts))
    return {group: [tell(table, at) for at in units] for group, tell in _GROUPS.items()}


def seen(described: Described, view: str) -> list[list[str]]:
    """Give, for each unit, the features that a way of looking sees."""
    groups = [described[group] for group in VIEWS[view]]
    return [[each for features in unit for each in features] for unit in zip(*groups, strict=True)]


def _table(text: str, line: Line, known: Known) -> _Table:
    blanks = ["" if at and line.words[at] == line.words[at - 1] else "_" for at in range(len(line.starts))]
    found = chunks(known.morphemes)
    return _Table(
        text=text,
        line=line,
        words=words_of(text, line),
        tokens=("<", "<", "<", *(b + _form(f) for b, f in zip(blanks, line.forms, strict=True)), ">", ">", ">"),
        kinds=("<", "<", *(b + kind_of(f) for b, f in zip(blanks, line.forms, strict=True)), ">", ">"),
        finds=_covering_finds(line, known.finds),
        morphemes=_covering_morphemes(line, known.morphemes),
        known=known,
        chunks=tuple(found),
        chunk_of={at: number for number, (first, end) in enumerate(found) for at in range(first, end)},
        capitals=runs(line.forms) if not any(is_hangul(form[0]) for form in line.forms) else [None] * len(line.forms),
    )


def _form(form: str) -> str:
    if form.isdigit():
        return form if len(form) <= 2 else "0" * len(form)
    return form if is_hangul(form[0]) else form.lower()


def covered(line: Line, start: int, end: int) -> range:
    """Give the units that a stretch of the text touches."""
    return range(bisect_right(line.ends, start), bisect_left(line.starts, end))


def _place(units: range, at: int) -> str:
    if len(units) == 1:
        return "S"
    return "B" if at == units[0] else "E" if at == units[-1] else "I"


def _covering_finds(line: Line, finds: Iterable[Marked]) -> tuple[tuple[str, str, str] | None, ...]:
    cover: list[tuple[str, str, str] | None] = [None] * len(line.starts)
    for start, end, kind, origin in finds:
        units = covered(line, start, end)
        for at in units:
            cover[at] = (_place(units, at), kind, origin)
    return tuple(cover)


def _covering_morphemes(line: Line, morphemes: Sequence[Morpheme]) -> tuple[tuple[str, int] | None, ...]:
    cover: list[tuple[str, int] | None] = [None] * len(line.starts)
    for index, (_, _, start, end) in enumerate(morphemes):
        units = covered(line, start, end)
        for at in units:
            held = cover[at]
            if held is None or held[0][0] == "I":
                cover[at] = (("B" if at == units[0] else "I") + ("e" if at == units[-1] else ""), index)
    return tuple(cover)


def _core(table: _Table, at: int) -> list[str]:
    tokens, line, words = table.tokens, table.line, table.words
    word = line.words[at]
    stem, tail = words.stems[word]
    side = "s" if line.ends[at] <= line.starts[words.first[word]] + len(stem) else "t"
    features = [
        "bias",
        *(f"u{step}={tokens[at + 3 + step]}" for step in (-2, -1, 0, 1, 2)),
        f"b-1={tokens[at + 2]}{tokens[at + 3]}",
        f"b0={tokens[at + 3]}{tokens[at + 4]}",
        f"k0={table.kinds[at + 2]}",
        f"at={min(at - words.first[word], 4)}.{min(words.last[word] - at, 4)}",
        f"tl={side}{tail}",
        f"ts={side}{min(len(stem), 5)}.{tail[:1]}",
    ]
    if word:
        features.append(f"tb={words.stems[word - 1][1]}")
    rest = run_after(table.text, line.ends[at])
    if not rest or rest in PARTICLES:
        features.append(f"rp={rest}")
    return features


def _capitals(table: _Table, at: int) -> list[str]:
    return told(table.line.forms, at, table.capitals[at])


def _shape(table: _Table, at: int) -> list[str]:
    forms = table.line.forms
    form = forms[at]
    if is_hangul(form[0]):
        return []
    low, shape = form.lower(), shape_of(form)
    features = [f"s={shape}", *(f"p{n}={low[:n]}" for n in (2, 3)), *(f"x{n}={low[-n:]}" for n in (2, 3, 4))]
    before = shape_of(forms[at - 1]) if at else "<"
    after = shape_of(forms[at + 1]) if at + 1 < len(forms) else ">"
    return [*features, f"s-1={before}", f"s+1={after}", f"s3={before}|{shape}|{after}"]


def _pairs(table: _Table, at: int) -> list[str]:
    tokens = table.tokens
    return [f"b-2={tokens[at + 1]}{tokens[at + 2]}", f"b1={tokens[at + 4]}{tokens[at + 5]}"]


def _triples(table: _Table, at: int) -> list[str]:
    return [f"t{step}={''.join(table.tokens[at + 3 + step : at + 6 + step])}" for step in (-2, -1, 0)]


def _kinds(table: _Table, at: int) -> list[str]:
    return [f"k5={''.join(table.kinds[at : at + 5])}", f"k3={''.join(table.kinds[at + 1 : at + 4])}"]


def _words(table: _Table, at: int) -> list[str]:
    line, words, text = table.line, table.words, table.text
    word = line.words[at]
    features = [
        f"pre={text[line.starts[words.first[word]] : line.ends[at]]}",
        f"suf={text[line.starts[at] : line.ends[words.last[word]]]}",
        f"st={words.stems[word][0]}",
        f"w-1={words.stems[word - 1][0] if word else '<'}",
        f"w+1={words.stems[word + 1][0] if word + 1 < len(words.stems) else '>'}",
    ]
    if word:
        features.append(f"wb={words.bare[word - 1][-2:]}")
    if word + 1 < len(words.stems):
        features.append(f"wa={words.bare[word + 1][:2]}")
    return features


def _ends(table: _Table, at: int) -> list[str]:
    words = table.words
    word = table.line.words[at]
    stem, tail = words.stems[word]
    place = "B" if at == words.first[word] else "I"
    features = [
        f"e1={place}{stem[-1:]}",
        f"e2={place}{stem[-2:]}",
        f"a2={place}{stem[:2]}",
        f"sn={place}{min(len(stem), 6)}{stem[:1] in SURNAMES}{tail[:2]}",
    ]
    if word + 1 < len(words.stems):
        after, tail = words.stems[word + 1]
        features += [f"n1={after[-1:]}", f"n2={after[-2:]}", f"nt={tail}", f"nl={min(len(after), 6)}"]
    if word:
        before, tail = words.stems[word - 1]
        features += [f"l2={before[-2:]}", f"lt={tail}{place}"]
    return features


def _far(table: _Table, at: int) -> list[str]:
    words = table.words
    word = table.line.words[at]
    features = [f"e3={words.stems[word][0][-3:]}"]
    if word + 2 < len(words.stems):
        features.append(f"w+2={words.stems[word + 2][0]}")
    if word > 1:
        features.append(f"w-2={words.stems[word - 2][0]}")
    return features


def _finds(table: _Table, at: int) -> list[str]:
    features = []
    for step in (-1, 0, 1):
        find = table.finds[at + step] if 0 <= at + step < len(table.finds) else None
        if find is None:
            if step == 0:
                features.append("f0")
            continue
        place, kind, origin = find
        features.append(f"f{step}={place}{kind}")
        if step == 0:
            features += [f"fo={place}{kind}{origin}", f"fw={place}{kind}{table.tokens[at + 3]}"]
    return features


def _clusters(table: _Table, at: int) -> list[str]:
    words, clusters = table.words, table.known.clusters
    word = table.line.words[at]
    features = []
    for step in (-1, 0, 1):
        numbers = clusters.get(words.stems[word + step][0]) if 0 <= word + step < len(words.stems) else None
        if numbers is None:
            continue
        features += [f"c{step}{grain}={number}" for grain, number in enumerate(numbers)]
        if step == 0:
            middle = numbers[min(1, len(numbers) - 1)]
            features.append(f"cp={middle}.{min(at - words.first[word], 3)}.{min(words.last[word] - at, 3)}")
    return features


_EDGE_MORPHEMES: tuple[Morpheme, Morpheme] = (("<", "<", 0, 0), (">", ">", 0, 0))


def _morpheme(table: _Table, index: int) -> Morpheme:
    if index < 0:
        return _EDGE_MORPHEMES[0]
    morphemes = table.known.morphemes
    return morphemes[index] if index < len(morphemes) else _EDGE_MORPHEMES[1]


def _tags(table: _Table, at: int) -> list[str]:
    cover = table.morphemes[at]
    if cover is None:
        return []
    place, index = cover
    earlier, before, here, after, later = (_morpheme(table, index + step)[1] for step in (-2, -1, 0, 1, 2))
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


def _forms(table: _Table, at: int) -> list[str]:
    cover = table.morphemes[at]
    if cover is None:
        return []
    place, index = cover
    before, here, after = (_morpheme(table, index + step) for step in (-1, 0, 1))
    return [f"mf={place}{here[0]}", f"mpf={place[0]}{before[0]}/{before[1]}", f"mnf={place}{after[0]}/{after[1]}"]


def _chunks(table: _Table, at: int) -> list[str]:
    cover = table.morphemes[at]
    number = None if cover is None else table.chunk_of.get(cover[1])
    if cover is None or number is None:
        return []
    start, end = table.chunks[number]
    place = (
        "B" if cover[1] == start and cover[0][0] == "B" else "E" if cover[1] == end - 1 and cover[0][-1] == "e" else "I"
    )
    first, last = _morpheme(table, start), _morpheme(table, end - 1)
    before, after = _morpheme(table, start - 1), _morpheme(table, end)
    tags = ".".join(_morpheme(table, index)[1] for index in range(start, min(end, start + 5)))
    return [
        f"ql={place}{last[0]}",
        f"qf={place}{first[0]}",
        f"qt={place}{tags}",
        f"qa={place}{after[0]}/{after[1]}",
        f"qb={place}{before[0]}/{before[1]}",
        f"qq={place}{before[1]}|{last[1]}|{after[1]}",
        f"qn={place}{min(end - start, 5)}.{min(last[3] - first[2], 7)}",
        *_neighbour_chunks(table, number, place),
    ]


def _neighbour_chunks(table: _Table, number: int, place: str) -> list[str]:
    features = []
    start, end = table.chunks[number]
    if number + 1 < len(table.chunks):
        first, past = table.chunks[number + 1]
        gap = _morpheme(table, first)[2] - _morpheme(table, end - 1)[3]
        if gap <= 3:
            opening, closing = _morpheme(table, first), _morpheme(table, past - 1)
            features += [
                f"qnl={place}{gap}{closing[0]}",
                f"qnf={place}{gap}{opening[0]}",
                f"qnt={place}{gap}{opening[1]}",
            ]
    if number:
        closing = _morpheme(table, table.chunks[number - 1][1] - 1)
        gap = _morpheme(table, start)[2] - closing[3]
        if gap <= 3:
            features += [f"qpl={place}{gap}{closing[0]}", f"qpt={place}{gap}{closing[1]}"]
    return features


def _wholes(table: _Table, at: int) -> list[str]:
    cover = table.morphemes[at]
    number = None if cover is None else table.chunk_of.get(cover[1])
    if number is None:
        return []
    start, end = table.chunks[number]
    return [f"qs={table.text[_morpheme(table, start)[2] : _morpheme(table, end - 1)[3]]}"]


_GROUPS: Mapping[str, Callable[[_Table, int], list[str]]] = {
    "core": _core,
    "shape": _shape,
    "capitals": _capitals,
    "finds": _finds,
    "clusters": _clusters,
    "pairs": _pairs,
    "triples": _triples,
    "kinds": _kinds,
    "words": _words,
    "ends": _ends,
    "far": _far,
    "tags": _tags,
    "forms": _forms,
    "chunks": _chunks,
    "wholes": _wholes,
}
