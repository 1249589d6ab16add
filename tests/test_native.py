"""Native JSONL in and out: a round trip is equal to the byte, and a record needs nothing but a text."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import unicodedata
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import Store, UserError, create_project, open_project
from store.db import create
from tests.acts import ACTS, histories
from tests.everything import say_all_else, tag_in_every_way
from tests.native_files import export_native, write_lines
from tests.picked import Numbers
from tests.projects import article_of, assert_spans_quote, bring, write_articles


def _round_trip(project: Path, folder: Path) -> tuple[bytes, bytes]:
    """Export, import into a new project, export again; prove that both files are equal, and give them."""
    first = export_native(project, folder / "first.jsonl")
    other = folder / "other.galpi"
    create_project(other).close()
    report = bring(other, folder / "first.jsonl")
    assert not report.failed
    second = export_native(other, folder / "second.jsonl")
    assert second[0] == first[0]
    assert second[1] == first[1]
    with open_project(other) as store:
        assert_spans_quote(store)
        assert store.journal.history() == ()
    return first


def _records(data: bytes) -> list[dict[str, Any]]:
    # Not splitlines(): a record may hold U+2028.
    return [json.loads(line) for line in data.decode().split("\n") if line]


DECOMPOSED = unicodedata.normalize("NFD", "대전시는 갑천에 다리를 놓는다고 밝혔다. 다리는 두 해 뒤에 열린다.\n")


def test_a_round_trip_of_everything_is_equal(project: Store, tmp_path: Path) -> None:
    bring(project.path, write_articles(tmp_path / "nfd", {"nfd.txt": DECOMPOSED}), recognize=False)
    tag_in_every_way(project)
    say_all_else(project)
    project.close()
    lines, companion = _round_trip(project.path, tmp_path)
    records = {record["source"]: record for record in _records(lines)}
    assert "ko/bus.txt" not in records
    assert records["nfd.txt"]["text"] == unicodedata.normalize("NFC", DECOMPOSED)
    assert records["en/untitled.txt"]["title_derived"] is True
    assert {mention["state"] for record in records.values() for mention in record["mentions"]} == {
        "suggested",
        "accepted",
        "rejected",
    }
    assert len(records["ko/fair.txt"]["duplicates"]) == 1
    assert "city of Daegu" in [relation["quote"] for relation in records["en/water.txt"]["relations"]]
    assert [each["certainty"] for record in records.values() for each in record["tags"] if "certainty" in each] == [70]
    assert [each.get("attributes") for each in records["ko/fair.txt"]["tags"] if each["note"]] == [
        {"어조": "좋음", "n": 2}
    ]
    assert records["en/water.txt"]["rejected_tags"] == [{"tag": "systems/energy", "annotator": "researcher"}]
    (rejected,) = records["ko/fair.txt"]["rejected_tags"]
    assert (rejected["tag"], rejected["quote"], rejected["annotator"]) == ("stance", "웃는", "셋째")
    value = json.loads(companion)
    assert value["memos"] == [{"annotator": "researcher", "text": "The project.\nTwo lines."}]
    assert {"codebook", "entities", "predicates", "annotators", "views", "rules"} <= value.keys()


_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_seen = _words.filter(lambda text: text.strip() != "")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_record_goes_round(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=60).map(lambda text: "글" + text + "😀"))
    size = len(text)

    def spans() -> list[dict[str, object]]:
        starts = data.draw(st.lists(st.integers(0, size - 2), max_size=3))
        return [{"start": start, "end": data.draw(st.integers(start + 1, size))} for start in starts]

    record = {
        "text": text,
        "title": data.draw(st.none() | _words),
        "authors": data.draw(st.lists(_seen, max_size=2)),
        "notes": data.draw(st.lists(_words, max_size=2)),
        "tags": [each | {"tag": "a/b", "note": data.draw(_words)} for each in spans()] + ["c"],
        "mentions": [
            each | {"type": "place", "state": data.draw(st.sampled_from(["suggested", "accepted", "rejected"]))}
            for each in spans()
        ],
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = []
        source = folder / "in.jsonl"
        source.write_text(json.dumps(record) + "\n", encoding="utf-8")
        written = []
        for turn in range(2):
            path = folder / f"{turn}.galpi"
            with Store(path, create(path)) as store:
                report = bring(path, source)
                paths.append(path)
                if report.failed:
                    # A record may be refused (a mark on nothing but a dropped character); then nothing is stored.
                    assert turn == 0
                    assert store.articles.count() == 0
                    return
                assert report.imported == 1
                assert_spans_quote(store)
            source = folder / f"{turn}.jsonl"
            written.append(export_native(path, source))
        assert written[0] == written[1]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=histories(16))
def test_any_project_goes_round(bare_template: Path, acts: list[tuple[int, Numbers]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, other = folder / "p.galpi", folder / "other.galpi"
        shutil.copyfile(bare_template, path)
        with open_project(path) as store:
            for number, numbers in acts:
                with suppress(UserError):
                    ACTS[number](store, numbers)
        first = export_native(path, folder / "first.jsonl")
        Store(other, create(other)).close()
        assert not bring(other, folder / "first.jsonl").failed
        assert export_native(other, folder / "second.jsonl") == first
        with open_project(other) as store:
            assert_spans_quote(store)


def test_an_accepted_suggestion_stays_one(project: Store, tmp_path: Path) -> None:
    stance = project.codebook.find("stance").id
    project.suggestions.accept(stance, 1)
    project.passage_suggestions.accept(stance, 2, (0, 4))
    project.taggings.put(stance, [3])
    records = _records(_round_trip(project.path, tmp_path)[0])
    said = {record["id"]: record["tags"][0] for record in records if record["tags"]}
    assert [said[article].get("origin") for article in (1, 2, 3)] == ["suggested", "suggested", None]
    assert said[1]["annotator"] == project.annotator
    with open_project(tmp_path / "other.galpi") as other:
        origins = {
            each.article: each.origin for found in other.taggings.of_several([1, 2, 3]).values() for each in found
        }
        assert origins == {1: "suggested", 2: "suggested", 3: "person"}
    odd = records[0] | {"source": "odd", "uid": "0" * 32, "id": 77}
    odd["tags"] = [{"tag": "stance", "annotator": "x", "origin": ["nonsense"]}]
    (tmp_path / "odd.jsonl").write_text(json.dumps(odd, ensure_ascii=False), encoding="utf-8")
    assert not bring(project.path, tmp_path / "odd.jsonl").failed
    assert [each.origin for each in project.taggings.of(article_of(project, "odd").article.id)] == ["person"]


def test_a_record_needs_nothing_but_a_text(empty: Store, tmp_path: Path) -> None:
    text = "Incheon tests lamps that dim when nobody walks there. The test ends in May."
    report = bring(empty.path, write_lines(tmp_path / "in.jsonl", {"text": text}))
    assert (report.imported, report.failed) == (1, ())
    article = article_of(empty, "in.jsonl#1").article
    assert article.text == text
    assert [(part.role, part.start, part.end) for part in article.parts] == [("body", 0, len(text))]
    assert article.title == "Incheon tests lamps that dim when nobody walks there"
    assert article.title_derived
    assert (article.language, article.status, article.published) == ("en", "untagged", None)
    assert list(empty.search.ids("lamps")) == [article.id]


def test_a_title_is_derived_where_the_record_has_none_but_a_null_stays_null(empty: Store, tmp_path: Path) -> None:
    text = "세종시는 자율주행 버스를 늘린다고 밝혔다. 내년에는 노선이 셋이 된다."
    records = [
        {"text": text, "uid": "u1", "source": "no title"},
        {"text": text, "uid": "u2", "source": "null", "title": None, "title_derived": False},
        {"text": text, "source": "given", "title": "버스"},
    ]
    bring(empty.path, write_lines(tmp_path / "in.jsonl", *records))
    titles = {name: article_of(empty, name).article.title for name in ("no title", "null", "given")}
    assert titles == {"no title": "세종시는 자율주행 버스를 늘린다고 밝혔다", "null": None, "given": "버스"}


def test_offsets_of_a_decomposed_text_are_moved_with_it(empty: Store, tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "\ufeff대구시는 오늘\r\n열었다 😀 버스를")
    start = text.index(unicodedata.normalize("NFD", "버스"))
    record = {
        "text": text,
        "source": "nfd",
        "mentions": [{"start": start, "end": len(text) - 1, "type": "system", "quote": text[start : len(text) - 1]}],
        "parts": [
            {"role": "headline", "start": 0, "end": text.index("\r")},
            {"role": "body", "start": text.index("\n") + 1, "end": len(text)},
        ],
    }
    report = bring(empty.path, write_lines(tmp_path / "in.jsonl", record))
    assert not report.failed
    marked = article_of(empty, "nfd")
    assert marked.article.text == "대구시는 오늘\n열었다 😀 버스를"
    text = marked.article.text
    assert [text[p.start : p.end] for p in marked.article.parts] == ["대구시는 오늘", "열었다 😀 버스를"]
    assert marked.mentions[0].quote.startswith("버스")
    assert_spans_quote(empty)


GOOD = "A good record stands beside it."


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ("{", "not JSON"),
        ("[1]", "no object"),
        ({"title": "x"}, "no text"),
        ({"text": "  \n"}, "no text"),
        ({"text": "\u200b\ufeff\x01"}, "no text"),
        ({"text": 5}, "no text"),
        ({"text": "abc", "status": "finished"}, "no status"),
        ({"text": "abc", "mentions": [{"start": 0, "end": 9, "type": "x"}]}, "does not lie"),
        ({"text": "abc", "mentions": [{"start": 2, "end": 2, "type": "x"}]}, "does not lie"),
        ({"text": "abc", "mentions": [{"start": -1, "end": 2, "type": "x"}]}, "does not lie"),
        ({"text": "abc", "mentions": [{"start": 0, "end": 2}]}, "no type"),
        ({"text": "abc", "mentions": [{"start": 0, "end": 2, "type": "x", "quote": "bc"}]}, "not “bc”"),
        ({"text": "abc", "mentions": [{"start": 0, "end": 2, "type": "x", "state": "maybe"}]}, "no state"),
        ({"text": "abc", "mentions": ["x"]}, "no object"),
        ({"text": "abc\ufeff", "mentions": [{"start": 3, "end": 4, "type": "x"}]}, "does not lie"),
        ('{"text": "abc", "mentions": [{"start": 0, "end": 2, "type": "x", "score": NaN}]}', "not JSON"),
        ('{"text": "abc", "mentions": [{"start": 0, "end": 2, "type": "x", "score": 1e999}]}', "score"),
        ({"text": "abc", "mentions": [{"start": 0, "end": 2, "type": "x", "score": 80}]}, "score"),
        ({"text": "abc", "tags": ["a//b"]}, "no tag"),
        ({"text": "abc", "tags": [{"tag": " "}]}, "no tag"),
        ({"text": "abc", "tags": [{"tag": "x", "start": 1}]}, "does not lie"),
        ({"text": "abc", "parts": [{"role": "lead", "start": 0, "end": 3}]}, "no role"),
        (
            {"text": "abcd", "parts": [{"role": "body", "start": 0, "end": 3}, {"role": "body", "start": 2, "end": 4}]},
            "overlap",
        ),
        ({"text": "abc", "relations": [{"subject": "", "predicate": "is", "object": "x"}]}, "relation"),
        ({"text": "abc", "relations": [{"subject": "x", "object": "x"}]}, "relation"),
        ({"text": "abc", "notes": [{"annotator": "x"}]}, "note"),
        ({"text": "abc", "title": ["x"]}, "title"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_record_is_a_line_of_the_report_and_nothing_else(
    empty: Store, tmp_path: Path, bad: object, sentence: str
) -> None:
    report = bring(
        empty.path, write_lines(tmp_path / "in.jsonl", {"text": GOOD}, bad, {"text": GOOD + " And one more."})
    )
    assert report.imported == 2
    assert [failure.source for failure in report.failed] == ["in.jsonl#2"]
    assert sentence in report.failed[0].reason
    assert "\n" not in report.failed[0].reason
    assert empty.articles.count() == 2
    assert empty.codebook.tags() == ()
    assert_spans_quote(empty)


@pytest.mark.parametrize("number", [2**63 - 1, 2**64, -5, 0, True, "7", 1.5])
def test_an_odd_id_is_not_kept_and_breaks_nothing(empty: Store, tmp_path: Path, number: object) -> None:
    record = {
        "text": GOOD,
        "id": number,
        "source": "odd",
        "mentions": [{"id": number, "start": 0, "end": 1, "type": "x"}],
    }
    assert bring(empty.path, write_lines(tmp_path / "in.jsonl", record)).imported == 1
    assert article_of(empty, "odd").article.id == 1
    assert bring(empty.path, write_lines(tmp_path / "more.jsonl", {"text": "Another."})).imported == 1
    assert empty.notes.write(1, "still works").rows


def test_a_half_surrogate_is_replaced_wherever_it_stands(empty: Store, tmp_path: Path) -> None:
    line = r'{"text": "a\ud800b \ud83d\ude00", "title": "t\udc00", "tags": ["x\ud801"], "notes": ["n\ud802"], "source": "s"}'
    assert not bring(empty.path, write_lines(tmp_path / "in.jsonl", line)).failed
    marked = article_of(empty, "s")
    assert (marked.article.text, marked.article.title) == ("a\ufffdb 😀", "t\ufffd")
    assert (marked.taggings[0].tag, marked.notes[0].text) == ("x\ufffd", "n\ufffd")


def test_lines_end_at_lf_alone(empty: Store, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes('\ufeff{"text": "One\u2028line\u0085still."}\r\n\n{"text": "Two."}'.encode())
    assert bring(empty.path, path).imported == 2
    assert article_of(empty, "in.jsonl#1").article.text == "One\u2028line\nstill."
    assert article_of(empty, "in.jsonl#3").article.text == "Two."


def test_what_is_not_utf8_is_told_by_line(empty: Store, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes('{"text": "한글"}\n'.encode("cp949") + b'{"text": "fine"}\n')
    report = bring(empty.path, path)
    assert report.imported == 1
    assert "UTF-8" in report.failed[0].reason


def test_parts_with_gaps_are_filled_with_body(empty: Store, tmp_path: Path) -> None:
    record = {"text": "Head\nwords of it\nfoot", "source": "s", "parts": [{"role": "headline", "start": 0, "end": 4}]}
    bring(empty.path, write_lines(tmp_path / "in.jsonl", record))
    article = article_of(empty, "s").article
    assert [(p.role, article.text[p.start : p.end].strip()) for p in article.parts] == [
        ("headline", "Head"),
        ("body", "words of it\nfoot"),
    ]
    assert_spans_quote(empty)


def test_a_pipe_called_jsonl_is_told_not_waited_for(empty: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "gone.jsonl").symlink_to(tmp_path / "nowhere")
    report = bring(empty.path, folder)
    assert {failure.source for failure in report.failed} == {"pipe.jsonl", "gone.jsonl"}


@pytest.mark.parametrize(
    "companion",
    ["{", "[]", "{}", '{"format": "galpi-project", "version": 99}', '{"format": "galpi-project", "version": 1}'],
)
def test_a_companion_that_cannot_be_read_is_told_and_nothing_comes_in(
    empty: Store, tmp_path: Path, companion: str
) -> None:
    path = write_lines(tmp_path / "in.jsonl", {"text": GOOD})
    Path(f"{path}.project.json").write_text(companion, encoding="utf-8")
    report = bring(empty.path, path)
    assert (report.imported, len(report.failed)) == (0, 1)
    assert report.failed[0].source == "in.jsonl"
    assert empty.articles.count() == 0


def test_the_same_state_gives_the_same_bytes(project: Store, tmp_path: Path) -> None:
    project.notes.write(1, "note")
    first = export_native(project.path, tmp_path / "a.jsonl")
    manifest = (tmp_path / "a.jsonl.manifest.json").read_bytes()
    assert export_native(project.path, tmp_path / "a.jsonl") == first
    assert (tmp_path / "a.jsonl.manifest.json").read_bytes() == manifest
    copy = tmp_path / "copy.galpi"
    project.close()
    shutil.copyfile(project.path, copy)
    assert export_native(copy, tmp_path / "b.jsonl") == first
