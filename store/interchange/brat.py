"""brat standoff: a text and its annotations side by side, for a whole collection with its configuration.

Offsets are code points of the file as it is read raw. Events become relations from their trigger to their arguments, Equiv
relations of each with the next. See https://brat.nlplab.org/standoff.html.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from store.errors import UserError
from store.formats.brat import slug
from store.interchange.document import Bundle, Document, Found, Join, Mark, Refused, TagLook, WholeTag
from store.interchange.links import UID, pair_of
from store.records import Attribute

_PIECES = re.compile(r"\d+ \d+(?:;\d+ \d+)*")
_ID = re.compile(r"[TERAMN*#][\w-]*")
_COLOUR = re.compile(r"bgColor:\s*(#[0-9A-Fa-f]{6})\b")
_ARGUMENT = re.compile(r"([^\s:]+):(\S+)")
# brat's own notes carry a sort; these two say nothing but that it is one.
_PLAIN_NOTES = ("AnnotatorNotes", "Note")


def read_brat(bundle: Bundle) -> Iterator[Found]:
    """Give the documents of a collection, each a .txt with its .ann, in the order of their names."""
    names = bundle.names()
    labels = _display_names(bundle)
    tables = {_folder(name): _table(bundle, name) for name in names if name.rpartition("/")[2] == "documents.csv"}
    for name in names:
        if not name.endswith(".ann"):
            continue
        stem = name.removesuffix(".ann")
        row = tables.get(_folder(name), {}).get(stem.rpartition("/")[2], {})
        try:
            yield _document(bundle, stem, labels.get(_folder(name), {}), row)
        except UserError as error:
            yield Refused(name=f"{stem}.txt", reason=str(error))


def brat_looks(bundle: Bundle) -> dict[str, TagLook]:
    """Give the colours and attributes that the configuration of a collection says of its labels."""
    labels: dict[str, str] = {}
    for each in _display_names(bundle).values():
        labels.update(each)
    looks: dict[str, TagLook] = {}
    for name in bundle.names():
        if name.endswith("visual.conf"):
            for line in _sections(_text(bundle, name)).get("drawing", ()):
                found = _COLOUR.search(line)
                if found:
                    label = line.split()[0]
                    looks[labels.get(label, label)] = TagLook(colour=found[1].lower())
    for name in bundle.names():
        if name.endswith("annotation.conf"):
            for label, attributes in _attributes(_sections(_text(bundle, name))).items():
                shown = labels.get(label, label)
                looks[shown] = replace(looks.get(shown, TagLook()), attributes=tuple(attributes))
    return looks


# The configuration


def _sections(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    here: list[str] = []
    for line in text.splitlines():
        said = line.strip()
        if said.startswith("[") and said.endswith("]"):
            here = found.setdefault(said[1:-1].lower(), [])
        elif said and not said.startswith(("#", "!", "---")):
            here.append(said)
    return found


def _display_names(bundle: Bundle) -> dict[str, dict[str, str]]:
    """Give what types are shown as, by the folders of the collection: a type is ASCII, what it stands for need not be."""
    own: dict[str, dict[str, str]] = {}
    for name in bundle.names():
        if name.endswith("visual.conf"):
            shown: dict[str, str] = {}
            for line in _sections(_text(bundle, name)).get("labels", ()):
                type_, *forms = [each.strip() for each in line.split("|")]
                if forms and forms[0] and _stands_for(type_, forms[0]):
                    shown[type_] = forms[0]
            own[_folder(name)] = shown
    folders = {_folder(name) for name in bundle.names()}
    return {folder: _inherited(folder, own) for folder in folders}


def _stands_for(type_: str, form: str) -> bool:
    plain = slug(form)
    return not form.isascii() or type_ == plain or type_.startswith(f"{plain}-")


def _inherited(folder: str, own: Mapping[str, dict[str, str]]) -> dict[str, str]:
    # A folder without a configuration goes by that of the one it lies in.
    while folder not in own and folder:
        folder = folder.rpartition("/")[0]
    return own.get(folder, {})


def _attributes(sections: Mapping[str, Iterable[str]]) -> dict[str, list[Attribute]]:
    found: dict[str, list[Attribute]] = {}
    for line in sections.get("attributes", ()):
        name, _, rest = line.replace("\t", " ").partition(" ")
        values = re.search(r"Value:([^,\s]+)", rest)
        choices = tuple(values[1].split("|")) if values else ()
        for label in re.search(r"Arg:([^,\s]+)", rest)[1].split("|") if "Arg:" in rest else ():  # type: ignore[index]
            attribute = Attribute(name=name, kind="choice" if choices else "text", choices=choices)
            found.setdefault(label, []).append(attribute)
    return found


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _text(bundle: Bundle, name: str) -> str:
    try:
        return bundle.data(name).decode("utf-8")
    except UnicodeDecodeError as error:
        raise UserError(f"{name} is not UTF-8, as brat wants it; save it as UTF-8.") from error


def _table(bundle: Bundle, name: str) -> dict[str, dict[str, str]]:
    """Read what Galpi puts beside a collection: what brat has no place for, by document."""
    rows = csv.DictReader(io.StringIO(_text(bundle, name), newline=""))
    return {row.get("document") or "": row for row in rows}


# A document


def _document(bundle: Bundle, stem: str, shown: Mapping[str, str], row: Mapping[str, str]) -> Document:
    if f"{stem}.txt" not in bundle.names():
        raise UserError("There is no text of this name beside the annotations.")
    text = _text(bundle, f"{stem}.txt")
    reading = _Annotations(shown)
    for number, line in enumerate(_text(bundle, f"{stem}.ann").split("\n"), 1):
        try:
            reading.add(line.rstrip("\r"))
        except ValueError as error:
            raise UserError(f"Line {number} of the annotations is none ({error}).") from error
    facts = {key: row[key] for key in ("title", "outlet", "published", "url") if row.get(key)}
    data = bundle.data(f"{stem}.txt") + b"\n--- annotations ---\n" + bundle.data(f"{stem}.ann")
    return Document(
        name=f"{stem}.txt",
        source=row.get("source") or f"{stem}.txt",
        text=text,
        data=data,
        marks=tuple(reading.finished()),
        joins=tuple(reading.relations()),
        tags=tuple(WholeTag(tag=each) for each in (row.get("tags") or "").split("; ") if each),
        notes=((row["notes"], ""),) if row.get("notes") else (),
        facts=facts,
        unplaced=tuple(reading.unplaced()),
    )


class _Annotations:
    """The lines of one .ann file, in any order."""

    def __init__(self, shown: Mapping[str, str]) -> None:
        self._shown = shown
        self._marks: dict[str, Mark] = {}
        self._events: dict[str, tuple[str, list[tuple[str, str]]]] = {}
        self._joins: list[tuple[str, str, str]] = []
        self._notes: list[tuple[str, str]] = []
        self._attributes: list[tuple[str, str, str]] = []
        self._links: list[tuple[str, str, str]] = []

    def add(self, line: str) -> None:
        """Take one line in; raises ValueError, a few words, where it is out of shape."""
        if not line.strip():
            return
        key, tab, rest = line.partition("\t")
        if not tab or not _ID.fullmatch(key):
            raise ValueError(f"“{line[:40]}” does not begin with an id and a tab")
        said, _, tail = rest.partition("\t")
        adding = {
            "T": self._span, "E": self._event, "R": self._relation, "*": self._equivalence, "A": self._attribute,
            "M": self._attribute, "N": self._reference, "#": self._note,
        }.get(key[0])  # fmt: skip
        if adding is None:
            raise ValueError(f"nothing begins with {key[0]}")
        adding(key, said.split(" ") if key[0] != "T" else [said], tail)

    def _span(self, key: str, said: list[str], tail: str) -> None:
        label, _, place = said[0].partition(" ")
        if not label or not _PIECES.fullmatch(place):
            raise ValueError(f"“{said[0]}” is no type with offsets")
        if key in self._marks:
            raise ValueError(f"{key} is there twice")
        pieces = tuple((int(a), int(b)) for a, b in (each.split() for each in place.split(";")))
        shown = self._shown.get(label, label)
        self._marks[key] = Mark(key=key, pieces=pieces, label=shown, quote=tail or None)

    def _event(self, key: str, said: list[str], _: str) -> None:
        arguments = [_ARGUMENT.fullmatch(each) for each in said if each]
        if not arguments or not all(arguments):
            raise ValueError(f"“{' '.join(said)}” is no event with its trigger")
        first, *others = [(each[1], each[2]) for each in arguments if each]
        self._events[key] = (first[1], others)

    def _relation(self, _: str, said: list[str], __: str) -> None:
        arguments = [found for each in said[1:] if (found := _ARGUMENT.fullmatch(each))]
        if len(arguments) < 2:
            raise ValueError(f"“{' '.join(said)}” is no relation of two")
        self._joins.append((arguments[0][2], self._shown.get(said[0], said[0]), arguments[1][2]))

    def _equivalence(self, _: str, said: list[str], __: str) -> None:
        name, *members = [each for each in said if each]
        self._joins += [(one, name, other) for one, other in pairwise(members)]

    def _attribute(self, _: str, said: list[str], __: str) -> None:
        if len(said) < 2:
            raise ValueError(f"“{' '.join(said)}” is no attribute of anything")
        self._attributes.append((said[1], said[0], " ".join(said[2:])))

    def _reference(self, _: str, said: list[str], tail: str) -> None:
        if len(said) < 3:
            raise ValueError(f"“{' '.join(said)}” is no reference")
        self._links.append((said[1], " ".join(said[2:]), tail.strip()))

    def _note(self, _: str, said: list[str], tail: str) -> None:
        if len(said) < 2:
            return  # a comment of a person's, on nothing
        sort = "" if said[0] in _PLAIN_NOTES else f"{said[0]}: "
        self._notes.append((said[1], f"{sort}{tail.strip()}"))

    # What it comes to

    def _target(self, key: str) -> str:
        """Give the mark that an id stands for: of an event that of its trigger."""
        return self._events[key][0] if key in self._events else key

    def finished(self) -> Iterator[Mark]:
        """Give the marks, with what is said of them elsewhere in the file."""
        notes: dict[str, list[str]] = {}
        for key, text in self._notes:
            notes.setdefault(self._target(key), []).append(text)
        attributes: dict[str, list[tuple[str, str]]] = {}
        for key, name, value in self._attributes:
            attributes.setdefault(self._target(key), []).append((name, value))
        links: dict[str, list[tuple[tuple[str, str], str]]] = {}
        for key, said, name in self._links:
            pair = pair_of(said)
            if pair is not None:
                links.setdefault(self._target(key), []).append((pair, name))
        for key, mark in self._marks.items():
            here = links.get(key, [])
            yield replace(
                mark,
                note="\n".join(notes.get(key, ())),
                attributes=tuple(attributes.get(key, ())),
                links=tuple(pair for pair, _ in here),
                entity=next((name for _, name in here if name), None),
                # Only entities are linked to; those of our own are called as they are here.
                sort="type" if any(scheme == UID for (scheme, _), _ in here) else "mention" if here else "",
            )

    def relations(self) -> Iterator[Join]:
        """Give relations, and what an event says of its trigger and each of its arguments."""
        for subject, predicate, target in self._joins:
            yield Join(subject=self._target(subject), predicate=predicate, object=self._target(target))
        for trigger, arguments in self._events.values():
            for role, target in arguments:
                yield Join(subject=trigger, predicate=role, object=self._target(target))

    def unplaced(self) -> Iterator[str]:
        """Say what is said of marks that are not there."""
        known = {*self._marks, *self._events}
        said = [*((key, "note") for key, _ in self._notes), *((key, name) for key, name, _ in self._attributes)]
        said += [(key, "link") for key, _, __ in self._links]
        lost = [f"{what} on {key}" for key, what in said if key not in known]
        if lost:
            yield f"{len(lost):,} remarks left out that are on unknown marks: {'; '.join(lost[:3])}."
