"""Names of one thing that differ in words."""

from __future__ import annotations

from tests.recognition.reading_aloud import found

_LONG = "ㅇ Boram City has laid the ground for services such as "


def _entities(text: str, type_: str) -> list[int | None]:
    return [mention.new for mention in found(text).mentions if mention.type == type_]


def test_a_caption_is_tied_to_what_it_pictures() -> None:
    text = f"{_LONG}river data exchange hubs for parks and a big data-based crowd prediction system.\n\n[Integrated River Hub]\n"
    hubs, crowd, caption = _entities(text, "system")
    assert hubs == caption != crowd


def test_a_caption_of_something_else_stays_apart() -> None:
    text = f"{_LONG}river data exchange hubs for parks and streets in the old town.\n\n[Night Bus Control Platform]\n"
    hubs, caption = _entities(text, "system")
    assert hubs != caption


def test_a_given_name_is_tied_to_the_full_one() -> None:
    text = "Prince Jassim bin Rashid came. Later Prince Jassim left. Prince Turki stayed."
    first, again, other = _entities(text, "person")
    assert first == again != other


def test_an_event_with_and_without_its_place_is_one() -> None:
    text = "‘2022년 안양 스마트도시 포럼’이 열린다. ‘2022 스마트도시 포럼’은 사흘간이다. ‘2023 스마트도시 포럼’도 있다."
    first, again, other = _entities(text, "event")
    assert first == again != other


def test_one_and_many_are_one() -> None:
    text = "The mayor of the city opened a smart stairway. Later the city installed smart stairways for citizens."
    assert len(set(_entities(text, "system"))) == 1


def test_numbered_fields_are_one_programme() -> None:
    assert len(set(_entities("안양시 5+1 신산업을 키운다. 5+1 미래 신산업이 길이다.", "programme"))) == 1
