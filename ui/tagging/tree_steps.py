"""Where a tag goes when it is moved by a key or a drop: under which tag, and before which sibling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from store.records import Tag

Step = Literal["up", "down", "in", "out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in the tree: under the tag `parent` (None: the top), `position` counted without the moved tag.

    At the top of this `codebook`; None is the one that the tag is in.
    """

    parent: int | None
    position: int
    codebook: int | None = None


def stepped(tags: Sequence[Tag], tag: int, step: Step) -> Place | None:
    """Return where one step takes a tag, or None where there is no such step.

    "up" and "down" pass a sibling, "in" goes under the sibling above as its last, "out" goes behind its parent.
    """
    moved = next((other for other in tags if other.id == tag), None)
    if moved is None:
        return None
    siblings = children(tags, moved.parent, moved.codebook)
    at = siblings.index(tag)
    if step == "up":
        return Place(parent=moved.parent, position=at - 1) if at > 0 else None
    if step == "down":
        return Place(parent=moved.parent, position=at + 1) if at + 1 < len(siblings) else None
    if step == "in":
        return Place(parent=siblings[at - 1], position=len(children(tags, siblings[at - 1]))) if at > 0 else None
    return _out(tags, moved.parent)


def _out(tags: Sequence[Tag], parent: int | None) -> Place | None:
    above = next((other for other in tags if other.id == parent), None)
    if above is None:
        return None
    siblings = children(tags, above.parent, above.codebook)
    return Place(parent=above.parent, position=siblings.index(above.id) + 1)


def dropped(
    tags: Sequence[Tag], tag: int, parent: int | None, row: int, *, codebook: int | None = None
) -> Place | None:
    """Return where a tag goes that is dropped before row `row` of `parent` (-1: onto it); None where it cannot.

    Without a parent it is dropped at the top of `codebook`, or of whatever codebook there is.
    """
    if parent == tag or parent in branch(tags, tag):
        return None
    siblings = children(tags, parent, codebook)
    position = row if 0 <= row <= len(siblings) else len(siblings)
    if tag in siblings[:position]:
        position -= 1
    return Place(parent=parent, position=position, codebook=codebook)


def children(tags: Sequence[Tag], parent: int | None, codebook: int | None = None) -> list[int]:
    """List the ids of the tags right under `parent` (None: at the top, of one codebook or all), in order."""
    books = (None, codebook) if codebook is not None and parent is None else ()
    return [tag.id for tag in tags if tag.parent == parent and (not books or tag.codebook in books)]


def branch(tags: Sequence[Tag], tag: int) -> set[int]:
    """Collect the ids of all tags under one, however deep; `tags` has parents before children."""
    under: set[int] = set()
    for other in tags:
        if other.parent == tag or other.parent in under:
            under.add(other.id)
    return under
