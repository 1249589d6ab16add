"""Kinds of source through the whole import: tables, archives, pages, native lines; each row an article."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from store import Store, UserError, import_paths
from store.items import items_of, kind_of_file
from store.records import ImportReport
from store.sources import SourceFile
from store.steps import finished

BODY = (
    "한별시는 새 버스 {}대를 들여 낮에도 밤에도 십 분마다 다니게 한다고 밝혔다. 시민들은 정류장에서 도착 시각을 본다."
)
PAGE = """<html><head><title>한별시, 버스를 늘린다 - 새빛일보</title>
<meta property="og:title" content="한별시, 버스를 늘린다"><meta property="og:site_name" content="새빛일보">
<meta property="article:published_time" content="2021-04-05T10:20:00+09:00"></head>
<body><nav><a href="/">홈</a> <a href="/p">정치</a></nav><h1>한별시, 버스를 늘린다</h1><article>{}</article>
<footer>저작권자 ⓒ 새빛일보 무단전재 및 재배포 금지</footer></body></html>"""


def bring(project: Store, *paths: Path, **options: object) -> ImportReport:
    """Import without recognition and give the report."""
    return finished(import_paths(project.path, paths, recognize=False, **options))  # type: ignore[arg-type]


def by_source(project: Store, name: str) -> int:
    """Give the id of the article with this source."""
    row = project.db.conn.execute("select id from article where source = ?", (name,)).fetchone()
    assert row is not None, name
    return int(row[0])


def test_rows_of_a_table_are_articles(project: Store, tmp_path: Path) -> None:
    """Each row of a CSV is `file#n`, or its own source, with the columns guessed."""
    table = tmp_path / "rows.csv"
    table.write_text(
        "제목,언론사,일자,본문,source\n"
        f"한별시 버스,새빛일보,20210405,{BODY.format(3)},\n별빛군 등,,2020-01,{BODY.format(4)},own\n",
        encoding="cp949",
    )
    report = bring(project, table)
    assert (report.imported, report.failed) == (2, ())
    article = project.articles.get(by_source(project, "rows.csv#1"))
    assert (article.title, article.outlet, article.published) == ("한별시 버스", "새빛일보", "2021-04-05")
    assert article.text == BODY.format(3)
    assert project.articles.get(by_source(project, "own")).published == "2020-01"
    assert bring(project, table).unchanged == 2


def test_a_given_mapping_goes_over_the_guess(project: Store, tmp_path: Path) -> None:
    """`--map` names the column of a field."""
    table = tmp_path / "odd.csv"
    table.write_text(f"a,b\n{BODY.format(1)},첫 제목이다\n", encoding="utf-8")
    assert bring(project, table, mapping={"text": "a", "title": "b"}).imported == 1
    assert project.articles.get(by_source(project, "odd.csv#1")).title == "첫 제목이다"


def test_an_archive_gives_its_members(project: Store, tmp_path: Path) -> None:
    """Members of a ZIP archive come in under their path in it; nothing is unpacked to the disk."""
    archive = tmp_path / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("one/a.txt", "한별시, 버스 늘린다\n\n" + BODY.format(2))
        packed.writestr("../evil.html", PAGE.format(f"<p>{BODY.format(9)}</p><p>{BODY.format(8)}</p>"))
        packed.writestr("rows.jsonl", json.dumps({"headline": "제목", "body": BODY.format(5)}, ensure_ascii=False))
    report = bring(project, archive)
    assert report.imported == 3, report.failed
    assert by_source(project, "all.zip/one/a.txt")
    assert sorted(path.name for path in tmp_path.iterdir() if "evil" in path.name) == []


def test_a_page_is_read_as_a_page(project: Store, tmp_path: Path) -> None:
    """An HTML page brings its metadata, and its menu as boilerplate."""
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(f"<p>{BODY.format(9)}</p><p>{BODY.format(8)}</p>"), encoding="utf-8")
    assert bring(project, page).imported == 1
    article = project.articles.get(by_source(project, "page.html"))
    assert (article.title, article.outlet) == ("한별시, 버스를 늘린다", "새빛일보")
    assert article.published is not None
    assert article.published.startswith("2021-04-05T10:20")
    roles = {part.role for part in article.parts if "저작권자" in article.text[part.start : part.end]}
    assert roles == {"boilerplate"}


def test_many_rows_are_parsed_on_every_core(project: Store, tmp_path: Path) -> None:
    """A long table comes in whole and in order, whichever process parsed a row."""
    lines = tmp_path / "many.jsonl"
    lines.write_text(
        "".join(
            json.dumps({"title": f"제목 {n}", "content": BODY.format(n)}, ensure_ascii=False) + "\n" for n in range(600)
        ),
        encoding="utf-8",
    )
    report = bring(project, lines)
    assert (report.imported, report.failed) == (600, ())
    found = project.db.conn.execute("select title from article where source like 'many.jsonl#%' order by id").fetchall()
    assert [row[0] for row in found] == [f"제목 {n}" for n in range(600)]
    assert project.search.stale() == 0
    assert project.duplicates.stale() == 0


def test_a_kind_that_is_none_is_refused(project: Store, tmp_path: Path) -> None:
    """`--as` takes the kinds there are."""
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    with pytest.raises(UserError, match="no kind of source"):
        bring(project, tmp_path / "a.txt", kind="poem")


def test_one_bad_member_does_not_stop_the_rest(project: Store, tmp_path: Path) -> None:
    """A damaged archive, an empty file and a broken page are lines of the report; the good file comes in."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "cut.txt.gz").write_bytes(gzip.compress(BODY.encode())[:40])
    (tmp_path / "in" / "index.html").write_text("<html><body><a href='/'>홈</a></body></html>", encoding="utf-8")
    (tmp_path / "in" / "good.txt").write_text("한별시, 버스 늘린다\n\n" + BODY.format(2), encoding="utf-8")
    report = bring(project, tmp_path / "in")
    assert report.imported == 1
    assert sorted(each.source.partition("/")[0] for each in report.failed) == [
        "broken.zip",
        "cut.txt.gz",
        "empty.txt",
        "index.html",
    ]


def test_rows_with_one_source_are_still_several(tmp_path: Path) -> None:
    """Two rows that give the same source have origins of their own."""
    table = tmp_path / "same.csv"
    table.write_text(f"text,source\n{BODY},x\n{BODY.format(2)},x\n", encoding="utf-8")
    items = list(items_of(SourceFile(path=table, name="same.csv"), kind=kind_of_file(table)))
    assert [item.name for item in items] == ["x", "x"]
    assert len({item.origin for item in items}) == 2
