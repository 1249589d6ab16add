"""The text of a row: bare text stays whole, a scraped page is parsed."""

from __future__ import annotations

import pytest

from store.errors import UserError
from store.parse.rowtext import parse_row_text

BARE = "한별시는 새 버스를 들인다고 밝혔다.\n시민들은 반겼다. 요금은 그대로다.\n다음 달부터 다닌다."


def test_bare_text_is_all_body() -> None:
    """Paragraphs without anything that clings to a page are one body part, with what the row says of them."""
    draft = parse_row_text(BARE, outlet="새빛일보", published="2021-04")
    assert [(part.role, part.start, part.end) for part in draft.parts] == [("body", 0, len(draft.text))]
    assert (draft.outlet, draft.published, draft.language) == ("새빛일보", "2021-04", "ko")
    assert draft.title_derived
    assert draft.title is not None
    assert draft.title.startswith("한별시는")


def test_a_scraped_page_is_parsed() -> None:
    """A copyright line among the text tells of a page: it becomes boilerplate."""
    draft = parse_row_text(BARE + "\n\n<저작권자 ⓒ 새빛일보 무단전재 및 재배포 금지>", title="버스 늘린다")
    assert any(part.role == "boilerplate" for part in draft.parts)
    assert draft.title == "버스 늘린다"


def test_nothing_to_see_is_refused() -> None:
    """A row of blanks has no article."""
    with pytest.raises(UserError, match="only blanks"):
        parse_row_text(" \n\u00a0\n")
