"""What a format is given to write, and what it gives back: items, their spans, the dataset they belong to, and pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import BinaryIO, NamedTuple, Protocol

from store.dataset.details import written_attributes
from store.records import Agreement, EntityDraft, MarkedArticle, Recipe, SplitReport, TagDraft

SPLITS = ("train", "dev", "test")
"""The names of the parts that a dataset may be split into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entity as a format may link to it: its uid, its type and name, and pairs of scheme and identifier."""

    uid: str
    type: str
    name: str
    external: tuple[tuple[str, str], ...] = ()


class Span(NamedTuple):
    """A mention or a tagged passage: `[start, end)` of the item's text in code points, and what it is called there.

    `key` tells it from the others of its item: `m` or `t` (mention, tagging) with its number. `label` is the type of a
    mention or the path of a tag, `note`, `certainty` and `attributes` (as JSON, or empty) those of a tagging.
    """

    key: str
    start: int
    end: int
    label: str
    quote: str
    is_tag: bool
    entity: str | None
    entity_id: int | None
    state: str
    annotator: str
    note: str
    score: float | None
    value: str | None
    certainty: int | None = None
    attributes: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One record of a dataset: an article, or a piece of one, with its marks as they are to be written.

    `key` is its name within the dataset: the number of the article, and of the piece where it is one (`12`, `12-3`).
    """

    key: str
    marked: MarkedArticle
    split: str = ""
    group: str = ""
    links: Mapping[int, Link] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text that all spans are of."""
        return self.marked.article.text

    def link_of(self, entity: int | None) -> Link | None:
        """Give what is known of the entity of a span, or None where it has none."""
        return None if entity is None else self.links.get(entity)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Mentions and tagged passages in the order of the text, the longer one first where two begin together."""
        spans = [
            Span(
                f"m{m.id}",
                m.start,
                m.end,
                m.type,
                m.quote,
                False,
                m.entity,
                m.entity_id,
                m.state,
                "",
                "",
                m.score,
                m.value,
            )
            for m in self.marked.mentions
        ]
        spans += [
            Span(
                f"t{t.id}", t.start, t.end or 0, t.tag, t.quote or "", True, None, None, "accepted", t.annotator, t.note,
                None, None, t.certainty, written_attributes(t),
            )
            for t in self.marked.taggings
            if t.start is not None
        ]  # fmt: skip
        spans.sort(key=_place)
        return tuple(spans)

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The paths of the tags put on the whole article, each once, in order."""
        return tuple(sorted({t.tag for t in self.marked.taggings if t.start is None}))


def _place(span: Span) -> tuple[int, int, bool, str, str]:
    return span.start, -span.end, span.is_tag, span.label, span.key


class Proof(NamedTuple):
    """What of one item a format holds, as it was to be written or as it was read back; the two must be equal.

    `spans` are start, end (code points), label and quote; what the format cannot hold is left out or empty.
    """

    key: str
    text: str
    spans: tuple[tuple[int, int, str, str], ...]
    tags: tuple[str, ...] = ()


class Piece(NamedTuple):
    """Some more of one file of an export: what is to be put at its end."""

    name: str
    data: str | bytes


class Files(Protocol):
    """What was written, to be read back; names are relative, with `/`."""

    def names(self) -> Iterable[str]:
        """List the files in the order of their names."""
        ...

    def lines(self, name: str) -> Iterator[str]:
        """Read a text file line by line, without the line feeds, at which alone lines end."""
        ...

    def blocks(self, name: str, head: str) -> Iterator[str]:
        """Read a text file by blocks, each from behind a `head` that begins a line to before the next one.

        What stands before the first, if anything, is a block of its own.
        """
        ...

    def text(self, name: str) -> str:
        """Read a text file whole, as it is."""
        ...

    def data(self, name: str) -> bytes:
        """Read a file whole."""
        ...

    def open(self, name: str) -> BinaryIO:
        """Open a file, which is closed by whoever asked for it; for libraries that read here and there in it."""
        ...


LOSSES = {
    "texts": "{n} left out: the format takes the codebook alone.|text",
    "notes": "{n} on articles left out: the format has no place for them.|note",
    "tag_notes": "{n} on tagged passages left out: the format has no place for them.|note",
    "tags": "{n} on whole articles left out: the format has no place for them.|tag",
    "relations": "{n} left out: the format has no place for them.|relation",
    "states": "{n} not accepted, but written like those that are: the format cannot tell them apart.|mark",
    "scores": "{n} lost the score: the format has no place for one.|mention",
    "values": "{n} lost the normal form of a date or an amount: the format has no place for it.|mention",
    "whole_annotators": "{n} on whole articles lost the annotator: the format has no place for one.|tag",
    "annotators": "{n} lost the annotator: the format has no place for one.|tagged passage",
    "certainties": "{n} lost the certainty: the format has no place for one.|tagging",
    "attributes": "{n} lost the attributes: the format has no place for them.|tagging",
    "whole_notes": "{n} on tags of whole articles left out: the format has no place for them.|note",
    "links": "{n} to entities left out: the format has no place for them.|link",
    "spans": "{n} left out: the format has no place for them.|marked passage",
    "overlaps": "{n} dropped because of an overlap with another one.|mark",
    "crossing": "{n} dropped: across the borders of what is written.|mark",
    "outside": "{n} dropped: outside of the text that is written.|mark",
    "widened": "{n} widened to whole tokens.|mark",
    "merged": "{n} dropped: on the same tokens as another one.|mark",
    "trimmed": "{n} cut off at what a cell can hold.|cell",
    "unanchored": "{n} left out: the entities are not marked in the text that is written.|relation",
    "defused": "{n} written with an apostrophe before what a spreadsheet would run as a formula.|cell",
    "characters": "{n} that XML cannot hold replaced by □.|character",
    "addresses": "{n} left out: an address leads to the names.|address",
    "undated": "{n} without a date put into train: time cannot place them.|article",
    "empty": "{n} of the split got nothing: too few articles, or too many that are kept together.|part",
    "broken": "{n} written in pieces, because a line break is inside.|mark",
}
"""The sentence for each kind of loss, and the noun that is counted."""


class Losses:
    """Counts what an export could not hold, by kind (a key of `LOSSES`)."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, kind: str, number: int = 1) -> None:
        """Count some more of a kind."""
        if number:
            self.counts[kind] += number

    def sentences(self) -> tuple[str, ...]:
        """Say what was lost, a sentence a kind, in the order of `LOSSES`."""
        return tuple(_sentence(LOSSES[kind], self.counts[kind]) for kind in LOSSES if self.counts[kind])


def _sentence(template: str, number: int) -> str:
    pattern, _, noun = template.partition("|")
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return pattern.format(n=f"{number:,} {noun if number == 1 else plural}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """A person or machine that made marks."""

    name: str
    uid: str = ""


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """What a format may know of the dataset as a whole before it writes the first item.

    `at` is the time of the project's last change (ISO 8601, UTC), `file` the name of the file of a one-file format.
    `codebook` and `entities` are those of the project, `predicates` pairs of name and definition,
    `agreement` how far annotators agree where several have coded the same articles, `split` what a split came to, `record`
    what a native export carries beside its articles. Losses are counted in `losses`.
    """

    recipe: Recipe
    file: str = "articles"
    at: str = ""
    change: int = 0
    project: str = ""
    codebook: tuple[TagDraft, ...] = ()
    entities: tuple[EntityDraft, ...] = ()
    predicates: tuple[tuple[str, str], ...] = ()
    annotators: tuple[Annotator, ...] = ()
    memos: tuple[str, ...] = ()
    total: int = 0
    agreement: Agreement | None = None
    split: SplitReport | None = None
    record: object = None
    losses: Losses = field(default_factory=Losses)

    def paths(self) -> dict[str, TagDraft]:
        """Give the tags of the codebook by their paths, in the order of the tree."""
        found: dict[str, TagDraft] = {}

        def walk(tags: Iterable[TagDraft], above: str) -> None:
            for tag in tags:
                found[above + tag.name] = tag
                walk(tag.children, f"{above}{tag.name}/")

        walk(self.codebook, "")
        return found
