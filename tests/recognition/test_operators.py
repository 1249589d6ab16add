"""Whom a system of a general name belongs to."""

from __future__ import annotations

from store.records import FoundEntity
from tests.recognition.reading_aloud import found


def _systems(text: str) -> list[tuple[str, int | None, str | None]]:
    """Return each new system: its name, the known operator, the name of a new one."""
    entities = found(text).entities
    return [
        (entity.names[0].name, entity.operator, _name(entities, entity.operator_new))
        for entity in entities
        if entity.type == "system"
    ]


def _name(entities: tuple[FoundEntity, ...], index: int | None) -> str | None:
    return None if index is None else entities[index].names[0].name


def test_two_towns_have_two_crosswalks() -> None:
    text = "안양시는 스마트 횡단보도를 설치했다.\n서울시는 스마트 횡단보도를 설치했다. 스마트 횡단보도는 밝다."
    assert _systems(text) == [("스마트 횡단보도", 2, None), ("스마트 횡단보도", 5, None)]


def test_the_nearest_subject_runs_it() -> None:
    text = "Anyang opened a smart stairway for citizens. Seoul opened a smart stairway."
    assert _systems(text) == [("smart stairway", 2, None), ("smart stairway", 5, None)]


def test_a_town_that_is_new_itself() -> None:
    text = "보람시는 3일 스마트 횡단보도를 설치했다. 보람 시민이 반겼다."
    assert _systems(text) == [("스마트 횡단보도", None, "보람시")]


def test_a_company_that_shows_its_own() -> None:
    text = "대구시는 미국에 갔다. ㈜누리는 스마트 교통신호 시스템을 선보였다."
    assert _systems(text) == [("스마트 교통신호 시스템", None, "누리")]


def test_a_proper_name_needs_nobody() -> None:
    text = "Anyang runs a single app called 'Rain Bell' for citizens."
    assert _systems(text) == [("Rain Bell", None, None)]


def test_a_country_and_a_venue_run_nothing() -> None:
    assert _systems("덴마크는 스마트 횡단보도를 설치했다.") == [("스마트 횡단보도", None, None)]
