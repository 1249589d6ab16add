"""JSON and JSON lines: every object an article, whatever its keys and however it is wrapped."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import UserError
from store.parse.jsoncells import cells_of
from store.parse.jsonscan import JsonScan
from store.parse.limits import LONGEST_RECORD
from tests.material import shared
from tests.parse.making import ENGLISH, KOREAN, drafts, failures, jsonl, records

ROW = {
    "headline": "가로등",
    "content": KOREAN,
    "publishedAt": "2021-03-24T09:49:00+09:00",
    "source": {"name": "한빛일보"},
}


def chunks(data: bytes, size: int) -> Iterator[bytes]:
    return (data[place : place + size] for place in range(0, len(data), size))


def scanned(data: bytes, size: int) -> list[object]:
    return [json.loads(each) for each in JsonScan(chunks(data, size)).records() if isinstance(each, bytes)]


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=4), inside, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(VALUE, max_size=6), st.integers(1, 40), st.booleans(), st.sampled_from([None, 1]))
def test_a_list_is_cut_into_its_elements(values: list[object], size: int, escaped: bool, indent: int | None) -> None:
    data = json.dumps(values, ensure_ascii=escaped, indent=indent).encode()
    assert scanned(data, size) == values
    wrapped = json.dumps({"status": "ok", "n": [1, 2], "articles": [{"a": "]}"}, *values]}, indent=indent).encode()
    assert scanned(wrapped, size) == [{"a": "]}"}, *values]


@pytest.mark.parametrize(
    "wrap",
    [
        lambda rows: rows,
        lambda rows: {"articles": rows},
        lambda rows: {"meta": {"count": 2}, "data": rows, "next": None},
        lambda rows: {"response": {"status": "ok", "results": rows}},
        lambda rows: {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "properties": row} for row in rows],
        },
        lambda rows: {"n1": rows[0], "n2": rows[1]},
        lambda rows: {key: {str(n): row[key] for n, row in enumerate(rows)} for key in rows[0]},
        lambda rows: {key: [row[key] for row in rows] for key in rows[0]},
        lambda rows: {"columns": list(rows[0]), "index": [0, 1], "data": [list(row.values()) for row in rows]},
        lambda rows: [list(rows[0]), *(list(row.values()) for row in rows)],
        lambda rows: {"hits": {"total": 2, "hits": [{"_id": "1", "_source": row} for row in rows]}},
    ],
)
def test_articles_are_found_wherever_they_are_wrapped(wrap: object) -> None:
    assert callable(wrap)
    data = json.dumps(wrap([ROW, {**ROW, "headline": "신호등"}]), ensure_ascii=False).encode()
    found = drafts(data, "a.json")
    assert [(draft.title, draft.outlet, draft.published) for draft in found] == [
        ("가로등", "한빛일보", "2021-03-24T09:49+09:00"),
        ("신호등", "한빛일보", "2021-03-24T09:49+09:00"),
    ]


def test_one_object_is_one_article_though_it_holds_lists_of_objects() -> None:
    row = {"title": "가로등", "text": [KOREAN, ENGLISH], "authors": [{"name": "홍길동"}, {"name": "김나래"}]}
    (draft,) = drafts(json.dumps(row).encode(), "a.json")
    assert (draft.text, draft.authors) == (f"{KOREAN}\n{ENGLISH}", ("홍길동", "김나래"))


def test_an_object_of_few_objects_is_one_article() -> None:
    row = {"title": {"ko": "가로등", "en": "Lamps"}, "body": {"text": KOREAN}}
    assert len(records(json.dumps(row).encode(), "a.json")) == 1
    both = {"title": {"ko": "가로등", "en": "Lamps"}, "body": {"ko": KOREAN, "en": ENGLISH}}
    assert len(records(json.dumps([both, both]).encode(), "a.json")) == 2
    assert failures(b'{"articles": []}', "a.json") == ["There is no article in this JSON."]


def test_lines_keep_their_number_and_their_bytes() -> None:
    data = jsonl(ROW) + b"\n" + jsonl({**ROW, "content": f"{KOREAN}\u2028{ENGLISH}"})
    found = records(data, "a.jsonl")
    assert [record.name for record in found] == ["1", "3"]
    assert found[1].data == data.split(b"\n")[2]
    assert found[1].draft is not None
    assert "\u2028" in found[1].draft.text


def test_a_bad_line_is_one_failure_and_the_rest_goes_on() -> None:
    deep = b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    data = b"\n".join([b'{"text": ', b"[1]", deep, b'{"text": 7}', jsonl(ROW)])
    found = records(data, "a.jsonl")
    assert [record.draft is not None for record in found] == [False, False, False, False, True]
    sentences = [record.failure or "" for record in found[:4]]
    assert "not JSON" in sentences[0]
    assert "no object" in sentences[1]
    assert "too deeply" in sentences[2]


def test_keys_may_differ_from_line_to_line() -> None:
    found = drafts(jsonl({"title": "a", "body": ENGLISH}, {"title": "b", "article_text": KOREAN}), "a.jsonl")
    assert [draft.text for draft in found] == [ENGLISH, KOREAN]


def test_a_file_cut_short_gives_what_came_before() -> None:
    data = json.dumps([ROW, ROW, ROW]).encode()[:-40]
    found = records(data, "a.json")
    assert [record.draft is not None for record in found] == [True, True, False]
    assert "cut short" in (found[-1].failure or "")


@pytest.mark.parametrize("size", [1 << 10, 1 << 18])
def test_a_record_too_long_is_one_failure_and_the_rest_goes_on(size: int) -> None:
    long = {"text": "가" * (LONGEST_RECORD // 3 + 10)} if size > 1 << 12 else {"text": "가"}
    data = json.dumps([ROW, long, ROW], ensure_ascii=False).encode()
    found = list(JsonScan(chunks(data, size)).records())
    assert [isinstance(each, bytes) for each in found] == [True, size < 1 << 12, True]


@pytest.mark.parametrize("data", [b"[1,2", b'[{"a":1},{"b"', b"[}", b"{", b'{"articles":[{"a":1},', b'{"a":"'])
def test_broken_json_is_said(data: bytes) -> None:
    with pytest.raises(UserError):
        list(JsonScan(chunks(data, 3)).records())


def test_lone_surrogates_and_huge_numbers_do_no_harm() -> None:
    data = b'{"title": "\\ud83d x", "text": "' + ENGLISH.encode() + b' \\udc00", "n": ' + b"9" * 30 + b"}\n"
    (draft,) = drafts(data, "a.jsonl")
    assert draft.title == "\ufffd x"
    assert draft.text.encode()
    assert failures(b'{"text": "x", "n": ' + b"9" * 9_000 + b"}\n", "a.jsonl")


def test_objects_inside_become_cells() -> None:
    assert cells_of({"a": {"name": "x", "b": {"c": 1.0}}, "d": [1, {"name": "y"}, None], "e": None, "f": True}) == {
        "a": "x",
        "a.name": "x",
        "a.b.c": "1",
        "d": ("1", "y"),
        "e": "",
        "f": "True",
    }


def test_real_articles_come_in_each() -> None:
    found = records(shared("corpora", "korean", "klue_mrc_articles.jsonl").read_bytes(), "klue.jsonl")
    assert len(found) == 1_152
    assert all(record.draft is not None and record.draft.title for record in found)
    news = records(shared("corpora", "korean", "wikinews.jsonl").read_bytes(), "wikinews.jsonl")
    assert len(news) == 1_045
    assert sum(record.draft is not None for record in news) == 648
    assert all(record.draft.published for record in news if record.draft)


def test_naughty_strings_are_text_or_a_clear_line() -> None:
    data = shared("corpora", "hostile", "blns.json").read_bytes()
    found = records(data, "blns.json")
    assert len(found) == len(json.loads(data))
    assert sum(record.draft is not None for record in found) > 400


def test_notes_about_files_are_no_articles() -> None:
    notes = {f"{number}.txt": {"language": "ko", "title_starts": "가로등", "body_has": [KOREAN]} for number in (1, 2)}
    assert failures(json.dumps(notes).encode(), "notes.json") == [
        "This notes something of other files and holds no text."
    ]
    texts = {f"{number}.txt": {"title": f"가로등 {number}", "body": f"{KOREAN} {number}"} for number in (1, 2)}
    assert len(drafts(json.dumps(texts).encode(), "texts.json")) == 2
