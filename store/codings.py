"""Codings: who has coded which article, and what each put on it; what agreement is counted from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from store.agreement.profiles import Profile, Profiles
from store.agreement.spans import Span
from store.codebook import Codebook
from store.database import Database
from store.dataset.projection import cut_path
from store.db import places
from store.errors import UserError
from store.records import Tag
from store.search import Search

_CODED = """select g.article, g.annotator from tagging g where g.annotator in ({who})
    union select s.article, s.annotator from article_status s where s.annotator in ({who})"""
_SHARED = f"""with coded as ({_CODED})
    select c.article, c.annotator from coded c join article a on a.id = c.article
    where a.removed = 0 and {{where}} and c.article in (select article from coded group by article having count(*) > 1)"""

NO_TAG = ""
"""What an annotator says of an article that she has looked at and left without a tag."""

Pieces = Mapping[int, tuple[tuple[str, int, int], ...]]
"""By the place of an annotator, her passages of an article: tag, start, end."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What the annotators, in their order, say of one article: whether they coded it, its tags, its passages.

    `whole` are the tags of the article itself, `any` those of its passages too; None where she has not coded it.
    `judged` says who has given it a status of her own.
    """

    article: int
    length: int
    whole: tuple[frozenset[str] | None, ...]
    any: tuple[frozenset[str] | None, ...]
    judged: tuple[bool, ...]
    pieces: Pieces


class Codings:
    """Reads the articles that two or more annotators have coded."""

    def __init__(self, db: Database, search: Search, codebook: Codebook) -> None:
        self._db = db
        self._search = search
        self._codebook = codebook

    def tags(self) -> Mapping[str, Tag]:
        """Give the tags of the codebook by their path."""
        return {tag.path: tag for tag in self._codebook.tags()}

    def coders(self) -> Mapping[str, int]:
        """Count the articles that each person has coded; machines and what was settled between people are left out."""
        rows = self._db.conn.execute(
            "select n.name, (select count(*) from (select article from tagging where annotator = n.id"
            " union select article from article_status where annotator = n.id)) from annotator n where n.kind = 'person'"
            " order by n.name"
        )
        return {str(name): int(number) for name, number in rows if number}

    def read(self, query: str, annotators: Sequence[str], *, level: int = 0) -> list[Coding]:
        """Read what these annotators put on the articles that match and that two or more of them coded, by id.

        Tags are cut to so many names from the root as `level` says (0: as they are).
        Raises UserError for an annotator that is not there, QueryError for a filter that cannot be read.
        """
        numbers = [self._number(name) for name in annotators]
        where = self._search.where(query)
        sql = _SHARED.format(who=places(numbers), where=where.sql)
        coded: dict[int, set[int]] = defaultdict(set)
        for article, annotator in self._db.conn.execute(sql, [*numbers, *numbers, *where.parameters]):
            coded[article].add(annotator)
        return [coding for some in _parts(sorted(coded)) for coding in self._several(some, numbers, coded, level)]

    def _number(self, name: str) -> int:
        row = self._db.conn.execute("select id from annotator where name = ?", (name,)).fetchone()
        if row is None:
            raise UserError(f"There is no annotator “{name}” in this project.")
        return int(row[0])

    def _several(
        self, articles: Sequence[int], numbers: Sequence[int], coded: Mapping[int, set[int]], level: int
    ) -> Iterable[Coding]:
        paths = {tag.id: cut_path(tag.path, level) for tag in self._codebook.tags()}
        marks, who = places(articles), places(numbers)
        found: dict[int, list[tuple[int, str, int | None, int | None]]] = defaultdict(list)
        for article, annotator, tag, start, end in self._db.conn.execute(
            f'select article, annotator, tag, start, "end" from tagging where article in ({marks})'
            f" and annotator in ({who}) order by article, start",
            [*articles, *numbers],
        ):
            found[article].append((annotator, paths[tag], start, end))
        judged = set(
            self._db.conn.execute(
                f"select article, annotator from article_status where article in ({marks})", list(articles)
            )
        )
        lengths = dict(self._db.conn.execute(f"select id, length from article where id in ({marks})", list(articles)))
        for article in articles:
            put = [[(tag, start, end) for by, tag, start, end in found[article] if by == number] for number in numbers]
            here = [number in coded[article] for number in numbers]
            yield Coding(
                article=article,
                length=lengths[article],
                whole=tuple(
                    frozenset(tag for tag, start, _ in hers if start is None) if has else None
                    for hers, has in zip(put, here, strict=True)
                ),
                any=tuple(
                    frozenset(tag for tag, _, _ in hers) if has else None for hers, has in zip(put, here, strict=True)
                ),
                judged=tuple((article, number) in judged for number in numbers),
                pieces={
                    place: tuple((tag, start, end) for tag, start, end in hers if start is not None and end is not None)
                    for place, hers in enumerate(put)
                    if here[place]
                },
            )


def _parts(articles: Sequence[int], size: int = 400) -> Iterable[Sequence[int]]:
    return (articles[start : start + size] for start in range(0, len(articles), size))


# What is counted


def chosen(coding: Coding) -> Profile:
    """Give the one tag that each put on the article as a whole; one who looked and put none says `NO_TAG`.

    One who tagged passages alone has not answered for the whole article: that is missing.
    """
    return tuple(
        None if tags is None else next(iter(tags), NO_TAG if judged else None)
        for tags, judged in zip(coding.whole, coding.judged, strict=True)
    )


def chosen_of(coding: Coding, group: frozenset[str]) -> Profile:
    """Give the one tag of a group that each put on the article as a whole; missing where she put none of them."""
    return tuple(None if tags is None else next(iter(tags & group), None) for tags in coding.whole)


def has(coding: Coding, tag: str) -> Profile:
    """Say by 1 or 0 who has the tag on the article or on any passage of it; missing where she has not coded it."""
    return tuple(None if tags is None else int(tag in tags) for tags in coding.any)


def by_tag(codings: Sequence[Coding]) -> dict[str, tuple[Profiles, tuple[int, ...]]]:
    """Give for each tag the profiles of `has` over all articles, and the articles on which those who coded differ."""
    none = Counter(tuple(None if tags is None else 0 for tags in coding.any) for coding in codings)
    found: dict[str, tuple[Counter[Profile], list[int]]] = {}
    for coding in codings:
        # In a settled order: figures are sums of fractions, and these hang on it.
        for tag in sorted(frozenset().union(*(tags for tags in coding.any if tags is not None))):
            profiles, differing = found.setdefault(tag, (Counter(none), []))
            profile = has(coding, tag)
            profiles[tuple(None if value is None else 0 for value in profile)] -= 1
            profiles[profile] += 1
            if 0 in profile:
                differing.append(coding.article)
    return {tag: (+profiles, tuple(differing)) for tag, (profiles, differing) in found.items()}


def spans_of(codings: Sequence[Coding], annotators: int) -> tuple[list[list[Span]], int]:
    """Lay the articles that all of them coded end to end: the passages of each, and the length of it all."""
    spans: list[list[Span]] = [[] for _ in range(annotators)]
    length = 0
    for coding in codings:
        if any(tags is None for tags in coding.any):
            continue
        for place, pieces in coding.pieces.items():
            spans[place] += [(length + start, length + end, tag) for tag, start, end in pieces]
        length += coding.length
    return spans, length
