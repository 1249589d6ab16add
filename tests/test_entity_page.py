"""An entity's page: who stands with it, what relations say, when, and the sentences themselves."""

from __future__ import annotations

import csv
import io

import pytest

from store import Store, UserError
from store.formats.entity_page import facts_csv, html, markdown, page_json
from store.records import EntityName, EntityPage
from tests.projects import article_of, span_of


@pytest.fixture
def water(project: Store) -> Store:
    """A city with a system, a company and a district, in one article."""
    marked = article_of(project, "en/water.txt")
    for quote, kind, name in (
        ("Daegu opens", "place", "물시"),
        ("city of Daegu", "place", "물시"),
        ("smart water platform on", "system", "물길"),
        ("300 pipes", "technology", "pipes"),
        ("Engineers", "organisation", "Engineers"),
    ):
        project.mentions.add(marked.article.id, *span_of(marked, quote), type=kind, name=name)
    return project


def _id(store: Store, name: str) -> int:
    return store.entities.find(name)[-1].id


def _groups(page: EntityPage) -> dict[str, dict[str, int]]:
    return {group.type: {item.entity.name: item.articles for item in group.items} for group in page.groups}


def test_a_page_has_those_who_share_its_sentences(water: Store) -> None:
    page = water.pages.read(_id(water, "물시"))
    assert (page.articles, page.mentions, page.undated) == (1, 2, 0)
    assert page.months == (("2023-05", 1),)
    assert _groups(page)["system"]["물길"] == 1
    assert "Engineers" not in _groups(page).get("organisation", {})
    systems = next(group for group in page.groups if group.type == "system")
    best = next(item.best for item in systems.items if item.entity.name == "물길")
    assert best is not None
    assert best.text.startswith("The city of Daegu opened a smart water platform")
    assert {best.text[a:b] for a, b, _ in best.marks} == {"city of Daegu", "smart water platform on"}
    assert water.articles.text(best.article or 0)[best.start : best.end] == best.text


def test_relations_come_first_with_their_passage(water: Store) -> None:
    marked = article_of(water, "en/water.txt")
    span = span_of(marked, "Engineers said the system would be offered to other cities in Korea next year.")
    water.relations.add(_id(water, "Engineers"), "signs with", _id(water, "물시"), article=marked.article.id, span=span)
    water.relations.add(_id(water, "물시"), "operates", _id(water, "물길"))
    page = water.pages.read(_id(water, "물시"))
    item = next(group for group in page.groups if group.type == "organisation").items[0]
    assert (item.entity.name, item.articles) == ("Engineers", 0)
    assert [(said.predicate, said.subject, said.state, said.articles) for said in item.said] == [
        ("signs with", False, "accepted", 1)
    ]
    assert item.best is not None
    assert item.best.text.startswith("Engineers said")
    assert _groups(page)["agreement"] == {"Engineers": 0}
    system = next(group for group in page.groups if group.type == "system").items[0]
    assert [(said.predicate, said.subject, said.fact) for said in system.said] == [("operates", True, True)]


def test_what_is_part_of_it_counts_for_it(water: Store) -> None:
    whole = water.entities.insert("place", "물도", origin="person")
    water.naming.set_part_of(_id(water, "물시"), whole)
    page = water.pages.read(whole)
    assert [part.name for part in page.parts] == ["물시"]
    assert page.articles == 1
    assert "물시" not in _groups(page).get("place", {})
    assert water.pages.read(whole, roll_up=False).articles == 0
    assert water.pages.read(_id(water, "물시")).whole == water.entities.get(whole)


def test_a_page_follows_the_filter(water: Store) -> None:
    page = water.pages.read(_id(water, "물시"), query="lang:ko")
    assert (page.articles, page.groups, page.months) == (0, (), ())


def test_all_its_sentences_are_given_newest_first(water: Store) -> None:
    page = water.evidence.of_entity(_id(water, "물시"))
    assert page.items[0].text.startswith("Daegu opens")
    assert len(page.items) == 2
    assert water.evidence.of_entity(_id(water, "물시"), query="lang:ko").items == ()


def test_a_page_is_written_for_people_and_for_tables(water: Store) -> None:
    water.naming.set_note(_id(water, "물시"), "a *city* <b>")
    water.naming.add_name(_id(water, "물시"), "=Water", language="en")
    water.relations.add(_id(water, "물시"), "operates", _id(water, "물길"))
    page = water.pages.read(_id(water, "물시"))
    text = markdown(page, water.evidence.of_entity(_id(water, "물시")).items)
    assert text.startswith("# 물시\n")
    assert "a \\*city\\* \\<b\\>" in text
    assert "## System" in text
    document = html(page)
    assert "<b>" not in document
    assert "a *city* &lt;b&gt;" in document
    rows = list(csv.DictReader(io.StringIO(facts_csv(page))))
    operates = next(row for row in rows if row["predicate"] == "operates")
    assert (operates["entity"], operates["role"], operates["other"]) == ("물시", "subject", "물길")
    together = next(row for row in rows if row["predicate"] == "named together" and row["other"] == "물길")
    assert together["sentence"].startswith("The city of Daegu")
    assert together["published"].startswith("2023-05-02")
    assert page_json(page)["months"] == {"2023-05": 1}


def test_a_page_of_nothing_is_told(project: Store) -> None:
    with pytest.raises(UserError):
        project.pages.read(99_999)


def test_those_that_may_be_the_same_are_proposed(project: Store) -> None:
    def make(kind: str, *names: str) -> int:
        with project.journal.change("make"):
            return project.entities.insert(
                kind, names[0], names=[EntityName(name=name, language=None) for name in names], origin="person"
            )

    one, other = make("system", "물길 지도"), make("system", "물길지도", "River Map")
    make("person", "물길지도")
    short, long = make("system", "VMSX"), make("system", "Very Modern Street of Xylophones")
    korean, english = make("award", "물의 상"), make("award", "Prize of Water")
    for each in (korean, english):
        project.naming.set_external(each, [("wikidata", "Q990077")])
    found = {frozenset((pair.one.id, pair.other.id)): pair.reason for pair in project.roster.alike()}
    assert found[frozenset((one, other))] == "both are called 물길 지도"
    assert found[frozenset((short, long))] == "VMSX may stand for Very Modern Street of Xylophones"
    assert found[frozenset((korean, english))] == "both are wikidata:Q990077"
    project.naming.set_part_of(one, other)
    assert frozenset((one, other)) not in {frozenset((p.one.id, p.other.id)) for p in project.roster.alike()}


def test_the_roster_counts_as_the_entities_do(water: Store) -> None:
    lines = {line.id: line for line in water.roster.lines()}
    for count in water.entities.counts():
        line = lines[count.entity.id]
        assert (line.articles, line.mentions) == (count.articles, count.mentions)
        assert {line.name, *line.names} == {count.entity.name, *(name.name for name in count.entity.names)}
    assert len(lines) == len(water.entities.counts())


def test_a_merge_does_what_it_said(water: Store) -> None:
    gone, kept = _id(water, "Engineers"), _id(water, "물시")
    told = water.merge_previews.read([gone, kept], kept)
    assert (told.names, told.mentions, told.articles, told.retyped) == (("Engineers",), 1, 1, 1)
    before = {line.id: line for line in water.roster.lines()}
    water.reshaping.merge([gone, kept], kept)
    after = {line.id: line for line in water.roster.lines()}
    assert after[kept].mentions == before[kept].mentions + told.mentions
    with pytest.raises(UserError):
        water.merge_previews.read([kept], kept)


def test_only_what_nothing_names_is_removed(water: Store) -> None:
    with pytest.raises(UserError, match="물시"):
        water.reshaping.remove([_id(water, "물시")])
    unused = water.entities.insert("place", "nowhere", origin="person")
    water.reshaping.remove([unused])
    assert water.entities.find("nowhere") == ()
    water.journal.undo()
    assert water.entities.find("nowhere")[0].id == unused
