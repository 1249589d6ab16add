"""The gazetteer: one entity a line, names by language, the preferred one first."""

from __future__ import annotations

import pytest

from store.errors import UserError
from store.formats.gazetteer import names_json, read_entity, read_gazetteer
from store.records import EntityName


def test_an_entity_is_read_with_its_names() -> None:
    draft = read_gazetteer(
        [
            "",
            '{"type": "system", "name": "BIS", "names": {"ko": ["버스정보"], "und": ["BIS"]}, "operated_by": ["대구시"]}',
        ]
    )[0]
    assert draft.names == (
        EntityName(name="버스정보", language="ko", preferred=True),
        EntityName(name="BIS", language=None, preferred=True),
    )
    assert draft.operated_by == ("대구시",)


def test_an_entity_without_names_has_its_own() -> None:
    assert read_entity({"type": "x", "name": "N"}).names == (EntityName(name="N", language=None, preferred=True),)


@pytest.mark.parametrize("line", ["{", "5", '{"type": "x"}', '{"name": "x"}', '{"type": "x", "name": " "}'])
def test_a_line_that_is_none_is_told_by_its_number(line: str) -> None:
    with pytest.raises(UserError, match="Line 2"):
        read_gazetteer(["", line])


def test_names_are_written_with_the_preferred_one_first() -> None:
    names = [
        EntityName(name="b", language="ko"),
        EntityName(name="a", language="ko", preferred=True),
        EntityName(name="c", language=None),
    ]
    assert names_json(names) == {"ko": ["a", "b"], "und": ["c"]}
