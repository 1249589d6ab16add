"""Articles and marks put straight into a project's tables, for tests of what reads them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from uuid import uuid4

from sqlite_utils import Database

from store.duplicates import Duplicates
from store.fulltext import feed
from store.text.normal import folded


def put_article(
    db: Database,
    text: str,
    *,
    title: str | None = None,
    language: str | None = "ko",
    outlet: str | None = None,
    published: str | None = None,
    authors: Sequence[str] = (),
    status: str = "untagged",
    source: str = "",
    derived: bool = False,
    parts: Sequence[tuple[str, str]] = (),
    batch: int = 1,
) -> int:
    """Store and index one article; `parts` pairs a role with the words of the text that it covers."""
    digest = sha256(text.encode()).hexdigest()
    article = insert(
        db,
        "article",
        batch=batch,
        source=source or f"{digest[:8]}.txt",
        sha256=digest,
        language=language,
        title=title,
        title_derived=int(derived),
        outlet=outlet,
        published=published,
        status=status,
        length=len(text),
        text_sha256=digest,
    )
    db.conn.execute("insert into article_text values (?, ?)", (article, text))
    for place, name in enumerate(authors):
        insert(db, "author", uid=False, article=article, position=place, name=name)
    for role, words in parts or [("body", text)]:
        start = text.index(words)
        insert(db, "part", uid=False, article=article, role=role, start=start, end=start + len(words))
    feed(db, article)
    Duplicates(db).feed(article)
    return article


def put_entity(db: Database, type_: str, *names: tuple[str, str], part_of: int | None = None) -> int:
    """Store one entity with its names, each with its language; the first one is preferred."""
    entity = insert(db, "entity", type=type_, name=names[0][0], part_of=part_of, origin="person")
    for place, (name, language) in enumerate(names):
        insert(
            db,
            "entity_name",
            entity=entity,
            name=name,
            language=language,
            preferred=int(place == 0),
            folded=folded(name),
        )
    return entity


def put_mention(
    db: Database, article: int, entity: int | None, *, type_: str = "place", state: str = "accepted"
) -> int:
    """Store one mention at the beginning of an article."""
    return insert(
        db,
        "mention",
        article=article,
        start=0,
        end=1,
        quote="x",
        type=type_,
        entity=entity,
        state=state,
        origin="person",
    )


def put_tag(db: Database, name: str, parent: int | None = None, *, position: int = 0) -> int:
    """Store one tag of the codebook."""
    return insert(db, "tag", parent=parent, name=name, colour="#336699", position=position)


def put_tagging(db: Database, article: int, tag: int, *, start: int | None = None, annotator: int = 1) -> int:
    """Put a tag on an article, or on a passage of it where `start` is given."""
    end = None if start is None else start + 1
    return insert(
        db, "tagging", article=article, tag=tag, start=start, end=end, annotator=annotator, at="2024-01-01T00:00:00"
    )


def insert(db: Database, table: str, *, uid: bool = True, **values: object) -> int:
    """Insert one row and give its id."""
    row = ({"uid": uuid4().hex} if uid else {}) | values
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    found = db.conn.execute(f"insert into {table}({names}) values ({marks})", tuple(row.values()))
    assert found.lastrowid is not None
    return found.lastrowid
