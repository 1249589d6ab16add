"""Native JSONL in: articles with their marks, and the companion with codebook, entities and annotators."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from store.companion import write_companion
from store.db import writing
from store.digest import Digest, digest
from store.errors import UserError
from store.formats.project import read_project
from store.formats.record import Record, read_line
from store.incoming import Incoming
from store.intake import Intake
from store.items import kind_of_file
from store.pace import Pace
from store.parse import parse_text
from store.parse.language import language_of
from store.records import Article, ArticleDraft, ExampleDraft, Failure, Outcome, Part, SourceCorrection
from store.seen import Seen
from store.sources import SourceFile, in_bin, sha256
from store.store import Store
from store.workers import Workers, while_wanted

_METADATA = (
    "language",
    "title",
    "title_derived",
    "subtitle",
    "outlet",
    "authors",
    "published",
    "updated",
    "url",
    "keywords",
)

LONGEST_LINE = 16 * 1024 * 1024
"""The longest line, in bytes, that is read as one article."""

FULL = 512 * 1024
"""From how many bytes on a chunk of lines is full, whatever its number."""

CHUNK = 100
"""How many lines go to a process at once."""


def is_native(path: Path, *, kind: str | None = None) -> bool:
    """Say whether a file is taken for native JSON lines: by the kind it is said to be, else by what is in it or beside it.

    An export of no articles is an empty file, but its companion says what it is.
    """
    if kind is not None:
        return kind == "native"
    if path.suffix.lower() not in {".jsonl", ".ndjson"}:
        return False
    if path.is_file() and _companion(path).is_file():
        return True
    try:
        return path.is_file() and kind_of_file(path) == "native"
    except UserError:
        return False


def _companion(path: Path) -> Path:
    return Path(f"{path}.project.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the file, read: a record with its draft and digest, or why there is none."""

    number: int
    data: bytes
    record: Record | None = None
    draft: ArticleDraft | None = None
    digest: Digest | None = None
    failure: str | None = None


def read_lines(lines: Sequence[tuple[int, bytes]]) -> list[Line]:
    """Read numbered lines; one that is no record is a failure, never an error."""
    return [_read_line(number, data.rstrip(b"\r\n")) for number, data in while_wanted(lines) if data.strip()]


def _read_line(number: int, data: bytes) -> Line:
    try:
        record = read_line(data.decode("utf-8-sig" if number == 1 else "utf-8"))
        draft = draft_of(record)
    except UnicodeDecodeError:
        return Line(number=number, data=data, failure="This line is not UTF-8; save the file as UTF-8.")
    except UserError as error:
        return Line(number=number, data=data, failure=str(error))
    return Line(number=number, data=data, record=record, draft=draft, digest=digest(draft))


def source_of(file: SourceFile, line: Line) -> str:
    """Give the source that a line is kept under: its own, else the file's with the number of the line."""
    given = line.record.marked.article.source if line.record is not None else ""
    return given or f"{file.name}#{line.number}"


def _has_marks(record: Record) -> bool:
    marked = record.marked
    return bool(
        marked.mentions or marked.taggings or marked.notes or marked.relations or marked.statuses or marked.samples
    )


class NativeIntake:
    """Reads one JSONL file into a project, a batch of lines a transaction."""

    def __init__(self, store: Store, intake: Intake, file: SourceFile) -> None:
        self.imported = 0
        self.updated = 0
        self.unchanged = 0
        self.left: list[Failure] = []
        self.duplicates = 0
        self.failed: list[Failure] = []
        self.unmarked = array("q")
        self.outcomes: list[Outcome] = []
        self._store = store
        self._intake = intake
        self._file = file
        self._path = str(file.path.resolve())
        self._entities: dict[int, int] = {}
        self._examples: Mapping[int, tuple[ExampleDraft, ...]] = {}
        self._incoming = Incoming(store, self._entities)
        self._seen = Seen()

    def read(
        self,
        workers: Workers,
        *,
        skip: Collection[str] = (),
        corrections: Mapping[str, SourceCorrection] | None = None,
    ) -> Iterator[int]:
        """Read the file but for the sources in `skip`, by name or origin; yields how many lines are done after each batch.

        `corrections` are what was put right in its lines before, by their origin.

        Raises UserError if it cannot be read.
        """
        if not self._file.path.is_file():
            raise UserError("This is no file with content (a device, a pipe or a broken link).")
        self._read_companion()
        done = 0
        try:
            chunks = workers.map(read_lines, self._chunks())
            pace = Pace()
            while some := list(islice(chunks, max(1, pace.size // CHUNK))):
                with self._intake.together():
                    for line in chain.from_iterable(some):
                        source = source_of(self._file, line)
                        origin = self._origin(source) if line.record is not None else ""
                        if source not in skip and origin not in skip:
                            self._write(line, origin, (corrections or {}).get(origin))
                done += sum(map(len, some))
                pace.end(sum(map(len, some)))
                yield done
                pace.begin()
            with writing(self._store.db):
                self._store.examples.link(self._examples)
        except OSError as error:
            raise UserError(f"This file cannot be read ({error.strerror or error}).") from error
        finally:
            self._seen.close()

    def _chunks(self) -> Iterator[list[tuple[int, bytes]]]:
        chunk: list[tuple[int, bytes]] = []
        size = 0
        with self._file.path.open("rb") as stream:
            # Lines end at LF alone: str.splitlines() would cut records at U+2028.
            for number, line in enumerate(self._whole_lines(stream), 1):
                chunk.append((number, line))
                size += len(line)
                if len(chunk) >= CHUNK or size >= FULL:
                    yield chunk
                    chunk, size = [], 0
        if chunk:
            yield chunk

    def _whole_lines(self, stream: BinaryIO) -> Iterator[bytes]:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if len(line) < LONGEST_LINE or line.endswith(b"\n"):
                yield line
                continue
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            name = f"{self._file.name}#{number}"
            self.failed.append(Failure(source=name, reason="This line is too long for one article."))
            yield b""

    def _write(self, line: Line, origin: str, given: SourceCorrection | None) -> None:
        name = f"{self._file.name}#{line.number}"
        if line.record is None:
            self.failed.append(Failure(source=name, reason=line.failure or "This line is no record."))
            return
        try:
            # What brings nothing but its article is never refused half written, and a savepoint takes its time.
            plain = given is None and not _has_marks(line.record) and not line.record.marked.article.uid
            with nullcontext() if plain else self._intake.attempt():
                self._write_record(line, line.record, source_of(self._file, line), origin, given)
        except UserError as error:
            self.failed.append(Failure(source=name, reason=str(error)))

    def _write_record(
        self, line: Line, record: Record, source: str, origin: str, given: SourceCorrection | None
    ) -> None:
        """Write one record: a new article, or what it says of one that is known by its uid or as this line's."""
        number = sha256(line.data)
        standing = self._store.sources.standing(source, origin=origin, digest=number)
        if standing.fate == "unchanged":
            self.unchanged += 1
            return
        known = self._by_uid(record.marked.article.uid) or standing.article
        if known is None and (deleted := self._store.sources.deleted(standing, record.marked.article.uid)):
            self.left.append(Failure(source=standing.name, reason=in_bin(deleted)))
            return
        if known is None:
            article = self._add(line, record, standing.name, number, given)
            self.imported += 1
        else:
            article = known
            with self._intake.attempt():
                changed = self._update(known, record, number, given)
            if not changed:
                self.unchanged += 1
                return
            self.updated += 1
        if known is None or known == standing.article:
            # What came from elsewhere keeps the bytes it came with.
            self._store.sources.keep(
                standing.name,
                origin=origin,
                digest=number,
                data=line.data,
                encoding="utf-8",
                article=article,
                new=known is None,
            )

    def _origin(self, source: str) -> str:
        # Several lines of a file may give the same source; they are still several articles.
        times = self._seen.count(source)
        number = "" if times == 1 else f"#{times}"
        return f"{self._path}#{source}{number}"

    def _by_uid(self, uid: str) -> int | None:
        row = self._store.db.conn.execute("select id from article where uid = ? and removed = 0", (uid,)).fetchone()
        return None if row is None else int(row[0])

    def _add(self, line: Line, record: Record, name: str, number: str, given: SourceCorrection | None) -> int:
        said = record.marked.article
        draft = line.draft or draft_of(record)
        self.duplicates += self._intake.has_text(draft.text)
        article = self._intake.add(
            draft,
            source=name,
            digest=said.sha256 or number,
            prepared=line.digest,
            uid=said.uid,
            number=said.id,
            status="started" if record.marked.taggings and "status" not in record.said else said.status,
            ruled="parts" not in record.said,
            given=given,
        )
        if _has_marks(record):
            self._incoming.write(article, record.marked)
        if "mentions" not in record.said:
            self.unmarked.append(article)
        return article

    def _update(self, article: int, record: Record, number: str, given: SourceCorrection | None) -> bool:
        """Write what a record says anew of an article that is here; says whether there was anything."""
        here = self._store.marked.get(article)
        ruled = "parts" not in record.said
        draft = self._intake.ready(updated_draft(here.article, record), article=article, ruled=ruled, given=given)
        changed = draft != draft_of_article(here.article)
        lost: list[str] = []
        if changed:
            digest = record.marked.article.sha256 or number
            lost = self._intake.replace(article, draft, digest=digest, ruled=ruled, given=given)
            here = self._store.marked.get(article)
        marked = self._incoming.write(article, record.marked, beside=here)
        status = record.marked.article.status
        if status == "untagged" and record.marked.taggings:
            status = "started"
        raised = here.article.status == "untagged" and status != "untagged"
        if raised:
            self._store.db.conn.execute("update article set status = ? where id = ?", (status, article))
        if changed or marked or raised:
            self.outcomes.append(Outcome(fate="updated", source=here.article.source, article=article, lost=tuple(lost)))
        return changed or marked or raised

    # The companion

    def _read_companion(self) -> None:
        path = _companion(self._file.path)
        if not path.is_file():
            return
        try:
            record = read_project(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise UserError(f"The companion {path.name} cannot be read ({error}).") from error
        with writing(self._store.db):
            companion = write_companion(self._store, record)
            self._entities.update(companion.entities)
            self._examples = companion.examples


def draft_of(record: Record) -> ArticleDraft:
    """Give the draft of a record; a title or language that it does not say is found as in plain text."""
    draft = draft_of_article(record.marked.article)
    if "title" in record.said:
        return draft if "language" in record.said else replace(draft, language=language_of(draft.text))
    parsed = parse_text(draft.text)
    language = draft.language if "language" in record.said else parsed.language
    return replace(draft, language=language, title=parsed.title, title_derived=parsed.title_derived)


def draft_of_article(article: Article) -> ArticleDraft:
    """Give what an article says of itself as a draft; without parts the whole text is the body."""
    return ArticleDraft(
        text=article.text,
        language=article.language,
        title=article.title,
        title_derived=article.title_derived,
        subtitle=article.subtitle,
        outlet=article.outlet,
        authors=article.authors,
        published=article.published,
        updated=article.updated,
        url=article.url,
        keywords=article.keywords,
        parts=article.parts or (Part(role="body", start=0, end=len(article.text)),),
        encoding="utf-8",
    )


def updated_draft(here: Article, record: Record) -> ArticleDraft:
    """Give the draft of an article with what a record says of it; what the record does not say stays."""
    said = draft_of_article(record.marked.article)
    changes = {name: getattr(said, name) for name in _METADATA if name in record.said}
    if said.text != here.text:
        changes |= {"text": said.text, "parts": said.parts}
        if here.title_derived and "title" not in record.said:
            changes |= {"title": parse_text(said.text).title}
    elif "parts" in record.said:
        changes["parts"] = said.parts
    return replace(draft_of_article(here), **changes)
