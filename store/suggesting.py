"""Learning to suggest tags: long work that can be stopped, and is done again only where taggings have changed."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from store.lessons import Gathering, fingerprint, gather
from store.passage_lessons import PassageGathering, gather_passages, passage_fingerprint
from store.records import Progress, TagScores, TagsReport
from store.store import Store, open_project
from store.suggest.calibration import reliability
from store.suggest.learner import Learned, Lessons, learn
from store.suggest.model import best_first, pack
from store.suggest.usefulness import usefulness
from store.suggest_models import KINDS, Kind
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


def learn_tags(
    project: Path, *, again: bool = False, seen_by: str | None = None
) -> Generator[Progress, None, TagsReport | None]:
    """Learn to suggest the tags of a project, for articles and for passages, where anything changed since, or `again`.

    In blind mode `seen_by` names the annotator from whose marks alone it is learned. A larger project is learned from in
    a process of its own, which only reads it. Yields as it goes; closing the generator stops it with no half of a model
    kept. Gives what was learned of articles; None where there is too little.
    """
    with _opened(project, seen_by) as store:
        stale = [kind for kind in KINDS if again or is_stale(store, kind)]
        if stale and store.search.count() >= APART:
            with Workers(always=True) as workers:
                for kind in stale:
                    work = workers.one(_taught_apart, (project, seen_by, kind))
                    while True:
                        try:
                            next(work)
                        except StopIteration as ended:
                            _keep(store, kind, ended.value)
                            break
                        yield Progress(done=0, total=0, label="Learning tags")
        else:
            for kind in stale:
                _keep(store, kind, (yield from _teach(store, kind)))
        return store.suggestions.report()


def learn_tags_from(
    store: Store, *, again: bool = False, kind: Kind = "article"
) -> Generator[Progress, None, TagsReport | None]:
    """Learn of one kind through `store`, as `learn_tags` does, here and now."""
    if again or is_stale(store, kind):
        _keep(store, kind, (yield from _teach(store, kind)))
    return (store.suggestions if kind == "article" else store.passage_suggestions).report()


def _opened(project: Path, seen_by: str | None) -> Store:
    store = open_project(project)
    if seen_by is not None:
        store.annotator = seen_by
        store.blind = True
    return store


def _taught_apart(task: tuple[Path, str | None, Kind]) -> Taught | None:
    """Learn in a process of its own; None too where nobody waits for it any more."""
    project, seen_by, kind = task
    with _opened(project, seen_by) as store:
        work = _teach(store, kind)
        while is_wanted():
            try:
                next(work)
            except StopIteration as ended:
                taught: Taught | None = ended.value
                return taught
    return None


def _keep(store: Store, kind: Kind, taught: Taught | None) -> None:
    if kind == "article":
        if taught is None:
            store.suggestions.forget()
        else:
            store.suggestions.keep(taught.report, taught.model, fingerprint=taught.fingerprint, scores=taught.scores)
    elif taught is None:
        store.passage_suggestions.forget()
    else:
        store.passage_suggestions.keep(taught.report, taught.model, fingerprint=taught.fingerprint)


def _teach(store: Store, kind: Kind) -> Generator[Progress, None, Taught | None]:
    return _teach_articles(store) if kind == "article" else _teach_passages(store)


def _teach_articles(store: Store) -> Generator[Progress, None, Taught | None]:
    """Learn of articles, and write nothing; None where there is too little to learn from."""
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
    learned = yield from _learned(lessons)
    report = _report(store, lessons, learned, began, "article")
    return Taught(report, pack(learned.model), _scores(found.articles, lessons, learned), mark)


def _teach_passages(store: Store) -> Generator[Progress, None, Taught | None]:
    """Learn of passages, and write nothing; None where no tag is on enough of them."""
    began = time.perf_counter()
    mark = passage_fingerprint(store)
    lessons: Lessons | None = None
    for step in gather_passages(store):
        if isinstance(step, PassageGathering):
            lessons = step.lessons()
        else:
            yield Progress(done=0, total=_STEPS, label="Reading passages for suggestions")
    if lessons is None:
        return None
    learned = yield from _learned(lessons)
    return Taught(_report(store, lessons, learned, began, "passage"), pack(learned.model), (), mark)


def _learned(lessons: Lessons) -> Generator[Progress, None, Learned]:
    work = learn(lessons)
    done = 0
    while True:
        try:
            next(work)
        except StopIteration as ended:
            learned: Learned = ended.value
            return learned
        done = min(_STEPS - 1, done + 1)
        yield Progress(done=done, total=_STEPS, label="Learning tags")


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


def is_stale(store: Store, kind: Kind = "article") -> bool:
    """Say whether what suggestions of this kind are learned from changed since."""
    if kind == "article":
        return store.suggestions.fingerprint() != fingerprint(store)
    return store.passage_suggestions.fingerprint() != passage_fingerprint(store)


def _report(store: Store, lessons: Lessons, learned: Learned, began: float, unit: Kind) -> TagsReport:
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
        unit=unit,
    )
