"""The codebooks as drafts: read whole for files and versions, and written where they are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from store.annotators import new_uid
from store.codebook import PALETTE, Codebook
from store.codebooks import Codebooks
from store.database import Database
from store.examples import Examples
from store.formats.attributes import attributes_text
from store.formats.codebook import UNNAMED
from store.records import CodebookDraft, ExampleDraft, Tag, TagDraft


class CodebookDrafts:
    """Gives the codebooks of a project as a file has them, and takes those of a file in beside them."""

    def __init__(self, db: Database, codebook: Codebook, codebooks: Codebooks, examples: Examples) -> None:
        self._db = db
        self._codebook = codebook
        self._codebooks = codebooks
        self._examples = examples

    def all(self, *, linked: bool = True) -> tuple[CodebookDraft, ...]:
        """Read all codebooks with their tags; with the taggings that are examples, unless `linked` says otherwise."""
        children: dict[int | None, list[Tag]] = {}
        for tag in self._codebook.tags():
            children.setdefault(tag.parent, []).append(tag)
        former = self._former()
        examples = self._examples.drafts() if linked else {}
        uids = {book.id: book.uid for book in self._codebooks.all()}

        def draft(tag: Tag) -> TagDraft:
            return replace(
                draft_of(tag),
                uid=tag.uid,
                former=former.get(tag.id, ()),
                linked=tuple(examples.get(tag.id, ())),
                codebook=uids[tag.codebook] if tag.parent is None else None,
                children=tuple(draft(child) for child in children.get(tag.id, ())),
            )

        return tuple(
            CodebookDraft(
                name=book.name,
                uid=book.uid,
                tags=tuple(draft(tag) for tag in children.get(None, ()) if tag.codebook == book.id),
            )
            for book in self._codebooks.all()
        )

    def _former(self) -> dict[int, tuple[str, ...]]:
        rows = self._db.conn.execute("select id, former from tag where former <> ''")
        return {int(number): tuple(str(former).split()) for number, former in rows}

    # Taking in what is missing

    def insert(self, books: Sequence[CodebookDraft]) -> dict[int, tuple[ExampleDraft, ...]]:
        """Write the codebooks and tags that are missing, inside the caller's transaction; what is there stays as it is.

        A tag is there if its uid is, or else its path. Gives the examples of the tags, new and known, to be linked once
        their articles are here.
        """
        linked: dict[int, tuple[ExampleDraft, ...]] = {}
        for book, codebook in self.ensure(books):
            self._insert(book.tags, parent=None, codebook=codebook, linked=linked)
        return linked

    def ensure(self, books: Sequence[CodebookDraft]) -> list[tuple[CodebookDraft, int]]:
        """Give the id of the codebook that each draft means, by uid or name, making what is missing.

        The codebook of a new project becomes the first that comes in; the only one of a file that does not name it is
        the first of the project. Inside the caller's transaction.
        """
        known = self._codebooks.all()
        if len(books) == 1 and books[0].uid is None and books[0].name == UNNAMED:
            return [(books[0], known[0].id)]
        if books and len(known) == 1 and known[0].name == UNNAMED and not self._codebook.tags():
            self._db.conn.execute(
                "update codebook set name = ?, uid = coalesce(?, uid) where id = ?",
                (books[0].name, books[0].uid, known[0].id),
            )
        return [(book, self._ensure(book)) for book in books]

    def _ensure(self, book: CodebookDraft) -> int:
        known = self._codebooks.all()
        same = [each.id for each in known if each.uid == book.uid]
        same += [each.id for each in known if each.name.casefold() == book.name.casefold()]
        return same[0] if same else self._codebooks.insert(book.name, uid=book.uid)

    def _insert(
        self,
        tags: Iterable[TagDraft],
        *,
        parent: int | None,
        codebook: int,
        linked: dict[int, tuple[ExampleDraft, ...]],
    ) -> None:
        for place, draft in enumerate(tags):
            tag = self._known(draft, parent)
            if tag is None:
                tag = self.write(draft, parent=parent, codebook=codebook, place=place)
            if draft.linked:
                linked[tag] = draft.linked
            (book,) = self._db.conn.execute("select codebook from tag where id = ?", (tag,)).fetchone()
            self._insert(draft.children, parent=tag, codebook=book, linked=linked)

    def _known(self, draft: TagDraft, parent: int | None) -> int | None:
        row = self._db.conn.execute("select id from tag where uid = ?", (draft.uid,)).fetchone()
        if row is not None:
            return int(row[0])
        rows = self._db.conn.execute("select id, name from tag where parent is ?", (parent,))
        return next((int(number) for number, name in rows if name.casefold() == draft.name.casefold()), None)

    def write(self, draft: TagDraft, *, parent: int | None, codebook: int, place: int) -> int:
        """Write one tag as the last under `parent`, inside the caller's transaction, without those under it.

        Its uid and its key are its own only where nobody has them; without a colour the `place` gives one.
        """
        connection = self._db.conn
        taken = connection.execute("select 1 from tag where key = ?", (draft.key,)).fetchone() is not None
        row = connection.execute(
            "insert into tag(uid, parent, name, colour, key, definition, include, exclude, attributes, examples, scope,"
            " exclusive, deprecated, former, position, codebook)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
            (
                draft.uid or new_uid(),
                parent,
                draft.name,
                draft.colour or PALETTE[place % len(PALETTE)],
                None if taken else draft.key,
                draft.definition,
                draft.include,
                draft.exclude,
                attributes_text(draft.attributes),
                draft.examples,
                draft.scope,
                int(draft.exclusive),
                int(draft.deprecated),
                " ".join(draft.former),
                self._codebook.next_position(parent, codebook),
                codebook,
            ),
        ).fetchone()
        return int(row[0])


def draft_of(tag: Tag) -> TagDraft:
    """Give what a tag is by itself: without its place in the tree, its uid and its linked examples."""
    return TagDraft(
        name=tag.name,
        colour=tag.colour,
        key=tag.key,
        definition=tag.definition,
        include=tag.include,
        exclude=tag.exclude,
        examples=tag.examples,
        scope=tag.scope,
        exclusive=tag.exclusive,
        deprecated=tag.deprecated,
        attributes=tag.attributes,
    )
