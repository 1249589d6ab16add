"""Plain text in: promises that hold for any page."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import UserError
from store.parse import parse_plain, parse_text
from store.parse.lines import rejoined, split_lines
from store.records import ROLES, ArticleDraft
from store.text.lines import is_visible
from tests.material import shared

_LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "\xa0",
                "가람시, 새 버스 노선 연다",
                "가람시는 새 버스 노선을 연다고 24일 밝혔다. 시민 의견을 모은 결과다.",
                "[가람신문 문가람 기자] 가람시는 새 노선을 열었다.",
                "SEOUL -- The city opened a new line on Monday.",
                "ⓒ 문가람",
                "관련기사",
                "관련사진보기",
                "2021-03-24 09:49",
                "By Moon Ga-ram",
                "□ 새 노선은 시청과 강변을 잇는다.",
                "* 새 노선: 시청과 강변을 잇는 버스",
                "태그:#버스, #노선",
                "저작권자 © 가람신문 무단전재 및 재배포 금지",
                "• 하나전자",
            ]
        ),
        st.text(max_size=40),
    ),
    min_size=1,
    max_size=25,
)


def _assert_whole(draft: ArticleDraft) -> None:
    """Assert that the parts do not overlap, cover every visible character, and say nothing but known roles."""
    end = 0
    for part in draft.parts:
        assert part.role in ROLES
        assert end <= part.start < part.end <= len(draft.text)
        assert not is_visible(draft.text[end : part.start])
        end = part.end
    assert not is_visible(draft.text[end:])


@given(_LINES)
def test_parts_cover_every_visible_character(lines: list[str]) -> None:
    try:
        draft = parse_text("\n".join(lines))
    except UserError:
        return
    _assert_whole(draft)
    assert draft.title
    assert parse_text(draft.text) == draft


def test_given_metadata_wins() -> None:
    draft = parse_text(
        "가람시, 새 버스 노선 연다\n문가람 기자\n입력 2021-03-24\n\n가람시는 새 버스 노선을 연다고 24일 밝혔다.\n",
        title="다른 제목",
        outlet="다른신문",
        authors=["서하늘"],
        published="2020-01-01",
        keywords=["버스"],
    )
    assert (draft.title, draft.title_derived, draft.outlet) == ("다른 제목", False, "다른신문")
    assert (draft.authors, draft.published, draft.keywords) == (("서하늘",), "2020-01-01", ("버스",))


def test_the_given_title_is_found_in_the_text() -> None:
    draft = parse_text("메뉴\n가람시 노선\n\n가람시는 새 버스 노선을 연다고 24일 밝혔다.\n", title="가람시 노선")
    assert [draft.text[part.start : part.end] for part in draft.parts if part.role == "headline"] == ["가람시 노선"]


def test_a_missing_title_is_the_first_sentence() -> None:
    draft = parse_text(
        "[가람신문 문가람 기자] 가람시는 새 버스 노선을 연다고 24일 밝혔다. 노선은 시청과 강변을 잇는다. 하루 40회 오간다.\n"
        "\n시민은 반겼다. 강변에 사는 이들은 오래 기다려 온 노선이라고 말했다.\n"
    )
    assert draft.title_derived
    assert draft.title == "가람시는 새 버스 노선을 연다고 24일 밝혔다"


def test_a_long_derived_title_is_cut_at_a_word() -> None:
    sentence = "가람시는 " + "아주 먼 동네까지 " * 20 + "새 버스 노선을 연다고 밝혔다."
    title = parse_text(sentence + "\n" + sentence.replace("가람시", "시청") + "\n").title
    assert title is not None
    assert title.endswith("…")
    assert len(title) <= 80
    assert sentence.startswith(title[:-1])
    assert sentence[len(title) - 1] == " "


def test_a_relative_date_and_a_date_of_the_body_are_no_publication() -> None:
    draft = parse_text(
        "가람시, 새 버스 노선 연다\n\n가람시는 2019년 5월 3일 처음 낸 계획대로 지난 8일 노선을 열었다.\n26일에는 잔치가 있다.\n"
    )
    assert (draft.published, draft.updated) == (None, None)


@pytest.mark.parametrize("text", ["", " \n\t\n\xa0", "\x00\x01"])
def test_text_with_nothing_to_see_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"no article"):
        parse_text(text)


def test_a_refusal_names_the_file() -> None:
    with pytest.raises(UserError, match=r"^note\.txt: .*empty.*\.$"):
        parse_plain(b"", name="note.txt")


def test_one_short_line_is_a_body_with_a_derived_title() -> None:
    draft = parse_text("가람시 버스 노선")
    assert (draft.title, draft.title_derived) == ("가람시 버스 노선", True)
    assert [part.role for part in draft.parts] == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        "가" * 1_000_000,
        "a@" * 500_000,
        "2021." * 200_000,
        "[" * 1_000_000,
        "By A " * 200_000,
        "다. " * 300_000,
        "- " * 500_000,
    ],
    ids=["letters", "addresses", "dates", "brackets", "bylines", "sentences", "dashes"],
)
def test_one_huge_line_takes_no_time(line: str) -> None:
    started = time.process_time()
    _assert_whole(parse_text(line))
    assert time.process_time() - started < 5


@pytest.mark.parametrize("name", ["UTF-8-test.txt", "blns.json"])
def test_hostile_files(name: str) -> None:
    _assert_whole(parse_plain(shared("corpora", "hostile", name).read_bytes(), name=name))


def test_sentences_broken_at_links_are_made_whole() -> None:
    broken = "\n".join(
        ["The board of the northern harbour met with", "Ada Vale", ", who leads the town, on Monday."] * 3
    )
    whole = rejoined(split_lines(broken))
    said = "The board of the northern harbour met with Ada Vale , who leads the town, on Monday."
    assert [line.text for line in whole] == [said] * 3
    assert (whole[0].start, whole[-1].end) == (0, len(broken))
    assert rejoined(split_lines("One line\n, and another")) == split_lines("One line\n, and another")
