"""Dates as cells, feeds and catalogues write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.parse.moments import is_day_first, moment_of


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("20230531", "2023-05-31"),
        ("20230531.0", "2023-05-31"),
        ("202103240949", "2021-03-24T09:49"),
        ("2023-05-31 14:20:05", "2023-05-31T14:20:05"),
        ("2023-02-22 11-39-00", "2023-02-22T11:39"),
        ("2021-03-24T09:49:00+0900", "2021-03-24T09:49+09:00"),
        ("2021-03-24T09:49:12.123Z", "2021-03-24T09:49:12Z"),
        ("2021-03-24 00:00:00", "2021-03-24"),
        ("2021/03/24 09:49 KST", "2021-03-24T09:49+09:00"),
        ("2021. 3. 24.", "2021-03-24"),
        ("2021.03.24 (수) 오후 2:05", "2021-03-24T14:05"),
        ("2021년 3월 24일", "2021-03-24"),
        ("2021년 3월", "2021-03"),
        ("2021-03-24 오전 12시 5분", "2021-03-24T00:05"),
        ("Wed, 24 Mar 2021 09:49:00 +0900", "2021-03-24T09:49+09:00"),
        ("Mar 24, 2021", "2021-03-24"),
        ("24 March 2021", "2021-03-24"),
        ("March 2021", "2021-03"),
        ("2021", "2021"),
        ("44279.0", "2021-03-24"),
        ("44279.5", "2021-03-24T12:00"),
        ("1616546940", "2021-03-24T00:49Z"),
        ("1616546940000", "2021-03-24T00:49Z"),
        ("3/24/2021", "2021-03-24"),
        ("24.03.2021 09:15", "2021-03-24T09:15"),
        ("03/04/2021", "2021"),
    ],
)
def test_a_date_is_read_at_its_precision(value: str, wanted: str) -> None:
    assert moment_of(value) == wanted


@pytest.mark.parametrize(
    "value", ["", "26일", "지난 8일", "yesterday", "2021-13-01", "2021-02-30", "7", "1234567", "n/a"]
)
def test_what_is_no_full_date_is_none(value: str) -> None:
    assert moment_of(value) is None


def test_a_column_says_how_its_dates_are_written() -> None:
    assert is_day_first(["03/04/2021", "24/03/2021"]) is True
    assert is_day_first(["03/04/2021", "03/24/2021"]) is False
    assert is_day_first(["03/04/2021"]) is None
    assert is_day_first(["13/04/2021", "03/24/2021"]) is None
    assert moment_of("03/04/2021", day_first=True) == "2021-04-03"
    assert moment_of("03/04/2021", day_first=False) == "2021-03-04"
    assert moment_of("03/24/2021", day_first=True) == "2021-03-24"


@given(st.text(max_size=40))
def test_any_cell_is_a_date_or_none(value: str) -> None:
    found = moment_of(value)
    assert found is None or found[:4].isdigit()


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2069, 1, 1)))  # noqa: DTZ001  no zone is meant
def test_iso_dates_are_kept(moment: datetime) -> None:
    text = str(moment).partition(".")[0]
    found = moment_of(text)
    assert found is not None
    assert text.replace(" ", "T").startswith(found)
