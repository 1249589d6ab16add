"""What was put right before an import is put over a draft, wherever its lines stand by then."""

from __future__ import annotations

from store.parse.put_right import corrected_names, roles_in, with_fields, with_lines
from store.records import ArticleDraft, Part, SourceCorrection

TEXT = "머리\n본문이다.\n꼬리"


def test_fields_go_over_a_draft_and_a_title_is_no_longer_derived() -> None:
    draft = ArticleDraft(text=TEXT, title="머리", title_derived=True, outlet="가")
    right = with_fields(draft, SourceCorrection(fields={"title": "바른 제목", "authors": ("나", "다"), "outlet": None}))
    assert (right.title, right.title_derived, right.authors, right.outlet) == ("바른 제목", False, ("나", "다"), None)
    assert with_fields(draft, None) == draft


def test_lines_are_found_again_where_the_text_has_moved() -> None:
    given = SourceCorrection(roles=(Part(role="boilerplate", start=9, end=11),), text=TEXT)
    assert list(roles_in(TEXT, given)) == [Part(role="boilerplate", start=9, end=11)]
    moved = "새 줄\n" + TEXT
    assert [(part.start, part.end) for part in roles_in(moved, given)] == [(13, 15)]
    assert list(roles_in("다른 글", given)) == []
    body = ArticleDraft(text=TEXT, parts=(Part(role="body", start=0, end=len(TEXT)),))
    assert with_lines(body, given).parts[-1] == Part(role="boilerplate", start=9, end=11)
    assert corrected_names(given) == ("lines",)
    assert corrected_names(None) == ()
