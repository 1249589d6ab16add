"""Spreadsheets: rows as people see them."""

from __future__ import annotations

import pytest

from store.parse.limits import HARMLESS
from tests.parse.making import ENGLISH, KOREAN, drafts, failures, ods, records, xlsx, zipped


def test_numbers_that_are_dates_and_ids_are_written_as_such() -> None:
    data = xlsx([["번호", "제목", "본문", "일자"], [7.0, "가로등", KOREAN, 20250315.0], [8.0, "둘", ENGLISH, 44279.0]])
    found = records(data, "a.xlsx")
    assert [record.own_id for record in found] == ["7", "8"]
    assert [record.draft.published for record in found if record.draft] == ["2025-03-15", "2021-03-24"]
    assert found[0].data.startswith('{"번호":"7","제목":"가로등"'.encode())


def test_the_header_is_found_below_a_heading() -> None:
    rows: list[list[object]] = [["보도 목록 2021"], [], ["제목", "본문", "일자"], ["가로등", KOREAN, "2021-03-24"]]
    (draft,) = drafts(xlsx(rows), "a.xlsx")
    assert (draft.title, draft.text) == ("가로등", KOREAN)


def test_several_sheets_are_read_and_named() -> None:
    rows: list[list[object]] = [["title", "text"], ["a", ENGLISH]]
    assert [record.name for record in records(xlsx(rows, rows), "a.xlsx")] == ["Sheet1!1", "Sheet2!1"]
    assert [record.name for record in records(xlsx(rows), "a.xlsx")] == ["1"]


def test_an_opendocument_sheet_is_read() -> None:
    (draft,) = drafts(ods([["title", "text", "date"], ["a", ENGLISH, "2021-03-24"]]), "a.ods")
    assert (draft.title, draft.text, draft.published) == ("a", ENGLISH, "2021-03-24")


def test_what_is_damaged_or_protected_is_said() -> None:
    whole = xlsx([["title", "text"], ["a", ENGLISH]])
    assert "damaged" in failures(whole[:-60], "a.xlsx")[0]
    assert failures(zipped({"xl/workbook.xml": "<no"}), "a.xlsx")
    assert failures(b"\xd0\xcf\x11\xe0" + bytes(600), "a.xls")
    assert failures(xlsx([]), "a.xlsx")


def test_a_sheet_too_large_for_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx([["title", "text"], ["a", ENGLISH]])
    assert drafts(data, "a.xlsx")
    monkeypatch.setattr("store.parse.packed.MOST_MEMORY", 5_000)
    assert "save it as CSV" in failures(data, "a.xlsx")[0]


def test_a_bomb_is_not_unpacked() -> None:
    data = zipped({"xl/workbook.xml": b"0" * (HARMLESS + 1)})
    assert "bomb" in failures(data, "a.xlsx")[0]
