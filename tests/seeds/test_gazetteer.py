"""The starter gazetteer: well formed, without doubles, and complete where it claims to be."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store.formats.gazetteer import read_gazetteer
from store.records import ENTITY_TYPES
from tests.material import shared

GAZETTEER = Path(__file__).resolve().parents[2] / "seeds" / "gazetteer"
FILES = sorted(GAZETTEER.glob("*.jsonl"))
KEYS = {"type", "name", "names", "part_of", "external", "operated_by", "needs_operator"}
PROVINCES = (11, *range(26, 32), *range(41, 51))
VALUES = {"date", "amount"}
Entity = dict[str, Any]


def lines(path: Path) -> list[Entity]:
    """The entities of one file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n")]


ENTITIES = [entity for path in FILES for entity in lines(path)]
INDEX = {(entity["type"], entity["name"]): entity for entity in ENTITIES}


def names_of(entity: Entity) -> Iterator[str]:
    """All names of an entity, in every language."""
    for names in entity["names"].values():
        yield from names


def folded(name: str) -> str:
    """What is left of a name when case, blanks, hyphens, quotes and brackets around it do not matter."""
    plain = unicodedata.normalize("NFKC", name).casefold().strip("[]‘’“”'\"")
    return re.sub(r"[\s\-–·'’]", "", plain)


def resolved(reference: str) -> list[Entity]:
    """The entities that a reference may mean: one, if it is well made."""
    kind, _, name = reference.partition(":")
    if (kind, name) in INDEX:
        return [INDEX[kind, name]]
    return [entity for entity in ENTITIES if entity["name"] == reference]


def label(entity: Entity) -> str:
    """How a failing test names an entity."""
    return f"{entity['type']}:{entity['name']}"


def in_korea(entity: Entity) -> bool:
    """Say whether a place lies in South Korea."""
    while entity["part_of"] not in (None, "South Korea"):
        entity = resolved(entity["part_of"])[0]
    return entity["part_of"] == "South Korea"


def kind_of(place: Entity) -> str | None:
    """Say whether a place is a city (시), a county (군) or a district (구), where its names in both languages say so."""
    for korean, spelling in (("시", "-si"), ("군", "-gun"), ("구", "-gu")):
        if any(name.endswith(korean) for name in names_of(place)) and any(
            name.endswith(spelling) for name in names_of(place)
        ):
            return korean
    return None


def test_there_is_a_file_for_every_kind() -> None:
    assert {path.stem for path in FILES} == {
        "places-korea",
        "places-world",
        "organisations",
        "events",
        "awards",
        "programmes",
        "systems",
        "persons",
        "technologies",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_line_has_the_keys_and_one_type_a_file(path: Path) -> None:
    entities = lines(path)
    assert [label(entity) for entity in entities if set(entity) != KEYS] == []
    assert len({entity["type"] for entity in entities}) == 1
    assert {entity["type"] for entity in entities} <= set(ENTITY_TYPES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_program_reads_every_line(path: Path) -> None:
    drafts = read_gazetteer(path.read_text(encoding="utf-8").split("\n"))
    assert [draft.name for draft in drafts] == [entity["name"] for entity in lines(path)]


def test_values_are_of_their_kind() -> None:
    for entity in ENTITIES:
        assert isinstance(entity["needs_operator"], bool), label(entity)
        assert set(entity["names"]) <= {"ko", "en"}, label(entity)
        assert set(entity["external"]) <= {"iso", "wikidata"}, label(entity)


def test_names_are_in_normal_form_and_never_empty() -> None:
    for entity in ENTITIES:
        found = [entity["name"], *names_of(entity)]
        assert len(found) > 1, label(entity)
        for name in found:
            assert name == unicodedata.normalize("NFC", name), label(entity)
            assert name == " ".join(name.split()), label(entity)
            assert folded(name), label(entity)
        assert any(len(folded(name)) > 1 for name in names_of(entity)), label(entity)


def test_no_name_stands_twice_in_a_language() -> None:
    doubled = [
        label(entity) for entity in ENTITIES for names in entity["names"].values() if len(set(names)) < len(names)
    ]
    assert doubled == []


def test_korean_names_are_korean_or_acronyms() -> None:
    odd = [
        (label(entity), name)
        for entity in ENTITIES
        for name in entity["names"].get("ko", [])
        if not re.search(r"[가-힣]", name) and not re.search(r"[A-Z0-9].*[A-Z0-9+]", name)
    ]
    assert odd == []


def test_english_names_hold_no_hangul() -> None:
    odd = [label(e) for e in ENTITIES if any(re.search(r"[가-힣]", name) for name in e["names"].get("en", []))]
    assert odd == []


def test_names_are_unique_within_their_type() -> None:
    counts = Counter((entity["type"], entity["name"]) for entity in ENTITIES)
    assert [key for key, count in counts.items() if count > 1] == []


def test_references_mean_exactly_one_entity() -> None:
    wrong = [
        (label(entity), reference)
        for entity in ENTITIES
        for reference in [entity["part_of"], *entity["operated_by"]]
        if reference is not None and len(resolved(reference)) != 1
    ]
    assert wrong == []


def test_nothing_is_part_of_itself() -> None:
    for entity in ENTITIES:
        above = entity
        for _ in range(6):
            if above["part_of"] is None:
                break
            above = resolved(above["part_of"])[0]
        assert above["part_of"] is None, label(entity)


def test_a_name_means_one_entity_of_its_type_unless_operators_tell() -> None:
    shared_by: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for entity in ENTITIES:
        for name in {folded(name) for name in names_of(entity)}:
            shared_by[entity["type"], name].append(entity)
    unclear = {
        key: [entity["name"] for entity in entities]
        for key, entities in shared_by.items()
        if len(entities) > 1 and not all(entity["needs_operator"] for entity in entities)
    }
    assert unclear == {}


def test_entities_of_the_same_name_have_different_operators() -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for entity in ENTITIES:
        if entity["needs_operator"]:
            assert entity["operated_by"], label(entity)
            for name in {folded(name) for name in names_of(entity)}:
                for operator in entity["operated_by"]:
                    other = seen.setdefault((entity["type"], name, operator), entity["name"])
                    assert other == entity["name"], f"{other} and {entity['name']}"


def test_identifiers_are_well_formed_and_given_once() -> None:
    forms = {"wikidata": r"Q[1-9]\d*", "iso": r"[A-Z]{2}(-\d\d)?"}
    for scheme, form in forms.items():
        values = [entity["external"][scheme] for entity in ENTITIES if scheme in entity["external"]]
        assert [value for value in values if not re.fullmatch(form, value)] == []
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_korea_is_there_whole() -> None:
    korea = lines(GAZETTEER / "places-korea.jsonl")
    provinces = {e["name"]: e["external"]["iso"] for e in korea if e["external"].get("iso", "").startswith("KR-")}
    assert sorted(provinces.values()) == [f"KR-{number}" for number in PROVINCES]
    kinds = Counter(kind_of(entity) for entity in korea if entity["part_of"] in provinces)
    # Jeju's two cities have no council of their own.
    assert {kind: kinds[kind] for kind in "시군구"} == {"시": 75 + 2, "군": 82, "구": 69}
    assert [label(entity) for entity in korea if entity["part_of"] not in (None, "Asia") and not in_korea(entity)] == []


def test_the_world_is_there() -> None:
    countries = [
        e for e in ENTITIES if e["type"] == "place" and re.fullmatch(r"[A-Z]{2}", e["external"].get("iso", ""))
    ]
    assert len(countries) >= 195
    lacking = [label(entity) for entity in countries if not entity["names"].get("ko") or not entity["part_of"]]
    assert lacking == ["place:Antarctica"]  # a continent of its own
    cities = [e for e in lines(GAZETTEER / "places-world.jsonl") if not e["external"].get("iso")]
    assert len(cities) >= 60


def test_systems_say_who_runs_them() -> None:
    systems = [entity for entity in ENTITIES if entity["type"] == "system"]
    assert sum(bool(entity["operated_by"]) for entity in systems) > 0.9 * len(systems)


def test_every_entity_of_the_first_corpus_is_there_with_its_names() -> None:
    expected = json.loads(shared("seeds", "expected.json").read_text(encoding="utf-8"))
    missing = []
    for article in expected.values():
        for kind, entities in article["entities"].items():
            for name, names in entities.items() if kind not in VALUES else ():
                known = {folded(each) for each in names_of(INDEX.get((kind, name), {"names": {}}))}
                missing += [(kind, name, each) for each in names if folded(each) not in known]
    assert missing == [("place", "South Korea", "Seoul")]  # the city's name, said of the government


COUNTRIES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD "
    "CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF "
    "GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA "
    "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI "
    "SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS YE YT ZA ZM ZW"
)
"""The countries and territories of ISO 3166-1."""


def test_every_country_and_territory_is_there_in_both_languages() -> None:
    by_code: dict[str, list[Entity]] = defaultdict(list)
    for entity in ENTITIES:
        if len(entity["external"].get("iso", "")) == 2:
            by_code[entity["external"]["iso"]].append(entity)
    assert len(COUNTRIES.split()) == 249
    assert sorted(by_code) == COUNTRIES.split()
    for code, found in by_code.items():
        assert len(found) == 1, code
        assert {"ko", "en"} <= found[0]["names"].keys(), code
