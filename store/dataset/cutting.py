"""The text of a record: the whole article, its body alone, or a record for each paragraph or sentence; offsets recomputed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from store.dataset.items import Losses
from store.records import Article, MarkedArticle, Mention, Part, Tagging
from store.text.lines import is_visible
from store.text.sentences import paragraphs, sentences

JOINT = "\n\n"
"""What stands between two stretches of body that did not stand side by side."""

Stretch = tuple[int, int]
Spanned = TypeVar("Spanned", Mention, Tagging)


def cut(marked: MarkedArticle, text: str, losses: Losses) -> Iterator[MarkedArticle]:
    """Give the records of an article, `text` being one of `TEXTS`.

    A body is its parts of that role with an empty line between; paragraphs and sentences are those of all parts but
    boilerplate, bylines and datelines. Marks that cross the borders of a record or lie in none are dropped and counted.
    """
    if text == "whole":
        yield marked
    elif text == "body":
        yield _record(marked, _body(marked.article), losses, last=True)
    else:
        stretches = list(_stretches(marked.article, text))
        yield from _records(marked, stretches, losses)


def _body(article: Article) -> Sequence[Stretch]:
    found: list[Stretch] = []
    for part in article.parts or (Part(role="body", start=0, end=len(article.text)),):
        if part.role != "body":
            continue
        if found and not article.text[found[-1][1] : part.start].strip("\n"):
            found[-1] = (found[-1][0], part.end)
        else:
            found.append((part.start, part.end))
    return found


def _stretches(article: Article, text: str) -> Iterator[Stretch]:
    for part in article.parts or (Part(role="body", start=0, end=len(article.text)),):
        if part.role in ("boilerplate", "byline", "dateline"):
            continue
        piece = article.text[part.start : part.end]
        for start, end in paragraphs(piece) if text == "paragraph" else sentences(piece):
            inner = piece[start:end]
            if is_visible(inner):
                first = part.start + start + len(inner) - len(inner.lstrip())
                yield first, first + len(inner.strip())


def _records(marked: MarkedArticle, stretches: Sequence[Stretch], losses: Losses) -> Iterator[MarkedArticle]:
    starts = [start for start, _ in stretches]
    mentions: dict[int, list[Mention]] = {}
    taggings: dict[int, list[Tagging]] = {}
    _sort_out(marked.mentions, stretches, starts, mentions, losses)
    _sort_out(marked.taggings, stretches, starts, taggings, losses)
    for number, stretch in enumerate(stretches):
        part = replace(
            marked,
            mentions=tuple(mentions.get(number, ())),
            taggings=tuple(t for t in marked.taggings if t.start is None) + tuple(taggings.get(number, ())),
            relations=tuple(
                each
                for each in marked.relations
                if each.relation.start is not None
                and each.relation.end is not None
                and stretch[0] <= each.relation.start
                and each.relation.end <= stretch[1]
            ),
            notes=marked.notes if number == 0 else (),
        )
        yield _record(part, [stretch], losses, last=False)


def _sort_out(
    marks: Sequence[Spanned],
    stretches: Sequence[Stretch],
    starts: Sequence[int],
    found: dict[int, list[Spanned]],
    losses: Losses,
) -> None:
    for mark in marks:
        if mark.start is None or mark.end is None:
            continue
        place = bisect_right(starts, mark.start) - 1
        if place >= 0 and mark.end <= stretches[place][1]:
            found.setdefault(place, []).append(mark)
        else:
            losses.add(_why(mark.start, mark.end, stretches))


def _why(start: int, end: int, stretches: Sequence[Stretch]) -> str:
    return "crossing" if any(first < end and start < last for first, last in stretches) else "outside"


def _record(marked: MarkedArticle, stretches: Sequence[Stretch], losses: Losses, *, last: bool) -> MarkedArticle:
    """Make a record of these stretches of the text, joined; `last` says that what does not lie in it is lost."""
    article = marked.article
    new = _Cut(article.text, stretches)
    mentions = new.moved(marked.mentions, losses)
    taggings = new.moved(marked.taggings, losses)
    relations = []
    for said in marked.relations:
        place = new.place(said.relation.start, said.relation.end)
        if place is not None or said.relation.start is None:
            start, end = place or (None, None)
            relations.append(replace(said, relation=replace(said.relation, start=start, end=end)))
        elif last:
            losses.add("unanchored")
    parts = []
    for part in article.parts:
        for first, end in stretches:
            place = new.place(max(part.start, first), min(part.end, end))
            if place is not None:
                parts.append(Part(role=part.role, start=place[0], end=place[1]))
    return replace(
        marked,
        article=replace(article, text=new.text, parts=tuple(parts)),
        mentions=tuple(mentions),
        taggings=tuple(taggings),
        relations=tuple(relations),
    )


class _Cut:
    """Some stretches of a text, joined, and where in it positions of the text are found again."""

    def __init__(self, text: str, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches
        self._starts = [start for start, _ in stretches]
        self._places: list[int] = []
        at = 0
        pieces: list[str] = []
        for start, end in stretches:
            if pieces:
                at += len(JOINT)
            self._places.append(at)
            pieces.append(text[start:end])
            at += end - start
        self.text = JOINT.join(pieces)

    def place(self, start: int | None, end: int | None) -> Stretch | None:
        """Give where `[start, end)` stands now, or None where no one stretch holds it."""
        if start is None or end is None or start >= end:
            return None
        number = bisect_right(self._starts, start) - 1
        if number < 0 or end > self._stretches[number][1]:
            return None
        moved = self._places[number] - self._starts[number]
        return start + moved, end + moved

    def moved(self, marks: Sequence[Spanned], losses: Losses) -> list[Spanned]:
        """Move marks to where they stand now; those of the whole article stay, those that have no place are counted."""
        found: list[Spanned] = []
        for mark in marks:
            if mark.start is None or mark.end is None:
                found.append(mark)
            elif (place := self.place(mark.start, mark.end)) is not None:
                found.append(replace(mark, start=place[0], end=place[1]))
            else:
                losses.add(_why(mark.start, mark.end, self._stretches))
        return found
