"""Names from elsewhere: taken in once, joined with what is there, given on equal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from store import Store, UserError, create_project, open_project
from store.records import NamesReport
from tests.projects import dump, run

TABLE = """name_ko;name_en;type;aliases;part_of;wikidata;description
가람시;Garam;place;가람 | City of Garam;대한민국;http://www.wikidata.org/entity/Q990001;an invented town
다온구;Daon-gu;place;;가람시;;
물길지기;;system;Waterkeeper;;;counts drops
대구;Daegu;place;달구벌;;;
;;place;;;;
"""


def _take(project: Store, path: Path, **options: object) -> NamesReport:
    return run(project.gazetteers.taking(path, **options))  # type: ignore[arg-type]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table of names as a spreadsheet writes it."""
    path = tmp_path / "names.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    return path


def test_names_come_in_as_one_step(project: Store, table: Path) -> None:
    before = dump(project)
    report = _take(project, table)
    assert (report.added, report.merged, report.unchanged) == (3, 1, 0)
    assert [each.reason for each in report.refused] == ["This row has no name."]
    town, district = (project.entities.find(name)[0] for name in ("City of Garam", "Daon-gu"))
    assert [(n.name, n.language, n.preferred) for n in town.names] == [
        ("Garam", "en", True), ("City of Garam", "en", False), ("가람시", "ko", True), ("가람", "ko", False)
    ]  # fmt: skip
    assert (town.external, town.note) == ((("wikidata", "Q990001"),), "an invented town")
    assert project.entities.get(town.part_of or 0).name == "South Korea"
    assert district.part_of == town.id
    assert project.entities.find("달구벌")[0].id == project.entities.find("대구시")[0].id
    assert project.entities.find("물길지기")[0].type == "system"
    project.journal.undo()
    assert dump(project) == before


def test_taking_in_again_changes_nothing(project: Store, table: Path) -> None:
    _take(project, table)
    steps = len(project.journal.history())
    again = _take(project, table)
    assert (again.added, again.merged, again.unchanged) == (0, 0, 4)
    assert len(project.journal.history()) == steps


def test_what_would_happen_is_foreseen(project: Store, table: Path) -> None:
    drafts, _ = project.gazetteers.read(table)
    fates = list(project.gazetteers.fates([*drafts, drafts[0]]))
    assert [each.fate for each in fates] == ["new", "new", "new", "merged", "unchanged"]
    assert [each.name for each in fates[3].names] == ["달구벌"]
    counts = [
        sum(each.fate == fate for each in project.gazetteers.fates(drafts)) for fate in ("new", "merged", "unchanged")
    ]
    report = _take(project, table)
    assert [report.added, report.merged, report.unchanged] == counts


def test_a_stopped_import_leaves_nothing(project: Store, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("name,type\n" + "".join(f"이름{n:05}소,organisation\n" for n in range(2_500)), encoding="utf-8")
    before = dump(project)
    steps = project.gazetteers.taking(path)
    assert next(steps).done == 1_000
    steps.close()
    assert dump(project) == before
    assert _take(project, path).added == 2_500


@pytest.mark.parametrize("name", ["all.csv", "all.tsv", "all.jsonl"])
def test_what_is_written_reads_back_equal(project: Store, table: Path, tmp_path: Path, name: str) -> None:
    _take(project, table)
    count = project.gazetteers.write(tmp_path / name)
    assert count == project.info().entities
    with create_project(tmp_path / "other.galpi") as other:
        report = _take(other, tmp_path / name)
        assert report.refused == ()
        assert other.gazetteers.write(tmp_path / f"again-{name}") == count
        one, two = (sorted((tmp_path / each).read_text("utf-8").split("\n")) for each in (name, f"again-{name}"))
        assert two == one
        _take(project, tmp_path / f"again-{name}")  # what recognition alone had made is known from here on
        assert _take(project, tmp_path / f"again-{name}").merged == 0


def test_a_list_in_a_korean_encoding_needs_only_a_type(project: Store, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("기관명,비고\n가람연구원,시험\n다온재단,\n".encode("cp949"))
    with pytest.raises(UserError, match="map one with name=COLUMN"):
        _take(project, path, type="organisation")
    assert _take(project, path, mapping={"name": "기관명"}).added == 0
    report = _take(project, path, type="organisation", mapping={"name": "기관명"})
    assert (report.added, report.refused) == (2, ())
    assert project.entities.find("가람연구원")[0].note == "시험"
    for wrong in ({"name": "없음"}, {"colour": "비고"}):
        with pytest.raises(UserError):
            _take(project, path, mapping=wrong)


def test_geonames_come_in_as_places(project: Store, tmp_path: Path) -> None:
    row = "1835329\tDaegu\tDaegu\tTaegu,대구광역시,テグ\t35.87\t128.59\tP\tPPLA\tKR\t\t15\t\t\t\t2500000\t\t44\tAsia/Seoul\t2023"
    (tmp_path / "KR.txt").write_text(
        f"{row}\n{row.replace('1835329', '42').replace('Daegu', 'Daonville')}\nshort\n", "utf-8"
    )
    report = _take(project, tmp_path / "KR.txt")
    assert (report.added, report.merged) == (1, 1)
    daegu = project.entities.find("Taegu", type="place")[0]
    assert ("geonames", "1835329") in daegu.external
    assert len(report.refused) == 1


def test_two_entities_with_one_name_and_two_identifiers_are_two(project: Store, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"type": "place", "name": "Riverton", "external": {"wikidata": "Q1"}, "names": {"en": ["Riverton"]}}\n'
        '{"type": "place", "name": "Riverton (north)", "external": {"wikidata": "Q2"}, "names": {"en": ["Riverton"]}}\n'
        "not json\n[]\n",
        encoding="utf-8",
    )
    report = _take(project, tmp_path / "a.jsonl")
    assert (report.added, len(report.refused)) == (2, 2)
    assert len(project.entities.find("Riverton")) == 2


def test_what_cannot_be_read_is_told(project: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        _take(project, tmp_path / "none.csv")
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    with pytest.raises(UserError, match="empty"):
        _take(project, tmp_path / "empty.csv")
    with pytest.raises(UserError, match="cannot be written"):
        project.gazetteers.write(tmp_path / "no" / "x.csv")


def _whole(store: Store) -> set[tuple[object, ...]]:
    """All that a file of names carries of the entities of a project."""
    return {
        (each.type, each.name, each.names, each.part_of, frozenset(each.operated_by), each.note, each.external, each.uid,
         each.needs_operator)
        for each in store.gazetteers.drafts()
    }  # fmt: skip


@pytest.mark.parametrize("name", ["all.csv", "all.tsv", "all.jsonl"])
def test_a_whole_gazetteer_goes_to_an_empty_project_and_back(
    project: Store, bare_template: Path, tmp_path: Path, name: str
) -> None:
    for odd in ("A; B", "C | D", "E|", '"F" and G', "ＬＧ, 유플러스", "'H"):
        project.entities.add("organisation", odd)
    project.gazetteers.write(tmp_path / name)
    shutil.copyfile(bare_template, tmp_path / "bare.galpi")
    with open_project(tmp_path / "bare.galpi") as bare:
        bare.db.conn.executescript("delete from entity; delete from entity_name;")
        report = _take(bare, tmp_path / name)
        assert report.refused == ()
        assert _whole(bare) == _whole(project)
        again = _take(bare, tmp_path / name)
        assert (again.added, again.merged) == (0, 0)


def test_systems_of_one_name_are_known_again_by_who_runs_them(project: Store, tmp_path: Path) -> None:
    rows = "name_ko,type,operated_by,needs_operator\n모둠지기,system,대구시,true\n모둠지기,system,부산시,true\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    assert _take(project, tmp_path / "a.csv").added == 2
    assert _take(project, tmp_path / "a.csv").unchanged == 2


def test_a_query_of_wikidata_comes_in_with_every_alias(project: Store, tmp_path: Path) -> None:
    rows = (
        "item,itemLabel,itemAltLabel,itemDescription,label_ko\n"
        'http://www.wikidata.org/entity/Q990011,Daonville,"Daon, City of Daon",a town,다온빌\n'
        "http://www.wikidata.org/entity/Q990012,Q990012,,,새봄빌\n"
        "http://www.wikidata.org/entity/Q990011,Daonville,Daontown,,다온빌\n"
    )
    (tmp_path / "query.csv").write_text(rows, encoding="utf-8")
    report = _take(project, tmp_path / "query.csv", type="place")
    assert (report.added, report.merged) == (2, 1)
    town = project.entities.find("다온빌")[0]
    assert {each.name for each in town.names} == {"Daonville", "Daon", "City of Daon", "Daontown", "다온빌"}
    assert [each.name for each in project.entities.find("새봄빌")[0].names] == ["새봄빌"]


def test_columns_of_languages_are_told_and_numbers_are_none(project: Store, tmp_path: Path) -> None:
    rows = "id,type,label_en,aliases_en,altLabel_ko,말\n7,place,Springtown,Spring City;Springers,봄마을|봄골,x\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    _take(project, tmp_path / "a.csv")
    names = [(each.name, each.language, each.preferred) for each in project.entities.find("Springtown")[0].names]
    assert names == [
        ("Springtown", "en", True), ("Spring City", "en", False), ("Springers", "en", False),
        ("봄마을", "ko", False), ("봄골", "ko", False),
    ]  # fmt: skip


def test_quotation_marks_in_a_table_of_tabs_swallow_nothing(project: Store, tmp_path: Path) -> None:
    rows = 'name\ttype\n"Smart" Garam\torganisation\nDaon 21" Screens\torganisation\nThird One\torganisation\n'
    (tmp_path / "a.tsv").write_text(rows, encoding="utf-8")
    assert _take(project, tmp_path / "a.tsv").added == 3


def test_a_json_list_comes_in_and_what_is_too_long_does_not(project: Store, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"type": "place", "name": "Riverton"}, 5]', encoding="utf-8")
    report = _take(project, tmp_path / "a.json")
    assert (report.added, len(report.refused)) == (1, 1)
    (tmp_path / "b.csv").write_text(f"name,type\n{'가' * 201},place\n", encoding="utf-8")
    assert "200" in _take(project, tmp_path / "b.csv").refused[0].reason
