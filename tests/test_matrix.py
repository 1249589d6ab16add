"""The matrix counts what it says: each cell equals a count made the plain way."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import QueryError, Store, UserError, open_project
from store.db import writing
from store.records import Matrix, MatrixSpec
from store.text.sentences import paragraphs, sentences

WITHIN = ("sentence", "paragraph", "article")
TYPES = ("place", "system", "place")


def _fill(store: Store, marks: list[tuple[int, int, int, int]], wholes: list[tuple[int, int]]) -> list[int]:
    """Make nine entities of two types, and mentions and relations of them by these numbers."""
    with store.journal.change("fill"):
        ids = [store.entities.insert(TYPES[n % 3], f"name {n}", origin="person") for n in range(9)]
        for part, whole in wholes:
            if ids[part % 9] not in store.naming.wholes(ids[whole % 9]):
                store.entities.set_part_of(ids[part % 9], ids[whole % 9])
    with writing(store.db) as connection:
        predicate = store.relations.ensure_predicate("runs")
        for count, (article, at, entity, other) in enumerate(marks):
            text = store.articles.text(1 + article % 6)
            start = at % len(text.rstrip())
            while text[start].isspace():
                start += 1
            state = "rejected" if other % 5 == 0 else "suggested"
            connection.execute(
                'insert into mention(uid, article, start, "end", quote, type, entity, state, origin)'
                " values (?, ?, ?, ?, ?, ?, ?, ?, 'person')",
                (f"m{count}", 1 + article % 6, start, start + 1, text[start], "place", ids[entity % 9], state),
            )
            connection.execute(
                'insert into relation(uid, subject, predicate, object, article, start, "end", quote, state, origin)'
                " values (?, ?, ?, ?, ?, 0, 1, ?, ?, 'person')",
                (f"r{count}", ids[entity % 9], predicate, ids[other % 9], None if at % 4 == 0 else 1 + article % 6, text[0],
                 "rejected" if at % 7 == 0 else "accepted"),
            )  # fmt: skip
    return ids


def _unit(store: Store, article: int, at: int, within: str) -> tuple[int, int]:
    if within == "article":
        return article, 0
    text = store.articles.text(article)
    starts = [start for start, _ in (sentences if within == "sentence" else paragraphs)(text) if start <= at]
    return article, starts[-1] if starts else 0


def _up(store: Store, entity: int, roll_up: bool) -> set[int]:
    return set(store.naming.wholes(entity)) if roll_up else {entity}


def _naive(store: Store, spec: MatrixSpec) -> tuple[dict[tuple[int, int], set[int]], set[tuple[int, int]]]:
    """Give the articles of each cell, and the facts, in the plainest way."""
    wanted = set(store.search.ids(spec.query))
    type_of = dict(store.db.conn.execute("select id, type from entity").fetchall())
    cells: dict[tuple[int, int], set[int]] = {}
    facts: set[tuple[int, int]] = set()

    def take(one: int, other: int, article: int | None) -> None:
        for row in _up(store, one, spec.roll_up):
            for column in _up(store, other, spec.roll_up):
                kin = (
                    row in _up(store, column, True) or column in _up(store, row, True)
                    if spec.roll_up
                    else row == column
                )
                if kin or type_of[row] != spec.rows or type_of[column] != spec.columns:
                    continue
                if article is None:
                    facts.add((row, column))
                else:
                    cells.setdefault((row, column), set()).add(article)

    if spec.by == "co-occurrence":
        places = [
            (entity, _unit(store, article, start, spec.within))
            for entity, article, start in store.db.conn.execute(
                "select entity, article, start from mention where state <> 'rejected' and entity is not null"
            ).fetchall()
            if article in wanted
        ]
        for one, here in places:
            for other, there in places:
                if here == there:
                    take(one, other, here[0])
        return cells, facts
    for subject, target, article in store.db.conn.execute(
        "select subject, object, article from relation r join predicate p on p.id = r.predicate where state <> 'rejected'"
        " and ? in (p.name, 'relation')",
        (spec.by,),
    ).fetchall():
        if article in wanted or (article is None and spec.facts):
            take(subject, target, article)
            if spec.rows != spec.columns:
                take(target, subject, article)
    return cells, facts


def _check(store: Store, spec: MatrixSpec, matrix: Matrix) -> None:
    cells, facts = _naive(store, spec)
    rows = {line.entity.id: line.articles for line in matrix.rows}
    columns = {line.entity.id: line.articles for line in matrix.columns}
    got = {
        (row, column): count
        for row, counts in zip(rows, matrix.counts, strict=True)
        for column, count in zip(columns, counts, strict=True)
        if count
    }
    assert got == {pair: len(articles) for pair, articles in cells.items()}
    for side, lines in enumerate((rows, columns)):
        totals: dict[int, set[int]] = {pair[side]: set() for pair in (*cells, *facts)}
        for pair, articles in cells.items():
            totals[pair[side]] |= articles
        assert lines == {entity: len(articles) for entity, articles in totals.items()}
        assert list(lines.values()) == sorted(lines.values(), reverse=True)
    for row, column in list(cells)[:6]:
        _check_evidence(store, spec, row, column, cells[row, column])
    assert {(list(rows)[row], list(columns)[column]) for row, column in matrix.facts} == facts
    assert matrix.articles == len(set().union(*cells.values()))


def _check_evidence(store: Store, spec: MatrixSpec, row: int, column: int, articles: set[int]) -> None:
    page = store.evidence.of_cell(spec, row, column)
    assert page.articles == len(articles)
    assert {each.article for each in page.items if each.article is not None} == articles
    for each in page.items:
        if each.article is None:
            assert spec.facts
            continue
        text = store.articles.text(each.article)
        whole = text[each.start : each.end]
        first, _, last = each.text.partition(" … ")
        assert whole == each.text or (whole.startswith(first) and whole.endswith(last))
        if spec.by == "co-occurrence":
            assert each.marks
            assert all(each.text[a:b] for a, b, _ in each.marks)
            assert {kind for _, _, kind in each.marks} <= {spec.rows, spec.columns, "place", "system"}
    some = [store.evidence.of_cell(spec, row, column, limit=1, offset=n) for n in range(len(articles))]
    assert [each for one in some for each in one.items] == list(page.items)


numbers = st.integers(0, 400)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(numbers, numbers, numbers, numbers), max_size=40),
    st.lists(st.tuples(numbers, numbers), max_size=4),
    st.sampled_from(["", "lang:ko", "버스"]),
)
def test_each_cell_is_what_a_plain_count_gives(
    bare_template: Path, marks: list[tuple[int, int, int, int]], wholes: list[tuple[int, int]], query: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.galpi"
        shutil.copyfile(bare_template, path)
        with open_project(path) as store:
            _fill(store, marks, wholes)
            for roll_up in (False, True):
                for rows, columns in (("place", "system"), ("place", "place")):
                    for within in WITHIN:
                        spec = MatrixSpec(rows=rows, columns=columns, within=within, query=query, roll_up=roll_up)
                        _check(store, spec, store.matrices.read(spec, rows=99, columns=99))
                    for by in ("relation", "runs"):
                        spec = MatrixSpec(
                            rows=rows, columns=columns, by=by, query=query, roll_up=roll_up, facts=bool(marks)
                        )
                        _check(store, spec, store.matrices.read(spec, rows=99, columns=99))


def test_lines_left_out_are_counted(project: Store) -> None:
    whole = project.matrices.read(MatrixSpec(rows="place", columns="organisation", within="article"))
    assert len(whole.rows) > 1
    some = project.matrices.read(MatrixSpec(rows="place", columns="organisation", within="article"), rows=1, columns=1)
    assert (some.rows, some.columns) == (whole.rows[:1], whole.columns[:1])
    assert (some.more_rows, some.more_columns) == (len(whole.rows) - 1, len(whole.columns) - 1)
    assert some.counts == ((whole.counts[0][0],),)


def test_an_article_that_was_removed_counts_no_more(project: Store) -> None:
    spec = MatrixSpec(rows="place", columns="place", within="article")
    project.articles.remove(project.search.ids())
    assert project.matrices.read(spec) == Matrix(spec=spec)


def test_what_cannot_be_read_is_told(project: Store) -> None:
    with pytest.raises(QueryError):
        project.matrices.read(MatrixSpec(rows="place", columns="system", query="("))
    with pytest.raises(UserError, match="predicate"):
        project.matrices.read(MatrixSpec(rows="place", columns="system", by="eats"))
    with pytest.raises(UserError, match="page"):
        project.matrices.read(MatrixSpec(rows="place", columns="system", within="page"))
