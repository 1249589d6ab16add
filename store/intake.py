"""Intake: parsed drafts and native records written as articles, inside an import's transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from store.annotators import new_uid
from store.corrections import write_names, write_parts
from store.db import attempt, places, writing
from store.digest import Digest
from store.fulltext import feed_new
from store.journal import now
from store.parse.put_right import roles_in, with_fields, with_lines
from store.records import ArticleDraft, Part, SourceCorrection
from store.sources import sha256
from store.store import Store
from store.text.anchors import find_again

_COLUMNS = (
    "language",
    "title",
    "title_derived",
    "subtitle",
    "outlet",
    "published",
    "updated",
    "url",
    "length",
    "text_sha256",
)


class Intake:
    """Writes articles of one batch; every method wants to be called inside `together()`, or at least `writing()`."""

    def __init__(self, store: Store, *, label: str) -> None:
        self._store = store
        self._label = label
        self._batch: int | None = None
        self._waiting: dict[int, Digest] = {}
        self._together = False

    @contextmanager
    def together(self) -> Iterator[None]:
        """Hold one transaction, and feed the caches with the new articles written in it at its end, all at once.

        Nearly every statement with a savepoint of its own makes FTS5 write out what it has gathered: to index each
        article as it comes takes twice the time.
        """
        with writing(self._store.db):
            self._waiting.clear()
            self._together = True
            try:
                yield
                self._feed_waiting()
            finally:
                self._together = False

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Hold a stretch of the transaction that is taken back alone if it fails, and lets the failure through."""
        waiting, batch = dict(self._waiting), self._batch
        try:
            with attempt(self._store.db):
                yield
        except BaseException:
            self._waiting, self._batch = waiting, batch
            raise

    @property
    def batch(self) -> int | None:
        """The batch that was made, or None where nothing has come in."""
        row = self._store.db.conn.execute("select id from batch where id = ?", (self._batch,)).fetchone()
        return None if row is None else int(row[0])

    def _batch_id(self) -> int:
        # A batch is made with its first article, so that an import that brings nothing leaves nothing.
        if self._batch is None:
            self._batch = int(
                self._store.db.conn.execute(
                    "insert into batch(uid, at, label) values (?, ?, ?) returning id", (new_uid(), now(), self._label)
                ).fetchone()[0]
            )
        return self._batch

    def add(
        self,
        draft: ArticleDraft,
        *,
        source: str,
        digest: str,
        uid: str = "",
        number: int = 0,
        status: str = "",
        prepared: Digest | None = None,
        ruled: bool = True,
        given: SourceCorrection | None = None,
    ) -> int:
        """Write a new article and give its id: `number` and `uid` where they are given and free.

        `prepared` is the draft's digest, where it has been worked out. With `ruled` the rules of its outlet are put
        over its parts. What was put right in the source (`given`) is kept as corrections of the article.
        """
        connection = self._store.db.conn
        if number and connection.execute("select 1 from article where id = ?", (number,)).fetchone():
            number = 0
        if not uid or connection.execute("select 1 from article where uid = ?", (uid,)).fetchone():
            uid = new_uid()
        ready = self.ready(draft, ruled=ruled, given=given)
        article: int = connection.execute(
            f"insert into article(id, uid, batch, source, sha256, status, {', '.join(_COLUMNS)})"
            f" values ({places((*range(6), *_COLUMNS))}) returning id",
            (number or None, uid, self._batch_id(), source, digest, status or "untagged", *_values(ready)),
        ).fetchone()[0]
        connection.execute("insert into article_text(article, text) values (?, ?)", (article, ready.text))
        self._write_lists(article, ready)
        self._keep_given(article, ready.text, given)
        if prepared is not None and is_read_alike(ready, draft):
            self._feed_new(article, prepared)
        else:
            self._store.cuts.feed(article, ready.text)
            self._store.search.feed(article)
            self._store.duplicates.feed(article)
        return article

    def _write_lists(self, article: int, draft: ArticleDraft) -> None:
        self._store.db.conn.executemany(
            'insert into part(article, role, start, "end") values (?, ?, ?, ?)',
            [(article, part.role, part.start, part.end) for part in draft.parts],
        )
        for table, names in (("author", draft.authors), ("keyword", draft.keywords)):
            if names:
                write_names(self._store.db, table, article, names)

    def _feed_new(self, article: int, prepared: Digest) -> None:
        self._waiting[article] = prepared
        if not self._together:
            self._feed_waiting()

    def _feed_waiting(self) -> None:
        ready = list(self._waiting.items())
        feed_new(self._store.db, ready)
        self._store.duplicates.feed_new(ready)
        self._store.cuts.feed_many((article, digest.beginnings) for article, digest in ready)
        self._waiting.clear()

    def _keep_given(self, article: int, text: str, given: SourceCorrection | None) -> None:
        """Remember what was put right before the import as corrections; `text` is the article's from now on."""
        if given is None:
            return
        for field, value in given.fields.items():
            self._store.corrections.keep_field(article, field, value)
        for line in roles_in(text, given):
            self._store.corrections.write_roles(article, text, line)

    def ready(
        self,
        draft: ArticleDraft,
        *,
        article: int | None = None,
        ruled: bool = True,
        given: SourceCorrection | None = None,
    ) -> ArticleDraft:
        """Give a draft as it would be stored: with parts, the rules of its outlet, and what was corrected in `article`.

        What was put right in the source itself (`given`) goes over all of that.

        Corrected roles are put over its parts where its text is the one that is stored.
        """
        draft = replace(draft, parts=draft.parts or (Part(role="body", start=0, end=len(draft.text)),))
        if article is not None:
            draft = self._store.corrections.over(article, draft)
        draft = with_fields(draft, given)
        if ruled:
            draft = self._store.rules.over(draft)
        if article is not None and self._store.articles.text(article) == draft.text:
            draft = replace(draft, parts=self._store.corrections.parts(article, draft.text, draft.parts))
        return with_lines(draft, given)

    def replace(
        self,
        article: int,
        draft: ArticleDraft,
        *,
        digest: str,
        prepared: Digest | None = None,
        ruled: bool = True,
        given: SourceCorrection | None = None,
    ) -> list[str]:
        """Write a new version of an article, moving its marks and keeping what was corrected in it.

        Gives a sentence for each mark, and for each line with a corrected role, that was not found again.
        """
        old = self._store.articles.text(article)
        lost = [] if old == draft.text else self._move_marks(article, old, draft.text)
        self._keep_given(article, draft.text, given)
        # Noted as a batch of its own, so that an export knows that the project has moved on.
        self._batch_id()
        self._store.db.conn.execute("update article set sha256 = ? where id = ?", (digest, article))
        self._waiting.pop(article, None)
        self._store.search.forget(article)
        ready = self.ready(draft, article=article, ruled=ruled)
        # The corrected lines have moved by now, but the text that `ready` compares with is still the old one.
        ready = replace(ready, parts=self._store.corrections.parts(article, ready.text, ready.parts))
        self._fill(article, ready, prepared if is_read_alike(ready, draft) else None)
        return lost

    def has_text(self, text: str) -> bool:
        """Say whether an article with this very text is there already."""
        row = self._store.db.conn.execute(
            "select 1 from article where text_sha256 = ? and removed = 0 limit 1", (_text_sha256(text),)
        ).fetchone()
        return row is not None

    def _fill(self, article: int, draft: ArticleDraft, prepared: Digest | None = None) -> None:
        connection = self._store.db.conn
        connection.execute(
            f"update article set {', '.join(f'{column} = ?' for column in _COLUMNS)} where id = ?",
            (*_values(draft), article),
        )
        connection.execute("update article_text set text = ? where article = ?", (draft.text, article))
        self._store.cuts.feed(article, draft.text)
        write_names(self._store.db, "author", article, draft.authors)
        write_names(self._store.db, "keyword", article, draft.keywords)
        write_parts(self._store.db, article, draft.parts)
        self._store.search.feed(article, prepared=prepared)
        self._store.duplicates.feed(article, prepared=prepared)

    # A new version: marks move by their quote and what stood around it; one that is lost is told, never dropped.

    def _move_marks(self, article: int, old: str, new: str) -> list[str]:
        connection = self._store.db.conn
        # What was suggested of the old text is suggested anew of the new one.
        for table in ("mention", "relation"):
            connection.execute(f"delete from {table} where article = ? and state = 'suggested'", (article,))
        lost = [
            *self._move_mentions(article, old, new),
            *self._move_taggings(article, old, new),
            *self._move_relations(article, old, new),
            *self._store.corrections.move_roles(article, old, new),
        ]
        self._move_rejections(article, old, new)
        if lost:
            text = "Not found again in the new version of this article:\n" + "\n".join(f"- {each}" for each in lost)
            self._store.notes.insert(article, text, by="galpi")
        return [f"{each} was not found again; it is kept in a note on the article" for each in lost]

    def _move_mentions(self, article: int, old: str, new: str) -> Iterator[str]:
        for mention in self._store.mentions.of(article, states=("accepted", "rejected")):
            moved = self._move("mention", mention.id, find_again(old, mention.start, mention.end, new))
            if not moved and mention.state == "accepted":
                yield f"mention “{mention.quote}” ({mention.type}: {mention.entity or 'no entity'})"

    def _move_taggings(self, article: int, old: str, new: str) -> Iterator[str]:
        for tagging in self._store.taggings.of(article):
            if tagging.start is None or tagging.end is None:
                continue
            if not self._move("tagging", tagging.id, find_again(old, tagging.start, tagging.end, new)):
                note = f", note: {tagging.note}" if tagging.note else ""
                yield f"{tagging.tag} on “{tagging.quote}” (by {tagging.annotator}{note})"

    def _move_rejections(self, article: int, old: str, new: str) -> None:
        # That a passage that is gone does not have a tag is nothing that anybody misses.
        rows = self._store.db.conn.execute(
            'select id, start, "end" from tag_rejection where article = ? and start is not null', (article,)
        ).fetchall()
        for number, start, end in rows:
            self._move("tag_rejection", number, find_again(old, start, end, new))

    def _move_relations(self, article: int, old: str, new: str) -> Iterator[str]:
        for said in self._store.marked.say(self._store.relations.of_article(article)):
            relation = said.relation
            if relation.start is None or relation.end is None:
                continue
            moved = self._move("relation", relation.id, find_again(old, relation.start, relation.end, new))
            if not moved and relation.state == "accepted":
                yield f"{said.subject} · {relation.predicate} · {said.object} on “{relation.quote}”"

    def _move(self, table: str, number: int, span: tuple[int, int] | None) -> bool:
        if span is None:
            self._store.db.conn.execute(f"delete from {table} where id = ?", (number,))
            return False
        self._store.db.conn.execute(f'update {table} set start = ?, "end" = ? where id = ?', (*span, number))
        return True


def is_read_alike(one: ArticleDraft, other: ArticleDraft) -> bool:
    """Say whether both are indexed and compared alike: a digest of the one counts for the other."""
    return (one.parts, one.title, one.title_derived) == (other.parts, other.title, other.title_derived)


def _values(draft: ArticleDraft) -> tuple[object, ...]:
    """Give what stands in `_COLUMNS` for a draft."""
    return (
        draft.language,
        draft.title,
        int(draft.title_derived),
        draft.subtitle,
        draft.outlet,
        draft.published,
        draft.updated,
        draft.url,
        len(draft.text),
        _text_sha256(draft.text),
    )


def _text_sha256(text: str) -> str:
    return sha256(text.encode())
