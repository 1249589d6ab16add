"""Organisations by their form, their last word, or the credit they stand in."""

from __future__ import annotations

import pytest

from tests.recognition.reading_aloud import found, quotes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("㈜누리파킹(대표 오세린)은", ["㈜누리파킹"]),
        ("㈜바다로보틱스는 순찰로봇을", ["㈜바다로보틱스"]),
        ("솔라윈드㈜는 벤치를", ["솔라윈드㈜"]),
        ("Harbor Mind사(미국)와 NordKai(덴마크)는", ["Harbor Mind", "NordKai"]),
        ("한국도로교통공단과 성남산업진흥원이", ["한국도로교통공단", "성남산업진흥원"]),
        ("추진위원회와 위원회는 연구원을", []),
        ("도로 공사를 마쳤다. 지하철 공사가", []),
        ("[가온일보 한지우 기자] 시는", ["가온일보"]),
        ("(서울=한빛통신) 임세아 기자 =", ["한빛통신"]),
        ("the Ministry of Oceans and Fisheries selected", ["Ministry of Oceans and Fisheries"]),
        (
            "Ministry of Land, Infrastructure, and Transport Urban Policy Officer Seo Min-ah",
            ["Ministry of Land, Infrastructure, and Transport"],
        ),
        ("The Korea Institute of Fair Cities, which", ["Korea Institute of Fair Cities"]),
        ("Hanbit Mobility Co., Ltd. supplied", ["Hanbit Mobility Co., Ltd."]),
        ("CEO of Orbit Lane, showed", ["Orbit Lane"]),
        ("[Nuri News DB]", ["Nuri News"]),
    ],
)
def test_organisations(text: str, names: list[str]) -> None:
    assert quotes(text, "organisation") == names


def test_the_form_is_in_the_mention_but_not_in_the_name() -> None:
    assert found("㈜제니스트는 왔다").entities[0].names[0].name == "제니스트"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "가온물산(대표 한가람)은 나루테크(회장 박보람)와 협약을 맺었다. 나루테크는",
            ["가온물산", "나루테크", "나루테크"],
        ),
        ("GL 코리아(대표: 이누리)가", ["GL 코리아"]),
        ("물의도시(대표 시인)를 읽었다.", []),
        ("대구시(시장 한가람)는", []),
    ],
)
def test_what_somebody_leads_is_an_organisation(text: str, names: list[str]) -> None:
    assert quotes(text, "organisation") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Former National Harbor Council official Ana Ruiz", ["National Harbor Council"]),
        ("The Leader of Alder Council spoke.", ["Alder Council"]),
        ("a blow to Big Anvil and The Rowan Group in spring", ["Rowan Group"]),
    ],
)
def test_what_leads_to_an_english_organisation_is_no_part_of_it(text: str, names: list[str]) -> None:
    assert quotes(text, "organisation") == names
