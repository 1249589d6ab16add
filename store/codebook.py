"""The codebook: the researcher's tree of tags, each with colour, key, definition and rules of where it is put.

The tags of all codebooks of a project stand in one tree: no two have the same path, so that `tag:PATH` means one of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from store.annotators import new_uid
from store.database import Database
from store.errors import UserError
from store.formats.attributes import attributes_text, defined
from store.journal import Journal
from store.records import TAG_SCOPES, Attribute, Change, Tag
from store.tag_tree import read_tags

PALETTE = ("#2f5d8a", "#008660", "#d58600", "#7a5cc0", "#b3446c", "#5b8c2a", "#8a5a2b", "#2f7fb8")
"""The colours that new tags take in turn."""

_SCOPE_WORDS = {"article": "whole articles", "passage": "passages", "both": "articles and passages"}


def split_path(path: str) -> list[str]:
    """Cut `systems/mobility` into its names; raises UserError where one is empty."""
    # Some systems write Hangul decomposed; two tags that look the same are the same.
    names = [unicodedata.normalize("NFC", name).strip() for name in path.split("/")]
    if not all(names):
        raise UserError(f"“{path}” is no tag; write it as a name, or as names with / between them.")
    return names


class Codebook:
    """The tags of a project, those of all its codebooks."""

    def __init__(self, db: Database, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def tags(self) -> tuple[Tag, ...]:
        """List all tags in the order of the tree: codebook by codebook, parents before children, siblings by position.

        As long as nothing of them changes, whoever changes it, it is the very same tuple.
        """
        return read_tags(self._db)

    def offered(self) -> tuple[Tag, ...]:
        """List the tags that can be put: all but the deprecated ones, in the order of the tree."""
        return tuple(tag for tag in self.tags() if not tag.deprecated)

    def get(self, tag: int) -> Tag:
        """Read one tag; raises UserError if it is gone."""
        found = next((each for each in self.tags() if each.id == tag), None)
        if found is None:
            raise UserError("This tag is no longer in the codebook.")
        return found

    def find(self, name: str) -> Tag:
        """Find a tag by its path, or by its last name if only one tag has it; raises UserError otherwise."""
        tags = self.tags()
        wanted = unicodedata.normalize("NFC", name).strip().casefold()
        found = [tag for tag in tags if tag.path.casefold() == wanted]
        found = found or [tag for tag in tags if tag.name.casefold() == wanted]
        if not found:
            raise UserError(f"There is no tag “{name}” in the codebook.")
        if len(found) > 1:
            raise UserError(f"Several tags are called “{name}”: {', '.join(tag.path for tag in found)}; give the path.")
        return found[0]

    def branch(self, tag: int) -> tuple[int, ...]:
        """List a tag and all tags under it."""
        rows = self._db.conn.execute(
            "with recursive under(id) as (select ? union select t.id from tag t join under on t.parent = under.id)"
            " select id from under",
            (tag,),
        )
        return tuple(int(row[0]) for row in rows)

    def ensure(self, path: str) -> int:
        """Give the id of the tag at `path` (or of the one tag with this last name), making what is missing.

        To be called inside a change of the caller.
        """
        names = split_path(path)
        if len(names) == 1:
            tags = self.tags()
            same = [tag.id for tag in tags if tag.name.casefold() == names[0].casefold()]
            if len(same) == 1:
                return same[0]
        return self.ensure_path(path)

    def ensure_path(self, path: str, *, codebook: int | None = None) -> int:
        """Give the id of the tag at just this path, making what is missing; to be called inside a change or import.

        A tag that is made at the top stands in this codebook, or in the first one.
        """
        names = split_path(path)
        known = {tag.path.casefold(): tag.id for tag in self.tags()}
        parent: int | None = None
        for depth in range(len(names)):
            here = "/".join(names[: depth + 1]).casefold()
            parent = known[here] if here in known else self._insert(names[depth], parent, codebook)
        if parent is None:
            raise UserError("A tag needs a name.")
        return parent

    def _insert(self, name: str, parent: int | None, codebook: int | None = None) -> int:
        connection = self._db.conn
        if parent is None:
            total = connection.execute("select count(*) from tag").fetchone()[0]
            colour = PALETTE[total % len(PALETTE)]
            book = self._first() if codebook is None else codebook
        else:
            colour, book = connection.execute("select colour, codebook from tag where id = ?", (parent,)).fetchone()
        row = connection.execute(
            "insert into tag(uid, parent, name, colour, position, codebook) values (?, ?, ?, ?, ?, ?) returning id",
            (new_uid(), parent, name, colour, self.next_position(parent, book), book),
        ).fetchone()
        return int(row[0])

    def _first(self) -> int:
        row = self._db.conn.execute("select id from codebook order by position, id limit 1").fetchone()
        return int(row[0])

    def next_position(self, parent: int | None, codebook: int) -> int:
        """Give the position behind the last tag under `parent`, or (None) at the top of this codebook."""
        row = self._db.conn.execute(
            "select coalesce(max(position) + 1, 0) from tag where parent is ? and codebook = ?", (parent, codebook)
        ).fetchone()
        return int(row[0])

    def add(
        self,
        path: str,
        *,
        colour: str | None = None,
        key: str | None = None,
        definition: str = "",
        codebook: int | None = None,
        origin: str = "",
    ) -> Change:
        """Add the tag at `path`, with any parents that are missing; raises UserError if it is there already.

        At the top it stands in this codebook, or in the first one.
        """
        names = split_path(path)
        if any(tag.path.casefold() == "/".join(names).casefold() for tag in self.tags()):
            raise UserError(f"The tag “{path}” is already there.")
        with self._journal.change(f"Add tag {path}", origin=origin) as step:
            parent = self.ensure_path("/".join(names[:-1]), codebook=codebook) if len(names) > 1 else None
            tag = self._insert(names[-1], parent, codebook)
            if colour is not None:
                self._db.conn.execute("update tag set colour = ? where id = ?", (colour, tag))
            self._take_key(tag, key)
            self._db.conn.execute("update tag set definition = ? where id = ?", (definition, tag))
        return step.change

    def rename(self, tag: int, name: str, *, origin: str = "") -> Change:
        """Give a tag another name; raises UserError if a sibling has it."""
        old = self.get(tag)
        name = unicodedata.normalize("NFC", name).strip()
        if not name or "/" in name:
            raise UserError("A tag's name is not empty and has no / in it.")
        self._refuse_same_name(name, parent=old.parent, but=tag)
        with self._journal.change(f"Rename tag {old.name} to {name}", origin=origin) as step:
            self._db.conn.execute("update tag set name = ? where id = ?", (name, tag))
        return step.change

    def _refuse_same_name(self, name: str, *, parent: int | None, but: int) -> None:
        for other in self.tags():
            if other.parent == parent and other.id != but and other.name.casefold() == name.casefold():
                raise UserError(f"There is already a tag “{other.path}”; choose another name.")

    def move(
        self, tag: int, *, parent: int | None, position: int, codebook: int | None = None, origin: str = ""
    ) -> Change:
        """Put a tag under another parent (None: the top) before the sibling now at `position`.

        At the top it goes into this codebook, or stays in its own; its branch comes along. Raises UserError for a move
        into its own branch or beside a tag of the same name.
        """
        moved = self.get(tag)
        branch = self.branch(tag)
        if parent is not None and parent in branch:
            raise UserError("A tag cannot be moved under itself.")
        self._refuse_same_name(moved.name, parent=parent, but=tag)
        book = self.get(parent).codebook if parent is not None else moved.codebook if codebook is None else codebook
        siblings = [
            other.id for other in self.tags() if other.parent == parent and other.codebook == book and other.id != tag
        ]
        siblings.insert(max(0, min(position, len(siblings))), tag)
        with self._journal.change(f"Move tag {moved.name}", origin=origin) as step:
            self._db.conn.execute("update tag set parent = ? where id = ?", (parent, tag))
            if book != moved.codebook:
                self._db.conn.executemany("update tag set codebook = ? where id = ?", [(book, each) for each in branch])
            self._db.conn.executemany("update tag set position = ? where id = ?", list(enumerate(siblings)))
        return step.change

    def recolour(self, tag: int, colour: str, *, origin: str = "") -> Change:
        """Give a tag another colour, as `#rrggbb`."""
        return self._set(tag, "colour", colour, f"Recolour tag {self.get(tag).name}", origin)

    def define(
        self,
        tag: int,
        definition: str | None = None,
        *,
        include: str | None = None,
        exclude: str | None = None,
        examples: str | None = None,
        origin: str = "",
    ) -> Change:
        """Say what a tag means, when it is put and when not, and give examples in words; None leaves what is there."""
        said = {"definition": definition, "include": include, "exclude": exclude, "examples": examples}
        with self._journal.change(f"Define tag {self.get(tag).name}", origin=origin) as step:
            for column, value in said.items():
                if value is not None:
                    self._db.conn.execute(f"update tag set {column} = ? where id = ?", (value, tag))
        return step.change

    def set_attributes(self, tag: int, attributes: Sequence[Attribute], *, origin: str = "") -> Change:
        """Say what a tagging with this tag may say beside it; values that taggings have already stay.

        Raises UserError where a name, a kind or a choice will not do.
        """
        text = attributes_text(defined(attributes))
        return self._set(tag, "attributes", text, f"Attributes of tag {self.get(tag).name}", origin)

    def set_scope(self, tag: int, scope: str, *, origin: str = "") -> Change:
        """Say what a tag can be put on from now on: articles, passages or both; raises UserError for another word.

        What it is on already stays.
        """
        if scope not in TAG_SCOPES:
            raise UserError(f"A tag is for one of {', '.join(TAG_SCOPES)}, not for “{scope}”.")
        return self._set(tag, "scope", scope, f"Let tag {self.get(tag).name} be for {_SCOPE_WORDS[scope]}", origin)

    def set_exclusive(self, tag: int, on: bool, *, origin: str = "") -> Change:
        """Let the tags right under a tag exclude one another from now on, or not; what is tagged already stays."""
        words = "exclude one another" if on else "go together"
        return self._set(tag, "exclusive", int(on), f"Let the tags under {self.get(tag).name} {words}", origin)

    def set_deprecated(self, tag: int, on: bool, *, origin: str = "") -> Change:
        """Deprecate a tag and those under it, or take that back; what they are on keeps them."""
        label = f"Deprecate tag {self.get(tag).name}" if on else f"Offer tag {self.get(tag).name} again"
        with self._journal.change(label, origin=origin) as step:
            for each in self.branch(tag):
                self._db.conn.execute("update tag set deprecated = ? where id = ?", (int(on), each))
        return step.change

    def _set(self, tag: int, column: str, value: str | int, label: str, origin: str) -> Change:
        with self._journal.change(label, origin=origin) as step:
            self._db.conn.execute(f"update tag set {column} = ? where id = ?", (value, tag))
        return step.change

    def set_key(self, tag: int, key: str | None, *, origin: str = "") -> Change:
        """Let `key` put this tag (None: no key); a tag that had the key loses it."""
        with self._journal.change(f"Set the key of tag {self.get(tag).name}", origin=origin) as step:
            self._take_key(tag, key)
        return step.change

    def _take_key(self, tag: int, key: str | None) -> None:
        if key is not None:
            self._db.conn.execute("update tag set key = null where key = ? and id <> ?", (key, tag))
        self._db.conn.execute("update tag set key = ? where id = ?", (key, tag))

    def remove(self, tag: int, *, origin: str = "") -> Change:
        """Remove a tag, the tags under it and all their taggings, as one step."""
        gone = self.branch(tag)
        with self._journal.change(f"Remove tag {self.get(tag).path}", origin=origin) as step:
            for number in gone:
                self._db.conn.execute("delete from tagging where tag = ?", (number,))
                self._db.conn.execute("delete from tag_rejection where tag = ?", (number,))
                self._db.conn.execute("delete from tag where id = ?", (number,))
        return step.change
