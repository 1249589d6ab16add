"""Native JSONL in: articles with their marks, and the companion with codebook, entities and annotators."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from store.companion import write_companion
from store.db import writing
from store.digest import digest
from store.errors import UserError
from store.formats.project import read_project
from store.formats.record import read_line
from store.intake import Intake
from store.items import kind_of_file
from store.pace import Pace
from store.record_intake import RecordIntake
from store.record_lines import Line, draft_of
from store.records import ExampleDraft, Failure, SourceCorrection
from store.sources import SourceFile
from store.store import Store
from store.workers import Workers, while_wanted

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


class NativeIntake:
    """Reads one JSONL file into a project, a batch of lines a transaction; `records` tells what became of them."""

    def __init__(self, store: Store, intake: Intake, file: SourceFile) -> None:
        self.records = RecordIntake(store, intake, file)
        self._store = store
        self._intake = intake
        self._file = file
        self._examples: Mapping[int, tuple[ExampleDraft, ...]] = {}

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
                        self.records.write(line, skip=skip, corrections=corrections or {})
                done += sum(map(len, some))
                pace.end(sum(map(len, some)))
                yield done
                pace.begin()
            with writing(self._store.db):
                self._store.examples.link(self._examples)
        except OSError as error:
            raise UserError(f"This file cannot be read ({error.strerror or error}).") from error
        finally:
            self.records.close()

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
            self.records.failed.append(Failure(source=name, reason="This line is too long for one article."))
            yield b""

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
            self.records.entities.update(companion.entities)
            self._examples = companion.examples
