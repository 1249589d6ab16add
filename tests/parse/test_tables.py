"""CSV and TSV of every make: no row lost, no cell changed."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.parse.limits import LONGEST_RECORD, Ahead
from store.parse.record import Piece
from store.parse.rows import Row
from store.parse.tables import sniff, table_rows, unique_names
from tests.material import shared
from tests.parse.making import ENGLISH, KOREAN, SECOND, drafts, failures, jsonl, records

HEADER = "제목,본문,일자\n"


def rows_of(data: bytes, *, tabs: bool = False) -> list[Row]:
    rows = list(table_rows(Ahead(io.BytesIO(data)), tabs=tabs))
    assert not [row for row in rows if isinstance(row, Piece)]
    return [row for row in rows if isinstance(row, Row)]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_rows(mark: str) -> None:
    data = f"제목{mark}본문\n가로등{mark}{KOREAN}\n신호등{mark}{SECOND}\n".encode()
    assert [row.cells["본문"] for row in rows_of(data)] == [KOREAN, SECOND]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "johab"])
def test_rows_come_in_any_encoding(encoding: str) -> None:
    data = f"{HEADER}가로등,{KOREAN},20210324\n".encode(encoding)
    (draft,) = drafts(data, "a.csv")
    assert (draft.title, draft.text, draft.published) == ("가로등", KOREAN, "2021-03-24")


def test_a_row_keeps_its_own_bytes() -> None:
    line = f'"가로등","{KOREAN}\r\n{SECOND}",20210324'.encode("cp949")
    (record,) = records(HEADER.encode("cp949") + line + b"\r\n", "a.csv")
    assert record.data == line
    assert record.name == "1"
    assert record.draft is not None
    assert record.draft.text == f"{KOREAN}\n{SECOND}"


def test_korean_that_comes_late_is_read_all_the_same() -> None:
    rows = f"title,text\n{f'a,{ENGLISH}{chr(10)}' * 900}가로등,{KOREAN}\n".encode("cp949")
    assert drafts(rows, "a.csv")[-1].text == KOREAN


def test_the_line_that_names_the_delimiter_for_excel_is_no_header() -> None:
    assert [row.cells for row in rows_of(f"sep=;\r\n제목;본문\r\n가;{KOREAN}\r\n".encode("utf-8-sig"))] == [
        {"제목": "가", "본문": KOREAN}
    ]


def test_quotes_in_a_tsv_are_letters() -> None:
    data = f'title\ttext\n"Smart" lamps\t{ENGLISH}\n"Open data\t{ENGLISH}\n'.encode()
    assert [row.cells["title"] for row in rows_of(data, tabs=True)] == ['"Smart" lamps', '"Open data']


def test_formulas_stay_as_they_are() -> None:
    cells = ["'=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "+82-2-000-0000", "-5"]
    data = "".join(f'{cell},"{ENGLISH}"\n' for cell in cells)
    assert [draft.title for draft in drafts(f"title,text\n{data}".encode(), "a.csv")] == cells


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    data = f'title,text,date\na,{KOREAN},2021-03-24\nb,"{KOREAN},2021-03-25\n' + "".join(
        f"c{n},{KOREAN},2021-03-26\n" for n in range(50)
    )
    assert len([record for record in records(data.encode(), "a.csv") if record.draft]) == 51
    (sentence,) = failures(data.encode(), "a.csv")
    assert "never closed" in sentence


def test_a_row_with_too_many_cells_loses_nothing_and_says_so() -> None:
    (draft,) = drafts(f"title,text\na,{ENGLISH},and more, too\n".encode(), "a.csv")
    assert draft.text == f"{ENGLISH},and more, too"
    assert any("5 cells" in warning or "4 cells" in warning for warning in draft.warnings)


def test_a_table_without_a_header_is_read_by_its_content() -> None:
    data = f"{ENGLISH},2021-03-24\n{ENGLISH} Twice.,2021-03-25\n".encode()
    assert [draft.published for draft in drafts(data, "a.csv")] == ["2021-03-24", "2021-03-25"]


def test_old_mac_line_ends_and_nul_bytes_do_no_harm() -> None:
    (draft,) = drafts(f"title,text\ra,{KOREAN}\x00\r".encode(), "a.csv")
    assert draft.text == KOREAN


def test_a_line_too_long_is_one_failure_and_the_rest_goes_on() -> None:
    data = b"title,text\na," + b"x" * (LONGEST_RECORD + 10) + b"\nb," + ENGLISH.encode() + b"\n"
    found = records(data, "a.csv")
    assert [bool(record.draft) for record in found] == [False, True]
    assert "16 MB" in (found[0].failure or "")


def test_nothing_but_a_header_and_nothing_at_all_are_said() -> None:
    assert failures(b"title,text\n", "a.csv") == ["There is no article in this table (CSV)."]
    assert failures(b"", "a.csv") == ["The file is empty; there is no article in it."]


def test_columns_of_one_name_are_told_apart() -> None:
    assert unique_names(["a", "", "a"]) == ["a", "column 2", "a (3)"]


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_what_was_written_is_read(table: list[list[str]], mark: str) -> None:
    table = [row for row in table if any(row)]
    stream = io.StringIO()
    csv.writer(stream, delimiter=mark, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [["title", "text", "date"], *table]
    )
    assert [list(row.cells.values()) for row in rows_of(stream.getvalue().encode())] == table


def test_the_corner_cases_of_csv_are_read_as_they_should_be() -> None:
    folder = shared("corpora", "hostile", "csv_spectrum")
    files = sorted((folder / "csvs").glob("*.csv"))
    assert files
    for file in files:
        # Line ends are compared as the text has them, LF: the copy of one file lost its CR.
        told = (folder / "json" / f"{file.stem}.json").read_text(encoding="utf-8").replace("\\r\\n", "\\n")
        wanted = json.loads(told)
        wanted = [row for row in wanted if any(row.values())]
        assert [dict(row.cells) for row in rows_of(file.read_bytes().replace(b"\r\n", b"\n"))] == wanted, file.name


def test_payloads_of_formulas_pass_as_text() -> None:
    for line in (
        shared("corpora", "hostile", "csv_injection", "csv-payload.txt").read_text(encoding="utf-8").splitlines()
    ):
        stream = io.StringIO()
        csv.writer(stream).writerows([["title", "text"], [line, ENGLISH]])
        assert [draft.title for draft in drafts(stream.getvalue().encode(), "a.csv")] == [" ".join(line.split())]


def test_sniffing_never_fails() -> None:
    for text in ("", "a", '"', '"\n"', "sep=", "\n\n", "a,b\n", '"a\nb'):
        assert sniff(text).delimiter


def test_the_header_is_found_below_what_a_list_is_called() -> None:
    data = f"기사 목록\r\n추출일,2021\r\n\r\n제목,일자,본문\r\n가로등,2021-03-24,{KOREAN}\r\n".encode("cp949")
    (draft,) = drafts(data, "a.csv")
    assert (draft.title, draft.published, draft.text) == ("가로등", "2021-03-24", KOREAN)


def test_a_table_saved_as_text_is_a_table() -> None:
    rows = f"title\tdate\tbody\r\na\t2021-03-24\t{ENGLISH}\r\nb\t2021-03-25\t{KOREAN}\r\n"
    for encoding in ("utf-16", "utf-8-sig"):
        assert [draft.title for draft in drafts(rows.encode(encoding), "a.txt")] == ["a", "b"]
    (draft,) = drafts(f"Text, title, date\n\n{ENGLISH}".replace("title", "lamp").encode(), "a.txt")
    assert draft.text.startswith("Text, lamp")


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_a_table_decoded_twice_is_restored_and_says_so(encoding: str) -> None:
    table = f"제목,일자,본문\n가로등,2021-03-24,{KOREAN}\n"
    twice = table.encode(encoding).decode("latin-1").encode()
    (draft,) = drafts(twice, "a.csv")
    assert (draft.title, draft.published, draft.text) == ("가로등", "2021-03-24", KOREAN)
    assert any("decoded twice" in warning for warning in draft.warnings)


def test_one_row_decoded_twice_is_restored_alone() -> None:
    rows = [{"title": "a", "body": KOREAN.encode().decode("latin-1")}, {"title": "b", "body": SECOND}]
    for data, name in ((json.dumps(rows).encode(), "a.json"), (jsonl(*rows), "a.jsonl")):
        first, second = drafts(data, name)
        assert (first.text, second.text) == (KOREAN, SECOND)
        assert (len(first.warnings), second.warnings) == (1, ())
