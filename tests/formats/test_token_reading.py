"""Formats of tokens read back: by blocks of a document each, and no line that is none of theirs is passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.dataset.items import Dataset, Proof
from store.errors import StoreBug
from store.export_files import FolderFiles
from store.export_formats import export_format
from store.records import Recipe


def test_blocks_begin_behind_their_heads_wherever_the_reading_is_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").write_bytes("# 1\n가나😀\n# 2\n\n# 3\n다\n# not at 4# 4\n".encode())
    (tmp_path / "before").write_text("stray\n# 1\na\n", encoding="utf-8", newline="\n")
    (tmp_path / "none").write_bytes(b"")
    for size in (1, 2, 3, 7, 100):
        monkeypatch.setattr("store.export_files._READ", size)
        files = FolderFiles(tmp_path)
        assert list(files.blocks("one", "# ")) == ["1\n가나😀", "2\n", "3\n다", "not at 4# 4\n"]
        assert list(files.blocks("before", "# ")) == ["\nstray", "1\na\n"]
        assert list(files.blocks("none", "# ")) == list(files.blocks("missing", "# ")) == []


def _read(folder: Path, name: str, content: str) -> list[Proof]:
    """Read what stands in a file of its own as the format reads its export again."""
    (folder / "a").write_text(content, encoding="utf-8", newline="\n")
    dataset = Dataset(recipe=Recipe(format=name, flavour="cut"), file="a")
    return list(export_format(name).read(FolderFiles(folder), dataset))


CONLL = "-DOCSTART- -X- -X- O\n\n가 -X- -X- B-x\n나 -X- -X- O\n\n"
CONLLU = (
    "# newdoc id = 1\n# meta::tag = 둘\n# sent_id = 1-s1\n# text = 가 나\n"
    "1\t가\t_\tX\t_\t_\t0\troot\t_\tEntity_Link=q|NER=B-x\\py|Offset=0:1\n"
    "2\t나\t_\tX\t_\t_\t1\tdep\t_\tNER=O|Offset=2:3\n\n"
)


@pytest.mark.parametrize(
    ("name", "text", "label", "broken"),
    [
        ("conll", CONLL, "x", ("나 -X- -X- O\n", "나\n")),
        ("conllu", CONLLU, "x|y", ("\t_\tNER=O", "\tNER=O")),
        ("conllu", CONLLU, "x|y", ("Offset=2:3", "Offset=2:3\tmore")),
    ],
)
def test_a_line_that_is_no_token_is_not_passed_over(
    tmp_path: Path, name: str, text: str, label: str, broken: tuple[str, str]
) -> None:
    assert [(p.text, p.spans) for p in _read(tmp_path, name, text)] == [("가나", ((0, 1, label, "가"),))]
    assert text.replace(*broken) != text
    with pytest.raises(StoreBug):
        _read(tmp_path, name, text.replace(*broken))


TOKENS = '{"id": "1", "tokens": ["가", "\\"["], "ner_tags": ["B-x", "O"], "offsets": [[0, 1], [2, 4]], "tags": ["a, \\"tags\\""]}'
PRODIGY = (
    '{"text": "가 \\"}", "meta": {"id": "1"}, "spans": [{"start": 0, "end": 1, "token_start": 0, "token_end": 0, "label": "x"}],'
    ' "accept": [], "tokens": [{"text": "가", "start": 0, "end": 1, "id": 0, "ws": true},'
    ' {"text": "\\"}", "start": 2, "end": 4, "id": 1, "ws": false}]}'
)


@pytest.mark.parametrize(
    ("name", "line", "text", "broken"),
    [
        ("tokens", TOKENS, '가"[', (", [2, 4]", "")),
        ("tokens", TOKENS, '가"[', ("[2, 4]", "[2]")),
        ("tokens", TOKENS, '가"[', ("[2, 4]", "[2, 4],")),
        ("tokens", TOKENS, '가"[', (', "offsets": [[0, 1], [2, 4]]', "")),
        ("prodigy", PRODIGY, '가 "}', ('"start": 2', '"start": ""')),
        ("prodigy", PRODIGY, '가 "}', ('"ws": false', '"ws": 0')),
        ("prodigy", PRODIGY, '가 "}', (', "id": 1', "")),
        ("prodigy", PRODIGY, '가 "}', ("false}]}", "false}}")),
        ("prodigy", PRODIGY, '가 "}', ("false}]}", "false}, ]}")),
    ],
)
def test_a_token_without_its_place_is_not_passed_over(
    tmp_path: Path, name: str, line: str, text: str, broken: tuple[str, str]
) -> None:
    assert [(p.text, p.spans) for p in _read(tmp_path, name, line)] == [(text, ((0, 1, "x", "가"),))]
    assert line.replace(*broken) != line
    with pytest.raises((StoreBug, ValueError)):
        _read(tmp_path, name, line.replace(*broken))


def test_tasks_and_records_without_tokens_are_read(tmp_path: Path) -> None:
    for name, line in (
        ("tokens", '{"id": "1", "tokens": [], "ner_tags": [], "offsets": [], "tags": []}'),
        ("prodigy", '{"text": "", "meta": {"id": "1"}, "spans": [], "accept": [], "tokens": []}'),
    ):
        assert _read(tmp_path, name, line) == [("1", "", (), ())]
