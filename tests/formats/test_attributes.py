"""Attributes of tags and certainties, as JSON and as written by hand."""

from __future__ import annotations

import pytest

from store.errors import UserError
from store.formats.attributes import (
    attribute_json,
    attributes_text,
    certainty_of,
    certainty_text,
    checked,
    defined,
    read_attributes,
    read_values,
    read_written,
    values_text,
    written,
)
from store.records import Attribute

DEFINED = (
    Attribute(name="어조", kind="choice", choices=("좋음", "나쁨")),
    Attribute(name="sum", kind="number"),
    Attribute(name="who"),
)


def test_definitions_go_round() -> None:
    assert read_attributes(attributes_text(DEFINED)) == DEFINED
    assert read_attributes([attribute_json(each) for each in DEFINED]) == DEFINED
    assert read_attributes([{"name": " who "}]) == (Attribute(name="who"),)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        [{}],
        [{"name": " "}],
        [{"name": "a=b"}],
        [{"name": "a"}, {"name": "A"}],
        [{"name": "a", "kind": "colour"}],
        [{"name": "a", "kind": "choice"}],
        [{"name": "a", "choices": "x"}],
    ],
)
def test_what_will_not_do_is_told(wrong: object) -> None:
    with pytest.raises(UserError):
        read_attributes(wrong)


def test_a_person_writes_them_a_line_each() -> None:
    assert read_written(written(DEFINED)) == DEFINED
    assert written(DEFINED) == "어조: 좋음, 나쁨\nsum (number)\nwho"
    assert read_written(" \n tone : a,, b \n") == (Attribute(name="tone", kind="choice", choices=("a", "b")),)
    for wrong in ("tone:", "a\nA", "(number)"):
        with pytest.raises(UserError):
            read_written(wrong)


def test_choices_are_told_once() -> None:
    assert defined([Attribute(name="a", kind="choice", choices=("x", " x ", ""))])[0].choices == ("x",)


def test_values_take_the_form_that_is_asked_for() -> None:
    values = checked({"who": "시장", "SUM": "1,200", "어조": "좋음"}, DEFINED)
    assert values == (("어조", "좋음"), ("sum", 1200), ("who", "시장"))
    assert read_values(values_text(values)) == values
    assert checked({"sum": "2.5", "who": " "}, DEFINED) == (("sum", 2.5),)


@pytest.mark.parametrize("wrong", [{"sum": "many"}, {"sum": "nan"}, {"sum": "inf"}, {"어조": "보통"}, {"other": "x"}])
def test_a_value_that_the_tag_does_not_allow_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(UserError):
        checked(wrong, DEFINED)


def test_certainties_have_words_and_numbers() -> None:
    assert [certainty_of(text) for text in ("", "low", "High", "70", "70 %", "100%", "0")] == [
        None, 30, 90, 70, 70, 100, 0,
    ]  # fmt: skip
    assert [certainty_text(each) for each in (None, 30, 60, 90, 70)] == ["", "low", "medium", "high", "70 %"]
    for wrong in ("sure", "101", "-1", "٣"):
        with pytest.raises(UserError):
            certainty_of(wrong)
