"""Looking through files: every source that they hold, met in the order of an import, read or with the reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from store.bundle_intake import BundleReading
from store.bundles import Files, bundle_of
from store.errors import UserError
from store.interchange.reading import DATASETS
from store.items import Item, items_of, kind_of_file, table_of
from store.native import LONGEST_LINE, is_native, read_lines
from store.packed_bundles import gather_all
from store.parse.mapping import Mapped
from store.record_lines import Line, name_of, source_of
from store.records import Table
from store.sources import SourceFile, scan


@dataclass(frozen=True, slots=True)
class Found:
    """A source that was met: where, what was read of it (an item or a native line), or why nothing was."""

    file: SourceFile
    index: int
    item: Item | None = None
    line: Line | None = None
    failure: str = ""
    kind: str = ""
    table: Table | None = None
    name: str = ""


def comes_late(file: SourceFile, kind: str | None) -> bool:
    """Say whether a file is read after the plain ones."""
    return is_native(file.path, kind=kind)


def found_again(file: SourceFile, kind: str) -> list[Files]:
    """Find the dataset again that was called so."""
    bundles, _ = gather_all(list(scan([file.path])), kind)
    named = [bundle for bundle in bundles if file.name.endswith(bundle.name)]
    return [replace(bundle, name=file.name) for bundle in named or bundles]


def documents(bundles: Iterable[Files], types: Sequence[str]) -> Iterator[Found]:
    """Give the documents of other tools' datasets."""
    for bundle in bundles:
        index = 0
        try:
            for index, line in enumerate(BundleReading(bundle, types).lines()):
                failure = "" if line.record is not None else line.failure or "This line is no record."
                found = Found(bundle.file, index, line=line if not failure else None, failure=failure, kind=bundle.kind)
                yield replace(found, name=name_of(bundle.file, line)) if failure else found
        except UserError as error:
            yield Found(bundle.file, index, failure=str(error), kind=bundle.kind)


def sources(
    files: Iterable[SourceFile], *, kind: str | None, mapping: Mapped, types: Sequence[str], tables: bool = False
) -> Iterator[Found]:
    """Give what the files hold; with `tables` the first source of a table brings what its columns are."""
    for file in files:
        try:
            if is_native(file.path, kind=kind):
                yield from _native_lines(file)
                continue
            found = kind or kind_of_file(file.path)
            if found in DATASETS:
                yield from documents([bundle_of(file, found)], types)
                continue
            items = items_of(file, kind=found, mapping=mapping)
        except (UserError, OSError) as error:
            yield Found(file, 0, failure=str(error))
            continue
        table = table_of(file, kind=found, mapping=mapping) if tables else None
        for index, item in enumerate(items):
            yield Found(file, index, item=item, kind=found, table=None if index else table)


def _native_lines(file: SourceFile) -> Iterator[Found]:
    """Give the lines of a native file; each is read where it is asked for."""
    with file.path.open("rb") as stream:
        number = index = 0
        while data := stream.readline(LONGEST_LINE):
            number += 1
            if len(data) == LONGEST_LINE and not data.endswith(b"\n"):
                while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                    pass
                yield Found(file, index, failure="This line is too long for one article.")
            elif data.strip():
                yield Found(file, index, line=read_lines([(number, data)])[0])
            else:
                continue
            index += 1


def is_ruled(found: Found) -> bool:
    """Say whether the rules of the outlet apply: not where a native record says itself what its parts are."""
    return found.line is None or found.line.record is None or "parts" not in found.line.record.said


def source_named(found: Found) -> str:
    """Give the name that a source is, or would be, kept under."""
    if found.item is not None:
        return found.item.name
    return found.name or found.file.name if found.line is None else source_of(found.file, found.line)
