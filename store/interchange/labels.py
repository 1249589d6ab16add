"""Labels: which of a dataset's labels are types of entities here, and which are tags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from store.interchange.counting import Way, ways
from store.interchange.document import Document, Mark, TagLook
from store.interchange.tidy import tally

_NAMES = {
    "person": ("per", "persons", "people", "인물", "사람"),
    "place": ("loc", "location", "locations", "places", "장소", "지역"),
    "organisation": ("org", "organization", "organizations", "organisations", "기관", "조직", "단체"),
    "system": ("systems",),
    "programme": ("program", "programmes", "programs"),
    "event": ("events", "행사", "사건"),
    "award": ("awards",),
    "technology": ("technologies", "기술"),
    "date": ("dates", "날짜"),
    "time": ("times", "시간"),
    "amount": ("amounts", "quantity", "수량"),
}
_BY_NAME = {name: kind for kind, names in _NAMES.items() for name in (kind, *names)}
_KLUE = {"PS": "person", "LC": "place", "OG": "organisation", "DT": "date", "TI": "time", "QT": "amount"}


def tag_path(label: str) -> str:
    """Give the path of the tag that a label is: its names joined by `/`, none of them empty."""
    names = [" ".join(name.split()) for name in label.split("/")]
    return "/".join(name for name in names if name) or "label"


class Labels:
    """What the labels of one dataset are in a project that has these types of entities.

    A label is a type where the tool says so, where it names one (`PER`, `Organization`, `인물`), and where its marks are
    the ends of relations: only entities have these. All others are tags.
    """

    def __init__(self, types: Iterable[str], looks: Mapping[str, TagLook]) -> None:
        self.looks = looks
        self.met: Counter[str] = Counter()
        self.remarks: dict[str, None] = {}
        self._types = {each.casefold(): each for each in types}
        self._related: set[str] = set()
        self._tallies: Counter[Way] = Counter()
        self._examples: dict[tuple[str, str], Mark] = {}
        self._settled: dict[tuple[str, str], str | None] = {}

    def add(self, document: Document) -> None:
        """Take in a document of the dataset, before any of them is placed."""
        self.met.update(mark.label for mark in document.marks)
        self.remarks.update(dict.fromkeys(document.remarks))
        self._examples.update({(mark.label, mark.sort): mark for mark in document.marks})
        ends = {key for join in document.joins for key in (join.subject, join.object)}
        if ends:
            self._related.update(mark.label for mark in document.marks if mark.key in ends)
        several = tuple(_ways(document))
        if len(several) > 1 and document.marks and not _quotes(document):
            self._tallies.update({way: tally(document, way) for way in several})

    def ways(self, document: Document) -> list[Way]:
        """Give the ways in which the offsets of a document may count, the one that fits the dataset best first."""
        found = list(_ways(document))
        return sorted(found, key=lambda way: -self._tallies[way])

    def type_of(self, mark: Mark) -> str | None:
        """Give the type of entity that a mark is of, or None where it is a tag."""
        key = (mark.label, mark.sort)
        if key not in self._settled:
            self._settled[key] = self._settle(mark)
        return self._settled[key]

    def _settle(self, mark: Mark) -> str | None:
        sort = mark.sort or self.looks.get(mark.label, TagLook()).sort
        if sort == "tag":
            return None
        if sort == "type":
            return " ".join(mark.label.split())
        named = self.named(mark.label)
        if named is None and (sort == "mention" or mark.label in self._related):
            return " ".join(mark.label.split())
        return named

    def has_types(self) -> bool:
        """Say whether any label of the dataset is a type of entity; if not, its articles may well name entities."""
        return any(self.type_of(mark) for mark in self._examples.values())

    def named(self, label: str) -> str | None:
        """Give the type of entity that a label names, or None."""
        word = " ".join(label.split()).casefold()
        if word in self._types:
            return self._types[word]
        if self.met and set(self.met) <= set(_KLUE):
            return _KLUE.get(label)
        return _BY_NAME.get(word)

    def is_tag(self, label: str) -> bool:
        """Say whether a label that the dataset defines is a tag, whether or not anything is marked with it."""
        return self.type_of(Mark(key="", pieces=(), label=label)) is None

    def renamed(self) -> list[tuple[str, str]]:
        """List the labels that are types under another name."""
        kinds = ((label, type_) for (label, _), type_ in sorted(self._settled.items()) if type_ and self.met[label])
        return list(dict.fromkeys((label, type_) for label, type_ in kinds if label != type_))


def _ways(document: Document) -> Iterable[Way]:
    return ways(document.text, document.counts, breaks_too=document.may_break or _quotes(document))


def _quotes(document: Document) -> bool:
    return any(mark.quote is not None for mark in document.marks)
