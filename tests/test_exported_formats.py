"""Every format with hard material: what it promises is read back, the same again, and what it cannot hold is said."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

from store import Store, create_project, export, import_paths, known_formats, open_project
from store.dataset.tokens import label_word
from store.formats.conllu import unescaped
from store.records import ExportReport, Recipe
from tests.hard import ENGLISH, KOREAN, build_hard
from tests.projects import run

FORMATS = {each.name: each for each in known_formats() if each.writes}
FLAVOURS = [(name, flavour) for name, each in FORMATS.items() for flavour, _ in each.flavours or (("", ""),)]


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the project; no test here changes it."""
    return build_hard(tmp_path_factory.mktemp("hard"))


def _export(project: Path, out: Path, name: str, **options: object) -> ExportReport:
    return run(export(project, out, replace(Recipe(format=name), **options)))  # type: ignore[arg-type]


def _skip_without_its_extra(name: str, flavour: str) -> None:
    if flavour.startswith("morphemes"):
        pytest.importorskip("kiwipiepy")
    if name == "parquet":
        pytest.importorskip("pyarrow")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize(("name", "flavour"), FLAVOURS)
def test_hard_material_reads_back_and_is_the_same_again(hard: Path, tmp_path: Path, name: str, flavour: str) -> None:
    _skip_without_its_extra(name, flavour)
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        report = _export(hard, tmp_path / folder / f"set{FORMATS[name].suffix}", name, flavour=flavour)
        assert report.articles == 7
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


@pytest.mark.parametrize("name", list(FORMATS))
def test_pieces_parts_and_placeholders_read_back_too(hard: Path, tmp_path: Path, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    report = _export(
        hard, tmp_path / "set", name, text="sentence", split=(60, 20, 20), include="suggested", anonymise=True, level=1
    )
    assert sum(number for _, number in report.splits) == report.records > 7
    for path, data in _files(tmp_path / "set").items():
        # Archives are not looked into.
        for word in ("오세훈", "Jane Doe", "홍길동"):
            assert word.encode() not in data, path


LABELS = (
    'A & B <c> "d"', "한글: 콜론, 쉼표; 세미", "100%", "#hash", "B-place", "O", "a|b", "back\\slash", "\\p", "it's", "x=y", "é",
    "two  blanks", "1st", "-dash", ".dot", "[brackets]", "{curly}", "말" * 90,
)  # fmt: skip
ODD = (
    '=cmd|" /C calc"!A0 <![CDATA[ x ]]> & \u200b숨은\u200d 글 \u2029 끝\u00a0 🇰🇷 깃발, 𠮷野家.\n\n\n@멘션 -1 +2 \tTab',
    'Plain 👩🏽\u200d🚀 “quote”; {"json": [1]} \\n $x^2$ %s #tag\nZweite: Ünï ﷽ العربية \u202ertl\u202c end.\nlast',
)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project whose labels, names and texts have whatever means something to some format; nothing changes it."""
    folder = tmp_path_factory.mktemp("odd")
    lines = []
    for place, text in enumerate(ODD):
        chance = random.Random(place)
        tags: list[dict[str, object]] = []
        for label in LABELS:
            start = chance.randrange(len(text) - 3)
            end = min(len(text), start + chance.randrange(1, 14))
            tags.append({"tag": label, "start": start, "end": end, "note": 'n =1 "q"\nline', "annotator": "R&D <x>"})
        tags.append({"tag": LABELS[1], "annotator": "김"})
        record = {
            "source": f"with blank/{place} ü&.txt", "text": text, "title": text.split("\n")[0], "authors": ["A, B", "김 & 이"],
            "outlet": '<O> & "P"', "url": "http://example.com/?q=a b&c=<d>", "keywords": ["a;b", "c,d"], "tags": tags,
            "notes": [{"text": "=HYPERLINK(1)", "annotator": "김"}],
        }  # fmt: skip
        lines.append(json.dumps(record, ensure_ascii=False))
    lines.append(json.dumps({"source": "dot.txt", "text": "."}))
    (folder / "odd.jsonl").write_text("\n".join(lines), encoding="utf-8", newline="\n")
    create_project(folder / "odd.galpi").close()
    report = run(import_paths(folder / "odd.galpi", [folder / "odd.jsonl"], recognize=False))
    assert not report.failed, report.failed
    return folder / "odd.galpi"


@pytest.mark.parametrize(("name", "flavour"), FLAVOURS)
def test_no_label_or_text_means_anything_to_a_format(odd: Path, tmp_path: Path, name: str, flavour: str) -> None:
    _skip_without_its_extra(name, flavour)
    for text in ("whole", "sentence"):
        out = tmp_path / f"{text}{FORMATS[name].suffix}"
        assert _export(odd, out, name, flavour=flavour, text=text).articles == 3


def test_labels_of_conllu_are_read_by_their_escapes(odd: Path, tmp_path: Path) -> None:
    _export(odd, tmp_path / "a.conllu", "conllu", overlaps="priority")
    said = {
        feature.removeprefix("NER=B-")
        for line in (tmp_path / "a.conllu").read_text(encoding="utf-8").split("\n")
        if line.count("\t") == 9
        for feature in line.split("\t")[9].split("|")
        if feature.startswith("NER=B-")
    }
    assert len(said) > 5
    assert not any("=" in each or "|" in each for each in said)
    assert {unescaped(each) for each in said} <= {label_word(label) for label in LABELS}
    assert said & {"a\\pb", "x\\u003dy", "back\\\\slash", "\\\\p"}


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_texts_are_composed_and_the_same_everywhere(hard: Path, tmp_path: Path) -> None:
    _export(hard, tmp_path / "a.jsonl", "jsonl")
    assert [line["text"] for line in _lines(tmp_path / "a.jsonl")[:2]] == [KOREAN, ENGLISH]
    with open_project(hard) as store:
        assert isinstance(store, Store)
        assert store.articles.get(1).text == KOREAN
