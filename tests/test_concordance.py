"""The concordance: which mentions, in which order, with what around them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store import QueryError, Store, UserError
from store.records import CONCORDANCE_SORTS, ConcordanceQuery
from store.text.normal import folded, normal
from tests.projects import article_of, span_of

ALL = ConcordanceQuery(states=("suggested", "accepted", "rejected"))


def test_each_sort_gives_every_mention_once(project: Store) -> None:
    everything = set(project.mentions.where(""))
    assert len(everything) > 10
    for sort in CONCORDANCE_SORTS:
        ids = project.concordance.ids(replace(ALL, sort=sort))
        assert len(ids) == len(everything)
        assert set(ids) == everything
    with pytest.raises(UserError):
        project.concordance.ids(replace(ALL, sort="beauty"))
    with pytest.raises(QueryError):
        project.concordance.ids(replace(ALL, where="("))


def test_what_is_asked_for_narrows(project: Store) -> None:
    daegu = project.entities.find("Daegu", type="place")[0].id
    project.mentions.reject(project.mentions.where("lang:en", entity=daegu))
    ids = project.concordance.ids(ConcordanceQuery(entities=(daegu,)))
    assert set(ids) == set(project.mentions.where("lang:ko", entity=daegu))
    assert {line.mention.entity_id for line in project.concordance.lines(ids)} == {daegu}
    rejected = project.concordance.ids(ConcordanceQuery(states=("rejected",)))
    assert set(rejected) == set(project.mentions.where("", state="rejected"))
    places = project.concordance.ids(replace(ALL, types=("place",), where="lang:ko"))
    assert set(places) == set(project.mentions.where("lang:ko", type="place"))
    named = project.concordance.ids(replace(ALL, name="D a-EGU"))
    assert {folded(line.mention.quote) for line in project.concordance.lines(named)} == {"daegu"}
    few = list(ids[:2])
    assert set(project.concordance.ids(replace(ALL, mentions=tuple(few)))) == set(few)
    assert project.concordance.among(ConcordanceQuery(entities=(daegu,)), [*few, *rejected]) == set(few)


def test_lines_quote_what_stands_around(project: Store) -> None:
    lines = project.concordance.lines(project.concordance.ids(ALL))
    for line in lines:
        text, mention = project.articles.text(line.mention.article), line.mention
        assert text[mention.start - len(line.before) : mention.end + len(line.after)] == (
            line.before + mention.quote + line.after
        )
        assert "\n" not in line.before + line.after
    water = article_of(project, "en/water.txt").article
    line = next(each for each in lines if each.mention.article == water.id)
    assert (line.title, line.outlet, line.published, line.source) == (
        water.title, water.outlet, water.published, "en/water.txt",
    )  # fmt: skip
    assert project.concordance.lines([99_999]) == ()


def test_uncertain_ones_come_first_and_frequent_names_together(project: Store) -> None:
    accepted = project.mentions.where("lang:en", type="place")
    project.mentions.accept(accepted)
    lines = project.concordance.lines(project.concordance.ids(ALL))
    scores = [line.mention.score if line.mention.state == "suggested" else 2 for line in lines]
    assert scores == sorted(scores, key=lambda score: 1.001 if score is None else score)
    names = [
        folded(line.mention.quote)
        for line in project.concordance.lines(project.concordance.ids(replace(ALL, sort="name")))
    ]
    times = [names.count(name) for name in names]
    assert times == sorted(times, reverse=True)
    counts = project.concordance.names(ALL)
    assert [count.mentions for count in counts] == sorted(map(names.count, set(names)), reverse=True)
    assert [count.folded for count in counts] == list(dict.fromkeys(names))
    assert all(folded(count.name) == count.folded for count in counts)


def test_contexts_are_sorted_from_the_mention_outwards(project: Store) -> None:
    for sort in ("left", "right"):
        lines = project.concordance.lines(project.concordance.ids(replace(ALL, sort=sort)))
        keys = [normal(line.after[:40] if sort == "right" else line.before[-40:][::-1]).lstrip() for line in lines]
        assert keys == sorted(keys)


def test_articles_and_scores_sort_too(project: Store) -> None:
    lines = project.concordance.lines(project.concordance.ids(replace(ALL, sort="article")))
    dates = [line.published for line in lines]
    assert dates == sorted(dates, key=lambda date: date or "", reverse=True)
    scored = project.concordance.lines(project.concordance.ids(replace(ALL, sort="-score")))
    scores = [line.mention.score for line in scored if line.mention.score is not None]
    assert scores == sorted(scores, reverse=True)


def test_removed_articles_are_left_out(project: Store) -> None:
    water = article_of(project, "en/water.txt")
    ids = project.concordance.ids(replace(ALL, where=f"id:{water.article.id}"))
    assert ids
    span = span_of(water, "sensors")
    project.mentions.add(water.article.id, *span, type="technology")
    project.articles.remove([water.article.id])
    assert not set(ids) & set(project.concordance.ids(ALL))
    assert project.concordance.lines(ids) == ()
