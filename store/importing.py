"""Importing: files in, articles stored, indexed and recognised; long work that tells its progress and can be stopped."""

from __future__ import annotations

import time
from array import array
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from store.bitmap_building import renew_bitmaps
from store.bundle_intake import BundleIntake
from store.bundles import Files, bundle_of
from store.db import in_bulk, writing
from store.errors import UserError
from store.fulltext import merge
from store.intake import Intake
from store.interchange.reading import DATASETS
from store.items import Item, items_of, kind_of_file, refuse_kind
from store.native import NativeIntake, is_native
from store.pace import Pace
from store.packed_bundles import gather_all
from store.parse.mapping import Mapped
from store.parsing import Parsed, parse_all
from store.recognizing import recognize_articles
from store.record_intake import RecordIntake
from store.records import ArticleDraft, Change, Failure, ImportReport, Outcome, Progress, SourceCorrection
from store.sources import SourceFile, earlier_in_bin, in_bin, scan
from store.store import Store, open_project
from store.workers import Workers

NOTHING_PUT_RIGHT: Mapping[str, SourceCorrection] = MappingProxyType({})
"""The corrections of an import of which nothing was put right before."""


@dataclass(slots=True)
class _Tally:
    """What has happened so far; the report is made of it."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    left: int = 0
    duplicates: int = 0
    reached: int = 0
    failed: list[Failure] = field(default_factory=list)
    warnings: list[Failure] = field(default_factory=list)
    fresh: array[int] = field(default_factory=lambda: array("q"))
    outcomes: list[Outcome] = field(default_factory=list)
    batch: int | None = None

    def leave(self, source: str, reason: str) -> None:
        """Count a source that is left out because its article was deleted."""
        self.left += 1
        self.warnings.append(Failure(source=source, reason=reason))
        self.outcomes.append(Outcome(fate="unchanged", source=source, reason=reason))

    def report(self, seconds: float) -> ImportReport:
        return ImportReport(
            batch=self.batch,
            imported=self.imported,
            updated=self.updated,
            unchanged=self.unchanged + self.left,
            duplicates=self.duplicates,
            failed=tuple(self.failed),
            warnings=tuple(self.warnings),
            seconds=round(seconds, 3),
        )


def import_paths(
    project: Path,
    paths: Sequence[Path],
    *,
    recognize: bool = True,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    skip: Collection[str] = (),
    corrections: Mapping[str, SourceCorrection] = NOTHING_PUT_RIGHT,
) -> Generator[Progress, None, ImportReport]:
    """Import files and folders into a project; what cannot be read becomes a line of the report, never a stop.

    `kind` says what all files are where their names and first bytes do not; `mapping` (field to column) goes over what
    is guessed or remembered of tables; sources in `skip`, by their name or origin, are left out. `corrections` are what
    was put right in sources before, by their origin; they are kept as corrections of the articles. Yields after each
    batch; closing the generator stops it with whole articles stored. With `recognize`, the articles that came in are
    recognised before it returns. Raises UserError if a path is not there or the kind is none.
    """
    began = time.perf_counter()
    refuse_kind(kind)
    bundles, files = gather_all(list(scan(paths)), kind)
    tally = _Tally()
    with open_project(project) as store, in_bulk(store.db):
        yield from store.duplicates.rebuild()  # of a project made before copies were looked for, or differently
        intake = Intake(store, label=", ".join(str(path.name or path) for path in paths)[:200])
        native = [file for file in files if is_native(file.path, kind=kind)]
        apart = set(native)
        plain = [file for file in files if file not in apart]
        with Workers() as workers:
            mapped = store.mappings.over(mapping)
            items = _new_items(store, plain, tally, bundles, kind=kind, mapping=mapped, skip=frozenset(skip))
            try:
                several = len(files) + len(bundles)
                yield from _plain(store, intake, parse_all(items, workers), tally, corrections, files=several)
                for file in native:
                    yield from _native(
                        store, intake, file, tally, workers, skip=frozenset(skip), corrections=corrections
                    )
                for bundle in bundles:
                    yield from _dataset(store, intake, bundle, tally, skip=frozenset(skip), corrections=corrections)
            finally:
                # Also where it is stopped: what has come in until then is told of later.
                _note(store, intake, tally)
        if tally.fresh:
            yield from merge(store.db)
        if recognize and tally.fresh:
            yield from recognize_articles(store, tally.fresh)
        yield from renew_bitmaps(store.db)
    return tally.report(time.perf_counter() - began)


def _note(store: Store, intake: Intake, tally: _Tally) -> None:
    """Keep what the articles of the batch do not tell themselves, where there is one."""
    tally.batch = intake.batch
    if tally.batch is None:
        return
    told = [Outcome(fate="failed", source=each.source, reason=each.reason) for each in tally.failed] + tally.outcomes
    if tally.unchanged:
        told.append(Outcome(fate="unchanged", count=tally.unchanged))
    with writing(store.db):
        store.batches.note(tally.batch, told)


def _progress(tally: _Tally, files: int) -> Progress:
    """Count files where there are several, else what came out of the one."""
    counted = tally.imported + tally.updated + tally.unchanged + tally.left + len(tally.failed)
    several = files > 1
    return Progress(
        done=tally.reached if several else counted,
        total=files if several else 0,
        label="Importing",
        change=Change(label="Import", everything=True),
    )


def _new_items(
    store: Store,
    files: Sequence[SourceFile],
    tally: _Tally,
    bundles: list[Files],
    *,
    kind: str | None,
    mapping: Mapped,
    skip: frozenset[str],
) -> Iterator[Item]:
    """Give the items that are worth parsing: not those that are here already, nor those the user left out.

    What turns out to be another tool's dataset is put to the others of these.
    """
    for number, file in enumerate(files, 1):
        try:
            found = kind or kind_of_file(file.path)
        except UserError as error:
            tally.failed.append(Failure(source=file.name, reason=str(error)))
            continue
        if found in DATASETS:
            bundles.append(bundle_of(file, found))
            continue
        for item in items_of(file, kind=found, mapping=mapping, number=number):
            if item.name in skip or item.origin in skip:
                continue
            if item.piece.failure is None and _is_here(store, item, tally):
                continue
            yield item


def _is_here(store: Store, item: Item, tally: _Tally) -> bool:
    """Say whether a source is here already, unchanged, or was deleted and stays so; and count it."""
    standing = store.sources.standing(item.name, origin=item.origin, digest=item.digest)
    if standing.fate not in ("unchanged", "deleted"):
        return False
    if standing.fate == "unchanged":
        tally.unchanged += 1
    else:
        tally.leave(item.name, in_bin(standing.deleted))
    return True


def _batches(stream: Iterator[tuple[Item, Parsed]], pace: Pace) -> Iterator[list[tuple[Item, Parsed]]]:
    batch: list[tuple[Item, Parsed]] = []
    for each in stream:
        batch.append(each)
        if len(batch) >= pace.size:
            yield batch
            batch = []
    if batch:
        yield batch


def _write(
    store: Store, intake: Intake, item: Item, parsed: Parsed, tally: _Tally, given: SourceCorrection | None
) -> None:
    if parsed.draft is None:
        tally.failed.append(Failure(source=item.name, reason=parsed.failure or "There is no article in it."))
        return
    # Asked again, because an earlier item of the same batch may have taken the name.
    if _is_here(store, item, tally):
        return
    standing = store.sources.standing(item.name, origin=item.origin, digest=item.digest)
    draft = parsed.draft
    lost: list[str] = []
    if standing.article is not None:
        article = standing.article
        tally.updated += 1
        lost = intake.replace(article, draft, digest=item.digest, prepared=parsed.digest, given=given)
        tally.warnings += [Failure(source=standing.name, reason=sentence) for sentence in lost]
    else:
        tally.imported += 1
        if standing.deleted is not None:
            tally.warnings.append(Failure(source=standing.name, reason=earlier_in_bin(standing.deleted)))
        tally.duplicates += intake.has_text(draft.text)
        article = intake.add(draft, source=standing.name, digest=item.digest, prepared=parsed.digest, given=given)
    _keep(store, item, standing.name, draft, article, new=standing.article is None)
    _put_tags(store, article, parsed.tags)
    tally.fresh.append(article)
    tally.warnings += [Failure(source=standing.name, reason=sentence) for sentence in draft.warnings]
    if standing.article is not None or draft.warnings:
        fate = "new" if standing.article is None else "updated"
        tally.outcomes.append(
            Outcome(fate=fate, source=standing.name, article=article, lost=tuple(lost), warnings=draft.warnings)
        )


def _keep(store: Store, item: Item, name: str, draft: ArticleDraft, article: int, *, new: bool) -> None:
    store.sources.keep(
        name,
        origin=item.origin,
        digest=item.digest,
        data=item.piece.data,
        encoding=draft.encoding,
        article=article,
        new=new,
    )


def _put_tags(store: Store, article: int, tags: Sequence[str]) -> None:
    """Put the tags that a row brings on its article, inside the import: they are no change of the user's."""
    for path in tags:
        store.taggings.insert(store.codebook.ensure(path), article)


def _plain(
    store: Store,
    intake: Intake,
    parsed: Iterator[tuple[Item, Parsed]],
    tally: _Tally,
    corrections: Mapping[str, SourceCorrection],
    *,
    files: int,
) -> Iterator[Progress]:
    """Write the articles of all other files, as many at a time as the pace allows."""
    pace = Pace()
    for batch in _batches(parsed, pace):
        with intake.together():
            for item, each in batch:
                _write(store, intake, item, each, tally, corrections.get(item.origin))
                tally.reached = item.file
        pace.end(len(batch))
        yield _progress(tally, files)
        pace.begin()


def _native(
    store: Store,
    intake: Intake,
    file: SourceFile,
    tally: _Tally,
    workers: Workers,
    *,
    skip: frozenset[str],
    corrections: Mapping[str, SourceCorrection],
) -> Iterator[Progress]:
    """Import one native JSONL file; its articles come with their mentions, so they are recognised only without any."""
    native = NativeIntake(store, intake, file)
    steps = native.read(workers, skip=skip, corrections=corrections)
    yield from _taken_in(steps, native.records, tally, name=file.name)


def _dataset(
    store: Store,
    intake: Intake,
    bundle: Files,
    tally: _Tally,
    *,
    skip: frozenset[str],
    corrections: Mapping[str, SourceCorrection],
) -> Iterator[Progress]:
    """Import one dataset of another tool's; where nothing in it is an entity, its articles are recognised."""
    dataset = BundleIntake(store, intake, bundle)
    steps = dataset.read(skip=skip, corrections=corrections)
    yield from _taken_in(steps, dataset.records, tally, name=bundle.name)


def _taken_in(steps: Iterator[int], records: RecordIntake, tally: _Tally, *, name: str) -> Iterator[Progress]:
    """Tell how many records of a file are in, step by step, and in the end what became of them."""
    tally.reached += 1
    try:
        for done in steps:
            yield Progress(
                done=done, total=0, label=f"Importing {name}", change=Change(label="Import", everything=True)
            )
    except UserError as error:
        tally.failed.append(Failure(source=name, reason=str(error)))
    _count(tally, records)


def _count(tally: _Tally, records: RecordIntake) -> None:
    tally.imported += records.imported
    tally.updated += records.updated
    tally.unchanged += records.unchanged
    tally.duplicates += records.duplicates
    tally.failed += records.failed
    tally.fresh += records.unmarked
    tally.outcomes += records.outcomes
    tally.warnings += records.warnings
    for each in records.left:
        tally.leave(each.source, each.reason)
    tally.warnings += [Failure(source=each.source, reason=lost) for each in records.outcomes for lost in each.lost]
