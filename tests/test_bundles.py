"""Datasets of other tools come in: found by their content, every mark proved, what has no place said."""

from __future__ import annotations

import gzip
import json
import unicodedata
from pathlib import Path
from zipfile import ZipFile

import pytest

from store import Store, UserError, import_paths
from store.previewing import preview, preview_one
from store.records import MarkedArticle
from tests.material import shared
from tests.projects import article_of, assert_spans_quote, bring, bring_proved, run
from ui.inbox.fates import story

KOREAN = "🚇 서울시는 15일 발표했다.\n오세훈 시장은 말했다."


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _lines(path: Path, *records: object) -> Path:
    return _write(path, "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in records))


def _mentions(marked: MarkedArticle) -> list[tuple[str, str, str | None, str]]:
    return [(each.quote, each.type, each.entity, each.state) for each in marked.mentions]


def _taggings(marked: MarkedArticle) -> list[tuple[str, str | None]]:
    return [(each.tag, each.quote) for each in marked.taggings]


# brat


def _brat(folder: Path, annotations: str, *, text: str = KOREAN, conf: str = "", visual: str = "") -> Path:
    _write(folder / "a.txt", text)
    _write(folder / "a.ann", annotations)
    if conf:
        _write(folder / "annotation.conf", conf)
    if visual:
        _write(folder / "visual.conf", visual)
    return folder


def test_a_gzipped_dataset_comes_in_as_it_is(empty: Store, tmp_path: Path) -> None:
    task = {"text": "수원시는 문을 열었다.", "spans": [{"start": 0, "end": 3, "label": "어디"}], "answer": "accept"}
    path = tmp_path / "tasks.jsonl.gz"
    path.write_bytes(gzip.compress((json.dumps(task, ensure_ascii=False) + "\n").encode()))
    assert not bring(empty.path, path, recognize=False).failed
    (article,) = empty.search.ids("")
    assert [(t.quote, t.tag) for t in empty.taggings.of(article)] == [("수원시", "어디")]
    path.write_bytes(path.read_bytes()[:-12])
    (failed,) = bring(empty.path, path, recognize=False).failed
    assert "damaged or cut short" in failed.reason


def test_brat_marks_become_mentions_and_tags_by_their_labels(empty: Store, tmp_path: Path) -> None:
    folder = _brat(
        tmp_path / "set",
        "T1\tORG 2 5\t서울시\nT2\tTitle 17 23\t오세훈 시장\nT3\tPER 17 20\t오세훈\nT4\tEVT 11 16;17 20\t발표했다. 오세훈\n"
        "N1\tReference T3 Wikidata:Q488254\t오세훈\nR1\thead_of Arg1:T3 Arg2:T1\t\n#1\tAnnotatorNotes T2\t겹침\n"
        "A1\tConfidence T2 High\nA2\tSure T1\n",
        conf="[entities]\nORG\n[attributes]\nConfidence Arg:Title, Value:Low|High\n",
        visual="[labels]\nEVT | 사건의 말\n[drawing]\nTitle\tbgColor:#FFccaa\n",
    )
    report = bring_proved(empty, folder)
    assert (report.imported, report.failed) == (1, ())
    assert not [each for each in report.warnings if "found by" in each.reason]
    marked = article_of(empty, "a.txt")
    assert _mentions(marked) == [
        ("서울시", "organisation", "서울시", "accepted"),
        ("오세훈", "person", "오세훈", "accepted"),
    ]
    assert _taggings(marked) == [("사건의 말", "발표했다.\n오세훈"), ("Title", "오세훈 시장")]
    title = marked.taggings[1]
    assert (title.note, title.attributes) == ("겹침", (("Confidence", "High"),))
    tag = empty.codebook.find("Title")
    assert (tag.colour, [each.choices for each in tag.attributes]) == ("#ffccaa", [("Low", "High")])
    assert [(r.subject, r.relation.predicate, r.object) for r in marked.relations] == [("오세훈", "head_of", "서울시")]
    assert [note.text for note in marked.notes] == ["“서울시” (organisation): Sure"]
    assert empty.entities.find("오세훈")[0].external == (("Wikidata", "Q488254"),)


def test_a_mark_that_cannot_be_placed_is_said(empty: Store, tmp_path: Path) -> None:
    folder = _brat(
        tmp_path / "set",
        "T1\tA 2 5\t부산시\nT2\tA 900 905\t없음\nT3\tA 2 5;11 14\t서울시 발표했\nT4\tA 0 3\t오세훈\nR1\tr Arg1:T1 Arg2:T9\t\n"
        "T5\tA 0 0\t\n",
    )
    report = bring_proved(empty, folder)
    assert _taggings(article_of(empty, "a.txt")) == []
    assert [quote for quote, *_ in _mentions(article_of(empty, "a.txt"))] == ["오세훈"]
    said = " ".join(each.reason for each in report.warnings)
    for word in ("부산시", "900–905", "several pieces", "found by their quotes", "unknown mark T9"):
        assert word in said, word


@pytest.mark.parametrize("line", ["T1 A 0 1 x", "T1\tA 0\tx", "X1\tA 0 1\tx", "R1\tr Arg1:T1\t", "E1\t\t"])
def test_a_broken_line_refuses_its_document_alone(empty: Store, tmp_path: Path, line: str) -> None:
    folder = _brat(tmp_path / "set", f"T1\tA 0 1\t🚇\n{line}\n")
    _write(folder / "b.txt", "Sound.")
    _write(folder / "b.ann", "")
    report = bring_proved(empty, folder)
    assert (report.imported, [each.source for each in report.failed]) == (1, ["a.txt"])


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (KOREAN, "utf16"),
        (KOREAN.replace("\n", "\r\n"), "codepoints"),
        (KOREAN.replace("\n", "\r\n"), "lf"),
        (KOREAN, "crlf"),
        ("\ufeff" + KOREAN, "codepoints"),
        ("\ufeff" + KOREAN, "nobom"),
        (unicodedata.normalize("NFD", KOREAN), "codepoints"),
        (unicodedata.normalize("NFD", KOREAN), "nfc"),
    ],
)
def test_offsets_that_count_otherwise_are_told_by_what_they_quote(
    empty: Store, tmp_path: Path, text: str, unit: str
) -> None:
    def counted(piece: str) -> int:
        if unit == "utf16":
            return len(piece.encode("utf-16-le")) // 2
        changed = {"lf": piece.replace("\r\n", "\n"), "crlf": piece.replace("\n", "\r\n")}
        changed |= {"nobom": piece.removeprefix("\ufeff"), "nfc": unicodedata.normalize("NFC", piece)}
        return len(changed.get(unit, piece))

    lines = []
    for number, quote in enumerate(("서울시", "15일", "오세훈 시장", "말했다")):
        said = (
            unicodedata.normalize("NFD", quote) if unit != "nfc" and unicodedata.is_normalized("NFD", text) else quote
        )
        start = (unicodedata.normalize("NFC", text) if unit == "nfc" else text).index(said)
        before = (unicodedata.normalize("NFC", text) if unit == "nfc" else text)[:start]
        place = counted(before)
        lines.append(f"T{number + 1}\tA {place} {place + counted(said)}\t{said}\n")
    report = bring_proved(empty, _brat(tmp_path / "set", "".join(lines), text=text))
    assert [quote for _, quote in _taggings(article_of(empty, "a.txt"))] == ["서울시", "15일", "오세훈 시장", "말했다"]
    assert [each.reason for each in report.warnings] == []


def test_annotations_given_by_themselves_find_their_text(empty: Store, tmp_path: Path) -> None:
    folder = _brat(tmp_path / "set", "T1\tA 2 5\t서울시\n")
    assert bring_proved(empty, folder / "a.ann").imported == 1
    (folder / "a.txt").unlink()
    assert "no text of this name" in bring_proved(empty, folder / "a.ann").failed[0].reason


def test_the_same_annotations_again_are_unchanged_and_new_ones_come_beside(empty: Store, tmp_path: Path) -> None:
    folder = _brat(tmp_path / "set", "T1\tA 2 5\t서울시\n")
    bring_proved(empty, folder)
    assert bring_proved(empty, folder).unchanged == 1
    _brat(folder, "T1\tA 2 5\t서울시\nT2\tB 6 9\t15일\n")
    assert bring_proved(empty, folder).updated == 1
    assert _taggings(article_of(empty, "a.txt")) == [("A", "서울시"), ("B", "15일")]
    assert empty.articles.count() == 1


def test_marks_come_to_an_article_that_is_here_as_plain_text(empty: Store, tmp_path: Path) -> None:
    _write(tmp_path / "plain" / "a.txt", KOREAN)
    bring_proved(empty, tmp_path / "plain")
    report = bring_proved(empty, _brat(tmp_path / "set", "T1\tA 2 5\t서울시\n"))
    assert (report.imported, report.updated) == (0, 1)
    assert _taggings(article_of(empty, "a.txt")) == [("A", "서울시")]


def test_an_import_of_a_dataset_is_taken_out_as_any_other(empty: Store, tmp_path: Path) -> None:
    report = bring_proved(empty, _brat(tmp_path / "set", "T1\tA 2 5\t서울시\n"))
    assert report.batch is not None
    empty.batches.remove(report.batch)
    assert empty.articles.count() == 0
    empty.journal.undo()
    assert empty.articles.count() == 1


def test_the_brat_corpora_come_in_whole(empty: Store) -> None:
    corpora = shared("corpora", "interchange", "brat")
    spans = sum(
        line.startswith("T") for path in corpora.rglob("*.ann") for line in path.read_text(encoding="utf-8").split("\n")
    )
    report = bring_proved(empty, corpora)
    assert (report.imported, report.failed) == (102, ())
    assert not [each for each in report.warnings if "left out" in each.reason]
    counted = [empty.db.conn.execute(f"select count(*) from {table}").fetchone()[0] for table in ("mention", "tagging")]
    assert sum(counted) == spans


# doccano


def test_doccano_in_all_its_shapes(empty: Store, tmp_path: Path) -> None:
    places = {7: (3, 6, "ORG"), 9: (18, 21, "PER")}
    entities = [{"id": n, "start_offset": s, "end_offset": e, "label": label} for n, (s, e, label) in places.items()]
    path = _lines(
        tmp_path / "set.jsonl",
        {"text": KOREAN, "entities": entities, "relations": [{"from_id": 9, "to_id": 7, "type": "이끈다"}], "Comments": ["왜?"]},
        {"text": "one 1", "label": ["교통", "정책"], "meta": {"title": "제목", "date": "2021-03-24", "shelf": 3}},
        {"text": "two 2", "labels": [[0, 3, "수"]], "extra": 1},
        {"data": "three", "label": "교통"},
        {"label": ["lost"]},
    )  # fmt: skip
    report = bring_proved(empty, path)
    assert (report.imported, [each.source for each in report.failed]) == (4, ["set.jsonl#5"])
    first, second, third, fourth = (article_of(empty, f"set.jsonl#{number}") for number in (1, 2, 3, 4))
    assert _mentions(first) == [
        ("서울시", "organisation", "서울시", "accepted"),
        ("오세훈", "person", "오세훈", "accepted"),
    ]
    assert [(r.subject, r.relation.predicate, r.object) for r in first.relations] == [("오세훈", "이끈다", "서울시")]
    assert [note.text for note in first.notes] == ["왜?"]
    assert [tag for tag, _ in _taggings(second)] == ["교통", "정책"]
    assert (second.article.title, second.article.published) == ("제목", "2021-03-24")
    assert _taggings(third) == [("수", "two")]
    assert [tag for tag, _ in _taggings(fourth)] == ["교통"]
    assert "extra" in " ".join(each.reason for each in report.warnings)


def test_how_doccano_counts_is_told_by_how_the_marks_lie(empty: Store, tmp_path: Path) -> None:
    for unit in ("utf-16-le", "utf-32-le"):
        size = 2 if unit == "utf-16-le" else 4
        places = [
            [len(text.encode(unit)) // size for text in (KOREAN[: KOREAN.index(quote)], KOREAN[: KOREAN.index(quote)] + quote)]
            for quote in ("15일", "오세훈 시장", "말했다")
        ]  # fmt: skip
        name = f"{unit}.jsonl"
        bring_proved(empty, _lines(tmp_path / name, {"text": KOREAN, "label": [[*place, "가"] for place in places]}))
        assert [quote for _, quote in _taggings(article_of(empty, f"{name}#1"))] == ["15일", "오세훈 시장", "말했다"]


# Label Studio


def _task(result: list[dict[str, object]], **more: object) -> dict[str, object]:
    annotation = {"id": 1, "completed_by": {"email": "kim@example.org"}, "result": result}
    return {"id": 1, "data": {"text": KOREAN}, "annotations": [annotation], **more}


def _region(key: str, quote: str, label: str, **more: object) -> dict[str, object]:
    start = KOREAN.index(quote)
    value = {"start": start, "end": start + len(quote), "text": quote, "labels": [label]}
    return {"id": key, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def test_label_studio_brings_annotations_and_predictions(empty: Store, tmp_path: Path) -> None:
    result = [
        _region("x", "오세훈", "PER"),
        _region("y", "서울시", "ORG"),
        _region("z", "발표했다", "행위"),
        {"id": "z", "from_name": "note", "to_name": "text", "type": "textarea",
         "value": {"start": 11, "end": 15, "text": ["메모"]}},
        {"id": "c", "from_name": "tags", "to_name": "text", "type": "choices", "value": {"choices": ["정책", "교통"]}},
        {"type": "relation", "from_id": "x", "to_id": "y", "direction": "right", "labels": ["이끈다"]},
        {"id": "i", "type": "rectanglelabels", "value": {"x": 1}},
    ]  # fmt: skip
    suggested = [_region("p", "15일", "DATE", score=0.7), _region("q", "말했다", "행위")]
    guess = [{"model_version": "v1", "score": 0.5, "result": suggested}]
    _write(tmp_path / "tasks.json", json.dumps([_task(result, predictions=guess)]))
    _write(
        tmp_path / "tasks.json.label_config.xml",
        '<View><Labels name="label" toName="text"><Label value="행위" background="#aabbcc"/></Labels></View>',
    )
    report = bring_proved(empty, tmp_path / "tasks.json")
    assert (report.imported, report.failed) == (1, ())
    marked = article_of(empty, "tasks.json#1")
    assert _mentions(marked) == [
        ("서울시", "organisation", "서울시", "accepted"),
        ("15일", "date", None, "suggested"),
        ("오세훈", "person", "오세훈", "accepted"),
    ]
    assert [each.score for each in marked.mentions] == [None, 0.7, None]
    assert {(t.tag, t.quote, t.note) for t in marked.taggings} == {
        ("정책", None, ""),
        ("교통", None, ""),
        ("행위", "발표했다", "메모"),
    }
    assert {t.annotator for t in marked.taggings} == {"kim@example.org"}
    assert [r.relation.predicate for r in marked.relations] == ["이끈다"]
    assert empty.codebook.find("행위").colour == "#aabbcc"
    said = " ".join(each.reason for each in report.warnings)
    assert "suggestions of tags" in said
    assert "rectanglelabels" in said


def test_a_task_without_text_is_refused(empty: Store, tmp_path: Path) -> None:
    task = {"id": 1, "data": {"image": "a.png"}, "annotations": [{"result": []}]}
    report = bring_proved(empty, _write(tmp_path / "t.json", json.dumps([task])))
    assert "image" in report.failed[0].reason


# Prodigy


def test_prodigy_answers_are_states(empty: Store, tmp_path: Path) -> None:
    spans = [{"start": 2, "end": 5, "label": "ORG"}]
    path = _lines(
        tmp_path / "p.jsonl",
        *(
            {"text": f"{KOREAN} {answer}", "spans": spans, "answer": answer, "accept": ["정책"]}
            for answer in ("accept", "reject", "ignore")
        ),
        {"text": "x", "answer": "perhaps"},
        {"image": "a.png", "answer": "accept"},
    )
    report = bring_proved(empty, path)
    assert (report.imported, [each.source for each in report.failed]) == (3, ["p.jsonl#4", "p.jsonl#5"])
    states = [article_of(empty, f"p.jsonl#{number}").mentions[0].state for number in (1, 2, 3)]
    assert states == ["accepted", "rejected", "suggested"]
    assert [len(article_of(empty, f"p.jsonl#{number}").taggings) for number in (1, 2, 3)] == [1, 0, 0]


# Looked through before


def test_a_dataset_is_looked_through_before_it_comes_in(empty: Store, tmp_path: Path) -> None:
    folder = _brat(tmp_path / "set", "T1\tA 2 5\t부산시\n")
    _lines(folder / "d.jsonl", {"text": "one 1", "label": ["교통"], "Comments": []}, {"label": ["lost"]})
    looked = run(preview(empty.path, [folder]))
    fates = {(each.source, each.kind, each.fate) for each in looked.entries}
    assert fates == {("a.txt", "brat", "new"), ("d.jsonl#1", "doccano", "new"), ("d.jsonl#2", "doccano", "failed")}
    (entry,) = (each for each in looked.entries if each.source == "a.txt")
    assert "부산시" in " ".join(entry.warnings)
    assert preview_one(empty.path, entry).text == KOREAN
    bring_proved(empty, folder)
    assert {each.fate for each in run(preview(empty.path, [folder])).entries} == {"unchanged", "failed"}


def test_a_kind_can_be_said(empty: Store, tmp_path: Path) -> None:
    path = _lines(tmp_path / "odd.json", {"text": "one 1", "label": "교통", "more": "x"})
    assert bring_proved(empty, path, kind="doccano").imported == 1
    assert [tag for tag, _ in _taggings(article_of(empty, "odd.json#1"))] == ["교통"]
    with pytest.raises(UserError, match="no kind"):
        run(import_paths(empty.path, [path], kind="nonsense"))


def test_datasets_in_an_archive_come_in(empty: Store, tmp_path: Path) -> None:
    folder = _brat(tmp_path / "set", "T1\tA 2 5\t서울시\n")
    with ZipFile(tmp_path / "brat.zip", "w") as archive:
        for path in folder.iterdir():
            archive.write(path, f"in/{path.name}")
    with ZipFile(tmp_path / "doccano.zip", "w") as archive:
        for name in ("kim", "lee"):
            archive.writestr(
                f"{name}.jsonl", json.dumps({"id": 1, "text": f"by {name}", "label": [[0, 2, "수"]], "Comments": []})
            )
    paths = [tmp_path / "brat.zip", tmp_path / "doccano.zip"]
    looked = run(preview(empty.path, paths))
    assert [each.fate for each in looked.entries] == ["new"] * 3
    for entry in looked.entries:
        assert preview_one(empty.path, entry).text
    report = bring_proved(empty, *paths)
    assert (report.imported, report.failed) == (3, ())
    assert _taggings(article_of(empty, "in/a.txt")) == [("A", "서울시")]
    assert _taggings(article_of(empty, "doccano.zip/lee.jsonl#1")) == [("수", "by")]
    assert bring_proved(empty, *paths).unchanged == 3


def test_a_preview_counts_what_comes_with_an_article(empty: Store, tmp_path: Path) -> None:
    folder = _brat(tmp_path / "set", "T1\tPerson 2 5\t서울시\nT2\tA 2 5\t서울시\nT3\tA 6 9\t15일\n")
    (entry,) = run(preview(empty.path, [folder])).entries
    assert entry.brings == (("mention", 1), ("tag", 2))
    assert "With 1 mention and 2 tags." in story(entry)
    bring_proved(empty, folder)
    assert [entry.brings for entry in run(preview(empty.path, [folder])).entries] == [()]


def test_the_small_examples_come_in(empty: Store) -> None:
    for name in (("brat",), ("doccano",), ("labelstudio", "tasks.json"), ("ml", "prodigy.jsonl")):
        path = shared("formats", *name)
        report = bring(empty.path, path, recognize=False)
        assert report.imported, name
        assert not [each for each in report.failed if "server_roundtrip" not in each.source], name
        assert not [each for each in report.warnings if "left out" in each.reason], name
    assert_spans_quote(empty)
