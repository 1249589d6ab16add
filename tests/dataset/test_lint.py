"""Lint: every kind of oddity is found where it is, with its articles, and nothing is found where all is well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dataset.items import Item, Losses
from store.dataset.lint import Lint
from store.dataset.linted import Linted, LintRules
from store.dataset.projection import Projection
from store.dataset.tokens import labelled, tokens
from store.export_formats import export_format
from store.exporting import settled
from store.records import (
    FINDING_KINDS,
    SEVERITIES,
    Article,
    Finding,
    MarkedArticle,
    Mention,
    Part,
    Recipe,
    TagDraft,
    Tagging,
)

TEXT = "서울시는 15일 새 버스 노선을 넓힌다고 밝혔다. The bus 😀 runs at night."
TAGS = {
    "stance": TagDraft(name="stance", exclusive=True),
    "stance/for": TagDraft(name="for"),
    "stance/against": TagDraft(name="against"),
    "old": TagDraft(name="old", deprecated=True),
    "new": TagDraft(name="new"),
}

Marks = Sequence[Mention | Tagging]


def article(
    number: int, *marks: Mention | Tagging, text: str = TEXT, statuses: Mapping[str, str] | None = None
) -> MarkedArticle:
    """Give an article, its body the whole text, with these marks."""
    return MarkedArticle(
        article=Article(
            id=number, uid=f"u{number}", source=f"{number}.txt", sha256="", language="ko", title=None, title_derived=False,
            subtitle=None, outlet=None, authors=(), published=None, updated=None, url=None, keywords=(), status="started",
            text=text, parts=(Part(role="body", start=0, end=len(text)),),
        ),
        mentions=tuple(each for each in marks if isinstance(each, Mention)),
        taggings=tuple(each for each in marks if isinstance(each, Tagging)),
        statuses=tuple((statuses or {}).items()),
    )  # fmt: skip


def mention(quote: str, type: str = "place", *, state: str = "accepted", entity: int | None = None) -> Mention:
    """Mark the first place of a quote."""
    start = TEXT.index(quote)
    return Mention(
        id=start, article=0, start=start, end=start + len(quote), quote=quote, type=type, entity=None, entity_id=entity,
        state=state, origin="person", score=None,
    )  # fmt: skip


def tag(path: str, quote: str | None = None, *, by: str = "Kim") -> Tagging:
    """Tag the article, or the first place of a quote."""
    start = None if quote is None else TEXT.index(quote)
    return Tagging(
        id=1, uid="t", article=0, tag_id=1, tag=path, start=start, end=None if start is None else start + len(quote or ""),
        quote=quote, note="", annotator=by,
    )  # fmt: skip


def found(
    articles: Sequence[MarkedArticle],
    format: str = "jsonl",
    *,
    groups: Mapping[int, int] | None = None,
    **options: object,
) -> dict[str, Finding]:
    """Lint articles as an export would take them; gives the findings by kind and label."""
    recipe = settled(Recipe(format=format, **options))  # type: ignore[arg-type]
    rules = LintRules(recipe=recipe, form=export_format(format), tags=TAGS, rare=1, consensus="consensus")
    lost = Losses()
    projection = Projection(recipe, lost, {})
    linted = []
    for each in articles:
        lost.counts.clear()
        chosen = projection.chosen(each)
        records = tuple(projection.records(chosen))
        group = (groups or {}).get(each.article.id, 0)
        linted.append(Linted(whole=each, chosen=chosen, records=records, lost=dict(lost.counts), group=group))
    lint = Lint(rules)
    for each in linted:
        lint.see(each)
    findings = lint.findings()
    order = [(SEVERITIES.index(each.severity), FINDING_KINDS.index(each.kind)) for each in findings]
    assert order == sorted(order)
    return {f"{each.kind} {each.label}".strip(): each for each in findings}


OTHER = "A text of its own, and there is nothing odd about it."
WELL = [article(1, tag("new")), article(2, tag("new"), mention("서울시"), text=f"{TEXT} Another one.")]


@pytest.mark.parametrize("format", ["jsonl", "conll", "doccano", "huggingface", "xlsx"])
def test_where_all_is_well_nothing_is_found(format: str) -> None:
    assert found(WELL, format) == {}


@pytest.mark.parametrize(
    ("kind", "articles", "options", "count", "ids"),
    [
        ("empty", [*WELL, article(3, tag("new"), text=" \u200b\n")], {}, 1, (3,)),
        ("two_types", [article(1, tag("new"), mention("서울시"), mention("서울시", "organisation"))], {}, 1, (1,)),
        ("two_entities", [article(1, tag("new"), mention("서울시", entity=1), mention("서울시", entity=2))], {}, 1, (1,)),
        ("edge_space", [article(1, mention(" 15일"), tag("new", "버스 "), tag("new"))], {}, 2, (1,)),
        ("exclusive stance", [article(4, tag("stance/for"), tag("stance/against"))], {}, 1, (4,)),
        ("exclusive stance", [article(4, tag("stance/for", "버스"), tag("stance/against", "버스"))], {}, 1, (4,)),
        ("deprecated old", [article(1, tag("old"), tag("old", "버스")), *WELL[1:]], {}, 2, (1,)),
        ("untagged", [*WELL, article(3, text=OTHER)], {}, 1, (3,)),
        ("suggested", [article(1, tag("new"), mention("서울시", state="suggested"))], {"format": "csv"}, 1, (1,)),
        ("rare new", WELL[:1], {"format": "csv", "split": (50, 25, 25)}, 1, (1,)),
        ("overlapping", [article(1, mention("새 버스"), mention("버스", "system"), tag("new"))], {"format": "conll"}, 1, (1,)),
        ("overlapping", [article(1, tag("new", "새 버스"), tag("new", "버스"))], {"overlaps": "longest"}, 1, (1,)),
        ("crossing", [article(1, tag("new", "밝혔다. The"))], {"text": "sentence"}, 1, (1,)),
        ("cut_by_tokens", [article(1, mention("서울시"), tag("new"))], {"format": "conll", "flavour": "eojeol"}, 1, (1,)),
        ("same_tokens", [article(1, mention("서울"), mention("시", "x"), tag("new"))],
         {"format": "conll", "flavour": "eojeol"}, 1, (1,)),
        ("without_token", [article(1, tag("new", " "), tag("new"))], {"format": "conll"}, 1, (1,)),
        ("utf16", [article(1, tag("new"), tag("new", "night"))], {"format": "doccano"}, 1, (1,)),
        ("utf16", [article(1, tag("new"), tag("new", "night"))], {"format": "refi", "target": "nvivo"}, 1, (1,)),
        ("long_cell", [article(1, tag("new"), text="가" * 32_768)], {"format": "xlsx"}, 1, (1,)),
        ("exact_copies", [article(1, tag("new")), article(5, tag("new")), article(7, tag("new"))], {}, 2, (1, 5, 7)),
        ("contradictory_copies", [article(1, tag("new")), article(5, tag("new"), tag("stance"))], {}, 1, (1, 5)),
        ("unmarked_copies", [article(1, tag("new")), article(5)], {}, 1, (1, 5)),
        ("contradictory_copies", [article(1, tag("new", "버스")), article(5, tag("stance", "버스"))],
         {"text": "sentence"}, 1, (1, 5)),
    ],
)  # fmt: skip
def test_each_kind_is_found_with_its_articles(
    kind: str, articles: list[MarkedArticle], options: dict[str, object], count: int, ids: tuple[int, ...]
) -> None:
    finding = found(articles, **options)[kind]  # type: ignore[arg-type]
    assert (finding.count, finding.articles) == (count, ids)
    assert finding.sentence.endswith(".")


@pytest.mark.parametrize(
    ("kind", "articles", "options"),
    [
        ("exclusive stance", [article(4, tag("stance/for", "버스"), tag("stance/against", "노선"))], {}),
        ("exclusive stance", [article(4, tag("stance/for"), tag("stance/for", "노선"))], {}),
        ("exclusive stance", [article(4, tag("stance/for"), tag("stance/against"))], {"level": 1}),
        ("overlapping", [article(1, mention("새 버스"), mention("버스"))], {}),
        ("utf16", [article(1, tag("new", "night"))], {"format": "refi"}),
        ("utf16", [article(1, tag("new", "서울시"))], {"format": "doccano"}),
        ("cut_by_tokens", [article(1, mention("서울시"))], {"format": "conll", "flavour": "cut"}),
        ("suggested", [article(1, mention("서울시"))], {"format": "csv"}),
        ("two_types", [article(1, mention("서울시"), mention("서울시", "x", state="rejected"))], {}),
        ("contradictory_copies", [article(1, tag("new", "버스")), article(2, tag("new", "버스"))], {}),
        ("deprecated old", [article(1, tag("old", by="Lee"), tag("new"))], {"annotators": ("Kim",)}),
        ("crossing", [article(1, tag("new", "새 버스"))], {"text": "sentence"}),
    ],
)
def test_what_is_right_is_not_found(kind: str, articles: list[MarkedArticle], options: dict[str, object]) -> None:
    assert kind not in found(articles, **options)  # type: ignore[arg-type]


def test_copies_that_are_not_the_same_to_the_letter() -> None:
    near = [article(number, tag("new"), text=f"{TEXT} {number}") for number in (1, 2, 3)]
    assert found(near, groups={1: 1, 3: 1})["near_copies"].articles == (1, 3)
    assert "near_copies" not in found(near)
    assert "split" in found(near, groups={1: 1, 3: 1}, split=(50, 50))["near_copies"].sentence


@pytest.mark.parametrize(
    ("marks", "annotators", "expected"),
    [
        ([tag("new", by="Kim"), tag("new", by="Lee")], (), False),
        ([tag("new", by="Kim"), tag("stance", by="Lee")], (), True),
        ([tag("new", by="Kim"), tag("stance", by="Lee")], ("Kim",), True),
        ([tag("new", by="Kim"), tag("stance", by="Lee")], ("Park",), False),
        ([tag("new", by="Kim"), tag("stance", by="Lee"), tag("new", by="Park")], ("Kim", "Park"), False),
        ([tag("new", by="Kim"), tag("stance", by="Lee"), tag("new", by="consensus")], (), False),
        ([tag("new", by="Kim"), tag("stance", by="Lee"), tag("new", by="consensus")], ("Kim",), True),
    ],
)
def test_annotators_who_differ(marks: list[Tagging], annotators: tuple[str, ...], expected: bool) -> None:
    assert ("disagreement" in found([article(1, *marks)], annotators=annotators)) is expected


def test_one_who_has_looked_and_put_nothing_differs_too() -> None:
    assert "disagreement" in found([article(1, tag("new"), statuses={"Kim": "done", "Lee": "done"})])
    assert "disagreement" not in found([article(1, tag("new"), statuses={"Kim": "done"})])


def test_without_any_tag_it_is_only_good_to_know() -> None:
    assert found([article(1), article(2, text=OTHER)])["untagged"].severity == "note"
    assert found([article(1), article(2, tag("new"), text=OTHER)])["untagged"].severity == "warning"


@given(
    st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)), max_size=6),
    st.sampled_from(["cut", "char", "eojeol"]),
)
def test_what_tokens_lose_is_what_the_writer_counts(spans: list[tuple[int, int]], how: str) -> None:
    marks = [mention(TEXT[start : start + length]) for start, length in spans]
    (record,) = Projection(settled(Recipe(format="conll")), Losses(), {}).pieces(article(1, *marks))
    losses = Losses()
    written = Item(key="", marked=record).spans
    labelled(tokens(TEXT, written, how), written, losses)
    findings = found([article(1, *marks)], "conll", flavour=how)
    widened = findings["cut_by_tokens"].count if "cut_by_tokens" in findings else 0
    dropped = sum(findings[kind].count for kind in ("same_tokens", "without_token") if kind in findings)
    assert (widened, dropped) == (losses.counts["widened"], losses.counts["merged"])
