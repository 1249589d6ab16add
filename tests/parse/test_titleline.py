"""The page's own title, which opens a flattened page, and the headline below it."""

from __future__ import annotations

import pytest

from store.parse.lines import split_lines
from store.parse.titleline import settled, without_space_before_colon


@pytest.mark.parametrize(
    ("lines", "chosen", "title"),
    [
        (
            ["Harbour board widens quay - News - The Tide", "Menu", "Harbour board widens quay"],
            0,
            "Harbour board widens quay",
        ),
        (["Harbour board widens quay | The Tide", "Menu", "Quay to be widened"], 2, "Quay to be widened"),
        (["Harbour board widens quay | tide.org", "Menu"], 0, "Harbour board widens quay"),
        (["Harbour board - and then silence", "Menu"], 0, "Harbour board - and then silence"),
        (["The harbour: A quay grows, The Tide", "The harbour", "A quay grows"], 2, "The harbour: A quay grows"),
        (
            ["A quay grows wider by the northern sea - News", "Harbour - A quay grows wider by the northern sea"],
            1,
            "A quay grows wider by the northern sea",
        ),
        (["“A quay grows wider”", "“A quay grows wider”"], 1, "“A quay grows wider”"),
    ],
)
def test_settled(lines: list[str], chosen: int, title: str) -> None:
    assert settled(split_lines("\n".join(lines)), chosen, first=len(lines))[1] == title


def test_a_kicker_set_apart() -> None:
    assert without_space_before_colon("Harbour : A quay grows", "de") == "Harbour: A quay grows"
    assert without_space_before_colon("Port : un quai grandit", "fr") == "Port : un quai grandit"
