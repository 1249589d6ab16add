"""Previewing: what an import would bring, looked at before it is done; long work that writes nothing."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from store.bundle_intake import with_articles
from store.digest import Digest
from store.errors import UserError
from store.importing import NOTHING_PUT_RIGHT
from store.incoming import Incoming
from store.intake import Intake, is_read_alike
from store.interchange.reading import DATASETS
from store.items import Item, refuse_kind
from store.looking import Found, comes_late, documents, found_again, is_ruled, source_named, sources
from store.packed_bundles import gather_all
from store.parse.put_right import corrected_names, with_fields
from store.parsing import Parsed, parse_all, parse_items
from store.record_lines import Line, draft_of_article, updated_draft
from store.records import (
    ArticleDraft,
    ColumnMapping,
    CopyOf,
    Preview,
    PreviewEntry,
    PreviewProgress,
    SourceCorrection,
)
from store.settling import Settling
from store.shelf import LISTED, Shelf
from store.sources import SourceFile, in_bin, scan, sha256
from store.store import Store, open_project
from store.text.lines import lines_within
from store.workers import Workers

BATCH = 120
"""How many sources are looked at between two steps."""

DRAFTS = 300
"""How many drafts a preview keeps; of the others `preview_one` reads the source again."""

_MISSING = ("title", "outlet", "authors", "published", "language")


def preview(
    project: Path,
    paths: Sequence[Path],
    *,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    columns: Sequence[ColumnMapping] = (),
    corrections: Mapping[str, SourceCorrection] = NOTHING_PUT_RIGHT,
) -> Generator[PreviewProgress, None, Preview]:
    """Look through files and folders as `import_paths` would, and say for each source what would become of it.

    `columns` go over the mappings that the project remembers, as if it remembered them already.
    Yields the entries as they are found; closing the generator stops it. Nothing is written. Raises UserError if a path
    is not there or the kind is none.
    """
    began = time.perf_counter()
    refuse_kind(kind)
    # Native files come last, as in an import: what is a copy of what depends on the order.
    # So do datasets of other tools.
    bundles, others = gather_all(list(scan(paths)), kind)
    files = sorted(others, key=lambda file: comes_late(file, kind))
    number = len(files) + len(bundles)
    listed: list[PreviewEntry] = []
    fates: Counter[str] = Counter()
    with open_project(project) as store, Shelf() as shelf, Workers() as workers:
        store.db.conn.execute("pragma query_only = on")
        oracle = _Oracle(store, shelf, corrections)
        mapped = store.mappings.over(mapping, more=columns)
        seen: dict[SourceFile, None] = {}
        types = store.entities.types()
        bundles = [with_articles(bundle, store) for bundle in bundles]
        met = chain(sources(files, kind=kind, mapping=mapped, types=types, tables=True), documents(bundles, types))
        for some in _batches(met):
            seen.update(dict.fromkeys(each.file for each in some))
            entries = tuple(_light(each, at) for at, each in enumerate(oracle.entries(some, workers), len(listed)))
            fates.update(entry.fate for entry in entries)
            listed += entries[: LISTED - len(listed)]
            several = number > 1
            yield PreviewProgress(
                done=len(seen) if several else fates.total(),
                total=number if several else 0,
                label="Looking through",
                entries=entries,
                tables=tuple(each.table for each in some if each.table is not None),
            )
    return Preview(entries=tuple(listed), **fates, seconds=round(time.perf_counter() - began, 3))


def preview_one(
    project: Path,
    entry: PreviewEntry,
    *,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
    columns: Sequence[ColumnMapping] = (),
    correction: SourceCorrection | None = None,
) -> ArticleDraft:
    """Read the draft of an entry again, as it would be stored; raises UserError where there is none any more."""
    file = SourceFile(path=Path(entry.file), name=entry.name)
    with open_project(project) as store:
        mapped = store.mappings.over(mapping, more=columns)
        types = store.entities.types()
    if entry.kind in DATASETS:
        met = documents(found_again(file, entry.kind), types)
        found = next((each for each in met if source_named(each) == entry.source), None)
    else:
        found = next(islice(sources([file], kind=kind, mapping=mapped, types=types), entry.index, None), None)
    if found is None:
        raise UserError(f"{entry.source} is no longer there; look through the files again.")
    draft = found.line.draft if found.line is not None else None
    reason = found.failure or (found.line.failure if found.line is not None else "")
    if found.item is not None:
        parsed = parse_items([found.item])[0]
        draft, reason = parsed.draft, parsed.failure
    if draft is None:
        raise UserError(reason or "There is no article in it.")
    with open_project(project) as store:
        return Intake(store, label="").ready(draft, article=entry.article, ruled=is_ruled(found), given=correction)


def with_draft(entry: PreviewEntry, draft: ArticleDraft, correction: SourceCorrection | None = None) -> PreviewEntry:
    """Give an entry with what its draft says of it now, and what of that was put right."""
    boilerplate = [part for part in draft.parts if part.role == "boilerplate"]
    return replace(
        entry,
        title=draft.title,
        title_derived=draft.title_derived,
        subtitle=draft.subtitle,
        outlet=draft.outlet,
        authors=draft.authors,
        published=draft.published,
        updated=draft.updated,
        url=draft.url,
        keywords=draft.keywords,
        language=draft.language,
        missing=tuple(
            name for name in _MISSING if not getattr(draft, name) or (name == "title" and draft.title_derived)
        ),
        boilerplate=sum(len(lines_within(draft.text, part.start, part.end)) for part in boilerplate),
        length=len(draft.text),
        encoding=draft.encoding,
        warnings=draft.warnings,
        draft=draft,
        corrected=corrected_names(correction),
    )


def corrected(entry: PreviewEntry, correction: SourceCorrection) -> PreviewEntry:
    """Give an entry as it is once its fields are put right; its draft is to be read again, with the correction."""
    told = ArticleDraft(
        text="", title=entry.title, title_derived=entry.title_derived, subtitle=entry.subtitle, outlet=entry.outlet,
        authors=entry.authors, published=entry.published, updated=entry.updated, url=entry.url,
        keywords=entry.keywords, language=entry.language, encoding=entry.encoding, warnings=entry.warnings,
    )  # fmt: skip
    renewed = with_draft(entry, with_fields(told, correction), correction)
    return replace(renewed, boilerplate=entry.boilerplate, length=entry.length, draft=None)


def _light(entry: PreviewEntry, at: int) -> PreviewEntry:
    return entry if at < DRAFTS else replace(entry, draft=None)


def _batches(stream: Iterator[Found]) -> Iterator[list[Found]]:
    while some := list(islice(stream, BATCH)):
        yield some


# What would become of it


class _Oracle:
    """Says of sources what an import would make of them."""

    def __init__(self, store: Store, shelf: Shelf, corrections: Mapping[str, SourceCorrection]) -> None:
        self._store = store
        self._corrections = corrections
        self._shelf = shelf
        self._intake = Intake(store, label="")
        self._incoming = Incoming(store, {})
        self._settling = Settling(store)
        self._met: set[tuple[str, str]] = set()
        self._lines: Counter[tuple[str, str]] = Counter()
        self._replaced: set[int] = set()

    def entries(self, some: Sequence[Found], workers: Workers) -> list[PreviewEntry]:
        """Give an entry for each of these sources, in their order."""
        known = [self._unchanged(each) for each in some]
        items = [each.item for each, entry in zip(some, known, strict=True) if entry is None and each.item]
        parsed = parse_all(iter(items), workers)
        return [
            entry or (self._line(each, each.line) if each.line else self._item(each, *next(parsed)))
            for each, entry in zip(some, known, strict=True)
        ]

    def _unchanged(self, found: Found) -> PreviewEntry | None:
        """Give the entry of a source that need not be parsed: it failed, or the same bytes are here."""
        item = found.item
        failure = found.failure or (item.piece.failure if item else None)
        if failure:
            return _entry(found, fate="failed", reason=failure)
        if item is None:
            return None
        standing = self._store.sources.standing(item.name, origin=item.origin, digest=item.digest)
        # The same source with the same bytes may also be given twice.
        if standing.fate == "unchanged" or (item.name, item.digest) in self._met:
            return _entry(found, fate="unchanged", article=standing.article)
        if standing.fate == "deleted":
            return _entry(found, fate="unchanged", reason=in_bin(standing.deleted))
        if len(self._met) < LISTED:
            self._met.add((item.name, item.digest))
        return None

    def _item(self, found: Found, item: Item, parsed: Parsed) -> PreviewEntry:
        if parsed.draft is None:
            return _entry(found, fate="failed", reason=parsed.failure or "There is no article in it.")
        standing = self._store.sources.standing(item.name, origin=item.origin, digest=item.digest)
        return self._coming(found, item.origin, parsed.draft, parsed.digest, standing.article)

    def _line(self, found: Found, line: Line) -> PreviewEntry:
        """Foresee a native line as `NativeIntake` writes it: by its uid, else by its source."""
        if line.record is None or line.draft is None:
            return _entry(found, fate="failed", reason=line.failure or "This line is no record.")
        name = source_named(found)
        path = str(found.file.path.resolve())
        self._lines[path, name] += 1
        again = "" if self._lines[path, name] == 1 else f"#{self._lines[path, name]}"
        origin = f"{path}#{name}{again}"
        standing = self._store.sources.standing(name, origin=origin, digest=sha256(line.data))
        if standing.fate == "unchanged":
            return _entry(found, fate="unchanged", article=standing.article)
        known, record = self._settling.settle(line, line.record, name, standing)
        uid = record.marked.article.uid
        if known is None and (deleted := self._store.sources.deleted(standing, uid)):
            return _entry(found, fate="unchanged", reason=in_bin(deleted))
        if known is None:
            return _with_unplaced(self._coming(found, origin, line.draft, line.digest, None), line)
        here = self._store.marked.get(known)
        draft = updated_draft(here.article, record)
        ready = self._intake.ready(draft, article=known, ruled=is_ruled(found), given=self._corrections.get(origin))
        same = ready == draft_of_article(here.article) or (line.is_foreign and draft.text == here.article.text)
        if same and not self._incoming.brings(record.marked, beside=here, foreign=line.is_foreign):
            return _entry(found, fate="unchanged", article=known)
        return _with_unplaced(self._coming(found, origin, draft, None, known), line)

    def _coming(
        self, found: Found, origin: str, draft: ArticleDraft, digest: Digest | None, article: int | None
    ) -> PreviewEntry:
        given = self._corrections.get(origin)
        ready = self._intake.ready(draft, article=article, ruled=is_ruled(found), given=given)
        copies = [self._here(ready, article or 0)]
        copies.append(
            self._shelf.find(ready, digest if is_read_alike(ready, draft) else None, name=source_named(found))
        )
        copy = max(filter(None, copies), key=lambda each: (each.exact, each.similarity), default=None)
        is_there = copy is not None and copy.exact
        if article is not None:
            self._replaced.add(article)
        return _entry(
            found,
            origin=origin,
            correction=given,
            fate="updated" if article is not None else "duplicate" if is_there else "new",
            article=article,
            draft=ready,
            copy_of=copy,
        )

    def _here(self, draft: ArticleDraft, article: int) -> CopyOf | None:
        """Find what is here that a draft is a copy of; not what an earlier source has given another text by then."""
        found = self._store.duplicates.find(draft, apart_from=article)
        if found is None or found.article not in self._replaced:
            return found
        rows = self._store.db.conn.execute(
            "select id, source from article where text_sha256 = ? and removed = 0 and id <> ? order by id",
            (sha256(draft.text.encode()), article),
        )
        twin = next((row for row in rows if row[0] not in self._replaced), None)
        return None if twin is None else CopyOf(article=twin[0], source=twin[1], similarity=1.0, exact=True)


def _with_unplaced(entry: PreviewEntry, line: Line) -> PreviewEntry:
    """Say what comes with a line, and what of it has no place."""
    marked = line.record.marked if line.record is not None else None
    brings = () if marked is None else (
        ("mention", len(marked.mentions)), ("tag", len(marked.taggings)), ("note", len(marked.notes)),
        ("relation", len(marked.relations)),
    )  # fmt: skip
    return replace(entry, warnings=(*entry.warnings, *line.unplaced), brings=tuple(pair for pair in brings if pair[1]))


def _entry(
    found: Found,
    *,
    origin: str = "",
    correction: SourceCorrection | None = None,
    fate: str,
    reason: str = "",
    article: int | None = None,
    draft: ArticleDraft | None = None,
    copy_of: CopyOf | None = None,
) -> PreviewEntry:
    entry = PreviewEntry(
        source=source_named(found),
        file=str(found.file.path),
        name=found.file.name,
        index=found.index,
        fate=fate,
        reason=reason,
        article=article,
        copy_of=copy_of,
        origin=origin or (found.item.origin if found.item is not None else ""),
        kind=found.kind or ("native" if found.line is not None else ""),
    )
    return entry if draft is None else with_draft(entry, draft, correction)
