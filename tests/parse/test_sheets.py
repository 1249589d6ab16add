"""Spreadsheets: rows as people see them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

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


def _put(data: bytes, part: str, old: str, new: str, **more: str) -> bytes:
    """Give a packed file with something in one of its parts replaced, and other parts beside it."""
    with ZipFile(BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    text = members[part]
    assert isinstance(text, bytes)
    assert old.encode() in text
    return zipped({**members, part: text.replace(old.encode(), new.encode()), **more})


SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_whose_texts_are_too_large_for_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = xlsx([["title", "text"], ["a", ENGLISH]])
    shared = {"xl/sharedStrings.xml": f"<sst><si><t>{ENGLISH}</t></si><si><r><t>A</t></r><r><t>b</t></r></si></sst>"}
    data = _put(
        plain, SHEET, f'<c r="B2" t="inlineStr"><is><t>{ENGLISH}</t></is></c>', '<c r="B2" t="s"><v>0</v></c>', **shared
    )
    assert [draft.text for draft in drafts(data, "a.xlsx")] == [ENGLISH]
    monkeypatch.setattr("store.parse.xlsx.MOST_STRINGS", 100)
    assert "save it as CSV" in failures(data, "a.xlsx")[0]


def test_dates_are_told_by_their_style() -> None:
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm"/><numFmt numFmtId="165" formatCode="0&quot;d&quot;"/>'
        '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
    )
    plain = xlsx([["date", "text", "id", "tags"], ["D", ENGLISH, "I", "T"]])
    data = plain
    for place, value, cell in (
        ("A2", "D", '<c r="A2" s="1"><v>44279.409027</v></c>'),
        ("C2", "I", '<c r="C2" s="3"><v>44279</v></c>'),
        ("D2", "T", '<c r="D2" s="2"><v>44279</v></c>'),
    ):
        old = f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
        data = _put(data, SHEET, old, cell, **{"xl/styles.xml": styles})
    (record,) = records(data, "a.xlsx")
    assert record.draft is not None
    assert (record.draft.published, record.own_id) == ("2021-03-24T09:49", "44279")
    assert b'"tags":"2021-03-24"' in record.data


def test_a_stray_cell_far_out_costs_nothing() -> None:
    stray = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    data = _put(xlsx([["title", "text"], ["a", ENGLISH]]), SHEET, "</sheetData>", stray)
    found = records(data, "a.xlsx")
    assert [each.draft is not None for each in found] == [True, False]
    row = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16000">'
        "<text:p> </text:p></table:table-cell></table:table-row></table:table>"
    )
    data = _put(ods([["title", "text"], ["a", ENGLISH]]), "content.xml", "</table:table>", row)
    assert len([each for each in records(data, "a.ods") if each.draft]) == 1


def test_cells_without_a_heading_are_kept_by_their_number() -> None:
    data = xlsx([["title", "text"], ["a", ENGLISH, "more"]])
    assert b'"column 3":"more"' in records(data, "a.xlsx")[0].data


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet '
    assert (
        "entities" in failures(_put(xlsx([["title", "text"], ["a", ENGLISH]]), SHEET, "<worksheet ", bomb), "a.xlsx")[0]
    )


def test_a_bomb_is_not_unpacked() -> None:
    data = zipped({"xl/workbook.xml": b"0" * (HARMLESS + 1)})
    assert "bomb" in failures(data, "a.xlsx")[0]


def test_each_sheet_is_read_by_the_names_of_its_own_columns() -> None:
    korean: list[list[object]] = [["제목", "본문", "일자"], ["가로등", KOREAN, "2021-03-24"]]
    english: list[list[object]] = [["date", "body", "title"], ["2021-03-25", ENGLISH, "Lamps"]]
    remarks: list[list[object]] = [["remarks"], ["made in 2021"]]
    found = records(xlsx(korean, english, remarks), "a.xlsx")
    told = [(each.name, each.draft.title, each.draft.published) for each in found if each.draft]
    assert told == [("Sheet1!1", "가로등", "2021-03-24"), ("Sheet2!1", "Lamps", "2021-03-25")]
    assert [(each.name, "No column" in (each.failure or "")) for each in found[2:]] == [("Sheet3", True)]


def test_a_mapping_goes_for_the_sheets_that_have_its_column() -> None:
    one: list[list[object]] = [["x", "본문"], ["가로등", KOREAN]]
    two: list[list[object]] = [["title", "body"], ["Lamps", ENGLISH]]
    found = drafts(xlsx(one, two), "a.xlsx", mapping={"title": "x"})
    assert [draft.title for draft in found] == ["가로등", "Lamps"]
    assert any("no column" in line for line in failures(xlsx(one, two), "a.xlsx", mapping={"title": "none"}))


def test_a_sheet_of_one_column_is_read() -> None:
    (draft,) = drafts(xlsx([["본문"], [KOREAN]]), "a.xlsx")
    assert draft.text == KOREAN


def test_any_damage_of_an_old_file_is_one_clear_line() -> None:
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00\x06\x00".ljust(20, b"\x00")
    )
    counts = b"\x01\x00\x00\x00\x01\x00\x00\x00" + bytes(4) + b"\x00\x10\x00\x00\xfe\xff\xff\xff" + bytes(4)
    data = (head + counts + b"\xfe\xff\xff\xff" + bytes(8)).ljust(512, b"\xff")
    # Chains of sectors that lead in a circle, behind the end, and nowhere.
    for table in (b"\xfd\xff\xff\xff\x01", b"\xfd\xff\xff\xff\x02\x00\x00\x00\x01", b"\x00\xff", b""):
        assert "damaged" in failures(data + table.ljust(512, b"\x00") + bytes(4_000), "a.xls")[0]
