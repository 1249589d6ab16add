"""Which column is which field, by name and by content."""

from __future__ import annotations

import unicodedata

import pytest

from store.parse.bigkinds import CUT_BODY
from store.parse.mapping import guess_mapping
from tests.material import shared
from tests.parse.making import ENGLISH, KOREAN, SECOND, drafts, failures, jsonl, records

TEXT = KOREAN * 2


@pytest.mark.parametrize(
    ("columns", "row", "wanted"),
    [
        (
            ["번호", "기사 제목", "내용", "작성일시", "매체명", "기자명", "링크"],
            ["1", "가로등", TEXT, "2021.03.24 09:49", "한빛일보", "홍길동", "https://x.example/1"],
            {"id": 0, "title": 1, "text": 2, "published": 3, "outlet": 4, "authors": 5, "url": 6},
        ),
        (
            ["Headline", "Article Text", "Date Published", "Publication", "By-line", "URL", "Tags"],
            ["a", ENGLISH, "2021-03-24", "The Post", "A Kim", "https://x.example/1", "a, b"],
            {"title": 0, "text": 1, "published": 2, "outlet": 3, "authors": 4, "url": 5, "keywords": 6},
        ),
        (
            ["x1", "x2", "x3", "x4"],
            ["7", ENGLISH, "2021-03-24", "http://x.example"],
            {"text": 1, "published": 2, "url": 3},
        ),
        (["title", "description", "content"], ["a", "short and sweet summary", ENGLISH], {"title": 0, "text": 2}),
        (["title", "text", "body"], ["a", "", ENGLISH], {"title": 0, "text": 2}),
        (["title", "text", "source"], ["a", ENGLISH, "news/a.txt"], {"title": 0, "text": 1, "source": 2}),
        (["title", "text", "source"], ["a", ENGLISH, "Reuters"], {"title": 0, "text": 1, "outlet": 2}),
        (
            ["label", "title"],
            ["3", "시, 물빛알파시티에서 스마트 가로등 실증 시작해"],
            {"title": 1, "text": 1, "tags": 0},
        ),
    ],
)
def test_columns_are_told_by_name_and_content(columns: list[str], row: list[str], wanted: dict[str, int]) -> None:
    assert dict(guess_mapping(columns, [row])) == {field: columns[place] for field, place in wanted.items()}


def test_a_given_mapping_wins_over_the_guess() -> None:
    data = f"title,other,text\nnot it,가로등,{KOREAN}\n".encode()
    (draft,) = drafts(data, "a.csv", mapping={"title": "Other"})
    assert draft.title == "가로등"
    (draft,) = drafts(data, "a.csv", mapping={"title": ""})
    assert draft.title_derived


def test_a_mapping_to_what_is_not_there_is_said() -> None:
    data = f"title,text\na,{ENGLISH}\n".encode()
    assert "no column “body”; the columns are title, text." in failures(data, "a.csv", mapping={"text": "body"})[0]
    assert "no field “titel”" in failures(data, "a.csv", mapping={"titel": "title"})[0]
    assert "No column holds the text" in failures(b"a,b\n1,2\n", "a.csv")[0]


def test_what_a_row_says_wins_over_its_text() -> None:
    text = f"[한빛일보 김나래 기자] {KOREAN}\n입력 2020.01.01 10:00"
    row = {"text": text, "publisher": "물빛신문", "author": "홍길동 기자", "date": "2021-03-24", "lang": "Korean"}
    row["source"] = "x/7"
    (record,) = records(jsonl(row), "a.jsonl")
    assert record.draft is not None
    assert (record.draft.outlet, record.draft.authors, record.draft.published) == (
        "물빛신문",
        ("홍길동",),
        "2021-03-24",
    )
    assert record.draft.language == "ko"
    assert record.own_source == "x/7"


def test_dates_with_slashes_are_read_as_their_column_writes_them() -> None:
    data = "title,text,date\n" + "".join(f"a,{KOREAN},{date}\n" for date in ("04/03/2021", "24/03/2021"))
    assert [draft.published for draft in drafts(data.encode(), "a.csv")] == ["2021-03-04", "2021-03-24"]


def test_boilerplate_inside_a_cell_is_marked() -> None:
    text = f"{KOREAN}\n{SECOND}\n무단전재 및 재배포 금지"
    (draft,) = drafts(jsonl({"text": text, "title": "가로등", "date": "2021"}), "a.jsonl")
    assert [part.role for part in draft.parts] == ["body", "boilerplate"]


def test_markup_and_references_in_cells_are_read() -> None:
    row = {"title": "<b>가로등</b> &quot;실증&quot;", "body": f"<p>{KOREAN}</p><script>no()</script><p>{SECOND}</p>"}
    (draft,) = drafts(jsonl(row), "a.jsonl")
    assert draft.title == '가로등 "실증"'
    assert draft.text == f"{KOREAN}\n\n{SECOND}"


def test_a_caption_of_its_own_column_becomes_a_part() -> None:
    (draft,) = drafts(jsonl({"text": KOREAN, "date": "2021", "caption": "새로 선 가로등."}), "a.jsonl")
    last = draft.parts[-1]
    assert (last.role, draft.text[last.start : last.end]) == ("caption", "새로 선 가로등.")


COLUMNS = (
    "뉴스 식별자",
    "일자",
    "언론사",
    "기고자",
    "제목",
    "통합 분류1",
    "통합 분류2",
    "통합 분류3",
    "사건/사고 분류1",
    "사건/사고 분류2",
    "사건/사고 분류3",
    "인물",
    "위치",
    "기관",
    "키워드",
    "특성추출(가중치순 상위 50개)",
    "본문",
    "URL",
    "분석제외 여부",
)
"""Of the export of the BigKinds news archive, always the same."""


def bigkinds(**cells: str) -> bytes:
    row = dict.fromkeys(COLUMNS, "") | cells
    return ("\t".join(row) + "\n" + "\t".join(row.values()) + "\n").encode()


def test_an_export_of_bigkinds_needs_no_mapping() -> None:
    cells = {
        "뉴스 식별자": "01100000.20210324094900001",
        "일자": "20210324",
        "언론사": "한빛일보",
        "기고자": "홍길동 기자 hong@example.com, 김나래 기자",
        "제목": "가로등 실증",
        "키워드": "시,가로등,시",
        "특성추출(가중치순 상위 50개)": "가로등,실증",
        "본문": KOREAN[:60] + "..",
        "URL": "https://x.example/1",
        "분석제외 여부": "중복",
    }
    for form in ("NFC", "NFD"):
        data = unicodedata.normalize(form, bigkinds(**cells).decode()).encode()
        (record,) = records(data, "a.tsv")
        draft = record.draft
        assert draft is not None
        assert (draft.title, draft.outlet, draft.authors) == ("가로등 실증", "한빛일보", ("홍길동", "김나래"))
        assert (draft.published, draft.keywords, record.own_id) == (
            "2021-03-24",
            ("가로등", "실증"),
            cells["뉴스 식별자"],
        )
        assert CUT_BODY in draft.warnings


@pytest.mark.parametrize(("file", "count"), [("bigkinds_300rows_cp949.csv", 300), ("bigkinds_200rows_nfd.csv", 200)])
def test_every_row_of_a_real_export_is_an_article(file: str, count: int) -> None:
    found = drafts(shared("corpora", "import", file).read_bytes(), file)
    assert len(found) == count
    outlets = {draft.outlet for draft in found}
    assert outlets == {"경향신문", "한겨레", "중앙일보", "동아일보", "조선일보"}
    for draft in found:
        for value in (draft.text, draft.title or "", *draft.authors, *draft.keywords):
            assert unicodedata.is_normalized("NFC", value)
        assert draft.published
        assert draft.published.startswith("2023-05")
        assert draft.title
        assert CUT_BODY in draft.warnings
        assert all(2 <= len(author) <= 4 for author in draft.authors)
