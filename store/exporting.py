"""Exporting: marked articles out, in a format that other tools read; whole or not at all, each span proved."""

from __future__ import annotations

import os
import shutil
import time
from array import array
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import NoReturn

from store.collecting import held_back
from store.dataset.counts import Counts
from store.dataset.form import DETAILS, HOLDS, Format, had
from store.dataset.items import Dataset, Item
from store.db import reading
from store.errors import StoreBug, UserError
from store.export_articles import Items, chosen, dataset_of, parts_of, refuse_unknown
from store.export_files import FolderFiles, Sink, put_in_place, refuse_place, scratch_of
from store.export_formats import export_format, known_formats
from store.export_papers import write_papers
from store.records import (
    INCLUDES,
    MARKS,
    OVERLAPS,
    TARGETS,
    TEXTS,
    Agreement,
    ExportReport,
    Progress,
    Recipe,
)  # fmt: skip
from store.store import Store, open_project

__all__ = ["BATCH", "export", "known_formats", "settled"]

BATCH = 200
"""How many records are written between two signs of progress."""


def export(
    project: Path,
    out: Path,
    recipe: Recipe | None = None,
    *,
    format: str = "",
    where: str = "",
    include: str = "accepted",
    flavour: str = "",
    one_per_group: bool = False,
    ids: Sequence[int] | None = None,
) -> Generator[Progress, None, ExportReport]:
    """Export articles by a recipe, or by the few options that stand for one, to `out`: a file or a folder.

    One-file formats write a file, unless the dataset is split. `ids` are articles chosen one by one. Yields as it goes;
    closing the generator leaves nothing behind. Before it is renamed into place everything is read back and compared with
    what was to be written. Raises UserError for what is not offered, a place that cannot be written, a full disk.
    """
    began = time.perf_counter()
    out = Path(os.path.abspath(out))  # noqa: PTH100  a link is kept as one, and "." gets a name
    recipe = settled(
        recipe or Recipe(format=format, where=where, include=include, flavour=flavour, one_per_group=one_per_group)
    )
    form = export_format(recipe.format)
    folder = not form.suffix or bool(recipe.split)
    refuse_place(out, project, folder=folder)
    scratch = scratch_of(out)
    try:
        # All of it is read at one state of the project: articles, marks, codebook, and the change that the manifest names.
        with open_project(project) as store, reading(store.db):
            refuse_unknown(store, recipe)
            scratch.mkdir(parents=True)
            run = _Run(store, form, recipe, scratch, out.name, folder=folder)
            yield from run.steps(ids)
        size = put_in_place(scratch, out, folder=folder)
    except OSError as error:
        raise UserError(f"{out} cannot be written ({error.strerror or error}); nothing was left behind.") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return ExportReport(
        path=str(out),
        articles=run.articles,
        bytes=size,
        seconds=round(time.perf_counter() - began, 3),
        losses=run.dataset.losses.sentences(),
        records=run.records,
        writing=round(run.writing, 3),
        proving=round(run.proving, 3),
        splits=tuple(run.splits.items()),
        split=run.dataset.split,
    )


def settled(recipe: Recipe) -> Recipe:
    """Give a recipe with its flavour said, and overlaps resolved where its format cannot hold them.

    Raises UserError for a format or an option that is not offered.
    """
    form = export_format(recipe.format)
    _one_of(recipe.include, INCLUDES, "cannot be included")
    _one_of(recipe.marks, MARKS, "is no kind of marks")
    _one_of(recipe.text, TEXTS, "is no text to export")
    _one_of(recipe.overlaps, OVERLAPS, "is nothing to do with overlaps")
    _one_of(recipe.target, TARGETS, "is no program whose way of counting is known")
    flavours = tuple(name for name, _ in form.flavours)
    flavour = recipe.flavour or (flavours[0] if flavours else "")
    if flavours:
        _one_of(flavour, flavours, "is no flavour of this format")
    elif flavour:
        raise UserError(f"The format {form.name} has no flavours; leave “{flavour}” out.")
    # Native JSONL is lossless: every mention goes out with its state, whatever is included elsewhere.
    include = "all" if form.name == "jsonl" else recipe.include
    one_each = "spans" in form.holds and "overlaps" not in form.holds
    overlaps = "longest" if recipe.overlaps == "keep" and one_each else recipe.overlaps
    return replace(recipe, flavour=flavour, include=include, overlaps=overlaps)


def _one_of(value: str, words: Sequence[str], what: str) -> None:
    if value not in words:
        raise UserError(f"“{value}” {what}; choose one of {', '.join(words)}.")


@dataclass(slots=True)
class _Written:
    """One run of a format: what it promised of each item, to be compared with what is read back."""

    dataset: Dataset
    folder: Path
    items: Iterator[Item]
    promises: array[int] = field(default_factory=lambda: array("q"))


class _Run:
    """One export on its way: written, proved, described."""

    def __init__(self, store: Store, form: Format, recipe: Recipe, scratch: Path, name: str, *, folder: bool) -> None:
        self.articles = self.records = 0
        self.writing = self.proving = 0.0
        self.splits: Counter[str] = Counter()
        self.dataset = dataset_of(store, recipe, file=name)
        self._store = store
        self._form = form
        self._recipe = recipe
        self._name = name
        self._folder = folder
        self._root = scratch / name if folder else scratch
        self._counts = Counts()

    def steps(self, ids: Sequence[int] | None) -> Generator[Progress, None, None]:
        """Do the work."""
        self._root.mkdir(exist_ok=True)
        found = chosen(self._store, self._recipe, ids)
        parts, report = parts_of(self._store, found, self._recipe, self.dataset.losses)
        self.dataset = replace(self.dataset, split=report)
        items = Items(self._store, self._recipe, self.dataset)
        began = time.perf_counter()
        runs = list(self._runs(parts, items, len(found)))
        for written in runs:
            yield from self._write(written, items, len(found))
        self.articles = items.articles
        self.writing = time.perf_counter() - began
        yield from self._prove(runs)
        self.proving = time.perf_counter() - began - self.writing
        agreed = yield from self._agreement(found)
        self.dataset = replace(self.dataset, agreement=agreed)
        self._counts.articles, self._counts.records = self.articles, self.records
        self._counts.splits.update(self.splits)
        write_papers(self.dataset, self._counts, self._root, None if self._folder else self._name)

    def _agreement(self, found: Sequence[int]) -> Generator[Progress, None, Agreement | None]:
        """Measure how far those agree whose taggings go out: one alone agrees with nobody."""
        from store.agreements import agreement_on  # with all that measures it

        names = self._recipe.annotators
        if len(names) == 1:
            return None
        return (
            yield from agreement_on(self._store, found, self._recipe.where, annotators=names, level=self._recipe.level)
        )

    def _runs(self, parts: Mapping[str, Sequence[int]], items: Items, total: int) -> Iterator[_Written]:
        if self._form.own_splits or not self._recipe.split:
            source = chain.from_iterable(items.stream(ids, split=name) for name, ids in parts.items())
            yield _Written(replace(self.dataset, total=total), self._root, source)
            return
        for name, ids in parts.items():
            dataset = replace(self.dataset, total=len(ids), file=f"{name}{self._form.suffix}")
            place = self._root if self._form.suffix else self._root / name
            yield _Written(dataset, place, items.stream(ids, split=name))

    def _write(self, written: _Written, items: Items, total: int) -> Generator[Progress, None, None]:
        written.folder.mkdir(parents=True, exist_ok=True)
        sink = Sink(written.folder)
        told = items.articles
        try:
            if self._form.suffix:
                (written.folder / written.dataset.file).touch()
            for piece in self._form.write(self._watched(written), written.dataset):
                sink.put(piece)
                if items.articles - told >= BATCH:
                    told = items.articles
                    yield Progress(done=told, total=total, label="Exporting")
            yield Progress(done=items.articles, total=total, label="Exporting")
        finally:
            sink.close()

    def _watched(self, written: _Written) -> Iterator[Item]:
        """Give the items to the writer, keeping what it promises of each, and what it cannot hold."""
        promise, dataset, losses = self._form.promise, written.dataset, self.dataset.losses
        holds = self._form.holds
        # Of what is left out altogether, no more need be said.
        told = HOLDS if "spans" in holds else [name for name in HOLDS if name not in DETAILS]
        lacks = [name for name in told if name not in holds and name != "overlaps"]
        for item in written.items:
            self.records += 1
            if item.split:
                self.splits[item.split] += 1
            for name in lacks:
                losses.add(name, had(item, name))
            self._counts.add(item.marked)
            if (promised := promise(item, dataset)) is not None:
                written.promises.append(hash(promised))
            yield item

    def _prove(self, runs: Iterable[_Written]) -> Generator[Progress, None, None]:
        done = 0
        for written in runs:
            files = FolderFiles(written.folder)
            found = array("q")
            proofs = map(hash, self._form.read(files, written.dataset))
            while some := _several(proofs):
                found.extend(some)
                yield Progress(done=done + len(found), total=self.records, label="Proving")
            done += len(found)
            # Mostly they come in the order in which they were written; files come by their names.
            if found != written.promises and sorted(found) != sorted(written.promises):
                self._say_what_differs(files, written, len(found))
        yield Progress(done=done, total=self.records, label="Proving")

    def _say_what_differs(self, files: FolderFiles, written: _Written, found: int) -> NoReturn:
        promised = frozenset(written.promises)
        odd = next((p for p in self._form.read(files, written.dataset) if hash(p) not in promised), None)
        where = f"record {odd.key} reads back otherwise: {odd}" if odd is not None else "records are missing"
        raise StoreBug(f"the export as {self._form.name} is not what was written ({len(promised)}/{found}): {where}")


def _several(values: Iterator[int]) -> list[int]:
    """Take the next of these, as many as lie between two signs of progress; to read them makes very many objects at once."""
    with held_back():
        return list(islice(values, BATCH))
