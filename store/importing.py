"""Importing: files in, articles stored, indexed and recognised; long work that tells its progress and can be stopped."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from store.db import writing
from store.errors import UserError
from store.intake import Intake
from store.native import NativeIntake, is_native
from store.parse import parse_plain
from store.recognizing import recognize_articles
from store.records import ArticleDraft, Change, Failure, ImportReport, Progress
from store.sources import SourceFile, Standing, read_bytes, scan, sha256
from store.store import Store, open_project

BATCH = 100
"""How many sources are read between two commits."""

NOT_YET = {
    suffix: name
    for name, suffixes in {
        "HTML pages": (".html", ".htm", ".xhtml", ".mhtml", ".mht"),
        "tables": (".csv", ".tsv", ".xlsx", ".xls", ".ods"),
        "office files": (".docx", ".doc", ".hwp", ".hwpx", ".odt", ".rtf", ".epub"),
        "PDF files": (".pdf",),
        "archives": (".zip", ".gz", ".warc"),
        "pictures": (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"),
    }.items()
    for suffix in suffixes
}
"""Kinds of file that are no plain text, by their suffix."""


@dataclass(slots=True)
class _Tally:
    """What has happened so far; the report is made of it."""

    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    failed: list[Failure] = field(default_factory=list)
    warnings: list[Failure] = field(default_factory=list)
    fresh: list[int] = field(default_factory=list)

    def report(self, seconds: float) -> ImportReport:
        return ImportReport(
            imported=self.imported,
            updated=self.updated,
            unchanged=self.unchanged,
            duplicates=self.duplicates,
            failed=tuple(self.failed),
            warnings=tuple(self.warnings),
            seconds=round(seconds, 3),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A source that was read and parsed, not yet written."""

    file: SourceFile
    data: bytes
    digest: str
    draft: ArticleDraft


def import_paths(
    project: Path, paths: Sequence[Path], *, recognize: bool = True
) -> Generator[Progress, None, ImportReport]:
    """Import files and folders into a project; what cannot be read becomes a line of the report, never a stop.

    Yields after each batch; closing the generator stops it with whole articles stored. With `recognize`, the articles
    that came in are recognised before it returns. Raises UserError if a path is not there.
    """
    began = time.perf_counter()
    files = list(scan(paths))
    with open_project(project) as store:
        tally = _Tally()
        intake = Intake(store, label=", ".join(str(path.name or path) for path in paths)[:200])
        yield from store.duplicates.rebuild()  # of a project made before copies were looked for, or differently
        yield from _plain(store, intake, [file for file in files if not is_native(file.path)], tally, len(files))
        for file in files:
            if is_native(file.path):
                yield from _native(store, intake, file, tally)
        if recognize and tally.fresh:
            yield from recognize_articles(store, tally.fresh)
    return tally.report(time.perf_counter() - began)


def _plain(store: Store, intake: Intake, files: Sequence[SourceFile], tally: _Tally, total: int) -> Iterator[Progress]:
    for start in range(0, len(files), BATCH):
        batch = files[start : start + BATCH]
        read = list(_read_all(store, batch, tally))
        with writing(store.db):
            for each in read:
                _write(store, intake, each, tally)
        change = Change(label="Import", everything=True) if read else None
        yield Progress(done=start + len(batch), total=total, label="Importing", change=change)


def _read_all(store: Store, files: Iterable[SourceFile], tally: _Tally) -> Iterator[_Read]:
    for file in files:
        try:
            data = read_bytes(file.path)
            digest = sha256(data)
            if _standing(store, file, digest).fate == "unchanged":
                tally.unchanged += 1
                continue
            _refuse_what_is_no_text(file)
            draft = parse_plain(data, name=file.name)
        except UserError as error:
            tally.failed.append(Failure(source=file.name, reason=str(error)))
            continue
        yield _Read(file=file, data=data, digest=digest, draft=draft)


def _refuse_what_is_no_text(file: SourceFile) -> None:
    kind = NOT_YET.get(file.path.suffix.lower())
    if kind is not None:
        raise UserError(f"{kind[0].upper()}{kind[1:]} cannot be read yet; save it as plain text.")


def _standing(store: Store, file: SourceFile, digest: str) -> Standing:
    return store.sources.standing(file.name, origin=_origin(file), digest=digest)


def _origin(file: SourceFile) -> str:
    return str(file.path.resolve())


def _write(store: Store, intake: Intake, read: _Read, tally: _Tally) -> None:
    # Asked again, because an earlier file of the same batch may have taken the name.
    standing = _standing(store, read.file, read.digest)
    if standing.fate == "unchanged":
        tally.unchanged += 1
        return
    if standing.article is not None:
        article = standing.article
        tally.updated += 1
        lost = intake.replace(article, read.draft, digest=read.digest)
        tally.warnings += [Failure(source=standing.name, reason=sentence) for sentence in lost]
    else:
        tally.imported += 1
        tally.duplicates += intake.has_text(read.draft.text)
        article = intake.add(read.draft, source=standing.name, digest=read.digest)
    store.sources.keep(
        standing.name,
        origin=_origin(read.file),
        digest=read.digest,
        data=read.data,
        encoding=read.draft.encoding,
        article=article,
    )
    tally.fresh.append(article)
    tally.warnings += [Failure(source=standing.name, reason=sentence) for sentence in read.draft.warnings]


def _native(store: Store, intake: Intake, file: SourceFile, tally: _Tally) -> Iterator[Progress]:
    """Import one native JSONL file; its articles come with their mentions, so they are recognised only without any."""
    native = NativeIntake(store, intake, file)
    try:
        for done in native.read(batch=BATCH):
            yield Progress(
                done=done, total=0, label=f"Importing {file.name}", change=Change(label="Import", everything=True)
            )
    except UserError as error:
        tally.failed.append(Failure(source=file.name, reason=str(error)))
    tally.imported += native.imported
    tally.updated += native.updated
    tally.unchanged += native.unchanged
    tally.duplicates += native.duplicates
    tally.failed += native.failed
    tally.fresh += native.unmarked
