"""What of an article is searched, and in which column of the index it stands: title, body or boilerplate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from store.text.normal import normal
from store.text.tokens import BREAK, grams

NAMES = ("title", "body", "boilerplate")
"""The columns of the index, in order."""

_COLUMN_OF_ROLE = {"headline": "title", "boilerplate": "boilerplate"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The stretches of one article by column; neighbours of the same role are one stretch."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    boilerplate: tuple[str, ...]

    def tokens(self, *, grams: Callable[[str], str] = grams) -> tuple[str, str, str]:
        """Give what the index is fed with: tokens of each column, with a break between stretches.

        `grams` may be `LineGrams` where a text is read more than once.
        """
        title, body, boilerplate = (
            f" {BREAK} ".join(grams(stretch) for stretch in stretches)
            for stretches in (self.title, self.body, self.boilerplate)
        )
        return title, body, boilerplate

    def within(self, scope: str) -> Iterator[str]:
        """Give the stretches that words with this scope search: `text` (title and body), `title` or `all`."""
        yield from self.title
        if scope != "title":
            yield from self.body
        if scope == "all":
            yield from self.boilerplate


def columns(text: str, ranges: str, title: str) -> Columns:
    """Sort an article into columns by what `written` remembers of its parts; without parts all of it is body.

    The title of the metadata stands beside the headline unless it says the same.
    """
    found: dict[str, list[str]] = {name: [] for name in NAMES}
    for role, start, end in stretches_of(ranges) or [("body", 0, len(text))]:
        found[_COLUMN_OF_ROLE.get(role, "body")].append(text[start:end])
    if title and all(normal(title) not in normal(headline) for headline in found["title"]):
        found["title"].insert(0, title)
    return Columns(tuple(found["title"]), tuple(found["body"]), tuple(found["boilerplate"]))


def is_within(ranges: str, scope: str, start: int, end: int) -> bool:
    """Say whether a range of a text surely lies in one part that words with this scope search; false where it is two parts'."""
    for item in ranges.split(",") if ranges else ():
        role, first, last = item.rsplit(" ", 2)
        if int(last) >= end:
            column = _COLUMN_OF_ROLE.get(role, "body")
            return int(first) <= start and (
                scope == "all" or column == "title" or (column == "body" and scope == "text")
            )
    return not ranges and scope != "title"


def are_apart(ranges: str, text: str) -> bool:
    """Say whether beside each part of a text stands a blank or a sign of ASCII, or nothing, so that no word reaches over."""
    for item in ranges.split(",") if ranges else ():
        _, start, end = item.rsplit(" ", 2)
        before, after = text[max(0, int(start) - 1) : int(start)], text[int(end) : int(end) + 1]
        for sign in before + after:
            if sign == "_" or sign.isalnum() or not sign.isascii():
                return False
    return True


def written(parts: Iterable[tuple[str, int, int]]) -> str:
    """Write roles and ranges as one string, in order: `headline 0 12,body 13 400`; PARTS_SQL does the same."""
    return ",".join(f"{role} {start} {end}" for role, start, end in parts)


PARTS_SQL = """(select coalesce(group_concat(role || ' ' || start || ' ' || "end"), '')
    from (select role, start, "end" from part where article = a.id order by start))"""
"""SQL that writes the parts of article `a` as `written` does."""


def stretches_of(ranges: str) -> list[tuple[str, int, int]]:
    """Read what `written` wrote, neighbours of the same role as one stretch; what stands in two is never found as one."""
    joined: list[tuple[str, int, int]] = []
    for item in filter(None, ranges.split(",")):
        role, start, end = item.rsplit(" ", 2)
        if joined and joined[-1][0] == role:
            joined[-1] = (role, joined[-1][1], int(end))
        else:
            joined.append((role, int(start), int(end)))
    return joined
