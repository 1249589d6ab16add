"""brat standoff: a text and its annotations for each record, with the configuration that its server wants.

Offsets are code points. A mark across a line break is written in pieces, as brat's server refuses any other. Names of types
have ASCII letters alone: tags in other scripts get one, and are shown by their own in visual.conf. brat has no place for
tags of whole articles: these lie in documents.csv.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

from store.dataset.anchors import anchored
from store.dataset.form import MARKS, Format
from store.dataset.items import Dataset, Files, Item, Piece, Proof, Span
from store.formats.tables import write_rows

_ODD = re.compile(r"[^A-Za-z0-9_-]+")


class _Names:
    """The ASCII names of types and relations, each its own."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self._taken: set[str] = set()

    def __getitem__(self, label: str) -> str:
        if label not in self.of:
            name = slug(label)
            if name in self._taken:
                name = f"{name}-{sha256(label.encode()).hexdigest()[:6]}"
            self._taken.add(name)
            self.of[label] = name
        return self.of[label]


@lru_cache(maxsize=10_000)
def slug(label: str) -> str:
    """Give a name of ASCII letters, digits, hyphens and lines for a label; other scripts by a digest of it."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
    name = _ODD.sub("_", plain).strip("_-")
    foreign = any(ord(character) > 0x24F and character.isalpha() for character in unicodedata.normalize("NFC", label))
    if name and not foreign:
        return name
    return f"{name or 'tag'}_{sha256(label.encode()).hexdigest()[:8]}"


def _write(items: Iterable[Item], dataset: Dataset) -> Iterator[Piece]:
    names, predicates = _Names(), _Names()
    schemes: dict[str, str] = {}
    yield Piece(
        "documents.csv",
        write_rows([("document", "source", "title", "outlet", "published", "url", "tags", "notes")], flavour="data"),
    )
    for item in items:
        article = item.marked.article
        yield Piece(f"{item.key}.txt", item.text)
        yield Piece(f"{item.key}.ann", "".join(_lines(item, dataset, names, predicates, schemes)))
        row = (
            item.key,
            article.source,
            article.title,
            article.outlet,
            article.published,
            article.url,
            "; ".join(item.tags),
            "\n\n".join(note.text for note in item.marked.notes),
        )
        yield Piece("documents.csv", write_rows([row], flavour="data"))
    yield Piece("annotation.conf", _annotation_conf(names, predicates))
    yield Piece("visual.conf", _visual_conf(names, predicates))
    yield Piece("tools.conf", _tools_conf(schemes))


def _lines(item: Item, dataset: Dataset, names: _Names, predicates: _Names, schemes: dict[str, str]) -> Iterator[str]:
    numbers: dict[str, int] = {}
    notes: list[str] = []
    references: list[str] = []
    for span in item.spans:
        pieces = fragments(item.text, span)
        if not pieces:
            dataset.losses.add("spans")
            continue
        number = numbers[span.key] = len(numbers) + 1
        if len(pieces) > 1:
            dataset.losses.add("broken")
        place = ";".join(f"{start} {end}" for start, end in pieces)
        quote = " ".join(item.text[start:end] for start, end in pieces)
        yield f"T{number}\t{names[span.label]} {place}\t{quote}\n"
        link = item.link_of(span.entity_id)
        if link is not None:
            for scheme, identifier in link.external or (("Galpi", link.uid),):
                schemes.setdefault(slug(scheme), scheme)
                said = _flat(span.entity or link.name)
                references.append(
                    f"N{len(references) + 1}\tReference T{number} {slug(scheme)}:{_ref(identifier)}\t{said}\n"
                )
        if span.note:
            notes.append(f"#{len(notes) + 1}\tAnnotatorNotes T{number}\t{_flat(span.note)}\n")
    found = [
        f"R{number}\t{predicates[each.said.relation.predicate]}"
        f" Arg1:T{numbers[each.subject.key]} Arg2:T{numbers[each.object.key]}\t\n"
        for number, each in enumerate(anchored(item, dataset.losses), 1)
        if each.subject.key in numbers and each.object.key in numbers
    ]
    yield from (*references, *found, *notes)


def fragments(text: str, span: Span) -> list[tuple[int, int]]:
    """Give the pieces of a span between its line breaks; what is nothing but blanks is none, for readers strip it off."""
    pieces = []
    at = span.start
    for line in text[span.start : span.end].split("\n"):
        if line.strip():
            pieces.append((at, at + len(line)))
        at += len(line) + 1
    return pieces


def _flat(text: str) -> str:
    return " ".join(text.split())


def _ref(identifier: str) -> str:
    return "_".join(identifier.split())


def _annotation_conf(names: _Names, predicates: _Names) -> str:
    entities = sorted(names.of.values()) or ["Mark"]
    relations = [f"{name}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in sorted(predicates.of.values())]
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    return "\n".join(
        ["[entities]", *entities, "", "[relations]", *relations, overlap, "", "[events]", "", "[attributes]", ""]
    )


def _visual_conf(names: _Names, predicates: _Names) -> str:
    shown = [(name, label) for each in (names, predicates) for label, name in each.of.items()]
    # A bar parts the forms of a label there.
    labels = [f"{name} | {label.replace('|', '/')}" for name, label in sorted(shown)]
    return "\n".join(["[labels]", *labels, "", "[drawing]", "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen", ""])


def _tools_conf(schemes: dict[str, str]) -> str:
    known = {"wikidata": ("https://www.wikidata.org", "https://www.wikidata.org/wiki/%s")}
    lines = []
    for name, scheme in sorted(schemes.items()):
        home, base = known.get(scheme.casefold(), ("https://example.org", "https://example.org/%s"))
        lines.append(f"{name}\tDB:{name.lower()}, <URL>:{home}, <URLBASE>:{base}")
    return "\n".join(["[options]", "", "[search]", "", "[normalization]", *lines, ""])


def _promise(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001
    spans = []
    for span in item.spans:
        pieces = fragments(item.text, span)
        if pieces:
            start, end = pieces[0][0], pieces[-1][1]
            spans.append((start, end, slug(span.label), " ".join(item.text[s:e] for s, e in pieces)))
    return Proof(item.key, item.text, tuple(spans))


def _read(files: Files, dataset: Dataset) -> Iterator[Proof]:  # noqa: ARG001
    for name in files.names():
        if not name.endswith(".ann"):
            continue
        key = name.removesuffix(".ann")
        text = files.text(f"{key}.txt")
        spans = []
        for line in files.lines(name):
            if not line.startswith("T"):
                continue
            _, place, quote = line.split("\t", 2)
            label, _, offsets = place.partition(" ")
            pieces = [tuple(map(int, each.split())) for each in offsets.split(";")]
            if " ".join(text[start:end] for start, end in pieces) != quote:
                quote = f"not in the text: {quote}"
            spans.append((pieces[0][0], pieces[-1][1], label, quote))
        yield Proof(key, text, tuple(spans))


FORMAT = Format(
    name="brat",
    label="brat standoff, with its configuration",
    write=_write,
    read=_read,
    promise=_promise,
    holds=MARKS,
    reads=True,
)
"""A folder of texts and annotations."""
