"""Authors on pages of which only lines are left."""

from __future__ import annotations

import pytest

from store.parse import parse_text
from store.parse.authors import introduced_names, only_names
from tests.parse.making import MENU, PROSE


def _page(*around: str) -> str:
    return "\n".join([*MENU, *MENU, "Harbour board votes to widen the northern quay", *around, *PROSE, *MENU, *MENU])


@pytest.mark.parametrize(
    ("around", "authors", "day"),
    [
        (["By Ada Vale and Ben de Groot", "12 March 2023"], ["Ada Vale", "Ben de Groot"], "2023-03-12"),
        (["Ada Vale", "March 12, 2023"], ["Ada Vale"], "2023-03-12"),
        (["March 12, 2023", "Ada Vale"], ["Ada Vale"], "2023-03-12"),
        (["Ada Vale | 12.03.2023"], ["Ada Vale"], "2023-03-12"),
        (["By Ada Vale, Staff writer", "Published Mar 12, 2023"], ["Ada Vale"], "2023-03-12"),
        (["Related Topics", "12/03/2023"], [], ""),
        (["By Associated Press", "12 March 2023"], [], "2023-03-12"),
        (["Latest News", "Share"], [], ""),
    ],
)
def test_lines_by_the_headline(around: list[str], authors: list[str], day: str) -> None:
    draft = parse_text(_page(*around))
    assert draft.title == "Harbour board votes to widen the northern quay"
    assert (list(draft.authors), (draft.published or "")[:10]) == (authors, day)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Ada Vale und Ben Groot", ("Ada Vale", "Ben Groot")),
        ("Par Ada Vale", ("Ada Vale",)),
        ("Por Ada Vale", ("Ada Vale",)),
        ("Von der Küste her kommt Regen.", ()),
        ("By the end of the year", ()),
    ],
)
def test_introduced(line: str, names: tuple[str, ...]) -> None:
    assert introduced_names(line) == names


@pytest.mark.parametrize(
    "line", ["Breaking News", "Front Page", "Ada ValeReporter", "NEW YORK", "Ada", "The Daily Tide"]
)
def test_lines_that_name_nobody(line: str) -> None:
    assert only_names(line) == ()
