"""Word documents, plain and of Nexis Uni."""

from __future__ import annotations

import pytest

from tests.parse.making import ENGLISH, KOREAN, SECOND, docx, drafts, failures, records, zipped


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_every_paragraph_is_a_line_and_nothing_deleted_comes_back() -> None:
    body = (
        f"<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr>{run('가로등 ')}{run('실증 시작')}</w:p>"
        f"<w:p><w:hyperlink>{run(KOREAN)}</w:hyperlink><w:del><w:r><w:delText>no</w:delText></w:r></w:del></w:p>"
        f"<w:p><w:ins>{run(SECOND)}</w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        f"<w:tbl><w:tr><w:tc><w:p>{run('구분')}</w:p></w:tc><w:tc><w:p>{run('수량')}</w:p></w:tc></w:tr></w:tbl>"
    )
    box = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>".format(run("상자"))
    body += (
        '<w:p><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    (draft,) = drafts(docx(body=body), "a.docx")
    assert draft.text.rstrip("\n").split("\n") == ["가로등 실증 시작", KOREAN, SECOND, "구분", "수량", "상자"]
    assert draft.title == "가로등 실증 시작"


def nexis(title: str, *, body: str = ENGLISH, byline: str = "Min-ji Kim") -> list[str]:
    return [
        "Page 1 of 2", title, "The Han River Post", "March 24, 2021 Wednesday", "Copyright 2021 The Post All Rights Reserved",
        "Section: NATIONAL; Pg. 4", "Length: 24 words", f"Byline: {byline}", "Highlight: A trial begins", "Body", "", body, body,
        "Classification", "Language: ENGLISH", "Subject: SMART CITIES (91%); STREET LIGHTING (78%)", "Load-Date: March 30, 2021",
        "End of Document",
    ]  # fmt: skip


COVER = [
    "User Name: x",
    "Date and Time: Monday, March 29, 2021 9:00:00 AM KST",
    "Documents (2)",
    "1. Lamps",
    "2. Signals",
]


def test_a_nexis_download_falls_into_its_articles() -> None:
    found = drafts(docx(*COVER, *nexis("Lamps go up"), *nexis("Signals come down", byline="")), "a.docx")
    assert [draft.title for draft in found] == ["Lamps go up", "Signals come down"]
    for draft in found:
        assert draft.text == f"{ENGLISH}\n{ENGLISH}"
        assert (draft.outlet, draft.published, draft.language) == ("The Han River Post", "2021-03-24", "en")
        assert (draft.subtitle, draft.keywords) == ("A trial begins", ("SMART CITIES", "STREET LIGHTING"))
    assert [draft.authors for draft in found] == [("Min-ji Kim",), ()]


def test_the_same_download_as_text_is_read_too() -> None:
    found = drafts("\n".join([*nexis("Lamps go up"), *nexis("Signals come down")]).encode(), "a.txt")
    assert [(draft.title, draft.authors) for draft in found] == [
        ("Lamps go up", ("Min-ji Kim",)),
        ("Signals come down", ("Min-ji Kim",)),
    ]


def test_a_document_of_nexis_without_a_text_is_a_failure_and_the_rest_goes_on() -> None:
    lines = ["A title", "The Post", "March 24, 2021", "Link to PDF", "End of Document", *nexis("Lamps go up")]
    found = records(docx(*lines), "a.docx")
    assert [record.draft is not None for record in found] == [False, True]


@pytest.mark.parametrize(
    "data",
    [
        docx(),
        docx("x")[:-40],
        zipped({"[Content_Types].xml": "<Types/>"}),
        zipped({"word/document.xml": "<w:document"}),
        zipped({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'}),
        b"\xd0\xcf\x11\xe0" + bytes(600),
    ],
)
def test_what_is_damaged_empty_or_protected_is_said(data: bytes) -> None:
    assert len(failures(data, "a.docx")) == 1


def test_footnotes_stand_behind_the_text() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        f'<w:footnotes {space}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>A lamp is a light.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    body = f"<w:document {space}><w:body><w:p><w:r><w:t>{KOREAN}</w:t></w:r></w:p></w:body></w:document>"
    (draft,) = drafts(zipped({"word/document.xml": body, "word/footnotes.xml": notes}), "a.docx")
    assert draft.text == f"{KOREAN}\n[1] A lamp is a light."
