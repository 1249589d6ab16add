"""PDF: the text layer, or a clear word why there is none."""

from __future__ import annotations

from store.parse.paragraphs import blocks, unwrapped
from tests.parse.making import ENGLISH, drafts, failures, pdf

LINES = [
    "Lamps go up",
    "",
    "The city said on Monday that it had begun a trial of smart street lamps in its east-",
    "ern district, with more to follow before the year is over, as the mayor had promised",
    "in the spring.",
    "An official said the lamps read how people move and so save power in the small hours.",
]


def test_broken_lines_are_joined_to_paragraphs() -> None:
    (draft,) = drafts(pdf(LINES), "a.pdf")
    lines = [line for line in draft.text.split("\n") if line]
    assert lines[0] == "Lamps go up"
    assert lines[1].startswith("The city said on Monday")
    assert "its eastern district, with more" in lines[1]
    assert lines[1].endswith("as the mayor had promised in the spring.")
    assert len(lines) == 3


def test_page_numbers_and_running_heads_are_left_out() -> None:
    pages = [["The Han River Post", f"{ENGLISH} Page {n}.", ENGLISH, f"- {n} -"] for n in range(1, 5)]
    (draft,) = drafts(pdf(*pages), "a.pdf")
    assert draft.text.count("The Han River Post") == 1
    assert "- 3 -" not in draft.text


def test_a_scan_is_said_to_have_no_text_layer() -> None:
    assert "no text layer" in failures(pdf([], []), "a.pdf")[0]


def test_damage_and_passwords_are_said() -> None:
    whole = pdf(LINES)
    assert "damaged" in failures(b"%PDF-1.4\nnothing", "a.pdf")[0]
    locked = pdf(
        LINES, trailer="/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (" + "x" * 32 + ") /U (" + "y" * 32 + ") >>"
    )
    assert "password" in failures(locked, "a.pdf")[0]
    assert failures(whole[:200], "a.pdf")


def test_lines_are_joined_only_where_they_were_broken() -> None:
    assert unwrapped(["a short one", "another"]) == ["a short one", "another"]
    assert unwrapped([]) == []
    assert unwrapped(["The govern-", "ment said that well-", "known people came."]) == [
        "The government said that well-known people came."
    ]
    assert unwrapped(["The end of a state-of-the-", "art word."]) == ["The end of a state-of-the-art word."]
    assert blocks(["a", "b", "", "", "c-", "d"]) == ["a b", "cd"]


def test_a_korean_word_is_made_whole_where_breaks_keep_their_blanks() -> None:
    lines = ["시는 연말까지 가로등 마흔 기를 더 세울 ", "예정이며 시민의 말을 들어 밝기를 바꿀 계", "획이라고 말했다."]
    assert unwrapped(lines) == [
        "시는 연말까지 가로등 마흔 기를 더 세울 예정이며 시민의 말을 들어 밝기를 바꿀 계획이라고 말했다."
    ]
    bare = [line.rstrip() for line in lines]
    assert "세울 예정이며" in unwrapped(bare)[0]


def test_a_line_of_hangul_is_as_full_as_a_longer_one_of_latin_letters() -> None:
    english = [ENGLISH[:80], ENGLISH[80:]]
    lines = [*english, "한빛시는 물빛알파시티에서 스마트 가로등 실증을 시작했다고 밝혔으며 예산은 12", "억 원이다."]
    assert unwrapped(lines)[-1].endswith("예산은 12 억 원이다.")
