"""Records in: what was read of a file, each written as a new article or beside what is known of one that is here."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping
from contextlib import nullcontext

from store.entity_drafts import EntityDrafts
from store.errors import UserError
from store.formats.record import Record
from store.incoming import Incoming
from store.intake import Intake
from store.record_lines import Line, draft_of, draft_of_article, has_marks, name_of, source_of, updated_draft
from store.records import Failure, Outcome, SourceCorrection
from store.seen import Seen
from store.settling import Settling
from store.sources import SourceFile, Standing, in_bin, sha256
from store.store import Store


class RecordIntake:
    """Writes the records of one file, inside the transaction of an import, and counts what became of them.

    `entities` are the ids that the entities of the records have in this project.
    """

    def __init__(self, store: Store, intake: Intake, file: SourceFile) -> None:
        self.imported = 0
        self.updated = 0
        self.unchanged = 0
        self.left: list[Failure] = []
        self.duplicates = 0
        self.failed: list[Failure] = []
        self.warnings: list[Failure] = []
        self.unmarked = array("q")
        self.outcomes: list[Outcome] = []
        self.entities: dict[int, int] = {}
        self._store = store
        self._intake = intake
        self._file = file
        self._path = str(file.path.resolve())
        self._incoming = Incoming(store, self.entities)
        self._drafts = EntityDrafts(store)
        self._settling = Settling(store)
        self._seen = Seen()

    def close(self) -> None:
        """Forget which sources were met."""
        self._seen.close()

    def write(self, line: Line, *, skip: Collection[str], corrections: Mapping[str, SourceCorrection]) -> None:
        """Write one record, unless its source is to be left out, by name or origin; a refused one is counted as failed."""
        if line.record is None:
            if name_of(self._file, line) not in skip:
                told = self.warnings if line.is_valid else self.failed
                reason = line.failure or "This line is no record."
                told.append(Failure(source=name_of(self._file, line), reason=reason))
            return
        source = source_of(self._file, line)
        origin = self._origin(source)
        if source in skip or origin in skip:
            return
        given = corrections.get(origin)
        try:
            # What brings nothing but its article is never refused half written, and a savepoint takes its time.
            plain = given is None and not has_marks(line.record) and not line.record.marked.article.uid
            with nullcontext() if plain else self._intake.attempt():
                self._write_record(line, line.record, source, origin, given)
        except UserError as error:
            self.failed.append(Failure(source=name_of(self._file, line), reason=str(error)))

    def _write_record(
        self, line: Line, record: Record, source: str, origin: str, given: SourceCorrection | None
    ) -> None:
        """Write one record: a new article, or what it says of one that is known by its uid or as this line's."""
        number = sha256(line.data)
        standing = self._store.sources.standing(source, origin=origin, digest=number)
        if standing.fate == "unchanged":
            self.unchanged += 1
            return
        known, record = self._settling.settle(line, record, source, standing)
        if known is None and (deleted := self._store.sources.deleted(standing, record.marked.article.uid)):
            self.left.append(Failure(source=standing.name, reason=in_bin(deleted)))
            return
        record = self._with_entities(line, record)
        if known is None:
            article = self._add(line, record, standing.name, number, given)
            self.imported += 1
        else:
            article = known
            with self._intake.attempt():
                changed = self._update(known, line, record, number, given)
            if not changed:
                self.unchanged += 1
                return
            self.updated += 1
        self._keep(line, standing, origin, number, article, new=known is None)
        self.warnings += [Failure(source=standing.name, reason=sentence) for sentence in line.unplaced]

    def _with_entities(self, line: Line, record: Record) -> Record:
        """Give a record of another tool's with its entities as they are called here, made where they are missing."""
        return self._drafts.over(line, record, self.entities) if line.is_foreign else record

    def _keep(self, line: Line, standing: Standing, origin: str, number: str, article: int, *, new: bool) -> None:
        if new or article == standing.article:
            # What came from elsewhere keeps the bytes it came with.
            self._store.sources.keep(
                standing.name, origin=origin, digest=number, data=line.data, encoding="utf-8", article=article, new=new
            )

    def _origin(self, source: str) -> str:
        # Several lines of a file may give the same source; they are still several articles.
        times = self._seen.count(source)
        number = "" if times == 1 else f"#{times}"
        return f"{self._path}#{source}{number}"

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
        if has_marks(record):
            self._incoming.write(article, record.marked)
        if "mentions" not in record.said:
            self.unmarked.append(article)
        if line.is_foreign:
            self._settling.made(article)
        if line.unplaced:
            self.outcomes.append(Outcome(fate="new", source=name, article=article, warnings=line.unplaced))
        return article

    def _update(self, article: int, line: Line, record: Record, number: str, given: SourceCorrection | None) -> bool:
        """Write what a record says anew of an article that is here; says whether there was anything."""
        here = self._store.marked.get(article)
        ruled = "parts" not in record.said
        draft = self._intake.ready(updated_draft(here.article, record), article=article, ruled=ruled, given=given)
        same = line.is_foreign and record.marked.article.text == here.article.text
        changed = not same and draft != draft_of_article(here.article)
        lost: list[str] = []
        if changed:
            digest = record.marked.article.sha256 or number
            lost = self._intake.replace(article, draft, digest=digest, ruled=ruled, given=given)
            here = self._store.marked.get(article)
        marked = self._incoming.write(article, record.marked, beside=here, foreign=line.is_foreign)
        status = record.marked.article.status
        if status == "untagged" and record.marked.taggings:
            status = "started"
        raised = here.article.status == "untagged" and status != "untagged"
        if raised:
            self._store.db.conn.execute("update article set status = ? where id = ?", (status, article))
        if changed or marked or raised:
            self.outcomes.append(
                Outcome(
                    fate="updated",
                    source=here.article.source,
                    article=article,
                    lost=tuple(lost),
                    warnings=line.unplaced,
                )
            )
        return changed or marked or raised
