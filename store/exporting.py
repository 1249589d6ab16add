"""Exporting: marked articles out, in a format that other tools read; whole or not at all, each span proved."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.errors import StoreBug, UserError
from store.formats import jsonl, tables
from store.formats.manifest import FileEntry, Manifest, write_card, write_manifest
from store.formats.project import write_project
from store.projecting import project_record
from store.records import MENTION_STATES, ExportReport, FormatInfo, MarkedArticle, Progress
from store.sources import sha256
from store.store import Store, open_project

BATCH = 200
"""How many articles are written between two signs of progress."""

INCLUDE = {"accepted": ("accepted",), "suggested": ("accepted", "suggested"), "all": MENTION_STATES}
"""Which states of mentions an export takes: accepted alone, suggested ones too, or all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What an export was asked for, beside its format and place."""

    where: str = ""
    include: str = "accepted"
    flavour: str = "data"
    one_per_group: bool = False


Steps = Generator[Progress, None, int]
Writer = Callable[[Store, Path, Options], Steps]


def known_formats() -> tuple[FormatInfo, ...]:
    """List the formats that can be imported and exported."""
    return (
        FormatInfo(name="jsonl", label="Native JSONL, one article a line, lossless", reads=True, writes=True),
        FormatInfo(name="csv", label="CSV tables: articles, taggings, mentions, relations", reads=False, writes=True),
    )


def export(
    project: Path,
    out: Path,
    *,
    format: str,
    where: str = "",
    include: str = "accepted",
    flavour: str = "data",
    one_per_group: bool = False,
) -> Generator[Progress, None, ExportReport]:
    """Export the articles that match `where` to `out`: a file for one-file formats, else a folder.

    With `one_per_group` only the earliest of those that are copies of each other goes out.
    Yields as it goes; closing the generator leaves nothing behind. Before it is renamed into place every span is proved
    to quote its text. Raises UserError for an unknown format or option, a place that cannot be written, a full disk.
    """
    began = time.perf_counter()
    out = Path(os.path.abspath(out))  # noqa: PTH100  a link is kept as one, and "." gets a name
    options = Options(where=where, include=include, flavour=flavour, one_per_group=one_per_group)
    writer = _writer(format, options)
    _refuse_place(out, project, folder=format == "csv")
    scratch = out.with_name(f".{out.name}.part-{os.getpid()}")
    try:
        with open_project(project) as store:
            scratch.mkdir(parents=True)
            articles = yield from writer(store, scratch / out.name, options)
            _describe(store, scratch / out.name, articles, format, options)
        size = _put_in_place(scratch, out)
    except OSError as error:
        raise UserError(f"{out} cannot be written ({error.strerror or error}); nothing was left behind.") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return ExportReport(
        path=str(out),
        articles=articles,
        bytes=size,
        seconds=round(time.perf_counter() - began, 3),
        losses=_losses(format, options),
    )


def _writer(name: str, options: Options) -> Writer:
    if options.include not in INCLUDE:
        raise UserError(f"“{options.include}” cannot be included; choose one of {', '.join(INCLUDE)}.")
    if options.flavour not in tables.FLAVOURS:
        raise UserError(f"“{options.flavour}” is no flavour; choose one of {', '.join(tables.FLAVOURS)}.")
    writers: dict[str, Writer] = {"jsonl": _write_jsonl, "csv": _write_csv}
    if name not in writers:
        raise UserError(f"“{name}” is no format to export to; choose one of {', '.join(writers)}.")
    return writers[name]


def _losses(name: str, options: Options) -> tuple[str, ...]:
    if name == "csv" and options.flavour == "excel":
        return ("Cells that a spreadsheet would run as a formula begin with an apostrophe.",)
    return ()


def _refuse_place(out: Path, project: Path, *, folder: bool) -> None:
    if out.exists() and project.exists() and out.samefile(project):
        raise UserError(f"{out} is the project itself; choose another place.")
    if not out.parent.is_dir():
        raise UserError(f"The folder {out.parent} does not exist; make it first or choose another place.")
    if folder and out.exists():
        ours = out.is_dir() and ((out / "manifest.json").is_file() or not any(out.iterdir()))
        if not ours:
            raise UserError(f"{out} is there already and is no earlier export; choose another place.")
    if not folder and out.is_dir():
        raise UserError(f"{out} is a folder; give the name of a file.")


def _stream(store: Store, options: Options, states: tuple[str, ...]) -> Iterator[tuple[int, int, MarkedArticle]]:
    ids = _chosen(store, options)
    for number, marked in enumerate(store.marked.stream(ids, states=states), 1):
        _prove(marked)
        yield number, len(ids), marked


def _chosen(store: Store, options: Options) -> Sequence[int]:
    """Give the articles that go out, by id; of copies among them only the one published first, if so asked."""
    ids = store.search.ids(options.where, sort="id")
    if not options.one_per_group:
        return ids
    groups = store.duplicates.groups()
    kept: dict[int, int] = {}
    for article in store.search.ids(options.where, sort="published"):
        kept.setdefault(groups.get(article, -article), article)
    chosen = set(kept.values())
    return [article for article in ids if article in chosen]


def _prove(marked: MarkedArticle) -> None:
    """Prove that each span still quotes its text; a span that does not is our bug and stops the export."""
    text = marked.article.text
    for mention in marked.mentions:
        if text[mention.start : mention.end] != mention.quote:
            raise StoreBug(f"mention {mention.id} of article {marked.article.id} does not quote its text")
    for tagging in marked.taggings:
        if tagging.start is not None and text[tagging.start : tagging.end] != tagging.quote:
            raise StoreBug(f"tagging {tagging.id} of article {marked.article.id} does not quote its text")


def _write_jsonl(store: Store, out: Path, options: Options) -> Steps:
    number = 0
    with out.open("w", encoding="utf-8", newline="\n") as stream:
        # Native JSONL is lossless: every mention goes out with its state, whatever is included elsewhere.
        for number, total, marked in _stream(store, options, MENTION_STATES):
            stream.write(jsonl.write_line(marked) + "\n")
            if number % BATCH == 0 or number == total:
                yield Progress(done=number, total=total, label="Exporting")
    companion = out.with_name(f"{out.name}.project.json")
    companion.write_text(write_project(project_record(store)), encoding="utf-8", newline="\n")
    return number


def _write_csv(store: Store, out: Path, options: Options) -> Steps:
    out.mkdir()
    number = 0
    streams = {name: (out / f"{name}.csv").open("w", encoding="utf-8", newline="") for name in tables.COLUMNS}
    try:
        for name, stream in streams.items():
            stream.write(tables.head(name, flavour=options.flavour))
        for number, total, marked in _stream(store, options, INCLUDE[options.include]):
            for name, stream in streams.items():
                stream.write(tables.write_rows(tables.rows(name, marked), flavour=options.flavour))
            if number % BATCH == 0 or number == total:
                yield Progress(done=number, total=total, label="Exporting")
    finally:
        for stream in streams.values():
            stream.close()
    return number


def _describe(store: Store, written: Path, articles: int, name: str, options: Options) -> None:
    """Write the manifest and the card: in the folder, or beside the file."""
    folder = written.is_dir()
    files = sorted(path for path in (written.rglob("*") if folder else written.parent.iterdir()) if path.is_file())
    entries = [
        FileEntry(
            name=path.relative_to(written if folder else written.parent).as_posix(),
            bytes=len(data),
            sha256=sha256(data),
        )
        for path in files
        for data in [path.read_bytes()]
    ]
    state = store.journal.state()
    manifest = Manifest(
        format=name,
        where=options.where,
        include=options.include,
        flavour=options.flavour,
        one_per_group=options.one_per_group,
        articles=articles,
        change=state.id,
        at=state.at,
        files=tuple(entries),
    )
    tags = store.codebook.tags()
    place = (lambda kind: written / kind) if folder else (lambda kind: written.with_name(f"{written.name}.{kind}"))
    place("manifest.json").write_text(write_manifest(manifest), encoding="utf-8", newline="\n")
    place("card.md").write_text(write_card(manifest, tags), encoding="utf-8", newline="\n")


def _put_in_place(scratch: Path, out: Path) -> int:
    """Move what was written to its place, whole; gives its size in bytes."""
    written = scratch / out.name
    if written.is_dir():
        size = sum(path.stat().st_size for path in written.rglob("*") if path.is_file())
        if out.exists():
            out.replace(scratch / "earlier")
        written.replace(out)
        return size
    size = written.stat().st_size
    for path in sorted(scratch.iterdir()):
        path.replace(out.with_name(path.name))
    return size
