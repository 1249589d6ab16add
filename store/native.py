"""Native JSONL in: articles with their marks, and the companion with codebook, entities and annotators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from store.db import writing
from store.errors import UserError
from store.formats.jsonl import read_line
from store.formats.project import ProjectRecord, read_project
from store.intake import Intake
from store.parse import parse_text
from store.records import ArticleDraft, EntityDraft, Failure, MarkedArticle, Mention
from store.sources import SourceFile, sha256
from store.starter import insert_tags
from store.store import Store
from store.text.normal import folded

LONGEST_LINE = 64 * 1024 * 1024
"""The longest line, in bytes, that is read as one article."""


def is_native(path: Path) -> bool:
    """Say whether a file is taken for JSON lines, by its suffix."""
    return path.suffix.lower() in {".jsonl", ".ndjson"}


class NativeIntake:
    """Reads one JSONL file into a project, a batch of lines a transaction."""

    def __init__(self, store: Store, intake: Intake, file: SourceFile) -> None:
        self.imported = 0
        self.updated = 0
        self.unchanged = 0
        self.duplicates = 0
        self.failed: list[Failure] = []
        self.unmarked: list[int] = []
        self._store = store
        self._intake = intake
        self._file = file
        self._entities: dict[int, int] = {}

    def read(self, *, batch: int) -> Iterator[int]:
        """Read the file; yields how many lines are done after each batch. Raises UserError if it cannot be read."""
        self._read_companion()
        number = 0
        lines: list[tuple[int, bytes]] = []
        try:
            with self._file.path.open("rb") as stream:
                # Lines end at LF alone: str.splitlines() would cut records at U+2028.
                while line := stream.readline(LONGEST_LINE):
                    number += 1
                    lines.append((number, line))
                    if len(lines) >= batch:
                        self._write(lines)
                        lines = []
                        yield number
        except OSError as error:
            raise UserError(f"This file cannot be read ({error.strerror or error}).") from error
        self._write(lines)
        yield number

    def _write(self, lines: list[tuple[int, bytes]]) -> None:
        with writing(self._store.db):
            for number, line in lines:
                if line.strip():
                    self._write_line(number, line.rstrip(b"\r\n"))

    def _write_line(self, number: int, line: bytes) -> None:
        name = f"{self._file.name}#{number}"
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
            marked = read_line(text)
        except UnicodeDecodeError:
            self.failed.append(Failure(source=name, reason="This line is not UTF-8; save the file as UTF-8."))
            return
        except UserError as error:
            self.failed.append(Failure(source=name, reason=str(error)))
            return
        self._write_article(marked, marked.article.source or name, line)

    def _write_article(self, marked: MarkedArticle, source: str, line: bytes) -> None:
        digest = sha256(line)
        origin = f"{self._file.path.resolve()}#{source}"
        standing = self._store.sources.standing(source, origin=origin, digest=digest)
        if standing.fate == "unchanged":
            self.unchanged += 1
            return
        draft = _draft(marked)
        if standing.article is not None:
            article = standing.article
            self.updated += 1
            self._intake.replace(article, draft, digest=marked.article.sha256 or digest)
        else:
            self.imported += 1
            self.duplicates += self._intake.has_text(draft.text)
            article = self._intake.add(
                draft,
                source=standing.name,
                digest=marked.article.sha256 or digest,
                uid=marked.article.uid,
                number=marked.article.id,
                status=marked.article.status,
            )
            self._mark(article, marked)
        self._store.sources.keep(
            standing.name, origin=origin, digest=digest, data=line, encoding="utf-8", article=article
        )
        if not marked.mentions and not marked.article.uid:
            self.unmarked.append(article)

    def _mark(self, article: int, marked: MarkedArticle) -> None:
        self._intake.mark(
            article,
            mentions=[(mention, self._entity(mention)) for mention in marked.mentions],
            taggings=[(tagging, self._store.codebook.ensure(tagging.tag)) for tagging in marked.taggings],
            notes=marked.notes,
            relations=[
                (
                    said,
                    self._entities.get(said.relation.subject) or self._by_name(said.subject),
                    self._entities.get(said.relation.object) or self._by_name(said.object),
                )
                for said in marked.relations
            ],
        )

    def _entity(self, mention: Mention) -> int | None:
        if mention.entity_id is not None and mention.entity_id in self._entities:
            return self._entities[mention.entity_id]
        if mention.entity is None:
            return None
        return self._store.entities.ensure(mention.type, mention.entity, origin="import")

    def _by_name(self, name: str) -> int:
        found = self._store.entities.find(name)
        return found[0].id if found else self._store.entities.insert("organisation", name, origin="import")

    # The companion

    def _read_companion(self) -> None:
        path = Path(f"{self._file.path}.project.json")
        if not path.is_file():
            return
        try:
            record = read_project(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
            raise UserError(f"The companion {path.name} cannot be read ({error}).") from error
        with writing(self._store.db):
            self._write_companion(record)

    def _write_companion(self, record: ProjectRecord) -> None:
        store = self._store
        insert_tags(store, record.codebook, parent=None)
        for name in record.annotators:
            store.annotators.ensure(name)
        for name in record.predicates:
            store.relations.ensure_predicate(name)
        by_uid = {draft.uid or "": self._write_entity(draft) for draft in record.entities}
        uids = {draft.id: draft.uid or "" for draft in record.entities if draft.id is not None}
        self._entities = {number: by_uid[uid] for number, uid in uids.items()}
        for draft in record.entities:
            if draft.part_of in by_uid:
                store.entities.set_part_of(by_uid[draft.uid or ""], by_uid[draft.part_of])
        for fact in record.facts:
            if fact.subject in by_uid and fact.object in by_uid:
                store.relations.ensure_fact(by_uid[fact.subject], fact.predicate, by_uid[fact.object])
        for annotator, text in record.memos:
            if text not in [note.text for note in store.notes.of(None)]:
                store.notes.insert(None, text, by=annotator)
        for name, value in record.settings:
            store.settings.insert(name, value)

    def _write_entity(self, draft: EntityDraft) -> int:
        connection = self._store.db.conn
        row = connection.execute("select id from entity where uid = ?", (draft.uid,)).fetchone()
        if row is None:
            taken = draft.id is None or connection.execute("select 1 from entity where id = ?", (draft.id,)).fetchone()
            return self._store.entities.insert(
                draft.type,
                draft.name,
                names=draft.names,
                origin=draft.origin,
                uid=draft.uid,
                note=draft.note,
                external=draft.external,
                needs_operator=draft.needs_operator,
                number=None if taken else draft.id,
            )
        entity = int(row[0])
        known = {name.name for name in self._store.entities.get(entity).names}
        self._store.entities.insert_names(entity, [name for name in draft.names if name.name not in known])
        return entity


def _draft(marked: MarkedArticle) -> ArticleDraft:
    article = marked.article
    draft = ArticleDraft(
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
        parts=article.parts,
        encoding="utf-8",
    )
    if article.uid:
        # An export of ours: what is empty in it is meant to be empty.
        return draft
    return _completed(draft)


def _completed(draft: ArticleDraft) -> ArticleDraft:
    """Derive a title and a language for a record that brings none; without parts the whole text is the body."""
    if draft.title and draft.language:
        return draft
    parsed = parse_text(draft.text)
    title, derived = (draft.title, False) if draft.title else (_first_words(draft.text), True)
    return replace(draft, language=draft.language or parsed.language, title=title, title_derived=derived)


def _first_words(text: str) -> str:
    first = next((line.strip() for line in text.split("\n") if folded(line)), text.strip())
    if len(first) <= 80:
        return first
    return first[:80].rsplit(" ", 1)[0] or first[:80]
