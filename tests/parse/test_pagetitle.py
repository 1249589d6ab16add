"""The headline among the lines of a whole page."""

from __future__ import annotations

import pytest

from store.parse import parse_text
from store.parse.pagetitle import score_of, stems

_PROSE = [
    "The harbour board voted on Monday to widen the northern quay before the next season begins.",
    "Ships will use the southern quay while the work goes on, which may take until the autumn.",
    "Fishermen said that they had waited for the plan since the storm of three winters ago.",
    "The board will publish its costs in the spring and ask the town what it thinks of them.",
]
_PLACES = "Alder Beech Cedar Dogwood Elder Fir Gorse Hazel Ivy Juniper Larch Maple"
_MENU = [f"{place} desk" for place in _PLACES.split()]
_OTHERS = [
    "Orchard show draws a record crowd again",
    "Bridge tolls to rise from next January",
    "Rain ends a long dry spell",
]


def _title(*head: str, other: tuple[str, ...] = ()) -> str | None:
    return parse_text("\n".join([*_MENU, *_MENU, *other, *head, *_PROSE, *_MENU, *_MENU])).title


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
