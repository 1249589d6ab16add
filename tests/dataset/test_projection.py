"""What a recipe does to articles: spans quote their text whatever is cut out of it, and nothing is lost unsaid."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.dataset.anonymising import Anonymiser
from store.dataset.items import Losses
from store.dataset.projection import Projection, ranks
from store.records import (
    OVERLAPS,
    TEXTS,
    Article,
    MarkedArticle,
    Mention,
    Note,
    Part,
    Recipe,
    Relation,
    SaidRelation,
    Tagging,
)

TEXT = "😀 오세훈 시장, 새 버스\n서울시는 15일 노선을 넓힌다. 오세훈 시장은 웃었다.\n" + (
    "Mayor Jane Doe spoke. Doe left.\n저작권자 © 신문"
)
ARTICLE = Article(
    id=12, uid="u", source="a.txt", sha256="f", language="ko", title="오세훈 시장, 새 버스", title_derived=False, subtitle=None,
    outlet="가람뉴스", authors=("홍길동",), published="2021-03", updated=None, url="https://example.com/a", keywords=("오세훈",),
    status="done", text=TEXT,
    parts=(Part(role="headline", start=0, end=14), Part(role="body", start=15, end=TEXT.index("\n저작")),
           Part(role="boilerplate", start=TEXT.index("저작"), end=len(TEXT))),
)  # fmt: skip
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 20)).map(
    lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
)


def _mention(number: int, start: int, end: int, type: str = "person", entity: int | None = None) -> Mention:
    return Mention(
        id=number, article=12, start=start, end=end, quote=TEXT[start:end], type=type, entity=None, entity_id=entity,
        state="accepted", origin="person", score=None,
    )  # fmt: skip


def _tagging(number: int, start: int, end: int, tag: str = "a/b/c") -> Tagging:
    return Tagging(
        id=number, uid=f"t{number}", article=12, tag_id=1, tag=tag, start=start, end=end, quote=TEXT[start:end], note="",
        annotator="A",
    )  # fmt: skip


def _marked(mentions: list[tuple[int, int]], taggings: list[tuple[int, int]]) -> MarkedArticle:
    return MarkedArticle(
        article=ARTICLE,
        mentions=tuple(_mention(n, *span, type="place") for n, span in enumerate(mentions)),
        taggings=tuple(_tagging(n, *span) for n, span in enumerate(taggings)),
    )


def _pieces(marked: MarkedArticle, losses: Losses, **options: object) -> list[MarkedArticle]:
    recipe = replace(Recipe(format="jsonl"), **options)  # type: ignore[arg-type]
    return list(Projection(recipe, losses, ranks(("a", "a/b", "a/b/c"), ("place",))).pieces(marked))


def _assert_quotes(marked: MarkedArticle) -> None:
    text = marked.article.text
    for each in (*marked.mentions, *marked.taggings):
        if each.start is not None:
            assert text[each.start : each.end] == each.quote
    for part in marked.article.parts:
        assert 0 <= part.start < part.end <= len(text)


@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=6), st.sampled_from(TEXTS), st.sampled_from(OVERLAPS))
def test_every_mark_quotes_or_is_counted(
    mentions: list[tuple[int, int]], taggings: list[tuple[int, int]], text: str, overlaps: str
) -> None:
    losses = Losses()
    pieces = _pieces(_marked(mentions, taggings), losses, text=text, overlaps=overlaps)
    for piece in pieces:
        _assert_quotes(piece)
    left = sum(len(piece.mentions) + len(piece.taggings) for piece in pieces)
    assert left + losses.counts.total() == len(mentions) + len(taggings)
    if overlaps != "keep":
        for piece in pieces:
            spans = sorted((each.start or 0, each.end or 0) for each in (*piece.mentions, *piece.taggings))
            assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_the_first_of_the_codebook_wins_by_priority() -> None:
    losses = Losses()
    marked = replace(_marked([(2, 10)], []), taggings=(_tagging(1, 2, 5), _tagging(2, 3, 9, tag="a")))
    (piece,) = _pieces(marked, losses, overlaps="priority")
    assert [(each.tag, each.start) for each in piece.taggings] == [("a", 3)]
    assert losses.sentences() == ("2 marks dropped because of an overlap with another one.",)


def test_tags_are_cut_to_a_level() -> None:
    (piece,) = _pieces(_marked([], [(2, 5)]), Losses(), level=2)
    assert piece.taggings[0].tag == "a/b"


def test_sentences_are_records_without_boilerplate() -> None:
    pieces = _pieces(_marked([], []), Losses(), text="sentence")
    assert [piece.article.text for piece in pieces] == [
        "😀 오세훈 시장, 새 버스", "서울시는 15일 노선을 넓힌다.", "오세훈 시장은 웃었다.", "Mayor Jane Doe spoke.", "Doe left.",
    ]  # fmt: skip


# Anonymising

MAYOR = TEXT.index("오세훈")
DOE = TEXT.index("Jane")


def _anonymised(marked: MarkedArticle) -> MarkedArticle:
    return Anonymiser({7: ("오세훈", "Oh Se-hoon")}, Losses()).anonymised(marked)


@given(st.lists(SPANS, max_size=6), st.lists(SPANS, max_size=6))
def test_marks_quote_a_text_with_placeholders(mentions: list[tuple[int, int]], taggings: list[tuple[int, int]]) -> None:
    marked = _marked(mentions, taggings)
    named = (_mention(90, MAYOR, MAYOR + 3, entity=7), _mention(91, DOE, DOE + 8))
    found = _anonymised(replace(marked, mentions=(*marked.mentions, *named)))
    _assert_quotes(found)
    everything = repr(found)
    for name in ("오세훈", "Jane", "Doe", "홍길동", "example.com"):
        assert name not in everything
    assert found.article.text.count("PERSON_1") == found.article.text.count("PERSON_2") == 2
    assert [each.entity for each in found.mentions[-2:]] == ["PERSON_1", "PERSON_2"]
    assert found.article.title == "PERSON_1 시장, 새 버스"


def test_relations_and_notes_lose_the_names_too() -> None:
    relation = Relation(
        id=1, subject=7, predicate="leads", object=8, article=12, start=MAYOR, end=MAYOR + 6,
        quote=TEXT[MAYOR : MAYOR + 6], state="accepted", origin="person",
    )  # fmt: skip
    marked = replace(
        _marked([], []),
        relations=(SaidRelation(relation=relation, subject="오세훈", object="서울시"),),
        notes=(Note(id=1, article=12, text="오세훈 or Oh Se-hoon", annotator="A"),),
    )
    found = _anonymised(marked)
    assert (found.relations[0].subject, found.relations[0].object) == ("PERSON_2", "서울시")
    assert found.relations[0].relation.quote == "PERSON_2 시장"
    assert "오세훈" not in repr(found)
