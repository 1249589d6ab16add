"""Intake: parsed drafts and native records written as articles, inside an import's transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.annotators import new_uid
from store.journal import now
from store.records import ArticleDraft, Part
from store.sources import sha256
from store.store import Store
from store.text.anchors import find_again


class Intake:
    """Writes articles of one batch; every method wants to be called inside `writing()`."""

    def __init__(self, store: Store, *, label: str) -> None:
        self._store = store
        self._label = label
        self._batch: int | None = None

    def _batch_id(self) -> int:
        # A batch is made with its first article, so that an import that brings nothing leaves nothing; and made again
        # where that article was taken back.
        connection = self._store.db.conn
        if self._batch is None or not connection.execute("select 1 from batch where id = ?", (self._batch,)).fetchone():
            self._batch = int(
                connection.execute(
                    "insert into batch(uid, at, label) values (?, ?, ?) returning id", (new_uid(), now(), self._label)
                ).fetchone()[0]
            )
        return self._batch

    def add(
        self, draft: ArticleDraft, *, source: str, digest: str, uid: str = "", number: int = 0, status: str = ""
    ) -> int:
        """Write a new article and give its id: `number` and `uid` where they are given and free."""
        connection = self._store.db.conn
        if number and connection.execute("select 1 from article where id = ?", (number,)).fetchone():
            number = 0
        if not uid or connection.execute("select 1 from article where uid = ?", (uid,)).fetchone():
            uid = new_uid()
        article: int = connection.execute(
            "insert into article(id, uid, batch, source, sha256, status, length, text_sha256)"
            " values (?, ?, ?, ?, ?, ?, 0, '') returning id",
            (number or None, uid, self._batch_id(), source, digest, status or "untagged"),
        ).fetchone()[0]
        self._fill(article, draft)
        return article

    def replace(self, article: int, draft: ArticleDraft, *, digest: str) -> list[str]:
        """Write a new version of an article, moving its marks; gives a sentence for each mark not found again."""
        old = self._store.articles.text(article)
        lost = [] if old == draft.text else self._move_marks(article, old, draft.text)
        # Noted as a batch of its own, so that an export knows that the project has moved on.
        self._batch_id()
        self._store.db.conn.execute("update article set sha256 = ? where id = ?", (digest, article))
        self._store.search.forget(article)
        self._fill(article, draft)
        return lost

    def has_text(self, text: str) -> bool:
        """Say whether an article with this very text is there already."""
        row = self._store.db.conn.execute(
            "select 1 from article where text_sha256 = ? and removed = 0 limit 1", (_text_sha256(text),)
        ).fetchone()
        return row is not None

    def _fill(self, article: int, draft: ArticleDraft) -> None:
        connection = self._store.db.conn
        connection.execute(
            "update article set language = ?, title = ?, title_derived = ?, subtitle = ?, outlet = ?, published = ?,"
            " updated = ?, url = ?, length = ?, text_sha256 = ? where id = ?",
            (
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
                article,
            ),
        )
        connection.execute(
            "insert into article_text(article, text) values (?, ?) on conflict(article) do update set text = excluded.text",
            (article, draft.text),
        )
        self._names("author", article, draft.authors)
        self._names("keyword", article, draft.keywords)
        self._parts(article, draft.parts or (Part(role="body", start=0, end=len(draft.text)),))
        self._store.search.feed(article)
        self._store.duplicates.feed(article)

    def _names(self, table: str, article: int, names: Sequence[str]) -> None:
        connection = self._store.db.conn
        connection.execute(f"delete from {table} where article = ?", (article,))
        connection.executemany(
            f"insert into {table}(article, position, name) values (?, ?, ?)",
            [(article, position, name) for position, name in enumerate(names)],
        )

    def _parts(self, article: int, parts: Sequence[Part]) -> None:
        connection = self._store.db.conn
        connection.execute("delete from part where article = ?", (article,))
        connection.executemany(
            'insert into part(article, role, start, "end") values (?, ?, ?, ?)',
            [(article, part.role, part.start, part.end) for part in parts],
        )

    # A new version: marks move by their quote and what stood around it; one that is lost is told, never dropped.

    def _move_marks(self, article: int, old: str, new: str) -> list[str]:
        connection = self._store.db.conn
        connection.execute("delete from mention where article = ? and state = 'suggested'", (article,))
        lost = [
            *self._move_mentions(article, old, new),
            *self._move_taggings(article, old, new),
            *self._move_relations(article, old, new),
        ]
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

    def _move_relations(self, article: int, old: str, new: str) -> Iterator[str]:
        for said in self._store.marked.say(self._store.relations.of_article(article)):
            relation = said.relation
            if relation.start is None or relation.end is None:
                continue
            if not self._move("relation", relation.id, find_again(old, relation.start, relation.end, new)):
                yield f"{said.subject} · {relation.predicate} · {said.object} on “{relation.quote}”"

    def _move(self, table: str, number: int, span: tuple[int, int] | None) -> bool:
        if span is None:
            self._store.db.conn.execute(f"delete from {table} where id = ?", (number,))
            return False
        self._store.db.conn.execute(f'update {table} set start = ?, "end" = ? where id = ?', (*span, number))
        return True


def _text_sha256(text: str) -> str:
    return sha256(text.encode())
