"""Whole projects of other tools come in: REFI-QDA, UIMA CAS, W3C annotations of texts beside them or in the project."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from store import Store
from tests.material import shared
from tests.projects import article_of, bring_proved

TEXT = "🚇 서울시는 15일 발표했다.\n오세훈 시장은 말했다.\n🚇 또 말했다."
CODES = ("A0000000-0000-4000-8000-000000000001", "A0000000-0000-4000-8000-000000000002")


# REFI-QDA


def _project(marks: list[tuple[int, int, int]], *, origin: str = "QualCoder", names: tuple[str, ...] = ()) -> str:
    selections = "".join(
        f'<PlainTextSelection guid="B0000000-0000-4000-8000-00000000000{n}" name="{names[n] if names else "x"}"'
        f' startPosition="{start}" endPosition="{end}" creatingUser="U1"><Description>왜 {n}</Description>'
        f'<Coding guid="C{n}"><CodeRef targetGUID="{CODES[code].lower()}"/></Coding></PlainTextSelection>'
        for n, (start, end, code) in enumerate(marks)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" origin="{origin}" name="p">'
        '<Users><User guid="U1" name="김주석"/></Users><CodeBook><Codes>'
        f'<Code guid="{CODES[0]}" name="주제" isCodable="true" color="#AABBCC"><Description>무엇</Description>'
        f'<Code guid="{CODES[1]}" name="교통/버스" isCodable="true"/></Code></Codes></CodeBook><Sources>'
        '<TextSource guid="S1" name="첫 기사.txt" plainTextPath="internal://S1.txt">'
        f'{selections}<Coding guid="W"><CodeRef targetGUID="{CODES[0]}"/></Coding><NoteRef targetGUID="N1"/></TextSource>'
        '<PictureSource guid="P1" name="bild" path="internal://p.png"/></Sources>'
        '<Notes><Note guid="N1" name="메모"><PlainTextContent>한 줄</PlainTextContent></Note>'
        '<Note guid="N2" name="계획"><PlainTextContent>온 일</PlainTextContent></Note></Notes></Project>'
    )


def _qdpx(path: Path, project: str, text: bytes) -> Path:
    with ZipFile(path, "w") as archive:
        archive.writestr("project.qde", project)
        archive.writestr("Sources/S1.txt", text)
    return path


QUOTES = ("서울시", "15일", "오세훈 시장", "말했다")


def _codepoints(text: str) -> int:
    return len(text)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _utf16_crlf(text: str) -> int:
    return _utf16(text.replace("\n", "\r\n"))


def _crlf(text: str) -> int:
    return len(text.replace("\n", "\r\n"))


@pytest.mark.parametrize("count", [_codepoints, _utf16, _utf16_crlf, _crlf])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_how_a_refi_project_counts_is_told(
    empty: Store, tmp_path: Path, count: Callable[[str], int], end: str, bom: bytes
) -> None:
    marks = []
    for number, quote in enumerate(QUOTES):
        start = TEXT.index(quote)
        marks.append((count(TEXT[:start]), count(TEXT[: start + len(quote)]), number % 2))
    path = _qdpx(tmp_path / "p.qdpx", _project(marks), bom + TEXT.replace("\n", end).encode())
    report = bring_proved(empty, path)
    assert (report.imported, report.failed) == (1, ())
    marked = article_of(empty, "p.qdpx#첫 기사.txt")
    assert [each.quote for each in marked.taggings if each.start is not None] == list(QUOTES)


def test_a_refi_project_brings_codes_notes_and_who_coded(empty: Store, tmp_path: Path) -> None:
    path = _qdpx(tmp_path / "p.qdpx", _project([(2, 5, 0), (7, 10, 1)]), TEXT.encode())
    report = bring_proved(empty, path)
    marked = article_of(empty, "p.qdpx#첫 기사.txt")
    assert [(t.tag, t.quote, t.annotator, t.note) for t in marked.taggings] == [
        ("주제", None, "researcher", ""),
        ("주제", "서울시", "김주석", "왜 0"),
        ("주제/교통∕버스", "15일", "김주석", "왜 1"),
    ]
    assert marked.article.title == "첫 기사"
    assert [note.text for note in marked.notes] == ["메모\n한 줄"]
    assert [note.text for note in empty.notes.of(None)] == ["계획\n온 일"]
    tag = empty.codebook.find("주제")
    assert (tag.colour, tag.definition) == ("#aabbcc", "무엇")
    assert "1 pictures" in " ".join(each.reason for each in report.warnings)
    assert bring_proved(empty, path).unchanged == 1
    assert len(empty.notes.of(None)) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.qdpx", b"PK\x03\x04 no archive"),
        ("a.qde", b"<Project xmlns='urn:QDA-XML:project:1.0'><CodeBook>"),
        ("a.qdpx", b""),
    ],
)
def test_a_broken_project_is_refused_whole(empty: Store, tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    report = bring_proved(empty, path, kind="refi")
    assert (report.imported, len(report.failed)) == (0, 1)
    assert empty.codebook.tags() == ()


def test_a_bare_project_says_which_texts_it_lacks(empty: Store, tmp_path: Path) -> None:
    path = tmp_path / "p.qde"
    path.write_text(_project([(2, 5, 0)]), encoding="utf-8")
    report = bring_proved(empty, path)
    assert (report.imported, report.failed) == (0, ())
    assert any("is not there" in each.reason and "2 codings" in each.reason for each in report.warnings)
    assert [tag.path for tag in empty.codebook.tags()] == ["주제", "주제/교통∕버스"]
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "S1.txt").write_text(TEXT, encoding="utf-8", newline="")
    assert bring_proved(empty, tmp_path / "p.qde").imported == 1


def test_refi_projects_of_other_programs_come_in(empty: Store) -> None:
    report = bring_proved(empty, shared("corpora", "interchange", "refi_qda"))
    assert report.failed == () or all("xsd" in each.source for each in report.failed)
    counted = empty.db.conn.execute("select count(*) from tagging").fetchone()[0]
    assert counted == 205


# UIMA CAS


@pytest.mark.parametrize("suffix", ["json", "xmi"])
def test_the_cas_examples_come_in(empty: Store, suffix: str) -> None:
    path = shared("formats", "inception", f"ko-0001.{suffix}")
    assert bring_proved(empty, path).imported == 1
    marked = article_of(empty, f"ko-0001.{suffix}")
    assert [(m.quote, m.type) for m in marked.mentions] == [
        ("서울시", "organisation"),
        ("15일", "date"),
        ("오세훈", "person"),
    ]
    assert [(t.tag, t.quote, t.note) for t in marked.taggings] == [("PER_TITLE", "오세훈 시장", "겹치는 구간")]
    assert [r.relation.predicate for r in marked.relations] == ["head_of"]


@pytest.mark.parametrize("data", ['{"%TYPES": {}, "%FEATURE_STRUCTURES": 3}', '{"%TYPES": {}}', "<xmi:XMI>"])
def test_a_broken_cas_is_refused(empty: Store, tmp_path: Path, data: str) -> None:
    path = tmp_path / ("a.xmi" if data.startswith("<") else "a.json")
    path.write_text(data, encoding="utf-8")
    report = bring_proved(empty, path, kind="cas")
    assert (report.imported, len(report.failed)) == (0, 1)


# W3C Web Annotation


def _annotation(**more: object) -> dict[str, object]:
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/anno1",
        "type": "Annotation",
        "motivation": "tagging",
        "creator": {"type": "Person", "name": "Lee"},
        "body": {"type": "TextualBody", "value": "도시", "purpose": "tagging"},
        "target": {
            "source": "http://example.org/page1",
            "selector": [
                {"type": "TextPositionSelector", "start": 2, "end": 5},
                {"type": "TextQuoteSelector", "exact": "서울시", "prefix": "🚇 ", "suffix": "는"},
            ],
        },
        **more,
    }


def _write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def test_annotations_come_to_the_text_beside_them(empty: Store, tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "texts").mkdir()
    (tmp_path / "set" / "texts" / "page1.txt").write_text(TEXT, encoding="utf-8")
    quote = {"type": "TextQuoteSelector", "exact": "말했다", "prefix": "🚇 또 "}
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationPage",
        "items": [
            {key: value for key, value in _annotation().items() if key != "@context"},
            {**_annotation(id="http://example.org/anno2"), "target": {"source": "http://example.org/page1", "selector": quote}},
            {**_annotation(id="http://example.org/anno3", motivation="commenting"), "body": None, "bodyValue": "좋다",
             "target": "http://example.org/page1"},
        ],
    }  # fmt: skip
    page["items"][2].pop("body")
    _write(tmp_path / "set" / "notes.jsonld", page)
    report = bring_proved(empty, tmp_path / "set")
    assert (report.imported, report.failed) == (1, ())
    marked = article_of(empty, "notes.jsonld#texts/page1.txt")
    found = [(t.tag, t.start, t.annotator) for t in marked.taggings]
    assert found == [("도시", 2, "Lee"), ("도시", TEXT.rindex("말했다"), "Lee")]
    assert [note.text for note in marked.notes] == ["좋다"]
    assert marked.article.url == "http://example.org/page1"


def test_annotations_come_to_an_article_with_their_address(empty: Store, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": TEXT, "url": "http://example.org/page1", "source": "mine"}) + "\n", encoding="utf-8"
    )
    bring_proved(empty, tmp_path / "a.jsonl")
    report = bring_proved(empty, _write(tmp_path / "one.jsonld", _annotation()))
    assert (report.imported, report.updated) == (0, 1)
    assert [(t.tag, t.quote) for t in article_of(empty, "mine").taggings] == [("도시", "서울시")]


def test_a_sound_annotation_of_no_text_is_said_and_no_failure(empty: Store, tmp_path: Path) -> None:
    report = bring_proved(empty, _write(tmp_path / "one.json", _annotation(body="http://example.org/post1")))
    assert (report.imported, report.failed) == (0, ())
    assert "no text here" in report.warnings[0].reason


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"target": None}, "target"),
        ({"id": 7}, "id"),
        ({"type": "Note"}, "type"),
        ({"@context": "http://example.org/context"}, "@context"),
        ({"bodyValue": "x"}, "bodyValue"),
        ({"created": "yesterday"}, "created"),
        ({"body": {"type": "TextualBody"}}, "value"),
        ({"body": {"type": "Choice", "items": []}}, "items"),
        ({"target": {"type": "SpecificResource", "source": ["http://a.example/", "http://b.example/"]}}, "source"),
        ({"target": {"source": "http://a.example/", "selector": {"type": "TextQuoteSelector"}}}, "exact"),
        ({"target": {"source": "http://a.example/", "selector": {"type": "TextPositionSelector", "start": 4}}}, "end"),
        ({"target": "no address"}, "IRI"),
        ({"body": {"id": "http://a.example/", "textDirection": "up"}}, "textDirection"),
    ],
)
def test_an_annotation_that_breaks_the_model_is_refused(
    empty: Store, tmp_path: Path, more: dict[str, object], said: str
) -> None:
    report = bring_proved(empty, _write(tmp_path / "one.jsonld", _annotation(**more)), kind="webannotation")
    assert report.imported == 0
    assert said in report.failed[0].reason
