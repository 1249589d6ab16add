"""Words, shingles and sketches."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import Part
from store.text.minhash import SIZE, estimated_containment, packed, sketch, unpacked
from store.text.shingles import codes, compared, is_number, shingles, words

SENTENCE = "나루시는 3일 강변 산책로에 발걸음 소리를 듣는 등을 세웠다고 밝혔다"
CODES = st.lists(st.integers(0, 2**32 - 1), max_size=400)


def numbered(count: int, *, start: int = 0) -> list[int]:
    return codes([f"w{number}" for number in range(start, start + count)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smart-City 2.0, 대구시는", ("smart", "city", "2.0", "대구시는")),
        ("1,234.5억원 09:30", ("1,234.5", "억원", "09:30")),
        ("ＡＢＣ １２３ 대구", ("abc", "123", "대구")),
        ("Café 東京都 のり", ("cafe", "東", "京", "都", "の", "り")),
        ("韓美 회담", ("韓", "美", "회담")),
        ("Привет мир", ("привет", "мир")),
        ("— … ★", ()),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert words([text]) == expected


def test_words_run_over_all_stretches() -> None:
    assert words(["하나 둘", "셋"]) == ("하나", "둘", "셋")


def test_numbers_are_told_from_words() -> None:
    assert [is_number(word) for word in words(["23도 2,000 three"])] == [True, False, True, False]


TEXT = "제목\n기자\n본문 하나\n설명\n본문 둘\n끝"
PARTS = [
    Part(role=role, start=TEXT.index(piece), end=TEXT.index(piece) + len(piece))
    for role, piece in [
        ("headline", "제목"),
        ("byline", "기자"),
        ("body", "본문 하나"),
        ("caption", "설명"),
        ("body", "본문 둘"),
        ("boilerplate", "끝"),
    ]
]


def test_only_headline_and_body_are_compared() -> None:
    assert compared(TEXT, PARTS, title="제목") == ["제목", "본문 하나", "본문 둘"]
    assert compared(TEXT, PARTS[1:], title="다른 제목") == ["다른 제목", "본문 하나", "본문 둘"]
    assert compared(TEXT, [PARTS[1], PARTS[5]]) == [TEXT]


def test_shingles_of_few_words() -> None:
    assert shingles([]) == frozenset()
    assert len(shingles(codes(["하나"]))) == len(shingles(codes(["하나", "둘"]))) == 1
    assert shingles(codes(["하나"])) != shingles(codes(["둘"]))
    assert len(shingles(numbered(3))) == 1
    assert len(shingles(numbered(10))) == 8
    assert len(shingles(numbered(10), width=5)) == 6


def test_shingles_keep_the_order_of_words() -> None:
    one, two, three = codes(["하나", "둘", "셋"])
    assert len({*shingles([one, two, three]), *shingles([three, two, one]), *shingles([two, one, three])}) == 3


@given(CODES)
def test_shingles_are_numbers_of_32_bits(numbers: list[int]) -> None:
    for width in (3, 5):
        found = shingles(numbers, width=width)
        assert all(0 <= number < 2**32 for number in found)
        assert len(found) <= max(len(numbers) - width + 1, min(len(numbers), 1))


@given(CODES)
def test_a_sketch_is_kept_as_bytes(numbers: list[int]) -> None:
    chosen = sketch(numbers)
    assert unpacked(packed(chosen)) == chosen
    assert len(packed(chosen)) <= 4 * SIZE
    assert list(chosen) == sorted(set(chosen))


def test_a_sketch_is_the_same_in_another_process() -> None:
    code = (
        "import sys; from store.text.minhash import sketch; from store.text.shingles import codes, words;"
        f"sys.stdout.write(repr(sketch(codes(words([{SENTENCE!a}])))))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        env={"PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == repr(sketch(codes(words([SENTENCE]))))


def test_a_sketch_chooses_the_same_of_what_is_shared() -> None:
    whole, half = sketch(numbered(1000)), sketch(numbered(500))
    assert len(whole) == len(half) == SIZE
    assert set(whole) & set(sketch(numbered(1000, start=5000))) == set()
    limit = min(whole[-1], half[-1])
    inside = shingles(numbered(500), width=5)
    assert {number for number in whole if number in inside and number <= limit} <= set(half)


def test_containment_is_estimated() -> None:
    def mean(length: int, shared: int) -> float:
        estimates = []
        for start in range(0, 200_000, 5000):
            first = sketch(numbered(1000, start=start))
            other = [*numbered(shared, start=start), *numbered(length - shared, start=start + 1_000_000)]
            estimates.append(estimated_containment(first, sketch(other)))
        return sum(estimates) / len(estimates)

    assert mean(1000, 1000) == 1.0
    assert mean(500, 500) == 1.0
    assert mean(1000, 0) == 0.0
    assert mean(1000, 500) == pytest.approx(0.5, abs=0.08)
    assert mean(400, 200) == pytest.approx(0.5, abs=0.12)


def test_what_says_nothing_is_contained_in_nothing() -> None:
    assert estimated_containment((), ()) == 0.0
    assert estimated_containment((), sketch(numbered(50))) == 0.0
