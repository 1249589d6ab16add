"""Versions of the codebook: all codebooks as they were when someone gave that a name."""

from __future__ import annotations

from store.annotators import new_uid
from store.codebook_diff import compare
from store.codebook_drafts import CodebookDrafts
from store.database import Database
from store.errors import UserError
from store.formats.codebook import read_codebooks, write_codebooks
from store.journal import Journal, now
from store.records import Change, CodebookVersion, CodebookVersionDraft, TagFate


class CodebookVersions:
    """Freezes the codebooks under a name, and gives them as they were."""

    def __init__(self, db: Database, journal: Journal, drafts: CodebookDrafts) -> None:
        self._db = db
        self._journal = journal
        self._drafts = drafts

    def all(self) -> tuple[CodebookVersion, ...]:
        """List the versions, the oldest first, without their content."""
        rows = self._db.conn.execute(
            "select id, uid, name, note, at, annotator, change from codebook_version order by at, id"
        )
        return tuple(
            CodebookVersion(id=row[0], uid=row[1], name=row[2], note=row[3], at=row[4], annotator=row[5], change=row[6])
            for row in rows
        )

    def get(self, version: int) -> CodebookVersion:
        """Read one version; raises UserError if it is gone."""
        found = next((each for each in self.all() if each.id == version), None)
        if found is None:
            raise UserError("This version of the codebook is no longer there.")
        return found

    def find(self, name: str) -> CodebookVersion:
        """Find a version by its name; raises UserError if there is none."""
        wanted = name.strip().casefold()
        found = next((each for each in self.all() if each.name.casefold() == wanted), None)
        if found is None:
            known = ", ".join(each.name for each in self.all()) or "none yet"
            raise UserError(f"There is no version “{name}” of the codebook (there is {known}).")
        return found

    def freeze(self, name: str, *, note: str = "", origin: str = "") -> Change:
        """Keep all codebooks as they are now under a name; raises UserError if a version has it."""
        name = " ".join(name.split())
        if not name:
            raise UserError("A version needs a name, such as v1.")
        if any(each.name.casefold() == name.casefold() for each in self.all()):
            raise UserError(f"There is already a version “{name}”; choose another name.")
        latest = self._journal.state().id
        with self._journal.change(f"Freeze the codebook as {name}", origin=origin) as step:
            self._insert(
                CodebookVersionDraft(
                    uid=new_uid(),
                    name=name,
                    note=note,
                    at=now(),
                    annotator=self._journal.annotator,
                    books=self._drafts.all(),
                ),
                change=latest,
            )
        return step.change

    def remove(self, version: int, *, origin: str = "") -> Change:
        """Remove a version; the codebook stays as it is."""
        name = self.get(version).name
        with self._journal.change(f"Remove version {name} of the codebook", origin=origin) as step:
            self._db.conn.execute("delete from codebook_version where id = ?", (version,))
        return step.change

    def draft(self, version: int) -> CodebookVersionDraft:
        """Read one version with its codebooks; raises UserError if it is gone."""
        known = self.get(version)
        (content,) = self._db.conn.execute("select content from codebook_version where id = ?", (version,)).fetchone()
        return CodebookVersionDraft(
            uid=known.uid,
            name=known.name,
            note=known.note,
            at=known.at,
            annotator=known.annotator,
            books=read_codebooks(content),
        )

    def drafts(self) -> tuple[CodebookVersionDraft, ...]:
        """Read all versions with their codebooks, the oldest first."""
        return tuple(self.draft(each.id) for each in self.all())

    def compare(self, before: int, after: int | None = None) -> tuple[TagFate, ...]:
        """List what is another in version `after`, or (None) now, than in version `before`; see `codebook_diff`."""
        later = self._drafts.all(linked=False) if after is None else self.draft(after).books
        return compare(self.draft(before).books, later)

    def insert(self, versions: tuple[CodebookVersionDraft, ...]) -> None:
        """Write the versions of another project that are not here, inside the caller's transaction."""
        uids = {each.uid for each in self.all()}
        for version in versions:
            if version.uid not in uids:
                self._insert(version, change=None)

    def _insert(self, version: CodebookVersionDraft, *, change: int | None) -> None:
        self._db.conn.execute(
            "insert into codebook_version(uid, name, note, at, annotator, change, content) values (?, ?, ?, ?, ?, ?, ?)",
            (
                version.uid,
                version.name,
                version.note,
                version.at,
                version.annotator,
                change,
                write_codebooks(version.books),
            ),
        )
