"""Evidence: the sentences behind a count, each with where it stands and what it names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from store.cuts import Unit
from store.database import Database
from store.kin import Kin
from store.matrix import ANY_RELATION, CO_OCCURRENCE
from store.records import Evidence, EvidencePage, MatrixSpec
from store.relations import STANDS
from store.text.sentences import paragraphs, sentences
from store.units import SHIFT, Units, Wanted, articles_of

ARTICLES = 50
"""So many articles' evidence is given at a time."""

WHOLE = 400
"""Up to so many code points all that stands between two names is quoted; else only their two sentences."""

Span = tuple[int, int]
Mark = tuple[int, int, str]


class Evidences:
    """Reads the passages that name entities."""

    def __init__(self, db: Database, units: Units) -> None:
        self._db = db
        self._units = units

    def of_entity(
        self, entity: int, *, query: str = "", roll_up: bool = True, limit: int = ARTICLES, offset: int = 0
    ) -> EvidencePage:
        """Give the sentences that name an entity (with `roll_up` also what is part of it), the newest article first.

        `limit` and `offset` count articles. Raises QueryError where the filter cannot be read.
        """
        family = Kin(self._db).parts([entity]) if roll_up else {entity}
        wanted = self._units.articles(query)
        articles = {article for found in self._units.named(family).values() for article in found}
        return self._page(wanted.among(articles), (family,), _sentences_of, limit, offset)

    def of_cell(
        self, spec: MatrixSpec, row: int, column: int, *, limit: int = ARTICLES, offset: int = 0
    ) -> EvidencePage:
        """Give the passages that a cell of the matrix counts, the newest article first.

        Two names within a paragraph or an article are shown by the two that stand nearest to each other. Raises QueryError
        where the filter cannot be read.
        """
        kin = Kin(self._db) if spec.roll_up else None
        wanted = self._units.articles(spec.query)
        families = tuple(kin.parts([each]) if kin else {each} for each in (row, column))
        if spec.by != CO_OCCURRENCE:
            return self._related(spec, families, wanted, limit, offset)
        unit: Unit = spec.within  # type: ignore[assignment]  # the matrix was read with it
        across, down = self._units.of(([row], [column]), wanted, unit=unit, kin=kin)
        shared = set(across.get(row, ())) & set(down.get(column, ()))
        articles = set(articles_of(shared, unit))
        return self._page(articles, families, lambda text, sides: _nearest(text, sides, unit), limit, offset)

    def of_sentence(self, article: int, start: int, *families: Collection[int]) -> Evidence | None:
        """Give the sentence of an article that begins at `start` (code points) and names one of each family."""
        page = self._page({article}, families, lambda text, sides: _nearest(text, sides, "sentence"), 1, 0)
        return next((each for each in page.items if each.start == start), None)

    def of_relations(
        self, one: Collection[int], other: Collection[int], *, facts: bool = False
    ) -> tuple[Evidence, ...]:
        """Give what relations between two families say, either way, the accepted first and then the newest."""
        spec = MatrixSpec(rows="one", columns="other", by=ANY_RELATION, facts=facts)
        page = self._related(spec, (one, other), self._units.articles(""), 1 << 30, 0)
        return tuple(sorted(page.items, key=lambda each: each.state != "accepted"))

    # Names

    def _page(
        self,
        articles: set[int],
        families: Sequence[Collection[int]],
        cut: Callable[[str, Sequence[Sequence[Mark]]], Iterable[list[Span]]],
        limit: int,
        offset: int,
    ) -> EvidencePage:
        items: list[Evidence] = []
        rows = self._db.conn.execute(
            "select a.id, a.title, a.outlet, a.published, t.text from article a join article_text t on t.article = a.id"
            " where a.removed = 0 and a.id in (select value from json_each(?))"
            " order by a.published desc, a.id limit ? offset ?",
            (f"[{','.join(map(str, articles))}]", limit, offset),
        ).fetchall()
        for article, title, outlet, published, text in rows:
            sides = [self._marks(article, family) for family in families]
            marks = sorted({mark for side in sides for mark in side})
            for pieces in cut(text, sides):
                quote, placed = _quote(text, pieces, marks)
                items.append(
                    Evidence(
                        article=article,
                        title=title,
                        outlet=outlet,
                        published=published,
                        start=pieces[0][0],
                        end=pieces[-1][1],
                        text=quote,
                        marks=placed,
                    )
                )
        return EvidencePage(items=tuple(items), articles=len(articles))

    def _marks(self, article: int, family: Collection[int]) -> list[Mark]:
        rows = self._db.conn.execute(
            'select m.start, m."end", e.type from mention m join entity e on e.id = m.entity where m.article = ?'
            " and m.state <> 'rejected' and m.entity in (select value from json_each(?)) order by m.start",
            (article, f"[{','.join(map(str, family))}]"),
        )
        return [(start, end, kind) for start, end, kind in rows]

    # Relations

    def _related(
        self, spec: MatrixSpec, families: Sequence[Collection[int]], wanted: Wanted, limit: int, offset: int
    ) -> EvidencePage:
        one, other = (f"[{','.join(map(str, family))}]" for family in families)
        rows = self._db.conn.execute(
            'select r.id, r.article, a.title, a.outlet, a.published, r.start, r."end", r.quote, p.name, r.state, s.name,'
            " o.name from relation r join predicate p on p.id = r.predicate join entity s on s.id = r.subject"
            " join entity o on o.id = r.object left join article a on a.id = r.article"
            f" where r.state <> 'rejected' and (r.article is null or {STANDS}) and (:by = :any or p.name = :by)"
            " and ((r.subject in (select value from json_each(:one)) and r.object in (select value from json_each(:other)))"
            " or (:turned and r.object in (select value from json_each(:one))"
            " and r.subject in (select value from json_each(:other))))"
            " order by r.article is null, a.published desc, r.article, r.start, r.id",
            {"by": spec.by, "any": ANY_RELATION, "one": one, "other": other, "turned": spec.rows != spec.columns},
        ).fetchall()
        told = [row for row in rows if (row[1] in wanted if row[1] is not None else spec.facts)]
        articles = list(dict.fromkeys(row[1] for row in told if row[1] is not None))
        shown = {*articles[offset : offset + limit], *([None] if offset + limit >= len(articles) else [])}
        family = {*families[0], *families[1]}
        items = tuple(self._said(row, family) for row in told if row[1] in shown)
        return EvidencePage(items=items, articles=len(articles))

    def _said(self, row: Sequence[object], family: Collection[int]) -> Evidence:
        number, article, title, outlet, published, start, end, quote, predicate, state, subject, target = row
        if article is None:
            text, marks = f"{subject} {predicate} {target}", tuple[Mark, ...]()
        else:
            text = str(quote)
            told = self._marks(article, family)  # type: ignore[arg-type]  # SQLite's rows carry no types
            marks = _quote(text, [(0, len(text))], [(a - start, b - start, kind) for a, b, kind in told])[1]  # type: ignore[operator]
        return Evidence(
            article=article,  # type: ignore[arg-type]
            title=title,  # type: ignore[arg-type]
            outlet=outlet,  # type: ignore[arg-type]
            published=published,  # type: ignore[arg-type]
            start=start or 0,  # type: ignore[arg-type]
            end=end or 0,  # type: ignore[arg-type]
            text=text,
            marks=marks,
            predicate=str(predicate),
            state=str(state),
            relation=number,  # type: ignore[arg-type]
        )


def sentence_at(spans: Sequence[Span], at: int) -> int:
    """Give the number of the sentence in which a place stands, or after which, where it stands in none."""
    return max(0, bisect_right(spans, (at, 1 << SHIFT)) - 1)


def _sentences_of(text: str, sides: Sequence[Sequence[Mark]]) -> Iterator[list[Span]]:
    spans = list(sentences(text))
    for number in sorted({sentence_at(spans, start) for start, _, _ in sides[0]}) if spans else ():
        yield [spans[number]]


def _nearest(text: str, sides: Sequence[Sequence[Mark]], unit: Unit) -> Iterator[list[Span]]:
    """Give for each unit with names of both sides the sentences of the two that stand nearest to each other."""
    spans = list(sentences(text))
    units = {"sentence": spans, "paragraph": list(paragraphs(text)), "article": [(0, len(text))]}[unit]
    one, other = ({}, {})  # type: dict[int, list[int]], dict[int, list[int]]
    for side, found in zip(sides, (one, other), strict=True):
        for start, _, _ in side:
            found.setdefault(sentence_at(units, start), []).append(start)
    for number in sorted(one.keys() & other.keys()):
        _, first, last = min((abs(a - b), *sorted((a, b))) for a in one[number] for b in other[number])
        begin, end = sentence_at(spans, first), sentence_at(spans, last)
        if begin == end or spans[end][1] - spans[begin][0] <= WHOLE:
            yield [(spans[begin][0], spans[end][1])]
        else:
            yield [spans[begin], spans[end]]


def _quote(text: str, pieces: Sequence[Span], marks: Sequence[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """Put the pieces of a text together, with the marks where they stand then."""
    quoted, placed = "", []
    for start, end in pieces:
        quoted += " … " if quoted else ""
        placed += [
            (len(quoted) + max(a, start) - start, len(quoted) + min(b, end) - start, kind)
            for a, b, kind in marks
            if a < end and b > start
        ]
        quoted += text[start:end]
    return quoted, tuple(placed)
