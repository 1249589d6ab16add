"""Datasets of other tools in: every document a record, on the same road as native ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from store.bundles import Files
from store.db import writing
from store.digest import digest
from store.errors import UserError
from store.formats.codebook import UNNAMED
from store.intake import Intake
from store.interchange.document import Document, Known, Refused, TagLook
from store.interchange.labels import Labels, tag_path
from store.interchange.placing import placed
from store.interchange.reading import looks_of, memos_of, read_bundle
from store.pace import Pace
from store.record_intake import RecordIntake
from store.record_lines import Line, draft_of
from store.records import CodebookDraft, Failure, SourceCorrection, TagDraft
from store.store import Store
from store.text.canonical import canonical


class BundleReading:
    """Reads one dataset twice: first what its labels are, then its documents as lines."""

    def __init__(self, bundle: Files, types: Collection[str]) -> None:
        self.bundle = bundle
        self._types = types
        self._labels: Labels | None = None

    def labels(self) -> Labels:
        """Give the labels of the dataset; raises UserError where it cannot be read."""
        if self._labels is None:
            labels = Labels(self._types, looks_of(self.bundle, self.bundle.kind))
            for found in read_bundle(self.bundle, self.bundle.kind):
                if isinstance(found, Document):
                    labels.add(found)
            self._labels = labels
        return self._labels

    def lines(self) -> Iterator[Line]:
        """Give the documents as lines; raises UserError where the dataset cannot be read."""
        labels = self.labels()
        for number, found in enumerate(read_bundle(self.bundle, self.bundle.kind), 1):
            yield self._refused(number, found) if isinstance(found, Refused) else self._line(number, found, labels)

    def _refused(self, number: int, found: Refused) -> Line:
        reason = found.reason
        return Line(
            number=number, data=found.data, failure=reason, name=self._name(found.name), kind=self.bundle.kind,
            is_valid=found.is_valid,
        )  # fmt: skip

    def _line(self, number: int, found: Document, labels: Labels) -> Line:
        line = Line(number=number, data=found.data, name=self._name(found.name), kind=self.bundle.kind)
        try:
            made = placed(found, labels)
            draft = draft_of(made.record)
        except UserError as error:
            return replace(line, failure=str(error))
        return replace(
            line,
            record=made.record,
            draft=draft,
            digest=digest(draft),
            entities=made.entities,
            unplaced=made.unplaced,
        )

    def _name(self, name: str) -> str:
        if not self.bundle.main:
            return name
        return f"{self.bundle.name}#{name}" if name else self.bundle.name


class BundleIntake:
    """Reads one dataset into a project, a batch of documents a transaction; `records` tells what became of them."""

    def __init__(self, store: Store, intake: Intake, bundle: Files) -> None:
        self.records = RecordIntake(store, intake, bundle.file)
        self._store = store
        self._intake = intake
        self._bundle = bundle
        self._made = 0

    def read(self, *, skip: Collection[str] = (), corrections: Mapping[str, SourceCorrection]) -> Iterator[int]:
        """Read the dataset but for the sources in `skip`; yields how many documents are done after each batch.

        Raises UserError, before anything is written, if it cannot be read.
        """
        reading = BundleReading(with_articles(self._bundle, self._store), self._store.entities.types())
        labels = reading.labels()
        done = 0
        pace = Pace()
        lines = reading.lines()
        try:
            with writing(self._store.db):
                self._write_codebook(labels)
                self._write_memos()
            while some := list(_some(lines, pace.size)):
                with self._intake.together():
                    for line in some:
                        self.records.write(line, skip=skip, corrections=corrections)
                done += len(some)
                pace.end(len(some))
                yield done
                pace.begin()
        finally:
            self.records.close()
        self._tell(labels)

    def _write_codebook(self, labels: Labels) -> None:
        """Make the tags that the dataset gives a look to; those that are here stay as they are."""
        wanted = ((label, look) for label, look in labels.looks.items() if look.is_defined or labels.met[label])
        tree = _tree((label, look) for label, look in wanted if labels.is_tag(label))
        if tree:
            before = len(self._store.codebook.tags())
            self._store.codebook_drafts.insert([CodebookDraft(name=UNNAMED, tags=tree)])
            self._made = len(self._store.codebook.tags()) - before

    def _write_memos(self) -> None:
        known = {note.text for note in self._store.notes.of(None)}
        for text, annotator in memos_of(self._bundle, self._bundle.kind):
            if canonical(text) not in known:
                self._store.notes.insert(None, canonical(text), by=annotator or self._store.annotator)

    def _tell(self, labels: Labels) -> None:
        if self._made and not labels.met:
            sentence = f"Its codebook came in, {self._made:,} tags, but there is nothing marked in it."
            self.records.warnings.append(Failure(source=self._bundle.name, reason=sentence))
        if not (self.records.imported or self.records.updated):
            return
        self.records.warnings += [Failure(source=self._bundle.name, reason=each) for each in labels.remarks]
        renamed = labels.renamed()
        if renamed:
            said = ", ".join(f"{label} as {kind}" for label, kind in renamed)
            sentence = f"Labels that name types of entities came in as these: {said}."
            self.records.warnings.append(Failure(source=self._bundle.name, reason=sentence))


def with_articles(bundle: Files, store: Store) -> Files:
    """Give a dataset that finds articles of the project by their address, or by `urn:galpi:article:` and their uid."""

    def lookup(address: str) -> Known | None:
        uid = address.removeprefix("urn:galpi:article:")
        column, value = ("url", address) if uid == address else ("uid", uid)
        row = store.db.conn.execute(
            "select a.source, a.uid, t.text from article a join article_text t on t.article = a.id"
            f" where a.removed = 0 and a.{column} = ? order by a.id limit 1",
            (value,),
        ).fetchone()
        return None if row is None else Known(source=row[0], uid=row[1], text=row[2])

    return replace(bundle, lookup=lookup)


def _some(lines: Iterator[Line], number: int) -> Iterator[Line]:
    for _, line in zip(range(number), lines, strict=False):
        yield line


def _tree(looks: Iterable[tuple[str, TagLook]]) -> tuple[TagDraft, ...]:
    """Give the tags of these labels as a tree."""
    children: dict[str, list[str]] = {"": []}
    drafts: dict[str, TagDraft] = {}
    for label, look in looks:
        names = tag_path(label).split("/")
        for depth in range(1, len(names) + 1):
            path, above = "/".join(names[:depth]), "/".join(names[: depth - 1])
            if path not in drafts:
                drafts[path] = TagDraft(name=names[depth - 1])
                children.setdefault(above, []).append(path)
        drafts["/".join(names)] = TagDraft(
            name=names[-1], colour=look.colour, definition=look.definition, uid=look.uid, attributes=look.attributes
        )

    def built(path: str) -> TagDraft:
        return replace(drafts[path], children=tuple(built(each) for each in children.get(path, ())))

    return tuple(built(each) for each in children[""])
