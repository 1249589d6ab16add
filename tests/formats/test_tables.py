"""CSV: cells that spreadsheets would run are defused, and nothing else is touched."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.formats.tables import COLUMNS, defuse, head, rows, write_rows
from store.records import Article, MarkedArticle, Mention, Part, Relation, SaidRelation, Tagging
from tests.material import shared

MARKED = MarkedArticle(
    article=Article(
        id=7, uid="u", source="a.txt", sha256="f", language="ko", title="제목", title_derived=True, subtitle=None,
        outlet="가람뉴스", authors=("홍길동", "J. Doe"), published="2021-03", updated=None, url=None, keywords=("a", "b"),
        status="done", text="본문", parts=(Part(role="body", start=0, end=2),),
    ),
    mentions=(
        Mention(id=1, article=7, start=0, end=1, quote="본", type="place", entity=None, entity_id=None, state="accepted",
                origin="person", score=None),
    ),
    taggings=(
        Tagging(id=1, uid="t", article=7, tag_id=1, tag="x/y", start=None, end=None, quote=None, note="", annotator="A"),
        Tagging(id=2, uid="v", article=7, tag_id=1, tag="x/z", start=0, end=1, quote="본", note="n", annotator="A"),
    ),
    relations=(
        SaidRelation(
            relation=Relation(id=3, subject=1, predicate="runs", object=2, article=7, start=0, end=2, quote="본문",
                              state="accepted", origin="person"),
            subject="S", object="O",
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize("table", list(COLUMNS))
def test_each_row_has_its_columns(table: str) -> None:
    for row in rows(table, MARKED):
        assert len(row) == len(COLUMNS[table])


def test_an_article_says_its_own_tags_and_authors() -> None:
    row = dict(zip(COLUMNS["articles"], next(iter(rows("articles", MARKED))), strict=True))
    assert (row["tags"], row["authors"], row["title_derived"], row["text"]) == ("x/y", "홍길동; J. Doe", 1, "본문")


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "  =x", "\u00a0=x", "＝x", "＋x", "－x", "＠x", "-"]
)
def test_a_formula_is_defused(cell: str) -> None:
    assert defuse(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["a=1", "대구", "", 5, -5, None, "1-2", "'=x"])
def test_what_is_no_formula_stays(cell: object) -> None:
    assert defuse(cell) == cell


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=2, max_size=4)
    )
)
def test_data_reads_back_as_it_was(values: list[list[str]]) -> None:
    text = write_rows(values, flavour="data")
    assert list(csv.reader(io.StringIO(text, newline=""))) == values


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_no_cell_for_excel_begins_like_a_formula(text: str) -> None:
    cell = next(csv.reader(io.StringIO(write_rows([[text, "end"]], flavour="excel"), newline="")))[0]
    assert cell in (text, "'" + text)
    assert not cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_known_payloads_are_defused() -> None:
    path = shared("corpora", "hostile", "csv_injection", "csv-payload.txt")
    for line in path.read_text(encoding="utf-8").split("\n"):
        cell = str(defuse(line))
        assert not cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t"))


def test_the_head_has_a_mark_for_excel_alone() -> None:
    assert head("taggings", flavour="data").startswith(
        "article,source,tag,start,end,quote,note,annotator,certainty,attributes\n"
    )
    assert head("taggings", flavour="excel").startswith("\ufeffarticle,")
    assert head("taggings", flavour="excel").endswith("\r\n")
