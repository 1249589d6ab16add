"""What stands together counts for more than what stands apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from store.query.closeness import WINDOW, closeness
from store.query.likeness import ENOUGH, LEAST, MOST, stems_of, telling
from store.query.tree import Stem

STEMS = (Stem("대구", 2.0), Stem("교통", 1.0), Stem("smart", 1.0))


def test_words_side_by_side_count_for_more_than_words_apart() -> None:
    near = closeness(STEMS, title="", text="대구시는 교통을 smart 하게 한다")
    apart = closeness(STEMS, title="", text=f"대구시는 {'물' * WINDOW} 교통을 {'물' * WINDOW} Smart 하게 한다")
    assert near == 0.4
    assert apart == 0.2
    assert closeness(STEMS, title="", text="") == 0


def test_the_title_counts_too() -> None:
    assert closeness(STEMS, title="ＳＭＡＲＴ 대구", text="바다") == 0.2 * 3 / 4


def test_without_stems_nothing_is_close() -> None:
    assert closeness((), title="대구", text="대구") == 0


@given(st.lists(st.sampled_from(["대구", "교통", "smart", "물", " "]), max_size=60).map("".join))
def test_the_best_window_is_that_of_a_plain_search(text: str) -> None:
    def weight(at: int) -> float:
        inside = text[at : at + WINDOW + 1]
        return sum(stem.weight for stem in STEMS if any(text.startswith(stem.text, at + n) for n in range(len(inside))))

    best = max((weight(at) for at in range(len(text))), default=0)
    assert abs(closeness(STEMS, title="", text=text) - 0.4 * best / 4) < 1e-9


def test_stems_are_weighed_by_their_rarest_token() -> None:
    known = {"대구": 100, "구시": 10, "시장": 50, "교통": 5, "smart": 1}

    def frequency(token: str, most: int) -> int:
        return min(most, known.get(token, 0))

    found = {
        stem.text: stem.weight for stem in stems_of("대구시장은 교통을 누구에게 smart 없는말로?", frequency, 1_000)
    }
    assert list(found) == ["대구시장", "교통", "smart"]
    assert found["대구시장"] < found["교통"] < found["smart"]


def test_of_very_frequent_tokens_the_rarest_are_enough() -> None:
    def frequency(token: str, most: int) -> int:
        return min(most, ENOUGH)

    assert len(telling("가나다라마바사아자차", frequency)) == LEAST


def test_endings_and_what_only_asks_are_left_out_in_both_languages() -> None:
    def frequency(token: str, most: int) -> int:
        return 1

    def asked(text: str) -> list[str]:
        return [stem.text for stem in stems_of(text, frequency, 100)]

    assert asked("요새를 공격하였던 군대에게서 무엇을 빼앗았나요?") == ["요새", "공격", "군대", "빼앗"]
    assert asked("Which city did the mayor visit?") == ["city", "the", "mayor", "visit"]


TOKENS = [f"x{one}{two}" for one in "abcdefghij" for two in "klmnopqr"]


@given(st.lists(st.sampled_from([0, 1, 2, 900, 5_000, 90_000, 700_000]), min_size=len(TOKENS), max_size=len(TOKENS)))
def test_the_rarest_are_chosen_as_if_all_were_counted_whole(counts: list[int]) -> None:
    known = {token: count for token, count in zip(TOKENS, counts, strict=True) if count}
    wanted, left = [], ENOUGH
    for token in sorted(known, key=known.__getitem__)[:MOST]:
        left -= known[token]
        if left < 0 and len(wanted) >= LEAST:
            break
        wanted.append(token)
    counted: list[int] = []

    def frequency(token: str, most: int) -> int:
        counted.append(min(most, known.get(token, 0)))
        return counted[-1]

    assert [each.runs[0] for each in telling(" ".join(TOKENS), frequency)] == wanted
    assert sum(counted) <= 2 * sum(counts)
