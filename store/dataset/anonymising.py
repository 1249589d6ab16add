"""Names of persons replaced by stable placeholders, with every offset moved; who is behind one is never written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from store.dataset.items import Losses
from store.records import MarkedArticle, Mention, Part, SaidRelation, Tagging
from store.text.normal import folded

PERSON = "person"
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_SHORTEST = 2

Spanned = TypeVar("Spanned", Mention, Tagging)


class _Hidden(NamedTuple):
    start: int
    end: int
    placeholder: str


class Anonymiser:
    """Replaces the persons of articles; the same person is the same placeholder (`PERSON_1`) in all of a dataset.

    `persons` are the names of each person known to the project by its id. Replaced is what is marked as a person (but for
    rejected marks), wherever else in the article its names stand, the last word of a Latin name too, and the authors.
    """

    def __init__(self, persons: Mapping[int, Sequence[str]], losses: Losses) -> None:
        self._persons = persons
        self._losses = losses
        self._numbers: dict[int | str, int] = {}
        self._by_name: dict[str, int] = {}
        for entity, names in persons.items():
            for name in names:
                self._by_name.setdefault(folded(name), entity)

    def anonymised(self, marked: MarkedArticle) -> MarkedArticle:
        """Give the article without the names of its persons, and without its address, which leads to them."""
        article = marked.article
        needles = self._needles(marked)
        swap = _Swap(needles)
        hidden = _merged([*self._marked_persons(marked.mentions), *swap.found(article.text)])
        moved = _Moved(article.text, hidden)
        self._losses.add("addresses", int(article.url is not None))
        return replace(
            marked,
            article=replace(
                article,
                text=moved.text,
                title=swap.maybe(article.title),
                subtitle=swap.maybe(article.subtitle),
                authors=tuple(self._placeholder(name) for name in article.authors),
                keywords=tuple(map(swap.text, article.keywords)),
                source=swap.text(article.source),
                url=None,
                parts=tuple(Part(role=p.role, start=moved.start(p.start), end=moved.end(p.end)) for p in article.parts),
            ),
            mentions=tuple(self._mention(each, moved, swap) for each in marked.mentions),
            taggings=tuple(replace(moved.mark(each), note=swap.text(each.note)) for each in marked.taggings),
            notes=tuple(replace(each, text=swap.text(each.text)) for each in marked.notes),
            relations=tuple(self._relation(each, moved, swap) for each in marked.relations),
        )

    def _number(self, name: str, entity: int | None) -> int:
        if entity is None or entity not in self._persons:
            entity = self._by_name.get(folded(name))
        key: int | str = folded(name) if entity is None else entity
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _placeholder(self, name: str, entity: int | None = None) -> str:
        return f"PERSON_{self._number(name, entity)}"

    def _marked_persons(self, mentions: Iterable[Mention]) -> list[_Hidden]:
        return [
            _Hidden(each.start, each.end, self._placeholder(each.quote, each.entity_id))
            for each in mentions
            if each.type == PERSON and each.state != "rejected"
        ]

    def _needles(self, marked: MarkedArticle) -> Mapping[str, str]:
        needles: dict[str, str] = {}
        people: list[tuple[str, int | None]] = [
            (each.quote, each.entity_id) for each in marked.mentions if each.type == PERSON and each.state != "rejected"
        ]
        people += [(name, None) for name in marked.article.authors]
        for said in marked.relations:
            sides = ((said.subject, said.relation.subject), (said.object, said.relation.object))
            people += [(name, entity) for name, entity in sides if entity in self._persons]
        for name, entity in people:
            placeholder = self._placeholder(name, entity)
            known = entity if entity in self._persons else self._by_name.get(folded(name))
            for each in (name, *self._persons.get(known or 0, ())):
                needles.setdefault(each, placeholder)
                if _LATIN.search(each) and " " in each and len(last := each.split()[-1]) > _SHORTEST:
                    needles.setdefault(last, placeholder)
        return needles

    def _mention(self, mention: Mention, moved: _Moved, swap: _Swap) -> Mention:
        now = moved.mark(mention)
        if mention.type != PERSON:
            return replace(now, entity=swap.maybe(mention.entity))
        # A rejected mark names nobody, but its entity would.
        number = self._number(mention.quote, mention.entity_id)
        return replace(now, entity=f"PERSON_{number}", entity_id=-number)

    def _relation(self, said: SaidRelation, moved: _Moved, swap: _Swap) -> SaidRelation:
        relation = said.relation
        sides = {}
        for side, name, entity in (
            ("subject", said.subject, relation.subject),
            ("object", said.object, relation.object),
        ):
            hidden = entity in self._persons
            number = self._number(name, entity) if hidden else 0
            sides[side] = (f"PERSON_{number}", -number) if hidden else (swap.text(name), entity)
        if relation.start is not None and relation.end is not None:
            start, end = moved.start(relation.start), moved.end(relation.end)
            relation = replace(relation, start=start, end=end, quote=moved.text[start:end])
        return SaidRelation(
            relation=replace(relation, subject=sides["subject"][1], object=sides["object"][1]),
            subject=sides["subject"][0],
            object=sides["object"][0],
        )


class _Swap:
    """Puts placeholders for names in a text; of names that begin together the longest is meant."""

    def __init__(self, needles: Mapping[str, str]) -> None:
        self._needles = {name: hidden for name, hidden in needles.items() if len(name) >= _SHORTEST}
        names = sorted(self._needles, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(_pattern, names))) if names else None

    def found(self, text: str) -> list[_Hidden]:
        if self._pattern is None:
            return []
        return [_Hidden(m.start(), m.end(), self._needles[m.group()]) for m in self._pattern.finditer(text)]

    def text(self, text: str) -> str:
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._needles[match.group()], text)

    def maybe(self, text: str | None) -> str | None:
        return None if text is None else self.text(text)


def _pattern(name: str) -> str:
    quoted = re.escape(name)
    # Hangul is followed by particles; a Latin name is a word.
    before = r"(?<![A-Za-zÀ-ɏ0-9])" if _LATIN.match(name[0]) else ""
    after = r"(?![A-Za-zÀ-ɏ0-9])" if _LATIN.match(name[-1]) else ""
    return f"{before}{quoted}{after}"


def _merged(hidden: Sequence[_Hidden]) -> list[_Hidden]:
    """Join what overlaps; the longest says who it is."""
    found: list[_Hidden] = []
    longest = 0
    for each in sorted(hidden, key=lambda one: (one.start, -one.end)):
        if not found or each.start >= found[-1].end:
            found.append(each)
            longest = each.end - each.start
            continue
        who = found[-1].placeholder
        if each.end - each.start > longest:
            who, longest = each.placeholder, each.end - each.start
        found[-1] = _Hidden(found[-1].start, max(found[-1].end, each.end), who)
    return found


class _Moved:
    """A text with placeholders in it, and where positions of the text stand there."""

    def __init__(self, text: str, hidden: Sequence[_Hidden]) -> None:
        self._hidden = hidden
        self._starts = [each.start for each in hidden]
        self._places: list[int] = []
        pieces: list[str] = []
        at = read = 0
        for each in hidden:
            at += each.start - read
            self._places.append(at)
            pieces += [text[read : each.start], each.placeholder]
            at += len(each.placeholder)
            read = each.end
        self.text = "".join([*pieces, text[read:]])

    def start(self, position: int) -> int:
        """Move a beginning; one inside a name goes to the beginning of its placeholder."""
        number = bisect_right(self._starts, position) - 1
        if number < 0:
            return position
        each = self._hidden[number]
        if position < each.end:
            return self._places[number]
        return self._places[number] + len(each.placeholder) + position - each.end

    def end(self, position: int) -> int:
        """Move an end; one inside a name goes to the end of its placeholder."""
        number = bisect_right(self._starts, position - 1) - 1
        if number < 0:
            return position
        each = self._hidden[number]
        return self._places[number] + len(each.placeholder) + max(position - each.end, 0)

    def mark(self, mark: Spanned) -> Spanned:
        """Move a mark, and let it quote what stands there now."""
        if mark.start is None or mark.end is None:
            return mark
        start, end = self.start(mark.start), self.end(mark.end)
        return replace(mark, start=start, end=end, quote=self.text[start:end])
