"""What the recognition tests share: reading a text with a handful of names, and articles with their marks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from store.recognition import Gazetteer, recognize
from store.records import KnownName, Part, Recognition

ROOT = Path(__file__).parents[2]
_MARK = re.compile("⟦(\\w+):([^⟧]*)⟧")


@dataclass(frozen=True)
class Marked:
    """A text and what a careful reader marks in it: start, end, type."""

    text: str
    marks: frozenset[tuple[int, int, str]]


def known(entity: int, type_: str, name: str, *operators: int) -> KnownName:
    """Return a known name of no language in particular."""
    return KnownName(entity=entity, type=type_, name=name, language=None, operators=operators)


PLACES = (
    known(1, "place", "대구"), known(1, "place", "대구시"), known(1, "place", "Daegu"),
    known(2, "place", "안양"), known(2, "place", "안양시"), known(2, "place", "Anyang"), known(2, "place", "Anyang City"),
    known(3, "place", "인도"), known(3, "place", "India"),
    known(4, "place", "대만"), known(4, "place", "Taiwan"),
    known(5, "place", "서울"), known(5, "place", "Seoul"), known(5, "place", "서울시"),
    known(6, "place", "미국"), known(7, "place", "이스라엘"),
    known(8, "place", "Guro-gu"), known(8, "place", "구로구"),
    known(9, "place", "덴마크"), known(10, "place", "경기"),
)  # fmt: skip
"""A few places, as a project always knows some."""


def body(text: str) -> list[Part]:
    """Return one body part over the whole text."""
    return [Part(role="body", start=0, end=len(text))]


def found(
    text: str,
    *names: KnownName,
    published: str | None = None,
    parts: list[Part] | None = None,
    outlet: str | None = None,
    authors: tuple[str, ...] = (),
) -> Recognition:
    """Recognize a text with `PLACES` and these names."""
    return recognize(
        text,
        body(text) if parts is None else parts,
        gazetteer=Gazetteer((*PLACES, *names)),
        language="ko" if re.search("[가-힣]", text) else "en",
        published=published,
        outlet=outlet,
        authors=authors,
    )


def quotes(text: str, type_: str, *names: KnownName, published: str | None = None) -> list[str]:
    """Return what is mentioned of a type, in order."""
    return [
        text[mention.start : mention.end]
        for mention in found(text, *names, published=published).mentions
        if mention.type == type_
    ]


def values(text: str, type_: str, *, published: str | None = None) -> list[str | None]:
    """Return the values of the mentions of a type, in order."""
    return [mention.value for mention in found(text, published=published).mentions if mention.type == type_]


def unmark(raw: str) -> Marked:
    """Return a text without its marks ⟦type:words⟧, and the marks."""
    text, marks, at = "", set(), 0
    for match in _MARK.finditer(raw):
        text += raw[at : match.start()]
        marks.add((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        at = match.end()
    return Marked(text + raw[at:], frozenset(marks))


def lines_as_parts(text: str) -> list[Part]:
    """Return a part for each line: a byline where it starts with By, else body."""
    parts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            parts.append(Part(role="byline" if line.startswith("By ") else "body", start=at, end=at + len(line)))
        at += len(line) + 1
    return parts


@cache
def seeded() -> tuple[Gazetteer, dict[tuple[str, str], int]]:
    """Return the gazetteer of seeds/ and the id of each entity by type and name."""
    rows = []
    for path in sorted((ROOT / "seeds" / "gazetteer").glob("*.jsonl")):
        rows += [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    ids = {(row["type"], row["name"]): index for index, row in enumerate(rows, start=1)}
    names = []
    for row in rows:
        operators = _operators(row["operated_by"], ids) if row["needs_operator"] else ()
        entity = ids[row["type"], row["name"]]
        names += [
            KnownName(entity=entity, type=row["type"], name=name, language=language, operators=operators)
            for language, spellings in row["names"].items()
            for name in spellings
        ]
    return Gazetteer(names), ids


def _operators(names: list[str], ids: dict[tuple[str, str], int]) -> tuple[int, ...]:
    wanted = []
    for name in names:
        type_, _, plain = name.rpartition(":")
        wanted += [entity for (kind, known_name), entity in ids.items() if known_name == plain and type_ in ("", kind)]
    return tuple(wanted)
