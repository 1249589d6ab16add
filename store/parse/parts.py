"""The role of every line, and the parts made of them: no overlap, no visible character left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.parse.kinds import Kind
from store.parse.lines import Line
from store.parse.media import AGENCIES, is_medium
from store.parse.title import Head
from store.records import Part

_INSIDE = {
    Kind.CAPTION: "caption",
    Kind.CREDIT: "caption",
    Kind.FOOTNOTE: "footnote",
    Kind.BYLINE: "byline",
    Kind.DATE: "dateline",
    Kind.MENU: "boilerplate",
    Kind.RELATED: "boilerplate",
    Kind.KEYWORDS: "boilerplate",
    Kind.FIELD: "boilerplate",
    Kind.END: "boilerplate",
}
_OUTSIDE = {
    Kind.CAPTION: "caption",
    Kind.CREDIT: "caption",
    Kind.BYLINE: "byline",
    Kind.DATE: "dateline",
    Kind.FOOTNOTE: "footnote",
}
# "SEOUL -- ", "SEOUL, March 24 (Yonhap) -- ", "RIYADH, Saudi Arabia, Oct. 3, 2023 /PRNewswire/ -- "
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’' -]{2,30})(?:,\s[A-Z][A-Za-z. ]{1,25}){0,2}(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:,\s\d{4})?)?"
    r"(?:\s?[(/][A-Za-z .]{2,30}[)/])?\s?(?:--|[–—-])\s+(?=\S)"
)


def roles_of(lines: Sequence[Line], kinds: Sequence[Kind], head: Head, body: tuple[int, int]) -> list[str]:
    """Return the role of each line; `body` is the half-open range of the body's line numbers."""
    first, last = body
    roles = [_INSIDE.get(kind, "body") if first <= index < last else "" for index, kind in enumerate(kinds)]
    for index in range(first):
        roles[index] = _OUTSIDE.get(kinds[index], "boilerplate")
    ended = False
    for index in range(last, len(lines)):
        ended = ended or kinds[index] in (Kind.END, Kind.RELATED)
        signature = lines[index].text.strip("()[] .ⓒ©Ⓒ")
        signed = kinds[index] is Kind.CREDIT and (signature.casefold() in AGENCIES or is_medium(signature))
        roles[index] = "boilerplate" if ended or signed else _OUTSIDE.get(kinds[index], "boilerplate")
    if head.title is not None:
        roles[head.title] = "headline"
        _mark_repeats(lines, kinds, roles, head.title, first)
    for index in head.subheadings:
        roles[index] = "subheading"
    _mark_related(lines, kinds, roles, first, last)
    return roles


def _mark_repeats(lines: Sequence[Line], kinds: Sequence[Kind], roles: list[str], title: int, first: int) -> None:
    """Take the headline said again above a caption for the caption of that picture."""
    for index in range(title + 1, first):
        picture = index + 1 < len(lines) and kinds[index + 1] in (Kind.CAPTION, Kind.CREDIT)
        if picture and lines[index].text == lines[title].text:
            roles[index] = "caption"


def _mark_related(lines: Sequence[Line], kinds: Sequence[Kind], roles: list[str], first: int, last: int) -> None:
    """Take the titles listed under "related news" inside the body for boilerplate, up to the next prose or blank."""
    listing = False
    for index in range(first, last):
        if kinds[index] is Kind.RELATED:
            listing = True
        elif listing and kinds[index] in (Kind.LONG, Kind.SHORT, Kind.ITEM) and lines[index].gap < 2:
            roles[index] = "boilerplate"
        else:
            listing = False


def parts_of(lines: Sequence[Line], roles: Sequence[str]) -> tuple[Part, ...]:
    """Join neighbouring lines of one role into parts; the place a wire report opens with becomes its dateline."""
    parts: list[Part] = []
    opened = False
    for line, role in zip(lines, roles, strict=True):
        start = line.start
        if role == "body" and not opened:
            opened = True
            dateline = _DATELINE.match(line.text[:120])
            if dateline:
                start += dateline.end()
                parts.append(Part(role="dateline", start=line.start, end=line.start + len(dateline.group().rstrip())))
        if parts and parts[-1].role == role and role != "headline":
            parts[-1] = Part(role=role, start=parts[-1].start, end=line.end)
        else:
            parts.append(Part(role=role, start=start, end=line.end))
    return tuple(parts)
