"""All passages of a tag: found, sorted, read and changed in bulk, each time as one step."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest

from store import QueryError, Store, UserError
from store.blind import set_blind
from store.formats.passages import HEADINGS, csv_rows, docx
from store.records import PassageQuery
from tests.projects import article_of, assert_spans_quote, dump, span_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def passages(project: Store) -> dict[str, int]:
    """Tag passages with two tags of a branch and one beside it; give the taggings by their quotes."""
    book, put = project.codebook, project.taggings.put
    bus, fair, water = (article_of(project, name) for name in ("ko/bus.txt", "ko/fair.txt", "en/water.txt"))
    for tag, marked, quote in (
        ("systems/mobility", bus, "수요응답형 버스를"),
        ("systems/mobility", fair, "자율주행 셔틀과 😀"),
        ("systems/energy", water, "smart water platform on"),
        ("stance", fair, "부산시는"),
    ):
        put(book.find(tag).id, [marked.article.id], span=span_of(marked, quote), note=f"on {quote[:2]}")
    put(book.find("stance").id, [bus.article.id])
    rows = project.db.conn.execute("select quote, id from tagging where start is not null")
    return dict(rows.fetchall())


def _quotes(store: Store, query: PassageQuery) -> list[str | None]:
    return [line.tagging.quote for line in store.passages.lines(store.passages.ids(query))]


def test_a_tag_takes_those_under_it(project: Store, passages: dict[str, int]) -> None:
    systems = project.codebook.find("systems").id
    assert _quotes(project, PassageQuery(tags=(systems,))) == [
        "smart water platform on", "수요응답형 버스를", "자율주행 셔틀과 😀"
    ]  # fmt: skip
    assert len(project.passages.ids(PassageQuery())) == 4
    assert _quotes(project, PassageQuery(tags=(systems,), where="lang:en")) == ["smart water platform on"]
    with pytest.raises(QueryError):
        project.passages.ids(PassageQuery(where='"'))


def test_words_narrow_by_quote_note_and_annotator(project: Store, passages: dict[str, int]) -> None:
    assert _quotes(project, PassageQuery(words="WATER")) == ["smart water platform on"]
    assert _quotes(project, PassageQuery(words="on 부산")) == ["부산시는"]
    assert len(_quotes(project, PassageQuery(words="research"))) == 4


def test_they_are_sorted(project: Store, passages: dict[str, int]) -> None:
    project.taggings.describe([passages["부산시는"]], certainty=30)
    project.taggings.describe([passages["수요응답형 버스를"]], certainty=90, note="")
    by = {
        sort: _quotes(project, PassageQuery(sort=sort))
        for sort in ("tag", "quote", "certainty", "-certainty", "note", "put")
    }
    assert by["tag"][-1] == "부산시는"
    assert by["quote"][0] == "smart water platform on"
    assert by["certainty"][:2] == ["부산시는", "수요응답형 버스를"]
    assert by["-certainty"][:2] == ["수요응답형 버스를", "부산시는"]
    assert by["note"][-1] == "수요응답형 버스를"
    assert by["put"][0] == "부산시는"
    with pytest.raises(UserError, match="cannot be sorted"):
        project.passages.ids(PassageQuery(sort="colour"))


def test_in_blind_mode_only_ones_own_are_there(project: Store, passages: dict[str, int]) -> None:
    fair = article_of(project, "ko/fair.txt")
    other = project.codebook.find("stance").id
    project.taggings.put(other, [fair.article.id], span=span_of(fair, "부산시는 15일"), by="지은")
    assert len(project.passages.ids(PassageQuery())) == 5
    set_blind(project.db, "지은")
    assert _quotes(project, PassageQuery()) == ["부산시는 15일"]
    assert _quotes(project, PassageQuery(sort="tag")) == ["부산시는 15일"]


def test_a_line_has_its_context_and_its_article(project: Store, passages: dict[str, int]) -> None:
    line = project.passages.lines([passages["수요응답형 버스를"]])[0]
    assert line.before.endswith("교통 소외 지역에 ")
    assert line.after.startswith(" 시범 운행한다고")
    assert (line.published or "").startswith("2022-03-04")
    assert project.passages.lines([99]) == ()


def test_many_are_retagged_in_one_step_and_never_twice(project: Store, passages: dict[str, int]) -> None:
    energy = project.codebook.find("energy").id
    bus = article_of(project, "ko/bus.txt")
    project.taggings.put(energy, [bus.article.id], span=span_of(bus, "수요응답형 버스를"))
    before, ids = dump(project), sorted(passages.values())
    change = project.passages.retag(ids, energy)
    assert change.label == "Tag 4 passages with energy instead"
    rows = project.db.conn.execute("select article, start from tagging where tag = ? and start is not null", (energy,))
    found = rows.fetchall()
    assert len(found) == len(set(found)) == 4
    assert_spans_quote(project)
    project.journal.undo()
    assert dump(project) == before


def test_two_tags_on_the_same_words_become_one(project: Store, passages: dict[str, int]) -> None:
    bus = article_of(project, "ko/bus.txt")
    project.taggings.put(project.codebook.find("stance").id, [bus.article.id], span=span_of(bus, "수요응답형 버스를"))
    ids = project.passages.ids(PassageQuery())
    project.passages.retag(ids, project.codebook.find("energy").id)
    assert len(project.passages.ids(PassageQuery())) == 4


def test_another_tag_is_added_where_it_is_not_yet(project: Store, passages: dict[str, int]) -> None:
    mobility = project.codebook.find("mobility").id
    before = dump(project)
    project.passages.add_tag(sorted(passages.values()), mobility)
    assert len(project.passages.ids(PassageQuery(tags=(mobility,)))) == 4
    assert len(project.passages.ids(PassageQuery())) == 6
    assert_spans_quote(project)
    project.journal.undo()
    assert dump(project) == before


def test_tags_that_exclude_each_other_give_way(project: Store, passages: dict[str, int]) -> None:
    book = project.codebook
    book.set_exclusive(book.find("systems").id, True)
    project.passages.add_tag([passages["수요응답형 버스를"]], book.find("energy").id)
    assert [
        line.tagging.tag for line in project.passages.lines(project.passages.ids(PassageQuery(where="대구시")))
    ] == ["systems/energy"]
    project.passages.retag([passages["자율주행 셔틀과 😀"]], book.find("energy").id)
    assert project.passages.lines([passages["자율주행 셔틀과 😀"]])[0].tagging.tag == "systems/energy"
    book.set_scope(book.find("stance").id, "article")
    with pytest.raises(UserError, match="whole articles"):
        project.passages.retag([passages["부산시는"], passages["자율주행 셔틀과 😀"]], book.find("stance").id)


def test_a_note_goes_below_what_stands_there(project: Store, passages: dict[str, int]) -> None:
    project.taggings.set_note(passages["부산시는"], "")
    project.passages.add_note(sorted(passages.values()), "again")
    notes = [line.tagging.note for line in project.passages.lines(sorted(passages.values()))]
    assert notes[-1] == "again"
    assert notes[0].endswith("\nagain")


def test_the_table_has_a_row_for_each(project: Store, passages: dict[str, int]) -> None:
    project.taggings.set_note(passages["부산시는"], "=1+1")
    rows = list(
        csv.DictReader(io.StringIO("".join(csv_rows(project.passages.pages(project.passages.ids(PassageQuery()))))))
    )
    assert tuple(rows[0]) == HEADINGS
    assert {row["quote"] for row in rows} == set(passages)
    assert {row["note"] for row in rows} >= {"'=1+1"}
    row = next(row for row in rows if row["quote"] == "자율주행 셔틀과 😀")
    text = article_of(project, "ko/fair.txt").article.text
    assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_the_document_opens_and_says_all_of_it(project: Store, passages: dict[str, int]) -> None:
    project.taggings.describe([passages["부산시는"]], note="first\nsecond\x07", certainty=60)
    lines = project.passages.lines(project.passages.ids(PassageQuery(sort="tag")))
    data = docx(lines, title="small", definitions={"stance": "What the writer thinks."})
    assert data == docx(lines, title="small", definitions={"stance": "What the writer thinks."})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    body = parts["word/document.xml"]
    styles = {each.get(f"{_W}styleId") for each in parts["word/styles.xml"].iter(f"{_W}style")}
    used = {each.get(f"{_W}val") for each in body.iter(f"{_W}pStyle")}
    assert used <= styles
    texts = ["".join(each.itertext()) for each in body.iter(f"{_W}p")]
    headings = [
        "".join(each.itertext())
        for each in body.iter(f"{_W}p")
        if each.find(f".//{_W}pStyle[@{_W}val='Heading1']") is not None
    ]
    assert headings == ["systems / mobility", "systems / energy", "stance"]
    assert any("부산시는" in text and "15일 벡스코에서" in text for text in texts)
    assert any("certainty medium" in text and "2021-09-15" in text for text in texts)
    assert "What the writer thinks." in texts
    assert any(text == "✎ firstsecond" for text in texts)
    assert b'w:eastAsia="Malgun Gothic"' in ElementTree.tostring(parts["word/styles.xml"])
