"""Second mentions link to the person named before."""

from __future__ import annotations

from tests.recognition.reading_aloud import found, quotes


def _persons(text: str) -> list[tuple[str, int | None]]:
    return [(text[m.start : m.end], m.new) for m in found(text).mentions if m.type == "person"]


def test_a_surname_with_a_title() -> None:
    assert _persons("신도훈 대구시장은 왔다. 신 시장은 갔다.") == [("신도훈", 0), ("신", 0)]


def test_the_title_tells_two_of_one_surname_apart() -> None:
    text = "김하늘 대구시장과 김보람 의원이 만났다. 김 시장은 웃었고 김 의원은 울었다."
    assert _persons(text) == [("김하늘", 0), ("김보람", 1), ("김", 0), ("김", 1)]


def test_a_surname_before_its_person_is_nobody() -> None:
    assert _persons("신 시장은 갔다. 신도훈 대구시장은 왔다.") == [("신도훈", 0)]


def test_korean_and_western_surnames_and_arab_first_names() -> None:
    assert _persons("Mayor Bae Seo-jun came. Bae spoke.") == [("Bae Seo-jun", 0), ("Bae", 0)]
    assert _persons("Elena Castell, CEO of it, came. Castell spoke.") == [("Elena Castell", 0), ("Castell", 0)]
    assert _persons("Prince Saif bin Rashed came. Saif spoke.") == [("Saif bin Rashed", 0), ("Saif", 0)]


def test_a_surname_inside_another_name_is_not_taken() -> None:
    assert [name for name, _ in _persons("Mayor Bae Seo-jun met Bae & Sons and Bae Hall.")] == ["Bae Seo-jun"]


def test_a_given_name_or_a_surname_brings_the_whole_name_along() -> None:
    text = "They asked Dr. Mike to come. A Mike Farrow novel is short. Everyone liked Mike."
    assert quotes(text, "person") == ["Mike", "Mike Farrow", "Mike"]
    text = "Franklin D. Rosewood spoke. In President Rosewood’s first visit, Rosewood waved."
    assert quotes(text, "person") == ["Franklin D. Rosewood", "Rosewood", "Rosewood"]
