"""Whole articles: marked ones of our own, the shared five, and what holds for any text."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.recognition import Gazetteer, recognize
from store.recognition.korean import ENDS_LIKE_PARTICLE, is_hangul
from store.records import KnownName, Part, Recognition
from tests.material import shared
from tests.recognition.reading_aloud import ROOT, body, found, known, lines_as_parts, seeded, unmark

CASES = sorted((ROOT / "tests" / "cases" / "recognition").glob("*.txt"))
_SPOKEN = ("person", "place", "organisation", "event", "award", "programme", "system")


def _marks(text: str, result: Recognition) -> set[tuple[int, int, str]]:
    return {(mention.start, mention.end, mention.type) for mention in result.mentions if mention.type != "technology"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_marked_articles_are_read_as_marked(path: Path) -> None:
    case = unmark(path.read_text("utf-8"))
    result = recognize(
        case.text, lines_as_parts(case.text), gazetteer=seeded()[0], language=path.stem[:2], published=None
    )
    got = _marks(case.text, result)
    missing = [case.text[start:end] for start, end, _ in sorted(case.marks - got)]
    extra = [(case.text[start:end], type_) for start, end, type_ in sorted(got - case.marks)]
    assert (missing, extra) == ([], [])


def test_there_are_marked_articles_in_both_languages() -> None:
    assert len(CASES) >= 10
    assert {path.stem[:2] for path in CASES} == {"ko", "en"}


def _parts(text: str, boilerplate: list[str]) -> list[Part]:
    """Return a part a line; what follows a rights line is boilerplate too."""
    parts, at, over = [], 0, False
    for line in text.split("\n"):
        if line.strip():
            over = over or "저작권자" in line
            role = "boilerplate" if over or line.strip() in boilerplate else "body"
            parts.append(Part(role=role, start=at, end=at + len(line)))
        at += len(line) + 1
    return parts


def _expected() -> dict[str, dict[str, object]]:
    content: dict[str, dict[str, object]] = json.loads(shared("seeds", "expected.json").read_text("utf-8"))
    return content


def _read(name: str, article: dict[str, object]) -> tuple[str, Recognition]:
    text = shared("seeds", name).read_bytes().decode("utf-8").replace("\r\n", "\n")
    author = article["author"]
    result = recognize(
        text,
        _parts(text, article["boilerplate"]),  # type: ignore[arg-type]
        gazetteer=seeded()[0],
        language=str(article["language"]),
        published=article["published"],  # type: ignore[arg-type]
        outlet=article["publisher"],  # type: ignore[arg-type]
        authors=[str(author)] if author else [],
    )
    return text, result


def test_every_system_of_the_shared_articles_is_linked_to_its_entity() -> None:
    ids = seeded()[1]
    for name, article in _expected().items():
        text, result = _read(name, article)
        for system, forms in article["entities"]["system"].items() if "system" in article["entities"] else ():  # type: ignore
            stand = {form.strip("‘’[]") for form in forms}
            linked = {m.entity for m in result.mentions if m.type == "system" and text[m.start : m.end] in stand}
            assert linked == {ids["system", system]}, system


def test_names_of_the_shared_articles_are_found_where_they_stand() -> None:
    wanted = hit = 0
    for name, article in _expected().items():
        text, result = _read(name, article)
        stand = [(text[m.start : m.end], m.type) for m in result.mentions]
        for type_, entities in article["entities"].items():  # type: ignore[attr-defined]
            for forms in entities.values():
                for form in forms:
                    wanted += 1
                    hit += any(type_ == kind and form.strip("‘’[]") in quote for quote, kind in stand)
    assert hit / wanted >= 0.97


def test_values_of_the_shared_articles() -> None:
    for name, article in _expected().items():
        _, result = _read(name, article)
        told = {mention.value for mention in result.mentions if mention.type == "date"}
        assert set(article["entities"].get("date", {})) <= told  # type: ignore[attr-defined]


def test_boilerplate_is_not_read_but_the_outlet_is() -> None:
    text = "안양시는 말했다.\n㈜누리보안\n<저작권자: 가온뉴스 무단전재 금지>"
    ends = [text.index("\n"), text.rindex("\n"), len(text)]
    parts = [
        Part(role="body", start=0, end=ends[0]),
        Part(role="boilerplate", start=ends[0] + 1, end=ends[1]),
        Part(role="boilerplate", start=ends[1] + 1, end=ends[2]),
    ]
    result = found(text, known(70, "organisation", "가온뉴스"), parts=parts)
    assert [(text[m.start : m.end], m.entity) for m in result.mentions] == [("안양시", 2), ("가온뉴스", 70)]
    unknown = found(text.replace("가온", "새벽"), parts=parts, outlet="새벽뉴스")
    assert [entity.names[0].name for entity in unknown.entities] == ["새벽뉴스"]


def test_reading_again_changes_nothing() -> None:
    case = unmark(CASES[0].read_text("utf-8"))
    first, second = (
        recognize(case.text, body(case.text), gazetteer=seeded()[0], language="en", published="2022-03-03")
        for _ in range(2)
    )
    assert first == second


_WORDS = st.sampled_from(
    [
        "대구시",
        "대구시장은",
        "김하늘",
        "시장",
        "스마트",
        "횡단보도를",
        "시스템",
        "(AI)",
        "‘스마트",
        "플랫폼’",
        "Anyang",
        "Mayor",
        "Choi",
        "Dae-ho",
        "said",
        "CES",
        "2020",
        "CES",
        "smart",
        "pole",
        "2021년",
        "3월",
        "8일",
        "300만",
        "달러",
        "㈜누리는",
        "ISO",
        "37106",
        "\n",
        "및",
        "의",
        ",",
        ".",
        "[",
        "]",
        "(",
        ")",
        "’",
        "January",
        "7",
        "to",
        "10",
        "Ministry",
        "of",
        "Sea",
        "(MOS)",
        "국토교통부(국토부)",
    ]
)


@given(st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_mentions_in_order_that_quote_it(text: str) -> None:
    result = found(text, published="2021-03-24")
    at = 0
    for mention in result.mentions:
        assert at <= mention.start < mention.end <= len(text)
        quote = text[mention.start : mention.end]
        assert quote == quote.strip()
        assert 0 <= mention.score <= 1
        assert mention.entity is None or mention.new is None
        assert mention.new is None or mention.new < len(result.entities)
        assert mention.type not in _SPOKEN or mention.entity is not None or mention.new is not None
        at = mention.end


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_mention_ends_in_the_middle_of_a_word_of_ours(path: Path) -> None:
    case = unmark(path.read_text("utf-8"))
    for mention in found(case.text).mentions:
        quote = case.text[mention.start : mention.end]
        if mention.type in ("person", "place", "organisation") and is_hangul(quote[-1]) and len(quote) > 2:
            assert quote[-1] not in "을를은는" or any(quote.endswith(noun) for noun in ENDS_LIKE_PARTICLE), quote


@pytest.mark.parametrize(
    "seed", ["A ", "가나 ", "김가나 ", "1,000,", "12월 ", "smart ", "스마트 ", "대구 ", "Aa and ", "(", "‘가 ", "Kim "]
)
def test_no_pattern_blows_up(seed: str) -> None:
    text = seed * (20_000 // len(seed))
    start = process_time()
    found(text)
    assert process_time() - start < 5


def test_fifty_thousand_names_are_built_in_seconds() -> None:
    start = process_time()
    gazetteer = Gazetteer(
        KnownName(entity=number, type="organisation", name=f"가나{number}다", language="ko") for number in range(50_000)
    )
    assert process_time() - start < 5
    assert [hit.names[0].entity for hit in gazetteer.find("가나777다는")] == [777]
