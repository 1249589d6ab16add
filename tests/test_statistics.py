"""Statistics under a filter equal what is counted by hand, and every row's words find the articles it counts."""

from __future__ import annotations

import pytest

from store import Store
from store.errors import QueryError, UserError
from store.formats import statistic as tables
from store.keywords import key_words
from store.records import Statistic
from tests.projects import article_of, run

SOURCES = ("ko/bus.txt", "ko/fair.txt", "ko/copy/wire.txt", "en/water.txt", "en/untitled.txt", "lamp.txt")


@pytest.fixture
def tagged(project: Store) -> Store:
    """Give the small project with tags: mobility on two, energy on two (one with both), stance on one."""
    numbers = {source: article_of(project, source).article.id for source in SOURCES}
    for tag, sources in (
        ("systems/mobility", ("ko/bus.txt", "ko/fair.txt")),
        ("systems/energy", ("ko/bus.txt", "en/water.txt")),
        ("stance", ("ko/bus.txt",)),
    ):
        number = project.codebook.find(tag).id
        project.taggings.put(number, [numbers[source] for source in sources])
    return project


def _values(found: Statistic) -> dict[str, tuple[float, ...]]:
    return {row.label: row.values for row in found.rows}


def test_times_without_articles_are_rows_and_undated_articles_are_told(project: Store) -> None:
    found = project.statistics.time()
    assert (found.articles, found.heading) == (6, "month")
    values = _values(found)
    assert next(iter(values)) == "2021-09"
    assert list(values)[-1] == "2023-05"
    assert len(values) == 21
    assert (values["2021-09"], values["2021-10"], values["2022-03"]) == ((2,), (0,), (1,))
    assert found.note == "2 articles of which no month is known are not here."
    assert _values(project.statistics.time(step="year")) == {"2021": (2,), "2022": (1,), "2023": (1,)}


@pytest.mark.parametrize("by", ["", "outlet", "tag", "language"])
def test_a_row_and_a_column_find_the_articles_that_they_count(tagged: Store, by: str) -> None:
    for query in ("", "lang:ko"):
        found = tagged.statistics.time(query, by=by, step="year")
        assert found.rows
        for row in found.rows:
            for column, value in zip(found.columns, row.values, strict=True):
                if column.label != "others":
                    assert tagged.search.count(f"{query} {row.term} {column.term}") == value


def test_others_are_what_has_no_colour_of_its_own(tagged: Store) -> None:
    found = tagged.statistics.time(by="outlet", step="year")
    assert [column.label for column in found.columns][-1] == "others"
    whole = tagged.statistics.time(step="year")
    assert [sum(row.values) for row in found.rows] == [row.values[0] for row in whole.rows]


def test_tags_count_their_branch_in_share_here_and_in_all(tagged: Store) -> None:
    found = tagged.statistics.tags("lang:ko")
    values = _values(found)
    here = tagged.search.count("lang:ko")
    assert values["systems"] == (2, 100 * 2 / here, 100 * 3 / 6)
    assert found.rows[0].label == "systems"
    for row in found.rows:
        assert tagged.search.count(f"lang:ko {row.term}") == row.values[0]


def test_entities_are_those_of_the_facet(tagged: Store) -> None:
    found = tagged.statistics.entities(type="place", limit=3)
    (facet,) = [each for each in tagged.facets(fields=["entity"], by_type=True) if each.field == "entity.place"]
    assert {row.values[0] for row in found.rows} == {value.count for value in facet.values[:3]}
    assert tagged.search.count(found.rows[0].term) == found.rows[0].values[0]


def test_tags_that_go_together_are_pairs_with_their_lift(tagged: Store) -> None:
    found = tagged.statistics.together()
    values = _values(found)
    assert values["systems/mobility + systems/energy"] == (1, 2, 2, 1 * 6 / (2 * 2), 1 / 3)
    assert len(values) == 3
    for row in found.rows:
        assert tagged.search.count(row.term) == row.values[0]
    assert not tagged.statistics.together("lang:en").rows


def test_words_that_stand_out_are_compared_within_a_language(project: Store) -> None:
    found = run(key_words(project.path, "버스"))
    assert found.kind == "words"
    assert found.articles == project.search.count("버스")
    assert all(abs(row.values[0]) >= 15 for row in found.rows)
    assert run(key_words(project.path, "lang:en")).rows == ()  # all others are Korean


def test_a_large_side_is_sampled_and_said_so(project: Store) -> None:
    found = run(key_words(project.path, "lang:ko", sample=1))
    assert found.note == "Counted in 1 of 4 articles and 1 of 2 others, evenly chosen."


@pytest.mark.parametrize("query", ["", "lang:fr"])
def test_without_others_no_word_can_stand_out(project: Store, query: str) -> None:
    with pytest.raises(UserError, match="against other articles"):
        run(key_words(project.path, query))


def test_what_cannot_be_read_is_told(project: Store) -> None:
    with pytest.raises(QueryError):
        project.statistics.time("lang:(")
    with pytest.raises(UserError, match="outlet, tag or language"):
        project.statistics.time(by="length")


def test_a_table_has_its_headings_and_no_formula(tagged: Store) -> None:
    tagged.codebook.add("=1+1")
    tagged.taggings.put(tagged.codebook.find("=1+1").id, [article_of(tagged, "lamp.txt").article.id])
    lines = tables.csv_text(tagged.statistics.tags()).split("\r\n")
    assert lines[0] == "tag,articles,% here,% of all"
    assert "'=1+1,1,16.7,16.7" in lines
    heading = tables.cells(run(key_words(tagged.path, "lang:ko")))[0]
    assert heading == ["word", "G²", "log ratio", "uses here", "elsewhere", "articles here", "articles elsewhere"]
