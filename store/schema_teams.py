"""The shape of what several annotators share in a project file: migrations of `store.schema` that stand apart."""

from __future__ import annotations

from store.database import Database
from store.schema_marks import migrations

__all__ = ["migrations"]

_TABLES = """
    create table article_status(
        id integer primary key autoincrement, uid text unique not null, article integer not null,
        annotator integer not null, status text not null, unique (article, annotator)
    ) strict;
    create index article_status_annotator on article_status(annotator);
    create table sample(
        id integer primary key autoincrement, uid text unique not null, name text not null, folded text unique not null,
        query text not null, method text not null, seed integer not null, at text not null
    ) strict;
    create table sample_article(
        id integer primary key autoincrement, uid text unique not null, sample integer not null, article integer not null,
        annotator text
    ) strict;
    create index sample_article_sample on sample_article(sample, article);
    create index sample_article_article on sample_article(article);
    create index tagging_annotator on tagging(annotator, article);
"""


@migrations()
def create_teams(db: Database) -> None:
    """Make the tables of who is how far with which article, and of samples with the articles drawn for whom.

    An annotator of a sample is meant by her name, since she may not have made a mark yet; null means everybody.
    """
    for statement in _TABLES.split(";"):
        if statement.strip():
            db.conn.execute(statement)
