"""The columns that the list can show: what each says of an article, how it is sorted by, and how they are remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.records import ArticleRow

STATUS_WORDS = {"untagged": "untagged", "started": "started", "done": "done", "discuss": "to discuss"}
NARROWEST, WIDEST = 36, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name (also the store's word to sort by), heading, width in pixels, side, and text.

    `first` is the sort that a first click on the heading asks for, `shown` says whether it is there at first.
    """

    name: str
    title: str
    width: int
    first: str
    text: Callable[[ArticleRow], str]
    right: bool = False
    shown: bool = True
    tip: str = ""


COLUMNS = (
    Column(name="title", title="Title", width=300, first="title", text=lambda row: row.title or row.source),
    Column(name="outlet", title="Outlet", width=110, first="outlet", text=lambda row: row.outlet or ""),
    Column(
        name="published",
        title="Date",
        width=88,
        first="-published",
        text=lambda row: (row.published or "").partition("T")[0],
        right=True,
    ),
    Column(
        name="language",
        title="Language",
        width=76,
        first="language",
        text=lambda row: row.language or "",
        shown=False,
    ),
    Column(
        name="length",
        title="Length",
        width=68,
        first="-length",
        text=lambda row: f"{row.length:,}",
        right=True,
        tip="In characters",
    ),
    Column(
        name="tags",
        title="Tags",
        width=150,
        first="-tags",
        text=lambda row: ", ".join(tag.rpartition("/")[2] for tag in row.tags),
    ),
    Column(
        name="notes",
        title="Notes",
        width=52,
        first="-notes",
        text=lambda row: f"{row.notes:,}" if row.notes else "",
        right=True,
    ),
    Column(name="status", title="Status", width=92, first="status", text=lambda row: STATUS_WORDS[row.status]),
    Column(
        name="relevance",
        title="Words found",
        width=260,
        first="relevance",
        text=lambda _: "",
        shown=False,
        tip="Where the words of the filter stand; sorted by it, the best match comes first",
    ),
)
"""The columns in the order in which they stand at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """How one column stands: its name, its width in pixels, and whether it is shown."""

    name: str
    width: int
    shown: bool


FIRST = tuple(Place(name=column.name, width=column.width, shown=column.shown) for column in COLUMNS)
"""How the columns stand before anybody moved them."""


def written(places: Sequence[Place]) -> str:
    """Write how the columns stand, left to right, such as `title 300,-notes 52` (a minus: not shown)."""
    return ",".join(f"{'' if each.shown else '-'}{each.name} {each.width}" for each in places)


def read(text: str) -> tuple[Place, ...]:
    """Read what `written` wrote; what is not understood is as at first, and a column it does not name comes last."""
    known = {each.name: each for each in FIRST}
    found: dict[str, Place] = {}
    for piece in text.split(","):
        name, _, width = piece.removeprefix("-").partition(" ")
        if name in known and name not in found and width.isascii() and width.isdigit():
            pixels = max(NARROWEST, min(WIDEST, int(width)))
            found[name] = Place(name=name, width=pixels, shown=not piece.startswith("-"))
    if not any(place.shown for place in found.values()):
        return FIRST
    return (*found.values(), *(each for each in FIRST if each.name not in found))


def clicked(column: Column, sort: str) -> str:
    """The sort that a click on a column's heading asks for while `sort` is in force: its own, then the other way round."""
    if sort.removeprefix("-") != column.name:
        return column.first
    return sort.removeprefix("-") if sort.startswith("-") else f"-{sort}"
