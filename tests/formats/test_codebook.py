"""The codebook as JSON: a tree in, the same tree out."""

from __future__ import annotations

import json

import pytest

from store.errors import UserError
from store.formats.codebook import read_codebooks, tag_json

VALUE = {
    "name": "systems", "uid": "u", "colour": "#123456", "key": "1", "definition": "d", "include": "i", "exclude": "e",
    "children": [
        {"name": "교통", "uid": None, "colour": None, "key": None, "definition": "", "include": "", "exclude": "",
         "children": []}
    ],
}  # fmt: skip


def test_a_codebook_goes_round() -> None:
    (book,) = read_codebooks(json.dumps({"tags": [VALUE]}))
    assert [tag_json(tag) for tag in book.tags] == [VALUE]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"tags": {}}', '{"tags": ["x"]}', '{"tags": [{"name": ""}]}', '{"tags": [{"name": "a/b"}]}',
     '{"tags": [{"name": "a", "children": 5}]}'],
)  # fmt: skip
def test_what_is_no_codebook_is_told(text: str) -> None:
    with pytest.raises(UserError):
        read_codebooks(text)
