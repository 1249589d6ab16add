"""Linting: a project is gone through by a recipe, and what is odd in what would be written is told; nothing is written."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from store.annotators import CONSENSUS
from store.dataset.items import Losses
from store.dataset.lint import Lint
from store.dataset.linted import RARE, Linted, LintRules
from store.dataset.projection import Projection, ranks
from store.db import reading
from store.export_articles import anonymiser, chosen, dataset_of, refuse_unknown
from store.export_formats import export_format
from store.exporting import settled
from store.records import LintReport, Progress, Recipe
from store.store import Store, open_project

BATCH = 200
"""How many articles are looked at between two signs of progress."""


def lint(
    project: Path, recipe: Recipe, *, ids: Sequence[int] | None = None, rare: int = RARE
) -> Generator[Progress, None, LintReport]:
    """Look for what is odd in what a recipe would write now, at one state of the project; `ids` are articles chosen one by one.

    A label on fewer than `rare` articles is rare. Raises UserError for what is not offered, QueryError for a filter that
    cannot be read.
    """
    recipe = settled(recipe)
    with open_project(project) as store, reading(store.db):
        refuse_unknown(store, recipe)
        dataset = dataset_of(store, recipe, file="")
        paths = dataset.paths()
        rules = LintRules(recipe=recipe, form=export_format(recipe.format), tags=paths, rare=rare, consensus=CONSENSUS)
        found = chosen(store, recipe, ids)
        seen = Lint(rules)
        for article in _articles(store, recipe, found, tuple(paths)):
            seen.see(article)
            if seen.articles % BATCH == 0:
                yield Progress(done=seen.articles, total=len(found), label="Linting")
        yield Progress(done=seen.articles, total=len(found), label="Linting")
    return LintReport(articles=seen.articles, records=seen.records, findings=seen.findings())


def _articles(store: Store, recipe: Recipe, ids: Sequence[int], paths: tuple[str, ...]) -> Iterator[Linted]:
    """Take each article the way that an export takes it, and count what it loses there."""
    lost = Losses()
    projection = Projection(recipe, lost, ranks(paths, ()))
    hide = anonymiser(store, Losses()) if recipe.anonymise else None
    groups = store.duplicates.groups()
    for marked in store.marked.stream(ids):
        lost.counts.clear()
        whole = hide.anonymised(marked) if hide is not None else marked
        taken = projection.chosen(whole)
        records = tuple(projection.records(taken))
        yield Linted(
            whole=whole,
            chosen=taken,
            records=records,
            lost=dict(lost.counts),
            group=groups.get(marked.article.id, 0),
        )
