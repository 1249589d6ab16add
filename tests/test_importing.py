"""Importing: files and folders in, whole articles only, and a line for what could not be read."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from store import Store, UserError, import_paths
from store.pace import FEWEST, FIRST, MOST
from store.records import ImportReport, Progress
from tests.material import shared
from tests.projects import ARTICLES, article_of, assert_spans_quote, bring, dump, run, span_of, write_articles

LONG = "인천시는 {} 번째 가로등을 세웠다고 밝혔다. 가로등은 밤에 보행자를 따라 밝아진다.\n"


def _counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.imported, report.updated, report.unchanged, report.duplicates, len(report.failed)


def test_a_folder_comes_in_with_its_folders(project: Store) -> None:
    assert {row[0] for row in project.db.conn.execute("select source from article")} == set(ARTICLES)
    wire = article_of(project, "ko/copy/wire.txt")
    fair = article_of(project, "ko/fair.txt")
    assert wire.duplicates == (fair.article.id,)
    assert fair.article.published == "2021-09-15T14:00"
    assert article_of(project, "lamp.txt").article.text == ARTICLES["lamp.txt"]
    assert_spans_quote(project)


def test_a_file_given_directly_goes_by_its_name(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "deep", {"down/here.txt": LONG.format(1)})
    bring(project.path, folder / "down" / "here.txt")
    assert article_of(project, "here.txt")


def test_the_same_bytes_again_are_unchanged_from_anywhere(project: Store, tmp_path: Path) -> None:
    before = dump(project)
    report = bring(project.path, write_articles(tmp_path / "elsewhere"))
    assert _counts(report) == (0, 0, len(ARTICLES), 0, 0)
    assert dump(project) == before


def test_other_bytes_of_the_same_file_are_a_new_version(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"a.txt": LONG.format(1)})
    bring(project.path, folder)
    number = article_of(project, "a.txt").article.id
    write_articles(folder, {"a.txt": LONG.format(2) + "시장은 기뻤다.\n"})
    assert _counts(bring(project.path, folder)) == (0, 1, 0, 0, 0)
    marked = article_of(project, "a.txt")
    assert marked.article.id == number
    assert "2 번째" in marked.article.text
    assert list(project.search.ids("기뻤다")) == [number]
    assert list(project.search.ids('"1 번째"')) == []
    assert project.search.stale() == 0
    kept = project.db.conn.execute("select current from source where article = ? order by id", (number,)).fetchall()
    assert kept == [(0,), (1,)]
    assert_spans_quote(project)


def test_other_bytes_from_elsewhere_get_a_name_of_their_own(project: Store, tmp_path: Path) -> None:
    folders = [write_articles(tmp_path / str(n), {"a.txt": LONG.format(n)}) for n in (1, 2, 3)]
    assert _counts(bring(project.path, *folders)) == (3, 0, 0, 0, 0)
    for number, name in enumerate(("a.txt", "a.txt (2)", "a.txt (3)"), 1):
        assert f"{number} 번째" in article_of(project, name).article.text
    write_articles(folders[1], {"a.txt": LONG.format(20)})
    assert _counts(bring(project.path, folders[1])) == (0, 1, 0, 0, 0)
    assert "20 번째" in article_of(project, "a.txt (2)").article.text
    assert _counts(bring(project.path, *folders)) == (0, 0, 3, 0, 0)


def test_a_text_that_is_there_already_is_stored_and_grouped(project: Store, tmp_path: Path) -> None:
    report = bring(project.path, write_articles(tmp_path / "in", {"copy.txt": ARTICLES["en/water.txt"]}))
    assert _counts(report) == (1, 0, 0, 1, 0)
    copy, water = article_of(project, "copy.txt"), article_of(project, "en/water.txt")
    assert copy.duplicates == (water.article.id,)
    assert project.articles.rows([copy.article.id])[0].duplicates == 1


def test_marks_move_with_a_new_version_and_what_is_lost_is_told(project: Store, tmp_path: Path) -> None:
    text = "The first lamp dims. The second lamp is bright. The last one is loud, says a neighbour of the lamp.\n"
    folder = write_articles(tmp_path / "in", {"lamp.txt": text})
    bring(project.path, folder / "lamp.txt", recognize=False)
    marked = article_of(project, "lamp.txt (2)")
    number = marked.article.id
    tag = project.codebook.find("stance").id
    second = text.index("lamp is bright")
    project.taggings.put(tag, [number], span=(second, second + 4))
    project.taggings.put(tag, [number], span=span_of(marked, "loud"), note="my note", by="지은")
    project.taggings.put(tag, [number])
    project.mentions.add(number, *span_of(marked, "neighbour"), type="person")
    project.mentions.add(number, *span_of(marked, "dims"), type="event")
    project.mentions.reject([project.mentions.of(number)[0].id])
    changed = "New words come before. " + text.replace("loud", "quiet").replace("dims", "shines")
    write_articles(folder, {"lamp.txt": changed})
    report = bring(project.path, folder / "lamp.txt", recognize=False)
    assert report.updated == 1
    after = project.marked.get(number)
    assert [(t.start, t.quote) for t in after.taggings] == [(None, None), (changed.index("lamp is bright"), "lamp")]
    assert [m.quote for m in after.mentions] == ["neighbour"]
    assert [warning.source for warning in report.warnings] == ["lamp.txt (2)"]
    assert "loud" in after.notes[0].text
    assert "my note" in after.notes[0].text
    assert "지은" in after.notes[0].text
    assert_spans_quote(project)


def test_what_cannot_be_read_is_a_line_and_never_a_stop(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"a/good.txt": LONG.format(1), "z/good.txt": LONG.format(2)})
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\t\n\u3000", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 99)
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "folder.txt").mkdir()
    (folder / "folder.txt" / "inside.txt").write_text(LONG.format(3), encoding="utf-8")
    (folder / "around").symlink_to(folder)
    (folder / ".hidden.txt").write_text(LONG.format(4), encoding="utf-8")
    report = bring(project.path, folder)
    failed = {failure.source: failure.reason for failure in report.failed}
    assert set(failed) == {
        "empty.txt", "blank.txt", "binary.txt", "picture.png", "dangling.txt", "loop.txt", "pipe.txt"
    }  # fmt: skip
    for reason in failed.values():
        assert reason.endswith(".")
        assert "\n" not in reason
        assert str(tmp_path) not in reason
    assert report.imported == 3
    assert {"a/good.txt", "z/good.txt", "folder.txt/inside.txt"} <= {
        row[0] for row in project.db.conn.execute("select source from article")
    }
    assert_spans_quote(project)


def test_a_broken_link_given_directly_is_a_line_and_a_missing_path_an_error(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"good.txt": LONG.format(1)})
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    report = bring(project.path, *sorted(folder.iterdir()))
    assert (report.imported, {failure.source for failure in report.failed}) == (1, {"gone.txt", "loop.txt"})
    before = dump(project)
    with pytest.raises(UserError, match="There is nothing at"):
        run(import_paths(project.path, [folder / "good.txt", tmp_path / "typo.txt"]))
    assert dump(project) == before


def test_an_import_that_brings_nothing_leaves_nothing(project: Store, tmp_path: Path) -> None:
    before = dump(project)
    (tmp_path / "in").mkdir()
    assert _counts(bring(project.path, tmp_path / "in")) == (0, 0, 0, 0, 0)
    (tmp_path / "in" / "empty.txt").touch()
    assert _counts(bring(project.path, tmp_path / "in")) == (0, 0, 0, 0, 1)
    assert dump(project) == before


def _many(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "many", {f"{n:03}.txt": LONG.format(n) for n in range(250)})


def test_many_files_come_in_with_progress(project: Store, tmp_path: Path) -> None:
    steps = import_paths(project.path, [_many(tmp_path)])
    seen: list[Progress] = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as ended:
            report = ended.value
            break
    imported = [step for step in seen if step.label == "Importing"]
    done = [step.done for step in imported]
    assert (done[0], done[-1]) == (FIRST, 250)
    assert done == sorted(set(done))
    assert {step.total for step in imported} == {250}
    assert all(step.change is not None and step.change.everything for step in imported)
    recognised = [step for step in seen if step.label == "Recognizing"]
    assert [(step.done, step.total) for step in recognised] == [(100, 250), (200, 250), (250, 250)]
    assert (report.imported, report.failed) == (250, ())
    assert report.seconds > 0
    assert project.articles.count() == 250 + len(ARTICLES)


def _rows(tmp_path: Path, *, native: bool) -> Path:
    """Write far more rows than are read before the first step; native ones are told by their key `parts`."""
    path = tmp_path / "rows.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(20_000):
            text = LONG.format(number) * 8
            row = {"text": text, "parts": []} if native else {"headline": f"제목 {number}", "body": text}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


@pytest.mark.parametrize("source", ["files", "rows", "native"])
def test_an_import_stops_within_a_second(project: Store, tmp_path: Path, source: str) -> None:
    if source == "files":
        path = write_articles(tmp_path / "many", {f"{n:03}.txt": LONG.format(n) * 8 for n in range(1_000)})
    else:
        path = _rows(tmp_path, native=source == "native")
    steps = import_paths(project.path, [path])
    next(steps)
    next(steps)
    began = time.perf_counter()
    steps.close()
    assert time.perf_counter() - began < 1
    count = project.articles.count()
    assert FEWEST <= count - len(ARTICLES) <= FIRST + MOST
    for table in ("source", "article_text", "indexed", "duplicate_sketch"):
        assert project.db.conn.execute(f"select count(*) from {table}").fetchone() == (count,)
    assert project.search.stale() == project.duplicates.stale() == 0
    assert_spans_quote(project)


def test_an_import_can_be_stopped_with_whole_articles(project: Store, tmp_path: Path) -> None:
    folder = _many(tmp_path)
    steps = import_paths(project.path, [folder])
    next(steps)
    steps.close()
    assert project.articles.count() == 100 + len(ARTICLES)
    assert project.db.conn.execute("select count(*) from source").fetchone()[0] == 100 + len(ARTICLES)
    assert not project.db.conn.in_transaction
    assert_spans_quote(project)
    assert _counts(bring(project.path, folder))[:3] == (150, 0, 100)


def test_an_import_is_no_change_and_can_go_on_between_changes(project: Store, tmp_path: Path) -> None:
    project.notes.write(1, "before")
    history = project.journal.history()
    bring(project.path, write_articles(tmp_path / "in", {"a.txt": LONG.format(1)}))
    assert project.journal.history() == history
    assert project.journal.undo() is not None
    assert article_of(project, "a.txt")


def test_a_deleted_article_stays_in_the_bin_and_the_import_says_so(project: Store, tmp_path: Path) -> None:
    number = article_of(project, "lamp.txt").article.id
    project.articles.remove([number])
    folder = write_articles(tmp_path / "in")
    report = bring(project.path, folder)
    assert _counts(report) == (0, 0, len(ARTICLES), 0, 0)
    assert [(each.source, f"article {number}" in each.reason) for each in report.warnings] == [("lamp.txt", True)]
    assert project.articles.count() == len(ARTICLES) - 1
    project.bin.restore([number])
    assert not bring(project.path, folder).warnings


def test_another_version_of_a_deleted_article_comes_in_and_says_so(project: Store, tmp_path: Path) -> None:
    number = article_of(project, "lamp.txt").article.id
    project.articles.remove([number])
    report = bring(project.path, write_articles(tmp_path / "in", {"lamp.txt": LONG.format(5)}))
    assert (report.imported, len(report.warnings)) == (1, 1)
    assert article_of(project, "lamp.txt").article.id != number
    assert_spans_quote(project)


def test_without_recognition_there_are_no_suggestions(project: Store, tmp_path: Path) -> None:
    bring(
        project.path, write_articles(tmp_path / "in", {"a.txt": "대구시는 버스를 늘렸다고 밝혔다.\n"}), recognize=False
    )
    assert article_of(project, "a.txt").mentions == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949", "utf-16-be"])
def test_a_korean_text_is_read_in_its_encoding(project: Store, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((LONG.format(7) * 6).encode(encoding))
    assert bring(project.path, path).imported == 1
    assert article_of(project, "a.txt").article.text == LONG.format(7) * 6


def test_hostile_files_are_read_or_told(project: Store, tmp_path: Path) -> None:
    folder = shared("corpora", "hostile")
    shutil.copytree(folder, tmp_path / "hostile", symlinks=True)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    report = bring(project.path, tmp_path / "hostile")
    sources = project.db.conn.execute("select source from article")
    told = {name.partition("#")[0] for name in (*(row[0] for row in sources), *(each.source for each in report.failed))}
    # A table is many articles, but no file is passed over.
    assert files <= {name.removesuffix(" (2)") for name in told}
    for failure in report.failed:
        assert failure.reason.endswith(".")
        assert "\n" not in failure.reason
        assert "Error" not in failure.reason
    assert_spans_quote(project)


def test_korean_encodings_give_the_right_text(project: Store) -> None:
    encodings = {"EUC-KR": "cp949", "CP949": "cp949", "Johab": "johab", "iso-2022-kr": "iso2022_kr"}
    folder = shared("corpora", "hostile", "korean_encodings")
    seen = 0
    for path in sorted(folder.rglob("*.txt")):
        expected = path.read_bytes().decode(encodings[path.parent.name], "replace")
        report = bring(project.path, path, recognize=False)
        if report.failed:
            continue
        seen += 1
        text = article_of(project, path.name).article.text
        hangul = "".join(letter for letter in expected if "가" <= letter <= "힣")
        assert "".join(letter for letter in text if "가" <= letter <= "힣") == hangul, path.name
    assert seen
