"""Which stretches of an article are shown, row by row: blank lines go, short boilerplate joins, long boilerplate folds.

Nothing here is Qt, and nothing changes the text: a row points into it by code points.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from store.records import Part

HEADING = "heading"
"""Role of the empty row over which the heading lies."""

FOLD_AFTER = 3
"""Rows of one stretch of boilerplate that stay when it is folded."""

JOINT = " · "
UNFOLD, FOLD = "unfold:", "fold:"
"""What begins the address of a link that unfolds or folds; the stretch's first code point follows."""

_ROW_CELLS = 72  # what fits the column in the small type, in half-width cells, also in a narrow pane
_SHORT_CELLS = 40  # a line up to this long is joined with its neighbours
_BULLETS = "•·ㆍ∙-–—|*■□▶▷◆◇○●※"
_SENTENCE_END = re.compile(r"[.!?…。」』”’\"')\]]\s*$")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60\U0001f300-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of the stored text as it stands, with its role."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Put:
    """Something the reader puts between, which is not in the text; `href` makes it a link."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the page: its role, what it shows in text order, and the space above it in pixels."""

    role: str
    pieces: tuple[Shown | Put, ...]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text without the space around it; `after_blank` tells that an empty line stands before it."""

    pieces: tuple[Shown, ...]
    role: str
    after_blank: bool

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end


def arrange(text: str, parts: Sequence[Part], *, unfolded: Collection[int] = ()) -> tuple[Row, ...]:
    """Return the rows of the page for a text whose `parts` are in order and do not overlap.

    `unfolded` holds the first code points of the stretches of boilerplate that are shown whole. There is always exactly
    one row with the role `HEADING`: after the first headline, else first.
    """
    lines = list(_lines(text, parts))
    has_headline = any(line.role == "headline" for line in lines)
    rows: list[Row] = [] if has_headline else [Row(HEADING, ())]
    previous: _Line | None = None
    for role, group in groupby(lines, key=lambda line: line.role):
        stretch = list(group)
        if role == "boilerplate":
            rows += _boilerplate(text, stretch, stretch[0].start in unfolded, first=previous is None and has_headline)
        else:
            for line in stretch:
                rows.append(Row(role, line.pieces, _gap(text, previous, line)))
                previous = line
        if role == "headline" and has_headline:
            rows.append(Row(HEADING, ()))
            has_headline = False
        previous = stretch[-1]
    return tuple(rows)


def fold_over(rows: Iterable[Row], point: int) -> int | None:
    """Return the first code point of the folded stretch in which a hidden code point may lie, or None."""
    folds = [
        int(piece.href.removeprefix(UNFOLD))
        for row in rows
        for piece in row.pieces
        if isinstance(piece, Put) and piece.href.startswith(UNFOLD)
    ]
    return max((fold for fold in folds if fold <= point), default=None)


def still_unfolded(text: str, before: Sequence[Part], now: Sequence[Part], unfolded: Collection[int]) -> frozenset[int]:
    """Return what to show whole after the parts have changed: each boilerplate that has a stretch which was unfolded.

    `unfolded` holds first code points, as for `arrange`, and so does what is returned.
    """
    opened = [
        part
        for part in before
        if part.role == "boilerplate" and any(part.start <= point < part.end for point in unfolded)
    ]
    return frozenset(
        part.end - len(text[part.start : part.end].lstrip())
        for part in now
        if part.role == "boilerplate" and any(old.start < part.end and part.start < old.end for old in opened)
    )


def _lines(text: str, parts: Sequence[Part]) -> Iterator[_Line]:
    at, blank, part = 0, False, 0
    for raw in text.split("\n"):
        start = at + len(raw) - len(raw.lstrip())
        end = at + len(raw.rstrip())
        at += len(raw) + 1
        if start >= end:
            blank = True
            continue
        while part < len(parts) and parts[part].end <= start:
            part += 1
        pieces = _pieces(start, end, parts, part)
        role = pieces[0].role if len(pieces) == 1 else max(pieces, key=lambda piece: piece.end - piece.start).role
        yield _Line(pieces, role, blank)
        blank = False


def _pieces(start: int, end: int, parts: Sequence[Part], part: int) -> tuple[Shown, ...]:
    """Cut a line at the borders of its parts; what no part covers (space) goes with what stands before it."""
    if part < len(parts) and parts[part].start <= start and end <= parts[part].end:
        return (Shown(start, end, parts[part].role),)  # nearly always, and a long text has thousands of lines
    roles: list[str] = []
    cuts: list[int] = []
    while part < len(parts) and parts[part].start < end:
        if not roles or roles[-1] != parts[part].role:
            roles.append(parts[part].role)
            cuts.append(max(start, parts[part].start))
        part += 1
    if not roles:
        return (Shown(start, end, "body"),)
    cuts[0] = start
    return tuple(Shown(a, b, role) for a, b, role in zip(cuts, [*cuts[1:], end], roles, strict=True))


def _gap(text: str, previous: _Line | None, line: _Line) -> int:
    if previous is None:
        return 0
    if previous.role != line.role:
        return 12 if "caption" in (previous.role, line.role) and "boilerplate" not in (previous.role, line.role) else 16
    if line.role in ("headline", "byline", "dateline"):
        return 0
    if line.role in ("caption", "footnote"):
        return 4
    # A line that breaks in mid-sentence is a wrapped paragraph, or a list.
    ended = line.after_blank or _SENTENCE_END.search(text, max(previous.start, previous.end - 4), previous.end)
    return 16 if ended else 4


def _boilerplate(text: str, stretch: Sequence[_Line], unfolded: bool, *, first: bool) -> list[Row]:
    joined = list(_join(text, stretch))
    kept, hidden = joined, 0
    taken = 0
    for index, lines in enumerate(joined):
        if taken >= FOLD_AFTER:
            kept, hidden = joined[:index], sum(len(rest) for rest in joined[index:])
            break
        taken += _rows_taken(text, lines)
    folds = hidden > 1
    if not folds or unfolded:
        kept = joined
    rows = [
        Row("boilerplate", _with_joints(text, lines), 16 if index == 0 and not first else 0)
        for index, lines in enumerate(kept)
    ]
    if folds:
        label, href = ("fold", FOLD) if unfolded else (f"+ {hidden} lines", UNFOLD)
        link = (Put("  "), Put(label.replace(" ", "\u00a0"), f"{href}{stretch[0].start}"))
        rows[-1] = Row("boilerplate", (*rows[-1].pieces, *link), rows[-1].gap)
    return rows


def _join(text: str, stretch: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Gather short lines that fit one row together."""
    row: list[_Line] = []
    used = 0
    for line in stretch:
        cells = _cells(text, line)
        if row and (cells > _SHORT_CELLS or used > _ROW_CELLS - len(JOINT) - cells):
            yield row
            row, used = [], 0
        row.append(line)
        used += cells + (len(JOINT) if len(row) > 1 else 0)
        if cells > _SHORT_CELLS:
            yield row
            row, used = [], 0
    if row:
        yield row


def _with_joints(text: str, lines: Sequence[_Line]) -> tuple[Shown | Put, ...]:
    pieces: list[Shown | Put] = []
    for line in lines:
        if pieces:
            # What has a bullet of its own needs no second one.
            pieces.append(Put("  " if text[line.start] in _BULLETS else JOINT))
        pieces += line.pieces
    return tuple(pieces)


def _cells(text: str, line: _Line) -> int:
    length = line.end - line.start
    return length if length > 500 else length + len(_WIDE.findall(text, line.start, line.end))


def _rows_taken(text: str, lines: Sequence[_Line]) -> int:
    return 1 if len(lines) > 1 else -(-_cells(text, lines[0]) // _ROW_CELLS)
