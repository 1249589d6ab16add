"""Intake: parsed drafts and native records written as articles, inside an import's transaction."""

from __future__ import annotations

from collections.abc import Sequence

from store.annotators import new_uid
from store.journal import now
from store.mentions import MentionRow
from store.records import ArticleDraft, Mention, Note, Part, SaidRelation, Tagging
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
        # A batch is made with its first article, so that an import that brings nothing leaves nothing.
        if self._batch is None:
            self._batch = self._store.db.conn.execute(
                "insert into batch(uid, at, label) values (?, ?, ?) returning id", (new_uid(), now(), self._label)
            ).fetchone()[0]
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
        lost = self._move_mentions(article, old, draft.text) + self._move_taggings(article, old, draft.text)
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

    def _move_mentions(self, article: int, old: str, new: str) -> list[str]:
        connection = self._store.db.conn
        connection.execute("delete from mention where article = ? and state = 'suggested'", (article,))
        lost = []
        for mention in self._store.mentions.of(article, states=("accepted", "rejected")):
            span = find_again(old, mention.start, mention.end, new)
            if span is not None:
                connection.execute('update mention set start = ?, "end" = ? where id = ?', (*span, mention.id))
                continue
            connection.execute("delete from mention where id = ?", (mention.id,))
            if mention.state == "accepted":
                lost.append(f"mention “{mention.quote}” ({mention.type}: {mention.entity or 'no entity'})")
        return self._tell(article, lost)

    def _move_taggings(self, article: int, old: str, new: str) -> list[str]:
        connection = self._store.db.conn
        lost = []
        for tagging in self._store.taggings.of(article):
            if tagging.start is None or tagging.end is None:
                continue
            span = find_again(old, tagging.start, tagging.end, new)
            if span is not None:
                connection.execute('update tagging set start = ?, "end" = ? where id = ?', (*span, tagging.id))
                continue
            connection.execute("delete from tagging where id = ?", (tagging.id,))
            note = f", note: {tagging.note}" if tagging.note else ""
            lost.append(f"{tagging.tag} on “{tagging.quote}” (by {tagging.annotator}{note})")
        return self._tell(article, lost)

    def _tell(self, article: int, lost: Sequence[str]) -> list[str]:
        """Write what was not found again into a note on the article."""
        if lost:
            annotator = self._store.annotators.ensure("galpi")
            text = "Not found again in the new version of this article:\n" + "\n".join(f"- {each}" for each in lost)
            self._store.db.conn.execute(
                "insert into note(uid, article, text, annotator, at) values (?, ?, ?, ?, ?)",
                (new_uid(), article, text, annotator, now()),
            )
        return [f"{each} was not found again; it is kept in a note on the article" for each in lost]

    # Marks that come with a native record

    def mark(
        self,
        article: int,
        *,
        mentions: Sequence[tuple[Mention, int | None]],
        taggings: Sequence[tuple[Tagging, int]],
        notes: Sequence[Note],
        relations: Sequence[tuple[SaidRelation, int, int]],
    ) -> None:
        """Write the marks of a native record, their entities and tags resolved by the caller."""
        for mention, entity in mentions:
            self._mention(article, mention, entity)
        connection = self._store.db.conn
        default = self._store.annotator
        stamp = now()
        for tagging, tag in taggings:
            annotator = self._store.annotators.ensure(tagging.annotator or default)
            connection.execute(
                'insert into tagging(uid, article, tag, start, "end", quote, note, annotator, at)'
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (new_uid(), article, tag, tagging.start, tagging.end, tagging.quote, tagging.note, annotator, stamp),
            )
        for note in notes:
            connection.execute(
                "insert into note(uid, article, text, annotator, at) values (?, ?, ?, ?, ?)",
                (new_uid(), article, note.text, self._store.annotators.ensure(note.annotator or default), stamp),
            )
        for said, subject, target in relations:
            self._relation(article, said, subject, target)

    def _mention(self, article: int, mention: Mention, entity: int | None) -> None:
        if not self._keep_id("mention", mention.id):
            self._store.mentions.insert([_row(article, mention, entity)])
            return
        self._store.mentions.insert([_row(article, mention, entity)], numbers=[mention.id])

    def _relation(self, article: int, said: SaidRelation, subject: int, target: int) -> None:
        relation = said.relation
        self._store.db.conn.execute(
            'insert into relation(id, uid, subject, predicate, object, article, start, "end", quote, state, origin)'
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                relation.id if self._keep_id("relation", relation.id) else None,
                new_uid(),
                subject,
                self._store.relations.ensure_predicate(relation.predicate),
                target,
                article,
                relation.start,
                relation.end,
                relation.quote,
                relation.state,
                relation.origin,
            ),
        )

    def _keep_id(self, table: str, number: int) -> bool:
        if not number:
            return False
        row = self._store.db.conn.execute(f"select 1 from {table} where id = ?", (number,)).fetchone()
        return row is None


def _row(article: int, mention: Mention, entity: int | None) -> MentionRow:
    return MentionRow(
        article=article,
        start=mention.start,
        end=mention.end,
        quote=mention.quote,
        type=mention.type,
        entity=entity,
        state=mention.state,
        origin=mention.origin,
        score=mention.score,
        value=mention.value,
    )


def _text_sha256(text: str) -> str:
    return sha256(text.encode())
