"""Learning to suggest tags: long work that can be stopped, and is done again only where taggings have changed."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from store.lessons import Gathering, fingerprint, gather
from store.records import Progress, TagScores, TagsReport
from store.store import Store, open_project
from store.suggest.calibration import reliability
from store.suggest.learner import Learned, Lessons, learn
from store.suggest.model import best_first, pack
from store.suggest.usefulness import usefulness
from store.workers import Workers, is_wanted

LEAST = 2
"""From how many tagged articles on there is something to learn."""

APART = 2_000
"""From how many articles on a process of its own is worth while: it takes a second to come up, and leaves the window free."""

BEST = 8
"""How many of the likeliest tags of an article are kept to sort by."""

_STEPS = 12


@dataclass(frozen=True, slots=True)
class Taught:
    """What was learned, to be kept: its report, the packed model, the scores of articles, and what it was learned from."""

    report: TagsReport
    model: bytes
    scores: Sequence[TagScores]
    fingerprint: str


def learn_tags(project: Path, *, again: bool = False) -> Generator[Progress, None, TagsReport | None]:
    """Learn to suggest the tags of a project where anything changed since, or `again`; None where there is too little.

    A larger project is learned from in a process of its own, which only reads it. Yields as it goes; closing the generator
    stops it with nothing changed.
    """
    with open_project(project) as store:
        if store.search.count() < APART:
            return (yield from learn_tags_from(store, again=again))
        if not again and not is_stale(store):
            return store.suggestions.report()
        with Workers(always=True) as workers:
            work = workers.one(_taught_apart, project)
            while True:
                try:
                    next(work)
                except StopIteration as ended:
                    return _kept(store, ended.value)
                yield Progress(done=0, total=0, label="Learning tags")


def learn_tags_from(store: Store, *, again: bool = False) -> Generator[Progress, None, TagsReport | None]:
    """Learn through `store`, as `learn_tags` does, here and now."""
    if not again and not is_stale(store):
        return store.suggestions.report()
    return _kept(store, (yield from _teach(store)))


def _taught_apart(project: Path) -> Taught | None:
    """Learn in a process of its own; None too where nobody waits for it any more."""
    with open_project(project) as store:
        work = _teach(store)
        while is_wanted():
            try:
                next(work)
            except StopIteration as ended:
                taught: Taught | None = ended.value
                return taught
    return None


def _kept(store: Store, taught: Taught | None) -> TagsReport | None:
    if taught is None:
        store.suggestions.forget()
        return None
    store.suggestions.keep(taught.report, taught.model, fingerprint=taught.fingerprint, scores=taught.scores)
    return taught.report


def _teach(store: Store) -> Generator[Progress, None, Taught | None]:
    """Learn, and write nothing; None where there is too little to learn from."""
    began = time.perf_counter()
    mark = fingerprint(store)
    found: Gathering | None = None
    for step in gather(store):
        if isinstance(step, Gathering):
            found = step
        else:
            yield Progress(done=0, total=_STEPS, label="Reading for suggestions")
    if found is None or len(found.known.tags) < LEAST:
        return None
    lessons = found.lessons()
    if not lessons.tags:
        return None
    work = learn(lessons)
    done = 0
    while True:
        try:
            next(work)
        except StopIteration as ended:
            learned: Learned = ended.value
            break
        done = min(_STEPS - 1, done + 1)
        yield Progress(done=done, total=_STEPS, label="Learning tags")
    report = _report(store, lessons, learned, began)
    return Taught(report, pack(learned.model), _scores(found.articles, lessons, learned), mark)


def _scores(articles: list[int], lessons: Lessons, learned: Learned) -> list[TagScores]:
    """Score the untagged articles that were read: how useful each is to tag next, and its likeliest tags."""
    rows = np.flatnonzero(lessons.known == 0)
    hashed = lessons.texts.rows(rows)
    model = learned.model
    probabilities = model.probabilities(hashed)
    useful = usefulness(probabilities, model.vocabulary.of(hashed), model.vocabulary, exclusive=model.exclusive)
    return [
        TagScores(
            article=articles[row],
            useful=int(useful[place]),
            best=tuple(best_first(model.tags, probabilities[place])[:BEST]),
        )
        for place, row in enumerate(rows.tolist())
    ]


def is_stale(store: Store) -> bool:
    """Say whether taggings, rejections or articles changed since suggestions were learned."""
    return store.suggestions.fingerprint() != fingerprint(store)


def _report(store: Store, lessons: Lessons, learned: Learned, began: float) -> TagsReport:
    truth = lessons.tagged[learned.rows]
    bar = store.suggestions.bar()
    if lessons.exclusive:
        guess = np.eye(len(lessons.tags), dtype=np.float32)[learned.held_out.argmax(axis=1)]
    else:
        guess = (learned.held_out >= bar).astype(np.float32)
    hits = (guess * truth).sum(0)
    f1 = 2 * hits / np.maximum(1, guess.sum(0) + truth.sum(0))
    return TagsReport(
        articles=int(truth.any(axis=1).sum()),
        untagged=int((lessons.known == 0).sum()),
        exclusive=lessons.exclusive,
        tags=reliability(lessons.tags, learned.held_out, truth, bar=bar),
        weights=tuple(round(float(weight), 3) for weight in learned.untagged_weights),
        bar=bar,
        macro_f1=float(f1.mean()),
        seconds=time.perf_counter() - began,
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
