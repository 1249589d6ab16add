"""Features: what a learned recogniser sees of each unit, as values, in groups that some look at and some not.

The ways of looking (`VIEWS`) differ on purpose: recognisers that err differently are better together (Dietterich 2000).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.recognition.korean import is_hangul
from store.recognition.learned.aspects import Aspect, Value, Values, padded, whole, whole_aspects
from store.recognition.learned.capitals import runs, told
from store.recognition.learned.clusters import GRAINS, Clusters
from store.recognition.learned.morphemes import Morpheme
from store.recognition.learned.shapes import kind_of, shape_of
from store.recognition.learned.tagged import TAGGED, tagged_values
from store.recognition.learned.told import word_values
from store.recognition.learned.units import Line
from store.recognition.learned.words import words_of

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


Find = tuple[str, str, str]
"""The place of a unit in a find (B, I, E or S), and the type and the origin of that."""

ASPECTS: tuple[Aspect, ...] = (
    Aspect("bias", 0, "core", ""),
    *(Aspect("token", step, "core", f"u{step}=") for step in (-2, -1, 0, 1, 2)),
    Aspect("pair", -1, "core", "b-1="),
    Aspect("pair", 0, "core", "b0="),
    Aspect("pair", -2, "pairs", "b-2="),
    Aspect("pair", 1, "pairs", "b1="),
    *(Aspect("triple", step, "triples", f"t{step}=") for step in (-2, -1, 0)),
    Aspect("kind", 0, "core", "k0="),
    Aspect("kinds3", 0, "kinds", "k3="),
    Aspect("kinds5", 0, "kinds", "k5="),
    *(Aspect("find", step, "finds", f"f{step}=") for step in (-1, 0, 1)),
    *(Aspect(name, 0, "finds", f"{name}=") for name in ("fo", "fw")),
    Aspect("nothing", 0, "finds", ""),
    *(Aspect(name, 0, "core", f"{name}=") for name in ("at", "tl", "ts", "rp", "tb")),
    *(Aspect(name, 0, "words", f"{name}=") for name in ("pre", "suf", "st", "w-1", "wb", "w+1", "wa")),
    *(Aspect(name, 0, "ends", f"{name}=") for name in ("e1", "e2", "a2", "sn", "l2", "lt", "n1", "n2", "nt", "nl")),
    *(Aspect(name, 0, "far", f"{name}=") for name in ("e3", "w-2", "w+2")),
    *(
        Aspect(f"c{step}{grain}", 0, "clusters", f"c{step}{grain}=")
        for step in (-1, 0, 1)
        for grain in range(len(GRAINS))
    ),
    Aspect("cp", 0, "clusters", "cp="),
    *whole_aspects("shape", "shape", 9),
    *whole_aspects("capitals", "capitals", 9),
    *TAGGED,
)
"""All that may be seen of units."""


def values_of(text: str, line: Line, known: Known) -> Values:
    """Describe a line by values."""
    blanks = ["" if at and line.words[at] == line.words[at - 1] else "_" for at in range(len(line.starts))]
    tokens = [
        *("<", "<", "<"),
        *(blank + _form(form) for blank, form in zip(blanks, line.forms, strict=True)),
        *(">", ">", ">"),
    ]
    kinds = ["<", "<", *(blank + kind_of(form) for blank, form in zip(blanks, line.forms, strict=True)), ">", ">"]
    latin = not any(is_hangul(form[0]) for form in line.forms)
    return {
        "bias": padded(["bias"] * len(line.forms)),
        "token": tokens,
        "pair": [*(one + other for one, other in pairwise(tokens)), None],
        "triple": [*map("".join, zip(tokens, tokens[1:], tokens[2:], strict=False)), None, None],
        "kind": padded(kinds[2:-2]),
        "kinds3": padded(map("".join, zip(kinds[1:], kinds[2:], kinds[3:-1], strict=False))),
        "kinds5": padded(map("".join, zip(kinds, kinds[1:], kinds[2:], kinds[3:], kinds[4:], strict=False))),
        **word_values(line, words_of(text, line), known.clusters),
        **find_values(covering(line, known.finds), tokens[3:-3], names=("find", "nothing", "f0", "fo", "fw")),
        **whole("shape", _shapes(line.forms)),
        **(whole("capitals", _capitals(line.forms)) if latin else {}),
        **(tagged_values(text, line, known.morphemes) if known.morphemes else {}),
    }


def _form(form: str) -> str:
    if form.isdigit():
        return form if len(form) <= 2 else "0" * len(form)
    return form if is_hangul(form[0]) else form.lower()


def _shapes(forms: Sequence[str]) -> list[list[str]]:
    """Tell of a unit that is no Hangul syllable its shape, its ends and the shapes beside it."""
    shapes = ["<", *map(shape_of, forms), ">"]
    return [[] if is_hangul(form[0]) else _shape(form.lower(), *shapes[at : at + 3]) for at, form in enumerate(forms)]


def _shape(low: str, before: str, shape: str, after: str) -> list[str]:
    features = [f"s={shape}", *(f"p{n}={low[:n]}" for n in (2, 3)), *(f"x{n}={low[-n:]}" for n in (2, 3, 4))]
    return [*features, f"s-1={before}", f"s+1={after}", f"s3={before}|{shape}|{after}"]


def _capitals(forms: Sequence[str]) -> list[list[str]]:
    return [told(forms, at, run) for at, run in enumerate(runs(forms))]


def covered(line: Line, start: int, end: int) -> range:
    """Give the units that a stretch of the text touches."""
    return range(bisect_right(line.ends, start), bisect_left(line.starts, end))


def _place(units: range, at: int) -> str:
    if len(units) == 1:
        return "S"
    return "B" if at == units[0] else "E" if at == units[-1] else "I"


def covering(line: Line, finds: Iterable[Marked]) -> list[Find | None]:
    """Give for each unit the find that covers it, the last one where several do."""
    cover: list[Find | None] = [None] * len(line.starts)
    for start, end, kind, origin in finds:
        units = covered(line, start, end)
        for at in units:
            cover[at] = (_place(units, at), kind, origin)
    return cover


def find_values(
    cover: Sequence[Find | None], beside: Sequence[str], *, names: tuple[str, str, str, str, str]
) -> dict[str, Sequence[Value]]:
    """Tell of finds: place and type, that there is none, place, type and origin, and the two with what stands `beside`.

    `names` are those of these kinds, in the middle the feature that says that there is none.
    """
    found, nothing, none, origins, with_it = names
    return {
        found: padded(each and each[0] + each[1] for each in cover),
        nothing: padded(None if each else none for each in cover),
        origins: padded(each and "".join(each) for each in cover),
        with_it: padded(each and each[0] + each[1] + other for each, other in zip(cover, beside, strict=True)),
    }
