"""A format: what it is called, what it can hold, how it is written and how it is read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from store.dataset.items import Dataset, Files, Item, Piece, Proof

Writer = Callable[[Iterable[Item], Dataset], Iterator[Piece]]
Reader = Callable[[Files, Dataset], Iterator[Proof]]
Promise = Callable[[Item, Dataset], Proof | None]

DETAILS = ("states", "scores", "values", "annotators", "whole_annotators", "certainties", "attributes", "whole_notes")
"""What a format that holds marks may say of each."""


HOLDS = ("spans", "overlaps", "tags", "notes", "tag_notes", "relations", "links", *DETAILS)
"""What a format may have a place for."""


MARKS = frozenset(HOLDS) - frozenset(DETAILS)
"""What a format holds that has a place for every mark, but says little of each."""


def whole_proof(item: Item, dataset: Dataset) -> Proof:  # noqa: ARG001  the signature of a promise
    """Promise everything: the text, each span in order, the tags of the whole article."""
    spans = tuple((span.start, span.end, span.label, span.quote) for span in item.spans)
    return Proof(item.key, item.text, spans, item.tags)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that datasets are written in.

    `suffix` ends the one file it writes (empty: it writes a folder). `write` gives the pieces of its files, item by item;
    `read` reads them back, in the same order, as proofs, and `promise` says what they must be (None: nothing is
    written of this item). `holds` names what it has
    a place for (of `HOLDS`); everything else is counted as lost. `unit` is how it counts offsets. `flavours` are pairs of
    name and label, the first is taken unless told otherwise. A format with `own_splits` writes all parts of a split
    dataset together; any other is written once for each.
    """

    name: str
    label: str
    write: Writer
    read: Reader
    promise: Promise = whole_proof
    suffix: str = ""
    holds: frozenset[str] = field(default_factory=frozenset)
    unit: str = "code points"
    flavours: tuple[tuple[str, str], ...] = ()
    reads: bool = False
    own_splits: bool = False


PULSE = Piece("", "")
"""A piece of nothing: a sign of life from a format that writes late."""


def had(item: Item, name: str) -> int:  # noqa: PLR0911, PLR0912  one answer a feature
    """Count what an item has of one of `HOLDS`."""
    marked = item.marked
    if name == "spans":
        return len(marked.mentions) + sum(each.start is not None for each in marked.taggings)
    if name == "tags":
        return sum(each.start is None for each in marked.taggings)
    if name == "notes":
        return len(marked.notes)
    if name == "tag_notes":
        return sum(bool(each.note) for each in marked.taggings if each.start is not None)
    if name == "whole_notes":
        return sum(bool(each.note) for each in marked.taggings if each.start is None)
    if name == "states":
        return sum(each.state != "accepted" for each in marked.mentions)
    if name == "scores":
        return sum(each.score is not None for each in marked.mentions)
    if name == "values":
        return sum(each.value is not None for each in marked.mentions)
    if name == "annotators":
        return sum(each.start is not None for each in marked.taggings)
    if name == "whole_annotators":
        return sum(each.start is None for each in marked.taggings)
    if name == "certainties":
        return sum(each.certainty is not None for each in marked.taggings)
    if name == "attributes":
        return sum(bool(each.attributes) for each in marked.taggings)
    if name == "relations":
        return len(marked.relations)
    if name == "links":
        return sum(each.entity_id is not None for each in marked.mentions)
    return 0
