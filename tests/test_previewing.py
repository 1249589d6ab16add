"""Previewing: what an import would bring is said beforehand, and nothing is written."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from store import Store, UserError, check, export, import_paths
from store.previewing import DRAFTS, preview, preview_one
from store.records import Part, Preview, PreviewEntry, SourceCorrection
from tests.projects import ARTICLES, article_of, bring, dump, run, span_of, write_articles

WATER = ARTICLES["en/water.txt"]
FRESH = """보람뉴스
제주시, 바람으로 도는 물레를 포구에 세우다
기사공유 페이스북 트위터
입력 2021-11-12 10:20
제주시는 12일 포구에 바람으로 도는 물레를 {} 대 세웠다고 밝혔다. 물레는 밤에 등을 밝히는 데 쓰인다.
시는 주민이 고른 자리에 물레를 두었다. 소리가 작아 잠을 깨우지 않는다고 시는 설명했다. 값은 반으로 줄었다.
저작권자 © 보람뉴스 무단전재 및 재배포 금지
"""


def _entries(found: Preview) -> dict[str, PreviewEntry]:
    return {entry.source: entry for entry in found.entries}


def _fates(found: Preview) -> dict[str, str]:
    return {entry.source: entry.fate for entry in found.entries}


def test_every_fate_is_said_and_nothing_is_written(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"old.txt": FRESH.format("열")})
    bring(project.path, folder)
    write_articles(
        folder,
        {
            "old.txt": FRESH.format("스무"),
            "fresh.txt": "Anyang will lend bicycles at every station from May, the mayor said on Monday evening.\n",
            "copy.txt": WATER,
            "near.txt": WATER.replace("within ten minutes", "in less than ten minutes").replace("Jane", "Joan"),
            "empty.txt": "",
        },
    )
    write_articles(tmp_path / "same")
    before = dump(project)
    found = run(preview(project.path, [folder, tmp_path / "same"]))
    assert dump(project) == before
    assert _fates(found) == {
        "old.txt": "updated",
        "fresh.txt": "new",
        "copy.txt": "duplicate",
        "near.txt": "new",
        "empty.txt": "failed",
        **dict.fromkeys(ARTICLES, "unchanged"),
    }
    assert (found.new, found.updated, found.unchanged, found.failed, found.duplicate) == (2, 1, len(ARTICLES), 1, 1)
    entries = _entries(found)
    water = article_of(project, "en/water.txt").article
    copy, near = entries["copy.txt"].copy_of, entries["near.txt"].copy_of
    assert copy is not None
    assert (copy.article, copy.source, copy.exact) == (water.id, "en/water.txt", True)
    assert near is not None
    assert (near.article, near.exact) == (water.id, False)
    assert 0.5 < near.similarity < 1
    assert entries["old.txt"].copy_of is None
    assert entries["old.txt"].article == article_of(project, "old.txt").article.id
    assert "empty" in entries["empty.txt"].reason
    assert {"outlet", "authors", "published"} <= set(entries["fresh.txt"].missing)
    report = bring(project.path, folder, tmp_path / "same")
    assert (report.imported, report.updated, report.unchanged, len(report.failed), report.duplicates) == (
        found.new + found.duplicate,
        found.updated,
        found.unchanged,
        found.failed,
        found.duplicate,
    )


def test_an_entry_shows_what_would_be_stored(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"a.txt": FRESH.format("열")})
    (folder / "b.txt").write_bytes(FRESH.format("여섯").encode("cp949", "replace"))
    found = _entries(run(preview(project.path, [folder])))
    entry = found["a.txt"]
    assert entry.draft is not None
    assert (entry.title, entry.published) == ("제주시, 바람으로 도는 물레를 포구에 세우다", "2021-11-12T10:20")
    assert entry.boilerplate >= 2
    assert entry.length == len(entry.draft.text)
    assert found["b.txt"].encoding == "cp949"
    bring(project.path, folder, recognize=False)
    stored = article_of(project, "a.txt").article
    assert (stored.text, stored.parts, stored.title) == (entry.draft.text, entry.draft.parts, entry.draft.title)


def test_rules_and_corrections_are_foreseen(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"a.txt": FRESH.format("열")})
    bring(project.path, folder, recognize=False)
    marked = article_of(project, "a.txt")
    project.articles.correct(marked.article.id, field="title", value="고친 제목")
    project.articles.correct(marked.article.id, field="outlet", value="보람뉴스")
    line = "시는 주민이 고른 자리에 물레를 두었다. 소리가 작아 잠을 깨우지 않는다고 시는 설명했다. 값은 반으로 줄었다."
    project.rules.add("보람뉴스", [line], "caption")
    write_articles(folder, {"a.txt": FRESH.format("스무")})
    entry = run(preview(project.path, [folder])).entries[0]
    assert (entry.fate, entry.title) == ("updated", "고친 제목")
    assert entry.draft is not None
    start = entry.draft.text.index(line)
    assert [part.role for part in entry.draft.parts if part.start <= start < part.end] == ["caption"]


def test_copies_among_what_comes_in_are_found(project: Store, tmp_path: Path) -> None:
    texts = {
        "1.txt": FRESH.format("열"),
        "2.txt": FRESH.format("열"),
        "3.txt": FRESH.format("스무") + "뒤에 한 줄이 더 있다고 했다.\n",
    }
    found = _entries(run(preview(project.path, [write_articles(tmp_path / "in", texts)])))
    assert [found[name].fate for name in texts] == ["new", "duplicate", "new"]
    copies = [found[name].copy_of for name in texts]
    assert copies[0] is None
    assert copies[1] is not None
    assert (copies[1].article, copies[1].source, copies[1].exact) == (None, "1.txt", True)
    assert copies[2] is not None
    assert (copies[2].article, copies[2].exact) == (None, False)


def test_rows_of_a_table_are_foreseen_one_by_one(project: Store, tmp_path: Path) -> None:
    rows = [
        "title,body",
        '"Pohang plants trees","The city of Pohang planted trees along the river on Monday, it said."',
    ]
    rows += [
        '"Only a title",""',
        '"Ulsan counts cars","The city of Ulsan counts cars at forty crossings from today, it said."',
    ]
    (tmp_path / "t.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = run(preview(project.path, [tmp_path / "t.csv"]))
    assert [(entry.fate, entry.title) for entry in found.entries] == [
        ("new", "Pohang plants trees"),
        ("failed", None),
        ("new", "Ulsan counts cars"),
    ]
    draft = preview_one(project.path, found.entries[2])
    assert draft == found.entries[2].draft
    report = bring(project.path, tmp_path / "t.csv")
    assert (report.imported, len(report.failed)) == (2, 1)
    assert {entry.fate for entry in run(preview(project.path, [tmp_path / "t.csv"])).entries} == {"unchanged", "failed"}


def test_native_records_are_foreseen_as_they_come_in(project: Store, tmp_path: Path) -> None:
    project.taggings.put(project.codebook.find("stance").id, [1], note="why")
    out = tmp_path / "out.jsonl"
    run(export(project.path, out, format="jsonl", include="all"))
    assert {entry.fate for entry in run(preview(project.path, [out])).entries} == {"unchanged"}
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").split("\n") if line]
    lines[0]["tags"].append({"tag": "stance", "start": 0, "end": 2, "annotator": "script", "note": ""})
    lines[1]["title"] = "Another title"
    lines[2]["uid"] = "other"
    lines[2]["source"] = "elsewhere"
    texts = [json.dumps(line, ensure_ascii=False) for line in lines]
    out.write_text(
        "\n".join([*texts, "", "{", '{"uid": "x", "text": "A new one here.", "parts": []}']) + "\n", encoding="utf-8"
    )
    found = run(preview(project.path, [out]))
    assert [entry.fate for entry in found.entries] == [
        "updated",
        "updated",
        "duplicate",
        *["unchanged"] * (len(lines) - 3),
        "failed",
        "new",
    ]
    assert preview_one(project.path, found.entries[-1]).text == "A new one here."
    unticked = run(import_paths(project.path, [out], skip=[found.entries[0].source, found.entries[2].source]))
    assert (unticked.imported, unticked.updated, len(unticked.failed)) == (1, 1, 1)
    report = bring(project.path, out)
    assert (report.imported, report.updated, report.unchanged, len(report.failed)) == (1, 1, len(lines) - 1, 1)


def test_a_preview_streams_and_can_be_stopped(project: Store, tmp_path: Path) -> None:
    texts = {
        f"{n:04}.txt": f"The {n}th lamp of the street was lit by the city on Monday, it said.\n" for n in range(500)
    }
    folder = write_articles(tmp_path / "in", texts)
    steps = preview(project.path, [folder])
    first = next(steps)
    assert (first.done, first.total, len(first.entries)) == (120, 500, 120)
    steps.close()
    found = run(preview(project.path, [folder]))
    assert len(found.entries) == 500
    assert [entry.draft is not None for entry in found.entries] == [True] * DRAFTS + [False] * (500 - DRAFTS)
    last = found.entries[-1]
    assert preview_one(project.path, last).text == texts[last.source]


def test_what_was_unticked_stays_out(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"a.txt": FRESH.format("열"), "b.txt": FRESH.format("스무")})
    report = run(import_paths(project.path, [folder], skip=["a.txt"]))
    assert report.imported == 1
    assert article_of(project, "b.txt")
    assert _fates(run(preview(project.path, [folder]))) == {"a.txt": "new", "b.txt": "unchanged"}


def test_what_is_not_there_is_told(project: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        run(preview(project.path, [tmp_path / "typo.txt"]))
    with pytest.raises(UserError):
        run(preview(project.path, [tmp_path], kind="nonsense"))
    folder = write_articles(tmp_path / "in", {"a.txt": FRESH.format("열")})
    entry = run(preview(project.path, [folder])).entries[0]
    (folder / "a.txt").unlink()
    with pytest.raises(UserError):
        preview_one(project.path, entry)


def test_a_span_in_a_preview_is_that_of_the_article(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"a.txt": "\ufeff" + FRESH.format("열").replace("\n", "\r\n")})
    draft = run(preview(project.path, [folder])).entries[0].draft
    assert draft is not None
    bring(project.path, folder, recognize=False)
    marked = article_of(project, "a.txt")
    assert draft.text[slice(*span_of(marked, "포구에 바람으로"))] == "포구에 바람으로"


def test_what_is_put_right_before_is_kept_as_corrections(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"a.txt": FRESH.format("열")})
    seen = run(preview(project.path, [folder])).entries[0]
    assert seen.draft is not None
    line = "시는 주민이 고른 자리에"
    start = seen.draft.text.index(line)
    end = seen.draft.text.index("\n", start)
    given = SourceCorrection(
        fields={"title": "바른 제목", "authors": ("김 아무개",)},
        roles=(Part(role="caption", start=start, end=end),),
        text=seen.draft.text,
    )
    foreseen = run(preview(project.path, [folder], corrections={seen.origin: given})).entries[0]
    assert foreseen.draft == preview_one(project.path, seen, correction=given)
    assert (foreseen.title, foreseen.corrected) == ("바른 제목", ("title", "authors", "lines"))
    assert "authors" not in foreseen.missing
    run(import_paths(project.path, [folder], recognize=False, corrections={seen.origin: given}))
    stored = article_of(project, "a.txt").article
    assert foreseen.draft is not None
    assert (stored.title, stored.authors, stored.parts) == ("바른 제목", ("김 아무개",), foreseen.draft.parts)
    assert project.search.count("in:title 바른") == 1
    assert not check(project)
    write_articles(folder, {"a.txt": "새로 붙은 줄이다.\n" + FRESH.format("스무")})
    bring(project.path, folder, recognize=False)
    again = article_of(project, "a.txt").article
    assert (again.title, again.authors) == ("바른 제목", ("김 아무개",))
    at = again.text.index(line)
    assert [part.role for part in again.parts if part.start <= at < part.end] == ["caption"]


def test_what_is_put_right_in_a_new_version_goes_over_what_was(project: Store, tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "in", {"a.txt": FRESH.format("열")})
    bring(project.path, folder, recognize=False)
    article = article_of(project, "a.txt").article.id
    project.articles.correct(article, field="title", value="먼저 고친 제목")
    write_articles(folder, {"a.txt": FRESH.format("스무")})
    entry = run(preview(project.path, [folder])).entries[0]
    given = {entry.origin: SourceCorrection(fields={"title": "다시 고친 제목"})}
    run(import_paths(project.path, [folder], recognize=False, corrections=given))
    assert project.articles.get(article).title == "다시 고친 제목"
    assert project.corrections.fields(article) == {"title": "다시 고친 제목"}


def test_native_lines_are_put_right_too(project: Store, tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text('{"uid": "x", "text": "A new one here.", "parts": []}\n', encoding="utf-8")
    entry = run(preview(project.path, [tmp_path / "n.jsonl"])).entries[0]
    given = {entry.origin: SourceCorrection(fields={"outlet": "The Harbour"})}
    assert run(preview(project.path, [tmp_path / "n.jsonl"], corrections=given)).entries[0].outlet == "The Harbour"
    run(import_paths(project.path, [tmp_path / "n.jsonl"], recognize=False, corrections=given))
    assert article_of(project, entry.source).article.outlet == "The Harbour"


def test_of_two_sources_with_one_name_one_can_be_left_out(project: Store, tmp_path: Path) -> None:
    for number in ("one", "two"):
        write_articles(tmp_path / number, {"a.txt": FRESH.format(number)})
    paths = [tmp_path / "one", tmp_path / "two"]
    entries = run(preview(project.path, paths)).entries
    assert len({entry.origin for entry in entries}) == 2
    report = run(import_paths(project.path, paths, recognize=False, skip=[entries[0].origin]))
    assert report.imported == 1
    assert "two" in article_of(project, "a.txt").article.text


@pytest.mark.parametrize("seed", range(12))
def test_the_fates_foreseen_are_those_that_come_true(project: Store, tmp_path: Path, seed: int) -> None:
    """On folders of all kinds of sources, some of them here already, each source becomes what was said of it."""
    chance = random.Random(seed)
    folder = tmp_path / "in"
    made = {f"{n}.txt": FRESH.format(chance.randrange(4)) for n in range(6)}
    write_articles(folder, {name: text for name, text in made.items() if chance.random() < 0.6})
    (folder / "t.csv").write_text(_rows(chance), encoding=chance.choice(["utf-8", "cp949"]))
    bring(project.path, folder, recognize=False)
    for name in chance.sample(sorted(made), 3):
        made[name] = chance.choice(["", FRESH.format(chance.randrange(9)), "\x00\x01\x02" * 40, WATER])
    write_articles(folder, made)
    (folder / "t.csv").write_text(_rows(chance), encoding="utf-8")
    (folder / "z.zip").write_bytes(b"PK\x03\x04 no archive at all")
    (folder / "n.jsonl").write_text('{"uid": "q", "text": "Said once.", "parts": []}\nno json\n', encoding="utf-8")
    here = {row[0] for row in project.db.conn.execute("select id from article")}
    found = run(preview(project.path, [folder]))
    report = bring(project.path, folder, recognize=False)
    assert (report.imported, report.updated, report.unchanged, len(report.failed), report.duplicates) == (
        found.new + found.duplicate, found.updated, found.unchanged, found.failed, found.duplicate
    )  # fmt: skip
    fresh = {
        source for number, source in project.db.conn.execute("select id, source from article") if number not in here
    }
    assert fresh == {entry.source for entry in found.entries if entry.fate in ("new", "duplicate")}
    failed = {entry.source for entry in found.entries if entry.fate == "failed"}
    assert {each.source for each in report.failed} == failed


def _rows(chance: random.Random) -> str:
    texts = [
        "",
        "시는 다리에 등을 달아 밤에도 환하게 한다고 밝혔다.",
        "구는 골목에 꽃을 심어 길을 넓혔다고 말했다. 꽃은 붉다.",
    ]
    return "title,body\n" + "".join(f"제목 {chance.randrange(5)},{chance.choice(texts)}\n" for _ in range(5))


def test_what_was_deleted_is_foreseen_to_stay_in_the_bin(project: Store, tmp_path: Path) -> None:
    folder, out = write_articles(tmp_path / "articles"), tmp_path / "all.jsonl"
    run(export(project.path, out, format="jsonl"))
    number = article_of(project, "lamp.txt").article.id
    project.articles.remove([number])
    found = _entries(run(preview(project.path, [folder])))
    assert {entry.fate for entry in found.values()} == {"unchanged"}
    assert [name for name, entry in found.items() if "in the bin" in entry.reason] == ["lamp.txt"]
    native = [entry for entry in run(preview(project.path, [out])).entries if entry.reason]
    assert [(entry.fate, f"article {number}" in entry.reason) for entry in native] == [("unchanged", True)]
    report = bring(project.path, out)
    assert [each.source for each in report.warnings] == ["lamp.txt"]
    assert project.bin.count() == 1
