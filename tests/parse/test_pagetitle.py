"""The headline among the lines of a whole page."""

from __future__ import annotations

import pytest

from store.parse import parse_text
from store.parse.pagetitle import score_of, stems
from tests.parse.making import MENU, PROSE

_OTHERS = [
    "Orchard show draws a record crowd again",
    "Bridge tolls to rise from next January",
    "Rain ends a long dry spell",
]


def _title(*head: str, other: tuple[str, ...] = ()) -> str | None:
    return parse_text("\n".join([*MENU, *MENU, *other, *head, *PROSE, *MENU, *MENU])).title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (["Board votes to widen the northern quay"], 0),
        (
            [
                "A wider quay for the northern ships",
                "Harbour board votes to widen the northern quay before next season",
            ],
            0,
        ),
        (
            [
                "Home News A wider quay for ships",
                "A wider quay for ships",
                "Harbour board votes for costly work in autumn",
            ],
            1,
        ),
        (
            [
                "Northern quay: Harbour board votes to widen it",
                "The port",
                "Board votes for a wider quay before next season",
            ],
            2,
        ),
    ],
    ids=["plain", "above a subtitle", "below a path", "below a kicker"],
)
def test_headline_of_a_page(head: list[str], title: int) -> None:
    assert _title(*head, "By Ada Vale", "12 March 2023") == head[title]


def test_headlines_of_others_above() -> None:
    head = "Board votes to widen the northern quay"
    assert _title(head, "By Ada Vale", "12 March 2023", other=tuple(_OTHERS)) == head


def test_stems_of_scripts() -> None:
    assert stems("Harbours 항구를 港口城市 at") == {"harbo", "항구", "港口", "口城", "城市"}


def test_signs_unknown_weigh_nothing() -> None:
    assert score_of({"never heard of": 5.0}) == 0.0
