"""Native JSONL in: a line to an article, offsets moved, what is odd told."""

from __future__ import annotations

import json

import pytest

from store.errors import UserError
from store.formats.jsonl import as_json, dump
from store.formats.record import read_line
from store.records import Part


def _read(**values: object) -> object:
    return read_line(json.dumps({"text": "대구 city", **values}))


def test_what_was_written_is_read_again() -> None:
    record = read_line(
        json.dumps(
            {
                "id": 5,
                "uid": "u",
                "source": "s",
                "sha256": "f",
                "language": "ko",
                "title": "t",
                "title_derived": True,
                "subtitle": "sub",
                "outlet": "o",
                "authors": ["a", "b"],
                "published": "2021-03-24T09:49",
                "updated": "2021-03",
                "url": "http://example.com",
                "keywords": ["k"],
                "status": "done",
                "notes": [{"text": "n\u2028", "annotator": "A"}],
                "text": "대구 😀 city",
                "parts": [{"role": "body", "start": 0, "end": 9}],
                "mentions": [
                    {"id": 3, "start": 3, "end": 4, "quote": "😀", "type": "x", "entity": "E", "entity_id": 2,
                     "state": "rejected", "origin": "o", "score": 0.5, "value": "v"}
                ],
                "tags": [{"tag": "a/b", "start": 0, "end": 2, "quote": "대구", "note": "n", "annotator": "A"}],
                "relations": [
                    {"id": 1, "subject": "S", "predicate": "p", "object": "O", "article": 0, "start": 0, "end": 2,
                     "quote": "대구", "state": "suggested", "subject_id": 8, "object_id": 9}
                ],
            }
        )
    )  # fmt: skip
    line = dump(as_json(record.marked))
    assert "\n" not in line
    again = read_line(line)
    assert again.marked == record.marked
    assert again.said == set(as_json(record.marked))


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2021", "2021"),
        ("2021-03", "2021-03"),
        ("2021-03-24", "2021-03-24"),
        ("2021-03-24T09:49", "2021-03-24T09:49"),
        ("2021-03-24T09:49:30+09:00", "2021-03-24T09:49:30"),
        ("2021-03-24 09:49:00", "2021-03-24T09:49:00"),
        ("2021.03.24 09:49", "2021-03-24T09:49"),
        ("March 24, 2021", "2021-03-24"),
        ("some day", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_iso_or_none(given: str | None, date: str | None) -> None:
    assert read_line(json.dumps({"text": "x", "published": given})).marked.article.published == date


def test_a_span_inside_one_character_keeps_it() -> None:
    record = read_line(json.dumps({"text": "\u1100\u1161나", "mentions": [{"start": 1, "end": 2, "type": "x"}]}))
    mention = record.marked.mentions[0]
    assert (record.marked.article.text, mention.start, mention.end, mention.quote) == ("가나", 0, 1, "가")


def test_parts_may_come_in_any_order_and_empty_ones_go() -> None:
    record = read_line(
        json.dumps(
            {
                "text": "one\r\ntwo\ufeff",
                "parts": [
                    {"role": "footnote", "start": 8, "end": 9},
                    {"role": "body", "start": 5, "end": 8},
                    {"role": "headline", "start": 0, "end": 3},
                ],
            }
        )
    )
    assert record.marked.article.parts == (Part(role="headline", start=0, end=3), Part(role="body", start=4, end=7))


def test_single_values_stand_for_lists_of_one() -> None:
    article = read_line(json.dumps({"text": "x", "authors": "A", "keywords": "k", "title": 5, "notes": "n"})).marked
    assert (article.article.authors, article.article.keywords, article.article.title) == (("A",), ("k",), "5")
    assert article.notes[0].text == "n"


@pytest.mark.parametrize("values", [{"authors": 5}, {"notes": [5]}, {"parts": {"role": "body"}}, {"outlet": {}}])
def test_a_value_of_the_wrong_kind_is_told(values: dict[str, object]) -> None:
    with pytest.raises(UserError) as told:
        _read(**values)
    assert str(told.value).endswith(".")
