"""The evidence matrix: which entities are joined with which, in how many articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from store.cuts import Unit
from store.database import Database
from store.entities import Entities
from store.errors import UserError
from store.kin import Kin
from store.records import Matrix, MatrixLine, MatrixSpec
from store.relations import STANDS
from store.units import Units, Wanted

ROWS, COLUMNS = 40, 25
"""So many rows and columns are given unless more are asked for; the others are counted."""

CO_OCCURRENCE, ANY_RELATION = "co-occurrence", "relation"
"""What joins, beside the predicates."""

UNITS: tuple[Unit, ...] = ("sentence", "paragraph", "article")
"""Within what two entities may be named together."""

Pair = tuple[int, int]


class Matrices:
    """Reads matrices of entities."""

    def __init__(self, db: Database, entities: Entities, units: Units) -> None:
        self._db = db
        self._entities = entities
        self._units = units

    def read(self, spec: MatrixSpec, *, rows: int = ROWS, columns: int = COLUMNS) -> Matrix:
        """Count the articles of each cell, for the lines that are joined in most articles.

        An entity is never joined with itself; where parts count for their wholes, also not with what it is part of. A
        relation joins its two entities either way, but where both sides have one type the rows are its subjects. Raises
        QueryError where the filter cannot be read, UserError for a predicate or a unit that there is none of.
        """
        return _drawn(spec, self._joined(spec), self._entities, rows, columns)

    def predicates(self) -> tuple[str, ...]:
        """List the predicates that any relation uses, most used first."""
        rows = self._db.conn.execute(
            "select p.name from predicate p join relation r on r.predicate = p.id where r.state <> 'rejected'"
            " group by p.id order by count(*) desc, p.name"
        )
        return tuple(row[0] for row in rows)

    def _joined(self, spec: MatrixSpec) -> _Joined:
        wanted = self._units.articles(spec.query)
        sides = (self._units.ids_of(spec.rows), self._units.ids_of(spec.columns))
        kin = Kin(self._db) if spec.roll_up else None
        if spec.by != CO_OCCURRENCE:
            return self._related(spec, sides, wanted, kin)
        if spec.within not in UNITS:
            raise UserError(f"Names stand together within a {', '.join(UNITS)}; “{spec.within}” is none of them.")
        unit: Unit = spec.within
        # numpy takes a fifth of a second to come in: only who counts needs it.
        from store.together import Together

        across, down = self._units.namings(sides, wanted, unit=unit, kin=kin)
        return Together(across, down, articles=unit == "article", kin=kin)

    def _related(self, spec: MatrixSpec, sides: Sequence[Sequence[int]], wanted: Wanted, kin: Kin | None) -> _Joined:
        subjects, objects = (frozenset(side) for side in sides)
        cells: dict[Pair, set[int]] = {}
        facts: set[Pair] = set()
        for subject, target, article in self.relations(spec.by):
            if (article is not None and article not in wanted) or (article is None and not spec.facts):
                continue
            for pair in _pairs(subject, target, subjects, objects, kin, turned=spec.rows != spec.columns):
                if article is None:
                    facts.add(pair)
                else:
                    cells.setdefault(pair, set()).add(article)
        return _Related(cells, facts)

    def relations(self, by: str) -> Iterable[tuple[int, int, int | None]]:
        """Give subject, object and article of the relations of one predicate or (`relation`) of any, rejected ones not.

        Raises UserError for a predicate that there is none of.
        """
        number = None
        if by != ANY_RELATION:
            row = self._db.conn.execute("select id from predicate where name = ?", (by,)).fetchone()
            if row is None:
                raise UserError(
                    f"There is no predicate “{by}”; say {CO_OCCURRENCE}, {ANY_RELATION} or one of the project."
                )
            number = row[0]
        return self._db.conn.execute(
            "select r.subject, r.object, r.article from relation r where r.state <> 'rejected' and (? is null or"
            f" r.predicate = ?) and (r.article is null or {STANDS})",
            (number, number),
        ).fetchall()


class _Joined(Protocol):
    """What is joined: a total for each line, and a count for each cell."""

    @property
    def facts(self) -> frozenset[Pair]:
        """Give the cells for which a background fact stands."""

    def totals(self) -> tuple[dict[int, int], dict[int, int]]:
        """Give in how many articles each row and each column is joined with any line of the other side."""

    def count(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
        """Give how many articles join each row with each column."""

    def articles(self) -> int:
        """Count the articles in which anything is joined."""


class _Related:
    """Entities that relations join."""

    def __init__(self, cells: Mapping[Pair, set[int]], facts: Iterable[Pair]) -> None:
        self._cells = cells
        self.facts = frozenset(facts)

    def totals(self) -> tuple[dict[int, int], dict[int, int]]:
        sides: tuple[dict[int, set[int]], dict[int, set[int]]] = ({}, {})
        for pair in (*self._cells, *self.facts):
            for entity, side in zip(pair, sides, strict=True):
                side.setdefault(entity, set()).update(self._cells.get(pair, ()))
        rows, columns = ({entity: len(articles) for entity, articles in side.items()} for side in sides)
        return rows, columns

    def count(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[int]]:
        return [[len(self._cells.get((row, column), ())) for column in columns] for row in rows]

    def articles(self) -> int:
        return len(set().union(*self._cells.values()))


def _drawn(spec: MatrixSpec, joined: _Joined, entities: Entities, rows: int, columns: int) -> Matrix:
    totals = joined.totals()
    (across, more_rows), (down, more_columns) = _first(totals[0], rows), _first(totals[1], columns)
    known = {entity.id: entity for entity in entities.several([*across, *down])}
    return Matrix(
        spec=spec,
        rows=tuple(MatrixLine(entity=known[row], articles=totals[0][row]) for row in across),
        columns=tuple(MatrixLine(entity=known[column], articles=totals[1][column]) for column in down),
        counts=tuple(tuple(line) for line in joined.count(across, down)),
        facts=frozenset(
            (across.index(row), down.index(column)) for row, column in joined.facts if row in across and column in down
        ),
        more_rows=more_rows,
        more_columns=more_columns,
        articles=joined.articles(),
    )


def _first(totals: Mapping[int, int], number: int) -> tuple[list[int], int]:
    ordered = sorted(totals, key=lambda entity: (-totals[entity], entity))
    return ordered[:number], max(0, len(ordered) - number)


def _pairs(
    subject: int,
    target: int,
    rows: frozenset[int],
    columns: frozenset[int],
    kin: Kin | None,
    *,
    turned: bool,
) -> Iterable[Pair]:
    """Give the cells that a relation counts for, with `turned` also as if subject and object had changed places."""
    for one, other in ((subject, target), (target, subject)) if turned else ((subject, target),):
        across = ({one} | kin.wholes(one) if kin else {one}) & rows
        for column in ({other} | kin.wholes(other) if kin else {other}) & columns:
            taken: Callable[[int], bool] = (kin.relatives(column) if kin else frozenset((column,))).__contains__
            yield from ((row, column) for row in across if not taken(row))
