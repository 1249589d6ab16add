"""Codebook files taken into a project: first looked at, tag by tag, then written as one undoable step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from store.codebook import Codebook
from store.codebook_diff import TEXTS, said
from store.codebook_drafts import CodebookDrafts, draft_of
from store.codebooks import Codebooks
from store.database import Database
from store.errors import UserError
from store.examples import Examples
from store.formats.attributes import attributes_text
from store.journal import Journal
from store.records import Change, CodebookDraft, CodebookFile, ExampleDraft, Tag, TagDifference, TagDraft, TagFate

Match = dict[int, int]
"""The tag here that a draft means, by the draft's identity."""


def load_codebook_file(path: Path) -> CodebookFile:
    """Read a codebook file of any kind; raises UserError, one sentence, if it cannot be read."""
    # What reads the kinds of files is only loaded where one is read.
    from store.formats.codebook_file import read_codebook_file

    try:
        return read_codebook_file(path.read_bytes())
    except OSError as error:
        raise UserError(f"The codebook {path} cannot be read ({error}).") from error


class CodebookImports:
    """Joins the tags of a file with those that are here: by uid, then by path."""

    def __init__(
        self,
        db: Database,
        journal: Journal,
        codebook: Codebook,
        codebooks: Codebooks,
        drafts: CodebookDrafts,
        examples: Examples,
    ) -> None:
        self._db = db
        self._journal = journal
        self._codebook = codebook
        self._codebooks = codebooks
        self._drafts = drafts
        self._examples = examples

    # Looking

    def fates(self, file: CodebookFile) -> tuple[TagFate, ...]:
        """Say of each tag of a file, in its order, whether it is `new`, `changed` (and how) or the `same` here."""
        match, tags = self._matched(file.books), {tag.id: tag for tag in self._codebook.tags()}
        linked = self._quotes()
        found: list[TagFate] = []
        for book, path, draft, above in _walk(file.books):
            tag = tags.get(match.get(id(draft), 0))
            if tag is None:
                found.append(TagFate(path=path, fate="new"))
                continue
            parent = None if above is None else match.get(id(above), 0)
            implied = path.casefold() in file.implied
            differs = () if implied else tuple(self._differences(tag, draft, parent, above, book, file, linked))
            found.append(TagFate(path=path, fate="changed" if differs else "same", tag=tag.id, differences=differs))
        return tuple(found)

    def _matched(self, books: Sequence[CodebookDraft]) -> Match:
        tags = self._codebook.tags()
        uids = {tag.uid: tag.id for tag in tags}
        for number, former in self._db.conn.execute("select id, former from tag where former <> ''"):
            uids |= {uid: number for uid in former.split() if uid not in uids}
        match: Match = {}
        for _, _, draft, _ in _walk(books):
            tag = uids.get(draft.uid or "")
            if tag is not None and tag not in match.values():
                match[id(draft)] = tag
        taken = set(match.values())
        places = {(tag.parent, tag.name.casefold()): tag.id for tag in tags}
        for _, _, draft, above in _walk(books):
            if id(draft) in match or (above is not None and id(above) not in match):
                continue
            tag = places.get((None if above is None else match[id(above)], draft.name.casefold()))
            if tag is not None and tag not in taken:
                match[id(draft)] = tag
                taken.add(tag)
        return match

    def _quotes(self) -> dict[int, set[str]]:
        """Give for each tag the words of its linked examples, which a table has among those in words."""
        return {
            tag: {" ".join(each.quote.split()) for each in drafts if each.quote}
            for tag, drafts in self._examples.drafts().items()
        }

    def _differences(
        self,
        tag: Tag,
        draft: TagDraft,
        parent: int | None,
        above: TagDraft | None,
        book: CodebookDraft,
        file: CodebookFile,
        linked: dict[int, set[str]],
    ) -> Iterator[TagDifference]:
        if draft.name != tag.name:
            yield TagDifference(field="name", before=tag.name, after=draft.name)
        if parent != tag.parent:
            was = "" if tag.parent is None else self._codebook.get(tag.parent).path
            yield TagDifference(field="place", before=was, after=above.name if above else "")
        if parent is None and "codebook" in file.fields:
            here = self._codebooks.get(tag.codebook)
            if here.uid != book.uid and here.name.casefold() != book.name.casefold():
                yield TagDifference(field="codebook", before=here.name, after=book.name)
        ours = draft_of(tag)
        quotes = linked.get(tag.id, set())
        theirs = replace(draft, examples="\n".join(x for x in draft.examples.split("\n") if x not in quotes))
        for field in TEXTS:
            if field in file.fields and not (field == "colour" and draft.colour is None):
                was, now = said(ours, field), said(theirs, field)
                if was != now and not (field == "colour" and was.lower() == now.lower()):
                    yield TagDifference(field=field, before=was, after=now)

    # Taking in

    def take(self, file: CodebookFile, *, origin: str = "") -> Change:
        """Take the tags of a file in as one undoable step: new ones are made, changed ones become what the file says.

        What the file has no place for stays as it is, and so does every tag that is not in it.
        """
        looked_at = self.fates(file)
        fates = iter(looked_at)
        match = self._matched(file.books)
        linked: dict[int, tuple[ExampleDraft, ...]] = {}
        counts = ", ".join(
            f"{n:,} {word}" for word in ("new", "changed") if (n := sum(f.fate == word for f in looked_at))
        )
        with self._journal.change(f"Import a codebook: {counts or 'nothing new'}", origin=origin) as step:
            books = {book.name: number for book, number in self._drafts.ensure(file.books)}
            place = 0
            for book, _, draft, above in _walk(file.books):
                fate = next(fates)
                parent = None if above is None else match[id(above)]
                if fate.tag is None:
                    number = books[book.name] if parent is None else self._codebook.get(parent).codebook
                    match[id(draft)] = self._drafts.write(draft, parent=parent, codebook=number, place=place)
                    place += 1
                else:
                    self._become(fate.tag, draft, parent, books[book.name], fate)
                linked[match[id(draft)]] = draft.linked
            self._settle()
            self._examples.link(linked)
        return step.change

    def _become(self, tag: int, draft: TagDraft, parent: int | None, book: int, fate: TagFate) -> None:
        execute = self._db.conn.execute
        for each in fate.differences:
            if each.field == "place":
                execute(
                    "update tag set parent = ?, position = ?, codebook = ? where id = ?",
                    (parent, self._codebook.next_position(parent, book), book, tag),
                )
            elif each.field == "codebook":
                execute(
                    "update tag set codebook = ?, position = ? where id = ?",
                    (book, self._codebook.next_position(None, book), tag),
                )
            elif each.field == "key":
                execute("update tag set key = null where key = ?", (each.after or None,))
                execute("update tag set key = ? where id = ?", (each.after or None, tag))
            else:
                value: object = each.after
                if each.field in ("exclusive", "deprecated"):
                    value = int(getattr(draft, each.field))
                elif each.field == "attributes":
                    value = attributes_text(draft.attributes)
                execute(f"update tag set {each.field} = ? where id = ?", (value, tag))

    def _settle(self) -> None:
        """Let each branch stand in the codebook of its top, and give tags of one path names that tell them apart."""
        tags = {tag.id: tag for tag in self._codebook.tags()}
        names: set[tuple[int | None, str]] = set()
        books: dict[int, int] = {}
        for tag in tags.values():
            books[tag.id] = tag.codebook if tag.parent is None else books[tag.parent]
            if books[tag.id] != tag.codebook:
                self._db.conn.execute("update tag set codebook = ? where id = ?", (books[tag.id], tag.id))
            name, number = tag.name, 1
            while (tag.parent, name.casefold()) in names:
                number += 1
                name = f"{tag.name} ({number})"
            names.add((tag.parent, name.casefold()))
            if name != tag.name:
                self._db.conn.execute("update tag set name = ? where id = ?", (name, tag.id))

    # Out

    def write(self, path: Path, *, kind: str | None = None, codebook: int | None = None) -> tuple[str, ...]:
        """Write all codebooks, or one, to a file: `json`, `csv` or `qdc`, by its ending where `kind` is None.

        Gives what that kind does not carry. Raises UserError where it cannot be written.
        """
        from store.formats.codebook_file import losses, write_codebook_file

        kind = kind or path.suffix.lower().lstrip(".")
        books = self._drafts.all()
        if codebook is not None:
            uid = self._codebooks.get(codebook).uid
            books = tuple(book for book in books if book.uid == uid)
        data = write_codebook_file(books, kind)
        scratch = path.with_name(f".{path.name}.new")
        try:
            scratch.write_bytes(data)
            scratch.replace(path)
        except OSError as error:
            scratch.unlink(missing_ok=True)
            raise UserError(f"{path} cannot be written ({error.strerror or error}).") from error
        return losses(books, kind)


def _walk(books: Sequence[CodebookDraft]) -> Iterator[tuple[CodebookDraft, str, TagDraft, TagDraft | None]]:
    def under(
        tags: Sequence[TagDraft], book: CodebookDraft, path: str, above: TagDraft | None
    ) -> Iterator[tuple[CodebookDraft, str, TagDraft, TagDraft | None]]:
        for draft in tags:
            yield book, path + draft.name, draft, above
            yield from under(draft.children, book, f"{path}{draft.name}/", draft)

    for book in books:
        yield from under(book.tags, book, "", None)
