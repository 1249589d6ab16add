"""Exporting: whole or not at all, each span proved, in the formats that are offered."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest

from store import QueryError, Store, StoreBug, UserError, export, import_paths, known_formats, lint
from store.agreements import agreement
from store.formats.agreement import as_json
from store.records import ExportReport, Recipe
from tests.projects import ARTICLES, article_of, dump, run, span_of


@pytest.fixture
def marked_project(project: Store) -> Store:
    """Give a project with accepted and rejected mentions, taggings, notes and cells like formulas."""
    water = article_of(project, "en/water.txt")
    tag = project.codebook.find("systems/energy").id
    project.taggings.put(tag, [water.article.id], span=span_of(water, "smart water"), note="=1+1")
    project.taggings.put(tag, [1, 2], note='two, "lines"\nhere')
    project.notes.write(1, "-first\nsecond")
    mentions = project.mentions.where("", state="suggested")
    project.mentions.accept(mentions[:2])
    project.mentions.reject(mentions[2:3])
    return project


def _export(store: Store, out: Path, name: str, **options: str) -> ExportReport:
    return run(export(store.path, out, format=name, **options))


def _table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_jsonl_lies_with_its_companion_manifest_and_card(marked_project: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    report = _export(marked_project, out / "a.jsonl", "jsonl")
    assert _names(out) == {"a.jsonl", "a.jsonl.project.json", "a.jsonl.manifest.json", "a.jsonl.card.md"}
    assert (report.articles, report.bytes, report.losses) == (len(ARTICLES), (out / "a.jsonl").stat().st_size, ())
    manifest = json.loads((out / "a.jsonl.manifest.json").read_text(encoding="utf-8"))
    assert {each["name"] for each in manifest["files"]} == {"a.jsonl", "a.jsonl.project.json"}
    for each in manifest["files"]:
        data = (out / each["name"]).read_bytes()
        assert (each["bytes"], each["sha256"]) == (len(data), sha256(data).hexdigest())
    assert manifest["project"]["change"] == marked_project.journal.state().id
    card = (out / "a.jsonl.card.md").read_text(encoding="utf-8")
    assert "systems/energy" in card
    assert "code points" in card


def test_jsonl_has_every_mention_whatever_is_included(marked_project: Store, tmp_path: Path) -> None:
    _export(marked_project, tmp_path / "a.jsonl", "jsonl", include="accepted")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").split("\n") if line]
    states = [mention["state"] for line in lines for mention in line["mentions"]]
    count = marked_project.db.conn.execute("select count(*) from mention").fetchone()[0]
    assert len(states) == count
    assert set(states) == {"suggested", "accepted", "rejected"}


def test_csv_is_a_folder_of_tables(marked_project: Store, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    _export(marked_project, out, "csv")
    assert _names(out) == {
        "articles.csv", "taggings.csv", "mentions.csv", "relations.csv", "manifest.json", "card.md"
    }  # fmt: skip
    articles = _table(out / "articles.csv")
    assert {row["source"]: row["text"] for row in articles}["lamp.txt"] == ARTICLES["lamp.txt"]
    assert len(articles) == len(ARTICLES)
    taggings = _table(out / "taggings.csv")
    assert [row["note"] for row in taggings] == ['two, "lines"\nhere', 'two, "lines"\nhere', "=1+1"]
    texts = {row["id"]: row["text"] for row in articles}
    assert texts[taggings[2]["article"]][int(taggings[2]["start"]) : int(taggings[2]["end"])] == "smart water"
    mentions = _table(out / "mentions.csv")
    assert [row["state"] for row in mentions] == ["accepted", "accepted"]
    assert not (out / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r\n" not in (out / "articles.csv").read_bytes()


@pytest.mark.parametrize(
    ("include", "states"),
    [
        ("accepted", {"accepted"}),
        ("suggested", {"accepted", "suggested"}),
        ("all", {"accepted", "suggested", "rejected"}),
    ],
)
def test_csv_takes_the_mentions_asked_for(
    marked_project: Store, tmp_path: Path, include: str, states: set[str]
) -> None:
    _export(marked_project, tmp_path / "t", "csv", include=include)
    assert {row["state"] for row in _table(tmp_path / "t" / "mentions.csv")} == states


def test_the_excel_flavour_defuses_formulas_and_says_so(marked_project: Store, tmp_path: Path) -> None:
    report = _export(marked_project, tmp_path / "t", "csv", flavour="excel")
    assert report.losses
    data = (tmp_path / "t" / "taggings.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 4
    assert _table(tmp_path / "t" / "taggings.csv")[2]["note"] == "'=1+1"
    notes = {row["source"]: row["notes"] for row in _table(tmp_path / "t" / "articles.csv")}
    assert "'-first\nsecond" in notes.values()
    assert int(_table(tmp_path / "t" / "taggings.csv")[2]["start"]) > 0


def test_an_export_takes_what_matches(marked_project: Store, tmp_path: Path) -> None:
    report = _export(marked_project, tmp_path / "a.jsonl", "jsonl", where="lang:en")
    assert report.articles == 2
    assert _export(marked_project, tmp_path / "b.jsonl", "jsonl", where="lang:de").articles == 0
    assert (tmp_path / "b.jsonl").read_bytes() == b""
    with pytest.raises(QueryError):
        _export(marked_project, tmp_path / "c.jsonl", "jsonl", where="(")
    assert not (tmp_path / "c.jsonl").exists()


def test_removed_articles_do_not_go_out(marked_project: Store, tmp_path: Path) -> None:
    marked_project.articles.remove([1])
    assert _export(marked_project, tmp_path / "a.jsonl", "jsonl").articles == len(ARTICLES) - 1


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("pdf", {}, "no format"),
        ("csv", {"include": "some"}, "cannot be included"),
        ("csv", {"flavour": "salty"}, "no flavour"),
    ],
)
def test_what_is_not_offered_is_told(
    project: Store, tmp_path: Path, name: str, options: dict[str, str], sentence: str
) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(UserError, match=sentence):
        _export(project, tmp_path / "out", name, **options)
    assert set(tmp_path.iterdir()) == before


def test_an_export_never_takes_the_place_of_what_is_not_its_own(project: Store, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("words", encoding="utf-8")
    with pytest.raises(UserError, match="no earlier export"):
        _export(project, mine, "csv")
    with pytest.raises(UserError, match="is a folder"):
        _export(project, mine, "jsonl")
    with pytest.raises(UserError, match="does not exist"):
        _export(project, tmp_path / "no" / "a.jsonl", "jsonl")
    for name in ("jsonl", "csv"):
        with pytest.raises(UserError):
            _export(project, project.path, name)
    assert (mine / "thesis.txt").read_text(encoding="utf-8") == "words"
    assert project.path.read_bytes().startswith(b"SQLite format 3")


def test_the_place_may_be_the_empty_folder_here(
    project: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    with pytest.raises(UserError):
        _export(project, Path(), "jsonl")
    _export(project, Path("a.jsonl"), "jsonl")
    assert (here / "a.jsonl").exists()


def test_an_earlier_export_is_replaced_whole(marked_project: Store, tmp_path: Path) -> None:
    _export(marked_project, tmp_path / "t", "csv")
    before = {path.name: path.read_bytes() for path in (tmp_path / "t").iterdir()}
    _export(marked_project, tmp_path / "t", "csv")
    assert {path.name: path.read_bytes() for path in (tmp_path / "t").iterdir()} == before


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_an_export_that_is_stopped_leaves_nothing(project: Store, tmp_path: Path, name: str) -> None:
    before = _names(tmp_path)
    steps = export(project.path, tmp_path / "out", format=name)
    assert next(steps).done == len(ARTICLES)
    steps.close()
    assert _names(tmp_path) == before


@pytest.mark.parametrize("name", ["jsonl", "csv"])
@pytest.mark.parametrize("table", ["mention", "tagging"])
def test_a_span_that_does_not_quote_stops_the_export(
    marked_project: Store, tmp_path: Path, name: str, table: str
) -> None:
    before = _names(tmp_path)
    marked_project.db.conn.execute(f"update {table} set quote = 'else' where start is not null")
    with pytest.raises(StoreBug):
        _export(marked_project, tmp_path / "out", name)
    assert _names(tmp_path) == before


def test_an_export_changes_nothing(marked_project: Store, tmp_path: Path) -> None:
    before, history = dump(marked_project), marked_project.journal.history()
    _export(marked_project, tmp_path / "a.jsonl", "jsonl")
    assert (dump(marked_project), marked_project.journal.history()) == (before, history)


@pytest.mark.parametrize("name", ["jsonl", "csv", "huggingface"])
def test_what_another_process_does_meanwhile_is_not_in_it(
    marked_project: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Every article is read on its own, so that most of them are read after the other process has written."""
    monkeypatch.setattr("store.exporting.BATCH", 1)
    monkeypatch.setattr("store.marked.BATCH", 1)
    for folder in ("before", "during", "after"):
        (tmp_path / folder).mkdir()
    _export(marked_project, tmp_path / "before" / "set", name)
    change = marked_project.journal.state().id
    steps = export(marked_project.path, tmp_path / "during" / "set", format=name)
    assert next(steps).done < len(ARTICLES)
    words = ["tag", str(marked_project.path), "stance/new", "--where", "", "--by", "Another"]
    subprocess.run([sys.executable, "main.py", *words], cwd=Path(__file__).parents[1], check=True, timeout=60)
    assert marked_project.journal.state().id > change
    run(steps)
    _export(marked_project, tmp_path / "after" / "set", name)
    before, during, after = (_contents(tmp_path / folder) for folder in ("before", "during", "after"))
    assert during == before
    assert after.keys() == before.keys()
    assert after != before
    manifest = next(data for path, data in during.items() if path.endswith("manifest.json"))
    assert json.loads(manifest)["project"]["change"] == change


def test_each_format_that_writes_can_be_written(project: Store, tmp_path: Path) -> None:
    for each in known_formats():
        assert each.label
        if each.writes and (each.name != "parquet" or find_spec("pyarrow") is not None):
            assert _export(project, tmp_path / each.name, each.name).articles == len(ARTICLES)


def test_of_copies_only_the_earliest_goes_out(project: Store, tmp_path: Path) -> None:
    """`one_per_group` keeps the copy published first, and every article that has none."""
    text = "한별시는 새 버스 여덟 대를 들여 낮에도 밤에도 십 분마다 다니게 한다고 밝혔다. " * 8
    for name, day in (("late", "2021-03-05"), ("early", "2021-03-02")):
        (tmp_path / f"{name}.jsonl").write_text(
            json.dumps({"text": text, "title": name, "published": day}, ensure_ascii=False) + "\n", encoding="utf-8"
        )
    for _ in import_paths(project.path, [tmp_path / "late.jsonl", tmp_path / "early.jsonl"], recognize=False):
        pass
    assert project.search.count("여덟") == 2
    for _ in export(project.path, tmp_path / "out.jsonl", format="jsonl", where="여덟", one_per_group=True):
        pass
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").split("\n")
    assert [json.loads(line)["title"] for line in lines if line] == ["early"]
    assert json.loads((tmp_path / "out.jsonl.manifest.json").read_text(encoding="utf-8"))["one_per_group"] is True


def test_a_split_tells_of_empty_parts_and_of_what_time_cannot_place(project: Store, tmp_path: Path) -> None:
    undated = len(project.search.ids("-has:date"))
    assert undated
    recipe = Recipe(format="huggingface", split=(98, 1, 1), group="time")
    found = run(export(project.path, tmp_path / "set", recipe))
    empty = 3 - len(found.splits)
    assert empty
    assert any(loss.startswith(f"{empty} part") for loss in found.losses)
    assert any(loss.startswith(f"{undated} article") for loss in found.losses)


def test_the_balance_of_a_split_is_in_manifest_and_card(project: Store, tmp_path: Path) -> None:
    tag = project.codebook.find("stance").id
    project.taggings.put(tag, [1, 2, 3])
    recipe = Recipe(format="huggingface", split=(50, 50), seed=3)
    report = run(export(project.path, tmp_path / "set", recipe))
    assert report.split is not None
    assert report.split.pairs == 1
    manifest = json.loads((tmp_path / "set" / "manifest.json").read_text(encoding="utf-8"))
    assert [(part["name"], part["wanted"]) for part in manifest["split"]["parts"]] == [("train", 3.0), ("test", 3.0)]
    assert manifest["split"]["copies"]["parted"] == 0
    (row,) = manifest["split"]["tags"]
    assert row["tag"] == "stance"
    assert sum(row["articles"].values()) == 3
    card = (tmp_path / "set" / "card.md").read_text(encoding="utf-8")
    assert "Pairs of copies: 1; 0 are parted" in card
    assert "| stance |" in card


def test_a_split_is_balanced_by_the_tags_that_go_out_at_their_level(project: Store, tmp_path: Path) -> None:
    tags = {name: project.codebook.find(name).id for name in ("systems/energy", "stance")}
    project.taggings.put(tags["systems/energy"], [1, 2])
    mine, project.annotator = project.annotator, "Other"
    project.taggings.put(tags["stance"], [1, 2, 3])
    recipe = Recipe(format="jsonl", split=(50, 50), level=1, annotators=(mine,))
    report = run(export(project.path, tmp_path / "set", recipe))
    assert report.split is not None
    assert [(each.label, sum(each.articles)) for each in report.split.labels] == [("systems", 2)]


def test_agreement_is_of_tags_as_they_go_out(project: Store, tmp_path: Path) -> None:
    project.codebook.add("systems/heat")
    for name, tag in (("Kim", "systems/energy"), ("이주석", "systems/heat")):
        project.annotator = name
        project.taggings.put(project.codebook.find(tag).id, [1, 2])
    for level, percent in ((0, {"systems/energy": 0.0, "systems/heat": 0.0}), (1, {"systems": 100.0})):
        run(export(project.path, tmp_path / f"{level}.jsonl", Recipe(format="jsonl", level=level)))
        manifest = json.loads((tmp_path / f"{level}.jsonl.manifest.json").read_text(encoding="utf-8"))
        assert {each["tag"]: each["percent"] for each in manifest["agreement"]["tags"]} == percent


def test_agreement_is_in_manifest_card_and_paragraph(project: Store, tmp_path: Path) -> None:
    tags = [project.codebook.find(name).id for name in ("systems/energy", "stance")]
    for name, articles in (("Kim", [1, 2, 3]), ("이주석", [1, 2, 4])):
        project.annotator = name
        project.taggings.put(tags[0], articles)
        project.taggings.put(tags[1], [1, 2] if name == "Kim" else [1])
    run(export(project.path, tmp_path / "one.jsonl", format="jsonl"))
    manifest = json.loads((tmp_path / "one.jsonl.manifest.json").read_text(encoding="utf-8"))
    measured = run(agreement(project.path, resamples=0))
    assert manifest["agreement"] == as_json(measured)
    assert {each["tag"]: each["percent"] for each in manifest["agreement"]["tags"]} == {
        "systems/energy": 100.0,
        "stance": 50.0,
    }
    card = (tmp_path / "one.jsonl.card.md").read_text(encoding="utf-8")
    assert "| systems/energy | 2 | 100.0 |" in card
    assert "On the 2 articles that two or more of 2 annotators coded" in card
    assert "둘 이상이 주석한 기사 2건" in card


@pytest.mark.parametrize(
    ("annotators", "where", "articles"),
    [((), "", 2), (("Kim", "이주석"), "", 2), (("Kim",), "", 0), ((), "id:1", 1), ((), "id:3", 0)],
)  # fmt: skip
def test_agreement_is_of_those_whose_taggings_go_out(
    project: Store, tmp_path: Path, annotators: tuple[str, ...], where: str, articles: int
) -> None:
    tag = project.codebook.find("stance").id
    for name in ("Kim", "이주석"):
        project.annotator = name
        project.taggings.put(tag, [1, 2])
    run(export(project.path, tmp_path / "o.jsonl", Recipe(format="jsonl", annotators=annotators, where=where)))
    found = json.loads((tmp_path / "o.jsonl.manifest.json").read_text(encoding="utf-8"))["agreement"]
    assert (found or {"articles": 0})["articles"] == articles


def test_taggings_of_nobody_are_refused(project: Store, tmp_path: Path) -> None:
    before = _names(tmp_path)
    recipe = Recipe(format="csv", annotators=(project.annotator, "nobody"))
    project.taggings.put(project.codebook.find("stance").id, [1])
    for steps in (export(project.path, tmp_path / "out", recipe), lint(project.path, recipe)):
        with pytest.raises(UserError, match="no annotator “nobody”"):
            run(steps)
    assert _names(tmp_path) == before
