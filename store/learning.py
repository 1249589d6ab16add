"""Learning: the project's own recogniser, trained on what a person accepted and rejected; long work that can be stopped."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from store.errors import UserError
from store.recognition.learned.clusters import Clusters, learn_clusters
from store.recognition.learned.judging import Judged, judged_of
from store.recognition.learned.labels import Span
from store.recognition.learned.model import Member, Model, Taught, pack, script_of
from store.recognition.learned.morphemes import available, edition
from store.recognition.learned.scoring import Tally, best_threshold, cross_fitted
from store.recognition.learned.sights import views_of
from store.recognition.learned.surfaces import marks_of
from store.recognition.learned.vectors import Axes, learn_axes
from store.recognition.learned.words import stems_of
from store.records import LEAST_OF_TYPE, KnownName, LearnReport, Progress, WantingType
from store.store import Store, open_project
from store.training import FOLDS, Annotated, School, Task, Trained, train
from store.workers import Workers

LEAST_ARTICLES = 5
"""From how many articles with accepted mentions on there is something to learn, in one script."""

LEAST_MARKS = 20
"""How many accepted mentions they need to hold."""

PASSED_OVER, PASSED_ARTICLES = 6, 25
"""A type of which so many were found in so many wholly annotated articles, and none accepted, is not wanted."""

READ_CHARACTERS = 2_000_000
"""How much of the project's text the clusters are learned from, in code points: beyond it they hardly change."""

Types = Mapping[str, tuple[str, ...]]
"""By script the entity types to be learned."""


def learn(project: Path, *, trust: bool = False, morphemes: bool = True) -> Generator[Progress, None, LearnReport]:
    """Train the project's own recogniser and keep it with the project; an article with an accepted mention counts as
    wholly annotated. It is used by `recognize` only once it is trusted. Kiwi takes part where it is installed, unless
    `morphemes` is false.

    Yields after each part; closing the generator stops it with nothing changed. Raises UserError where there is too
    little to learn from.
    """
    with open_project(project) as store:
        return (yield from learn_from(store, trust=trust, morphemes=morphemes))


def learn_from(store: Store, *, trust: bool = False, morphemes: bool = True) -> Generator[Progress, None, LearnReport]:
    """Train through `store`, as `learn` does."""
    began = time.perf_counter()
    annotated = _annotated(store)
    types = _types(annotated)
    if not types:
        raise UserError(_too_little(annotated))
    morphemes = morphemes and available() and "hangul" in types
    tasks = [
        task
        for script in sorted(types)
        for task in (
            *(Task(script=script, fold=fold) for fold in range(FOLDS)),
            *(Task(script=script, view=view) for view in views_of(script, morphemes=morphemes)),
        )
    ]
    total = len(tasks) + 1
    yield Progress(done=0, total=total, label="Learning")
    clusters, axes = _surroundings(store, morphemes=morphemes)
    yield Progress(done=1, total=total, label="Learning")
    trained: list[Trained] = []
    arguments = (annotated, _names(store), clusters, types, morphemes, axes)
    with Workers(prepare=School, arguments=arguments) as workers:
        for each in workers.map_prepared(train, tasks):
            trained.append(each)
            yield Progress(done=1 + len(trained), total=total, label="Learning")
        judged = _judged(types, trained, workers)
    passed = {script: _passed_over(annotated, trained, script) for script in types}
    model = _taught(annotated, types, passed, trained, judged, clusters, axes)
    report = replace(
        _report(annotated, types, trained, judged),
        passed_over=tuple(sorted({kind for kinds in passed.values() for kind in kinds})),
        morphemes=morphemes,
        edition=edition() if morphemes else "",
        trusted=trust,
        seconds=time.perf_counter() - began,
    )
    store.learned.keep(report, pack(model), fingerprint=_fingerprint(annotated))
    return report


def _passed_over(annotated: Sequence[Annotated], trained: Sequence[Trained], script: str) -> tuple[str, ...]:
    """List the types that the reader left unmarked wherever the patterns found them, often enough to mean it."""
    several = [each for each in annotated if each.accepted and script_of(each.article.text) == script]
    accepted = {kind for each in annotated for _, _, kind in each.accepted}
    found: Counter[str] = Counter()
    for each in trained:
        if each.task.script == script:
            found.update(each.others)
    if len(several) < PASSED_ARTICLES:
        return ()
    return tuple(sorted(kind for kind, count in found.items() if count >= PASSED_OVER and kind not in accepted))


def is_stale(store: Store) -> bool:
    """Say whether mentions were accepted or rejected since the recogniser was trained, or Kiwi, if it took part, is another."""
    report = store.learned.report()
    if report is None or report.edition not in ("", edition()):
        return True
    return store.learned.fingerprint() != _fingerprint(_annotated(store))


def _annotated(store: Store) -> list[Annotated]:
    spans: dict[int, dict[str, list[Span]]] = {}
    for article, start, end, kind, state in store.db.conn.execute(
        'select m.article, m.start, m."end", m.type, m.state from mention m join article a on a.id = m.article'
        " where a.removed = 0 and m.state in ('accepted', 'rejected')"
        ' order by m.article, m.start, m."end", m.type'
    ):
        spans.setdefault(article, {"accepted": [], "rejected": []})[state].append((start, end, kind))
    groups = dict(store.db.conn.execute("select article, grp from duplicate_group").fetchall())
    return [
        Annotated(
            article=article,
            accepted=tuple(spans[article.id]["accepted"]),
            rejected=tuple(spans[article.id]["rejected"]),
            group=groups.get(article.id, article.id),
        )
        for article in store.articles.several(list(spans))
    ]


def _types(annotated: Sequence[Annotated]) -> Types:
    found = {}
    for script in ("hangul", "latin"):
        several = [each for each in annotated if each.accepted and script_of(each.article.text) == script]
        marks = Counter(kind for each in several for _, _, kind in each.accepted)
        spread = Counter(kind for each in several for kind in {span[2] for span in each.accepted})
        kinds = tuple(sorted(kind for kind in marks if marks[kind] >= LEAST_OF_TYPE and spread[kind] >= 2))
        if len(several) >= LEAST_ARTICLES and sum(marks[kind] for kind in kinds) >= LEAST_MARKS:
            found[script] = kinds
    return found


def _too_little(annotated: Sequence[Annotated]) -> str:
    articles = sum(bool(each.accepted) for each in annotated)
    marks = sum(len(each.accepted) for each in annotated)
    return (
        f"There is too little to learn from yet: {marks:,} accepted mentions in {articles:,} articles; accept or mark all"
        f" mentions of at least {LEAST_ARTICLES} articles in one language, {LEAST_MARKS} or more in all, and try again."
    )


def _surroundings(store: Store, *, morphemes: bool) -> tuple[Clusters, Axes | None]:
    """Learn the clusters of the project's words, and with Kiwi where its morphemes lie."""
    length = store.db.conn.execute("select coalesce(sum(length), 0) from article where removed = 0").fetchone()[0]
    step = max(1, -(-int(length) // READ_CHARACTERS))
    texts = [
        str(row[0])
        for row in store.db.conn.execute(
            "select t.text from article_text t join article a on a.id = t.article"
            " where a.removed = 0 and a.id % ? = 0 order by a.id",
            (step,),
        )
    ]
    # In a process of its own: a window shares this one.
    with Workers(always=True) as workers:
        return next(workers.map(_surroundings_of, [(texts, morphemes)]))


def _surroundings_of(task: tuple[Sequence[str], bool]) -> tuple[Clusters, Axes | None]:
    texts, morphemes = task
    return learn_clusters(stems_of(texts)), learn_axes() if morphemes else None


def _names(store: Store) -> tuple[KnownName, ...]:
    """List the known names without those that only one article has taught: a new article would not have them known."""
    once = {
        row[0]
        for row in store.db.conn.execute(
            "select m.entity from mention m join entity e on e.id = m.entity"
            " where m.state = 'accepted' and e.origin <> 'gazetteer' group by m.entity having count(distinct m.article) = 1"
        )
    }
    return tuple(name for name in store.entities.known_names() if name.entity not in once)


def _judged(types: Types, trained: Sequence[Trained], workers: Workers) -> Mapping[str, Judged]:
    """Learn, for each script, to judge what fields think of articles kept back from them."""
    kept = [
        [each.kept for each in trained if each.task.script == script and each.task.fold is not None] for script in types
    ]
    return dict(zip(types, workers.map(judged_of, kept), strict=True))


def _taught(
    annotated: Sequence[Annotated],
    types: Types,
    passed: Types,
    trained: Sequence[Trained],
    judged: Mapping[str, Judged],
    clusters: Clusters,
    axes: Axes | None,
) -> Taught:
    return Taught(
        models=tuple(
            Model(
                script=script,
                types=kinds,
                passed=passed[script],
                morphemes=axes is not None and script == "hangul",
                edition="" if axes is None or script != "hangul" else edition(),
                axes=axes if script == "hangul" else None,
                threshold=best_threshold(judged[script].parts),
                judgement=judged[script].judgement,
                marks=marks_of(
                    (each.article.text, [span for span in each.accepted if span[2] in kinds])
                    for each in annotated
                    if script_of(each.article.text) == script
                ),
                members=tuple(
                    Member(view=each.task.view, field=each.written)
                    for each in trained
                    if each.task.script == script and each.task.view is not None
                ),
            )
            for script, kinds in sorted(types.items())
        ),
        clusters=clusters,
    )


def _report(
    annotated: Sequence[Annotated], types: Types, trained: Sequence[Trained], judged: Mapping[str, Judged]
) -> LearnReport:
    learned, patterns = Tally(), Tally()
    for script in judged.values():
        learned.add_all(cross_fitted(script.parts))
    for each in trained:
        if each.patterns is not None:
            patterns.add_all(each.patterns)
    used = [each for each in annotated if each.accepted and script_of(each.article.text) in types]
    marks = Counter(span[2] for each in annotated for span in each.accepted)
    known = {kind for kinds in types.values() for kind in kinds}
    return LearnReport(
        articles=len(used),
        mentions=sum(len(each.accepted) for each in used),
        rejected=sum(len(each.rejected) for each in annotated),
        overall=learned.overall(),
        types=learned.by_type(),
        patterns=patterns.overall(),
        wanting=tuple(WantingType(type=kind, marked=marks[kind]) for kind in sorted(marks) if kind not in known),
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _fingerprint(annotated: Sequence[Annotated]) -> str:
    facts = [(each.article.uid, each.accepted, each.rejected) for each in annotated]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()
